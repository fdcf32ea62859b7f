/* Where a record came from: file, physical line, and the fields of that file in their order,
 * so that a finding about one field can name its column. */
#ifndef SOROE_ORIGIN_H
#define SOROE_ORIGIN_H

#include "core/arena.h"

struct origin {
        const char *file;    /* base name as given */
        const char *sha256;  /* of the file's bytes */
        int line;            /* physical line on which the record starts, from 1 */
        const char *columns; /* field ids in file order, "facility,number,,amount"; an unknown column is empty */
};

/* "receipts.csv:14:5"; `field` NULL, or not in the file: column 1. NULL without a file. */
char *origin_place(struct arena *, const struct origin *, const char *field);

#endif
