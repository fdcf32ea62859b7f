#include "templates/pages/page.h"

#include <string.h>

#include "core/banned.h"

#define ROWS(cells) (cells), sizeof(cells) / sizeof *(cells)
#define RULES_TOP   259.0 /* the rules applied stand below, on the last page */

static const struct step *find_step(const struct paper *p, enum step_kind kind, const char *item)
{
        for (size_t i = 0; i < p->assessment->steps.n; i++) {
                const struct step *s = &p->assessment->steps.at[i];
                if (s->kind == kind && (!item || strcmp(s->item, item) == 0))
                        return s;
        }
        return NULL;
}

static void head(struct paper *p, double y, const struct cell *cells, size_t n)
{
        pdf_fill(p->pdf, PAGE_LEFT, y, PAGE_RIGHT - PAGE_LEFT, 8.5, HEAD_GREY);
        page_rule(p, y, THIN);
        page_row_draw(p, y, 8.5, cells, n);
        page_rule(p, y + 8.5, HAIR);
}

static const char *yen_words(struct paper *p, int64_t n)
{
        return paper_yen(p, (struct yen){n});
}

static double note(struct paper *p, double y, const char *text)
{
        struct texts lines = wrap_text(p->pdf, FACE_GOTHIC, 7, 170, text, p->arena);

        return page_lines(p, PAGE_LEFT, y, FACE_GOTHIC, 7, 4, (struct fitted){lines, 100});
}

/* ---- 1: the amount of each item class */

/* "99,000(1-1)＋ 33,000(1-2)" */
static const char *lines_of(struct paper *p, const char *item)
{
        struct buffer out = buffer_in(p->arena);

        for (size_t i = 0; i < p->receipts.n; i++) {
                for (size_t k = 0; k < p->receipts.at[i].lines.n; k++) {
                        const struct paper_line *line = &p->receipts.at[i].lines.at[k];
                        if (line->verdict != LINE_COUNTS ||
                            strcmp(category_class(p->assessment->category, line->purchase->item), item) != 0)
                                continue;
                        buffer_printf(&out, "%s%s(%s)", out.n ? " ＋ " : "明細 ", paper_yen(p, line->purchase->amount),
                                      line->number);
                }
        }
        return out.n ? out.at : "";
}

static const char *item_name(const struct paper *p, const char *item)
{
        const struct eligible *e = category_eligible(p->assessment->category, item);
        const struct item *known = programme_item_by_id(p->programme, item);

        return e && *e->ja ? e->ja : known ? known->label.ja : item;
}

static double item_row(struct paper *p, double y, const struct step *lines)
{
        const struct step *cap = find_step(p, STEP_ITEM_CAP, lines->item);
        const bool capped = cap && cap->applies && cap->inputs.n > 1;
        const struct cell cells[] = {
                {22, 62, LEFT, FACE_GOTHIC, 10, false, item_name(p, lines->item)},
                {110, 24, RIGHT, FACE_GOTHIC, 10, true, paper_yen(p, lines->result)},
                {149, 24, RIGHT, FACE_GOTHIC, capped ? 10 : 8.5, capped,
                 capped ? yen_words(p, cap->inputs.at[1]) : "記載なし"},
                {188, 24, RIGHT, FACE_GOTHIC, 10, true, paper_yen(p, cap ? cap->result : lines->result)},
        };
        struct texts detail = wrap_text(p->pdf, FACE_GOTHIC, 7, 166, lines_of(p, lines->item), p->arena);

        if (detail.n > 2) {
                detail.n = 1;
                detail.at[0] = "明細は領収書一覧の「購入明細」";
        }
        y = page_row(p, y, 8.2, ROWS(cells));
        y = page_lines(p, 22, y + 1.8, FACE_GOTHIC, 7, 3.4, (struct fitted){detail, 100}) - 1.8;
        page_rule(p, y + 1.4, HAIR);
        return y + 1.4;
}

