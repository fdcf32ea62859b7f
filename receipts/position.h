/* The position of a line among the lines of its receipt in its file, from 1: part of its key. */
#ifndef SOROE_POSITION_H
#define SOROE_POSITION_H

#include "core/arena.h"

#include <stdint.h>

struct positions;
struct positions *positions_new(struct arena *);
/* The next position for these words (facility as typed, receipt number): 1, 2, 3 … */
int32_t positions_next(struct positions *, const char *facility, const char *number);

#endif
