#include "templates/pages/page.h"

#include "core/file/file.h"

#include <string.h>

#include "core/banned.h"

#define ROWS(cells) (cells), sizeof(cells) / sizeof *(cells)

static void start_page(struct paper *p, struct paper_receipt *on)
{
        on->last_page = page_new(p);
        if (!on->first_page)
                on->first_page = on->last_page;
        page_title(p, 35, 16, 0.35, "領収書内訳書の照合");
}

/* ---- which paper is compared */

static const struct enclosure *vendors_breakdown(const struct paper *p, const struct paper_receipt *on)
{
        for (size_t i = 0; i < p->packet->enclosures.n; i++) {
                const struct enclosure *e = &p->packet->enclosures.at[i];
                if (e->receipt == on->receipt && e->evidence->is_breakdown)
                        return e;
        }
        return NULL;
}

static double which_paper(struct paper *p, double y, const struct paper_receipt *on)
{
        const struct receipt *r = on->receipt;
        const struct enclosure *e = vendors_breakdown(p, on);
        const char *more = on->breakdown_count > 1 ? arena_printf(p->arena, " ほか%d件", on->breakdown_count - 1) : "";
        const char *file = e ? arena_printf(p->arena, "%s%s", file_base_name(e->path), more) : MISSING;
        const struct cell rows[][4] = {
                {{20, 28, LEFT, FACE_GOTHIC, 8.5, false, "領収書"},
                 {50, 76, LEFT, FACE_GOTHIC, 10, false, arena_printf(p->arena, "No.%d  %s", on->number, r->number)},
                 {128, 22, LEFT, FACE_GOTHIC, 8.5, false, "発行日"},
                 {152, 38, LEFT, FACE_GOTHIC, 10, false, paper_date(p, r->date)}},
                {{20, 28, LEFT, FACE_GOTHIC, 8.5, false, "発行者"},
                 {50, 140, LEFT, FACE_GOTHIC, 10, false, paper_or_missing(r->issuer)},
                 {128, 22, LEFT, FACE_GOTHIC, 8.5, false, ""},
                 {152, 38, LEFT, FACE_GOTHIC, 10, false, ""}},
                {{20, 28, LEFT, FACE_GOTHIC, 8.5, false, "発行者の内訳書"},
                 {50, 76, LEFT, e ? FACE_GOTHIC : FACE_BOLD, 10, false, file},
                 {128, 22, LEFT, FACE_GOTHIC, 8.5, false, e ? "SHA-256" : ""},
                 {152, 38, LEFT, FACE_GOTHIC, 8.5, true, e ? arena_strndup(p->arena, e->evidence->sha256, 16) : ""}},
        };

        for (size_t i = 0; i < 3; i++) {
                page_rule(p, y, i ? HAIR : THIN);
                y = page_row(p, y, 7.5, rows[i], 4);
        }
        page_rule(p, y, THIN);
        return y;
}

/* ---- 1: the lines, divided as 別紙様式2 divides them */

static double lines_head(struct paper *p, double y, const char *title)
{
        static const struct cell names[] = {
                {22, 6, LEFT, FACE_GOTHIC, 8.5, false, "行"},
                {32, 38, LEFT, FACE_GOTHIC, 8.5, false, "項目"},
                {72, 54, LEFT, FACE_GOTHIC, 8.5, false, "内訳"},
                {147, 20, RIGHT, FACE_GOTHIC, 8.5, false, "① 対象"},
                {168, 20, RIGHT, FACE_GOTHIC, 8.5, false, "② 対象外"},
                {188, 18, RIGHT, FACE_GOTHIC, 8.5, false, "扱い"},
        };

        page_heading(p, y + 11, "1", title, paper_unit(p));
        y += 14;
        pdf_fill(p->pdf, PAGE_LEFT, y, PAGE_RIGHT - PAGE_LEFT, 8.5, HEAD_GREY);
        page_rule(p, y, THIN);
        page_row_draw(p, y, 8.5, ROWS(names));
        page_rule(p, y + 8.5, HAIR);
        return y + 8.5;
}

