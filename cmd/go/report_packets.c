#include "cmd/go/go.h"

#include <string.h>

#include "cmd/terminal/json.h"
#include "cmd/terminal/print.h"

#include "core/banned.h"

enum { LABEL = 17, MOST_STALE = 8 };

static void print_label(const struct go *g, const char *ja, const char *en)
{
        fputs("  ", stdout);
        print_cells(stdout, say(g->c, ja, en), LABEL, LEFT_SIDE);
}

/* What the portal asks for: the total cost, before or after the caps where the notice does not say which. */
static void print_total(const struct go *g, const struct found_application *a)
{
        const struct context *c = g->c;
        char before[YEN_TEXT], after[YEN_TEXT];

        yen_format(before, a->eligible_total, "-");
        yen_format(after, a->eligible_cost, "-");
        print_label(g, "総事業費", "total cost");
        if (g->programme->portal_total == TOTAL_NOT_SAID)
                printf(say(c, "%s円(上限の適用前)   %s円(上限の適用後)\n",
                           "%s yen before the caps   %s yen after them\n"),
                       before, after);
        else
                printf(say(c, "%s円\n", "%s yen\n"), g->programme->portal_total == TOTAL_BEFORE_CAPS ? before : after);
}

static void print_packet(const struct go *g, const struct found_application *a)
{
        const struct context *c = g->c;
        char yen[YEN_TEXT];

        putchar('\n');
        if (g->view.facilities > 1)
                printf("%s  ", a->facility);
        puts(say(c, a->category->label.ja, a->category->label.en));
        print_label(g, "アップロード", "upload");
        printf("%s\n", go_name(g, a->zip));
        print_total(g, a);
        print_label(g, "補助金申請額", "subsidy claimed");
        printf(say(c, "%s円  ポータルの表示と同じか、確かめてください\n", "%s yen   the portal must show the same\n"),
               yen_format(yen, a->subsidy, "-"));
        if (a->open)
                go_say(g, stdout, 2,
                       arena_printf(c->arena,
                                    say(c, "おたずね %d件に答えないまま作りました。", "made with questions open: %d"),
                                    a->open));
}

static void print_foot(const struct go *g, struct yen total, int ok, int failed)
{
        const struct context *c = g->c;
        char yen[YEN_TEXT];

        putchar('\n');
        fputs(say(c, "合計", "total"), stdout);
        printf(say(c, "  %s円  確かめました(合格 %d、不合格 %d)\n", "  %s yen   verified: %d ok, %d failed\n"),
               yen_format(yen, total, "-"), ok, failed);
        if (*g->programme->portal_url && !go_is_over(g))
                printf(say(c, "ポータル  %s\n", "portal  %s\n"), g->programme->portal_url);
        if (g->programme->portal_total == TOTAL_NOT_SAID)
                go_say(g, stdout, 0,
                       say(c,
                           "総事業費に前と後のどちらを入力するかは、通知に定めがありません。ポータルの説明に従って"
                           "ください。",
                           "The notice does not say which total cost is wanted: follow the portal's text."));
        go_say(g, stdout, 0,
               say(c, "印刷や控えには、同じ名前の PDF をお使いください。",
                   "For print and your files there is a PDF of the same name."));
        go_say(g, stdout, 0,
               say(c, "領収書の原本は、申請後も保管してください。", "Keep the original receipts after applying, too."));
}

static void print_stopped(const struct go *g, const struct found_application *a)
{
        putchar('\n');
        puts(say(g->c, a->category->label.ja, a->category->label.en));
        go_say(g, stdout, 2, say(g->c, "作れませんでした。", "it could not be made."));
        fputs(a->stopped, stdout);
}

/* The records changed since it was made, and no day is said for a new one; or none can be made of them. */
static void print_stale(const struct go *g, const struct found_application *a)
{
        const struct context *c = g->c;
        const char *whose = g->view.facilities > 1 ? arena_printf(c->arena, say(c, "%s ", "%s, "), a->facility) : "";
        const char *what_next = "";

        if (!go_is_over(g) && a->standing == STANDS_ERROR)
                what_next = say(c, "アップロードせず、先に不備を直してください。",
                                "; do not upload them, mend the errors first");
        else if (!go_is_over(g))
                what_next = say(c, "申請日をお答えになると、作り直します。", "; say the day to have new ones");
        go_say(g, stdout, 0,
               arena_printf(c->arena,
                            say(c, "%s%s の書類(申請日 %s)は、前の記録のものです。%s",
                                "%s%s: the papers (dated %s) are of earlier records%s"),
                            whose, say(c, a->category->label.ja, a->category->label.en),
                            go_day(g, a->sealed.applied_on), what_next));
}

