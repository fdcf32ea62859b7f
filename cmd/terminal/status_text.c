#include "cmd/terminal/status_text.h"

#include <inttypes.h>
#include <string.h>

#include "cmd/terminal/print.h"

#include "core/file/embedded.h"
#include "core/base/text.h"

#include "core/platform/platform.h"

#include "core/banned.h"

enum {
        PAGE = 80,
        MOST_WIDTH = 200,
        CODE = 10,
        STATE = 8,
        DAYS = 6,
        LEAST_YEN = 10,
        LEAST_NAME = 14,
        LEAST_CATEGORY = 8,
        MOST_CATEGORY = 16,
        FINDING = 11
};

int status_terminal_width(void)
{
        int n = is_terminal(stdout) ? platform_columns(stdout) : 0;

        return n < PAGE ? PAGE : n < MOST_WIDTH ? n : MOST_WIDTH;
}

int status_yen_width(struct yen yen, int least)
{
        char text[YEN_TEXT];
        int width = text_width(yen_format(text, yen, "-")) + 1; /* beside the column before it */

        return width > least ? width : least;
}

static int most(int a, int b)
{
        return a > b ? a : b;
}

/* ---- one line for each application */

struct status_columns status_columns_of(const struct standing_totals *t, const struct programme *programme,
                                        enum language language)
{
        struct status_columns w = {.code = CODE,
                                   .state = STATE,
                                   .category = LEAST_CATEGORY,
                                   .yen = status_yen_width(t->largest, LEAST_YEN),
                                   .has_days = programme->special_deadlines.n > 0,
                                   .cut = is_terminal(stdout)};
        int used;

        for (size_t i = 0; i < programme->categories.n; i++) {
                const struct label *label = &programme->categories.at[i].label;

                w.category = most(w.category, text_width(language == JAPANESE ? label->ja : label->id));
        }
        if (w.cut && w.category > MOST_CATEGORY)
                w.category = MOST_CATEGORY;
        w.days = w.has_days ? DAYS : 0;
        used = w.code + 1 + 1 + w.category + 1 + w.state + w.days + w.yen + 1 + FINDING;
        w.name = most(status_terminal_width() - used, LEAST_NAME);
        if (!w.cut) /* nothing is cut, and the columns stay */
                w.name = most(w.name, t->widest < MOST_WIDTH ? t->widest : MOST_WIDTH);
        return w;
}

static void print_column(const struct status_columns *w, const char *text, int cells, struct arena *scratch)
{
        if (w->cut)
                print_name(stdout, text, cells, scratch);
        else
                print_cells(stdout, text, cells, LEFT_SIDE);
        putchar(' ');
}

void status_print_columns(const struct context *c, const struct status_columns *w)
{
        print_cells(stdout, say(c, "コード", "code"), w->code + 1, LEFT_SIDE);
        print_cells(stdout, say(c, "施設", "facility"), w->name + 1, LEFT_SIDE);
        print_cells(stdout, say(c, "区分", "category"), w->category + 1, LEFT_SIDE);
        print_cells(stdout, say(c, "状態", "status"), w->state, LEFT_SIDE);
        if (w->has_days)
                print_cells(stdout, say(c, "残り", "days"), w->days, RIGHT_SIDE);
        print_cells(stdout, say(c, "円", "yen"), w->yen, RIGHT_SIDE);
        printf(" %s\n", say(c, "指摘", "findings"));
}

/* Is it E101 by the deadline of all applications? That is said once, above, and not again of each. */
static bool is_over(const struct assessment *a, const struct finding *f)
{
        return f->id == E101 && date_compare(a->deadline, a->programme->deadline) == 0;
}