static const char *cap_sources(struct paper *p)
{
        struct buffer out = buffer_in(p->arena);

        for (size_t i = 0; i < p->assessment->steps.n; i++) {
                const struct step *s = &p->assessment->steps.at[i];
                const char *text = paper_basis(p, s->basis);

                if (s->kind == STEP_ITEM_CAP && s->applies && !(out.n && strstr(out.at, text)))
                        buffer_printf(&out, "%s%s", out.n ? "、" : "", text);
        }
        return out.n ? out.at : paper_not_stated(p);
}

static double items_table(struct paper *p, double y)
{
        static const struct cell names[] = {
                {22, 60, LEFT, FACE_GOTHIC, 8.5, false, "対象品目"},
                {110, 40, RIGHT, FACE_GOTHIC, 8.5, false, "手順1 購入額の合計"},
                {149, 38, RIGHT, FACE_GOTHIC, 8.5, false, "手順2 品目の上限額"},
                {188, 38, RIGHT, FACE_GOTHIC, 8.5, false, "手順3 算入額"},
        };
        const struct step *sum = find_step(p, STEP_SUM, NULL);
        const struct cell total[] = {
                {22, 60, LEFT, FACE_BOLD, 10, false, "合計"},
                {110, 40, RIGHT, FACE_BOLD, 10, true, paper_yen(p, p->assessment->eligible_total)},
                {188, 38, RIGHT, FACE_BOLD, 10, true, paper_yen(p, sum ? sum->result : (struct yen){0})},
        };

        page_heading(p, y - 3, "1", "品目ごとの額", paper_unit(p));
        head(p, y, names, 4);
        y += 8.5;
        for (size_t i = 0; i < p->assessment->steps.n; i++)
                if (p->assessment->steps.at[i].kind == STEP_LINES)
                        y = item_row(p, y, &p->assessment->steps.at[i]);
        y = page_row(p, y, 8.5, ROWS(total));
        page_rule(p, y, THIN);
        y = note(p, y + 4.5, "手順1 補助の対象に数える購入明細を品目ごとに合計する。「2-1」は領収書2の行1を指す");
        y = note(p, y, arena_printf(p->arena, "手順2 %s", cap_sources(p)));
        return note(p, y,
                    arena_printf(p->arena, "手順3 品目ごとに、購入額の合計と上限額の小さい方をとる %s",
                                 paper_basis(p, p->assessment->grant ? p->assessment->grant->caps_first_basis
                                                                     : (struct basis){0})));
}

/* ---- 2: from the cost to the subsidy */

struct step_words {
        const char *name, *calculation;
};

/* 97,500 と 3/4 */
static const char *with_rest(struct paper *p, int64_t n, int64_t rest, int64_t den)
{
        if (!rest)
                return yen_words(p, n);
        return arena_printf(p->arena, "%s と %lld/%lld", yen_words(p, n), (long long)rest, (long long)den);
}

static const char *smaller(struct paper *p, const struct step *s)
{
        const char *units = step_unit_words(p->assessment, s, JAPANESE, p->arena);

        if (*units)
                return arena_printf(p->arena, "%s と %s", yen_words(p, s->inputs.at[0]), units);
        return arena_printf(p->arena, "%s と %s の小さい方", yen_words(p, s->inputs.at[0]),
                            yen_words(p, s->inputs.at[1]));
}

static const char *rounding_name(struct paper *p, const struct step *s)
{
        static const char *const how[] = {
                [ROUND_DOWN] = "切り捨てる", [ROUND_HALF_UP] = "四捨五入する", [ROUND_UP] = "切り上げる"};

        return arena_printf(p->arena, "%s円未満を%s", yen_words(p, s->inputs.n > 3 ? s->inputs.at[3] : 1),
                            how[s->rounding]);
}

static struct step_words words_of(struct paper *p, const struct step *s)
{
        const int64_t *in = s->inputs.at;
        const char *same = arena_printf(p->arena, "%s のまま", s->inputs.n ? yen_words(p, in[0]) : "0");