static void line_cells(struct paper *p, struct cell out[6], const struct paper_line *line)
{
        const bool counts = line->verdict == LINE_COUNTS;
        const char *amount = paper_yen(p, line->purchase->amount);

        out[0] = (struct cell){
                26, 6, RIGHT, FACE_GOTHIC, 8.5, true, arena_printf(p->arena, "%d", (int)line->purchase->position)};
        out[1] = (struct cell){32, 38, LEFT, FACE_GOTHIC, 8.5, false, paper_item(p, line->purchase)};
        out[2] = (struct cell){72, 54, LEFT, FACE_GOTHIC, 8.5, false, paper_line_text(p, line->purchase)};
        out[3] = (struct cell){147, 20, RIGHT, FACE_GOTHIC, 10, true, counts ? amount : ""};
        out[4] = (struct cell){168, 20, RIGHT, FACE_GOTHIC, 10, true, counts ? "" : amount};
        out[5] = (struct cell){188, 18, RIGHT, FACE_GOTHIC, 7, false, line_verdict_word(line->verdict, JAPANESE)};
}

/* ---- the vendor's lines beside those of the record, where they were entered */

static double pairs_head(struct paper *p, double y, const char *title)
{
        static const struct cell groups[] = {
                {117, 34, CENTRE, FACE_GOTHIC, 8.5, false, "発行者の内訳書"},
                {157, 34, CENTRE, FACE_GOTHIC, 8.5, false, "購入明細"},
        };
        static const struct cell names[] = {
                {22, 6, LEFT, FACE_GOTHIC, 8.5, false, "行"},
                {34, 62, LEFT, FACE_GOTHIC, 8.5, false, "内訳"},
                {117, 18, RIGHT, FACE_GOTHIC, 8.5, false, "① 対象"},
                {135, 17, RIGHT, FACE_GOTHIC, 8.5, false, "② 対象外"},
                {157, 18, RIGHT, FACE_GOTHIC, 8.5, false, "① 対象"},
                {175, 17, RIGHT, FACE_GOTHIC, 8.5, false, "② 対象外"},
                {188, 12, RIGHT, FACE_GOTHIC, 8.5, false, "照合"},
        };

        page_heading(p, y + 11, "1", title, paper_unit(p));
        y += 14;
        pdf_fill(p->pdf, PAGE_LEFT, y, PAGE_RIGHT - PAGE_LEFT, 13, HEAD_GREY);
        page_rule(p, y, THIN);
        page_row_draw(p, y, 6.5, ROWS(groups));
        pdf_line(p->pdf, 100, y + 6.5, 136, y + 6.5, HAIR);
        pdf_line(p->pdf, 140, y + 6.5, 176, y + 6.5, HAIR);
        page_row_draw(p, y + 6.5, 6.5, ROWS(names));
        page_rule(p, y + 13, HAIR);
        return y + 13;
}

/* One place of both papers; either may have no line there. */
struct pair {
        const struct vendor_line *vendor;
        const struct paper_line *own;
};

static struct pair pair_at(const struct paper_receipt *on, size_t i)
{
        const struct vendor_line_list *vendor = &on->receipt->vendor_lines;

        return (struct pair){i < vendor->n ? &vendor->at[i] : NULL, i < on->lines.n ? &on->lines.at[i] : NULL};
}

static size_t pairs_of(const struct paper_receipt *on)
{
        return on->lines.n > on->receipt->vendor_lines.n ? on->lines.n : on->receipt->vendor_lines.n;
}

/* Returns the vendor's words and, if they differ, the record's below them: a reader must see which lines are compared. */
static const char *pair_text(struct paper *p, const struct pair *pair)
{
        const struct vendor_line *v = pair->vendor;
        const char *vendors = !v ? "" : *v->description ? v->description : v->item;
        const char *own = pair->own ? paper_line_text(p, pair->own->purchase) : "";

        if (!v || !pair->own || strcmp(vendors, own) == 0)
                return v ? vendors : own;
        return arena_printf(p->arena, "%s(購入明細: %s)", vendors, own);
}

static const char *pair_verdict(struct paper *p, const struct pair *pair)
{
        struct yen difference = {0};

        if (!pair->vendor || !pair->own)
                return pair->own ? "内訳書になし" : "明細になし";
        paper_add(&difference, pair->vendor->amount);
        paper_add(&difference, (struct yen){-pair->own->purchase->amount.n});
        if (difference.n)
                return arena_printf(p->arena, "差 %s", paper_yen(p, difference));
        return pair->vendor->excluded && pair->own->verdict == LINE_COUNTS ? "区分が違う" : "一致";
}

/* An amount of nine characters fills its column. */
static struct cell amount_cell(double x, enum face face, const char *amount)
{
        return (struct cell){x, 17, RIGHT, face, strlen(amount) > 9 ? 7 : 8.5, true, amount};
}

