#include "cmd/check/check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/terminal/status_text.h"

#include "core/assess/prospect.h"
#include "core/assess/standing.h"
#include "core/base/text.h"

#include "core/banned.h"

static int compare(const struct check_urgent *a, const struct check_urgent *b)
{
        if (a->days_left != b->days_left)
                return a->days_left < b->days_left ? -1 : 1;
        if (a->if_mended.n != b->if_mended.n)
                return a->if_mended.n > b->if_mended.n ? -1 : 1;
        return strcmp(a->code, b->code);
}

/* The few most urgent are kept, in order. */
static void keep_urgent(struct check_run *check, const struct judged *j, const struct assessment *a,
                        struct yen if_mended, struct arena *scratch)
{
        struct arena *arena = check->c->arena;
        struct check_urgent u = {.code = j->records->facility.code,
                                 .category = a->category,
                                 .days_left = date_is_set(a->deadline) ? date_days_between(check->as_of, a->deadline)
                                                                       : INT32_MAX,
                                 .if_mended = if_mended};
        int at = check->urgents;

        while (at > 0 && compare(&u, &check->urgent[at - 1]) < 0)
                at--;
        if (at == CHECK_URGENT)
                return;
        u.id = a->findings.at[0].id;
        u.code = arena_strdup(arena, u.code);
        u.name = arena_strdup(arena, j->records->facility.name);
        u.message = arena_strdup(arena, finding_message(scratch, &a->findings.at[0], check->c->language));
        check->urgents += check->urgents < CHECK_URGENT;
        memmove(&check->urgent[at + 1], &check->urgent[at], (size_t)(check->urgents - at - 1) * sizeof u);
        check->urgent[at] = u;
}

/* Past the deadline of all nothing is urgent any more. */
static bool is_over(const struct check_run *check, const struct assessment *a)
{
        const struct date deadline = check->programme->deadline;

        return date_is_set(deadline) && date_compare(check->as_of, deadline) > 0 &&
               date_compare(a->deadline, deadline) == 0;
}

struct yen check_add_gain(struct check_run *check, const struct judged *j, size_t i)
{
        const struct assessment *a = &j->assessments.at[i];
        struct check_totals *t = &check->totals;
        const struct yen gain = prospect_gain(a, j->records, &j->filings[i]);

        yen_add(&t->by_status[a->status].if_mended, t->by_status[a->status].if_mended, gain);
        yen_add(&t->if_mended, t->if_mended, gain);
        return gain;
}

enum status check_gather(struct check_run *check, const struct judged *j, struct arena *scratch)
{
        for (size_t i = 0; i < j->assessments.n; i++) {
                const struct assessment *a = &j->assessments.at[i];
                struct yen gain;

                if (j->filings[i].state == FILING_DECLINED)
                        continue;
                gain = check_add_gain(check, j, i);
                if (a->status == HAS_ERROR && !is_over(check, a))
                        keep_urgent(check, j, a, gain, scratch);
        }
        return OK;
}

static void print_status(const struct context *c, const char *word, enum colour colour, const struct check_count *n,
                         int yen)
{
        fputs("  ", stdout);
        print_cells_in(stdout, colour, word, 10, LEFT_SIDE);
        print_yen(stdout, (struct yen){n->facilities}, 12);
        print_yen(stdout, (struct yen){n->applications}, 10);
        print_yen(stdout, n->subsidy, yen);
        if (n->if_mended.n) {
                fputs(say(c, "  直せば +", "  if mended +"), stdout);
                print_yen(stdout, n->if_mended, 0);
                fputs(say(c, "円", ""), stdout);
        }
        putchar('\n');
}

static void print_statuses(const struct check_run *check)
{
        static const enum application_status rows[] = {HAS_ERROR, NEEDS_ANSWER, READY};
        const struct context *c = check->c;
        const struct check_totals *t = &check->totals;
        const struct check_count all = {t->facilities, t->applications, t->subsidy, t->if_mended};
        const int yen = status_yen_width(t->subsidy, 16);

        putchar('\n');
        print_cells(stdout, "", 12, LEFT_SIDE);
        print_cells(stdout, say(c, "施設", "facilities"), 12, RIGHT_SIDE);
        print_cells(stdout, say(c, "申請", "appl."), 10, RIGHT_SIDE);
        print_cells(stdout, say(c, "補助額(見込)", "subsidy (est.)"), yen, RIGHT_SIDE);
        putchar('\n');
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
                print_status(c, status_word(rows[i], c->language), colour_of_status(rows[i]), &t->by_status[rows[i]],
                             yen);
        if (t->bare.facilities)
                print_status(c, standing_word(STANDS_BARE, c->language), PLAIN, &t->bare, yen);
        if (t->none.facilities)
                print_status(c, standing_word(STANDS_IDLE, c->language), PLAIN, &t->none, yen);
        colour_on(stdout, BOLD);
        print_status(c, say(c, "合計", "total"), PLAIN, &all, yen);
        colour_off(stdout, BOLD);
}

