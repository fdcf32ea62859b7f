/* The letter's one page, three-folded for a window envelope: the address stands where the window is, ticks show the folds.
 * The list of things to do takes the room that is left; points that do not fit are counted. */
#include "templates/letters/letter.h"
#include "templates/pages/page.h"

#include <string.h>

#include "core/banned.h"

#define ADDRESS_LEFT  24.0
#define ADDRESS_WIDTH 84.0
#define OFFICE_LEFT   128.0
#define BODY_BOTTOM   267.0 /* of the list of what to do */
#define REST_ROW      6.0

struct letter_sheet {
        struct paper paper; /* for its rows and rules */
        const struct letter *letter;
        struct arena *arena;
};

static double lines(struct letter_sheet *s, double x, double y, double width, enum face face, double pt,
                    const char *text)
{
        if (!*text)
                return y;
        return page_lines(&s->paper, x, y, face, pt, page_leading(pt),
                          wrap_fit(s->paper.pdf, face, pt, width, text, s->arena));
}

/* ---- the head */

static const char *person(const struct facility *f, struct arena *arena)
{
        if (*f->representative)
                return arena_printf(arena, "%s 様", f->representative);
        return *f->contact ? arena_printf(arena, "%s 様", f->contact) : "";
}

static void draw_address(struct letter_sheet *s)
{
        const struct facility *f = s->letter->facility;
        const char *to = person(f, s->arena);
        double y = 20;

        if (*f->postal_code) {
                pdf_text(s->paper.pdf, ADDRESS_LEFT, y, FACE_GOTHIC, 10, LEFT, "〒");
                pdf_figures_in(s->paper.pdf, ADDRESS_LEFT + 5, y, FACE_GOTHIC, 10, LEFT, 0.68, f->postal_code);
        }
        y = lines(s, ADDRESS_LEFT, y + 5.6, ADDRESS_WIDTH, FACE_GOTHIC, 10, f->address);
        y = lines(s, ADDRESS_LEFT, y + 2.4, ADDRESS_WIDTH, FACE_MINCHO, 12,
                  *to ? f->name : arena_printf(s->arena, "%s 御中", f->name));
        y = lines(s, ADDRESS_LEFT, y + 0.8, ADDRESS_WIDTH, FACE_MINCHO, 12, to);
        if (*f->representative && *f->contact && strcmp(f->representative, f->contact) != 0)
                lines(s, ADDRESS_LEFT, y, ADDRESS_WIDTH, FACE_GOTHIC, 8.5,
                      arena_printf(s->arena, "(ご担当 %s 様)", f->contact));
}

static void draw_office(struct letter_sheet *s)
{
        const struct office *o = &s->letter->office;
        const double width = PAGE_RIGHT - OFFICE_LEFT;
        double y = 31;

        pdf_text(s->paper.pdf, PAGE_RIGHT, 20, FACE_GOTHIC, 10, RIGHT, letter_date(s->arena, s->letter->as_of));
        y = lines(s, OFFICE_LEFT, y, width, FACE_MINCHO, 12, o->name) + 0.4;
        y = lines(s, OFFICE_LEFT, y, width, FACE_GOTHIC, 8.5, o->contact) + 0.8;
        if (*o->phone)
                y = lines(s, OFFICE_LEFT, y, width, FACE_GOTHIC, 8.5, arena_printf(s->arena, "電話 %s", o->phone)) +
                    0.8;
        if (*o->mail)
                lines(s, OFFICE_LEFT, y, width, FACE_GOTHIC, 8.5, arena_printf(s->arena, "メール %s", o->mail));
}

/* Where a sheet is folded in three. */
static void draw_folds(struct letter_sheet *s)
{
        pdf_line(s->paper.pdf, 5, 99, 9, 99, HAIR);
        pdf_line(s->paper.pdf, 5, 198, 9, 198, HAIR);
}

