#include "cmd/frame/command.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/terminal/json.h"
#include "cmd/members/judge.h"
#include "cmd/terminal/print.h"
#include "cmd/members/workspace.h"

#include "core/store/kept/records.h"

#include "core/banned.h"

static const enum option_id answer_options[] = {OPT_ALL,       OPT_REASON, OPT_BY, OPT_AS_OF,
                                                OPT_PROGRAMME, OPT_FORMAT, OPTIONS};

enum { MOST_WORDS = 1000 /* bytes of a reason or a name: it is printed on the papers */, MOST_LISTED = 12 };

/* What one application comes to with the answers. */
struct outcome {
        const char *facility, *name;
        const struct category *category;
        enum application_status before, after;
        struct yen subsidy_before, subsidy_after;
};

struct answering {
        struct context *c;
        struct store *store;
        const struct programme *programme;
        struct date as_of;
        struct answer answer;            /* id, yes, reason, by, at; subject and facts are each question's */
        const char *subject;             /* as typed, or NULL: every subject */
        const struct category *category; /* that the subject names in words; or NULL */
        struct store_author author;
        int answered, unchanged;
        struct outcomes {
                VEC(struct outcome);
        } outcomes; /* of the applications in which the question stands */
        struct open_questions {
                VEC(struct open_question {
                        enum finding_id id;
                        const char *subject;
                });
        } open; /* the questions that could have been answered, if no answer fitted one */
        size_t open_left_out;
};

/* ---- one facility */

/* "1919990018/K-1#2" as findings name it, or without the facility: "K-1#2". */
static bool is_subject(const char *subject, const char *typed)
{
        const char *slash = strchr(subject, '/');

        return strcmp(subject, typed) == 0 || (slash && strcmp(slash + 1, typed) == 0);
}

static bool is_asked(const struct answering *g, const struct finding *f)
{
        return strcmp(finding_name(f->id), g->answer.id) == 0 &&
               (!g->subject || is_subject(f->subject, g->subject) ||
                (g->category && is_subject(f->subject, g->category->label.id)));
}

static void note_open(struct answering *g, const struct finding *f)
{
        struct open_question *q;

        for (size_t i = 0; i < g->open.n; i++)
                if (g->open.at[i].id == f->id && strcmp(g->open.at[i].subject, f->subject) == 0)
                        return;
        if (g->open.n == MOST_LISTED) {
                g->open_left_out++;
                return;
        }
        q = vec_add(g->c->arena, &g->open);
        *q = (struct open_question){f->id, arena_strdup(g->c->arena, f->subject)};
}

/* A question about the facility or a receipt may stand in two applications: it is answered once. */
static enum status answer_one(struct answering *g, struct texts *done, const char *code, const struct finding *f,
                              struct arena *scratch)
{
        const struct digest facts = finding_facts(f);
        struct answer answer = g->answer;
        enum put put = PUT_UNCHANGED;
        enum status st;

        for (size_t i = 0; i < done->n; i++)
                if (strcmp(done->at[i], f->subject) == 0)
                        return OK;
        *vec_add(scratch, done) = f->subject;
        answer.subject = f->subject;
        answer.facts = facts.hex;
        st = store_put_answer(&put, g->store, code, &answer, &g->author, scratch);
        g->answered += put != PUT_UNCHANGED;
        g->unchanged += put == PUT_UNCHANGED;
        return st;
}

static enum status answer_application(struct answering *g, struct texts *done, bool *asked, const char *code,
                                      const struct judged *j, const struct assessment *a, struct arena *scratch)
{
        enum status st = OK;

        for (size_t i = 0; st == OK && i < a->findings.n; i++) {
                const struct finding *f = &a->findings.at[i];

                if (is_asked(g, f)) {
                        *asked = true;
                        st = answer_one(g, done, code, f, scratch);
                } else if (assess_open(j->records, f)) {
                        note_open(g, f);
                }
        }
        return st;
}

/* Judges the application again, with the answers just written. */
static enum status add_outcome(struct answering *g, const struct assessment *before, const char *code,
                               struct arena *scratch)
{
        struct outcome *o;
        struct records records;
        struct assessment after;
        bool found;
        enum status st = store_records(&records, &found, g->store, code, scratch);

        if (st != OK)
                return st;
        programme_resolve(g->programme, &records, scratch);
        assess_application(&after, g->programme, &records, before->category, g->as_of, scratch);
        o = vec_add(g->c->arena, &g->outcomes);
        *o = (struct outcome){arena_strdup(g->c->arena, code),
                              arena_strdup(g->c->arena, records.facility.name),
                              before->category,
                              before->status,
                              after.status,
                              before->subsidy,
                              after.subsidy};
        return OK;
}

static enum status answer_facility(void *user, const struct judged *j, struct arena *scratch)
{
        struct answering *g = user;
        const char *code = j->records->facility.code;
        struct texts done = {0};
        bool *asked = arena_alloc(scratch, (j->assessments.n + 1) * sizeof *asked);
        enum status st = OK;

