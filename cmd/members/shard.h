/* One of N parts of the facilities, for several machines or job arrays at once: --shard K/N, K from 1.
 * A facility's part follows from its code alone (SHA-256), so it stays where it is when others are added,
 * and every facility is in exactly one part. */
#ifndef SOROE_SHARD_H
#define SOROE_SHARD_H

#include <stdbool.h>

#define SHARDS_MOST 10000

struct shard {
        int part, parts; /* 0 of 0: all */
};
bool shard_parse(struct shard *out, const char *text);
bool shard_has(const struct shard *, const char *code);

#endif
