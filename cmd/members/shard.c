#include "cmd/members/shard.h"

#include <stddef.h>
#include <string.h>

#include "core/file/digest.h"

#include "core/banned.h"

static int number(const char **at)
{
        int n = 0, digits = 0;

        for (; **at >= '0' && **at <= '9' && n <= SHARDS_MOST; (*at)++, digits++)
                n = n * 10 + (**at - '0');
        return digits ? n : -1;
}

bool shard_parse(struct shard *out, const char *text)
{
        out->part = number(&text);
        if (*text++ != '/')
                return false;
        out->parts = number(&text);
        return !*text && out->part >= 1 && out->part <= out->parts && out->parts <= SHARDS_MOST;
}

bool shard_has(const struct shard *shard, const char *code)
{
        struct digest digest;
        unsigned long n = 0;

        if (!shard->parts)
                return true;
        digest = digest_of(bytes_of(code));
        for (int i = 0; i < 8; i++) { /* its first 32 bits */
                const char *hex = "0123456789abcdef";

                n = n << 4 | (unsigned long)(strchr(hex, digest.hex[i]) - hex);
        }
        return n % (unsigned long)shard->parts == (unsigned long)(shard->part - 1);
}
