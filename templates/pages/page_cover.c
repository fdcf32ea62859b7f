#include "templates/pages/page.h"

#include <string.h>

#include "core/banned.h"

#define COVER_BOTTOM 263.0 /* the check code stands below */
#define MOST_RUNS    5
#define ROWS(cells)  (cells), sizeof(cells) / sizeof *(cells)

static bool is_empty(const char *s)
{
        return !s || !*s;
}

/* ---- the applicant */

static void label_and_value(struct cell out[2], double x, double value_x, double right, enum face face, double pt,
                            const char *label, const char *value)
{
        bool missing = is_empty(value);

        out[0] = (struct cell){x, value_x - x - 2, LEFT, FACE_GOTHIC, 8.5, false, label};
        out[1] = (struct cell){value_x, right - value_x,        LEFT, missing ? FACE_BOLD : face, pt,
                               false,   paper_or_missing(value)};
}

static const char *postal_address(struct paper *p)
{
        const struct facility *f = p->facility;

        if (is_empty(f->address))
                return "";
        return is_empty(f->postal_code) ? f->address : arena_printf(p->arena, "〒%s  %s", f->postal_code, f->address);
}

static double applicant_rows(struct paper *p, double y)
{
        const struct facility *f = p->facility;
        const char *category = arena_printf(p->arena, "%s(%s)", p->category, p->assessment->category->annex);
        const char *applied = paper_date(p, p->assessment->applied_on);
        struct cell rows[5][4];
        const size_t n[5] = {4, 4, 2, 2, 4};

        label_and_value(rows[0], 20, 50, 126, FACE_GOTHIC, 10, "補助区分",
                        is_empty(p->assessment->category->annex) ? p->category : category);
        label_and_value(rows[0] + 2, 128, 152, 190, FACE_GOTHIC, 10, "施設の種別", p->kind);
        label_and_value(rows[1], 20, 50, 126, FACE_GOTHIC, 12, p->programme->number_ja, f->code);
        rows[1][1].figures = true;
        label_and_value(rows[1] + 2, 128, 152, 190, FACE_GOTHIC, 10, "申請日", applied);
        label_and_value(rows[2], 20, 50, 190, FACE_MINCHO, 12, "名称", f->name);
        label_and_value(rows[3], 20, 50, 190, FACE_GOTHIC, 10, "所在地", postal_address(p));
        label_and_value(rows[4], 20, 50, 126, FACE_MINCHO, 10, "開設者", f->founder);
        label_and_value(rows[4] + 2, 128, 152, 190, FACE_GOTHIC, 10, "電話番号", f->phone);
        for (size_t i = 0; i < 5; i++) {
                page_rule(p, y, i ? HAIR : THIN);
                y = page_row(p, y, i == 2 ? 9 : 7.5, rows[i], n[i]);
        }
        page_rule(p, y, THIN);
        return y;
}

/* ---- what to type into the portal */

static double amount_row(struct paper *p, double y, double height, bool bold, const char *number, const char *name,
                         const char *from, const char *where, struct yen amount)
{
        const struct cell cells[] = {
                {20, 8, LEFT, FACE_GOTHIC, 12, false, number},
                {28, 58, LEFT, bold ? FACE_BOLD : FACE_GOTHIC, 12, false, name},
                {182, 40, RIGHT, bold ? FACE_BOLD : FACE_GOTHIC, bold ? 20 : 16, true, paper_yen(p, amount)},
        };
        double centre = y + height / 2 + 0.94;

        page_row(p, y, height, ROWS(cells));
        page_text(p, 88, centre - 1.8, FACE_GOTHIC, 7, LEFT, from);
        page_text(p, 88, centre + 1.8, FACE_GOTHIC, 7, LEFT, where);
        page_text(p, 190, page_middle(y, height, bold ? 20 : 16), FACE_GOTHIC, 10, RIGHT, "円");
        return y + height;
}

