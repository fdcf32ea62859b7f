#include "cmd/command.h"

#include <stdio.h>
#include <string.h>

#include "cmd/json.h"
#include "cmd/judge.h"
#include "cmd/print.h"

#include "core/banned.h"

static const enum option_id check_options[] = {OPT_AS_OF, OPT_PROGRAMME, OPT_STRICT, OPT_ALL, OPT_FORMAT, OPTIONS};

/* With more facilities than this the text is a summary; --all shows everything. */
enum { MOST_IN_FULL = 20, MOST_URGENT = 6 };

struct totals {
        int facilities, applications, by_status[3];
        int64_t records;
        int rules; /* that ran on each application */
        bool all_ran;
        struct yen eligible_cost, subsidy;
};

struct check {
        struct context *c;
        const struct programme *programme;
        struct date as_of;
        struct totals totals;
        struct finding_printer printer;
        struct findings workspace;    /* findings of no application */
        const char *explain, *answer; /* what to do next; NULL */
        bool in_full, first;
        int urgent;
};

static void count(struct check *check, const struct judged *j)
{
        struct totals *t = &check->totals;

        t->facilities++;
        t->records +=
                1 + (int64_t)j->records->receipts.n + (int64_t)j->records->purchases.n + (int64_t)j->records->claims.n;
        for (size_t i = 0; i < j->assessments.n; i++) {
                const struct assessment *a = &j->assessments.at[i];

                t->applications++;
                t->by_status[a->status]++;
                t->rules = a->checks_total;
                t->all_ran &= a->checks_run == a->checks_total;
                if (a->status == HAS_ERROR)
                        continue;
                yen_add(&t->eligible_cost, t->eligible_cost, a->eligible_cost);
                yen_add(&t->subsidy, t->subsidy, a->subsidy);
        }
}

/* ---- text */

static void print_row(const char *name, const char *state, struct yen a, struct yen b, struct yen c)
{
        fputs("  ", stdout);
        print_cells(stdout, name, 36, LEFT_SIDE);
        print_cells(stdout, state, 8, LEFT_SIDE);
        print_yen(stdout, a, 11);
        print_yen(stdout, b, 11);
        print_yen(stdout, c, 11);
        putchar('\n');
}

static void print_table(const struct check *check, const struct judged *j)
{
        const struct context *c = check->c;
        struct yen claimed = {0}, cost = {0}, subsidy = {0};

        fputs("  ", stdout);
        print_cells(stdout, say(c, "区分", "category"), 36, LEFT_SIDE);
        print_cells(stdout, say(c, "状態", "status"), 8, LEFT_SIDE);
        print_cells(stdout, say(c, "購入額", "claimed"), 11, RIGHT_SIDE);
        print_cells(stdout, say(c, "補助対象額", "eligible"), 11, RIGHT_SIDE);
        print_cells(stdout, say(c, "補助額", "subsidy"), 11, RIGHT_SIDE);
        putchar('\n');
        for (size_t i = 0; i < j->assessments.n; i++) {
                const struct assessment *a = &j->assessments.at[i];

                print_row(say(c, a->category->label.ja, a->category->label.id), status_word(a->status, c->language),
                          a->claimed, a->eligible_cost, a->subsidy);
                if (a->status == HAS_ERROR)
                        continue;
                yen_add(&claimed, claimed, a->claimed);
                yen_add(&cost, cost, a->eligible_cost);
                yen_add(&subsidy, subsidy, a->subsidy);
        }
        if (j->assessments.n > 1)
                print_row(say(c, "合計(不備を除く)", "total (without errors)"), "", claimed, cost, subsidy);
}

static void print_deadline(const struct check *check, struct date deadline, struct arena *scratch)
{
        const struct context *c = check->c;
        int32_t left = date_days_between(check->as_of, deadline);
        const char *day;

        if (!date_is_set(deadline)) {
                puts(say(c, "申請期限 通知に定めの記載なし", "deadline: not stated"));
                return;
        }
        day = date_words(scratch, deadline, c->language);
        if (c->language == ENGLISH)
                printf("deadline %s 24:00 JST, %d days %s\n", day, left < 0 ? -left : left, left < 0 ? "ago" : "left");
        else if (left < 0)
                printf("申請期限 %s 24時を %d日過ぎています\n", day, -left);
        else if (left == 0)
                printf("申請期限 本日 %s 24時まで\n", day);
        else
                printf("申請期限 %s 24時まで、あと%d日\n", day, left);
}

