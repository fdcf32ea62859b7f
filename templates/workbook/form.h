/* The entry workbook (記入表): one sheet for each entry table, drop-downs from the programme, what is known
 * of the facility filled in, before them a page 使い方 and behind them the words to choose from. What comes back is imported as it
 * is; cells that nobody changed come back unchanged. The two pages that are no tables have no header of one, so that nothing
 * on them is ever taken for a record. */
#ifndef SOROE_FORM_H
#define SOROE_FORM_H

#include "core/base/buffer.h"
#include "core/base/text.h"
#include "core/format/thumbnail.h"
#include "core/programme/programme.h"
#include "core/record/records.h"

/* A scan that no receipt has: it gets a row of its own, with its name. */
struct form_scan {
        const char *name;
        /* what was read of it, for its row; NULL: nothing. Unset dates and 0 yen stay empty */
        const struct receipt *known;
        const char *remark;    /* what was not read, or not surely; NULL */
        struct thumbnail crop; /* where it was read; none is fine */
};
struct form_scans {
        VEC(struct form_scan);
};
/* Of a crop that fits its cell. */
#define FORM_CROP ((struct thumbnail_want){.most_width = 232, .most_height = 100, .most_bytes = 24 << 10})

struct form_input {
        const struct programme *programme;
        const struct records *records; /* NULL: a form without data */
        /* the rows that the facility pays, breakdowns too (store_receipts_paid) */
        const struct receipt_list *receipts;
        /* of a form without data; NULL: none */
        const char *code;               /* of the facility's row */
        const struct form_scans *scans; /* a row of 領収書 for each */
        const struct texts *bare;       /* numbers of receipts without a line: a row of 購入明細 for each */
};

/* A pure function of what it is given: the same records, the same bytes. Where anything was read of a scan, the sheet of receipts
 * begins with 確認, which is to be filled before import takes the row, and the picture of the paper; what was read is yellow. */
enum status form_write(struct bytes *out, const struct form_input *, struct arena *, struct findings *);

/* The sheets that are tables: 施設 …, by number; NULL behind the last. */
const char *form_sheet(size_t i);
const char *form_sheet_table(size_t i); /* "facilities" */

#endif
