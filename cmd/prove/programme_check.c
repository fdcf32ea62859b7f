#include "cmd/prove/programme.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/terminal/json.h"
#include "cmd/terminal/print.h"

#include "core/programme/programme_check.h"

#include "core/banned.h"

enum { WIDTH = 80, MONEY = 14 };

struct report {
        const struct context *c;
        const struct programme *p;
        struct programme_proof proof;
        struct arena *arena;
};

static const char *const edge_ids[] = {
        [EDGE_FIRST] = "first-paid",    [EDGE_ITEM_CAP] = "item-cap",   [EDGE_BELOW_LIMIT] = "below-limit",
        [EDGE_LIMIT] = "limit",         [EDGE_BELOW_CAP] = "below-cap", [EDGE_CAP] = "cost-cap",
        [EDGE_ABOVE_CAP] = "above-cap",
};
static const char *const limit_ids[] = {
        [LIMIT_UNPROVEN] = "unproven", [LIMIT_PER_UNIT] = "per-unit", [LIMIT_ALONE] = "alone",
        [LIMIT_MEETS] = "meets",       [LIMIT_FIRST] = "below-caps",  [LIMIT_ABOVE] = "above-caps",
};
static const char *const caps_ids[] = {
        [CAPS_NONE] = "none", [CAPS_MEET] = "meet", [CAPS_BELOW] = "below-cost-cap", [CAPS_ABOVE] = "above-cost-cap"};

/* ---- JSON */

static json_t *json_grant(const struct report *r, const struct grant_proof *g)
{
        json_t *edges = json_array();

        for (size_t i = 0; i < g->edges.n; i++) {
                const struct edge *e = &g->edges.at[i];

                json_array_append_new(edges,
                                      json_pack("{s:s, s:s, s:I, s:I}", "edge", edge_ids[e->kind], "item", e->item,
                                                "cost", (json_int_t)e->cost.n, "subsidy", (json_int_t)e->subsidy.n));
        }
        return json_pack("{s:s, s:s, s:s, s:s, s:s, s:o}", "category", g->category->label.id, "grant",
                         grant_path(g->grant, r->arena), "caps", caps_ids[g->caps], "limit", limit_ids[g->limit],
                         "deviation", g->grant->limit_deviation, "edges", edges);
}

static void write_json(const struct report *r)
{
        json_t *grants = json_array(), *unknown = json_array(), *unused = json_array(), *kinds = json_array();

        for (size_t i = 0; i < r->proof.grants.n; i++)
                json_array_append_new(grants, json_grant(r, &r->proof.grants.at[i]));
        for (size_t i = 0; i < r->proof.values.n; i++)
                if (r->proof.values.at[i].basis.how == HOW_UNKNOWN)
                        json_array_append_new(unknown, json_string(r->proof.values.at[i].path));
        for (size_t i = 0; i < r->proof.unused.n; i++)
                json_array_append_new(unused, json_string(r->proof.unused.at[i]->id));
        for (size_t i = 0; i < r->proof.kinds_without_grant.n; i++)
                json_array_append_new(kinds, json_string(r->proof.kinds_without_grant.at[i]->id));
        json_write(json_pack("{s:s, s:b, s:s, s:s, s:s, s:{s:i, s:i, s:i}, s:o, s:o, s:o, s:o}", "schema",
                             "soroe.programme-check/1", "ok", 1, "id", r->p->id, "revision", r->p->revision, "sha256",
                             r->p->digest.hex, "values", "stated", r->proof.by_how[HOW_STATED], "inferred",
                             r->proof.by_how[HOW_INFERRED], "unknown", r->proof.by_how[HOW_UNKNOWN], "unknown", unknown,
                             "unused_sources", unused, "kinds_without_grant", kinds, "grants", grants));
        putchar('\n');
}

/* ---- text */

static const char *yen(const struct report *r, struct yen n)
{
        char text[YEN_TEXT];

        return arena_strdup(r->arena, yen_format(text, n, "-"));
}

