#include "core/programme/programme_check.h"

#include "core/programme/formula.h"

#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

/* ---- every value */

struct proving {
        struct programme_proof *out;
        struct arena *arena;
};

static void value(struct proving *p, const char *path, struct basis basis)
{
        *vec_add(p->arena, &p->out->values) = (struct sourced){path, basis};
}

static void value_at(struct proving *p, const char *path, const char *name, struct basis basis)
{
        value(p, arena_printf(p->arena, "%s/%s", path, name), basis);
}

static void conditions(struct proving *p, const char *path, const struct condition_list *list)
{
        for (size_t i = 0; i < list->n; i++)
                value_at(p, path, "when", list->at[i].basis);
}

static void label(struct proving *p, const char *path, const struct label *l)
{
        if (*l->means_ja)
                value_at(p, path, "means", l->means_basis);
}

static void in_force(struct proving *p, const char *path, const struct in_force *days)
{
        if (date_is_set(days->from) || date_is_set(days->to))
                value_at(p, path, "in-force", days->basis);
}

const char *grant_path(const struct grant *grant, struct arena *arena)
{
        struct buffer path = buffer_in(arena);
        char day[DATE_TEXT];

        buffer_text(&path, grant->kinds.n ? "" : "any");
        for (size_t i = 0; i < grant->kinds.n; i++)
                buffer_printf(&path, "%s%s", i ? "+" : "", grant->kinds.at[i]);
        for (size_t i = 0; i < grant->conditions.n; i++) {
                const struct condition *c = &grant->conditions.at[i];

                if (*c->grant)
                        buffer_printf(&path, ",after %s", c->grant);
                else if (*c->option)
                        buffer_printf(&path, ",%s%s", c->chosen ? "" : "not ", c->option);
                else if (*c->value)
                        buffer_printf(&path, ",%s=%s", c->attribute, c->value);
                else
                        buffer_printf(&path, ",%s", condition_bounds(c, arena));
        }
        if (date_is_set(grant->in_force.from))
                buffer_printf(&path, ",from %s", date_iso(day, grant->in_force.from));
        if (date_is_set(grant->in_force.to))
                buffer_printf(&path, ",to %s", date_iso(day, grant->in_force.to));
        return path.at;
}

static void values_of_grant(struct proving *p, const char *category, const struct grant *g)
{
        const char *path = arena_printf(p->arena, "%s/%s", category, grant_path(g, p->arena));

        value_at(p, path, "kinds", g->kinds_basis);
        conditions(p, path, &g->conditions);
        in_force(p, path, &g->in_force);
        for (size_t i = 0; i < g->item_caps.n; i++)
                value_at(p, path, arena_printf(p->arena, "item-cap/%s", g->item_caps.at[i].item),
                         g->item_caps.at[i].basis);
        if (g->item_caps.n)
                value_at(p, path, "item-caps-first", g->caps_first_basis);
        value_at(p, path, "cost-cap", g->cost_cap_basis);
        value_at(p, path, "rate", g->rate_basis);
        value_at(p, path, "rounding", g->rounding_basis);
        if (*g->edge_ja)
                value_at(p, path, "edge", g->edge_basis);
        value_at(p, path, "limit", g->limit_basis);
}

static void values_of_category(struct proving *p, const struct category *c)
{
        label(p, c->label.id, &c->label);
        for (size_t i = 0; i < c->variants.n; i++)
                label(p, arena_printf(p->arena, "%s/%s", c->label.id, c->variants.at[i].id), &c->variants.at[i]);
        for (size_t i = 0; i < c->eligible.n; i++) {
                const struct eligible *e = &c->eligible.at[i];
                const char *path = arena_printf(p->arena, "%s/eligible/%s", c->label.id, e->item);

                value(p, path, e->basis);
                conditions(p, path, &e->conditions);
                if (e->ask_model)
                        value_at(p, path, "ask-model", e->ask_model_basis);
                if (*e->variant)
                        value_at(p, path, e->variant, e->variant_basis);
        }
        for (size_t i = 0; i < c->grants.n; i++)
                values_of_grant(p, c->label.id, &c->grants.at[i]);
        for (size_t i = 0; i < c->prerequisites.n; i++)
                value_at(p, c->label.id, "prerequisite", c->prerequisites.at[i].basis);
}

