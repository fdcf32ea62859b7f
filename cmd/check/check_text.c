#include "cmd/check/check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/terminal/status_text.h"
#include "cmd/members/workspace.h"

#include "core/assess/question.h"
#include "core/base/text.h"
#include "core/store/kept/records.h"

#include "core/banned.h"

/* With more facilities than this the text is a summary; --all shows everything. */
enum { MOST_IN_FULL = 20, STATE = 8, LEAST_YEN = 11, LEAST_LABEL = 24, LINE = 79 };

/* ---- one facility in full */

struct amounts {
        struct yen claimed, cost, subsidy;
};

struct widths {
        int label, claimed, cost, subsidy;
};

static struct widths widths_of(const struct context *c, const struct judged *j, const struct amounts *total)
{
        struct amounts most = *total;
        struct widths w;

        for (size_t i = 0; i < j->assessments.n; i++) {
                const struct assessment *a = &j->assessments.at[i];

                most.claimed = a->claimed.n > most.claimed.n ? a->claimed : most.claimed;
                most.cost = a->eligible_cost.n > most.cost.n ? a->eligible_cost : most.cost;
                most.subsidy = a->subsidy.n > most.subsidy.n ? a->subsidy : most.subsidy;
        }
        w.claimed = status_yen_width(most.claimed, LEAST_YEN);
        w.cost = status_yen_width(most.cost, LEAST_YEN);
        w.subsidy = status_yen_width(most.subsidy, LEAST_YEN);
        w.label = LINE - 2 - STATE - w.claimed - w.cost - w.subsidy;
        if (w.label < LEAST_LABEL)
                w.label = LEAST_LABEL;
        for (size_t i = 0; !is_terminal(stdout) && i < j->assessments.n; i++) {
                const int cells = text_width(say(c, j->assessments.at[i].category->label.ja,
                                                 j->assessments.at[i].category->label.id)) +
                                  1;

                w.label = cells > w.label ? cells : w.label; /* nothing is cut, and the columns stay */
        }
        return w;
}

static void print_row(const struct context *c, const struct widths *w, const char *name, const char *state,
                      enum colour colour, const struct amounts *n)
{
        fputs("  ", stdout);
        if (is_terminal(stdout))
                print_name(stdout, name, w->label, c->arena);
        else
                print_cells(stdout, name, w->label, LEFT_SIDE);
        print_cells_in(stdout, colour, state, STATE, LEFT_SIDE);
        print_yen(stdout, n->claimed, w->claimed);
        print_yen(stdout, n->cost, w->cost);
        print_yen(stdout, n->subsidy, w->subsidy);
        putchar('\n');
}

static void print_columns(const struct context *c, const struct widths *w)
{
        fputs("  ", stdout);
        print_cells(stdout, say(c, "区分", "category"), w->label, LEFT_SIDE);
        print_cells(stdout, say(c, "状態", "status"), STATE, LEFT_SIDE);
        print_cells(stdout, say(c, "購入額", "claimed"), w->claimed, RIGHT_SIDE);
        print_cells(stdout, say(c, "補助対象額", "eligible"), w->cost, RIGHT_SIDE);
        print_cells(stdout, say(c, "補助額", "subsidy"), w->subsidy, RIGHT_SIDE);
        putchar('\n');
}

static struct amounts total_of(const struct judged *j)
{
        struct amounts total = {{0}, {0}, {0}};

        for (size_t i = 0; i < j->assessments.n; i++) {
                const struct assessment *a = &j->assessments.at[i];

                if (a->status == HAS_ERROR || j->filings[i].state == FILING_DECLINED)
                        continue;
                yen_add(&total.claimed, total.claimed, a->claimed);
                yen_add(&total.cost, total.cost, a->eligible_cost);
                yen_add(&total.subsidy, total.subsidy, a->subsidy);
        }
        return total;
}

