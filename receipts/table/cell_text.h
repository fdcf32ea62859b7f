/* The value that a cell's text means. What exports and the clipboard wrap around a value is taken off, and what people write where they
 * have no value is recognised. */
#ifndef SOROE_CELL_TEXT_H
#define SOROE_CELL_TEXT_H

#include "core/base/text.h"

/* Returns the text without invisible marks (byte order mark, zero width, directions; in a name, only those around
 * it), without the shell of ="0012" and without a leading apostrophe. Returns `text` itself where it has none of
 * them. */
const char *cell_text(const char *typed, bool name, struct arena *);
/* Returns a list with ";" between its pieces, where people write a line break, 、 or a comma. What stands in brackets is
 * one piece, and 1,200 a number. */
const char *cell_list(const char *text, struct arena *);
/* May the text be a ditto mark or a word for none? A quick look; if not, the two functions below need not be asked. */
bool cell_may_be_mark(const char *text);
/* Is the text only 〃 々 同上 or "? Then the value of the row above is meant. */
bool cell_is_ditto(const char *text, struct arena *scratch);
/* Is the text - ー なし or 無? Then there is no value. With `registration`, 未登録 and 免税 say the same. */
bool cell_is_none(const char *text, bool registration, struct arena *scratch);
/* Is the word, as it is given, one of these? */
bool cell_is_one_of(const char *word, const char *const *words, size_t n);
#define CELL_IS_ONE_OF(word, words) cell_is_one_of((word), (words), sizeof(words) / sizeof *(words))
/* Is it what Excel makes of 1-2 or 12E3 (1月2日, 2-Jan, 1.20E+04)? */
bool cell_is_changed_date(const char *text);
bool cell_is_changed_number(const char *text);

#endif