/* The first id, and how many more there are; what is answered and notes for information are not counted. */
static void print_ids(const struct application_standing *s, enum language language)
{
        int n = 0;

        for (size_t i = 0; i < s->open; i++) {
                const struct finding *f = &s->findings.at[i];

                if (finding_severity(f->id) == INFO || is_over(s->assessment, f))
                        continue;
                if (n++)
                        continue;
                putchar(' ');
                print_coloured(stdout, CYAN, finding_name(f->id));
        }
        if (n > 1)
                printf(language == JAPANESE ? " ほか%d" : " +%d", n - 1);
}

static void print_days(const struct status_columns *w, const struct application_standing *s)
{
        char text[16] = "";

        if (s->has_deadline && s->filing.state == FILING_NONE)
                snprintf(text, sizeof text, "%d", s->days_left);
        print_cells(stdout, text, w->days, RIGHT_SIDE);
}

void status_print_application(const struct context *c, const struct status_columns *w, const struct facility *f,
                              const struct application_standing *s, struct arena *scratch)
{
        const struct label *label = &s->assessment->category->label;

        print_cells(stdout, f->code, w->code, LEFT_SIDE);
        putchar(' ');
        print_column(w, f->name, w->name, scratch);
        print_column(w, say(c, label->ja, label->id), w->category, scratch);
        print_cells_in(stdout, colour_of_standing(s->standing), standing_word(s->standing, c->language), w->state,
                       LEFT_SIDE);
        if (w->has_days)
                print_days(w, s);
        print_yen(stdout, s->standing == STANDS_ERROR ? s->if_mended : s->subsidy, w->yen);
        print_ids(s, c->language);
        putchar('\n');
}

void status_print_member(const struct context *c, const struct status_columns *w, const struct member_standing *m,
                         struct arena *scratch)
{
        print_cells(stdout, m->records->facility.code, w->code, LEFT_SIDE);
        putchar(' ');
        print_column(w, m->records->facility.name, w->name, scratch);
        print_column(w, say(c, "なし", "none"), w->category, scratch);
        print_coloured(stdout, colour_of_standing(m->standing), standing_word(m->standing, c->language));
        putchar('\n');
}

/* ---- tables of totals */

enum { FIRST = 14, MEMBERS = 10, APPLICATIONS = 10 };

static void print_count(int64_t n, int cells)
{
        print_yen(stdout, (struct yen){n}, cells);
}

static void print_state(const struct context *c, const char *word, enum colour colour, const struct standing_count *n,
                        int yen)
{
        fputs("  ", stdout);
        print_cells_in(stdout, colour, word, FIRST, LEFT_SIDE);
        print_count(n->members, MEMBERS);
        print_count(n->applications, APPLICATIONS);
        print_yen(stdout, n->subsidy, yen);
        if (n->if_mended.n) {
                fputs(say(c, "  直せば +", "  if mended +"), stdout);
                print_yen(stdout, n->if_mended, 0);
                fputs(say(c, "円", ""), stdout);
        }
        putchar('\n');
}

int status_print_states(const struct context *c, const struct standing_totals *t)
{
        const int yen = status_yen_width(t->all.subsidy, 18);
        int lines = 2;

        fputs("  ", stdout);
        print_cells(stdout, "", FIRST, LEFT_SIDE);
        print_cells(stdout, say(c, "施設", "facilities"), MEMBERS, RIGHT_SIDE);
        print_cells(stdout, say(c, "申請", "appl."), APPLICATIONS, RIGHT_SIDE);
        print_cells(stdout, say(c, "補助額(見込)", "subsidy (est.)"), yen, RIGHT_SIDE);
        putchar('\n');
        for (int i = 0; i < STANDINGS; i++) {
                if (i > STANDS_READY && !t->by[i].members && !t->by[i].applications)
                        continue;
                if (i == STANDS_BARE && !t->by[i].members)
                        continue;
                print_state(c, standing_word((enum standing)i, c->language), colour_of_standing((enum standing)i),
                            &t->by[i], yen);
                lines++;
        }
        colour_on(stdout, BOLD);
        print_state(c, say(c, "合計", "total"), PLAIN, &t->all, yen);
        colour_off(stdout, BOLD);
        return lines;
}

