/* 領収書内訳書 (別紙様式2) as a draft, 案: the form is the vendor's to date and to sign, so the date and the
 * issuer's block stay empty (docs/field.md 2: printing it complete in the vendor's name would be a forged voucher). */
#include "templates/pages/page.h"

#include <string.h>

#include "core/banned.h"

#define ROWS(cells) (cells), sizeof(cells) / sizeof *(cells)
#define SHEET_ROWS  15
#define ROW         8.0
#define ITEM_WIDTH  36.0
#define TEXT_WIDTH  64.0

/* A row of the form holds two lines of text; a longer text takes further rows. */
struct form_row {
        int number; /* 0: the row continues the one above */
        struct fitted item, text;
        size_t from; /* the first line of item and text on this row */
        const struct paper_line *line;
};
struct form_rows {
        VEC(struct form_row);
        bool apart; /* the rows of a line need not stay together: papers of form 1 */
};

static const char *text_of(struct paper *p, const struct paper_line *line)
{
        const char *text = paper_line_text(p, line->purchase);

        switch (line->verdict) {
        case LINE_OTHER_CATEGORY:
        case LINE_HELD:
        case LINE_ERROR:
        case LINE_UNSAID:
                return arena_printf(p->arena, "%s(%s)", text, line_verdict_word(line->verdict, JAPANESE));
        default:
                return text;
        }
}

static struct form_rows rows_of(struct paper *p, const struct paper_receipt *on)
{
        struct form_rows out = {.apart = !form_since(p->packet->records->form, FORM_2)};

        for (size_t i = 0; i < on->lines.n; i++) {
                const struct paper_line *line = &on->lines.at[i];
                struct fitted item =
                        wrap_fit(p->pdf, FACE_GOTHIC, 8.5, ITEM_WIDTH, paper_item(p, line->purchase), p->arena);
                struct fitted text = wrap_fit(p->pdf, FACE_GOTHIC, 8.5, TEXT_WIDTH, text_of(p, line), p->arena);
                size_t most = item.lines.n > text.lines.n ? item.lines.n : text.lines.n;

                for (size_t from = 0; from < most; from += 2)
                        *vec_add(p->arena, &out) = (struct form_row){from ? 0 : (int)i + 1, item, text, from, line};
        }
        return out;
}

/* ---- above the table */

static void digit_boxes(struct paper *p, double x, double y, const char *digits, size_t n)
{
        pdf_frame(p->pdf, x, y, 6 * (double)n, 7.5, THIN);
        for (size_t i = 0; i < n; i++) {
                const char digit[] = {digits[i], '\0'};

                if (i)
                        pdf_line(p->pdf, x + 6 * (double)i, y, x + 6 * (double)i, y + 7.5, HAIR);
                pdf_text(p->pdf, x + 6 * (double)i + 3, page_middle(y, 7.5, 12), FACE_GOTHIC, 12, CENTRE, digit);
        }
}

/* Two boxes for the prefecture; the table digit (the third of ten) has no box; six, and the check digit apart. */
void code_boxes(struct paper *p, double y)
{
        const char *code = p->facility->code;

        if (p->programme->other_number || strlen(code) != 10 || strspn(code, "0123456789") != 10) {
                pdf_text(p->pdf, 65, page_middle(y, 16, 12), FACE_GOTHIC, 12, LEFT, code);
                return;
        }
        pdf_text(p->pdf, 65, y + 4.2, FACE_GOTHIC, 7, LEFT, "都道府県番号");
        digit_boxes(p, 65, y + 6, code, 2);
        pdf_text(p->pdf, 85.5, y + 4.2, FACE_GOTHIC, 7, LEFT, "医療機関コード");
        digit_boxes(p, 85.5, y + 6, code + 3, 6);
        digit_boxes(p, 123.5, y + 6, code + 9, 1);
}