        switch (s->kind) {
        case STEP_COST_CAP:
                return (struct step_words){"事業額上限を適用する",
                                           s->applies && s->inputs.n > 1 ? smaller(p, s) : same};
        case STEP_RATE:
                if (s->inputs.n < 3)
                        return (struct step_words){"補助率をかける", same};
                return (struct step_words){"補助率をかける",
                                           arena_printf(p->arena, "%s × %lld ÷ %lld%s%s", yen_words(p, in[0]),
                                                        (long long)in[1], (long long)in[2], s->rest ? " ＝ " : "",
                                                        s->rest ? with_rest(p, s->result.n, s->rest, s->den) : "")};
        case STEP_ROUNDING:
                if (s->inputs.n < 3)
                        return (struct step_words){"端数を処理する", same};
                return (struct step_words){
                        rounding_name(p, s),
                        arena_printf(p->arena, "%s → %s", with_rest(p, in[0], in[1], in[2]), paper_yen(p, s->result))};
        default:
                return (struct step_words){"補助限度額を適用する",
                                           s->applies && s->inputs.n > 1 ? smaller(p, s) : same};
        }
}

static double step_row(struct paper *p, double y, const char *number, const struct step *s)
{
        struct step_words words = words_of(p, s);
        const struct cell cells[] = {
                {25, 10, CENTRE, FACE_GOTHIC, 10, true, number},
                {34, 70, LEFT, FACE_GOTHIC, 10, false, words.name},
                {106, 58, LEFT, FACE_GOTHIC, 10, false, words.calculation},
                {188, 24, RIGHT, FACE_GOTHIC, 10, true, paper_yen(p, s->result)},
        };
        struct fitted source = wrap_fit(p->pdf, FACE_GOTHIC, 7, 70, paper_basis(p, s->basis), p->arena);

        y = page_row(p, y, 8, ROWS(cells));
        return page_lines(p, 34, y + 1.2, FACE_GOTHIC, 7, 3.2, source) - 0.4;
}

static double subsidy_row(struct paper *p, double y)
{
        page_rule(p, y, STRONG);
        pdf_text(p->pdf, 34, page_middle(y, 15, 12), FACE_BOLD, 12, LEFT, "補助金申請額");
        pdf_figures(p->pdf, 180, page_middle(y, 15, 20), FACE_BOLD, 20, RIGHT, paper_yen(p, p->assessment->subsidy));
        pdf_text(p->pdf, 188, page_middle(y, 15, 20), FACE_GOTHIC, 10, RIGHT, "円");
        page_rule(p, y + 15, STRONG);
        return y + 15;
}

static double steps_table(struct paper *p, double y)
{
        static const struct cell names[] = {
                {22, 12, LEFT, FACE_GOTHIC, 8.5, false, "手順"},
                {34, 60, LEFT, FACE_GOTHIC, 8.5, false, "内容と根拠"},
                {106, 40, LEFT, FACE_GOTHIC, 8.5, false, "計算"},
                {188, 20, RIGHT, FACE_GOTHIC, 8.5, false, "結果"},
        };
        static const enum step_kind kinds[] = {STEP_COST_CAP, STEP_RATE, STEP_ROUNDING, STEP_LIMIT};
        static const char *const numbers[] = {"4", "5", "6", "7"};

        page_heading(p, y - 3, "2", "補助額", paper_word(p, FORM_3, "単位: 円", "単位：円"));
        head(p, y, names, 4);
        y += 8.5;
        for (size_t i = 0; p->assessment->grant && i < 4; i++) {
                const struct step *s = find_step(p, kinds[i], NULL);

                if (!s)
                        continue;
                if (i)
                        page_rule(p, y, HAIR);
                y = step_row(p, y, numbers[i], s);
        }
        if (!p->assessment->grant)
                y = page_row(p, y, 8,
                             &(struct cell){34, 150, LEFT, FACE_BOLD, 10, false,
                                            paper_word(p, FORM_3, "この種別の施設への補助の定めがありません。",
                                                       "この種別の施設への補助の定めがない。")},
                             1);
        return subsidy_row(p, y);
}

