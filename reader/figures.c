#include "reader/recognise.h"

#include <string.h>

#include "core/base/text.h"

#include "core/banned.h"

/* Runs of what are figures, or letters that figures are taken for. Each is read again by the network that knows figures alone:
 * the only protection from a zero with a stroke, which the other one reads as 6, 8 or 9 without a doubt. */

static bool is_digit(int32_t c)
{
        return (c >= '0' && c <= '9') || (c >= 0xff10 && c <= 0xff19);
}

static bool may_be_figure(int32_t c)
{
        /* \ ¥ ￥, full-width , . / -, 〇, 、 */
        static const int32_t others[] = {',',  '.',    '\\',   '-',    '/',    'T',    'O',    'o',
                                         'l',  'I',    'D',    'Q',    'B',    'S',    'Z',    'R',
                                         0xa5, 0xffe5, 0xff0c, 0xff0e, 0xff0f, 0xff0d, 0x3007, 0x3001};

        for (size_t i = 0; i < sizeof others / sizeof *others; i++)
                if (c == others[i])
                        return true;
        return is_digit(c);
}

static int32_t code_of(const struct symbol *symbol)
{
        const char *p = symbol->text;

        return text_next(&p);
}

struct line {
        const struct symbol *at;
        size_t n;
        struct reading_box box;
        int height;
};

struct run {
        size_t from, to;
        int digits, confidence;
};

static struct run run_from(const struct line *line, size_t from)
{
        struct run run = {from, from, 0, 100};

        while (run.to < line->n) {
                const struct symbol *symbol = &line->at[run.to];
                int32_t code = code_of(symbol);

                if (!may_be_figure(code) ||
                    (run.to > from && symbol->box.x0 - line->at[run.to - 1].box.x1 > line->height * 5 / 4))
                        break;
                run.digits += is_digit(code);
                run.confidence = symbol->confidence < run.confidence ? symbol->confidence : run.confidence;
                run.to++;
        }
        return run;
}

/* One figure is a run where it is a part of a date. */
static bool is_worth_reading(const struct line *line, const struct run *run)
{
        int32_t next = run->to < line->n ? code_of(&line->at[run->to]) : 0;

        return run->digits >= 2 ||
               (run->digits == 1 && (next == 0x5e74 || next == 0x6708 || next == 0x65e5)); /* 年月日 */
}

static int larger(int a, int b)
{
        return a > b ? a : b;
}

static int smaller(int a, int b)
{
        return a < b ? a : b;
}

static struct reading_box box_around(const struct line *line, const struct run *run)
{
        struct reading_box box = line->at[run->from].box;

        for (size_t i = run->from; i < run->to; i++) {
                box.x0 = smaller(box.x0, line->at[i].box.x0);
                box.y0 = smaller(box.y0, line->at[i].box.y0);
                box.x1 = larger(box.x1, line->at[i].box.x1);
                box.y1 = larger(box.y1, line->at[i].box.y1);
        }
        return box;
}

/* As high as the run alone, for a line's box may take in the one below; a little wider, but not into its neighbours. */
static struct reading_box box_to_read(const struct line *line, const struct run *run, struct reading_box box,
                                      int page_width)
{
        const int margin = line->height / 4;
        const int left = run->from ? line->at[run->from - 1].box.x1 : 0;
        const int right = run->to < line->n ? line->at[run->to].box.x0 : page_width;

        return (struct reading_box){larger(box.x0 - margin, smaller(left, box.x0)), box.y0,
                                    smaller(box.x1 + margin, larger(right, box.x1)), box.y1};
}

static void add_run(struct reading_page *out, const struct line *line, const struct run *run,
                    const struct networks *networks, const struct page *page, struct arena *arena)
{
        struct reading_box box = box_around(line, run);
        struct buffer first = buffer_in(arena);
        struct reading_run *added;
        const char *second;
        int confidence = 0;

        for (size_t i = run->from; i < run->to && first.n < READING_MOST_FIGURES - SYMBOL_TEXT; i++)
                buffer_text(&first, line->at[i].text);
        second = read_figures(&confidence, networks, page, box_to_read(line, run, box, pixGetWidth(page->grey)), arena);
        added = vec_add(arena, &out->runs);
        *added = (struct reading_run){box, run->confidence, confidence, first.at, second, out->lines.n - 1};
        out->lines.at[out->lines.n - 1].runs++;
}

static const char *text_of(const struct line *line, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < line->n && out.n < READING_MOST_TEXT - SYMBOL_TEXT - 2; i++) {
                const int gap = i ? line->at[i].box.x0 - line->at[i - 1].box.x1 : 0;

                buffer_text(&out, gap > line->height * 3 / 2 ? "  " : gap > line->height / 3 ? " " : "");
                buffer_text(&out, line->at[i].text);
        }
        return out.at;
}

void add_lines(struct reading_page *out, const struct text *text, const struct networks *networks,
               const struct page *page, struct arena *arena)
{
        for (size_t i = 0; i < text->lines.n && out->lines.n < READING_MOST_LINES; i++) {
                const struct text_line *from = &text->lines.at[i];
                const struct line line = {text->symbols.at + from->first, from->count, from->box,
                                          from->box.y1 - from->box.y0};

                if (line.n == 0)
                        continue;
                *vec_add(arena, &out->lines) =
                        (struct reading_line){from->box, from->confidence, text_of(&line, arena), out->runs.n, 0};
                for (size_t k = 0; k < line.n && out->runs.n < READING_MOST_RUNS;) {
                        struct run run = run_from(&line, k);

                        if (is_worth_reading(&line, &run))
                                add_run(out, &line, &run, networks, page, arena);
                        k = run.to > k ? run.to : k + 1;
                }
        }
}
