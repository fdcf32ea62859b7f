/* The entry workbook (記入表): one sheet for each entry table, drop-downs from the programme, what is known
 * of the facility filled in, before them a page 使い方 and behind them the words to choose from. What comes back is imported as it
 * is; cells that nobody changed come back unchanged. The two pages that are no tables have no header of one, so that nothing
 * on them is ever taken for a record. */
#ifndef SOROE_FORM_H
#define SOROE_FORM_H

#include "core/base/buffer.h"
#include "core/base/text.h"
#include "core/programme/programme.h"
#include "core/record/records.h"

/* A scan that no receipt has: it gets a row of its own, with its name. */
struct form_scan {
        const char *name;
        const struct receipt *known; /* what was read of it, for its row; NULL: nothing */
};
struct form_scans {
        VEC(struct form_scan);
};

struct form_input {
        const struct programme *programme;
        const struct records *records;       /* NULL: a form without data */
        const struct receipt_list *receipts; /* the rows that the facility pays, breakdowns too (store_receipts_paid) */
        /* of a form without data; NULL: none */
        const struct form_scans *scans; /* a row of 領収書 for each */
        const struct texts *bare;       /* numbers of receipts without a line: a row of 購入明細 for each */
};

/* A pure function of what it is given: the same records, the same bytes. */
enum status form_write(struct bytes *out, const struct form_input *, struct arena *, struct findings *);

/* The sheets that are tables: 施設 …, by number; NULL behind the last. */
const char *form_sheet(size_t i);

#endif
