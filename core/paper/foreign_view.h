/* How a page of somebody else's PDF is looked at: its box, its turn, and where a point of it comes to lie (ISO 32000-1, 8.3 and 14.11.2). */
#ifndef SOROE_FOREIGN_VIEW_H
#define SOROE_FOREIGN_VIEW_H

#include "core/format/qpdf.h"
#include <stdint.h>

struct matrix {
        double a, b, c, d, e, f;
};
#define MATRIX_SAME ((struct matrix){1, 0, 0, 1, 0, 0}) /* moves nothing */

/* First `m`, then `n`. */
struct matrix matrix_times(struct matrix m, struct matrix n);

/* From the PDF's points to three hundredths of an inch on the page as it is looked at, y downwards; and how large the page is. */
struct matrix foreign_view(int32_t *width, int32_t *height, qpdf_data, qpdf_oh page);
/* What a form does to what it draws; MATRIX_SAME where it does not say. */
struct matrix foreign_matrix(qpdf_data, qpdf_oh form);
/* A value that pages inherit from those above them; null where there is none. */
qpdf_oh foreign_inherited(qpdf_data, qpdf_oh page, const char *key);

#endif