static void print_table(const struct check_run *check, const struct judged *j)
{
        const struct context *c = check->c;
        const struct amounts total = total_of(j);
        const struct widths w = widths_of(c, j, &total);

        print_columns(c, &w);
        for (size_t i = 0; i < j->assessments.n; i++) {
                const struct assessment *a = &j->assessments.at[i];
                const struct amounts n = {a->claimed, a->eligible_cost, a->subsidy};

                if (check_shows(check, a))
                        print_row(c, &w, say(c, a->category->label.ja, a->category->label.id),
                                  j->filings[i].state == FILING_NONE
                                          ? status_word(a->status, c->language)
                                          : filing_state_word(j->filings[i].state, c->language),
                                  j->filings[i].state == FILING_NONE ? colour_of_status(a->status) : PLAIN, &n);
        }
        if (j->assessments.n < 2 || check->has_only)
                return;
        colour_on(stdout, BOLD);
        print_row(c, &w, say(c, "合計(不備を除く)", "total (without errors)"), "", PLAIN, &total);
        colour_off(stdout, BOLD);
}

/* Is it E101 by the deadline of all applications? That is said once, above, and not again of each. */
static bool is_over(const struct check_run *check, const struct assessment *a, const struct finding *f)
{
        return f->id == E101 && date_compare(a->applied_on, check->as_of) == 0 &&
               date_compare(a->deadline, check->programme->deadline) == 0;
}

static void print_one(struct check_run *check, const struct judged *j, const struct assessment *a,
                      const struct finding *f)
{
        const struct answer *answer = NULL;
        const char *asked;

        assess_answered(j->records, f, &answer);
        print_finding(&check->printer, f, answer);
        asked = question_words(a, j->records, f, check->c->language, check->printer.arena);
        if (asked)
                print_detail(stdout, "", asked);
}

/* Prints what is open, then what is answered. A question about a receipt of two categories is asked once. */
static void print_findings(struct check_run *check, const struct judged *j, const struct assessment *a)
{
        for (int answered = 0; answered < 2; answered++) {
                for (size_t i = 0; i < a->findings.n; i++) {
                        const struct finding *f = &a->findings.at[i];

                        if (!is_over(check, a, f) && assess_answered(j->records, f, NULL) == (answered == 1))
                                print_one(check, j, a, f);
                }
        }
}

/* The first amount to be explained and the first question, as commands to copy. */
static void note_next(struct check_run *check, const struct judged *j)
{
        struct context *c = check->c;

        if (!check->explain && j->assessments.n)
                check->explain = command_here(c, arena_printf(c->arena, "explain %s %s", j->records->facility.code,
                                                              j->assessments.at[0].category->label.id));
        for (size_t i = 0; !check->answer && i < j->assessments.n; i++) {
                const struct findings *list = &j->assessments.at[i].findings;

                for (size_t k = 0; !check->answer && k < list->n; k++)
                        if (assess_takes_answer(list->at[k].id) && assess_open(j->records, &list->at[k]))
                                check->answer = command_here(
                                        c, arena_printf(c->arena, "answer %s %s %s --reason %s",
                                                        j->records->facility.code, finding_name(list->at[k].id),
                                                        say(c, "はい/いいえ", "yes/no"), say(c, "理由", "TEXT")));
        }
}

static bool shows_any(const struct check_run *check, const struct judged *j)
{
        for (size_t i = 0; i < j->assessments.n; i++)
                if (check_shows(check, &j->assessments.at[i]))
                        return true;
        return !check->has_only;
}

static void print_facility(struct check_run *check, const struct judged *j, struct arena *scratch)
{
        const struct facility *f = &j->records->facility;

        progress_wipe(&check->progress);
        note_next(check, j);
        check->printer.arena = scratch;
        fputs(check->first ? "" : "\n", stdout);
        print_in_line(stdout, f->name);
        printf("(%s%s%s)\n", f->code, say(check->c, "、", ", "),
               say(check->c, f->kind_text, *f->kind ? f->kind : f->kind_text));
        check->first = false;
        if (check->programme->special_deadlines.n && j->assessments.n)
                status_print_deadline(check->c, check->programme, check->as_of, j->assessments.at[0].deadline, scratch);
        if (!j->assessments.n)
                puts(say(check->c, "  申請はありません。", "  no application."));
        else
                print_table(check, j);
        for (size_t i = 0; i < j->assessments.n; i++)
                if (check_shows(check, &j->assessments.at[i]))
                        print_findings(check, j, &j->assessments.at[i]);
}

