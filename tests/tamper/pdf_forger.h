/* A PDF of templates/pdf/pdf.h (or of form 1) taken apart into its objects, changed, and put together again with every place and length
 * right, as a forger with a good tool would. Only tests/tamper includes this. */
#ifndef SOROE_TESTS_PDF_FORGER_H
#define SOROE_TESTS_PDF_FORGER_H

#include "core/base/buffer.h"
#include "core/base/vec.h"

#include <stdbool.h>

struct forged_pdf {
        struct arena *arena;
        struct {
                VEC(struct bytes);
        } objects;               /* from "1 0 obj" to "endobj\n", by number - 1 */
        const char *before;      /* bytes between the head and the objects; "" */
        const char *trailer;     /* more entries of the trailer; "" */
        const char *behind;      /* bytes behind %%EOF; "" */
        struct bytes head, tail; /* the file's own: to the first object; from "trailer" to "startxref" */
        struct bytes update;     /* a whole update behind it; empty */
};

struct pdf_forgery {
        const char *kind;
        bool (*run)(struct forged_pdf *); /* false: this file has no such place */
};
extern const struct pdf_forgery pdf_forgeries[]; /* ends with a NULL kind */

bool forged_open(struct forged_pdf *out, struct bytes file, struct arena *);
struct bytes forged_write(struct forged_pdf *);

#endif
