/* The total of a paper. Sure is what two voices say that do not share their mistakes: the two readers (who must agree at one place
 * at least; twice by the same reader is one voice), the tax, net and tax, the amount in kanji. */
#ifndef SOROE_READING_TOTAL_H
#define SOROE_READING_TOTAL_H

#include "core/reading/reading_amount.h"

struct read_total {
        enum read_level level;
        struct yen amount;
        struct read_place place;
        int places;     /* where it stands */
        struct yen tax; /* that fits to it; 0: none */
        struct yen net;
        bool kanji;
};

struct read_total read_total(const struct read_sheet *, const struct amounts_seen *);

/* Why it is sure: "2か所、消費税 11,636円と一致¦…". */
const char *read_total_why(const struct read_total *, struct arena *);

#endif
