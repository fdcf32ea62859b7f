#include "core/reading/figures.h"

#include "core/base/text.h"

#include "core/banned.h"

static bool is_digit(int32_t c)
{
        return (c >= '0' && c <= '9') || (c >= 0xff10 && c <= 0xff19);
}

static bool may_be_figure(int32_t c)
{
        /* behind the ASCII: ¥ ￥, full-width , . / -, 〇, 、 */
        static const int32_t others[] = {',',  '.',    '\\',   '-',    '/',    'T',    'O',    'o',
                                         'l',  'I',    'D',    'Q',    'B',    'S',    'Z',    'R',
                                         0xa5, 0xffe5, 0xff0c, 0xff0e, 0xff0f, 0xff0d, 0x3007, 0x3001};

        for (size_t i = 0; i < sizeof others / sizeof *others; i++)
                if (c == others[i])
                        return true;
        return is_digit(c);
}

static int32_t code_of(const struct reading_symbol *symbol)
{
        const char *p = symbol->text;

        return text_next(&p);
}

const char *symbols_text(const struct symbol_line *line, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < line->n && out.n < READING_MOST_TEXT - READING_SYMBOL_TEXT - 2; i++) {
                const int32_t gap = i ? line->at[i].box.x0 - line->at[i - 1].box.x1 : 0;

                buffer_text(&out, gap > line->height * 3 / 2 ? "  " : gap > line->height / 3 ? " " : "");
                buffer_text(&out, line->at[i].text);
        }
        return out.at;
}

struct figure_run figures_at(const struct symbol_line *line, size_t from)
{
        struct figure_run run = {from, from, 0, 100};

        while (run.to < line->n) {
                const struct reading_symbol *symbol = &line->at[run.to];
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

bool figures_are_worth_reading(const struct symbol_line *line, const struct figure_run *run)
{
        int32_t next = run->to < line->n ? code_of(&line->at[run->to]) : 0;

        return run->digits >= 2 ||
               (run->digits == 1 && (next == 0x5e74 || next == 0x6708 || next == 0x65e5)); /* 年月日 */
}

static int32_t larger(int32_t a, int32_t b)
{
        return a > b ? a : b;
}

static int32_t smaller(int32_t a, int32_t b)
{
        return a < b ? a : b;
}

struct reading_box figures_box(const struct symbol_line *line, const struct figure_run *run)
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

const char *figures_text(const struct symbol_line *line, const struct figure_run *run, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        for (size_t i = run->from; i < run->to && out.n < READING_MOST_FIGURES - READING_SYMBOL_TEXT; i++)
                buffer_text(&out, line->at[i].text);
        return out.at;
}
