#include "core/paper/foreign_page.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

/* Letters become lines: those that stand on one height, from the left to the right. */

/* A page drawn sideways is turned as most of its letters run; those that run otherwise (a note in the margin) are left out. */
static int main_direction(const struct shown_letters *letters)
{
        size_t counts[4] = {0};
        int most = 0;

        for (size_t i = 0; i < letters->n; i++)
                counts[letters->at[i].direction]++;
        for (int i = 1; i < 4; i++)
                if (counts[i] > counts[most])
                        most = i;
        return most;
}

static void turn(struct shown_letters *letters, int direction)
{
        const double w = letters->width, h = letters->height;
        size_t n = 0;

        for (size_t i = 0; i < letters->n; i++) {
                struct shown_letter l = letters->at[i];
                const double x = l.x, y = l.base;

                if (l.direction != direction)
                        continue;
                l.x = direction == 0 ? x : direction == 1 ? y : direction == 2 ? w - x : h - y;
                l.base = direction == 0 ? y : direction == 1 ? w - x : direction == 2 ? h - y : x;
                letters->at[n++] = l;
        }
        letters->n = n;
        if (direction % 2) {
                letters->width = (int32_t)h;
                letters->height = (int32_t)w;
        }
}

static int by_base(const void *a, const void *b)
{
        const struct shown_letter *x = a, *y = b;

        if (x->base < y->base || x->base > y->base)
                return x->base < y->base ? -1 : 1;
        return x->x < y->x ? -1 : x->x > y->x;
}

static int by_x(const void *a, const void *b)
{
        const struct shown_letter *x = a, *y = b;

        return x->x < y->x ? -1 : x->x > y->x;
}

static int32_t on_page(double at)
{
        return !(at > 0) ? 0 : at > READING_MOST_PLACE ? READING_MOST_PLACE : (int32_t)at;
}

static struct reading_symbol symbol_of(const struct shown_letter *l)
{
        struct reading_symbol s = {.box = {on_page(l->x), on_page(l->base - 0.85 * l->size), on_page(l->x + l->width),
                                           on_page(l->base + 0.15 * l->size)},
                                   .confidence = 100};

        s.box.x1 = s.box.x1 < s.box.x0 ? s.box.x0 : s.box.x1;
        snprintf(s.text, sizeof s.text, "%s", l->text);
        return s;
}

/* Bold is often drawn as the same letter twice, a hair apart. */
static bool is_drawn_again(const struct shown_letter *l, const struct shown_letter *before)
{
        return strcmp(l->text, before->text) == 0 && fabs(l->x - before->x) < 0.3 * l->width;
}

struct symbols {
        VEC(struct reading_symbol);
};

static struct reading_box box_around(const struct symbols *s)
{
        struct reading_box box = s->at[0].box;

        for (size_t i = 1; i < s->n; i++) {
                const struct reading_box *b = &s->at[i].box;

                box = (struct reading_box){b->x0 < box.x0 ? b->x0 : box.x0, b->y0 < box.y0 ? b->y0 : box.y0,
                                           b->x1 > box.x1 ? b->x1 : box.x1, b->y1 > box.y1 ? b->y1 : box.y1};
        }
        return box;
}

static void add_runs(struct reading_page *out, const struct symbol_line *line, struct arena *arena)
{
        for (size_t k = 0; k < line->n && out->runs.n < READING_MOST_RUNS;) {
                struct figure_run run = figures_at(line, k);

                if (figures_are_worth_reading(line, &run)) {
                        const char *text = figures_text(line, &run, arena);

                        *vec_add(arena, &out->runs) =
                                (struct reading_run){figures_box(line, &run), 100, 100, text, text, out->lines.n - 1};
                        out->lines.at[out->lines.n - 1].runs++;
                }
                k = run.to > k ? run.to : k + 1;
        }
}

static void add_line(struct reading_page *out, struct shown_letter *from, size_t n, struct arena *arena)
{
        struct symbols symbols = {0};
        struct symbol_line line;

        qsort(from, n, sizeof *from, by_x);
        for (size_t i = 0; i < n; i++)
                if (i == 0 || !is_drawn_again(&from[i], &from[i - 1]))
                        *vec_add(arena, &symbols) = symbol_of(&from[i]);
        line = (struct symbol_line){symbols.at, symbols.n, (int32_t)from[n / 2].size};
        *vec_add(arena, &out->lines) =
                (struct reading_line){box_around(&symbols), 100, symbols_text(&line, arena), out->runs.n, 0};
        add_runs(out, &line, arena);
}

void shown_letters_to_lines(struct reading_page *out, struct shown_letters *letters, struct arena *arena)
{
        const int direction = main_direction(letters);
        size_t from = 0;

        turn(letters, direction);
        out->turned = (360 - 90 * direction) % 360;
        out->width = letters->width;
        out->height = letters->height;
        if (letters->n)
                qsort(letters->at, letters->n, sizeof *letters->at, by_base);
        for (size_t i = 1; i <= letters->n && out->lines.n < READING_MOST_LINES; i++) {
                const struct shown_letter *first = &letters->at[from], *next = &letters->at[i];

                if (i < letters->n && next->base - first->base < 0.5 * fmin(next->size, first->size))
                        continue;
                add_line(out, &letters->at[from], i - from, arena);
                from = i;
        }
}
