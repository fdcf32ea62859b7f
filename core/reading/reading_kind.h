/* What a paper calls itself. Another kind than a receipt is said for sure only where a title says so and nothing on the page
 * speaks of money received: an honest receipt is not to be accused. 適格請求書発行事業者 and the number of a 請求書 are no title. */
#ifndef SOROE_READING_KIND_H
#define SOROE_READING_KIND_H

#include "core/reading/sheet.h"

enum paper_kind {
        PAPER_UNKNOWN,
        PAPER_RECEIPT,
        PAPER_BREAKDOWN,
        PAPER_QUOTE,
        PAPER_BILL,
        PAPER_DELIVERY,
        PAPER_TRANSFER,
        PAPER_KINDS
};

const char *paper_kind_id(enum paper_kind);   /* "receipt" "breakdown" …; "" if unknown */
const char *paper_kind_word(enum paper_kind); /* 領収書¦a receipt */

struct read_kind {
        enum read_level level;
        enum paper_kind kind;
        struct read_place place; /* of the words that say it */
};
struct read_kind read_kind(const struct read_sheet *);

#endif
