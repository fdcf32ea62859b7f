/* The date of a paper. Sure is a date of which both readers read the same figures, or whose weekday stands beside it and is right
 * while the second reader does not speak against it, where nothing else on the page is as likely. */
#ifndef SOROE_READING_DATE_H
#define SOROE_READING_DATE_H

#include "core/reading/sheet.h"

/* The days on which a paper may be dated: none after it was read, none long before. A date outside is a guess at most. */
struct read_days {
        struct date from, to;
};
struct read_days read_days_before(struct date read_on); /* three years */

struct date_seen {
        struct date date;
        size_t line;
        bool alike;      /* both readers */
        bool second;     /* the second reader alone */
        bool weekday;    /* stands beside it and is right */
        bool no_weekday; /* stands beside it and is another day's */
        bool labelled;   /* 発行 領収 取引 */
        bool contrary;   /* 期限 納品日 … */
};
struct dates_seen {
        VEC(struct date_seen);
};
struct dates_seen read_dates(const struct read_sheet *);

struct read_date {
        enum read_level level;
        struct date date;
        struct read_place place;
        bool weekday;
};
struct read_date read_date(const struct read_sheet *, const struct dates_seen *, struct read_days);

#endif