static double draw_greeting(struct letter_sheet *s)
{
        struct texts sentences = letter_sentences(s->letter, s->arena);
        struct buffer body = buffer_in(s->arena);
        struct fitted text = {.per_cent = 100};
        double y = 90, last;

        buffer_text(&body, "　");
        for (size_t i = 0; i < sentences.n; i++)
                buffer_text(&body, sentences.at[i]);
        pdf_text(s->paper.pdf, PAGE_LEFT, y, FACE_GOTHIC, 10, LEFT,
                 "拝啓　時下ますますご清栄のこととお慶び申し上げます。");
        text.lines = wrap_text(s->paper.pdf, FACE_GOTHIC, 10, PAGE_RIGHT - PAGE_LEFT, body.at, s->arena);
        last = pdf_width(s->paper.pdf, FACE_GOTHIC, 10, text.lines.at[text.lines.n - 1]);
        y = page_lines(&s->paper, PAGE_LEFT, y + 5.6, FACE_GOTHIC, 10, 5.6, text);
        y -= last < 150 ? 5.6 : 0; /* it closes the last line, where there is room */
        pdf_text(s->paper.pdf, PAGE_RIGHT, y, FACE_GOTHIC, 10, RIGHT, "敬具");
        return y + 3;
}

static double draw_title(struct letter_sheet *s)
{
        struct fitted name =
                wrap_fit(s->paper.pdf, FACE_GOTHIC, 10, PAGE_RIGHT - PAGE_LEFT, s->letter->programme->ja, s->arena);
        double y = 71 - page_leading(10) * (double)(name.lines.n - 1);

        for (size_t i = 0; i < name.lines.n; i++)
                pdf_text_condensed(s->paper.pdf, 105, y + page_leading(10) * (double)i, FACE_GOTHIC, 10, CENTRE,
                                   name.per_cent, name.lines.at[i]);
        page_title(&s->paper, 79.5, 16, 0.2, letter_subject(s->letter));
        return draw_greeting(s);
}

/* ---- by when */

static double draw_days(struct letter_sheet *s, double y)
{
        const struct letter *l = s->letter;
        const bool by_cut_off = date_is_set(l->by) && date_compare(l->by, l->deadline) != 0;
        double height = 10;

        if (!date_is_set(l->by) && !date_is_set(l->deadline))
                return y;
        page_rule(&s->paper, y, STRONG);
        if (date_is_set(l->by)) {
                const char *label = l->kind == LETTER_READY ? "変更のお知らせ" : "お送りいただく期限";

                pdf_text(s->paper.pdf, 20, page_middle(y, height, 12), FACE_GOTHIC, 8.5, LEFT, label);
                pdf_text(s->paper.pdf, 50, page_middle(y, height, 12), FACE_BOLD, 12, LEFT,
                         arena_printf(s->arena, "%s まで", letter_date(s->arena, l->by)));
        }
        if (by_cut_off || !date_is_set(l->by)) {
                pdf_text(s->paper.pdf, 120, page_middle(y, height, 12), FACE_GOTHIC, 8.5, LEFT, "補助金の申請期限");
                pdf_text(s->paper.pdf, PAGE_RIGHT, page_middle(y, height, 12), FACE_GOTHIC, 10, RIGHT,
                         letter_date(s->arena, l->deadline));
        } else {
                pdf_text(s->paper.pdf, PAGE_RIGHT, page_middle(y, height, 12), FACE_GOTHIC, 8.5, RIGHT,
                         "補助金の申請期限と同じ日です");
        }
        page_rule(&s->paper, y + height, STRONG);
        return y + height;
}

/* ---- the amounts */

static double amount_row(struct letter_sheet *s, double y, double height, const char *const text[4], enum face face,
                         bool head)
{
        const struct cell cells[] = {
                {20, 86, LEFT, face, 8.5, false, text[0]},
                {110, 26, LEFT, face, 8.5, false, text[1]},
                {158, 40, RIGHT, face, head ? 8.5 : 10, !head, text[2]},
                {190, 30, RIGHT, face, head ? 8.5 : 10, !head, text[3]},
        };

        return page_row(&s->paper, y, height, cells, sizeof cells / sizeof *cells);
}