/* ---- 3: the lines that do not count, and the proof */

static double next_page(struct paper *p)
{
        p->calculation_last = page_new(p);
        page_title(p, 35, 16, 0.35, "補助額算定書");
        return 52;
}

static double rest_head(struct paper *p, double y, const char *title)
{
        page_heading(p, y - 3, "3", title, paper_unit(p));
        page_rule(p, y, THIN);
        return y;
}

static double rest_next(struct page_table *t)
{
        return rest_head(t->paper, next_page(t->paper), "補助の対象に数えない購入明細(続き)");
}

static double rest_sum(struct page_table *t, double y, const char *name)
{
        const struct yen *sum = t->user;
        const struct cell cells[] = {
                {34, 70, LEFT, FACE_BOLD, 8.5, false, name},
                {188, 24, RIGHT, FACE_BOLD, 10, true, paper_yen(t->paper, *sum)},
        };

        return page_row(t->paper, y, 7.5, ROWS(cells));
}

static double rest_row(struct page_table *t, double y, const struct paper_line *line)
{
        struct paper *p = t->paper;
        const struct cell cells[] = {
                {22, 11, LEFT, FACE_GOTHIC, 8.5, false, line->number},
                {34, 70, LEFT, FACE_GOTHIC, 8.5, false, paper_line_text(p, line->purchase)},
                {106, 56, LEFT, FACE_GOTHIC, 8.5, false, paper_reason(p, line)},
                {188, 24, RIGHT, FACE_GOTHIC, 10, true, paper_yen(p, line->purchase->amount)},
        };

        return page_table_row(t, y, 7.5, ROWS(cells));
}

struct proof {
        struct yen receipts, counted, rest, others, difference;
};

static struct proof proof_of(const struct paper *p)
{
        struct proof out = {0};

        for (size_t i = 0; i < p->receipts.n; i++) {
                const struct paper_receipt *on = &p->receipts.at[i];

                paper_add(&out.receipts, on->receipt->amount);
                paper_add(&out.counted, on->counted);
                paper_add(&out.rest, on->rest);
                if (on->receipt->shared)
                        paper_add(&out.others, on->receipt->others_total);
        }
        out.difference = out.receipts;
        paper_add(&out.difference, (struct yen){-out.counted.n});
        paper_add(&out.difference, (struct yen){-out.rest.n});
        paper_add(&out.difference, (struct yen){-out.others.n});
        return out;
}

static double proof_row(struct paper *p, double y)
{
        struct proof sum = proof_of(p);
        const char *others =
                sum.others.n ? arena_printf(p->arena, " ＋ ほかの施設の明細 %s", paper_yen(p, sum.others)) : "";
        const char *text =
                arena_printf(p->arena, "検算 領収金額の合計 %s %s 数える明細 %s ＋ 数えない明細 %s%s%s%s",
                             paper_yen(p, sum.receipts), sum.difference.n ? "≠" : "＝", paper_yen(p, sum.counted),
                             paper_yen(p, sum.rest), others, sum.difference.n ? "　差 " : "",
                             sum.difference.n ? paper_yen(p, sum.difference) : "");
        const struct cell cells[] = {
                {22, 138, LEFT, sum.difference.n ? FACE_BOLD : FACE_GOTHIC, 8.5, false, text},
                {188, 24, RIGHT, FACE_BOLD, 10, true, paper_yen(p, sum.rest)},
        };

        y = page_row(p, y, 8.5, ROWS(cells));
        page_rule(p, y, THIN);
        return y;
}

