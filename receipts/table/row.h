/* One row of an entry table as a typed record: yen, dates and codes are read, words are checked
 * against the programme, names stay as typed. What is wrong becomes a finding with its place. */
#ifndef SOROE_ROW_H
#define SOROE_ROW_H

#include "core/programme/programme.h"
#include "core/record/fields.h"
#include "core/record/mark_line.h"
#include "core/record/records.h"

#include "receipts/table/map.h"

#define CELL_MOST_CHARS 1000

struct row {
        union {
                struct facility facility;
                struct receipt receipt;
                struct purchase purchase;
                struct claim claim;
                struct mark_line mark;
        } as;
        const char *import_place; /* the column 取込箇所 of a file of rejected rows; "" */
        bool ditto;               /* a cell is a ditto mark: the row is rejected */
        int nones;                /* cells whose dash or なし was taken as empty */
};

/* The cells of a row, decoded; `origin` names file and line. */
struct row_input {
        const struct header *header;
        const char *const *cells;
        const struct origin *origin;
        const struct programme *programme;
        const char *const *above; /* the cells of the row before, for what a ditto mark means; NULL: there is none */
        const char *short_code, *whole_code; /* what somebody said that a code of seven digits means; NULL: nothing */
        bool as_saved;            /* of a CSV: what Excel made of a number when it saved is all that is left */
};

/* Fills *out. False if an error was found: the row is to be rejected (its key may be filled all the same). */
bool row_read_cells(struct row *out, const struct row_input *, struct arena *, struct findings *);

/* A column as messages name it: its header, in English with what it means. "発行日¦発行日 (date)" */
const char *row_column_words(const struct map_table *, const struct map_column *, struct arena *);
bool row_has_field(enum table_kind, const char *field);
/* What the values of a column are; FIELD_TEXT of one that feeds no field. Account books have days as receipts have them. */
enum field_type row_field_type(const struct map_table *, const char *field);

/* The key of a row, for finding what it corrects: "receipt:4710123458/R-1"; "" if the key itself is unreadable. */
const char *row_key(const struct row *, enum table_kind, struct arena *);
/* The record as findings name it: "4710123458/R-1#2". */
const char *row_subject(const struct row *, enum table_kind, struct arena *);

#endif
