#include "cmd/go/go.h"

#include <inttypes.h>
#include <string.h>

#include "cmd/prepare/matches.h"
#include "cmd/terminal/print.h"
#include "cmd/terminal/status_text.h"

#include "core/file/file.h"
#include "core/programme/programme.h"

#include "core/banned.h"

enum { CATEGORY = 26, STATE = 10, YEN = 12, MOST_WARNINGS = 5 };

/* ---- words */

void go_say(const struct go *g, FILE *out, int indent, const char *text)
{
        (void)g;
        for (int i = 0; i < indent; i++)
                putc(' ', out);
        print_wrapped(out, text, indent, indent, GO_WIDTH);
}

const char *go_day(const struct go *g, struct date day)
{
        return date_words(g->c->arena, day, g->c->language);
}

/* As a shell takes it for one word. */
static const char *quoted(const struct go *g, const char *path)
{
        struct buffer out = buffer_in(g->c->arena);

        if (!strpbrk(path, " \t\n'\"\\$`!*?()[]{};&|<>#~"))
                return path;
        buffer_char(&out, '\'');
        for (const char *s = path; *s; s++)
                if (*s == '\'')
                        buffer_text(&out, "'\\''");
                else
                        buffer_char(&out, *s);
        buffer_char(&out, '\'');
        return out.at;
}

const char *go_again(const struct go *g)
{
        if (strcmp(g->home.folder, ".") == 0)
                return "soroe go";
        return arena_printf(g->c->arena, "soroe go %s", quoted(g, g->home.folder));
}

const char *go_there(const struct go *g)
{
        return quoted(g, g->home.is_away ? g->home.workspace : g->home.folder);
}

bool go_is_over(const struct go *g)
{
        const struct date last = programme_last_deadline(g->programme);

        return date_is_set(last) && date_compare(g->today, last) > 0;
}

const char *go_name(const struct go *g, const char *path)
{
        const size_t n = strlen(g->home.folder);

        return strncmp(path, g->home.folder, n) == 0 && path[n] == '/' ? path + n + 1 : path;
}

/* The digits with which the first n bytes end. */
static size_t digits_at_end(const char *text, size_t n)
{
        size_t digits = 0;

        while (digits < n && text[n - 1 - digits] >= '0' && text[n - 1 - digits] <= '9')
                digits++;
        return digits;
}

/* receipts.csv:14:5, its line and column. */
static const char *line_of_table(const struct go *g, const char *place)
{
        const size_t all = strlen(place), column = digits_at_end(place, all);
        size_t line;

        if (!column || column == all)
                return place;
        line = digits_at_end(place, all - column - 1);
        if (!line || place[all - column - 1] != ':')
                return place;
        line = all - column - 1 - line;
        return arena_printf(g->c->arena, say(g->c, "%.*s の%.*s行目", "%.*s, line %.*s"), (int)(line - 1), place,
                            (int)(all - column - 1 - line), place + line);
}

const char *go_place(const struct go *g, const char *place)
{
        const size_t n = strlen(g->home.name);
        const char *colon, *mark;

        if (strncmp(place, g->home.name, n) == 0 && place[n] == '/')
                place += n + 1;
        colon = strrchr(place, ':');
        mark = colon ? strchr(colon, '!') : NULL;
        if (!mark)
                return line_of_table(g, place);
        return arena_printf(g->c->arena, g->c->language == JAPANESE ? "%.*s の「%.*s」%s" : "%.*s, sheet %.*s, %s",
                            (int)(colon - place), place, (int)(mark - colon - 1), colon + 1, mark + 1);
}

/* ---- the head */

static struct date deadline_of(const struct go *g)
{
        const struct found_applications *all = &g->view.applications;

        return g->view.facilities == 1 && all->n ? all->at[0].deadline : g->programme->deadline;
}

static const char *days_words(const struct go *g, struct date deadline)
{
        const int32_t left = date_days_between(g->today, deadline);
        const struct context *c = g->c;

        if (left < 0)
                return arena_printf(c->arena, say(c, "%d日過ぎています", "%d days ago"), -left);
        if (left == 0)
                return say(c, "本日まで", "today");
        return arena_printf(c->arena, say(c, "あと%d日", "%d days left"), left);
}

/* 申請期限 令和8年1月15日(木) 24時まで、あと38日 */
static const char *deadline_words(const struct go *g)
{
        const struct context *c = g->c;
        const struct date deadline = deadline_of(g);
        const char *end = programme_day_end(g->programme, c->language, c->arena);

        if (!date_is_set(deadline))
                return say(c, "申請期限は、通知に記載がありません", "the notice states no deadline");
        return arena_printf(c->arena, say(c, "申請期限 %s%s%sまで、%s", "deadline %s%s%s, %s"), go_day(g, deadline),
                            *end ? " " : "", end, days_words(g, deadline));
}