static double facility_frame(struct paper *p, double y)
{
        const struct cell name = {65, 123, LEFT, FACE_MINCHO, 10, false, p->facility->name};
        double bottom = y + 16 + page_row_height(p, 10, &name, 1);

        pdf_text(p->pdf, 22, page_middle(y, 16, 8.5), FACE_GOTHIC, 8.5, LEFT, paper_number(p));
        code_boxes(p, y);
        pdf_text(p->pdf, 22, page_middle(y + 16, bottom - y - 16, 8.5), FACE_GOTHIC, 8.5, LEFT, "医療機関(薬局)名称");
        page_row(p, y + 16, bottom - y - 16 - (page_row_height(p, 10, &name, 1) - 10), &name, 1);
        pdf_frame(p->pdf, 20, y, 170, bottom - y, THIN);
        pdf_line(p->pdf, 20, y + 16, 190, y + 16, HAIR);
        pdf_line(p->pdf, 62, y, 62, bottom, HAIR);
        return bottom;
}

static void form_head(struct paper *p, const struct paper_receipt *on, int sheet, int sheets)
{
        pdf_text(p->pdf, 20, 25, FACE_GOTHIC, 8.5, LEFT, "別紙様式2");
        if (sheets > 1)
                pdf_text(p->pdf, 190, 25, FACE_GOTHIC, 8.5, RIGHT,
                         arena_printf(p->arena, "領収書%d　%d枚目／%d枚", on->number, sheet, sheets));
        page_title(p, 36, 16, 0.35, "領収書内訳書");
        pdf_frame(p->pdf, 176, 28, 14, 9.5, THIN);
        pdf_text(p->pdf, 183, page_middle(28, 9.5, 12), FACE_BOLD, 12, CENTRE, "案");
        pdf_text(p->pdf, 20, 46, FACE_GOTHIC, 7, LEFT, "領収書の発行者が確かめ、日付と発行者の欄を記入するための案");
        pdf_text(p->pdf, 155, 46, FACE_GOTHIC, 10, RIGHT, "令和");
        pdf_text(p->pdf, 169, 46, FACE_GOTHIC, 10, RIGHT, "年");
        pdf_text(p->pdf, 179.5, 46, FACE_GOTHIC, 10, RIGHT, "月");
        pdf_text(p->pdf, 190, 46, FACE_GOTHIC, 10, RIGHT, "日");
}

/* ---- the table */

static void table_head(struct paper *p, double y)
{
        pdf_fill(p->pdf, 20, y, 170, 10, HEAD_GREY);
        pdf_text_spaced(p->pdf, 48, page_middle(y, 10, 8.5), FACE_GOTHIC, 8.5, CENTRE, 0.5, "項目");
        pdf_text_spaced(p->pdf, 102, page_middle(y, 10, 8.5), FACE_GOTHIC, 8.5, CENTRE, 0.5, "内訳");
        pdf_text(p->pdf, 149.5, y + 4.2, FACE_GOTHIC, 8.5, CENTRE, "①補助対象金額");
        pdf_text(p->pdf, 149.5, y + 8, FACE_GOTHIC, 7, CENTRE,
                 paper_tax(p, paper_word(p, FORM_3, "(円、", "（円、"), paper_word(p, FORM_3, ")", "）")));
        pdf_text(p->pdf, 176.5, y + 4.2, FACE_GOTHIC, 8.5, CENTRE, "②補助対象外金額");
        pdf_text(p->pdf, 176.5, y + 8, FACE_GOTHIC, 7, CENTRE,
                 paper_tax(p, paper_word(p, FORM_3, "(円、", "（円、"), paper_word(p, FORM_3, ")", "）")));
}

static void put_lines(struct paper *p, double x, double y, const struct fitted *text, size_t from)
{
        size_t n = text->lines.n > from ? text->lines.n - from : 0;
        double base = page_middle(y, ROW, 8.5);

        n = n > 2 ? 2 : n;
        for (size_t i = 0; i < n; i++)
                pdf_text_condensed(p->pdf, x, base + (n == 2 ? (i ? 1.75 : -1.75) : 0), FACE_GOTHIC, 8.5, LEFT,
                                   text->per_cent, text->lines.at[from + i]);
}

