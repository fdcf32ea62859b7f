/* One row of an entry table as a typed record: yen, dates and codes are read, words are checked
 * against the programme, names stay as typed. What is wrong becomes a finding with its place. */
#ifndef SOROE_ROW_H
#define SOROE_ROW_H

#include "core/programme/programme.h"
#include "core/record/fields.h"
#include "core/record/mark_line.h"
#include "core/record/records.h"

#include "receipts/table/map_header.h"

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
        int nones;                /* how many cells held a dash or なし and were taken as empty */
};

/* The cells of a row, decoded; `origin` names file and line. */
struct row_input {
        const struct header *header;
        const char *const *cells;
        const struct origin *origin;
        const struct programme *programme;
        const char *const *above; /* the cells of the row before, for what a ditto mark means; NULL: there is none */
        /* what somebody said that a code of seven digits means; NULL: nothing */
        const char *short_code, *whole_code;
        /* of a CSV: numbers stand as Excel saved them, and nothing else is left of what was typed */
        bool as_saved;
};

/* Fills *out. False if an error was found: the row is to be rejected (its key may be filled all the same). */
bool row_read_cells(struct row *out, const struct row_input *, struct arena *, struct findings *);

/* A column as messages name it: its header, in English with what it means. "発行日¦発行日 (date)" */
const char *row_column_words(const struct map_table *, const struct map_column *, struct arena *);
bool row_has_field(enum table_kind, const char *field);
/* Returns the type of the values in a column; FIELD_TEXT if it feeds no field. A day of an account book has the type that a day of a
 * receipt has. */
enum field_type row_field_type(const struct map_table *, const char *field);

/* Returns the key by which the row finds the record that it corrects, "receipt:4710123458/R-1"; "" if the key cannot
 * be read. */
const char *row_key(const struct row *, enum table_kind, struct arena *);
/* Returns the subject by which findings name the record: "4710123458/R-1#2". */
const char *row_subject(const struct row *, enum table_kind, struct arena *);

#endif
