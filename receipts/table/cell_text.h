/* A cell's text as its value: without what exports and the clipboard wrap around it, and what a person wrote in place of one. */
#ifndef SOROE_CELL_TEXT_H
#define SOROE_CELL_TEXT_H

#include "core/base/text.h"

/* Without invisible marks (byte order mark, zero width, directions; of a name, those around it), the shell ="0012", and a
 * leading apostrophe. The text itself where there is none of them. */
const char *cell_text(const char *typed, bool name, struct arena *);
/* Is it worth asking the two below? */
bool cell_may_be_mark(const char *text);
/* 〃 々 同上 " alone: the value of the row above is meant. */
bool cell_is_ditto(const char *text, struct arena *scratch);
/* - ー なし 無: there is no value. `registration`: also 未登録, 免税. */
bool cell_is_none(const char *text, bool registration, struct arena *scratch);
/* What Excel makes of 1-2 and 12E3: 1月2日, 2-Jan, 1.20E+04. */
bool cell_is_changed_date(const char *text);
bool cell_is_changed_number(const char *text);

#endif