static void form_row_draw(struct paper *p, double y, const struct form_row *r)
{
        const char *amount = paper_yen(p, r->line->purchase->amount);

        if (r->number) {
                pdf_figures(p->pdf, 26, page_middle(y, ROW, 8.5), FACE_GOTHIC, 8.5, RIGHT,
                            arena_printf(p->arena, "%d", r->number));
                pdf_figures(p->pdf, r->line->verdict == LINE_COUNTS ? 161 : 188, page_middle(y, ROW, 10), FACE_GOTHIC,
                            10, RIGHT, amount);
        }
        put_lines(p, 30, y, &r->item, r->from);
        put_lines(p, 70, y, &r->text, r->from);
}

static void sums_row(struct paper *p, double y, const char *name, struct yen counted, struct yen rest)
{
        pdf_text(p->pdf, 134, page_middle(y, ROW, 8.5), FACE_GOTHIC, 8.5, RIGHT, name);
        pdf_figures(p->pdf, 161, page_middle(y, ROW, 10), FACE_GOTHIC, 10, RIGHT, paper_yen(p, counted));
        pdf_figures(p->pdf, 188, page_middle(y, ROW, 10), FACE_GOTHIC, 10, RIGHT, paper_yen(p, rest));
}

static void total_row(struct paper *p, double y, struct yen own)
{
        pdf_text(p->pdf, 134, page_middle(y, 10, 10), FACE_BOLD, 10, RIGHT, "総額(① ＋ ②)");
        pdf_figures(p->pdf, 182, page_middle(y, 10, 12), FACE_BOLD, 12, RIGHT, paper_yen(p, own));
        pdf_text(p->pdf, 188, page_middle(y, 10, 12), FACE_GOTHIC, 10, RIGHT, "円");
        pdf_line(p->pdf, 20, y, 190, y, THIN);
}

static void table_lines(struct paper *p, double y, bool last)
{
        double rows_end = y + 10 + SHEET_ROWS * ROW, bottom = rows_end + ROW + (last ? 10 : 0);

        for (int i = 0; i <= SHEET_ROWS; i++)
                pdf_line(p->pdf, 20, y + 10 + i * ROW, 190, y + 10 + i * ROW, i % SHEET_ROWS ? HAIR : THIN);
        pdf_frame(p->pdf, 20, y, 170, bottom - y, THIN);
        pdf_line(p->pdf, 28, y, 28, rows_end, HAIR);
        pdf_line(p->pdf, 68, y, 68, rows_end, HAIR);
        pdf_line(p->pdf, 136, y, 136, bottom, HAIR);
        pdf_line(p->pdf, 163, y, 163, rows_end + ROW, HAIR);
}

/* ---- below it */

static void issuer_frame(struct paper *p, double y)
{
        static const char *const labels[] = {"名称", "所在地", "電話番号"};

        pdf_text(p->pdf, 80, y - 3, FACE_GOTHIC, 8.5, LEFT, "領収書の発行者(発行者が記入する)");
        pdf_frame(p->pdf, 80, y, 110, 22.5, THIN);
        pdf_line(p->pdf, 102, y, 102, y + 22.5, HAIR);
        for (int i = 0; i < 3; i++) {
                pdf_text(p->pdf, 82, page_middle(y + 7.5 * i, 7.5, 8.5), FACE_GOTHIC, 8.5, LEFT, labels[i]);
                if (i)
                        pdf_line(p->pdf, 80, y + 7.5 * i, 190, y + 7.5 * i, HAIR);
        }
}