/* An amount that the authority granted is called so, because it stands among estimates. */
static const char *granted_words(const struct letter_sheet *s, const struct letter_application *a)
{
        return a->granted && !s->letter->granted ? LETTER_GRANTED : "";
}

/* If nothing is missing, there is one amount. */
static double application_row(struct letter_sheet *s, double y, const struct letter_application *a)
{
        const bool one = s->letter->kind == LETTER_READY;
        const char *today = letter_yen(s->arena, a->today), *granted = granted_words(s, a);
        const char *const text[] = {a->name, a->state,
                                    one ? granted : arena_printf(s->arena, *granted ? "%s %s" : "%s%s", granted, today),
                                    letter_yen(s->arena, a->then)};

        return amount_row(s, y, 6, text, FACE_GOTHIC, false);
}

static double sum_row(struct letter_sheet *s, double y)
{
        const struct letter *l = s->letter;
        const char *const text[] = {"合計", "", l->kind == LETTER_READY ? "" : letter_yen(s->arena, l->today),
                                    letter_yen(s->arena, l->then)};

        return amount_row(s, y, 6.5, text, FACE_BOLD, false);
}

static double draw_amounts(struct letter_sheet *s, double y)
{
        const struct letter *l = s->letter;
        const bool one = l->kind == LETTER_READY;
        const char *const today = l->granted ? LETTER_GRANTED : one ? "補助額" : "今の見込み";
        const char *const head[] = {"区分", "状態", one ? "" : today, one ? today : "すべて整った場合"};

        if (!l->applications.n)
                return y;
        page_heading(&s->paper, y + 8, "1", l->granted ? "補助額" : "補助額の見込み",
                     l->granted ? "単位: 円" : "単位: 円　交付を約束するものではありません");
        page_rule(&s->paper, y += 10.5, THIN);
        y = amount_row(s, y, 5.5, head, FACE_GOTHIC, true);
        for (size_t i = 0; i < l->applications.n; i++) {
                page_rule(&s->paper, y, HAIR);
                y = application_row(s, y, &l->applications.at[i]);
        }
        if (l->applications.n > 1) {
                page_rule(&s->paper, y, THIN);
                y = sum_row(s, y);
        }
        page_rule(&s->paper, y, THIN);
        return y;
}

/* ---- what to do */

/* Points of one kind stand together, and what is asked for stands below the last of them. */
static bool is_asked_below(const struct letter *l, size_t i)
{
        return i + 1 < l->points.n && l->points.at[i].id == l->points.at[i + 1].id &&
               strcmp(l->points.at[i].todo, l->points.at[i + 1].todo) == 0;
}

/* Draws what is wrong and, if there is room beside it, what it is about. */
static double what_row(struct letter_sheet *s, double y, const struct letter_point *p, const char *number)
{
        const char *about = letter_about(s->arena, p, LETTER_MOST_ABOUT);
        const double width = 146, used = pdf_width(s->paper.pdf, FACE_GOTHIC, 8.5, p->what) + 3;
        const bool beside = used + pdf_width(s->paper.pdf, FACE_GOTHIC, 7, about) <= width;
        const bool error = finding_severity(p->id) == ERROR;
        const struct cell first[] = {
                {20, 6, LEFT, FACE_GOTHIC, 8.5, false, number},
                {27, width, LEFT, FACE_GOTHIC, 8.5, false, p->what},
                {190, 14, RIGHT, error ? FACE_BOLD : FACE_GOTHIC, 8.5, false, error ? "ご訂正" : "ご確認"},
        };
        const struct cell second = {27, 163, LEFT, FACE_GOTHIC, 7, false, about};

        if (beside)
                page_text(&s->paper, 27 + used, page_middle(y, 4.6, 8.5), FACE_GOTHIC, 7, LEFT, about);
        y = page_row(&s->paper, y, 4.6, first, 3);
        return beside ? y : page_row(&s->paper, y, 3.8, &second, 1);
}

