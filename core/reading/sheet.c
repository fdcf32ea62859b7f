#include "core/reading/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"

#include "core/banned.h"

/* What a code point counts as: itself, another, or 0 for nothing. */
static int32_t folded(int32_t c)
{
        switch (c) {
        case ' ':
        case '\t':
        case 0x3000:
                return 0;
        case 0xA5:
        case 0xFFE5:
                return '\\'; /* a backslash is what the reader most often makes of a yen sign */
        case 0x3001:
                return ',';
        default:
                return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + '!' : c;
        }
}

char *sheet_fold(struct arena *arena, const char *text)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        while (*text) {
                const char *at = text;
                int32_t c = text_next(&text), to;

                if (c < 0)
                        break;
                to = folded(c);
                if (to && to < 0x80)
                        buffer_char(&out, (char)to);
                else if (to)
                        buffer_printf(&out, "%.*s", (int)(text - at), at);
        }
        return out.at;
}

static const char *digits_of(struct arena *arena, const char *folded_text)
{
        char *out = arena_strdup(arena, folded_text);
        size_t n = 0;

        for (const char *p = folded_text; *p; p++)
                if (*p >= '0' && *p <= '9')
                        out[n++] = *p;
        out[n] = '\0';
        return out;
}

static int by_size(const void *a, const void *b)
{
        int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

        return (x > y) - (x < y);
}

/* Half of the lines that were read well are taller; 30 where none was. */
static int32_t ordinary_height(const struct reading_page *page, struct arena *arena)
{
        int32_t *heights = arena_alloc(arena, (page->lines.n + 1) * sizeof *heights);
        size_t n = 0;

        for (size_t i = 0; i < page->lines.n; i++)
                if (page->lines.at[i].confidence >= 60)
                        heights[n++] = page->lines.at[i].box.y1 - page->lines.at[i].box.y0;
        if (!n)
                return 30;
        qsort(heights, n, sizeof *heights, by_size);
        return heights[n / 2];
}

struct read_sheet sheet_of(const struct reading_page *page, struct arena *arena)
{
        struct read_sheet s = {.page = page, .arena = arena};

        s.lines = arena_alloc(arena, (page->lines.n + 1) * sizeof *s.lines);
        s.runs = arena_alloc(arena, (page->runs.n + 1) * sizeof *s.runs);
        for (size_t i = 0; i < page->lines.n; i++)
                s.lines[i] = sheet_fold(arena, page->lines.at[i].text);
        for (size_t i = 0; i < page->runs.n; i++) {
                struct sheet_run *r = &s.runs[i];

                r->first = sheet_fold(arena, page->runs.at[i].first);
                r->second = sheet_fold(arena, page->runs.at[i].second);
                r->first_digits = digits_of(arena, r->first);
                r->second_digits = digits_of(arena, r->second);
        }
        s.height = ordinary_height(page, arena);
        return s;
}

bool sheet_says(const char *text, const char *const words[])
{
        for (size_t i = 0; words[i]; i++)
                if (strstr(text, words[i]))
                        return true;
        return false;
}

bool sheet_is_heading(const struct read_sheet *s, size_t line)
{
        const struct reading_box *box = &s->page->lines.at[line].box;

        return line < 3 || 10 * (box->y1 - box->y0) > 13 * s->height;
}

struct read_place sheet_place(const struct read_sheet *s, struct reading_box box)
{
        return (struct read_place){s->page->number, box};
}
