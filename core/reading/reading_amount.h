/* The amounts that stand on a page, each once, with all that speaks for it: how often it was read and by whom, what stands beside
 * it, and whether the other amounts fit to it to the yen. */
#ifndef SOROE_READING_AMOUNT_H
#define SOROE_READING_AMOUNT_H

#include "core/reading/sheet.h"
#include "core/value/yen.h"

struct amount_seen {
        struct yen amount;
        int runs;       /* where one of the readers read it */
        int agreed;     /* where both did */
        int labelled;   /* beside 合計, 金額, 円也 … */
        int contrary;   /* beside 小計, お預り, 消費税 … */
        int totalled;   /* beside 合計 itself */
        bool grouped;   /* with a yen sign or commas */
        bool kanji;     /* 金壱万弐千円也 */
        bool fee;       /* beside 手数料 */
        bool closed;    /* written so that nothing can be added: 金12,800円, \12,800- */
        int32_t height; /* of its tallest run */
        struct reading_box box;
        struct yen tax; /* a tax inside it that stands on the page; 0: none */
        struct yen net; /* an amount that makes it together with its tax, both on the page; 0: none */
        /* an amount that makes it with its tax, which is not on the page, or was not read; 0: none */
        struct yen net_alone;
};
struct amounts_seen {
        VEC(struct amount_seen); /* from the smallest */
        bool cut;                /* the page has more than these */
};

struct amounts_seen read_amounts(const struct read_sheet *);
const struct amount_seen *find_amount(const struct amounts_seen *, int64_t yen); /* NULL: it was not seen */

#endif
