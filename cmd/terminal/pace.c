#include "cmd/terminal/pace.h"

#include <inttypes.h>

#include "core/base/buffer.h"
#include "core/base/text.h"

#include "core/banned.h"

enum { SECOND = 1000, LONGEST_SILENCE = 5 * SECOND, LEAST_BAR = 10, MOST_BAR = 40 };

static const char *const units[][2] = {
        [PACE_ROWS] = {"行", " rows"},
        [PACE_SCANS] = {"枚", " scans"},
        [PACE_FACILITIES] = {"施設", " facilities"},
        [PACE_PACKETS] = {"件", " packets"},
        [PACE_FILES] = {"ファイル", " files"},
};

/* 1234567 as 1,234,567. */
static void add_count(struct buffer *out, int64_t n)
{
        if (n >= 1000)
                add_count(out, n / 1000);
        buffer_printf(out, n >= 1000 ? ",%03d" : "%d", (int)(n % 1000));
}

static int64_t per_second(int64_t n, int64_t ms)
{
        return ms > 0 && n <= INT64_MAX / SECOND ? n * SECOND / ms : 0;
}

static int percent(const struct pace *p)
{
        if (p->done >= p->of)
                return 100;
        return (int)(p->of > INT64_MAX / 100 ? p->done / (p->of / 100) : p->done * 100 / p->of);
}

/* 72 as 1:12, 4000 as 1:06:40. */
static void add_seconds(struct buffer *out, int64_t s)
{
        if (s >= 3600)
                buffer_printf(out, "%" PRId64 ":%02d:%02d", s / 3600, (int)(s / 60 % 60), (int)(s % 60));
        else
                buffer_printf(out, "%d:%02d", (int)(s / 60), (int)(s % 60));
}

static void add_left(struct buffer *out, const struct pace *p, enum language language)
{
        const int64_t rate = per_second(p->done, p->ms);

        if (p->of <= 0 || rate <= 0 || p->done >= p->of)
                return;
        buffer_text(out, language == JAPANESE ? "  残り " : "  ");
        add_seconds(out, (p->of - p->done + rate - 1) / rate);
        buffer_text(out, language == JAPANESE ? "" : " left");
}

/* " 45%  450,123行  152,311行/秒  残り 0:12", as much of it as is known. */
static char *figures(struct arena *arena, const struct pace *p, enum language language)
{
        const char *second = language == JAPANESE ? "/秒" : "/s";
        struct buffer out = buffer_in(arena);
        int64_t rate = per_second(p->count, p->ms);

        buffer_text(&out, "");
        if (p->of > 0)
                buffer_printf(&out, "%3d%%", percent(p));
        if (p->unit == PACE_NOTHING)
                return out.at;
        buffer_text(&out, p->of > 0 ? "  " : "");
        add_count(&out, p->count);
        if (p->of > 0 && p->of_is_count) {
                buffer_text(&out, "/");
                add_count(&out, p->of);
        }
        buffer_text(&out, units[p->unit][language]);
        if (rate > 0) {
                buffer_text(&out, "  ");
                add_count(&out, rate);
                buffer_text(&out, second);
        }
        add_left(&out, p, language);
        return out.at;
}

static void add_bar(struct buffer *out, const struct pace *p, int cells)
{
        const int full = (int)((int64_t)percent(p) * cells / 100);

        buffer_char(out, '[');
        for (int i = 0; i < cells; i++)
                buffer_text(out, i < full ? "=" : i == full ? ">" : " ");
        buffer_char(out, ']');
}

/* The first so many cells of a text. */
static char *cut(struct arena *arena, const char *text, int cells)
{
        struct buffer out = buffer_in(arena);
        const char *end = text;

        for (const char *s = text; *s && text_next(&s) >= 0; end = s)
                if (text_width(arena_strndup(arena, text, (size_t)(s - text))) > cells)
                        break;
        buffer_add(&out, text, (size_t)(end - text));
        buffer_char(&out, '\0');
        return out.at;
}

char *pace_bar(struct arena *arena, const struct pace *p, enum language language, int columns)
{
        const char *words = figures(arena, p, language), *what = p->what[language];
        struct buffer out = buffer_in(arena);
        int left = columns - 1 - text_width(what) - 1;
        int bar = left - 2 - 1 - text_width(words);

        buffer_printf(&out, "%s%s", what, *words ? " " : "");
        if (p->of > 0 && bar >= LEAST_BAR) {
                add_bar(&out, p, bar < MOST_BAR ? bar : MOST_BAR);
                buffer_char(&out, ' ');
        }
        buffer_text(&out, words);
        return text_width(out.at) < columns ? out.at : cut(arena, out.at, columns > 1 ? columns - 1 : 0);
}

char *pace_words(struct arena *arena, const struct pace *p, enum language language)
{
        const char *words = figures(arena, p, language);

        return *words ? arena_printf(arena, "%s: %s", p->what[language], words)
                      : arena_strdup(arena, p->what[language]);
}

bool pace_due(const struct pace *now, const struct pace *told)
{
        const int64_t since = now->ms - told->ms;

        if (since >= LONGEST_SILENCE)
                return true;
        return since >= SECOND && now->of > 0 && percent(now) / 10 > (told->of > 0 ? percent(told) / 10 : 0);
}
