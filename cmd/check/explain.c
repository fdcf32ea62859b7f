#include "cmd/check/explain.h"

#include <stdio.h>
#include <string.h>

#include "cmd/check/calculation.h"
#include "cmd/terminal/json.h"
#include "cmd/members/judge.h"
#include "cmd/members/workspace.h"

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
                                         programme_category_words(e->programme, e->c->arena)),
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
        {"(コード [区分] | 番号) [--as-of 日付] [--format 形式]",
         "(CODE [CATEGORY] | ID) [--as-of DATE] [--format FORMAT]"},
        {"補助額の計算を1円まで、または指摘の番号を説明します。",
         "explains an amount to the last yen, or the id of a finding."},
        "explain 4710123458 home-visit\t補助額の計算を1円まで見る\tsee how every yen is worked out\n"
        "explain E107\tこの番号の指摘の意味と直し方\twhat this finding means and what to do\n",
};