static void print_findings(struct check *check, const struct judged *j, const struct assessment *a)
{
        for (size_t i = 0; i < a->findings.n; i++) {
                const struct answer *answer = NULL;

                /* a question about a receipt of two categories is asked once */
                assess_answered(j->records, &a->findings.at[i], &answer);
                print_finding(&check->printer, &a->findings.at[i], answer);
        }
}

/* The first amount to be explained and the first question, as commands to copy. */
static void note_next(struct check *check, const struct judged *j)
{
        struct context *c = check->c;

        if (!check->explain && j->assessments.n)
                check->explain = arena_printf(c->arena, "soroe explain %s %s", j->records->facility.code,
                                              j->assessments.at[0].category->label.id);
        for (size_t i = 0; !check->answer && i < j->assessments.n; i++) {
                const struct findings *list = &j->assessments.at[i].findings;

                for (size_t k = 0; !check->answer && k < list->n; k++)
                        if (assess_open(j->records, &list->at[k]))
                                check->answer = arena_printf(c->arena, "soroe answer %s %s yes --reason %s",
                                                             j->records->facility.code, finding_name(list->at[k].id),
                                                             say(c, "理由", "TEXT"));
        }
}

static enum status text_facility(void *user, const struct judged *j, struct arena *scratch)
{
        struct check *check = user;
        const struct facility *f = &j->records->facility;

        count(check, j);
        if (!check->in_full && check->totals.by_status[HAS_ERROR] > check->urgent && check->urgent < MOST_URGENT) {
                for (size_t i = 0; i < j->assessments.n && check->urgent < MOST_URGENT; i++) {
                        const struct assessment *a = &j->assessments.at[i];

                        if (a->status != HAS_ERROR)
                                continue;
                        check->urgent++;
                        printf("  %s ", f->code);
                        print_name(stdout, f->name, 26, scratch);
                        printf(" %s %s\n", a->category->label.id, finding_name(a->findings.at[0].id));
                }
        }
        if (!check->in_full)
                return OK;
        note_next(check, j);
        check->printer.arena = scratch;
        printf("%s%s(%s%s%s)\n", check->first ? "" : "\n", f->name, f->code, say(check->c, "、", ", "),
               say(check->c, f->kind_text, *f->kind ? f->kind : f->kind_text));
        check->first = false;
        if (check->programme->special_deadlines.n && j->assessments.n)
                print_deadline(check, j->assessments.at[0].deadline, scratch);
        if (!j->assessments.n)
                puts(say(check->c, "  申請はありません。", "  no application."));
        else
                print_table(check, j);
        for (size_t i = 0; i < j->assessments.n; i++)
                print_findings(check, j, &j->assessments.at[i]);
        return OK;
}

static void print_next(const struct check *check)
{
        const struct context *c = check->c;

        fflush(stdout); /* behind the report, where both go to one file */
        if (check->answer)
                fprintf(beside(), "%s %s\n", say(c, "要確認に答える:", "to answer a question:"), check->answer);
        if (check->explain)
                fprintf(beside(), "%s %s\n", say(c, "計算の中身:", "how an amount comes about:"), check->explain);
}