        for (size_t i = 0; st == OK && i < j->assessments.n; i++)
                st = answer_application(g, &done, &asked[i], code, j, &j->assessments.at[i], scratch);
        for (size_t i = 0; st == OK && i < j->assessments.n; i++)
                if (asked[i])
                        st = add_outcome(g, &j->assessments.at[i], code, scratch);
        return st;
}

/* ---- what is printed */

static void print_outcomes(const struct answering *g)
{
        const struct context *c = g->c;
        const char *last = "";

        for (size_t i = 0; i < g->outcomes.n; i++) {
                const struct outcome *o = &g->outcomes.at[i];

                if (strcmp(last, o->facility) != 0) {
                        printf("%s(%s)\n  ", o->name, o->facility);
                        print_cells(stdout, say(c, "区分", "category"), 34, LEFT_SIDE);
                        print_cells(stdout, say(c, "補助額(前)", "before"), 13, RIGHT_SIDE);
                        print_cells(stdout, say(c, "回答後", "after"), 13, RIGHT_SIDE);
                        printf("  %s\n", say(c, "状態", "status"));
                }
                last = o->facility;
                fputs("  ", stdout);
                print_name(stdout, say(c, o->category->label.ja, o->category->label.id), 34, c->arena);
                print_yen(stdout, o->subsidy_before, 13);
                print_yen(stdout, o->subsidy_after, 13);
                printf("  %s\n", status_word(o->after, c->language));
        }
}

static void print_count(const struct answering *g)
{
        const bool ja = g->c->language == JAPANESE;
        const char *word = g->answer.yes ? say(g->c, "はい", "yes") : say(g->c, "いいえ", "no");

        printf(ja ? "%s に %s と答えました: %d件" : "%s answered %s: %d", g->answer.id, word, g->answered);
        if (g->unchanged)
                printf(ja ? "、前と同じ回答 %d件" : ", the same answer as before: %d", g->unchanged);
        puts(ja ? "。" : ".");
}

static void write_json(const struct answering *g)
{
        json_t *applications = json_array();

        for (size_t i = 0; i < g->outcomes.n; i++) {
                const struct outcome *o = &g->outcomes.at[i];

                json_array_append_new(applications, json_pack("{s:s, s:s, s:{s:s, s:I}, s:{s:s, s:I}}", "facility",
                                                              o->facility, "category", o->category->label.id, "before",
                                                              "status", application_status_id(o->before), "subsidy",
                                                              (json_int_t)o->subsidy_before.n, "after", "status",
                                                              application_status_id(o->after), "subsidy",
                                                              (json_int_t)o->subsidy_after.n));
        }
        json_write(json_pack("{s:s, s:s, s:b, s:i, s:i, s:o}", "schema", "soroe.answer/1", "id", g->answer.id, "yes",
                             g->answer.yes, "answered", g->answered, "unchanged", g->unchanged, "applications",
                             applications));
        putchar('\n');
}

/* No question of that id and subject is open: says which questions are. */
static int no_such_question(const struct answering *g)
{
        const struct context *c = g->c;

        fprintf(beside(), "soroe answer: %s: %s%s%s\n",
                say(c, "この番号の質問はありません", "there is no such question"), g->answer.id, g->subject ? " " : "",
                g->subject ? g->subject : "");
        if (!g->open.n) {
                fprintf(beside(), "%s\n", say(c, "回答を待っている質問もありません。", "no question is open"));
                return EXIT_FINDINGS;
        }
        fprintf(beside(), "%s\n", say(c, "回答を待っている質問:", "open questions:"));
        for (size_t i = 0; i < g->open.n; i++)
                fprintf(beside(), "  %s %s\n", finding_name(g->open.at[i].id), g->open.at[i].subject);
        if (g->open_left_out)
                fprintf(beside(),
                        c->language == JAPANESE ? "  ほかに %zu件: soroe check\n" : "  and %zu more: soroe check\n",
                        g->open_left_out);
        return EXIT_FINDINGS;
}

static void report(const struct answering *g)
{
        if (is_format(g->c, "json")) {
                write_json(g);
                return;
        }
        print_outcomes(g);
        print_count(g);
}

/* ---- the command line */

static bool read_yes(bool *yes, const char *text)
{
        static const struct {
                const char *text;
                bool yes;
        } words[] = {{"yes", true}, {"no", false}, {"はい", true}, {"いいえ", false}};

        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
                *yes = words[i].yes;
                if (strcmp(words[i].text, text) == 0)
                        return true;
        }
        return false;
}

static bool check_words(const struct context *c, const char *name, const char *text)
{
        if (*text && strlen(text) <= MOST_WORDS && text_is_valid(text) && !strpbrk(text, "\t\r\n"))
                return true;
        usage_error(c, arena_printf(c->arena, "%s は、1行、300字までで書いてください", name),
                    arena_printf(c->arena, "%s is one line of at most 1000 bytes", name), *text ? NULL : "");
        return false;
}

