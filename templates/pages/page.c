#include "templates/pages/page.h"

#include "core/banned.h"

#define POINT (25.4 / 72)

static double draw_category(struct paper *p)
{
        return pdf_text(p->pdf, PAGE_RIGHT, 14, FACE_GOTHIC, 8.5, RIGHT, p->category);
}

/* The facility's name may be 55 characters long: beside the category it is condensed to 80 % (docs/papers.md). */
static void draw_header(struct paper *p)
{
        /* form 1 drew the category before the name */
        const bool name_first = form_since(p->packet->records->form, FORM_2);
        double right = name_first ? pdf_width(p->pdf, FACE_GOTHIC, 8.5, p->category) : draw_category(p);
        struct fitted name =
                wrap_fit(p->pdf, FACE_MINCHO, 8.5, PAGE_RIGHT - PAGE_LEFT - right - 6, p->facility->name, p->arena);

        for (size_t i = 0; i < name.lines.n; i++)
                pdf_text_condensed(p->pdf, PAGE_LEFT, 14 - page_leading(8.5) * (double)(name.lines.n - 1 - i),
                                   FACE_MINCHO, 8.5, LEFT, name.per_cent, name.lines.at[i]);
        if (name_first)
                draw_category(p);
        pdf_line(p->pdf, PAGE_LEFT, 17, PAGE_RIGHT, 17, HAIR);
}

/* The black label survives a copier that drops the light grey of the watermark. */
static void mark_draft(struct paper *p)
{
        pdf_watermark(p->pdf, "下書き");
        pdf_fill(p->pdf, 97, 4.5, 16, 5.2, 0);
        pdf_ink(p->pdf, 1);
        pdf_text(p->pdf, 105, 8.2, FACE_BOLD, 8.5, CENTRE, "下書き");
        pdf_ink(p->pdf, 0);
}

int page_new(struct paper *p)
{
        int number = pdf_page(p->pdf);

        if (p->packet->draft)
                mark_draft(p);
        draw_header(p);
        return number;
}

void page_footer(struct paper *p, const char *number)
{
        pdf_line(p->pdf, PAGE_LEFT, 281, PAGE_RIGHT, 281, HAIR);
        pdf_text(p->pdf, PAGE_LEFT, 286, FACE_GOTHIC, 7, LEFT, "照合番号");
        pdf_figures(p->pdf, 33, 286, FACE_GOTHIC, 8.5, LEFT, p->check_code);
        pdf_figures(p->pdf, PAGE_RIGHT, 286, FACE_GOTHIC, 8.5, RIGHT, number);
}

void page_footers(struct paper *p)
{
        int n = pdf_pages(p->pdf);

        for (int i = 1; i <= n; i++) {
                pdf_go(p->pdf, i);
                page_footer(p, arena_printf(p->arena, "%d / %d", i, n));
        }
}

void page_title(struct paper *p, double y, double pt, double em, const char *text)
{
        pdf_text_spaced(p->pdf, 105, y, FACE_MINCHO, pt, CENTRE, em, text);
}

void page_heading(struct paper *p, double y, const char *number, const char *text, const char *note)
{
        page_text(p, PAGE_LEFT, y, FACE_BOLD, 10, LEFT, number);
        page_text(p, 28, y, FACE_BOLD, 10, LEFT, text);
        page_text(p, PAGE_RIGHT, y, FACE_GOTHIC, 7, RIGHT, note);
}

void page_rule(struct paper *p, double y, double width)
{
        if (!p->dry)
                pdf_line(p->pdf, PAGE_LEFT, y, PAGE_RIGHT, y, width);
}

void page_text(struct paper *p, double x, double y, enum face face, double pt, enum align align, const char *text)
{
        if (!p->dry)
                pdf_text(p->pdf, x, y, face, pt, align, text);
}

double page_lines(struct paper *p, double x, double y, enum face face, double pt, double step, struct fitted text)
{
        for (size_t i = 0; i < text.lines.n; i++)
                pdf_text_condensed(p->pdf, x, y + step * (double)i, face, pt, LEFT, text.per_cent, text.lines.at[i]);
        return y + step * (double)text.lines.n;
}

