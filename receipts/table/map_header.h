/* The header of a file, held against the columns of a map: which column of the file feeds which field, what is missing, and what a header
 * that is not known comes near to. */
#ifndef SOROE_MAP_HEADER_H
#define SOROE_MAP_HEADER_H

#include "receipts/table/map.h"

/* How a file's header fits: the table of which it has the most headers. */
struct header {
        const struct map_table *table;     /* NULL: none fits */
        const struct map_column **columns; /* per column of the file; NULL where unknown */
        size_t n;
        const char *missing; /* required headers it lacks, joined by 、; "" if complete */
        int twice;           /* column (from 1) of a header that stands twice; 0 */
        const char *fields;  /* field ids in file order, "facility,number,,amount" */
        const struct map *map;
        bool is_row;                      /* the row looked at is no header but the first record */
        const char *candidates;           /* ids of the maps that all fit, joined by 、; NULL: no such question */
        const char *near, *lacks, *extra; /* the map that nearly fits, and what differs; NULL */
};
/* Fits the cells to that table of the map of which they are the most headers. */
struct header map_header(const struct map *, const struct texts *cells, struct arena *);
/* Fits the cells to one table of a map, by position or by name, whatever is missing. */
struct header map_fit(const struct map *, const struct map_table *, const struct texts *cells, struct arena *);

#endif
