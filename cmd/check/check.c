#include "cmd/frame/command.h"

#include <stdio.h>
#include <string.h>

#include "cmd/check/check.h"
#include "cmd/terminal/csv_out.h"
#include "cmd/terminal/json.h"
#include "cmd/members/workspace.h"

#include "core/banned.h"

static const enum option_id check_options[] = {OPT_AS_OF, OPT_PROGRAMME, OPT_STRICT,   OPT_ALL,
                                               OPT_ONLY,  OPT_FORMAT,    OPT_PROGRESS, OPTIONS};

static bool sent_nothing(const struct judged *j)
{
        const struct records *r = j->records;

        return !j->declined && !r->receipts.n && !r->purchases.n && !r->claims.n;
}

void check_count(struct check_run *check, const struct judged *j)
{
        struct check_totals *t = &check->totals;
        int worst = -1;

        t->facilities++;
        checked_papers_add(&t->papers, &j->papers);
        t->records +=
                1 + (int64_t)j->records->receipts.n + (int64_t)j->records->purchases.n + (int64_t)j->records->claims.n;
        for (size_t i = 0; i < j->assessments.n; i++) {
                const struct assessment *a = &j->assessments.at[i];
                struct check_count *of = &t->by_status[a->status];

                t->applications++;
                t->filed[j->filings[i].state]++;
                if (j->filings[i].state == FILING_DECLINED)
                        continue; /* nobody will hand it in, so it counts neither as ready nor as in error */
                of->applications++;
                worst = (int)a->status > worst ? (int)a->status : worst;
                t->rules = a->checks_total;
                t->all_ran &= a->checks_run == a->checks_total;
                if (a->status == HAS_ERROR)
                        continue;
                yen_add(&of->subsidy, of->subsidy, a->subsidy);
                yen_add(&t->eligible_cost, t->eligible_cost, a->eligible_cost);
                yen_add(&t->subsidy, t->subsidy, a->subsidy);
        }
        (worst >= 0 ? &t->by_status[worst] : sent_nothing(j) ? &t->bare : &t->none)->facilities++;
}

static enum status one_of_all(void *user, const struct judged *j, struct arena *scratch)
{
        struct check_run *check = user;
        enum status st = check->each(check, j, scratch);

        progress_done(&check->progress, ++check->judged);
        return st;
}

enum status check_judge(struct check_run *check, const struct texts *codes, judge_each *each)
{
        check->each = each;
        return judge(check->c, check->store, check->programme, codes, check->as_of, one_of_all, check);
}

bool check_shows(const struct check_run *check, const struct assessment *a)
{
        return !check->has_only || a->status == check->only;
}

/* ---- JSON: two passes, so that memory does not grow with the facilities */

static void separate(struct check_run *check)
{
        if (!check->first)
                putchar(',');
        check->first = false;
}

static enum status json_facility(void *user, const struct judged *j, struct arena *scratch)
{
        struct check_run *check = user;
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
        struct check_run *check = user;
        bool lines = is_format(check->c, "jsonl");

        check_count(check, j);
        for (size_t i = 0; i < j->assessments.n; i++) {
                json_t *application;

                if (!lines && j->filings[i].state != FILING_DECLINED)
                        (void)check_add_gain(check, j, i);
                if (!check_shows(check, &j->assessments.at[i]))
                        continue;
                if (!lines)
                        separate(check);
                application = json_application(check->c->language, j->records, &j->assessments.at[i], scratch);
                json_object_set_new(application, "mark", json_filing(&j->filings[i]));
                json_write(application);
                if (lines)
                        putchar('\n');
        }
        return OK;
}

json_t *check_summary(const struct check_totals *t)
{
        return json_pack("{s:i, s:i, s:i, s:i, s:i, s:i, s:I, s:I, s:I, s:o*}", "facilities", t->facilities,
                         "applications", t->applications, "ready", t->all_ran ? t->by_status[READY].applications : 0,
                         "confirm", t->by_status[NEEDS_ANSWER].applications, "error",
                         t->by_status[HAS_ERROR].applications, "declined", t->filed[FILING_DECLINED], "if_mended",
                         (json_int_t)t->if_mended.n, "eligible_cost", (json_int_t)t->eligible_cost.n, "subsidy",
                         (json_int_t)t->subsidy.n, "papers", json_papers(&t->papers));
}

static void write_findings(struct check_run *check)
{
        struct arena *scratch = arena_child(check->c->arena);

        check->first = true;
        for (size_t i = 0; i < check->workspace.n; i++) {
                separate(check);
                json_write(json_finding(check->c->language, &check->workspace.at[i], scratch));
                arena_reset(scratch);
        }
        arena_free(scratch);
}

static enum status check_json(struct check_run *check, const struct texts *codes)
{
        const struct programme *p = check->programme;
        enum status st;

        fputs("{\"schema\":\"soroe.check/1\",\"programme\":", stdout);
        json_write(json_pack("{s:s, s:s, s:s}", "id", p->id, "revision", p->revision, "sha256", p->digest.hex));
        fputs(",\"as_of\":", stdout);
        json_write(json_date(check->as_of));
        fputs(",\"facilities\":[", stdout);
        st = check_judge(check, codes, json_facility);
        fputs("],\"applications\":[", stdout);
        check->first = true;
        if (st == OK)
                st = check_judge(check, codes, json_applications);
        fputs("],\"findings\":[", stdout);
        write_findings(check);
        fputs("],\"findings_left_out\":", stdout);
        json_write(json_left_out(&check->workspace));
        printf(",\"rules_run\":%d,\"records\":%lld,\"summary\":", check->totals.rules,
               (long long)check->totals.records);
        json_write(check_summary(&check->totals));
        puts("}");
        return st;
}