static void receipt_block(struct paper *p, double y, const struct paper_receipt *on)
{
        const struct receipt *r = on->receipt;
        const struct cell rows[][2] = {
                {{20, 15, LEFT, FACE_GOTHIC, 8.5, false, "番号"},
                 {36, 42, LEFT, FACE_GOTHIC, 8.5, false, arena_printf(p->arena, "No.%d  %s", on->number, r->number)}},
                {{20, 15, LEFT, FACE_GOTHIC, 8.5, false, "発行日"},
                 {36, 42, LEFT, FACE_GOTHIC, 8.5, false, paper_date(p, r->date)}},
                {{20, 15, LEFT, FACE_GOTHIC, 8.5, false, "領収金額"},
                 {36, 42, LEFT, FACE_GOTHIC, 8.5, false, arena_printf(p->arena, "%s 円", paper_yen(p, r->amount))}},
                {{20, 15, LEFT, FACE_GOTHIC, 8.5, false, "うち本施設"},
                 {36, 42, LEFT, FACE_GOTHIC, 8.5, false, arena_printf(p->arena, "%s 円", paper_yen(p, on->own))}},
        };
        double step = r->shared ? 5.6 : 7.5;

        pdf_text(p->pdf, 20, y - 3, FACE_GOTHIC, 8.5, LEFT, "この内訳書の領収書");
        for (size_t i = 0; i < (r->shared ? 4u : 3u); i++)
                y = page_row(p, y, step, rows[i], 2);
}

/* ---- sheets */

static size_t rows_of_line(const struct form_rows *rows, size_t first)
{
        size_t n = 1;

        while (!rows->apart && first + n < rows->n && !rows->at[first + n].number)
                n++;
        return n;
}

/* Returns how many rows from `next` on fill a sheet. The rows of a line stay together, unless the line is longer than a sheet. */
static size_t rows_on_sheet(const struct form_rows *rows, size_t next, size_t room)
{
        size_t n = 0;

        while (next + n < rows->n) {
                size_t more = rows_of_line(rows, next + n);

                if (n + more > room)
                        return n ? n : room;
                n += more;
        }
        return n;
}

/* The first row of each further sheet shows the sum that the sheet before it carries over. */
static int sheets_for(const struct form_rows *rows)
{
        size_t next = rows_on_sheet(rows, 0, SHEET_ROWS);
        int sheets = 1;

        for (; next < rows->n; sheets++)
                next += rows_on_sheet(rows, next, SHEET_ROWS - 1);
        return sheets;
}

struct carried {
        size_t next; /* the row that comes next */
        struct yen counted, rest;
};

static void form_sheet(struct paper *p, struct paper_receipt *on, const struct form_rows *rows, struct carried *c,
                       int sheet, int sheets)
{
        double top = facility_frame(p, 50) + 6, y = top + 10;
        size_t used = 0, end;

        form_head(p, on, sheet, sheets);
        table_head(p, top);
        if (sheet > 1) {
                sums_row(p, y, "前頁から繰越し", c->counted, c->rest);
                used++;
        }
        end = c->next + rows_on_sheet(rows, c->next, SHEET_ROWS - used);
        for (; c->next < end && c->next < rows->n; used++, c->next++) {
                const struct form_row *r = &rows->at[c->next];

                form_row_draw(p, y + (double)used * ROW, r);
                if (r->number)
                        paper_add(r->line->verdict == LINE_COUNTS ? &c->counted : &c->rest, r->line->purchase->amount);
        }
        if (used < SHEET_ROWS && sheet == sheets)
                pdf_text_spaced(p->pdf, 102, page_middle(y + (double)used * ROW, ROW, 8.5), FACE_GOTHIC, 8.5, CENTRE,
                                0.5, "以下余白");
        y += SHEET_ROWS * ROW;
        sums_row(p, y, sheet < sheets ? "次頁へ繰越し" : "小計", c->counted, c->rest);
        table_lines(p, top, sheet == sheets);
        if (sheet < sheets)
                return;
        total_row(p, y + ROW, on->own);
        issuer_frame(p, y + ROW + 10 + 12.5);
        receipt_block(p, y + ROW + 10 + 12.5, on);
}

void form_draw(struct paper *p, struct paper_receipt *on)
{
        const struct form_rows rows = rows_of(p, on);
        int sheets = sheets_for(&rows);
        struct carried carried = {0};

        for (int sheet = 1; sheet <= sheets; sheet++) {
                on->last_page = page_new(p);
                on->first_page = on->first_page ? on->first_page : on->last_page;
                form_sheet(p, on, &rows, &carried, sheet, sheets);
        }
}