/* The programme says which of the two totals the portal wants. If it does not, the papers say that it is not known. */
static const char *which_total(struct paper *p)
{
        const struct programme *r = p->programme;

        if (r->portal_total == TOTAL_NOT_SAID)
                return paper_word(p, FORM_3, "総事業費に①と②のどちらを入力するかは、通知に定めがありません",
                                  "総事業費に①と②のどちらを入力するかは、通知に記載がない");
        return arena_printf(p->arena, "総事業費に入力するのは%s(%s)", r->portal_total == TOTAL_BEFORE_CAPS ? "①" : "②",
                            paper_basis(p, r->portal_total_basis));
}

static double amounts_rows(struct paper *p, double y)
{
        const struct assessment *a = p->assessment;
        const int page = p->calculation_page;

        page_heading(p, y + 8, "1", "ポータルに入力する金額", which_total(p));
        page_rule(p, y += 11, STRONG);
        y = amount_row(p, y, 10.5, false, "①", "総事業費(上限の適用前)",
                       paper_tax(p, "補助の対象に数える購入明細の合計、", ""),
                       arena_printf(p->arena, "%d頁 手順1", page), a->eligible_total);
        page_rule(p, y, HAIR);
        y = amount_row(p, y, 10.5, false, "②", "総事業費(上限の適用後)", "品目の上限と事業額上限を適用した額",
                       arena_printf(p->arena, "%d頁 手順4", page), a->eligible_cost);
        page_rule(p, y, HAIR);
        y = amount_row(p, y, 13.5, true, "③", "補助金申請額",
                       paper_word(p, FORM_3, "ポータルの表示と同じか、確かめてください",
                                  "ポータルに表示される額と一致することを確かめる"),
                       arena_printf(p->arena, "%d頁 手順7", page), a->subsidy);
        page_rule(p, y, STRONG);
        return y;
}

/* ---- the deadline */

static void days_left(struct paper *p, double y, double height)
{
        int32_t days = date_days_between(p->assessment->applied_on, p->assessment->deadline);
        const char *number = arena_printf(p->arena, "%d", (int)(days < 0 ? -days : days));
        double base = page_middle(y, height, 12);

        page_text(p, 162, base, days < 0 ? FACE_BOLD : FACE_GOTHIC, 8.5, RIGHT,
                  days < 0 ? paper_word(p, FORM_2, "申請日は期限後", "申請日は期限を過ぎている") : "申請日現在 残り");
        if (!p->dry)
                pdf_figures(p->pdf, 182, base, FACE_GOTHIC, 12, RIGHT, number);
        page_text(p, 190, base, FACE_GOTHIC, 10, RIGHT, "日");
}

/* The hour of the programme file; its tag stands beside it in small. */
static const char *day_end(struct paper *p)
{
        const char *words = programme_day_end(p->programme, JAPANESE, p->arena);

        return arena_printf(p->arena, "%.*sまで(日本時間)", (int)strcspn(words, "("), words);
}

static double deadline_row(struct paper *p, double y)
{
        static const char *const weekdays[] = {"日", "月", "火", "水", "木", "金", "土"};
        const struct programme *r = p->programme;
        struct date deadline = p->assessment->deadline; /* this facility's: it may depend on its attributes */
        const double height = 9;
        double base;

        page_heading(p, y + 8, "2", "申請期限", "");
        page_rule(p, y += 11, THIN);
        base = page_middle(y, height, 12);
        if (!date_is_set(deadline)) {
                page_text(p, 20, base, FACE_GOTHIC, 10, LEFT, paper_not_stated(p));
        } else {
                page_text(p, 20, base, FACE_GOTHIC, 12, LEFT,
                          arena_printf(p->arena, "%s(%s)", paper_date(p, deadline),
                                       weekdays[date_weekday(deadline) % 7]));
                if (r->day_end_basis.how != HOW_UNKNOWN)
                        page_text(p, 72, base, FACE_GOTHIC, 10, LEFT, day_end(p));
                if (r->day_end_basis.how == HOW_INFERRED)
                        page_text(p, 113, base, FACE_GOTHIC, 7, LEFT, "時刻は推定");
                if (date_is_set(p->assessment->applied_on))
                        days_left(p, y, height);
        }
        page_rule(p, y + height, THIN);
        return y + height;
}