static void print_summary(struct check *check)
{
        const struct context *c = check->c;
        const struct totals *t = &check->totals;

        check->printer.arena = c->arena;
        for (size_t i = 0; i < check->workspace.n; i++)
                print_finding(&check->printer, &check->workspace.at[i], NULL);
        if (c->language == JAPANESE) {
                printf("\n施設 %d、申請 %d件: 提出可 %d、要確認 %d、不備 %d\n", t->facilities, t->applications,
                       t->by_status[READY], t->by_status[NEEDS_ANSWER], t->by_status[HAS_ERROR]);
                fputs("補助額(見込、不備を除く) ", stdout);
                print_yen(stdout, t->subsidy, 0);
                printf("円\n規則 %d件を記録 %lld件に適用しました。%s\n", t->rules, (long long)t->records,
                       t->all_ran ? "実施できなかった規則はありません。"
                                  : "実施できなかった規則があります。提出可とはいえません。");
        } else {
                printf("\n%d facilities, %d applications: %d ready, %d confirm, %d error\nsubsidy (estimate, without "
                       "errors) ",
                       t->facilities, t->applications, t->by_status[READY], t->by_status[NEEDS_ANSWER],
                       t->by_status[HAS_ERROR]);
                print_yen(stdout, t->subsidy, 0);
                printf(" yen\n%d rules ran on %lld records. %s\n", t->rules, (long long)t->records,
                       t->all_ran ? "No rule was left out." : "Some rules did not run: nothing is ready.");
        }
        if (!check->in_full)
                fprintf(beside(), "%s soroe -C %s check --all\n", say(c, "すべて見る:", "to see everything:"),
                        c->folder);
        else
                print_next(check);
}

static enum status count_facilities(int *n, struct store *store, struct arena *arena)
{
        struct texts codes;
        enum status st = store_facility_codes(&codes, store, "", arena);

        *n = (int)codes.n;
        return st;
}

static enum status check_text(struct check *check, struct store *store, const struct texts *codes)
{
        struct context *c = check->c;
        int n = 0;
        enum status st = count_facilities(&n, store, c->arena);

        check->in_full = codes->n || n <= MOST_IN_FULL || has_option(c, OPT_ALL);
        printf("%s(%s %s)\n", say(c, check->programme->ja, check->programme->en), check->programme->id,
               check->programme->revision);
        /* where it depends on the facility it stands with each */
        if (!check->programme->special_deadlines.n)
                print_deadline(check, check->programme->deadline, c->arena);
        if (!check->in_full)
                puts(say(c, "不備のある申請(はじめの6件)", "applications with errors (the first six)"));
        if (st == OK)
                st = judge(c, store, check->programme, codes, check->as_of, text_facility, check);
        if (st == OK)
                print_summary(check);
        return st;
}

/* ---- JSON: two passes, so that memory does not grow with the facilities */

static void separate(struct check *check)
{
        if (!check->first)
                putchar(',');
        check->first = false;
}

static enum status json_facility(void *user, const struct judged *j, struct arena *scratch)
{
        struct check *check = user;
        const struct records *r = j->records;

        (void)scratch;
        separate(check);
        json_write(json_pack("{s:s, s:s, s:i, s:b}", "facility", r->facility.code, "name", r->facility.name,
                             "applications", (int)j->assessments.n, "entered",
                             r->receipts.n || r->purchases.n || r->claims.n));
        return OK;
}

static enum status json_applications(void *user, const struct judged *j, struct arena *scratch)
{
        struct check *check = user;
        bool lines = is_format(check->c, "jsonl");

        count(check, j);
        for (size_t i = 0; i < j->assessments.n; i++) {
                if (!lines)
                        separate(check);
                json_write(json_application(check->c->language, j->records, &j->assessments.at[i], scratch));
                if (lines)
                        putchar('\n');
        }
        return OK;
}

static json_t *summary(const struct totals *t)
{
        return json_pack("{s:i, s:i, s:i, s:i, s:i, s:I, s:I}", "facilities", t->facilities, "applications",
                         t->applications, "ready", t->all_ran ? t->by_status[READY] : 0, "confirm",
                         t->by_status[NEEDS_ANSWER], "error", t->by_status[HAS_ERROR], "eligible_cost",
                         (json_int_t)t->eligible_cost.n, "subsidy", (json_int_t)t->subsidy.n);
}

static enum status check_json(struct check *check, struct store *store, const struct texts *codes)
{
        struct context *c = check->c;
        const struct programme *p = check->programme;
        enum status st;

