/* The PDF of form 1 (soroe 0.1.0), whose pages no program draws any more: what such a file may hold, held against one that was
 * read back. Its frame is written again from the record (catalogue, pages, information, fonts) around the
 * file's own streams, and nothing may differ; its pages must be layered (pdf_layers.h), its codes stand for the characters whose outlines and widths they have in
 * the installed face, its fonts hold nothing else. Which texts stand on the pages, templates/verify/agree.h compares. */
#ifndef SOROE_PDF_FIRST_H
#define SOROE_PDF_FIRST_H

#include "templates/reread/pdf_agree.h"

struct pdf_first { /* of the record */
        const char *title;
        struct date date;
        bool draft;
        struct fonts *fonts; /* of the version recorded */
};

/* False with what differs. */
bool pdf_is_first(struct pdf_difference *out, const struct pdf_first *, const struct pdf_text *read, struct bytes file,
                  struct arena *);

#endif