static void print_filed(const struct go *g, const struct found_application *a)
{
        const struct context *c = g->c;

        go_say(g, stdout, 0,
               arena_printf(c->arena, say(c, "%s: %s %s%s%s", "%s: %s %s%s%s"),
                            say(c, a->category->label.ja, a->category->label.en),
                            filing_state_word(a->filing.state, c->language), go_day(g, a->filing.on),
                            *a->filing.number ? say(c, "、受付番号 ", ", number ") : "", a->filing.number));
}

/* Of many members those that come first are named. */
static void print_stale_of_many(const struct go *g)
{
        const struct found_applications *all = &g->view.applications;
        int stale = 0;

        for (size_t i = 0; i < all->n; i++) {
                if (!all->at[i].is_stale || all->at[i].stopped || stale++ >= MOST_STALE)
                        continue;
                if (stale == 1)
                        putchar('\n');
                print_stale(g, &all->at[i]);
        }
        if (stale > MOST_STALE)
                printf(say(g->c, "ほかに %d件も、前の記録のものです。\n", "and %d more are of earlier records\n"),
                       stale - MOST_STALE);
}

/* Of many members the files are counted, and those that could not be made are named. */
static void report_packets_of_many(struct go *g)
{
        const struct context *c = g->c;
        const struct found_applications *all = &g->view.applications;
        struct yen total = {0};
        int made = 0, failed = 0;
        char yen[YEN_TEXT];

        for (size_t i = 0; i < all->n; i++) {
                if (all->at[i].is_packed && yen_add(&total, total, all->at[i].subsidy))
                        made++;
                failed += all->at[i].failed > 0;
        }
        print_stale_of_many(g);
        if (!made)
                return;
        putchar('\n');
        go_say(g, stdout, 0,
               arena_printf(c->arena,
                            say(c, "%s に、申請書類 %d件(%s円)があります。確かめました(合格 %d、不合格 %d)。",
                                "%s holds %d packets (%s yen); verified: %d ok, %d failed"),
                            GO_PACKETS, made, yen_format(yen, total, "-"), made - failed, failed));
        for (size_t i = 0; i < all->n; i++)
                if (all->at[i].stopped)
                        print_stopped(g, &all->at[i]);
        printf(say(c, "入力する額の一覧: soroe -C %s index --format xlsx -o 一覧.xlsx\n",
                   "the amounts to type: soroe -C %s index --format xlsx -o index.xlsx\n"),
               go_there(g));
}

/* All that is claimed is made; a row that could not be read may say that something else was meant. */
static bool lacks_rows(const struct go *g)
{
        return go_is_done(g) && g->view.errors;
}

static const char *made_words(const struct go *g)
{
        const struct context *c = g->c;

        if (go_is_over(g))
                return say(c, "期限までに作った書類です。", "what was made before the deadline");
        if (lacks_rows(g))
                return arena_printf(
                        c->arena,
                        say(c, "書類はできていますが、ご訂正 %zu件が入っていません。直してから、申請してください。",
                            "the papers are made, but not with what is to be mended (%zu): mend it, then apply"),
                        g->view.errors);
        return say(c, "申請できます。区分ごとに1回ずつ、ポータルから申請してください。",
                   "ready: apply on the portal, once for each category");
}

static void report_packets_of_one(struct go *g)
{
        const struct found_applications *all = &g->view.applications;
        struct yen total = {0};
        int made = 0, ok = 0, failed = 0;

        for (size_t i = 0; i < all->n; i++)
                made += all->at[i].is_packed;
        for (size_t i = 0; i < all->n; i++)
                if (filing_handed_in(all->at[i].filing.state))
                        print_filed(g, &all->at[i]);
        if (made) {
                putchar('\n');
                go_say(g, stdout, 0, made_words(g));
        }
        for (size_t i = 0; i < all->n; i++) {
                const struct found_application *a = &all->at[i];

                if (a->is_packed) {
                        print_packet(g, a);
                        yen_add(&total, total, a->subsidy);
                        ok += a->verified;
                        failed += a->failed;
                } else if (a->stopped) {
                        print_stopped(g, a);
                } else if (a->is_stale) {
                        print_stale(g, a);
                }
        }
        if (made)
                print_foot(g, total, ok, failed);
}

