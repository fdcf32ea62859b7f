/* Fuzz target: text that was detected decodes whole; decoded text is UTF-8; folding twice changes nothing more. */
#include "core/base/text.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/fuzz.h"

#include "core/banned.h"

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

void fuzz_target(struct bytes in, struct arena *arena)
{
        enum encoding encoding;
        size_t bad;
        char *text;

        if (text_detect(&encoding, &bad, in)) {
                if (!text_decode(&text, &bad, in, encoding, arena))
                        abort();
                fold(arena, text);
                text_encode(text, ENC_CP932, arena);
        } else if (bad >= in.n || text_decode(&text, &bad, in, ENC_UTF8, arena)) {
                abort();
        }
        if (text_decode(&text, &bad, in, ENC_CP932, arena))
                fold(arena, text);
        fold(arena, "");
        text_is_valid((const char *)memcpy(arena_alloc(arena, in.n + 1), in.n ? (const void *)in.at : "", in.n));
}