/* Says what became of the applications outside, if anything did. */
static void print_filed(const struct check_run *check)
{
        static const enum filing_state states[] = {FILING_SUBMITTED, FILING_GRANTED, FILING_REFUSED, FILING_DECLINED};
        const struct context *c = check->c;
        bool any = false;

        for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
                if (!check->totals.filed[states[i]])
                        continue;
                printf("%s%s %d", any ? say(c, "、", ", ") : say(c, "  このうち", "  of these: "),
                       filing_state_word(states[i], c->language), check->totals.filed[states[i]]);
                any = true;
        }
        if (any)
                putchar('\n');
}

static int label_width(const struct check_run *check)
{
        int most = 0;

        for (int i = 0; i < check->urgents; i++) {
                const struct label *label = &check->urgent[i].category->label;
                int width = text_width(say(check->c, label->ja, label->id));

                most = width > most ? width : most;
        }
        return most < 20 ? most : 20;
}

static void print_urgent_row(const struct check_run *check, const struct check_urgent *u, int name, int label, int yen)
{
        const struct context *c = check->c;
        const bool cut = is_terminal(stdout);
        const char *what = arena_printf(c->arena, "%s %s", finding_name(u->id), u->message);
        const char *words = say(c, u->category->label.ja, u->category->label.id);
        const int left = status_terminal_width() - 11 - name - 1 - label - 1 - yen - 1;

        print_cells(stdout, u->code, 11, LEFT_SIDE);
        if (cut)
                print_name(stdout, u->name, name, c->arena);
        else
                print_cells(stdout, u->name, name, LEFT_SIDE);
        putchar(' ');
        if (cut)
                print_name(stdout, words, label, c->arena);
        else
                print_cells(stdout, words, label, LEFT_SIDE);
        print_yen(stdout, u->if_mended, yen + 1);
        printf(" %s\n", cut && text_width(what) > left ? cut_name(c->arena, what, left) : what);
}

static void print_urgent(const struct check_run *check)
{
        const struct context *c = check->c;
        const int errors = check->totals.by_status[HAS_ERROR].applications, label = label_width(check);
        const int name = status_terminal_width() > 100 ? 32 : 18;
        struct yen largest = {0};
        int yen;

        if (!check->urgents)
                return;
        for (int i = 0; i < check->urgents; i++)
                largest = check->urgent[i].if_mended.n > largest.n ? check->urgent[i].if_mended : largest;
        yen = status_yen_width(largest, 8);
        printf(say(c, "\n急ぐ順(不備 %d件のうち %d件。円は、直した場合の補助額)\n",
                   "\nmost urgent first (in error: %d, shown: %d; yen: what mending would bring)\n"),
               errors, check->urgents);
        print_cells(stdout, say(c, "コード", "code"), 11, LEFT_SIDE);
        print_cells(stdout, say(c, "施設", "facility"), name + 1, LEFT_SIDE);
        print_cells(stdout, say(c, "区分", "category"), label, LEFT_SIDE);
        print_cells(stdout, say(c, "円", "yen"), yen + 1, RIGHT_SIDE);
        printf(" %s\n", say(c, "指摘", "finding"));
        for (int i = 0; i < check->urgents; i++)
                print_urgent_row(check, &check->urgent[i], name, label, yen);
}

/* What is not shown is counted. */
static void print_rest(const struct check_run *check)
{
        const struct context *c = check->c;
        const struct check_totals *t = &check->totals;
        const int errors = t->by_status[HAS_ERROR].applications - check->urgents;
        int64_t by_severity[INFO + 1] = {0};

        if (errors || t->by_status[NEEDS_ANSWER].applications)
                printf(say(c, "ほかに不備 %d件、要確認 %d件\n", "besides: %d in error, %d with open questions\n"),
                       errors, t->by_status[NEEDS_ANSWER].applications);
        for (size_t i = 0; i < check->workspace.n; i++)
                by_severity[finding_severity(check->workspace.at[i].id)]++;
        for (int id = 0; id < FINDING_IDS; id++)
                by_severity[finding_severity((enum finding_id)id)] +=
                        findings_left_out(&check->workspace, (enum finding_id)id);
        if (!check->workspace.n)
                return;
        fputs(say(c, "どの申請のものでもない指摘:", "findings of no application:"), stdout);
        for (int i = ERROR; i <= INFO; i++)
                if (by_severity[i])
                        printf(say(c, " %s %" PRId64 "件", " %s %" PRId64),
                               severity_word((enum severity)i, c->language), by_severity[i]);
        putchar('\n');
}

void check_print_summary(const struct check_run *check)
{
        print_statuses(check);
        print_filed(check);
        print_urgent(check);
        print_rest(check);
}