double page_leading(double pt)
{
        return pt > 11 ? 5.6 : pt > 9 ? 4.8 : pt > 8 ? 3.5 : 3.2;
}

double page_middle(double top, double height, double pt)
{
        return top + height / 2 + 0.38 * pt * POINT;
}

static struct fitted cell_lines(struct paper *p, const struct cell *c)
{
        struct fitted one = {.per_cent = 100};

        if (!c->figures)
                return wrap_fit(p->pdf, c->face, c->pt, c->width, c->text, p->arena);
        *vec_add(p->arena, &one.lines) = c->text;
        return one;
}

static double height_of(double least, const struct cell *cells, const struct fitted *texts, size_t n)
{
        double more = 0;

        for (size_t i = 0; i < n; i++) {
                double needs = page_leading(cells[i].pt) * (double)(texts[i].lines.n - 1);
                more = needs > more ? needs : more;
        }
        return least + more;
}

static struct fitted *fit_all(struct paper *p, const struct cell *cells, size_t n)
{
        struct fitted *texts = arena_alloc(p->arena, n * sizeof *texts);

        for (size_t i = 0; i < n; i++)
                texts[i] = cell_lines(p, &cells[i]);
        return texts;
}

double page_row_height(struct paper *p, double least, const struct cell *cells, size_t n)
{
        return height_of(least, cells, fit_all(p, cells, n), n);
}

static void draw_fitted(struct paper *p, double top, double height, const struct cell *cells,
                        const struct fitted *texts, size_t n)
{
        for (size_t i = 0; i < n; i++) {
                const struct cell *c = &cells[i];
                struct fitted text = texts[i];
                double y = page_middle(top, height, c->pt) - page_leading(c->pt) * (double)(text.lines.n - 1) / 2;

                if (c->figures)
                        pdf_figures(p->pdf, c->x, y, c->face, c->pt, c->align, c->text);
                for (size_t k = 0; !c->figures && k < text.lines.n; k++)
                        pdf_text_condensed(p->pdf, c->x, y + page_leading(c->pt) * (double)k, c->face, c->pt, c->align,
                                           text.per_cent, text.lines.at[k]);
        }
}

void page_row_draw(struct paper *p, double top, double height, const struct cell *cells, size_t n)
{
        draw_fitted(p, top, height, cells, fit_all(p, cells, n), n);
}

double page_row(struct paper *p, double top, double least, const struct cell *cells, size_t n)
{
        const struct fitted *texts = fit_all(p, cells, n);
        double height = height_of(least, cells, texts, n);

        if (!p->dry)
                draw_fitted(p, top, height, cells, texts, n);
        return top + height;
}

static double carry_over(struct page_table *t, double y)
{
        page_rule(t->paper, t->sums(t, y, "次頁へ繰越し"), THIN);
        y = t->sums(t, t->next_page(t), "前頁から繰越し");
        page_rule(t->paper, y, HAIR);
        return y;
}

static double plain_room(struct page_table *t, double y, bool first, bool is_full)
{
        if (is_full || !first)
                page_rule(t->paper, y, is_full ? THIN : HAIR);
        return is_full ? t->next_page(t) : y;
}

double page_table_room(struct page_table *t, double y, double height)
{
        const bool first = !t->begun, is_full = y + height + t->sums_height > t->bottom;

        t->begun = true;
        if (t->plain)
                return plain_room(t, y, first, is_full);
        if (first && is_full)
                pdf_note_break(t->paper->pdf);
        if (first)
                return y;
        page_rule(t->paper, y, HAIR);
        return is_full ? carry_over(t, y) : y;
}

double page_table_row(struct page_table *t, double y, double least, const struct cell *cells, size_t n)
{
        y = page_table_room(t, y, page_row_height(t->paper, least, cells, n));
        return page_row(t->paper, y, least, cells, n);
}

double page_table_end(struct page_table *t, double y, const char *name, double rule_above)
{
        page_rule(t->paper, y, rule_above);
        y = t->sums(t, y, name);
        page_rule(t->paper, y, THIN);
        return y;
}
