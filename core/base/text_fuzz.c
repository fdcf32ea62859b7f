/* Fuzz target: text that was detected decodes whole; decoded text is UTF-8; folding twice changes nothing more. */
#include "core/base/text.h"

#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fold(struct arena *arena, const char *text)
{
        char *key = text_key(arena, text), *search = text_search_key(arena, text);
        char *party = text_party_key(arena, text);
        struct texts pieces = text_split(arena, text);
        const char *s = text;

        while (text_next(&s) >= 0)
                continue;
        if (*s || text_width(text) < 0 || strcmp(text_key(arena, key), key) != 0)
                abort();
        if (strcmp(text_search_key(arena, search), search) != 0 || strcmp(text_party_key(arena, party), party) != 0)
                abort();
        if (strcmp(text_nfc(arena, text_nfc(arena, text)), text_nfc(arena, text)) != 0)
                abort();
        for (size_t i = 0; i < pieces.n; i++)
                if (strcmp(text_trim(arena, pieces.at[i]), pieces.at[i]) != 0)
                        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        struct arena *arena = arena_new(abort);
        struct bytes bytes = {data, size};
        enum encoding encoding;
        size_t bad;
        char *text;

        if (text_detect(&encoding, &bad, bytes)) {
                if (!text_decode(&text, &bad, bytes, encoding, arena))
                        abort();
                fold(arena, text);
                text_encode(text, ENC_CP932, arena);
        } else if (bad >= size || text_decode(&text, &bad, bytes, ENC_UTF8, arena)) {
                abort();
        }
        if (text_decode(&text, &bad, bytes, ENC_CP932, arena))
                fold(arena, text);
        fold(arena, "");
        text_is_valid((const char *)memcpy(arena_alloc(arena, size + 1), size ? (const void *)data : "", size));
        arena_free(arena);
        return 0;
}
