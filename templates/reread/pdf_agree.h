/* Is a document that was read back the one that was drawn? No byte of the file is trusted. Pages are compared operator by operator
 * (so every text is at its place, in its size and typeface), every code with the text that it stands for, and every code's outline
 * with the one that the installed face has for this text. */
#ifndef SOROE_PDF_AGREE_H
#define SOROE_PDF_AGREE_H

#include "templates/pdf/pdf.h"
#include "templates/reread/pdf_read.h"

/* The outlines of the repertoire: once they were found right they need no second look. */
struct pdf_agreed {
        bool base[FACES];
};

struct pdf_difference {
        size_t page;              /* from 1; 0: the document as a whole */
        const char *ja, *en;      /* what differs */
        const char *drawn, *read; /* texts; "" */
};

/* Returns false with the first difference. */
bool pdf_agrees(struct pdf_difference *out, struct pdf *drawn, const struct pdf_text *read, struct pdf_agreed *,
                struct arena *);

/* Does every code of a font show the outline that the installed face has for its text? If not, *wrong is the text; "" if the font is
 * damaged. */
bool pdf_font_shows(const char **wrong, struct fonts *, enum face, const struct pdf_read_font *, struct arena *);

#endif
