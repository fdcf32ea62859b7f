/* The position of a line among the lines of its receipt in its file, from 1: part of its key. */
#ifndef SOROE_POSITION_H
#define SOROE_POSITION_H

#include "core/base/arena.h"
#include "core/base/status.h"
#include "core/store/kept/import_memory.h"

#include <stdint.h>

/* Counts half a million receipts in memory, and the receipts beyond that in the store. A store of NULL, for tests,
 * keeps all in memory. `input` is the number of the table within the command. */
struct positions;
struct store;
struct positions *positions_new(struct store *, int input, struct arena *);
void positions_free(struct positions *);
/* The next position for these words (facility as typed, receipt number): 1, 2, 3 … */
enum status positions_next(int32_t *out, struct positions *, const char *facility, const char *number);

/* A hash of two words, by which they are known in memory. */
struct position_key position_key_of(const char *facility, const char *number);

#endif