/* ---- behind both */

static enum status text_facility(void *user, const struct judged *j, struct arena *scratch)
{
        struct check_run *check = user;

        check_count(check, j);
        if (!check->in_full)
                return check_gather(check, j, scratch);
        if (shows_any(check, j))
                print_facility(check, j, scratch);
        return OK;
}

static void print_next(const struct check_run *check)
{
        const struct context *c = check->c;

        fflush(stdout); /* behind the report, where both go to one file */
        if (check->answer)
                suggest(c, "要確認に答える:", "to answer a question:", check->answer);
        if (check->explain)
                suggest(c, "計算の中身:", "how an amount comes about:", check->explain);
}

static void print_counts(const struct check_run *check)
{
        const struct context *c = check->c;
        const struct check_totals *t = &check->totals;
        const int ready = t->by_status[READY].applications, confirm = t->by_status[NEEDS_ANSWER].applications;
        const int error = t->by_status[HAS_ERROR].applications;

        printf(say(c, "\n施設 %d、申請 %d件: 提出可 %d、要確認 %d、不備 %d\n補助額(見込、不備を除く) ",
                   "\n%d facilities, %d applications: %d ready, %d confirm, %d error\nsubsidy (estimate, without "
                   "errors) "),
               t->facilities, t->applications, ready, confirm, error);
        print_yen(stdout, t->subsidy, 0);
        puts(say(c, "円", " yen"));
}

/* Prints only the first findings of an id that may come very often. Once they are mended, the next ones are shown. */
static void print_left_out(const struct check_run *check)
{
        for (int id = 0; id < FINDING_IDS; id++) {
                const int64_t n = findings_left_out(&check->workspace, (enum finding_id)id);

                if (n)
                        printf(say(check->c, "ほかに %s が%" PRId64 "件あります。\n", "%s: %" PRId64 " more\n"),
                               finding_name((enum finding_id)id), n);
        }
}

static void print_summary(struct check_run *check)
{
        const struct context *c = check->c;
        const struct check_totals *t = &check->totals;

        if (check->in_full) {
                check->printer.arena = c->arena;
                for (size_t i = 0; i < check->workspace.n; i++)
                        print_finding(&check->printer, &check->workspace.at[i], NULL);
                print_left_out(check);
                print_counts(check);
        } else {
                check_print_summary(check);
        }
        status_print_papers(c, &t->papers);
        status_print_rules(c, t->rules, t->records, t->all_ran);
        if (check->in_full)
                print_next(check);
        else
                fprintf(beside(),
                        say(c,
                            "すべて見る: soroe -C %s check --all\n表で: soroe -C %s status --format xlsx -o "
                            "状況.xlsx\n",
                            "to see everything: soroe -C %s check --all\nas a table: soroe -C %s status --format "
                            "xlsx -o status.xlsx\n"),
                        c->folder, c->folder);
}

static enum status count_facilities(int *n, struct store *store, struct arena *arena)
{
        struct texts codes;
        enum status st = store_facility_codes(&codes, store, "", arena);

        *n = (int)codes.n;
        return st;
}

enum status check_text(struct check_run *check, const struct texts *codes)
{
        struct context *c = check->c;
        int n = 0;
        enum status st = count_facilities(&n, check->store, c->arena);

        check->in_full = codes->n || n <= MOST_IN_FULL || has_option(c, OPT_ALL) || check->has_only;
        status_print_programme(c, check->programme);
        /* a deadline that depends on the facility is printed with each facility */
        if (!check->programme->special_deadlines.n)
                status_print_deadline(c, check->programme, check->as_of, check->programme->deadline, c->arena);
        status_print_over(c, stdout, check->programme, check->as_of);
        if (st == OK)
                st = check_judge(check, codes, text_facility);
        progress_close(&check->progress);
        if (st == OK)
                print_summary(check);
        return st;
}
