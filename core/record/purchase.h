/* A purchase line (購入明細): one line of a receipt, eligible or not. The line of a shared receipt is this facility's share.
 * Key: the receipt and the position in its file. Texts are as typed; ids are the programme's ("" if it does not know the words). */
#ifndef SOROE_PURCHASE_H
#define SOROE_PURCHASE_H

#include "core/record/origin.h"
#include "core/base/vec.h"
#include "core/value/yen.h"

#include <stdbool.h>

struct purchase {
        const char *facility; /* whose share it is */
        const char *payer;    /* payer of its receipt; "" while it has none */
        const char *receipt_number;
        int32_t position;                               /* among the lines of its receipt, from 1 */
        const char *category_text, *category, *variant; /* variant "" if not said; category "none" for 対象外 */
        const char *item_text, *item;
        const char *description, *model, *note;
        const char *document_text; /* 書類種別 as typed, while it is imported */
        bool of_breakdown;         /* a line of the vendor's 領収書内訳書, not of the receipt */
        bool has_quantity, has_unit_price;
        int64_t quantity;
        const char *quantity_text;
        struct yen unit_price, amount;
        struct origin origin;
        const char *spoilt; /* as of facilities */
};
struct purchase_list {
        VEC(struct purchase);
};

#endif