static void print_head(const struct go *g)
{
        const struct context *c = g->c;
        const struct go_view *v = &g->view;
        const char *name;

        if (v->facilities == 1) {
                name = arena_printf(c->arena, say(c, "%s(%s、%s)", "%s (%s, %s)"), v->first.name, v->first.code,
                                    say(c, v->first.kind_text, *v->first.kind ? v->first.kind : v->first.kind_text));
                go_say(g, stdout, 0, name);
        } else {
                name = v->facilities ? g->home.name : say(c, "補助金の申請準備", "getting ready to apply");
                go_say(g, stdout, 0, name);
        }
        go_say(g, stdout, 0, deadline_words(g));
}

static void print_over(const struct go *g)
{
        go_say(g, stdout, 0,
               say(g->c, "新しい申請はお受けできません。期限の延長がないか、ポータルを見てください。",
                   "no new application is taken; see the portal for an extension"));
        go_say(g, stdout, 0,
               arena_printf(g->c->arena,
                            say(g->c, "書類の控えは、%s にそのまま残っています。", "what was made stays in %s"),
                            g->home.folder));
}

static void print_away(const struct go *g)
{
        const struct context *c = g->c;

        go_say(g, stdout, 0,
               arena_printf(c->arena,
                            say(c, "%s はネットワークドライブにあります。記録は、このパソコンに置きます:",
                                "%s is on a network drive; the records are kept on this computer:"),
                            g->home.folder));
        printf("  %s\n", g->home.workspace);
        go_say(g, stdout, 0,
               arena_printf(c->arena,
                            say(c, "結果.html、記入表.xlsx、%s は、%s に置きます。",
                                "result.html, entry.xlsx and %s go to %s"),
                            GO_PACKETS, g->home.folder));
        go_say(g, stdout, 0,
               say(c, "ほかのパソコンで続けるときは、控えをそのパソコンに戻してください。",
                   "to go on at another computer, restore a backup there"));
        printf(say(c, "控え: soroe -C %s backup %s-控え.tar\n", "backup: soroe -C %s backup %s-backup.tar\n"),
               g->home.workspace, g->home.name);
}

/* ---- what came in */

struct came {
        int added, changed, withdrawn;
};

static struct came came(const struct import_report *r, enum table_kind kind)
{
        struct came n = {0};

        for (size_t i = 0; i < r->files.n; i++) {
                const struct import_file *f = &r->files.at[i];

                if (!f->is_table || f->kind != kind)
                        continue;
                n.added += f->added;
                n.changed += f->changed;
                n.withdrawn += f->withdrawn;
        }
        return n;
}

/* 医療機関 1、領収書 2 of one kind of change; "" of none. */
static const char *came_words(const struct go *g, size_t which)
{
        static const struct {
                enum table_kind kind;
                const char *words[2], *units[2];
        } kinds[] = {{TABLE_FACILITIES, {"医療機関", "facilities"}, {"", ""}},
                     {TABLE_RECEIPTS, {"領収書", "receipts"}, {"", ""}},
                     {TABLE_PURCHASES, {"購入明細", "purchase lines"}, {"行", ""}},
                     {TABLE_APPLICATIONS, {"申請", "applications"}, {"", ""}}};
        const struct context *c = g->c;
        struct buffer out = buffer_in(c->arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
                const struct came n = came(&g->imported, kinds[i].kind);
                const int counts[] = {n.added, n.changed, n.withdrawn};

                if (counts[which])
                        buffer_printf(&out, "%s%s %d%s", out.n ? say(c, "、", ", ") : "", kinds[i].words[c->language],
                                      counts[which], kinds[i].units[c->language]);
        }
        if (which == 0 && g->imported.scans_added)
                buffer_printf(&out, "%s%s %d%s", out.n ? say(c, "、", ", ") : "", say(c, "紙", "papers"),
                              g->imported.scans_added, say(c, "枚", ""));
        return out.at;
}

static void print_came(struct go *g)
{
        static const char *const words[][2] = {
                {"新しく記録しました: %s。", "new in the records: %s"},
                {"直された記録: %s。", "corrected: %s"},
                {"表から消えたので、記録から外しました: %s。", "no longer in the tables, and withdrawn: %s"}};
        struct context *c = g->c;
        bool any = false;

        for (size_t which = 0; which < sizeof words / sizeof *words; which++) {
                const char *what = came_words(g, which);
                struct buffer line = buffer_in(c->arena);
                const char *format = words[which][c->language], *at = strstr(format, "%s");

                if (!*what)
                        continue;
                buffer_printf(&line, "%.*s%s%s", (int)(at - format), format, what, at + 2);
                *vec_add(c->arena, &g->changes) = line.at;
                any = true;
        }
        for (size_t i = 0; i < g->changes.n; i++)
                go_say(g, stdout, 0, g->changes.at[i]);
        if (!any && !g->changes.n && !g->is_first)
                go_say(g, stdout, 0, say(c, "変わったことはありません。", "nothing has changed"));
}

/* ---- what it comes to */

static void print_row(const struct go *g, const char *name, const char *state, enum colour colour, struct yen now,
                      struct yen then)
{
        print_name(stdout, name, CATEGORY, g->c->arena);
        putchar(' ');
        print_cells_in(stdout, colour, state, STATE, LEFT_SIDE);
        print_yen(stdout, now, YEN);
        fputs(say(g->c, "円", "  "), stdout);
        print_yen(stdout, then, YEN);
        puts(say(g->c, "円", ""));
}

