/* What may be said of one page: its kind, its total, its date, the issuer's registration number, each with how sure that is and
 * where it stands. A pure function of the reading, so that better rules need no new reading. */
#ifndef SOROE_READING_PAPER_H
#define SOROE_READING_PAPER_H

#include "core/reading/reading_addressee.h"
#include "core/reading/reading_date.h"
#include "core/reading/reading_kind.h"
#include "core/reading/reading_number.h"
#include "core/reading/reading_total.h"

#include "core/base/text.h"

struct read_paper {
        struct read_kind kind;
        struct read_total total;
        struct read_date date;
        struct read_number number;
        /* everything that was seen, to find what somebody typed */
        struct amounts_seen amounts;
        struct dates_seen dates;
        struct texts numbers;
        struct addressees_seen addressees;
};

/* Of a page that was not read nothing is said. `days`: when a paper that was read on that day may have been written. */
struct read_paper paper_of(const struct reading_page *, struct read_days days, struct arena *);

bool paper_has_amount(const struct read_paper *, struct yen);
bool paper_has_date(const struct read_paper *, struct date);
bool paper_has_number(const struct read_paper *, const char *registration_number);

#endif
