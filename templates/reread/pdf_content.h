/* What a page's content shows: its operators, one after the other (ISO 32000-1, 7.8.2 and 9.4). */
#ifndef SOROE_PDF_CONTENT_H
#define SOROE_PDF_CONTENT_H

#include "templates/reread/pdf_read.h"
#include "templates/reread/pdf_tounicode.h"

struct pdf_face {
        const char *name; /* on its page, with the slash: "/F1" */
        const struct pdf_codes *codes;
        size_t font; /* of the document's */
};
struct pdf_faces {
        VEC(struct pdf_face);
};

/* Returns the runs of a page, separated by '\n'; NULL with the fault. */
const char *pdf_content_text(struct bytes content, const struct pdf_faces *, struct arena *, struct pdf_read_fault *);

#endif