static const char *item_name(const struct report *r, const char *id)
{
        const struct item *item = programme_item_by_id(r->p, id);

        return item ? say(r->c, item->label.ja, item->label.en) : id;
}

static const char *edge_words(const struct report *r, const struct edge *e)
{
        static const char *const words[][2] = {
                [EDGE_FIRST] = {"はじめて補助がある額", "the first to be paid for"},
                [EDGE_ITEM_CAP] = {"品目の上限: ", "item cap: "},
                [EDGE_BELOW_LIMIT] = {"限度額の手前", "just below the limit"},
                [EDGE_LIMIT] = {"限度額に達する", "reaches the limit"},
                [EDGE_BELOW_CAP] = {"事業額上限の手前", "just below the cost cap"},
                [EDGE_CAP] = {"事業額上限", "cost cap"},
                [EDGE_ABOVE_CAP] = {"事業額上限を超えた額", "above the cost cap"},
        };
        const char *word = words[e->kind][r->c->language];

        return e->kind == EDGE_ITEM_CAP ? arena_printf(r->arena, "%s%s", word, item_name(r, e->item)) : word;
}

static void sentence(const char *text)
{
        fputs("  ", stdout);
        print_wrapped(stdout, text, 2, 4, WIDTH);
}

static void print_caps(const struct report *r, const struct grant_proof *g)
{
        if (g->caps == CAPS_NONE)
                return;
        sentence(arena_printf(r->arena,
                              g->caps == CAPS_MEET ? say(r->c, "品目の上限の合計 %s円は、事業額上限 %s円と一致します。",
                                                         "the item caps add up to %s, the cost cap of %s.")
                              : g->caps == CAPS_BELOW
                                      ? say(r->c, "差異: 品目の上限の合計 %s円では、事業額上限 %s円に届きません。",
                                            "deviation: the item caps add up to %s and never reach the cost cap of %s.")
                                      : say(r->c,
                                            "差異: 品目の上限の合計 %s円より、事業額上限 %s円のほうが小さい額です。",
                                            "deviation: the item caps add up to %s, more than the cost cap of %s."),
                              yen(r, g->caps_sum), yen(r, g->grant->cost_cap)));
}

static void print_limit(const struct report *r, const struct grant_proof *g)
{
        const struct rate rate = g->grant->rate;
        const char *how = arena_printf(
                r->arena, say(r->c, "%s円の %d/%d は、端数処理のあと %s円", "%s x %d/%d gives %s after rounding"),
                yen(r, g->full_cost), (int)rate.num, (int)rate.den, yen(r, g->full));
        const char *limit = yen(r, g->grant->limit);

        if (g->limit == LIMIT_UNPROVEN)
                sentence(say(r->c, "補助率か限度額が記載なしのため、確かめられません。",
                             "the rate or the limit is not stated: nothing to prove."));
        else if (g->limit == LIMIT_PER_UNIT)
                sentence(say(r->c, "額が施設の数(病床数など)で決まるので、ここでは確かめません。",
                             "amounts depend on a number of the facility: nothing to prove."));
        else if (g->limit == LIMIT_ALONE)
                sentence(arena_printf(r->arena,
                                      say(r->c, "上限の定めがなく、限度額 %s円だけが効きます。",
                                          "no caps: only the limit of %s holds."),
                                      limit));
        else if (g->limit == LIMIT_MEETS)
                sentence(arena_printf(r->arena, say(r->c, "%s。限度額 %s円と一致します。", "%s, the limit of %s."), how,
                                      limit));
        else if (g->limit == LIMIT_FIRST)
                sentence(arena_printf(r->arena,
                                      say(r->c, "差異: %s。限度額 %s円のほうが小さい額です。",
                                          "deviation: %s, more than the limit of %s."),
                                      how, limit));
        else
                sentence(arena_printf(r->arena,
                                      say(r->c, "差異: %s。限度額 %s円に届きません。理由: %s",
                                          "deviation: %s, never the limit of %s. reason: %s"),
                                      how, limit, g->grant->limit_deviation));
}