/* ---- the documents */

static void tick_box(struct paper *p, double y, bool ticked)
{
        if (p->dry)
                return;
        pdf_frame(p->pdf, 20.1, y + 1.4, 3.2, 3.2, THIN);
        if (ticked) {
                pdf_line(p->pdf, 20.7, y + 3, 21.5, y + 3.9, 0.35);
                pdf_line(p->pdf, 21.5, y + 3.9, 22.9, y + 2, 0.35);
        }
}

/* `wanting` is printed in bold at the right if the document is missing; NULL: it is there. */
static double document_row(struct paper *p, double y, const char *name, int count, const char *pages,
                           const char *wanting)
{
        const struct cell cells[] = {
                {28, wanting ? 80 : 112, LEFT, FACE_GOTHIC, 10, false, name},
                {160, 20, RIGHT, FACE_GOTHIC, 10, true, wanting ? "" : arena_printf(p->arena, "%d", count)},
                {190, wanting ? 80 : 28, RIGHT, wanting ? FACE_BOLD : FACE_GOTHIC, wanting ? 8.5 : 10, false,
                 wanting ? wanting : pages},
        };

        page_rule(p, y, HAIR);
        tick_box(p, y, !wanting);
        return page_row(p, y, 6, ROWS(cells));
}

static const char *page_range(struct paper *p, int first, int last)
{
        return first == last ? arena_printf(p->arena, "%d", first) : arena_printf(p->arena, "%d–%d", first, last);
}

/* Rising numbers as "1、3–6". If that gets long: the first, and how many more there are. */
struct numbers {
        struct buffer text;
        int first, last, count, runs;
        bool open; /* the last run has more than one number */
};

static void add_number(struct numbers *n, int number)
{
        if (n->count && number == n->last + 1) {
                n->open = true;
        } else {
                if (n->open)
                        buffer_printf(&n->text, "–%d", n->last);
                buffer_printf(&n->text, "%s%d", n->count ? "、" : "", number);
                n->first = n->count ? n->first : number;
                n->open = false;
                n->runs++;
        }
        n->last = number;
        n->count++;
}

static const char *numbers_text(struct paper *p, struct numbers *n)
{
        if (n->runs > MOST_RUNS)
                return arena_printf(p->arena, "%dほか%d件", n->first, n->count - 1);
        if (n->open)
                buffer_printf(&n->text, "–%d", n->last);
        n->open = false;
        return n->text.at;
}

static double breakdown_row(struct paper *p, double y, bool vendors, const char *name)
{
        struct numbers numbers = {.text = buffer_in(p->arena)};
        int first = 0, last = 0;

        for (size_t i = 0; i < p->receipts.n; i++) {
                const struct paper_receipt *on = &p->receipts.at[i];
                if (on->has_breakdown != vendors)
                        continue;
                add_number(&numbers, on->number);
                first = first ? first : on->first_page;
                last = on->last_page;
        }
        if (!numbers.count)
                return y;
        name = arena_printf(p->arena, "%s(領収書%s)", name, numbers_text(p, &numbers));
        return document_row(p, y, name, numbers.count, page_range(p, first, last), NULL);
}

/* The enclosed files by their numbers: copies of receipts, or the vendors' breakdowns. */
static double copies_row(struct paper *p, double y, bool breakdowns, const char *name)
{
        struct numbers numbers = {.text = buffer_in(p->arena)};

        for (size_t i = 0; i < p->packet->enclosures.n; i++)
                if (p->packet->enclosures.at[i].evidence->is_breakdown == breakdowns)
                        add_number(&numbers, p->packet->enclosures.at[i].number);
        if (!numbers.count)
                return y;
        return document_row(p, y, name, numbers.count, arena_printf(p->arena, "写し %s", numbers_text(p, &numbers)),
                            NULL);
}

