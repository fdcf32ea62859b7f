/* The entry workbook (記入表): one sheet for each entry table, drop-downs from the programme, what is known
 * of the facility filled in, before them a page 使い方 and behind them the words to choose from. What comes back is imported as it
 * is; cells that nobody changed come back unchanged. The two pages that are no tables have no header of one, so that nothing
 * on them is ever taken for a record. */
#ifndef SOROE_FORM_H
#define SOROE_FORM_H

#include "core/base/buffer.h"
#include "core/programme/programme.h"
#include "core/record/records.h"

struct form_input {
        const struct programme *programme;
        const struct records *records;       /* NULL: a form without data */
        const struct receipt_list *receipts; /* the rows that the facility pays, breakdowns too (store_receipts_paid) */
};

/* A pure function of what it is given: the same records, the same bytes. */
enum status form_write(struct bytes *out, const struct form_input *, struct arena *, struct findings *);

/* The sheets that are tables: 施設 …, by number; NULL behind the last. */
const char *form_sheet(size_t i);

#endif