        fputs("{\"schema\":\"soroe.check/1\",\"programme\":", stdout);
        json_write(json_pack("{s:s, s:s, s:s}", "id", p->id, "revision", p->revision, "sha256", p->digest.hex));
        fputs(",\"as_of\":", stdout);
        json_write(json_date(check->as_of));
        fputs(",\"facilities\":[", stdout);
        st = judge(c, store, p, codes, check->as_of, json_facility, check);
        fputs("],\"applications\":[", stdout);
        check->first = true;
        if (st == OK)
                st = judge(c, store, p, codes, check->as_of, json_applications, check);
        fputs("],\"findings\":", stdout);
        json_write(json_findings(c->language, &check->workspace, c->arena));
        printf(",\"rules_run\":%d,\"records\":%lld,\"summary\":", check->totals.rules,
               (long long)check->totals.records);
        json_write(summary(&check->totals));
        puts("}");
        return st;
}

static enum status check_jsonl(struct check *check, struct store *store, const struct texts *codes)
{
        return judge(check->c, store, check->programme, codes, check->as_of, json_applications, check);
}

/* ---- CSV */

static enum status csv_applications(void *user, const struct judged *j, struct arena *scratch)
{
        struct check *check = user;

        (void)scratch;
        count(check, j);
        for (size_t i = 0; i < j->assessments.n; i++) {
                const struct assessment *a = &j->assessments.at[i];

                printf("%s,%s,%s,%s,%lld,%lld,%lld,%lld\r\n", j->records->facility.code, a->category->label.id,
                       a->variant ? a->variant : "", application_status_id(a->status), (long long)a->claimed.n,
                       (long long)a->eligible_total.n, (long long)a->eligible_cost.n, (long long)a->subsidy.n);
        }
        return OK;
}

static enum status check_csv(struct check *check, struct store *store, const struct texts *codes)
{
        fputs("facility,category,variant,status,claimed,eligible_total,eligible_cost,subsidy\r\n", stdout);
        return judge(check->c, store, check->programme, codes, check->as_of, csv_applications, check);
}

/* ---- the command */

static enum status run_check(struct check *check, struct store *store)
{
        static const struct {
                const char *format;
                enum status (*run)(struct check *, struct store *, const struct texts *);
        } forms[] = {{"text", check_text}, {"json", check_json}, {"jsonl", check_jsonl}, {"csv", check_csv}};
        enum status st = judge_unattached(store, &check->workspace, check->c->arena);

        for (size_t i = 0; st == OK && i < sizeof forms / sizeof *forms; i++)
                if (is_format(check->c, forms[i].format))
                        st = forms[i].run(check, store, &check->c->options.arguments);
        return st;
}

static int verdict(const struct check *check)
{
        const struct totals *t = &check->totals;
        bool error = t->by_status[HAS_ERROR] || findings_have(&check->workspace, ERROR) || !t->all_ran;
        bool question = (t->by_status[NEEDS_ANSWER] || findings_have(&check->workspace, CONFIRM)) &&
                        has_option(check->c, OPT_STRICT);

        return error || question ? EXIT_FINDINGS : EXIT_GOOD;
}

static int run(struct context *c)
{
        struct check check = {.c = c, .totals = {.all_ran = true}, .first = true};
        struct store *store = NULL;
        enum status st;

        check.workspace = findings_in(c->arena);
        check.printer = (struct finding_printer){.out = stdout, .language = c->language};
        if (!date_option(&check.as_of, c, OPT_AS_OF, date_today_in_japan()))
                return EXIT_USAGE;
        st = open_workspace(&store, &check.programme, c);
        if (st == OK)
                st = store_read_begin(store); /* one view of the records, whatever others import meanwhile */
        if (st == OK)
                st = run_check(&check, store);
        store_close(store);
        return st == OK ? verdict(&check) : finish(c, st);
}

const struct command command_check = {
        "check",
        run,
        check_options,
        "text json jsonl csv",
        {"[--as-of 日付] [--programme ID|FILE] [--format 形式] [コード...]",
         "[--as-of DATE] [--programme ID|FILE] [--format FORMAT] [CODE...]"},
        {"足りないものと補助額を見ます。", "shows what is missing and what the subsidy will be."},
        "check\t足りないものと補助額を見る\tsee what is missing and the subsidy\n"
        "check --as-of 2025-12-22 4710123458\t1施設を、この日の申請として\tone facility, as of that day\n",
};