static void pair_cells(struct paper *p, struct cell out[7], size_t i, const struct pair *pair)
{
        const char *vendor = pair->vendor ? paper_yen(p, pair->vendor->amount) : "";
        const char *own = pair->own ? paper_yen(p, pair->own->purchase->amount) : "";
        const bool excluded = pair->vendor && pair->vendor->excluded;
        const bool counts = pair->own && pair->own->verdict == LINE_COUNTS;
        const char *verdict = pair_verdict(p, pair);
        const bool same = strcmp(verdict, "一致") == 0;

        out[0] = (struct cell){26, 6, RIGHT, FACE_GOTHIC, 8.5, true, arena_printf(p->arena, "%zu", i + 1)};
        out[1] = (struct cell){34, 62, LEFT, FACE_GOTHIC, 8.5, false, pair_text(p, pair)};
        out[2] = amount_cell(117, FACE_GOTHIC, excluded ? "" : vendor);
        out[3] = amount_cell(135, FACE_GOTHIC, excluded ? vendor : "");
        out[4] = amount_cell(157, FACE_GOTHIC, counts ? own : "");
        out[5] = amount_cell(175, FACE_GOTHIC, counts ? "" : own);
        out[6] = (struct cell){188, 12, RIGHT, same ? FACE_GOTHIC : FACE_BOLD, same ? 8.5 : 7, false, verdict};
}

/* ① and ② of either paper, of the rows above. */
struct sums {
        struct paper_receipt *on;
        struct yen vendor, vendor_excluded, own, own_excluded;
};

static void add_pair(struct sums *sums, const struct pair *pair)
{
        if (pair->vendor)
                paper_add(pair->vendor->excluded ? &sums->vendor_excluded : &sums->vendor, pair->vendor->amount);
        if (pair->own)
                paper_add(pair->own->verdict == LINE_COUNTS ? &sums->own : &sums->own_excluded,
                          pair->own->purchase->amount);
}

static double pairs_next(struct page_table *t)
{
        const struct sums *sums = t->user;

        start_page(t->paper, sums->on);
        return pairs_head(t->paper, 38, "行ごとの照合(続き)");
}

static double pairs_sums(struct page_table *t, double y, const char *name)
{
        const struct sums *sums = t->user;
        struct paper *p = t->paper;
        const struct cell cells[] = {
                {34, 60, LEFT, FACE_BOLD, 10, false, name},
                amount_cell(117, FACE_BOLD, paper_yen(p, sums->vendor)),
                amount_cell(135, FACE_BOLD, paper_yen(p, sums->vendor_excluded)),
                amount_cell(157, FACE_BOLD, paper_yen(p, sums->own)),
                amount_cell(175, FACE_BOLD, paper_yen(p, sums->own_excluded)),
        };

        return page_row(p, y, 9, ROWS(cells));
}

static double pairs_table(struct paper *p, double y, struct paper_receipt *on)
{
        struct sums sums = {.on = on};
        struct page_table t = {.paper = p,
                               .user = &sums,
                               .bottom = PAGE_BOTTOM,
                               .next_page = pairs_next,
                               .sums = pairs_sums,
                               .sums_height = 9};

        y = pairs_head(p, y, "行ごとの照合");
        for (size_t i = 0; i < pairs_of(on); i++) {
                const struct pair pair = pair_at(on, i);
                struct cell cells[7];

                pair_cells(p, cells, i, &pair);
                y = page_table_row(&t, y, 9, cells, 7);
                add_pair(&sums, &pair);
        }
        return page_table_end(&t, y, "小計", HAIR);
}

/* ---- the lines of the record alone, where only the breakdown's total is known */

static double lines_next(struct page_table *t)
{
        const struct sums *sums = t->user;

        start_page(t->paper, sums->on);
        return lines_head(t->paper, 38, "行ごとの区分(続き)");
}

static double lines_sums(struct page_table *t, double y, const char *name)
{
        const struct sums *sums = t->user;
        const struct cell cells[] = {
                {32, 60, LEFT, FACE_BOLD, 10, false, name},
                {147, 20, RIGHT, FACE_BOLD, 10, true, paper_yen(t->paper, sums->own)},
                {168, 20, RIGHT, FACE_BOLD, 10, true, paper_yen(t->paper, sums->own_excluded)},
        };

        return page_row(t->paper, y, 9, ROWS(cells));
}

