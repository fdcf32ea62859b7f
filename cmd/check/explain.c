#include "cmd/frame/command.h"

#include <stdio.h>
#include <string.h>

#include "cmd/check/calculation.h"
#include "cmd/terminal/json.h"
#include "cmd/members/judge.h"
#include "cmd/members/workspace.h"
#include "cmd/terminal/print.h"

#include "core/file/finding_long.h"

#include "core/banned.h"

static const enum option_id explain_options[] = {OPT_AS_OF, OPT_PROGRAMME, OPT_FORMAT, OPTIONS};

struct explaining {
        struct context *c;
        const struct programme *programme;
        const struct category *category; /* NULL: every one that is claimed */
        struct date as_of;
        int explained;
        const char *claimed; /* ids of the categories that are, for the message */
};

static void explain_json(const struct explaining *e, const struct records *records, const struct assessment *a,
                         struct arena *scratch)
{
        json_t *application = json_application(e->c->language, records, a, scratch), *lines = json_array();
        json_t *o = json_pack("{s:s, s:{s:s, s:s, s:s}, s:o}", "schema", "soroe.explain/1", "programme", "id",
                              e->programme->id, "revision", e->programme->revision, "sha256", e->programme->digest.hex,
                              "as_of", json_date(e->as_of));

        for (size_t i = 0; i < records->purchases.n; i++)
                json_array_append_new(lines, json_line(&records->purchases.at[i], a->lines[i], scratch));
        json_object_update(o, application);
        json_decref(application);
        json_object_set_new(o, "lines", lines);
        json_object_set_new(o, "calculator", json_string(calculation_keys(a, scratch)));
        json_write(o);
        putchar('\n');
}

static enum status explain_facility(void *user, const struct judged *j, struct arena *scratch)
{
        struct explaining *e = user;
        struct buffer claimed = buffer_in(e->c->arena);

        buffer_text(&claimed, "");
        for (size_t i = 0; i < j->assessments.n; i++) {
                const struct assessment *a = &j->assessments.at[i];

                buffer_printf(&claimed, "%s%s", i ? " " : "", a->category->label.id);
                if (e->category && a->category != e->category)
                        continue;
                if (is_format(e->c, "json")) {
                        explain_json(e, j->records, a, scratch);
                } else {
                        if (e->explained)
                                putchar('\n');
                        calculation_print(e->c, j->records, a, scratch);
                }
                e->explained++;
        }
        e->claimed = claimed.at;
        return OK;
}

static bool choose_category(struct explaining *e, const char *typed)
{
        const char *variant;
        bool none = false;

        e->category = programme_category_by_id(e->programme, typed);
        if (!e->category)
                e->category = programme_category(e->programme, typed, &variant, &none, e->c->arena);
        if (!e->category)
                usage_error(e->c,
                            arena_printf(e->c->arena, "この補助事業の区分ではありません。区分: %s",
                                         programme_category_words(e->programme, JAPANESE, e->c->arena)),
                            "the programme has no such category", typed);
        return e->category != NULL;
}

static int nothing_claimed(const struct explaining *e, const char *code)
{
        const struct context *c = e->c;

        fprintf(beside(), "soroe explain: %s: %s %s\n",
                say(c, "この区分の申請はありません", "there is no such application"), code,
                e->category ? e->category->label.id : "");
        if (*e->claimed)
                fprintf(beside(), "%s %s\n", say(c, "この施設の申請:", "applications of this facility:"), e->claimed);
        else
                fprintf(beside(), "%s soroe import --help\n",
                        say(c, "購入明細を取り込んでください:", "import its purchases:"));
        return EXIT_FINDINGS;
}

static int explain_amount(struct context *c, const struct texts *given)
{
        struct explaining e = {.c = c, .claimed = ""};
        struct store *store = NULL;
        struct texts codes = {0};
        enum status st;

        *vec_add(c->arena, &codes) = given->at[0];
        if (!date_option(&e.as_of, c, OPT_AS_OF, date_today_in_japan()))
                return EXIT_USAGE;
        st = open_workspace(&store, &e.programme, c);
        if (st == OK)
                mind_the_hour(&e.as_of, c, OPT_AS_OF, e.programme);
        if (st == OK && given->n > 1 && !choose_category(&e, given->at[1]))
                st = ERR_USAGE;
        if (st == OK)
                st = store_read_begin(store);
        if (st == OK)
                st = judge(c, store, e.programme, &codes, e.as_of, explain_facility, &e);
        store_close(store);
        if (st != OK)
                return finish(c, st);
        return e.explained ? EXIT_GOOD : nothing_claimed(&e, given->at[0]);
}

/* "E107", also "e107": a letter, then digits only; else it is a code. */
enum { WIDTH = 80 };