static void print_edges(const struct report *r, const struct grant_proof *g)
{
        if (!g->edges.n)
                return;
        print_cells(stdout, say(r->c, "対象の額", "cost"), MONEY, RIGHT_SIDE);
        print_cells(stdout, say(r->c, "補助額", "subsidy"), MONEY, RIGHT_SIDE);
        putchar('\n');
        for (size_t i = 0; i < g->edges.n; i++) {
                print_yen(stdout, g->edges.at[i].cost, MONEY);
                print_yen(stdout, g->edges.at[i].subsidy, MONEY);
                printf("  %s\n", edge_words(r, &g->edges.at[i]));
        }
}

/* Prints the paths of unknown values, each once and wrapped. */
static void print_unknown(const struct report *r)
{
        struct buffer paths = buffer_in(r->arena);

        buffer_text(&paths, "");
        for (size_t i = 0; i < r->proof.values.n; i++)
                if (r->proof.values.at[i].basis.how == HOW_UNKNOWN)
                        buffer_printf(&paths, "%s%s", paths.n ? ", " : "", r->proof.values.at[i].path);
        if (paths.n)
                sentence(arena_printf(r->arena, "%s %s", say(r->c, "記載なし:", "unknown:"), paths.at));
}

static void print_remarks(const struct report *r)
{
        for (size_t i = 0; i < r->proof.unused.n; i++)
                sentence(arena_printf(r->arena, say(r->c, "どの値の出典でもない資料: %s", "a source of no value: %s"),
                                      r->proof.unused.at[i]->id));
        for (size_t i = 0; i < r->proof.kinds_without_grant.n; i++)
                sentence(arena_printf(
                        r->arena, say(r->c, "補助の定めのない種別: %s", "a kind without any grant: %s"),
                        say(r->c, r->proof.kinds_without_grant.at[i]->ja, r->proof.kinds_without_grant.at[i]->en)));
}

static void print_text(const struct report *r)
{
        const struct context *c = r->c;
        const struct programme_proof *proof = &r->proof;
        int deviations = 0;

        printf(say(c, "%s 第%s版\n", "%s revision %s\n"), r->p->id, r->p->revision);
        sentence(say(c, "書式、参照、出典、日付の順、期間と条件の重なり、使われない値: 問題ありません。",
                     "form, references, sources, order of dates, overlapping windows and conditions, unused values: "
                     "nothing wrong."));
        sentence(arena_printf(
                r->arena,
                say(c, "値 %zu件: 明記 %d、推定 %d、記載なし %d", "%zu values: %d stated, %d inferred, %d unknown"),
                proof->values.n, proof->by_how[HOW_STATED], proof->by_how[HOW_INFERRED], proof->by_how[HOW_UNKNOWN]));
        print_unknown(r);
        print_remarks(r);
        for (size_t i = 0; i < proof->grants.n; i++) {
                const struct grant_proof *g = &proof->grants.at[i];

                printf("\n%s  %s\n", say(c, g->category->label.ja, g->category->label.id),
                       grant_words(c, r->p, g->grant, r->arena));
                print_caps(r, g);
                print_limit(r, g);
                print_edges(r, g);
                deviations += g->caps == CAPS_BELOW || g->caps == CAPS_ABOVE || g->limit == LIMIT_FIRST ||
                              g->limit == LIMIT_ABOVE;
        }
        printf(say(c, "\n補助の定め %zu件、差異 %d件。\n", "\n%zu grants, %d deviations.\n"), proof->grants.n,
               deviations);
}

int programme_check(struct context *c, const struct programme *programme)
{
        struct report r = {.c = c, .p = programme, .arena = c->arena};

        programme_prove(&r.proof, programme, c->arena);
        if (is_format(c, "json"))
                write_json(&r);
        else
                print_text(&r);
        return EXIT_GOOD;
}
