/* Receipts that may be one paper: those that share a scan, with its date and amount, or registration number, number, date and amount.
 * Payer and number are what a person knows a receipt by. Only core/store/across includes this. */
#ifndef SOROE_DOUBLE_PAPERS_H
#define SOROE_DOUBLE_PAPERS_H

#include "core/store/store_private.h"

struct double_receipt {
        int64_t id;
        const char *payer, *number;
        int64_t source, line;
};
struct double_receipts {
        VEC(struct double_receipt); /* in the order of the files they came in */
        struct texts keys;          /* that were looked up */
};

/* Adds the receipt `id` and, of the keys that these bring, all others that are surely one paper with it. */
enum status double_papers_find(struct double_receipts *, struct store *, int64_t id, struct arena *);
/* Adds what a statement gives of the receipt `id`; `key`: the scan it asks for, or NULL. */
enum status double_papers_add(struct double_receipts *, struct store *, enum sql, int64_t id, const char *key,
                              struct arena *);

#endif
