/* Is a PDF that was read back one of form 1 (soroe 0.1.0)? No program draws its pages any more, so the file is held against what
 * such a file may hold. Its frame (catalogue, pages, information, fonts) is written again from the record around the file's own
 * streams, and nothing may differ. Its pages must be layered (pdf_layers.h). Its codes must have the outlines and widths that the
 * installed face has for their characters, and its fonts hold nothing else. templates/verify/agree.h compares the texts on the
 * pages. */
#ifndef SOROE_PDF_FIRST_H
#define SOROE_PDF_FIRST_H

#include "templates/reread/pdf_agree.h"

struct pdf_first { /* of the record */
        const char *title;
        struct date date;
        bool draft;
        struct fonts *fonts; /* of the version recorded */
};

/* Returns false with what differs. */
bool pdf_is_first(struct pdf_difference *out, const struct pdf_first *, const struct pdf_text *read, struct bytes file,
                  struct arena *);

#endif