/* The question wants a value, which yes or no cannot give. The finding's remedy says what to enter, and where. */
static void refuse_table(const struct context *c, enum finding_id id, const char *typed)
{
        const struct finding f = {.id = id, .args = {"…", "…", "…"}};

        usage_error(c,
                    arena_printf(c->arena, "はい・いいえで答える質問ではありません。%s",
                                 finding_remedy(c->arena, &f, JAPANESE)),
                    arena_printf(c->arena, "no question of yes or no; %s", finding_remedy(c->arena, &f, ENGLISH)),
                    typed);
}

static bool read_id(const struct context *c, const char *typed)
{
        enum finding_id id;

        if (!finding_by_name(&id, typed))
                usage_error(c, "指摘の番号ではありません", "not the id of a finding", typed);
        else if (finding_severity(id) != CONFIRM)
                usage_error(c, "質問(要確認)ではないので、回答できません。直してください",
                            "this is no question (confirm); it cannot be answered, only mended", typed);
        else if (!assess_takes_answer(id))
                refuse_table(c, id, typed);
        else
                return true;
        return false;
}

/* CODE ID [SUBJECT] yes|no, or --all ID [SUBJECT] yes|no. */
static bool read_command_line(struct answering *g, struct texts *codes)
{
        struct context *c = g->c;
        const struct texts *given = &c->options.arguments;
        size_t first = has_option(c, OPT_ALL) ? 0 : 1;

        if (given->n < first + 2 || given->n > first + 3) {
                usage_error(c, "施設のコード(か --all)、指摘の番号、はい か いいえ が要ります",
                            "it takes an institution code (or --all), the id of a question, and yes or no", NULL);
                return false;
        }
        if (first)
                *vec_add(c->arena, codes) = given->at[0];
        g->answer.id = given->at[first];
        g->subject = given->n == first + 3 ? given->at[first + 1] : NULL;
        if (!read_yes(&g->answer.yes, given->at[given->n - 1])) {
                usage_error(c, "回答は「はい」か「いいえ」です", "the answer is yes or no", given->at[given->n - 1]);
                return false;
        }
        if (!option(c, OPT_REASON)) {
                usage_error(c, "理由(--reason)がありません", "the reason (--reason) is missing", NULL);
                return false;
        }
        g->answer.reason = option(c, OPT_REASON);
        g->answer.by = option(c, OPT_BY) ? option(c, OPT_BY) : login();
        return read_id(c, g->answer.id) && check_words(c, "--reason", g->answer.reason) &&
               check_words(c, "--by", g->answer.by);
}

static enum status answer_all(struct answering *g, const struct texts *codes)
{
        enum status st = store_begin(g->store);

        if (st == OK)
                st = judge(g->c, g->store, g->programme, codes, g->as_of, answer_facility, g);
        if (st == OK)
                st = store_commit(g->store);
        if (st != OK)
                store_rollback(g->store);
        return st;
}

static int run(struct context *c)
{
        struct answering g = {.c = c};
        struct texts codes = {0};
        char today[DATE_TEXT];
        const char *variant;
        enum status st;
        bool none;

        if (!read_command_line(&g, &codes) || !date_option(&g.as_of, c, OPT_AS_OF, date_today_in_japan()))
                return EXIT_USAGE;
        g.answer.at = date_iso(today, date_today_in_japan());
        g.author = author(c, g.answer.by, g.answer.reason);
        st = open_workspace(&g.store, &g.programme, c);
        if (st == OK)
                mind_the_hour(&g.as_of, c, OPT_AS_OF, g.programme);
        if (st == OK && g.subject)
                g.category = programme_category(g.programme, g.subject, &variant, &none, c->arena);
        if (st == OK)
                st = answer_all(&g, &codes);
        store_close(g.store);
        if (st != OK)
                return finish(c, st);
        if (!g.outcomes.n)
                return no_such_question(&g);
        report(&g);
        return EXIT_GOOD;
}

const struct command command_answer = {
        "answer",
        run,
        answer_options,
        "text json",
        {"(コード | --all) 番号 [対象] はい|いいえ --reason 理由 [--by 名前]",
         "(CODE | --all) ID [SUBJECT] yes|no --reason TEXT [--by NAME]"},
        {"おたずね(要確認)に答え、理由と一緒に記録します。", "Answers a question (confirm) and keeps the reason."},
        "answer 4710123458 C211 いいえ¦no --reason 電話で確認¦asked-by-phone\tこの施設の、この番号すべてに\tevery "
        "question of that id\n"
        "answer 4710123458 C211 K-1#3 はい¦yes --reason 電話で確認¦asked-by-phone\tこの明細についてだけ\tabout that "
        "line alone\n"
        "answer --all C216 はい¦yes --reason 全施設に確認済み¦asked-everybody\tすべての施設の質問に\tof all "
        "facilities\n",
};
