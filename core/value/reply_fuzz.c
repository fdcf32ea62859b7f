#include "core/value/reply.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/fuzz.h"

#include "core/banned.h"

void fuzz_target(struct bytes in, struct arena *arena)
{
        const struct date today = {2025, 12, 22};
        const char *text = arena_strndup(arena, (const char *)in.at, in.n);
        struct date day = today;

        (void)reply_read(text, arena);
        if (reply_day_read(&day, text, today, false, arena) == REPLY_DAY && date_compare(day, today) < 0)
                abort();
        if (reply_day_read(&day, text, today, true, arena) == REPLY_DAY && date_compare(day, today) > 0)
                abort();
}
