/* Pages of readings for tests, as a person would write them down: the lines of a paper from above; "#" before a heading, "?" before
 * what was read badly; behind "|" what the second reader made of the line's last run of figures, where that differs. */
#ifndef SOROE_READING_BUILD_H
#define SOROE_READING_BUILD_H

#include <string.h>

#include "core/reading/reading.h"
#include "core/reading/sheet.h"

static inline bool is_figure(const char *p)
{
        return strchr("0123456789,.-/\\T", *p) != NULL;
}

/* The runs of a line: two figures or more, or one before 年 月 日. */
static inline void build_runs(struct reading_page *page, const char *text, struct reading_box box, struct arena *arena)
{
        size_t n;

        for (const char *p = text; *p; p += n) {
                size_t digits = 0;

                for (n = 0; p[n] && is_figure(p + n); n++)
                        digits += p[n] >= '0' && p[n] <= '9';
                if (digits > 1 || (digits && (strncmp(p + n, "年", 3) == 0 || strncmp(p + n, "月", 3) == 0 ||
                                              strncmp(p + n, "日", 3) == 0))) {
                        struct reading_run *run = vec_add(arena, &page->runs);

                        *run = (struct reading_run){
                                .box = box, .first_confidence = 90, .second_confidence = 90, .line = page->lines.n - 1};
                        run->box.x0 = (int32_t)(p - text) * 15;
                        run->first = run->second = arena_strndup(arena, p, n);
                        page->lines.at[run->line].runs++;
                }
                n += !n;
        }
}

static inline struct reading_page *page_build(const char *const *lines, struct arena *arena)
{
        struct reading_page *page = ARENA_NEW(arena, struct reading_page);
        int32_t y = 100;

        *page = (struct reading_page){.number = 1, .source = READING_PIXELS, .width = 1600, .height = 2200};
        for (; *lines; lines++, y += 80) {
                const bool heading = **lines == '#', bad = **lines == '?';
                const char *text = *lines + (heading || bad), *second = strchr(text, '|');
                struct reading_line line = {.box = {100, y, 1500, y + (heading ? 60 : 30)},
                                            .confidence = bad ? 20 : 90};

                line.text = second ? arena_strndup(arena, text, (size_t)(second - text)) : text;
                line.run = page->runs.n;
                *vec_add(arena, &page->lines) = line;
                build_runs(page, sheet_fold(arena, line.text), line.box, arena);
                if (second && page->lines.at[page->lines.n - 1].runs)
                        page->runs.at[page->runs.n - 1].second = second + 1;
        }
        return page;
}

#endif
