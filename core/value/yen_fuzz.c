/* Fuzz target: what is read lies within YEN_MOST and reads the same when written again; marks lie in the text. */
#include "core/value/mark.h"
#include "core/value/yen.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/fuzz.h"

#include "core/banned.h"

static void check_mark(struct mark mark, size_t size)
{
        if (mark.at > size || mark.n > size - mark.at)
                abort();
}

void fuzz_target(struct bytes in, struct arena *arena)
{
        char *text = arena_strndup(arena, (const char *)in.at, in.n), written[YEN_TEXT];
        struct yen yen, again;
        int64_t count;

        if (yen_parse(&yen, text) == YEN_READ) {
                if (yen.n > YEN_MOST || yen.n < -YEN_MOST)
                        abort();
                if (yen_parse(&again, yen_format(written, yen, "△")) != YEN_READ || again.n != yen.n)
                        abort();
        }
        check_mark(mark_amount(text, yen_parse(&yen, text)), in.n);
        check_mark(mark_count(text), in.n);
        if (count_parse(&count, text) && (count > YEN_MOST || count < -YEN_MOST))
                abort();
}