static struct yen then_of(const struct found_application *a)
{
        return (struct yen){a->subsidy.n + a->if_mended.n};
}

static void print_amounts(const struct go *g)
{
        const struct context *c = g->c;
        const struct found_applications *all = &g->view.applications;
        struct yen now = {0}, then = {0};

        if (g->view.facilities != 1 || !all->n)
                return;
        putchar('\n');
        print_cells(stdout, say(c, "区分", "category"), CATEGORY + 1, LEFT_SIDE);
        print_cells(stdout, say(c, "状態", "status"), STATE, LEFT_SIDE);
        print_cells(stdout, say(c, "いまの見込", "now"), YEN + (c->language == JAPANESE ? 2 : 0), RIGHT_SIDE);
        print_cells(stdout, say(c, "整うと", "once mended"), YEN + 2, RIGHT_SIDE);
        putchar('\n');
        for (size_t i = 0; i < all->n; i++) {
                const struct found_application *a = &all->at[i];

                print_row(g, say(c, a->category->label.ja, a->category->label.id),
                          standing_word(a->standing, c->language), colour_of_standing(a->standing), a->subsidy,
                          then_of(a));
                yen_add(&now, now, a->subsidy);
                yen_add(&then, then, then_of(a));
        }
        if (all->n < 2)
                return;
        colour_on(stdout, BOLD);
        print_row(g, say(c, "合計", "total"), "", PLAIN, now, then);
        colour_off(stdout, BOLD);
}

/* ---- the entry workbook */

static void print_entry(const struct go *g)
{
        const struct context *c = g->c;
        const char *form = g->form ? go_name(g, g->form) : NULL;

        if (!form || (g->form_is_hers && !g->view.wants_facility))
                return;
        putchar('\n');
        if (g->form_is_new)
                go_say(g, stdout, 0,
                       arena_printf(c->arena,
                                    say(c, "%s を作りました。補助額は、記入のあとでわかります。",
                                        "made %s; the subsidy is known once it is filled in"),
                                    form));
        printf(g->form_has_readings ? say(c, "  1 %s を開き、黄色の値を紙と見比べて「確認」に ○ を入れる\n",
                                          "  1 open %s, hold the yellow values against the paper, mark 確認\n")
                                    : say(c, "  1 %s を開き、紙を見て「領収書」の行を記入する\n",
                                          "  1 open %s and fill in the rows of 領収書 from the papers\n"),
               form);
        fputs(say(c, "  2 「施設」の1行と、買ったものの「購入明細」を記入して、保存する\n",
                  "  2 fill in the row of 施設 and what was bought in 購入明細, and save\n"),
              stdout);
        printf(say(c, "  3 もう一度 %s を実行する\n", "  3 run %s again\n"), go_again(g));
        go_say(g, stdout, 0, say(c, "お手元のファイルは、書き換えていません。", "None of your files was changed."));
}

static void print_warnings(const struct go *g)
{
        const struct context *c = g->c;

        if (!g->view.warnings.n)
                return;
        putchar('\n');
        go_say(g, stdout, 0,
               arena_printf(c->arena,
                            say(c, "ほかに注意が %zu件あります(補助額は変わりません): soroe -C %s check",
                                "warnings, too: %zu (they change no amount): soroe -C %s check"),
                            g->view.warnings.n, go_there(g)));
        for (size_t i = 0; i < g->view.warnings.n && i < MOST_WARNINGS; i++)
                go_say(g, stdout, 2, g->view.warnings.at[i]);
}

/* Excel keeps a file ~$… beside a workbook while it is open. */
static void print_opened(const struct go *g)
{
        const struct context *c = g->c;

        for (size_t i = 0; i < g->names.n; i++) {
                const char *path = g->paths.at[i], *name = file_base_name(path);
                const char *folder = arena_strndup(c->arena, path, (size_t)(name - path));

                if (strstr(name, ".xlsx") && file_exists(arena_printf(c->arena, "%s~$%s", folder, name)))
                        go_say(g, stdout, 0,
                               arena_printf(c->arena,
                                            say(c, "%s は Excel で開かれているので、保存したところまでを読みました。",
                                                "%s is open in Excel: it was read as it was last saved"),
                                            go_name(g, path)));
        }
}

/* Scans that read like a receipt of the tables: she ties them. */
static void print_matching(const struct go *g)
{
        const struct match_telling telling = match_telling_new(g->c->arena);

        if (g->view.loose.n && g->view.receipts)
                print_matches(stdout, g->c, g->store, go_there(g), &telling);
        match_telling_free(&telling);
}

void go_report(struct go *g)
{
        progress_wipe(&g->progress);
        if (g->home.is_away && g->is_first)
                print_away(g);
        print_head(g);
        if (go_is_over(g))
                print_over(g);
        print_came(g);
        print_opened(g);
        if (g->view.facilities > 1) {
                go_report_many(g);
                print_matching(g);
                return;
        }
        go_report_papers(g);
        print_amounts(g);
        print_entry(g);
        print_matching(g);
        go_report_items(g);
        print_warnings(g);
}