static void values_of_dates(struct proving *p, const struct programme *programme)
{
        value(p, "portal", programme->portal_basis);
        value(p, "application/opens", programme->opens_basis);
        for (size_t i = 0; i < programme->deadline_history.n; i++)
                value(p, i ? "application/deadline/extended" : "application/deadline",
                      programme->deadline_history.at[i].basis);
        if (date_is_set(programme->deadline))
                value(p, "application/day-end", programme->day_end_basis);
        for (size_t i = 0; i < programme->special_deadlines.n; i++) {
                const struct special_deadline *special = &programme->special_deadlines.at[i];

                conditions(p, "application/deadline-where", &special->conditions);
                for (size_t k = 0; k < special->history.n; k++)
                        value(p, "application/deadline-where", special->history.at[k].basis);
        }
        if (programme->tax_basis.source)
                value(p, "tax", programme->tax_basis);
        if (programme->other_number)
                value(p, "institution-number", programme->number_basis);
        value(p, "purchase", programme->purchase_basis);
        value(p, "completion", programme->completed_basis);
        if (date_is_set(programme->valid_first) || date_is_set(programme->valid_last))
                value(p, "validity", programme->valid_basis);
}

static void values_of_words(struct proving *p, const struct programme *programme)
{
        for (size_t i = 0; i < programme->kinds.n; i++)
                label(p, arena_printf(p->arena, "kinds/%s", programme->kinds.at[i].id), &programme->kinds.at[i]);
        for (size_t i = 0; i < programme->attributes.n; i++)
                value(p, arena_printf(p->arena, "attributes/%s", programme->attributes.at[i].label.id),
                      programme->attributes.at[i].basis);
        for (size_t i = 0; i < programme->options.n; i++)
                value(p, arena_printf(p->arena, "options/%s", programme->options.at[i].label.id),
                      programme->options.at[i].basis);
        for (size_t i = 0; i < programme->items.n; i++) {
                const char *path = arena_printf(p->arena, "items/%s", programme->items.at[i].label.id);

                value(p, path, programme->items.at[i].basis);
                label(p, path, &programme->items.at[i].label);
        }
}

static void values_of_rest(struct proving *p, const struct programme *programme)
{
        for (size_t i = 0; i < programme->rules.n; i++) {
                const char *path = arena_printf(p->arena, "rules/%s", programme->rules.at[i].id);

                value(p, path, programme->rules.at[i].basis);
                in_force(p, path, &programme->rules.at[i].in_force);
        }
        for (size_t i = 0; i < programme->documents.n; i++) {
                const char *path = arena_printf(p->arena, "documents/%s", programme->documents.at[i].id);

                value(p, path, programme->documents.at[i].basis);
                conditions(p, path, &programme->documents.at[i].conditions);
        }
        for (size_t i = 0; i < programme->reminders.n; i++)
                value(p, "reminders", programme->reminders.at[i].basis);
        value(p, "upload", programme->upload_basis);
        value(p, "scans", programme->scan_basis);
        value(p, "portal-total", programme->portal_total_basis);
}

static void count_sources(struct proving *p, const struct programme *programme)
{
        const struct sourced_list *values = &p->out->values;

        for (size_t i = 0; i < values->n; i++)
                p->out->by_how[values->at[i].basis.how]++;
        for (size_t s = 0; s < programme->sources.n; s++) {
                bool used = false;

                for (size_t i = 0; i < values->n && !used; i++)
                        used = values->at[i].basis.source == &programme->sources.at[s];
                if (!used)
                        *vec_add(p->arena, &p->out->unused) = &programme->sources.at[s];
        }
}

/* ---- what follows from the values of a grant */

static bool all_capped(const struct category *category, const struct grant *grant)
{
        for (size_t i = 0; i < category->eligible.n; i++)
                if (!formula_item_cap(grant, category_class(category, category->eligible.at[i].item)))
                        return false;
        return category->eligible.n > 0;
}

static void compare_caps(struct grant_proof *g)
{
        for (size_t i = 0; i < g->grant->item_caps.n; i++)
                (void)yen_add(&g->caps_sum, g->caps_sum,
                              g->grant->item_caps.at[i].yen); /* few, and none above YEN_MOST */
        if (!all_capped(g->category, g->grant) || !g->grant->has_cost_cap)
                g->caps = CAPS_NONE;
        else
                g->caps = g->caps_sum.n == g->grant->cost_cap.n  ? CAPS_MEET
                          : g->caps_sum.n < g->grant->cost_cap.n ? CAPS_BELOW
                                                                 : CAPS_ABOVE;
}

