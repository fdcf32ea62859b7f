#include "cmd/prove/programme.h"

#include <stdio.h>
#include <string.h>

#include "cmd/terminal/json.h"
#include "cmd/terminal/print.h"
#include "cmd/members/workspace.h"

#include "core/file/embedded.h"
#include "core/file/file.h"
#include "core/programme/programme_check.h"

#include "core/banned.h"

static const enum option_id programme_options[] = {OPT_FORMAT, OPTIONS};

static void list_one(const struct context *c, const struct programme *p, const char *name)
{
        char deadline[DATE_TEXT];

        print_cells(stdout, name, 30, LEFT_SIDE);
        print_cells(stdout, p->revision, 4, LEFT_SIDE);
        print_cells(stdout,
                    date_is_set(p->deadline) ? date_iso(deadline, p->deadline) : say(c, "記載なし", "not stated"), 12,
                    LEFT_SIDE);
        printf("%s\n  ", p->reviewed);
        print_wrapped(stdout, say(c, p->ja, p->en), 2, 2, 80);
}

static json_t *json_one(const struct programme *p)
{
        return json_pack("{s:s, s:s, s:o, s:s, s:s, s:s, s:s}", "id", p->id, "revision", p->revision, "deadline",
                         json_date(p->deadline), "reviewed", p->reviewed, "ja", p->ja, "en", p->en, "sha256",
                         p->digest.hex);
}

int programme_list(struct context *c)
{
        const struct texts ids = embedded_programmes(c->arena);
        json_t *list = json_array();
        enum status st = OK;

        if (!is_format(c, "json")) {
                print_cells(stdout, "ID", 30, LEFT_SIDE);
                print_cells(stdout, say(c, "版", "rev"), 4, LEFT_SIDE);
                print_cells(stdout, say(c, "申請期限", "deadline"), 12, LEFT_SIDE);
                puts(say(c, "見直した日", "reviewed"));
        }
        for (size_t i = 0; st == OK && i < ids.n; i++) {
                struct programme *p;

                st = programme_open(&p, ids.at[i], c->arena, &c->findings);
                if (st != OK)
                        break;
                if (is_format(c, "json"))
                        json_array_append_new(list, json_one(p));
                else
                        list_one(c, p, ids.at[i]);
        }
        if (st == OK && is_format(c, "json")) {
                json_write(json_pack("{s:s, s:O}", "schema", "soroe.programmes/1", "programmes", list));
                putchar('\n');
        }
        json_decref(list);
        return finish(c, st);
}

/* A file that cannot be used is what `check` was asked to find out: findings, not a failure of the system. */
static int refused(struct context *c, const char *name, enum status st)
{
        struct finding_printer printer = {.out = stdout, .language = c->language, .arena = c->arena};
        const struct fault *fault = &c->findings.fault;
        const char *why = c->language == JAPANESE && fault->detail_ja ? fault->detail_ja : fault->detail;

        if (fault->id != NO_FAULT && fault->id != F_PROGRAMME)
                return finish(c, st);
        if (is_format(c, "json")) {
                json_write(json_pack("{s:s, s:s, s:b, s:s?, s:s?, s:o}", "schema", "soroe.programme-check/1", "file",
                                     name, "ok", 0, "place", fault->what, "reason", why, "findings",
                                     json_findings(c->language, &c->findings, c->arena)));
                putchar('\n');
                return EXIT_FINDINGS;
        }
        for (size_t i = 0; i < c->findings.n; i++) /* no file that can be read */
                print_finding(&printer, &c->findings.at[i], NULL);
        if (fault->id != NO_FAULT)
                print_wrapped(stdout,
                              arena_printf(c->arena, "%s: %s: %s", fault->what, severity_word(ERROR, c->language),
                                           why ? why : ""),
                              0, 6, 80);
        return EXIT_FINDINGS;
}

static json_t *yen_or_null(bool is_set, struct yen yen)
{
        return is_set ? json_integer(yen.n) : json_null();
}

static json_t *json_value(const struct sourced *v)
{
        return json_pack("{s:s, s:s, s:s?}", "path", v->path, "how", how_word(v->basis.how, ENGLISH), "source",
                         v->basis.source ? v->basis.source->text : NULL);
}

static json_t *attribute_or_null(const struct per_unit *per)
{
        return per->attribute && *per->attribute ? json_string(per->attribute) : json_null();
}

/* Returns the attribute whose number an amount is multiplied by: so many yen for each unit. */
static json_t *json_per(const struct grant *g)
{
        json_t *caps = json_object();

        for (size_t i = 0; i < g->item_caps.n; i++)
                json_object_set_new(caps, g->item_caps.at[i].item, attribute_or_null(&g->item_caps.at[i].per));
        return json_pack("{s:o, s:o, s:o}", "limit", attribute_or_null(&g->limit_per), "cost_cap",
                         attribute_or_null(&g->cost_cap_per), "item_caps", caps);
}

