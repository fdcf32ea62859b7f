#include "reader/recognise.h"

#include "core/banned.h"

/* Each run of figures is read again by the network that knows figures alone: the only protection from a zero with a stroke,
 * which the other one reads as 6, 8 or 9 without a doubt. */

static int larger(int a, int b)
{
        return a > b ? a : b;
}

static int smaller(int a, int b)
{
        return a < b ? a : b;
}

/* As high as the run alone, for a line's box may take in the one below; a little wider, but not into its neighbours. */
static struct reading_box box_to_read(const struct symbol_line *line, const struct figure_run *run,
                                      struct reading_box box, int page_width)
{
        const int margin = line->height / 4;
        const int left = run->from ? line->at[run->from - 1].box.x1 : 0;
        const int right = run->to < line->n ? line->at[run->to].box.x0 : page_width;

        return (struct reading_box){larger(box.x0 - margin, smaller(left, box.x0)), box.y0,
                                    smaller(box.x1 + margin, larger(right, box.x1)), box.y1};
}

static void add_run(struct reading_page *out, const struct symbol_line *line, const struct figure_run *run,
                    const struct networks *networks, const struct page *page, struct arena *arena)
{
        const struct reading_box box = figures_box(line, run);
        int confidence = 0;
        const char *second =
                read_figures(&confidence, networks, page, box_to_read(line, run, box, pixGetWidth(page->grey)), arena);

        *vec_add(arena, &out->runs) = (struct reading_run){
                box, run->confidence, confidence, figures_text(line, run, arena), second, out->lines.n - 1};
        out->lines.at[out->lines.n - 1].runs++;
}

void add_lines(struct reading_page *out, const struct text *text, const struct networks *networks,
               const struct page *page, struct arena *arena)
{
        for (size_t i = 0; i < text->lines.n && out->lines.n < READING_MOST_LINES; i++) {
                const struct text_line *from = &text->lines.at[i];
                const struct symbol_line line = {text->symbols.at + from->first, from->count,
                                                 from->box.y1 - from->box.y0};

                if (line.n == 0)
                        continue;
                *vec_add(arena, &out->lines) =
                        (struct reading_line){from->box, from->confidence, symbols_text(&line, arena), out->runs.n, 0};
                for (size_t k = 0; k < line.n && out->runs.n < READING_MOST_RUNS;) {
                        struct figure_run run = figures_at(&line, k);

                        if (figures_are_worth_reading(&line, &run))
                                add_run(out, &line, &run, networks, page, arena);
                        k = run.to > k ? run.to : k + 1;
                }
        }
}