static double lines_table(struct paper *p, double y, struct paper_receipt *on)
{
        struct sums sums = {.on = on};
        struct page_table t = {.paper = p,
                               .user = &sums,
                               .bottom = PAGE_BOTTOM,
                               .next_page = lines_next,
                               .sums = lines_sums,
                               .sums_height = 9,
                               .plain = !form_since(p->packet->records->form, FORM_2)};

        y = lines_head(p, y, "行ごとの区分");
        for (size_t i = 0; i < on->lines.n; i++) {
                struct cell cells[6];

                line_cells(p, cells, &on->lines.at[i]);
                y = page_table_row(&t, y, 8, cells, 6);
                add_pair(&sums, &(struct pair){.own = &on->lines.at[i]});
        }
        return page_table_end(&t, y, "小計", HAIR);
}

/* ---- 2: the totals */

static struct yen minus(struct yen a, struct yen b)
{
        struct yen out = a;

        paper_add(&out, (struct yen){-b.n});
        return out;
}

static double total_row(struct paper *p, double y, bool bold, const char *name, const char *where, const char *amount,
                        const char *verdict)
{
        const bool missing = strcmp(amount, MISSING) == 0;
        const struct cell cells[] = {
                {34, 88, LEFT, bold ? FACE_BOLD : FACE_GOTHIC, 10, false, name},
                {124, 28, LEFT, FACE_GOTHIC, 8.5, false, where},
                {175, 30, RIGHT, bold || missing ? FACE_BOLD : FACE_GOTHIC, 10, !missing, amount},
                {188, 12, RIGHT, FACE_BOLD, 8.5, false, verdict},
        };

        page_rule(p, y, bold ? THIN : HAIR);
        return page_row(p, y, 8, ROWS(cells));
}

static double difference_row(struct paper *p, double y, const char *name, struct yen difference)
{
        return total_row(p, y, true, name, "", paper_yen(p, difference), difference.n ? "不一致" : "一致");
}

/* Returns the breakdown's total: that of its own row in the table of receipts, else the sum of the lines entered from it. If the
 * receipt is shared, these are not all of its lines. */
static const char *vendors_total(struct paper *p, const struct receipt *r, struct yen *total)
{
        *total = r->breakdown_total;
        if (r->has_breakdown_total || !r->vendor_lines.n || r->shared)
                return r->has_breakdown_total ? paper_yen(p, *total) : MISSING;
        *total = (struct yen){0};
        for (size_t i = 0; i < r->vendor_lines.n; i++)
                paper_add(total, r->vendor_lines.at[i].amount);
        return paper_yen(p, *total);
}

static void totals_table(struct paper *p, double y, struct paper_receipt *on)
{
        const struct receipt *r = on->receipt;
        struct yen lines = on->own, vendors;
        const char *vendors_text = vendors_total(p, r, &vendors);
        const bool known = strcmp(vendors_text, MISSING) != 0;

        if (y + 14 + 6 * 8 > PAGE_BOTTOM) {
                start_page(p, on);
                y = 38;
        }
        page_heading(p, y + 11, "2", "総額の照合", paper_unit(p));
        y = total_row(p, y + 14, false, "発行者の内訳書の総額(①＋②)",
                      known && !r->has_breakdown_total ? "記入した行の合計" : "", vendors_text, known ? "" : "未照合");
        y = total_row(p, y, false, "領収金額", arena_printf(p->arena, "領収書%d", on->number), paper_yen(p, r->amount),
                      "");
        y = total_row(p, y, false, r->shared ? "本施設の購入明細の合計" : "購入明細の合計", "", paper_yen(p, on->own),
                      "");
        if (r->shared) {
                paper_add(&lines, r->others_total);
                y = total_row(p, y, false, "ほかの施設の購入明細の合計", "", paper_yen(p, r->others_total), "");
        }
        if (known)
                y = difference_row(p, y, "差(内訳書の総額 − 領収金額)", minus(vendors, r->amount));
        y = difference_row(p, y, "差(購入明細の合計 − 領収金額)", minus(lines, r->amount));
        page_rule(p, y, THIN);
}

void comparison_draw(struct paper *p, struct paper_receipt *on)
{
        double y;

        start_page(p, on);
        y = which_paper(p, 47, on);
        y = on->receipt->vendor_lines.n ? pairs_table(p, y, on) : lines_table(p, y, on);
        totals_table(p, y, on);
}
