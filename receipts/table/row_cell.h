/* The cells of a row: each is read as the type of its field. Only receipts/table/row.c and receipts/table/row_cell.c include this. */
#ifndef SOROE_ROW_CELL_H
#define SOROE_ROW_CELL_H

#include "receipts/table/row.h"

/* What one cell's reading needs. */
struct row_cell {
        const struct row_input *row;
        const struct map_column *column;
        const char *text;
        struct arena *arena;
        struct findings *findings;
};

/* Adds a finding about the cell, with its place and its text. */
struct finding *row_cell_complain(const struct row_cell *, enum finding_id);
/* Reads the cell into its field. What is wrong becomes a finding. */
void row_cell_read(struct row *, const struct field *, const struct row_cell *);

#endif