static const enum standing columns[] = {STANDS_ERROR, STANDS_CONFIRM, STANDS_READY, STANDS_SUBMITTED, STANDS_GRANTED};
enum { COLUMNS = sizeof columns / sizeof *columns, LEAST_LABEL = 17, COUNT = 6 };

/* The counts of a category; the variants of one are added up. */
struct category_counts {
        int64_t all, by[COLUMNS];
        struct yen subsidy;
};

static struct category_counts counts_of(const struct standing_totals *t, const struct category *category)
{
        struct category_counts out = {0};

        for (size_t i = 0; i < t->rows.n; i++) {
                const struct standing_row *row = &t->rows.at[i];

                if (row->category != category)
                        continue;
                out.all += row->all.applications;
                for (int k = 0; k < COLUMNS; k++)
                        out.by[k] += row->by[columns[k]].applications;
                yen_add(&out.subsidy, out.subsidy, row->all.subsidy);
        }
        return out;
}

static int column_width(const struct context *c, int k)
{
        return most(8, text_width(standing_word(columns[k], c->language)) + 1);
}

static const char *label_of(const struct context *c, const struct category *category)
{
        return say(c, category->label.ja, category->label.id);
}

/* As wide as the longest name; on a terminal no wider than the line has room for. */
static int label_width(const struct context *c, const struct standing_totals *t, int yen)
{
        int width = LEAST_LABEL, room = status_terminal_width() - 2 - COUNT - yen;

        for (size_t i = 0; i < t->rows.n; i++)
                width = most(width, text_width(label_of(c, t->rows.at[i].category)) + 1);
        for (int k = 0; k < COLUMNS; k++)
                room -= column_width(c, k);
        return is_terminal(stdout) && width > room ? most(room, LEAST_LABEL) : width;
}

static void print_category(const struct context *c, const struct category *category, const struct category_counts *n,
                           int width, int yen)
{
        fputs("  ", stdout);
        if (is_terminal(stdout))
                print_name(stdout, label_of(c, category), width, c->arena);
        else
                print_cells(stdout, label_of(c, category), width, LEFT_SIDE);
        print_count(n->all, COUNT);
        for (int k = 0; k < COLUMNS; k++)
                print_count(n->by[k], column_width(c, k));
        print_yen(stdout, n->subsidy, yen);
        putchar('\n');
}

int status_print_categories(const struct context *c, const struct standing_totals *t)
{
        const int yen = status_yen_width(t->all.subsidy, 13);
        const int width = label_width(c, t, yen);
        const struct category *last = NULL;
        int lines = 1;

        fputs("  ", stdout);
        print_cells(stdout, say(c, "区分", "category"), width, LEFT_SIDE);
        print_cells(stdout, say(c, "申請", "appl."), COUNT, RIGHT_SIDE);
        for (int k = 0; k < COLUMNS; k++)
                print_cells(stdout, standing_word(columns[k], c->language), column_width(c, k), RIGHT_SIDE);
        print_cells(stdout, say(c, "補助額(見込)", "subsidy"), yen, RIGHT_SIDE);
        putchar('\n');
        for (size_t i = 0; i < t->rows.n; i++) {
                const struct category *category = t->rows.at[i].category;
                struct category_counts n;

                if (category == last)
                        continue;
                last = category;
                n = counts_of(t, category);
                print_category(c, category, &n, width, yen);
                lines++;
        }
        return lines;
}

/* ---- single lines */

/* A name that is too long goes on in the next line of a terminal; in a file it stays one line. */
void status_print_programme(const struct context *c, const struct programme *p)
{
        const char *line =
                arena_printf(c->arena, say(c, "%s(%s %s)", "%s (%s %s)"), say(c, p->ja, p->en), p->id, p->revision);

        if (is_terminal(stdout))
                print_wrapped(stdout, line, 0, 2, status_terminal_width());
        else
                puts(line);
}

