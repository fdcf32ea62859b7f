/* Fuzz target: what is read lies within YEN_MOST and reads the same when written again; marks lie in the text. */
#include "core/value/mark.h"
#include "core/value/yen.h"

#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_mark(struct mark mark, size_t size)
{
        if (mark.at > size || mark.n > size - mark.at)
                abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        char *text = malloc(size + 1), written[YEN_TEXT];
        struct yen yen, again;
        int64_t count;

        if (!text)
                return 0;
        if (size)
                memcpy(text, data, size);
        text[size] = '\0';
        if (yen_parse(&yen, text) == YEN_READ) {
                if (yen.n > YEN_MOST || yen.n < -YEN_MOST)
                        abort();
                if (yen_parse(&again, yen_format(written, yen, "△")) != YEN_READ || again.n != yen.n)
                        abort();
        }
        check_mark(mark_amount(text, yen_parse(&yen, text)), size);
        check_mark(mark_count(text), size);
        if (count_parse(&count, text) && (count > YEN_MOST || count < -YEN_MOST))
                abort();
        free(text);
        return 0;
}
