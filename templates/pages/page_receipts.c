#include "templates/pages/page.h"

#include <string.h>

#include "core/banned.h"

#define ROWS(cells)    (cells), sizeof(cells) / sizeof *(cells)
#define RECORDS_BOTTOM 268.0
#define TOTAL          "合計"

struct sums {
        struct yen receipts, counted, rest;
};

static void add_receipt(struct sums *sums, const struct paper_receipt *on)
{
        paper_add(&sums->receipts, on->receipt->amount);
        paper_add(&sums->counted, on->counted);
        paper_add(&sums->rest, on->rest);
}

static void start_page(struct paper *p)
{
        p->receipts_last = page_new(p);
        if (!p->receipts_page)
                p->receipts_page = p->receipts_last;
        page_title(p, 35, 16, 0.35, "領収書一覧");
}

static double table_head(struct paper *p, double y, const char *number, const char *title, const struct cell *cells,
                         size_t n)
{
        /* what a receipt is for in all holds its tax in any programme */
        page_heading(p, y - 3, number, title,
                     *number == '1' ? paper_word(p, FORM_3, "単位: 円(税込み)", "単位：円（税込み）") : paper_unit(p));
        pdf_fill(p->pdf, PAGE_LEFT, y, PAGE_RIGHT - PAGE_LEFT, 8.5, HEAD_GREY);
        page_rule(p, y, THIN);
        page_row_draw(p, y, 8.5, cells, n);
        page_rule(p, y + 8.5, HAIR);
        return y + 8.5;
}

/* ---- 1: receipts */

static double records_head(struct paper *p, double y, const char *title)
{
        static const struct cell names[] = {
                {22, 10, LEFT, FACE_GOTHIC, 8.5, false, "No."},
                {32, 48, LEFT, FACE_GOTHIC, 8.5, false, "番号・発行者"},
                {82, 28, LEFT, FACE_GOTHIC, 8.5, false, "発行日"},
                {132, 22, RIGHT, FACE_GOTHIC, 8.5, false, "領収金額"},
                {154, 20, RIGHT, FACE_GOTHIC, 8.5, false, "① 対象"},
                {174, 20, RIGHT, FACE_GOTHIC, 8.5, false, "② 対象外"},
                {188, 12, RIGHT, FACE_GOTHIC, 8.5, false, "写し"},
        };

        return table_head(p, y, "1", title, ROWS(names));
}

static double records_next(struct page_table *t)
{
        start_page(t->paper);
        return records_head(t->paper, 52, "領収書(続き)");
}

static double records_sums(struct page_table *t, double y, const char *name)
{
        const struct sums *s = t->user;
        struct paper *p = t->paper;
        const struct cell cells[] = {
                {32, 60, LEFT, FACE_BOLD, 10, false, name},
                {132, 28, RIGHT, FACE_BOLD, 10, true, paper_yen(p, s->receipts)},
                {154, 22, RIGHT, FACE_BOLD, 10, true, paper_yen(p, s->counted)},
                {174, 20, RIGHT, FACE_BOLD, 10, true, paper_yen(p, s->rest)},
        };

        return page_row(p, y, 9, ROWS(cells));
}

static const char *registration(struct paper *p, const struct receipt *r)
{
        return arena_printf(p->arena, "登録番号 %s", paper_or_missing(r->registration_number));
}

/* Draws digest and file of every scan, or the reason why it cannot be read. If there is no scan, it draws that one is missing. */
static double evidence_rows(struct paper *p, double y, const struct receipt *r)
{
        for (size_t i = 0; i < r->evidence.n; i++) {
                const struct evidence *e = &r->evidence.at[i];
                const char *file = paper_enclosure(p, e),
                           *said = *e->reason ? finding_word(p->arena, e->reason, JAPANESE)
                                              : paper_word(p, FORM_3, "ファイルがありません", "ファイルがない");
                const struct cell bad = {
                        48, 140, LEFT, FACE_BOLD, 7, false, arena_printf(p->arena, "%s: %s", e->name, said)};

                page_text(p, 32, y + 2.2, FACE_GOTHIC, 7, LEFT, e->is_breakdown ? "内訳書" : "SHA-256");
                if (e->state == EVIDENCE_OK && !p->dry) {
                        pdf_figures_in(p->pdf, 48, y + 2.2, FACE_GOTHIC, 7, LEFT, 0.66, e->sha256);
                        pdf_text(p->pdf, 188, y + 2.2, FACE_GOTHIC, 7, RIGHT, file);
                }
                y = e->state == EVIDENCE_OK ? y + 3.8 : page_row(p, y, 3.8, &bad, 1);
        }
        if (!r->evidence.n) {
                page_text(p, 32, y + 2.2, FACE_GOTHIC, 7, LEFT, "写し");
                page_text(p, 48, y + 2.2, FACE_BOLD, 7, LEFT, MISSING);
                y += 3.8;
        }
        return y + 1.2;
}

static double shared_row(struct paper *p, double y, const struct paper_receipt *on)
{
        struct yen all = on->own;

        if (!on->receipt->shared)
                return y;
        paper_add(&all, on->receipt->others_total);
        page_text(p, 32, y + 2.2, FACE_GOTHIC, 7, LEFT,
                  arena_printf(p->arena, "共用の領収書: 本施設分 %s ＋ ほかの施設分 %s ＝ %s", paper_yen(p, on->own),
                               paper_yen(p, on->receipt->others_total), paper_yen(p, all)));
        return y + 3.8;
}