static json_t *json_grant(const struct grant_proof *proof, struct arena *arena)
{
        static const char *const modes[] = {[ROUND_DOWN] = "down", [ROUND_HALF_UP] = "half-up", [ROUND_UP] = "up"};
        const struct grant *g = proof->grant;
        json_t *caps = json_object(), *rate = json_null();

        for (size_t i = 0; i < g->item_caps.n; i++)
                json_object_set_new(caps, g->item_caps.at[i].item, json_integer(g->item_caps.at[i].yen.n));
        if (g->rate_basis.how != HOW_UNKNOWN)
                rate = json_pack("{s:i, s:i}", "num", (int)g->rate.num, "den", (int)g->rate.den);
        return json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:{s:I, s:s, s:s}}", "category",
                         proof->category->label.id, "grant", grant_path(g, arena), "rate", rate, "limit",
                         yen_or_null(g->has_limit, g->limit), "cost_cap", yen_or_null(g->has_cost_cap, g->cost_cap),
                         "item_caps", caps, "per", json_per(g), "rounding", "unit", (json_int_t)g->round_unit, "mode",
                         modes[g->rounding], "how", how_word(g->rounding_basis.how, ENGLISH));
}

int programme_show_json(struct context *c, const struct programme *p)
{
        struct programme_proof proof = {0};
        json_t *values = json_array(), *grants = json_array();

        programme_prove(&proof, p, c->arena);
        for (size_t i = 0; i < proof.values.n; i++)
                json_array_append_new(values, json_value(&proof.values.at[i]));
        for (size_t i = 0; i < proof.grants.n; i++)
                json_array_append_new(grants, json_grant(&proof.grants.at[i], c->arena));
        json_write(json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o}", "schema", "soroe.programme/1",
                             "id", p->id, "revision", p->revision, "reviewed", p->reviewed, "sha256", p->digest.hex,
                             "ja", p->ja, "en", p->en, "opens", json_date(p->opens), "deadline", json_date(p->deadline),
                             "grants", grants, "values", values));
        putchar('\n');
        return EXIT_GOOD;
}

/* Without an id: the workspace's; where there is no workspace, that of a new one. */
static int show_ours(struct context *c)
{
        const struct programme *ours = NULL;
        struct programme *built_in = NULL;
        struct store *store = NULL;
        enum status st;

        if (file_exists(file_join(c->arena, c->folder, "soroe.db"))) {
                st = open_workspace(&store, &ours, c);
                store_close(store);
        } else {
                st = programme_open(&built_in, DEFAULT_PROGRAMME, c->arena, &c->findings);
                ours = built_in;
        }
        return st == OK ? programme_show(c, ours) : finish(c, st);
}

static int run(struct context *c)
{
        static const struct {
                const char *name;
                int (*run)(struct context *, const struct programme *);
        } verbs[] = {{"show", programme_show}, {"check", programme_check}};
        const struct texts *given = &c->options.arguments;
        struct programme *p;
        enum status st;

        if (given->n == 1 && strcmp(given->at[0], "list") == 0)
                return programme_list(c);
        if (given->n == 1 && strcmp(given->at[0], "show") == 0)
                return show_ours(c);
        for (size_t i = 0; given->n == 2 && i < sizeof verbs / sizeof *verbs; i++) {
                if (strcmp(given->at[0], verbs[i].name) != 0)
                        continue;
                st = programme_open(&p, given->at[1], c->arena, &c->findings);
                if (st == ERR_USAGE)
                        return finish(c, st);
                return st == OK ? verbs[i].run(c, p) : refused(c, given->at[1], st);
        }
        return usage_error(c, "list か、show か check と ID かファイル名が要ります",
                           "it takes list, or show or check and an id or a file", given->n ? given->at[0] : NULL);
}

const struct command command_programme = {
        "programme",
        run,
        programme_options,
        "text json",
        {"list\nshow [ID|ファイル]\ncheck (ID|ファイル)", "list\nshow [ID|FILE]\ncheck ID|FILE"},
        {"補助事業の規則を、出典とともに見ます。自分で書いたファイルを確かめます。",
         "Shows the rules of a programme with their sources, or proves a file."},
        "programme show\tこの作業フォルダーの補助事業\tthe programme of this workspace\n"
        "programme show r7-online-qualification\t率、上限、期限と出典\trates, caps, dates, and sources\n"
        "programme list\t入っている補助事業\tthe programmes built in\n"
        "programme check own.xml\t自分で書いたファイルを確かめる\tprove a file of your own\n",
};
