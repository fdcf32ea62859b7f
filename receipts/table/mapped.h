/* The rows of a table as its column map means them: constants added, entries of an account book turned into purchases. */
#ifndef SOROE_MAPPED_H
#define SOROE_MAPPED_H

#include "receipts/table/journal.h"

struct mapped {
        struct header header;   /* of the cells that come out */
        struct journal journal; /* rules NULL: rows are records as they stand */
        const struct map_table *table;
        size_t own;       /* columns of the file */
        const char *said; /* the fields that its rows have, for origin.said */
};

void mapped_open(struct mapped *out, const struct header *file, struct arena *);
void mapped_close(struct mapped *);
/* Turns a row of the file into the cells of a record. After JOURNAL_TAKEN there are as many *cells as columns in
 * mapped->header. */
enum journal_row mapped_row(const char *const **cells, struct mapped *, const char *const *from, const struct origin *,
                            struct arena *row, struct findings *);
/* Adds W055 and W057 when a table is read: they say what its entries do not tell. */
void mapped_end(const struct mapped *, const struct origin *, struct arena *, struct findings *);

#endif