static void compare_limit(struct grant_proof *g)
{
        bool capped = all_capped(g->category, g->grant);

        if (!formula_known(g->grant) || !g->grant->has_limit)
                return;
        if (!capped && !g->grant->has_cost_cap) {
                g->limit = LIMIT_ALONE;
                return;
        }
        g->full_cost = formula_eligible(g->grant, capped ? g->caps_sum : g->grant->cost_cap);
        g->full = formula_unlimited(g->grant, g->full_cost);
        g->limit = g->full.n == g->grant->limit.n  ? LIMIT_MEETS
                   : g->full.n > g->grant->limit.n ? LIMIT_FIRST
                                                   : LIMIT_ABOVE;
}

static void edge(struct proving *p, struct grant_proof *g, enum edge_kind kind, const char *item, int64_t cost)
{
        struct edge *e;

        for (size_t i = 0; i < g->edges.n; i++)
                if (g->edges.at[i].cost.n == cost)
                        return;
        if (cost < 0)
                return;
        e = vec_add(p->arena, &g->edges);
        *e = (struct edge){kind, item, {cost}, formula_subsidy(g->grant, (struct yen){cost})};
}

static int by_cost(const void *a, const void *b)
{
        const struct edge *e = a, *f = b;

        return (e->cost.n > f->cost.n) - (e->cost.n < f->cost.n);
}

/* The smallest cost that is paid for: where the limit would be reached if it were one unit. */
static bool first_paid(struct yen *cost, const struct grant *grant)
{
        struct grant unit = *grant;

        unit.has_limit = true;
        unit.limit.n = grant->round_unit > 1 ? grant->round_unit : 1;
        return formula_limit_cost(cost, &unit);
}

static void add_edges(struct proving *p, struct grant_proof *g)
{
        const struct grant *grant = g->grant;
        struct yen cost;

        if (!formula_known(grant))
                return;
        if (grant->has_cost_cap)
                edge(p, g, EDGE_CAP, "", grant->cost_cap.n);
        if (formula_limit_cost(&cost, grant)) {
                edge(p, g, EDGE_LIMIT, "", cost.n);
                edge(p, g, EDGE_BELOW_LIMIT, "", cost.n - 1);
        }
        for (size_t i = 0; i < grant->item_caps.n; i++)
                edge(p, g, EDGE_ITEM_CAP, grant->item_caps.at[i].item, grant->item_caps.at[i].yen.n);
        if (first_paid(&cost, grant))
                edge(p, g, EDGE_FIRST, "", cost.n);
        if (grant->has_cost_cap) {
                edge(p, g, EDGE_BELOW_CAP, "", grant->cost_cap.n - 1);
                edge(p, g, EDGE_ABOVE_CAP, "", grant->cost_cap.n + 1);
        }
        if (g->edges.n > 1)
                qsort(g->edges.at, g->edges.n, sizeof *g->edges.at, by_cost);
}

static void prove_grants(struct proving *p, const struct category *category)
{
        for (size_t i = 0; i < category->grants.n; i++) {
                struct grant_proof *g = vec_add(p->arena, &p->out->grants);

                g->category = category;
                g->grant = &category->grants.at[i];
                if (grant_is_per_unit(g->grant)) { /* its amounts are another for each facility */
                        g->limit = LIMIT_PER_UNIT;
                        continue;
                }
                compare_caps(g);
                compare_limit(g);
                add_edges(p, g);
        }
}

static void find_idle_kinds(struct proving *p, const struct programme *programme)
{
        for (size_t k = 0; k < programme->kinds.n; k++) {
                bool used = false;

                for (size_t i = 0; i < programme->categories.n; i++)
                        used |= category_grant(&programme->categories.at[i], programme->kinds.at[k].id) != NULL;
                if (!used)
                        *vec_add(p->arena, &p->out->kinds_without_grant) = &programme->kinds.at[k];
        }
}

void programme_prove(struct programme_proof *out, const struct programme *programme, struct arena *arena)
{
        struct proving p = {out, arena};

        *out = (struct programme_proof){0};
        values_of_dates(&p, programme);
        values_of_words(&p, programme);
        for (size_t i = 0; i < programme->categories.n; i++) {
                values_of_category(&p, &programme->categories.at[i]);
                prove_grants(&p, &programme->categories.at[i]);
        }
        values_of_rest(&p, programme);
        count_sources(&p, programme);
        find_idle_kinds(&p, programme);
}