static double rest_table(struct paper *p, double y)
{
        struct yen sum = {0};
        struct page_table t = {.paper = p,
                               .user = &sum,
                               .bottom = RULES_TOP,
                               .next_page = rest_next,
                               .sums = rest_sum,
                               .sums_height = 7.5};

        if (!form_since(p->packet->records->form, FORM_2)) {
                t.plain = true;
                t.sums_height = 0;
        }

        y = rest_head(p, y > RULES_TOP - 24 ? next_page(p) : y, "補助の対象に数えない購入明細");
        for (size_t i = 0; i < p->receipts.n; i++) {
                for (size_t k = 0; k < p->receipts.at[i].lines.n; k++) {
                        const struct paper_line *line = &p->receipts.at[i].lines.at[k];
                        if (line->verdict == LINE_COUNTS)
                                continue;
                        y = rest_row(&t, y, line);
                        paper_add(&sum, line->purchase->amount);
                }
        }
        if (!t.begun)
                y = page_row(p, y, 7.5,
                             &(struct cell){22, 160, LEFT, FACE_GOTHIC, 8.5, false,
                                            paper_word(p, FORM_3, "数えない購入明細はありません。",
                                                       "数えない購入明細はない。")},
                             1);
        if (y + 8.5 > RULES_TOP)
                y = next_page(p);
        page_rule(p, y, HAIR);
        return proof_row(p, y);
}

/* ---- the rules applied */

static void add_unstated(struct buffer *out, bool unstated, const char *what)
{
        if (unstated)
                buffer_printf(out, "%s%s", out->n ? "、" : "", what);
}

static const char *unstated(struct paper *p)
{
        const struct programme *r = p->programme;
        const struct grant *g = p->assessment->grant;
        struct buffer out = buffer_in(p->arena);

        add_unstated(&out, !date_is_set(r->purchase_first) && !date_is_set(r->purchase_last), "購入の期間");
        add_unstated(&out, !date_is_set(r->opens), "申請受付の開始日");
        add_unstated(&out, !date_is_set(r->deadline), "申請期限");
        add_unstated(&out, g && !g->has_cost_cap, "事業額上限");
        add_unstated(&out, g && !g->has_limit, "補助限度額");
        return out.n ? arena_printf(p->arena,
                                    paper_word(p, FORM_3, "%s: %s(判定していません)", "%s：%s(判定していない)"), out.at,
                                    paper_not_stated(p))
                     : "";
}

static const char *reviewed(struct paper *p)
{
        struct date day;

        return date_parse(&day, p->programme->reviewed) == DATE_READ ? paper_date(p, day) : p->programme->reviewed;
}

static void rules_applied(struct paper *p)
{
        const struct programme *r = p->programme;
        const char *what = arena_printf(
                p->arena,
                paper_word(p, FORM_3, "%s 第%s版(最後に見直した日 %s) %s、%s %s", "%s 改訂%s(最終確認 %s) %s、%s %s"),
                r->id, r->revision, reviewed(p), p->kind, p->category, p->assessment->category->annex);
        struct texts first = wrap_text(p->pdf, FACE_GOTHIC, 7, 140, what, p->arena);
        struct texts second = wrap_text(p->pdf, FACE_GOTHIC, 7, 140, unstated(p), p->arena);
        double y = 273.5 - 4 * (double)(first.n + second.n);

        pdf_text(p->pdf, PAGE_LEFT, y, FACE_GOTHIC, 8.5, LEFT, "適用した規則");
        y = page_lines(p, 50, y, FACE_GOTHIC, 7, 4, (struct fitted){first, 100});
        y = page_lines(p, 50, y, FACE_GOTHIC, 7, 4, (struct fitted){second, 100});
        pdf_text(p->pdf, 50, y, FACE_GOTHIC, 7, LEFT, "SHA-256");
        pdf_figures_in(p->pdf, 64, y, FACE_GOTHIC, 7, LEFT, 0.66, r->digest.hex);
        pdf_text(p->pdf, PAGE_RIGHT, y, FACE_GOTHIC, 7, RIGHT, "programme.xml");
}

void calculation_draw(struct paper *p)
{
        double y = next_page(p);

        p->calculation_page = p->calculation_last;
        y = items_table(p, y);
        y = steps_table(p, y + 10);
        rest_table(p, y + 14);
        rules_applied(p);
}
