#include "receipts/reader/bad_bytes.h"

#include "core/banned.h"

enum { MOST_SHOWN = 400 /* bytes of a value */, MOST_NAMED = 4 };

/* Counts the bytes that are no text, beginning with the first of them. */
static size_t run_of_bad(struct bytes b, enum encoding encoding, struct arena *arena)
{
        size_t n = 1, bad;
        char *text;

        while (n < b.n && !text_decode(&text, &bad, (struct bytes){b.at + n, b.n - n}, encoding, arena) && bad == 0)
                n++;
        return n;
}

char *bad_bytes_show(struct mark *mark, struct bytes b, enum encoding encoding, struct arena *arena)
{
        struct buffer out = buffer_in(arena);
        size_t bad = 0;
        char *text;

        *mark = (struct mark){0};
        if (b.n > MOST_SHOWN)
                b.n = MOST_SHOWN;
        while (b.n && !text_decode(&text, &bad, b, encoding, arena)) {
                size_t n = run_of_bad((struct bytes){b.at + bad, b.n - bad}, encoding, arena);

                if (bad && text_decode(&text, &(size_t){0}, (struct bytes){b.at, bad}, encoding, arena))
                        buffer_text(&out, text);
                if (!mark->n)
                        *mark = (struct mark){out.n, 4 * n, "文字ではありません¦no text"};
                for (size_t i = 0; i < n; i++)
                        buffer_printf(&out, "\\x%02X", b.at[bad + i]);
                b = (struct bytes){b.at + bad + n, b.n - bad - n};
        }
        if (b.n)
                buffer_text(&out, text);
        return out.n ? out.at : arena_strdup(arena, "");
}

struct finding *bad_bytes_complain(struct findings *findings, struct bytes b, enum encoding encoding, const char *place,
                                   struct arena *arena)
{
        struct finding *f = finding_add(findings, E004, NULL, NULL, place);
        struct buffer codes = buffer_in(arena);
        size_t bad = 0, n;
        char *text;

        f->value = bad_bytes_show(&f->mark, b, encoding, arena);
        if (text_decode(&text, &bad, b, encoding, arena))
                return f;
        n = run_of_bad((struct bytes){b.at + bad, b.n - bad}, encoding, arena);
        for (size_t i = 0; i < n && i < MOST_NAMED; i++)
                buffer_printf(&codes, "%s0x%02X", i ? " " : "", b.at[bad + i]);
        if (n > MOST_NAMED)
                buffer_text(&codes, " …");
        f->args[0] = arena_printf(arena, "%s、値の%zuバイト目¦%s, byte %zu of the value", codes.at, bad + 1, codes.at,
                                  bad + 1);
        return f;
}
