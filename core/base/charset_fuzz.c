/* Fuzz target: what is decoded is UTF-8, and the same by one character at a time; what CP932 gives, it takes back. */
#include "core/base/charset.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/fuzz.h"

#include "core/banned.h"

static void in_steps(struct bytes in, enum charset charset, const struct buffer *whole, size_t good)
{
        size_t at = 0, written = 0;

        while (at < in.n) {
                char out[CHARSET_UTF8];
                size_t n, taken = charset_take(out, &n, (struct bytes){in.at + at, in.n - at}, charset);

                if (!taken)
                        break;
                if (n > CHARSET_UTF8 || written + n > whole->n || memcmp(whole->at + written, out, n) != 0)
                        abort();
                at += taken;
                written += n;
        }
        if (at != good || written != whole->n)
                abort();
}

static void back_again(const char *text, struct arena *arena)
{
        struct buffer bytes = buffer_in(arena), again = buffer_in(arena);
        int32_t c;

        for (const char *s = text; (c = text_next(&s)) >= 0;) {
                char out[2];
                size_t n = charset_cp932(out, c);

                if (!n)
                        abort();
                buffer_add(&bytes, out, n);
        }
        charset_decode(&again, buffer_bytes(&bytes), CHARSET_CP932);
        if (strcmp(again.at ? again.at : "", text) != 0)
                abort();
}

void fuzz_target(struct bytes in, struct arena *arena)
{
        for (enum charset charset = CHARSET_CP932; charset <= CHARSET_LATIN_1; charset++) {
                struct buffer out = buffer_in(arena);
                size_t good = charset_decode(&out, in, charset), n = out.n;
                const char *s = out.at ? out.at : "", *end = s + n;

                if (good > in.n || charset_decode(NULL, in, charset) != good)
                        abort();
                while (s < end)
                        if (!*s)
                                s++;
                        else if (text_next(&s) < 0)
                                abort();
                if (charset != CHARSET_JIS)
                        in_steps(in, charset, &out, good);
                if (charset == CHARSET_CP932 && n && !memchr(out.at, 0, n))
                        back_again(out.at, arena);
        }
}