/* What the severity means for the application (docs/formats.md, Findings). */
static const char *const graded[][2] = {
        [ERROR] = {"直すまで確定できません(下書きは作れます)。指摘された明細や領収書は数えません。",
                   "the application cannot be sealed until it is mended (a draft can be made); lines and receipts "
                   "named by it do "
                   "not count"},
        [CONFIRM] = {"人が確かめて答える質問です。答えなくても確定でき、未回答として書類に印刷します。",
                     "a question for a person; it can be sealed unanswered and is then printed as open"},
        [WARNING] = {"知らせるだけです。金額も確定も変わりません。",
                     "told for attention; neither amount nor sealing changes"},
        [INFO] = {"参考です。することはないか、わずかです。", "for information; there is little or nothing to do"},
};
static const char *const raised[][2] = {
        [SCOPE_IMPORT] = {"取り込むとき(soroe import)。直して取り込むまで soroe check にも出ます。",
                          "while importing; soroe check repeats it until a corrected row comes in"},
        [SCOPE_APPLICATION] = {"申請の点検(soroe check)。soroe verify も書類だけから同じ点検をします。",
                               "when an application is checked; soroe verify does the same from the packet alone"},
        [SCOPE_WORKSPACE] = {"作業フォルダー全体の点検。書類には、その日の事実として記録します。",
                             "when the whole workspace is looked at; a packet records it as a fact of that day"},
        [SCOPE_AUDIT] = {"書類どうしの照合(soroe audit)。1つの書類だけからはわかりません。",
                         "holding packets against each other (soroe audit); no packet alone shows it"},
};
static const char *const import_graded[][2] = {
        [ERROR] = {"この行は取り込まず、元のまま rejected に残します。",
                   "the row is not imported; it is kept as it is in rejected/"},
        [CONFIRM] = {"対処のとおりにして答える質問です。soroe answer では答えず、書類には印刷しません。",
                     "a question that is answered as the remedy says, not with soroe answer; no paper prints it"},
};

static const char *grading(enum finding_id id, enum language language)
{
        const enum severity severity = finding_severity(id);
        const bool of_a_row = (severity == ERROR && id != E015 && id != E016) || severity == CONFIRM;

        return finding_scope(id) == SCOPE_IMPORT && of_a_row ? import_graded[severity][language]
                                                             : graded[severity][language];
}

static void paragraph(const struct context *c, const char *ja, const char *en, const char *text)
{
        const char *label = say(c, ja, en);

        fputs("  ", stdout);
        print_cells(stdout, label, 8, LEFT_SIDE);
        print_wrapped(stdout, text, 10, 10, WIDTH);
}

static void print_text(const struct context *c, const struct finding *f)
{
        enum severity severity = finding_severity(f->id);

        printf("%s %s\n", finding_name(f->id), severity_word(severity, c->language));
        paragraph(c, "文面", "says", finding_message(c->arena, f, c->language));
        paragraph(c, "意味", "means", finding_long(f->id, c->language, c->arena));
        paragraph(c, "対処", "fix", finding_remedy(c->arena, f, c->language));
        paragraph(c, "扱い", "graded", grading(f->id, c->language));
        paragraph(c, "時期", "raised", raised[finding_scope(f->id)][c->language]);
        if (severity == CONFIRM && finding_scope(f->id) != SCOPE_IMPORT)
                paragraph(c, "回答", "answer",
                          arena_printf(c->arena,
                                       say(c, "soroe answer コード %s yes --reason 理由",
                                           "soroe answer CODE %s yes --reason TEXT"),
                                       finding_name(f->id)));
}

static void explain_finding(const struct context *c, enum finding_id id)
{
        struct finding f = {.id = id, .args = {"__", "__", "__"}}; /* where the finding's own words stand */

        if (!is_format(c, "json")) {
                print_text(c, &f);
                return;
        }
        json_write(json_pack(
                "{s:s, s:s, s:s, s:s, s:s, s:s}", "schema", "soroe.finding/1", "id", finding_name(id), "severity",
                severity_word(finding_severity(id), ENGLISH), "message", finding_message(c->arena, &f, c->language),
                "remedy", finding_remedy(c->arena, &f, c->language), "text", finding_long(id, c->language, c->arena)));
        putchar('\n');
}

static bool looks_like_id(const char *text)
{
        return strchr("ECWIecwi", text[0]) && text[0] && text[1] && strspn(text + 1, "0123456789") == strlen(text + 1);
}

static int explain_id(struct context *c, const char *typed)
{
        char *name = arena_strdup(c->arena, typed);
        enum finding_id id;

        if (name[0] >= 'a')
                name[0] = (char)(name[0] - 'a' + 'A');
        if (!finding_by_name(&id, name))
                return usage_error(c, "この番号の指摘はありません", "no finding has this id", typed);
        explain_finding(c, id);
        return EXIT_GOOD;
}

static int run(struct context *c)
{
        const struct texts *given = &c->options.arguments;

        if (given->n < 1 || given->n > 2)
                return usage_error(c, "施設のコードと区分か、指摘の番号が要ります",
                                   "it takes an institution code and a category, or the id of a finding", NULL);
        if (looks_like_id(given->at[0]) && given->n == 1)
                return explain_id(c, given->at[0]);
        return explain_amount(c, given);
}

const struct command command_explain = {
        "explain",
        run,
        explain_options,
        "text json",
        {"コード [区分] [--on 日付] [--format 形式]\n番号", "CODE [CATEGORY] [--on DATE] [--format FORMAT]\nID"},
        {"補助額の計算を1円まで、または指摘の意味を説明します。",
         "Explains an amount to the last yen, or what a finding means."},
        "explain 4710123458 訪問診療等¦home-visit\t補助額の計算を1円まで\thow every yen is worked out\n"
        "explain E107\tこの指摘の意味と直し方\twhat it means, what to do\n",
};
