/* Which text each code of a font stands for, as its ToUnicode says (ISO 32000-1, 9.10.3): a CMap of two-byte codes and
 * bfchar, one code after the other, each with the character as it was typed (selector or sound mark included). */
#ifndef SOROE_PDF_TOUNICODE_H
#define SOROE_PDF_TOUNICODE_H

#include "core/base/buffer.h"
#include "core/base/vec.h"

#include <stdbool.h>
#include <stdint.h>

#define PDF_MOST_CODES 65535
#define PDF_MOST_TYPED 8 /* bytes of UTF-8 that one code may stand for: a character and its selector */

struct pdf_code {
        uint16_t code;
        uint16_t n;
        char text[PDF_MOST_TYPED];
};
struct pdf_codes {
        VEC(struct pdf_code); /* in ascending order */
};

/* False where it is anything else; *out is set on success only. */
bool pdf_codes_read(struct pdf_codes *out, struct bytes cmap, struct arena *);
const struct pdf_code *pdf_codes_find(const struct pdf_codes *, uint16_t code); /* NULL: none */

#endif