void go_report_packets(struct go *g)
{
        (g->view.facilities > 1 ? report_packets_of_many : report_packets_of_one)(g);
        if (g->view.left.n)
                putchar('\n');
        for (size_t i = 0; i < g->view.left.n; i++)
                go_say(g, stdout, 0, go_left_words(g, g->view.left.at[i]));
}

bool go_is_done(const struct go *g)
{
        const struct found_applications *all = &g->view.applications;
        bool done = all->n > 0;

        for (size_t i = 0; i < all->n; i++)
                done &= (all->at[i].is_packed && !all->at[i].failed) || all->at[i].filing.state != FILING_NONE;
        return done;
}

/* ---- the last lines */

static const char *next_words(const struct go *g)
{
        const struct context *c = g->c;
        const struct go_view *v = &g->view;
        bool made = false;

        for (size_t i = 0; i < v->applications.n; i++)
                made |= v->applications.at[i].is_packed && v->applications.at[i].filing.state == FILING_NONE;
        if (go_is_over(g) && !go_is_done(g))
                return arena_printf(c->arena,
                                    say(c, "次に: 期限の延長がないか、ポータルを見る %s",
                                        "next: see the portal for an extension: %s"),
                                    g->programme->portal_url);
        if (go_is_done(g) && !made)
                return say(c, "申請はすべて済んでいます。交付の決定が届いたら: soroe mark --help",
                           "everything is handed in; once the grant is decided: soroe mark --help");
        if (go_is_done(g) && !lacks_rows(g))
                return arena_printf(c->arena, say(c, "申請したら: もう一度 %s", "once you have applied: %s again"),
                                    go_again(g));
        if (g->form)
                return arena_printf(c->arena,
                                    g->form_is_hers ? say(c, "次に: %s を直して保存し、もう一度 %s",
                                                          "next: mend %s, save it, and run %s again")
                                                    : say(c, "次に: %s を記入して保存し、もう一度 %s",
                                                          "next: fill in %s, save it, and run %s again"),
                                    go_name(g, g->form), go_again(g));
        if (v->facilities > 1)
                return arena_printf(c->arena,
                                    say(c, "次に: 会員の返送を入れて、もう一度 %s",
                                        "next: put in what the members send, and run %s again"),
                                    go_again(g));
        if (!v->errors && v->questions && !g->asks)
                return arena_printf(c->arena, say(c, "答えるには: %s(端末で)", "to answer: %s, at a terminal"),
                                    go_again(g));
        if (!v->errors && v->applications.n && !go_is_done(g))
                return arena_printf(c->arena,
                                    say(c, "申請日が決まったら: %s --applied-on 日付",
                                        "once the day is settled: %s --applied-on DATE"),
                                    go_again(g));
        return arena_printf(c->arena, say(c, "次に: 直して、もう一度 %s", "next: mend it, and run %s again"),
                            go_again(g));
}

void go_report_end(struct go *g)
{
        fprintf(beside(), "%s\n", next_words(g));
        if (g->page)
                fprintf(beside(), say(g->c, "詳しく: %s\n", "details: %s\n"),
                        strncmp(g->page, "./", 2) == 0 ? g->page + 2 : g->page);
}

/* ---- for machines */

static json_t *path_or_null(const char *path)
{
        return path ? json_path(path) : json_null();
}

static json_t *packets(const struct go *g)
{
        const struct found_applications *all = &g->view.applications;
        json_t *out = json_array();

        for (size_t i = 0; i < all->n; i++) {
                const struct found_application *a = &all->at[i];

                if (a->is_packed)
                        json_array_append_new(
                                out, json_pack("{s:s, s:s, s:s, s:I, s:I, s:I, s:o, s:o}", "facility", a->code,
                                               "category", a->category->label.id, "status", a->sealed.status,
                                               "eligible_total", (json_int_t)a->eligible_total.n, "eligible_cost",
                                               (json_int_t)a->eligible_cost.n, "subsidy", (json_int_t)a->subsidy.n,
                                               "zip", path_or_null(a->zip), "pdf", path_or_null(a->pdf)));
        }
        return out;
}

static json_t *todo(const struct go *g)
{
        json_t *out = json_array();

        for (size_t i = 0; i < g->view.items.n; i++)
                json_array_append_new(out, json_finding(g->c->language, &g->view.items.at[i].finding, g->view.arena));
        return out;
}

void go_report_json(struct go *g)
{
        json_write(json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "schema", "soroe.go/1", "workspace",
                             json_path(g->home.workspace), "page", path_or_null(g->page), "form", path_or_null(g->form),
                             "packets", packets(g), "todo", todo(g), "summary", check_summary(&g->view.check.totals)));
        putchar('\n');
}
