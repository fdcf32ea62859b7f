/* Fuzz target: what is a reading is written as a reading, and that one as the same bytes. Every run belongs to its line. What
 * the rules say of it stands on it. */
#include "core/reading/reading_crop.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/fuzz.h"

#include "core/banned.h"

static void check_page(const struct reading_page *page)
{
        const char *ja, *en;
        size_t runs = 0;

        for (size_t i = 0; i < page->lines.n; i++) {
                const struct reading_line *line = &page->lines.at[i];
                struct reading_box box;

                if (line->run != runs || line->box.x0 > line->box.x1)
                        abort();
                for (size_t k = line->run; k < line->run + line->runs; k++)
                        if (page->runs.at[k].line != i)
                                abort();
                runs += line->runs;
                if (reading_on_file(&box, page, line->box) && (box.x0 > box.x1 || box.y0 > box.y1))
                        abort();
        }
        if (runs != page->runs.n || (page->source == READING_NONE && !reading_why(&ja, &en, page->why)))
                abort();
}

/* The rules say nothing that they did not see. */
static void check_paper(const struct reading_page *page, struct arena *arena)
{
        const struct read_days days = {{2020, 1, 1}, {2026, 1, 1}};
        const struct read_paper p = paper_of(page, days, arena);
        struct picture_part part;

        if ((p.total.level && (p.total.amount.n <= 0 || !paper_has_amount(&p, p.total.amount))) ||
            (p.date.level && !paper_has_date(&p, p.date.date)) ||
            (p.number.level && !paper_has_number(&p, p.number.value)) || (p.kind.level && !p.kind.kind))
                abort();
        if (p.date.level == READ_SURE &&
            (date_compare(p.date.date, days.from) < 0 || date_compare(p.date.date, days.to) > 0))
                abort();
        (void)reading_crop_of(&part, page, &p);
}

void fuzz_target(struct bytes in, struct arena *arena)
{
        struct reading reading, again;

        if (reading_parse(&reading, in, arena)) {
                struct buffer first = buffer_in(arena), second = buffer_in(arena);

                for (size_t i = 0; i < reading.pages.n; i++) {
                        check_page(&reading.pages.at[i]);
                        check_paper(&reading.pages.at[i], arena);
                }
                reading_write(&first, &reading);
                if (!reading_parse(&again, buffer_bytes(&first), arena))
                        abort();
                reading_write(&second, &again);
                if (first.n != second.n || memcmp(first.at, second.at, first.n) != 0)
                        abort();
        } else if (reading.reader || reading.pages.n) {
                abort();
        }
}
