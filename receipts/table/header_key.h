/* The words of a header cell without what people and forms put around them: ※領収金額(円), ①発行者, 発行日(必須). What changes
 * the meaning stays: 領収金額(税抜), 領収金額(千円). */
#ifndef SOROE_HEADER_KEY_H
#define SOROE_HEADER_KEY_H

#include "core/base/arena.h"

/* Takes the text_key of a header cell. Returns that key itself where nothing stands around its words. */
const char *header_key(const char *key, struct arena *);

#endif