void status_print_deadline(const struct context *c, const struct programme *p, struct date as_of, struct date deadline,
                           struct arena *scratch)
{
        int32_t left = date_days_between(as_of, deadline);
        const char *day, *end = programme_day_end(p, c->language, scratch);

        if (!date_is_set(deadline)) {
                puts(say(c, "申請期限: 通知に定めがありません", "deadline: not stated"));
                return;
        }
        day = date_words(scratch, deadline, c->language);
        colour_on(stdout, left < 0 ? RED : PLAIN);
        if (c->language == ENGLISH)
                printf("deadline %s%s%s, %d days %s\n", day, *end ? " " : "", end, left < 0 ? -left : left,
                       left < 0 ? "ago" : "left");
        else if (left < 0)
                printf("申請期限 %s%s%sを %d日過ぎています\n", day, *end ? " " : "", end, -left);
        else if (left == 0)
                printf("申請期限 本日 %s%s%sまで\n", day, *end ? " " : "", end);
        else
                printf("申請期限 %s%s%sまで、あと%d日\n", day, *end ? " " : "", end, left);
        colour_off(stdout, left < 0 ? RED : PLAIN);
}

/* The built-in programmes that still take applications, or will. */
static const char *later_programmes(const struct context *c, struct date as_of)
{
        struct texts ids = embedded_programmes(c->arena);
        struct findings none = findings_in(c->arena);
        struct buffer out = buffer_in(c->arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < ids.n; i++) {
                struct programme *p = NULL;

                if (programme_open(&p, ids.at[i], c->arena, &none) == OK && date_is_set(p->deadline) &&
                    date_compare(p->deadline, as_of) >= 0)
                        buffer_printf(&out, "%s%s", out.n ? ", " : "", ids.at[i]);
        }
        return out.at;
}

void status_print_over(const struct context *c, FILE *out, const struct programme *p, struct date as_of)
{
        const struct date last = programme_last_deadline(p);
        const char *later;
        char day[DATE_TEXT];

        if (!date_is_set(last) || date_compare(as_of, last) <= 0)
                return;
        later = out == stdout ? later_programmes(c, as_of) : ""; /* beside another report the closing is enough */
        fprintf(out,
                say(c,
                    "この補助事業の申請の受付は終わりました。期限の延長は、ポータルで知らされます。\n"
                    "過去の日で点検する: %s\n",
                    "applications for this programme are closed; extensions are announced on the portal\n"
                    "to look at a past day: %s\n"),
                command_here(c, arena_printf(c->arena, "check --on %s", date_iso(day, last))));
        if (*later)
                fprintf(out, say(c, "まだ申請できる補助事業: %s\n", "programmes that are still open: %s\n"), later);
}

void status_print_papers(const struct context *c, const struct checked_papers *p)
{
        if (!checked_papers_any(p))
                return;
        printf(say(c,
                   "画像の読み取り(領収金額): 表と一致 %" PRId64 " · 違う %" PRId64 " · 不確か %" PRId64
                   " · 読んでいない %" PRId64 "\n",
                   "papers read (totals): alike %" PRId64 " · other %" PRId64 " · not sure %" PRId64
                   " · not read %" PRId64 "\n"),
               p->n[CHECK_AGREES], p->n[CHECK_DIFFERS], p->n[CHECK_NOT_SURE], p->n[CHECK_NOT_READ]);
}

void status_print_rules(const struct context *c, int rules, int64_t records, bool all_ran)
{
        char number[YEN_TEXT];

        yen_format(number, (struct yen){records}, "-");
        if (c->language == JAPANESE)
                printf("規則 %d件を記録 %s件に適用しました。%s\n", rules, number,
                       all_ran ? "実施できなかった規則はありません。"
                               : "実施できなかった規則があります。提出可とはいえません。");
        else
                printf("%d rules ran on %s records. %s\n", rules, number,
                       all_ran ? "No rule was left out." : "Some rules did not run: nothing is ready.");
}