static double missing_row(struct paper *p, double y)
{
        struct numbers numbers = {.text = buffer_in(p->arena)};

        for (size_t i = 0; i < p->receipts.n; i++)
                if (!p->receipts.at[i].copy_count)
                        add_number(&numbers, p->receipts.at[i].number);
        if (!numbers.count)
                return y;
        return document_row(p, y, "領収書の写し", 0, "",
                            arena_printf(p->arena, "不足 %d通(領収書%s)", numbers.count, numbers_text(p, &numbers)));
}

/* Returns 「アップロードは1件のZIPかPDF、ファイル名は英数字〔推定〕」; "" if the programme does not say. */
static const char *upload_words(struct paper *p)
{
        static const struct {
                const char *kinds, *ja;
        } words[] = {{"zip pdf", "ZIPかPDF"}, {"pdf zip", "PDFかZIP"}, {"zip", "ZIP"}, {"pdf", "PDF"}};
        const struct programme *r = p->programme;

        for (size_t i = 0; r->upload_files && i < sizeof words / sizeof *words; i++)
                if (strcmp(words[i].kinds, r->upload_kinds) == 0)
                        return arena_printf(p->arena, "アップロードは%d件の%s%s〔%s〕", r->upload_files, words[i].ja,
                                            r->upload_ascii_names ? "、ファイル名は英数字" : "",
                                            how_word(r->upload_basis.how, JAPANESE));
        return "";
}

static double documents_rows(struct paper *p, double y, bool more)
{
        page_heading(p, y + 8, "3", paper_word(p, FORM_3, "添付書類", "同封する書類"), "");
        page_text(p, 148, y + 8, FACE_GOTHIC, 7, RIGHT, upload_words(p));
        page_text(p, 160, y + 8, FACE_GOTHIC, 7, RIGHT, "通数");
        page_text(p, 190, y + 8, FACE_GOTHIC, 7, RIGHT, "頁");
        y += 11;
        page_rule(p, y, THIN);
        y = document_row(p, y, "補助額算定書", 1, page_range(p, p->calculation_page, p->calculation_last), NULL);
        if (more)
                y = document_row(p, y, page_findings_title(p), 1, page_range(p, p->findings_page, p->findings_last),
                                 NULL);
        y = breakdown_row(p, y, true, "領収書内訳書の照合");
        y = breakdown_row(p, y, false, "領収書内訳書(別紙様式2)案");
        if (completion_asked(p))
                y = document_row(p, y, "事業完了報告書(別紙様式3)", 1,
                                 page_range(p, p->completion_page, p->completion_page), NULL);
        y = document_row(p, y, "領収書一覧", 1, page_range(p, p->receipts_page, p->receipts_last), NULL);
        y = copies_row(p, y, false, "領収書の写し");
        y = missing_row(p, y);
        y = copies_row(p, y, true, "発行者の領収書内訳書");
        page_rule(p, y, THIN);
        return y;
}

/* ---- questions and reminders */

static double questions_rows(struct paper *p, double y, bool more)
{
        size_t answered = p->findings.n - p->errors - p->open, left = p->findings.n - p->findings_on_cover;
        const char *questions = arena_printf(
                p->arena, paper_word(p, FORM_3, "要確認 %zu件(未解決 %zu件)", "要確認 %zu件(未回答 %zu件)"),
                p->open + answered, p->open);
        const char *note = p->errors ? arena_printf(p->arena, "不備 %zu件、%s", p->errors, questions) : questions;

        page_heading(p, y + 8, "4", p->errors ? "不備・要確認" : "要確認", note);
        page_rule(p, y += 11, THIN);
        if (!p->findings.n) {
                page_text(p, 20, page_middle(y, 6.5, 8.5), FACE_GOTHIC, 8.5, LEFT,
                          paper_word(p, FORM_3, "要確認の事項はありません。", "要確認の事項はない。"));
                y += 6.5;
        }
        y = page_findings_rows(p, y, 0, p->findings_on_cover);
        if (more && left) {
                page_rule(p, y, HAIR);
                page_text(p, 190, page_middle(y, 6.5, 8.5), FACE_BOLD, 8.5, RIGHT,
                          arena_printf(p->arena, "ほか%zu件は%d頁", left, p->findings_page));
                y += 6.5;
        }
        page_rule(p, y, THIN);
        return y;
}

