#include "templates/pages/page_table.h"

#include "core/banned.h"

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