static enum status check_jsonl(struct check_run *check, const struct texts *codes)
{
        return check_judge(check, codes, json_applications);
}

/* ---- CSV */

/* Words for people in a Japanese list, ids in an English one. */
static void csv_application(enum language language, const struct facility *facility, const struct assessment *a,
                            struct arena *scratch)
{
        const bool ja = language == JAPANESE;
        const struct yen amounts[] = {a->claimed, a->eligible_total, a->eligible_cost, a->subsidy};
        const char *cells[4 + sizeof amounts / sizeof *amounts] = {
                facility->code, ja ? a->category->label.ja : a->category->label.id,
                ja && a->variant ? category_variant_name(a->category, a->variant) : a->variant,
                ja ? status_word(a->status, JAPANESE) : application_status_id(a->status)};

        for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++)
                cells[4 + i] = arena_printf(scratch, "%lld", (long long)amounts[i].n);
        csv_out(cells, sizeof cells / sizeof *cells, ~0xfu, scratch);
}

static enum status csv_applications(void *user, const struct judged *j, struct arena *scratch)
{
        struct check_run *check = user;

        check_count(check, j);
        for (size_t i = 0; i < j->assessments.n; i++) {
                const struct assessment *a = &j->assessments.at[i];

                if (!check_shows(check, a))
                        continue;
                csv_application(check->c->language, &j->records->facility, a, scratch);
        }
        return OK;
}

static enum status check_csv(struct check_run *check, const struct texts *codes)
{
        fputs(CSV_BOM, stdout);
        fputs(say(check->c,
                  "医療機関コード,事業区分,種類,状態,購入額,総事業費(上限の適用前),総事業費(上限の適用後),補助額(見込)"
                  "\r\n",
                  "facility,category,variant,status,claimed,eligible_total,eligible_cost,subsidy\r\n"),
              stdout);
        return check_judge(check, codes, csv_applications);
}

/* ---- the command */

/* The number of facilities is asked for only where somebody looks on. The JSON form goes through them twice. */
static enum status begin_progress(struct check_run *check)
{
        struct context *c = check->c;
        enum status st = OK;
        int64_t n = 0;

        if (progress_is_on(&check->progress))
                st = code_walk_count(&n, check->store, &c->options.arguments, c->arena);
        progress_stage(&check->progress, "点検", "check", PACE_FACILITIES, is_format(c, "json") ? 2 * n : n);
        return st;
}

static enum status run_check(struct check_run *check)
{
        static const struct {
                const char *format;
                enum status (*run)(struct check_run *, const struct texts *);
        } forms[] = {{"text", check_text}, {"json", check_json}, {"jsonl", check_jsonl}, {"csv", check_csv}};
        enum status st =
                judge_unattached(&check->workspace, check->store, &check->c->options.arguments,
                                 is_format(check->c, "json") ? JUDGE_MOST_WRITTEN : JUDGE_MOST_READ, check->c->arena);

        if (st == OK)
                st = begin_progress(check);
        for (size_t i = 0; st == OK && i < sizeof forms / sizeof *forms; i++)
                if (is_format(check->c, forms[i].format))
                        st = forms[i].run(check, &check->c->options.arguments);
        progress_close(&check->progress);
        return st;
}

static int verdict(const struct check_run *check)
{
        const struct check_totals *t = &check->totals;
        bool error = t->by_status[HAS_ERROR].applications || findings_have(&check->workspace, ERROR) || !t->all_ran;
        bool question = (t->by_status[NEEDS_ANSWER].applications || findings_have(&check->workspace, CONFIRM)) &&
                        has_option(check->c, OPT_STRICT);

        return error || question ? EXIT_FINDINGS : EXIT_GOOD;
}

static bool only_option(struct check_run *check)
{
        const char *word = option(check->c, OPT_ONLY);

        check->has_only = word != NULL;
        for (int i = READY; word && i <= HAS_ERROR; i++) {
                check->only = (enum application_status)i;
                if (strcmp(word, application_status_id(check->only)) == 0)
                        return true;
        }
        if (word)
                usage_error(check->c, "--only は 不備 要確認 提出可(error confirm ready)のどれかです",
                            "--only is error, confirm or ready", word);
        return !word;
}

static int run(struct context *c)
{
        struct check_run check = {.c = c, .totals = {.all_ran = true}, .first = true};
        enum status st;

        check.workspace = findings_in(c->arena);
        check.printer = (struct finding_printer){.out = stdout, .language = c->language};
        if (!date_option(&check.as_of, c, OPT_AS_OF, date_today_in_japan()) || !only_option(&check) ||
            !progress_open(&check.progress, c))
                return EXIT_USAGE;
        st = open_workspace(&check.store, &check.programme, c);
        if (st == OK)
                mind_the_hour(&check.as_of, c, OPT_AS_OF, check.programme);
        if (st == OK)
                st = store_read_begin(check.store); /* one view of the records, whatever others import meanwhile */
        if (st == OK)
                st = codes_are_there(c, check.store, &c->options.arguments);
        if (st == OK)
                st = run_check(&check);
        store_close(check.store);
        return st == OK ? verdict(&check) : finish(c, st);
}

const struct command command_check = {
        "check",
        run,
        check_options,
        "text json jsonl csv",
        {"[--on 日付] [--only 状態] [--all] [--format 形式] [コード...]",
         "[--on DATE] [--only STATE] [--all] [--format FORMAT] [CODE...]"},
        {"足りないものと補助額を見ます。", "Shows what is missing and what the subsidy will be."},
        "check\t足りないものと補助額\twhat is missing, and the subsidy\n"
        "check --on 2025-12-22 4710123458\t1施設を、この日の申請として\tone facility, as of that day\n"
        "check --only 不備¦error\t不備のある申請だけ\tthe applications in error\n",
};
