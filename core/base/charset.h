/* Other encodings than UTF-8, by tables of our own: the same bytes become the same characters on every system. */
#ifndef SOROE_CHARSET_H
#define SOROE_CHARSET_H

#include "core/base/buffer.h"

#include <stdint.h>

enum charset {
        CHARSET_CP932, /* Shift_JIS as Windows has it: NEC's and IBM's characters, 0x5C a backslash */
        /* as JIS has it: 0x5C ¥, 0x7E ‾, 〜 ‖ − ¢ £ ¬ by their own names; NEC's and IBM's all the same */
        CHARSET_SHIFT_JIS,
        CHARSET_EUC_JP,  /* JIS X 0208, half-width katakana, NEC's and IBM's rows; no JIS X 0212 */
        CHARSET_JIS,     /* ISO-2022-JP */
        CHARSET_UTF16LE, /* a mark at the beginning is a character like any other */
        CHARSET_UTF16BE,
        CHARSET_LATIN_1,
};

/* Appends to `out` as UTF-8 what can be decoded; NULL: it is only looked at. Returns the offset of the first byte of what cannot be,
 * or is not whole; the number of bytes where there is no such. */
size_t charset_decode(struct buffer *out, struct bytes, enum charset);

/* The first character as UTF-8, *n bytes of it. Returns how many bytes it took, 0: they are none, or it is not whole. Not of
 * CHARSET_JIS, where it hangs on what came before. */
enum { CHARSET_UTF8 = 4 };
size_t charset_take(char out[CHARSET_UTF8], size_t *n, struct bytes, enum charset);

/* A character in CP932: its bytes, 1 or 2; 0 if it has none. Of several it takes what Windows takes. The yen sign, the overline and
 * JIS's names of six signs are taken for what stands at their place there. */
size_t charset_cp932(char out[2], int32_t code_point);

#endif
