/* What people type when they are asked something: yes or no, a day. Widths are folded, spaces count for nothing. Pure. */
#ifndef SOROE_REPLY_H
#define SOROE_REPLY_H

#include "core/base/arena.h"
#include "core/value/calendar.h"

enum reply { REPLY_LATER, REPLY_YES, REPLY_NO, REPLY_EACH, REPLY_UNCLEAR };
/* はい は y yes 1 · いいえ い no n 2 · 1件ずつ ひとつずつ · あとで a and an empty line are later. まだ is later, too. */
enum reply reply_read(const char *text, struct arena *);

enum reply_day {
        REPLY_DAY,       /* *out is the day */
        REPLY_DAY_LATER, /* あとで, an empty line */
        REPLY_DAY_PAST,  /* *out is a day before today */
        REPLY_DAY_AHEAD, /* of what has happened: *out is a day after today */
        REPLY_DAY_YEAR,  /* 25/12/22: which year or era is meant */
        REPLY_DAY_UNCLEAR
};
/* A day as it is said on `today`: 今日 明日 あさって 昨日 · 12/25 12月25日 25日 · 金曜 来週の月曜 · any form of date_parse. Without a year it
 * is the next such day; of what has `happened`, the last. */
enum reply_day reply_day_read(struct date *out, const char *text, struct date today, bool happened, struct arena *);

#endif
