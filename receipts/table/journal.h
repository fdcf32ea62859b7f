/* Entries of an account book as purchases whose receipt is missing: by the rules of a column map, row by row. The result
 * is cells under a header of the entry table, so that what follows reads them as it reads any row. Opens no file. */
#ifndef SOROE_JOURNAL_H
#define SOROE_JOURNAL_H

#include "core/record/origin.h"

#include "receipts/table/map_header.h"

enum journal_row {
        JOURNAL_TAKEN,  /* cells are a purchase */
        JOURNAL_PASSED, /* another account, or another side: counted, nothing else */
        JOURNAL_BAD,    /* a finding says why */
};

/* One table under way. */
struct journal {
        const struct map_journal *rules;
        const struct header *file;  /* the table's own header */
        struct header header;       /* of the cells that come out */
        int column[JOURNAL_FIELDS]; /* of the file, from 0; -1 */
        const char *carried[JOURNAL_FIELDS];
        /* started: a row came to which further lines may belong. open: a slip still waits for its last line */
        bool started, open;
        struct arena *kept;                        /* carried */
        int passed, without_number, tax_unknown;   /* rows */
        int without_number_line, tax_unknown_line; /* the first of each */
};

/* The table of the header must have a journal. Free it with journal_close. */
void journal_open(struct journal *out, const struct header *file, struct arena *);
void journal_close(struct journal *); /* NULL, or never opened, is fine */

/* *cells live in `row`, as long as journal->header.n. `origin` is the row's. */
enum journal_row journal_row(const char *const **cells, struct journal *, const char *const *from,
                             const struct origin *, struct arena *row, struct findings *);

#endif
