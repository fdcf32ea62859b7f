/* A table that may go on over pages. Its head stands on each of them, and the sums of the rows so far are carried over:
 *
 *      struct page_table t = {.paper = p, .bottom = PAGE_BOTTOM, .next_page = next_page, .sums = sums_row, .sums_height = 9};
 *      for each row
 *              y = page_table_row(&t, y, 8, cells, n);      and add its amounts to what sums_row prints
 *      y = page_table_end(&t, y, "合計", THIN);
 *
 * The first row is drawn where y is: whoever begins a table has seen to it that there is room. */
#ifndef SOROE_PAGE_TABLE_H
#define SOROE_PAGE_TABLE_H

#include "templates/pages/page.h"

struct page_table {
        struct paper *paper;
        void *user;
        double bottom; /* nothing of the table stands below */
        double (*next_page)(struct page_table *); /* with the table's head; returns the top of its first row */
        double (*sums)(struct page_table *, double y, const char *name); /* of the rows so far; returns its bottom */
        double sums_height;
        bool plain; /* as on papers of form 1: nothing is carried over, and the first row may go on a new page as well */
        bool begun;
};

/* Room for a row of this height, below a rule; where it would stand too low, the table goes on on a new page. */
double page_table_room(struct page_table *, double y, double height);
/* A row that grows with its text; returns its bottom. */
double page_table_row(struct page_table *, double y, double least, const struct cell *, size_t n);
/* The sums of all rows, between two rules; returns the bottom. */
double page_table_end(struct page_table *, double y, const char *name, double rule_above);

#endif