static double todo_row(struct letter_sheet *s, double y, const struct letter_point *p)
{
        return page_row(&s->paper, y, 4.4, &(struct cell){27, 163, LEFT, FACE_BOLD, 8.5, false, p->todo}, 1);
}

static double point_row(struct letter_sheet *s, double y, size_t i)
{
        const struct letter_point *p = &s->letter->points.at[i];

        y = what_row(s, y + 0.5, p, arena_printf(s->arena, "%zu", i + 1));
        return is_asked_below(s->letter, i) ? y : todo_row(s, y, p) + 0.5;
}

static double point_height(struct letter_sheet *s, size_t i)
{
        double height;

        s->paper.dry = true;
        height = point_row(s, 0, i);
        s->paper.dry = false;
        return height;
}

/* Returns how many points fit above the bottom of the list. Room is needed for the request of the last of them, too, and, if it is not
 * the last of all, for a row that counts the others. */
static size_t points_that_fit(struct letter_sheet *s, double y)
{
        const size_t n = s->letter->points.n;
        size_t fits = 0;

        for (size_t i = 0; i < n && y <= BODY_BOTTOM; i++) {
                double below = 0;

                y += point_height(s, i);
                if (is_asked_below(s->letter, i))
                        below = page_leading(8.5) + 1.5;
                if (y + below + (i + 1 < n ? REST_ROW : 0) <= BODY_BOTTOM)
                        fits = i + 1;
        }
        return fits;
}

static void draw_rest(struct letter_sheet *s, double y, size_t first)
{
        const struct letter *l = s->letter;
        size_t errors = 0, rest = l->points.n - first;

        for (size_t i = first; i < l->points.n; i++)
                errors += finding_severity(l->points.at[i].id) == ERROR;
        pdf_text(s->paper.pdf, 27, page_middle(y, REST_ROW, 8.5), FACE_BOLD, 8.5, LEFT,
                 arena_printf(s->arena, "ほか%zu点(ご訂正 %zu件、ご確認 %zu件)は、下記の事務局にお尋ねください。", rest,
                              errors, rest - errors));
}

static void draw_points(struct letter_sheet *s, double y)
{
        const struct letter *l = s->letter;
        const char *note = arena_printf(s->arena, "ご訂正 %zu件、ご確認 %zu件", l->errors, l->questions);
        size_t n;

        page_heading(&s->paper, y + 8, l->applications.n ? "2" : "1", "ご対応いただきたい事項", note);
        page_rule(&s->paper, y += 10.5, THIN);
        n = points_that_fit(s, y);
        for (size_t i = 0; i < n; i++) {
                if (i && !is_asked_below(l, i - 1))
                        page_rule(&s->paper, y, HAIR);
                y = point_row(s, y, i);
        }
        if (n && is_asked_below(l, n - 1)) /* the others of its kind are among the rest */
                y = todo_row(s, y, &l->points.at[n - 1]) + 0.5;
        page_rule(&s->paper, y, THIN);
        if (n < l->points.n)
                draw_rest(s, y, n);
}

/* ---- to somebody who has sent nothing */

static double draw_wanted(struct letter_sheet *s, double y)
{
        struct texts wanted = letter_wanted(s->letter, s->arena);

        page_heading(&s->paper, y + 8, "1", "お送りいただくもの", "");
        page_rule(&s->paper, y += 10.5, THIN);
        for (size_t i = 0; i < wanted.n; i++) {
                const struct cell cells[] = {
                        {27, 163, LEFT, FACE_GOTHIC, 10, false, wanted.at[i]},
                };

                if (i)
                        page_rule(&s->paper, y, HAIR);
                pdf_frame(s->paper.pdf, 20, y + 2, 3.2, 3.2, THIN);
                y = page_row(&s->paper, y, 7.2, cells, 1);
        }
        page_rule(&s->paper, y, THIN);
        return y;
}

