/* CSV to stdout as RFC 4180 has it. A text that a spreadsheet would take for a formula gets an apostrophe before it. */
#ifndef SOROE_CSV_OUT_H
#define SOROE_CSV_OUT_H

#include "core/base/arena.h"

#include <stddef.h>

struct buffer;
#define CSV_BOM "\xEF\xBB\xBF" /* without it Excel takes UTF-8 for CP932 */
/* Writes the record into a buffer. */
void csv_line(struct buffer *, const char *const *cells, size_t n, unsigned numbers, struct arena *scratch);

/* One record. NULL is an empty cell; of `numbers`, the bits of the columns that hold numbers and are written as they are. */
void csv_out(const char *const *cells, size_t n, unsigned numbers, struct arena *scratch);

#endif