static double record(struct paper *p, double y, const struct paper_receipt *on)
{
        const struct receipt *r = on->receipt;
        const struct cell first[] = {
                {27, 7, RIGHT, FACE_GOTHIC, 10, true, arena_printf(p->arena, "%d", on->number)},
                {32, 48, LEFT, FACE_GOTHIC, 10, false, r->number},
                {82, 29, LEFT, FACE_GOTHIC, 10, false, paper_date(p, r->date)},
                {132, 22, RIGHT, FACE_GOTHIC, 10, true, paper_yen(p, r->amount)},
                {154, 20, RIGHT, FACE_GOTHIC, 10, true, paper_yen(p, on->counted)},
                {174, 20, RIGHT, FACE_GOTHIC, 10, true, paper_yen(p, on->rest)},
                {188, 12, RIGHT, FACE_GOTHIC, 10, false, on->copies},
        };
        const struct cell second[] = {
                {32, 108, LEFT, *r->issuer ? FACE_GOTHIC : FACE_BOLD, 10, false, paper_or_missing(r->issuer)},
                {188, 46, RIGHT, FACE_GOTHIC, 7, false, registration(p, r)},
        };

        y = page_row(p, y, 9.3, ROWS(first)) - 1.3;
        y = page_row(p, y, 5.6, ROWS(second)) + 1.8;
        y = shared_row(p, y, on);
        return evidence_rows(p, y, r);
}

static double record_height(struct paper *p, const struct paper_receipt *on)
{
        double height;

        p->dry = true;
        height = record(p, 0, on);
        p->dry = false;
        return height;
}

static double records_table(struct paper *p, double y)
{
        struct sums sums = {0};
        struct page_table t = {.paper = p,
                               .user = &sums,
                               .bottom = RECORDS_BOTTOM,
                               .next_page = records_next,
                               .sums = records_sums,
                               .sums_height = 9};

        y = records_head(p, y, "領収書");
        for (size_t i = 0; i < p->receipts.n; i++) {
                const struct paper_receipt *on = &p->receipts.at[i];

                y = record(p, page_table_room(&t, y, record_height(p, on)), on);
                add_receipt(&sums, on);
        }
        return page_table_end(&t, y, TOTAL, THIN);
}

/* ---- 2: their lines */

static double lines_head(struct paper *p, double y, const char *title)
{
        static const struct cell names[] = {
                {22, 9, LEFT, FACE_GOTHIC, 8.5, false, "行"},
                {32, 20, LEFT, FACE_GOTHIC, 8.5, false, "事業区分"},
                {54, 42, LEFT, FACE_GOTHIC, 8.5, false, "品目区分"},
                {98, 64, LEFT, FACE_GOTHIC, 8.5, false, "摘要・型番・数量"},
                {188, 24, RIGHT, FACE_GOTHIC, 8.5, false, "金額"},
        };

        return table_head(p, y, "2", title, ROWS(names));
}

static double lines_next(struct page_table *t)
{
        start_page(t->paper);
        return lines_head(t->paper, 52, "購入明細(続き)");
}

/* Papers of form 1 gave the total of the lines a millimetre more. */
static bool is_first(const struct paper *p)
{
        return !form_since(p->packet->records->form, FORM_2);
}

static double lines_sum(struct page_table *t, double y, const char *name)
{
        const struct yen *sum = t->user;
        const struct cell cells[] = {
                {32, 60, LEFT, FACE_BOLD, 10, false, name},
                {188, 30, RIGHT, FACE_BOLD, 10, true, paper_yen(t->paper, *sum)},
        };

        return page_row(t->paper, y, strcmp(name, TOTAL) == 0 && is_first(t->paper) ? 9 : 8, ROWS(cells));
}

static void line_cells(struct paper *p, struct cell out[5], const struct paper_line *line)
{
        const struct purchase *purchase = line->purchase;

        out[0] = (struct cell){22, 9, LEFT, FACE_GOTHIC, 8.5, false, line->number};
        out[1] = (struct cell){32, 20, LEFT, FACE_GOTHIC, 8.5, false, paper_category(p, purchase)};
        out[2] = (struct cell){54, 42, LEFT, FACE_GOTHIC, 8.5, false, paper_item(p, purchase)};
        out[3] = (struct cell){98, 64, LEFT, FACE_GOTHIC, 8.5, false, paper_line_text(p, purchase)};
        out[4] = (struct cell){188, 24, RIGHT, FACE_GOTHIC, 10, true, paper_yen(p, purchase->amount)};
}

static void lines_table(struct paper *p, double y)
{
        struct yen sum = {0};
        struct page_table t = {.paper = p,
                               .user = &sum,
                               .bottom = RECORDS_BOTTOM,
                               .next_page = lines_next,
                               .sums = lines_sum,
                               .sums_height = 8};

        if (y + 14 + 8.5 + 3 * 8 > RECORDS_BOTTOM - 8) {
                start_page(p);
                y = 38;
        }
        y = lines_head(p, y + 14, "購入明細");
        for (size_t i = 0; i < p->receipts.n; i++) {
                for (size_t k = 0; k < p->receipts.at[i].lines.n; k++) {
                        const struct paper_line *line = &p->receipts.at[i].lines.at[k];
                        struct cell cells[5];

                        line_cells(p, cells, line);
                        y = page_table_row(&t, y, 8, cells, 5);
                        paper_add(&sum, line->purchase->amount);
                }
        }
        page_table_end(&t, y, TOTAL, THIN);
}

void receipts_draw(struct paper *p)
{
        start_page(p);
        lines_table(p, records_table(p, 52));
}
