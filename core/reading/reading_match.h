/* To which receipt of the table a scan belongs that nobody has named: two of amount, date and registration number must agree, with
 * one row better than with any other, and nothing that is sure may speak against it. A suggestion, never more. */
#ifndef SOROE_READING_MATCH_H
#define SOROE_READING_MATCH_H

#include "core/reading/reading_paper.h"
#include "core/record/receipt.h"

struct match_row {
        const char *facility, *number;
        struct yen amount;
        struct date date;
        const char *registration_number; /* "" if none is entered */
        enum document document;
        bool has_scan; /* it wants none any more; but where it agrees as well, nothing is said */
};

struct match_rows {
        VEC(struct match_row);
        size_t *by_amount, *by_date, *by_number; /* filled by match_rows_ready */
        unsigned char *agree;                    /* of the scan at hand */
        size_t *touched;
};
/* Call it when all rows are in, before the first match. */
void match_rows_ready(struct match_rows *, struct arena *);

enum { AGREE_AMOUNT = 1, AGREE_DATE = 2, AGREE_NUMBER = 4 };

struct match {
        const struct match_row *row; /* NULL: none */
        int agree;
        bool is_breakdown; /* the paper is the vendor's breakdown of that receipt */
};

/* `papers`: the pages of the scan. `facility`: whose it is, if that is known, else "". */
struct match match_scan(const struct match_rows *, const struct read_paper *papers, size_t n, const char *facility);

/* "金額・日付・登録番号¦amount, date, registration number" */
const char *match_words(int agree, struct arena *);

#endif
