/* Text: everything inside the program is UTF-8. Names are stored as typed; what is folded is
 * folded only for comparing (NFKC rewrites some kanji, e.g. 神 U+FA19). */
#ifndef SOROE_TEXT_H
#define SOROE_TEXT_H

#include "core/base/arena.h"
#include "core/base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

enum encoding { ENC_UTF8, ENC_UTF8_BOM, ENC_CP932 };

/* Tells the encoding of the bytes. Bytes with a BOM and valid UTF-8 are UTF-8; other bytes that decode are CP932.
 * Returns false if they are neither; *bad is then the offset of the first byte that UTF-8 does not allow. */
bool text_detect(enum encoding *out, size_t *bad, struct bytes);

/* Decodes one piece (a CSV cell) to UTF-8. Returns false if it cannot be decoded; *bad is then the offset of the byte. */
bool text_decode(char **out, size_t *bad, struct bytes, enum encoding, struct arena *);
/* Encodes a text, for rejected rows in the encoding of their source. A character that CP932 lacks becomes 〓. */
struct bytes text_encode(const char *, enum encoding, struct arena *);

/* Returns the next code point and moves *s behind it. Returns -1 at the end and where the bytes are not UTF-8. */
int32_t text_next(const char **s);
bool text_is_valid(const char *); /* UTF-8 throughout, no control characters but tab and line ends */
bool text_is_private_use(int32_t code_point);

/* A key for comparing headers, kinds, categories and items: NFKC, without spaces and invisible marks, lower-case ASCII, with the dash and
 * wave-dash pairs of CP932 and JIS made one. */
char *text_key(struct arena *, const char *);
/* Returns the text with its invisible marks replaced by characters that text_key keeps. In packets of forms 1 and 2 the marks counted. */
const char *text_marks_kept(struct arena *, const char *);
/* Like text_key, but 髙 equals 高 and 﨑 equals 崎. For searching only. */
char *text_search_key(struct arena *, const char *);
/* Like text_search_key, with the short forms of legal persons written out: ㈱ and (株) become 株式会社. For comparing the names of
 * firms. 株式会社 keeps its place before or behind the name: 株式会社山田 and 山田株式会社 are two firms. */
char *text_party_key(struct arena *, const char *);
char *text_nfc(struct arena *, const char *); /* file names from a Mac */
char *text_nfkc(struct arena *, const char *);
/* Returns the text without the spaces (also U+3000) at both ends. */
char *text_trim(struct arena *, const char *);
char *text_trim_in_place(char *text, size_t n); /* the same without a copy: n is its length */

/* Is it a mark that turns the direction of the text behind it? Such marks are invisible, and nobody sees in a record what they do to
 * a line. */
bool text_is_direction_mark(int32_t c);
int text_width(const char *); /* terminal cells: East Asian W and F 2, combining 0, else 1 */

#include "core/base/vec.h"
struct texts {
        VEC(const char *);
};
/* Splits at ';' (also ；), trims, drops empty pieces. */
struct texts text_split(struct arena *, const char *);

/* A short value as somebody typed it (an amount, a date, a code), as code points that end with 0. Its width is folded (１２ ﾄﾞﾙ ㋿),
 * every space is a plain one, and both ends are trimmed. Nothing else of NFKC is done: ① and ⑴ mark an entry of a list and are no
 * digits. */
#define TYPED_MOST 200
struct typed {
        int32_t at[TYPED_MOST + 1];
        size_t n;
};
bool typed_read(struct typed *out, const char *); /* false: more than TYPED_MOST bytes, or not UTF-8 */
/* Each of these steps over something if it stands at *at: a word (its ASCII letters in either case), a digit, a dash, spaces. */
bool typed_take(const int32_t **at, const char *word);
bool typed_take_digit(const int32_t **at, int *digit); /* 0-9 */
bool typed_take_dash(const int32_t **at);              /* any of the dashes typed for a minus or a hyphen, also ー */
void typed_skip_spaces(const int32_t **at);
int typed_kanji_digit(int32_t code_point); /* 〇一二 … 九 and 零壱弐参肆伍陸漆捌玖; else -1 */
int typed_kanji_unit(int32_t code_point);  /* 十百千 and 拾佰仟: 10, 100, 1000; else 0 */

#endif