static double cover_body(struct paper *p)
{
        size_t reminders = page_reminders_count(p);
        bool more = p->findings_on_cover < p->findings.n || p->reminders_on_cover < reminders;
        double y = applicant_rows(p, 49);

        y = amounts_rows(p, y);
        y = deadline_row(p, y);
        y = documents_rows(p, y, more);
        y = questions_rows(p, y, more);
        if (!p->reminders_on_cover)
                return y + 1.5; /* the last rule keeps off the one of the check code */
        page_heading(p, y + 8, "5", "留意事項",
                     p->reminders_on_cover < reminders ? arena_printf(p->arena, "続きは%d頁", p->findings_page) : "");
        page_rule(p, y + 11, THIN);
        return page_reminders_rows(p, y + 12, 0, p->reminders_on_cover);
}

/* Reminders move to the next page before questions do; errors are the last to move (docs/papers.md). */
void cover_plan(struct paper *p)
{
        p->findings_on_cover = p->findings.n;
        p->reminders_on_cover = page_reminders_count(p);
        p->dry = true;
        while (cover_body(p) > COVER_BOTTOM) {
                if (p->reminders_on_cover)
                        p->reminders_on_cover--;
                else if (p->findings_on_cover)
                        p->findings_on_cover--;
                else
                        break;
        }
        p->dry = false;
}

static void draw_head(struct paper *p)
{
        const char *state = p->packet->draft ? "下書き" : paper_word(p, FORM_3, "確定", "封緘済");
        struct fitted name = wrap_fit(p->pdf, FACE_GOTHIC, 10, 170, p->programme->ja, p->arena);

        pdf_text_condensed(p->pdf, 105, 25.5, FACE_GOTHIC, 10, CENTRE, name.per_cent, name.lines.at[0]);
        pdf_text(p->pdf, 105, 30.5, FACE_GOTHIC, 8.5, CENTRE,
                 name.lines.n > 1 ? name.lines.at[1] : p->programme->budget_ja);
        page_title(p, 42, 20, 0.5, "申請概要");
        pdf_frame(p->pdf, 166, 35, 24, 9.5, THIN);
        pdf_text(p->pdf, 178, page_middle(35, 9.5, 12), FACE_BOLD, 12, CENTRE, state);
}

/* The sixteen digits stay one word; a line under every four gives the eye its groups. */
static void draw_check_code(struct paper *p)
{
        const double y = page_middle(264, 11, 16);
        double x = 50;

        page_rule(p, 264, THIN);
        pdf_text(p->pdf, 20, page_middle(264, 11, 8.5), FACE_GOTHIC, 8.5, LEFT, "照合番号");
        pdf_figures(p->pdf, x, y, FACE_GOTHIC, 16, LEFT, p->check_code);
        for (size_t i = 0; i + 4 <= strlen(p->check_code); i += 4) {
                const char *group = arena_strndup(p->arena, p->check_code + i, 4);
                double wide = pdf_figures_width(p->pdf, FACE_GOTHIC, 16, group);

                pdf_line(p->pdf, x + 0.5, y + 1.9, x + wide - 0.5, y + 1.9, HAIR);
                x += wide;
        }
        pdf_text(p->pdf, 124, page_middle(264, 11, 7) - 1.8, FACE_GOTHIC, 7, LEFT,
                 "application.xml の SHA-256 の先頭16桁。");
        pdf_text(p->pdf, 124, page_middle(264, 11, 7) + 1.8, FACE_GOTHIC, 7, LEFT,
                 paper_word(p, FORM_3, "どの頁の下端の番号とも一致します。", "どの頁の下端の番号とも一致する。"));
}

void cover_draw(struct paper *p)
{
        draw_head(p);
        cover_body(p);
        draw_check_code(p);
}
