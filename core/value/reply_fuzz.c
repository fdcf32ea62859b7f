#include "core/value/reply.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void exhausted(void)
{
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
        const struct date today = {2025, 12, 22};
        struct arena *arena = arena_new(exhausted);
        const char *text = arena_strndup(arena, (const char *)data, n);
        struct date day = today;

        (void)reply_read(text, arena);
        if (reply_day_read(&day, text, today, false, arena) == REPLY_DAY && date_compare(day, today) < 0)
                abort();
        if (reply_day_read(&day, text, today, true, arena) == REPLY_DAY && date_compare(day, today) > 0)
                abort();
        arena_free(arena);
        return 0;
}
