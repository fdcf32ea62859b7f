#include "cmd/prove/programme.h"

#include <stdio.h>

#include "cmd/terminal/json.h"

#include "core/programme/programme_check.h"

#include "core/banned.h"

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

/* Of whose number an amount is so many yen for each unit. */
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