static const char *rate_words(const struct grant *grant, struct arena *arena)
{
        return grant->rate_basis.how == HOW_UNKNOWN
                       ? NOT_STATED
                       : arena_printf(arena, "%d分の%d", (int)grant->rate.den, (int)grant->rate.num);
}

/* What the programme pays to this kind of facility, where it says so without further conditions. */
static void draw_offer(struct letter_sheet *s, double y)
{
        const struct programme *programme = s->letter->programme;
        static const char *const head[] = {"区分", "補助率", "", "補助限度額"};
        bool any = false;

        for (size_t i = 0; *s->letter->facility_kind && i < programme->categories.n; i++) {
                const struct category *category = &programme->categories.at[i];
                const struct grant *grant = category_grant(category, s->letter->facility_kind);

                if (!grant || grant->conditions.n || !grant->has_limit)
                        continue;
                if (!any) {
                        page_heading(&s->paper, y + 9, "2", "補助の内容", "単位: 円");
                        page_rule(&s->paper, y += 11.5, THIN);
                        y = amount_row(s, y, 5.5, head, FACE_GOTHIC, true);
                }
                any = true;
                page_rule(&s->paper, y, HAIR);
                y = amount_row(s, y, 6,
                               (const char *const[]){category->label.ja, rate_words(grant, s->arena), "",
                                                     letter_yen(s->arena, grant->limit)},
                               FACE_GOTHIC, false);
        }
        if (any)
                page_rule(&s->paper, y, THIN);
}

/* ---- the foot */

/* Where the number begins behind its name. */
static double number_at(struct letter_sheet *s)
{
        const struct programme *p = s->letter->programme;

        return p->other_number ? PAGE_LEFT + pdf_width(s->paper.pdf, FACE_GOTHIC, 7, p->number_ja) + 4 : 42;
}

static void draw_foot(struct letter_sheet *s)
{
        const struct office *o = &s->letter->office;
        const char *ask =
                arena_printf(s->arena, "お問い合わせと送り先　%s%s%s%s%s%s%s", o->name, *o->contact ? " " : "",
                             o->contact, *o->phone ? "　電話 " : "", o->phone, *o->mail ? "　メール " : "", o->mail);
        const struct cell cell = {20, 170, LEFT, FACE_BOLD, 8.5, false, ask};

        page_rule(&s->paper, 269, THIN);
        page_row(&s->paper, 269, 8, &cell, 1);
        pdf_line(s->paper.pdf, PAGE_LEFT, 281, PAGE_RIGHT, 281, HAIR);
        pdf_text(s->paper.pdf, PAGE_LEFT, 286, FACE_GOTHIC, 7, LEFT, s->letter->programme->number_ja);
        pdf_figures(s->paper.pdf, number_at(s), 286, FACE_GOTHIC, 8.5, LEFT, s->letter->facility->code);
        pdf_text(s->paper.pdf, PAGE_RIGHT, 286, FACE_GOTHIC, 7, RIGHT,
                 arena_printf(s->arena, "%s現在の記録によります", letter_date(s->arena, s->letter->as_of)));
}

enum status letter_render(struct buffer *out, const struct letter *letter, struct fonts *fonts, struct arena *arena,
                          struct findings *findings)
{
        struct pdf *pdf = pdf_new(fonts, arena);
        struct letter_sheet s = {.paper = {.pdf = pdf, .arena = arena}, .letter = letter, .arena = arena};
        double y;

        pdf_title(pdf, arena_printf(arena, "%s %s", letter_subject(letter), letter->facility->name), letter->as_of);
        pdf_page(pdf);
        pdf_bookmark(pdf, letter_subject(letter));
        draw_folds(&s);
        draw_address(&s);
        draw_office(&s);
        y = draw_title(&s);
        y = draw_days(&s, y + 2);
        if (letter->kind == LETTER_SEND)
                draw_offer(&s, draw_wanted(&s, y));
        else
                y = draw_amounts(&s, y);
        if (letter->kind == LETTER_ASK)
                draw_points(&s, y);
        draw_foot(&s);
        return pdf_finish(pdf, out, findings);
}
