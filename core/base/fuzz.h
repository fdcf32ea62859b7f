/* What the fuzz targets (*_fuzz.c) have in common. A target is one function; tests/fuzz.c calls it for libFuzzer and for tests/replay.c. */
#ifndef SOROE_FUZZ_H
#define SOROE_FUZZ_H

#include "core/base/arena.h"
#include "core/base/text.h"

/* Each target defines it: looks at the bytes and aborts where something does not hold. The arena is freed behind it. libxml2 is ready. */
void fuzz_target(struct bytes, struct arena *);

/* Lives as long as the run: for what a target opens once. */
struct arena *fuzz_kept(void);
/* A file in memory of these bytes, to be closed by the caller. */
int fuzz_file(struct bytes);

#endif
