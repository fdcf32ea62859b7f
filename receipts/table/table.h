/* One table of a file, recognised by its header and read row by row, whichever reader gives the rows. */
#ifndef SOROE_TABLE_H
#define SOROE_TABLE_H

#include "receipts/table/maps.h"
#include "receipts/table/passed.h"
#include "receipts/reader/reader.h"

struct table {
        size_t index;         /* among the reader's tables */
        struct origin origin; /* of its rows; line 0 */
        struct header header;
        struct reader_row header_row;
        int above;        /* rows above the header: titles */
        const char *unit; /* 千円 where one of them, or later a note among the rows, says so, and its place; NULL */
        const char *unit_place, *unit_cell;
        enum encoding encoding;
        char separator;
        bool crlf, ragged, hidden;
        bool gaps; /* a column within the header has none */
};

/* Looks for the header. False: not a table soroe knows; the finding says what is missing, or findings->fault is set.
 * `sha256` is the file's. Everything in *out lives in the arena. */
bool table_open(struct table *out, struct reader *, size_t index, const char *sha256, const struct maps *,
                struct arena *, struct findings *);

/* Asked after table_open returned false: was the sheet meant as a table, for it has at least two columns of one? Then what is missing is
 * an error. */
bool table_resembles(const struct table *);

/* Moves a reader of the same file to the first row behind the header. */
enum status table_start(const struct table *, struct reader *, struct findings *);

/* Returns the kind of the table that begins below if the row, which is no record, is its header; else TABLES. */
enum table_kind table_of_header(const struct reader_row *, const struct maps *, struct arena *);

/* ---- rows (receipts/table/table_rows.c) */

/* The next row, as many cells as the header has: where a row ends early in optional columns, or goes on in empty cells, it is
 * made to fit; READ_BAD with a finding if it has others. *passed: it is no record, and nothing is said of it. */
enum read_result table_next(struct reader_row *out, enum passed *passed, const struct table *, struct reader *,
                            struct arena *row, struct findings *);

/* A rejected row as a line for the file in rejected/, in the table's encoding: `before`, then the row's rest from the file
 * (row->rest_n bytes), then `after` with the two columns added and the line end. */
void table_reject(struct bytes *before, struct bytes *after, const struct table *, const struct reader_row *,
                  const struct finding *why, enum language, struct arena *);
struct bytes table_reject_header(const struct table *, struct arena *); /* the first line of that file */

#endif
