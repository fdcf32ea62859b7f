/* Where a record came from: file, physical line, and the fields of that file in their order,
 * so that a finding about one field can name its column. */
#ifndef SOROE_ORIGIN_H
#define SOROE_ORIGIN_H

#include "core/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a place in a table is written. The numbers are kept in the store: never change one. */
enum origin_style {
        ORIGIN_COLUMNS, /* receipts.csv:14:5 */
        ORIGIN_CELLS,   /* book.xlsx:領収書!E14 */
        ORIGIN_LINES,   /* invoice.xml:14:1: the columns are made here, the file has none */
        ORIGIN_STYLES,
};

struct origin {
        const char *file;    /* base name as given */
        const char *sha256;  /* of the file's bytes */
        int line;            /* physical line on which the record starts, or row of the sheet, from 1 */
        const char *columns; /* field ids in file order, "facility,number,,amount"; an unknown column is empty */
        const char *table;   /* the sheet of a workbook; NULL or "" where a file is one table */
        enum origin_style style;
        /* the fields that its rows have, like `columns`; of other fields they say nothing. NULL: they have all */
        const char *said;
};
/* Do the rows of this table have the field, even if it is empty? */
bool origin_says(const struct origin *, const char *field);

/* Returns the style of a number that the store kept; ORIGIN_COLUMNS for an unknown one. */
enum origin_style origin_style_of(int64_t kept);

/* "receipts.csv:14:5", "book.xlsx:領収書!E14"; `field` NULL, or not in the file: column 1. NULL without a file. */
char *origin_place(struct arena *, const struct origin *, const char *field);
/* The same for a line and a column by their numbers, from 1. */
char *origin_place_at(struct arena *, const struct origin *, int line, size_t column);

#endif
