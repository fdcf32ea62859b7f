/* The categories of a programme file, and what they pay; with proof that its amounts agree. */
#include "core/programme/programme_private.h"

#include "core/base/text.h"

#include <inttypes.h>
#include <string.h>

#include "core/banned.h"

static void load_variants(struct loading *l, const xmlNode *parent, struct category *category)
{
        for (EACH(node, parent, "variant")) {
                struct label variant = load_label(l, node);
                struct texts_keys own = variant.keys;

                /* written behind its category: 外来診療等(機器故障時等) */
                memset(&variant.keys, 0, sizeof variant.keys);
                for (size_t i = 0; i < category->label.keys.n; i++)
                        for (size_t j = 0; j < own.n; j++)
                                *vec_add(l->arena, &variant.keys) =
                                        arena_printf(l->arena, "%s(%s)", category->label.keys.at[i], own.at[j]);
                *vec_add(l->arena, &category->variants) = variant;
        }
}

/* A class that counts as another has no cap of its own, and stands behind the class. */
static void load_counted_as(struct loading *l, const xmlNode *node, const struct category *category, struct eligible *e)
{
        const xmlNode *variant = xml_child(node, "variant-basis");
        const struct eligible *class;

        e->as = xml_attr(node, "as", l->arena);
        class = category_eligible(category, e->as);
        if (*e->as && (!class || *class->as || class == e))
                programme_refuse(l, node, REFUSE_ITEM_NOT_HERE, e->as);
        e->variant = variant ? xml_attr(variant, "variant", l->arena) : "";
        if (variant)
                e->variant_basis = load_basis(l, variant);
        if (variant && !*category_variant_name(category, e->variant))
                programme_refuse(l, variant, REFUSE_NO_SUCH_VARIANT, e->variant);
}

static void load_eligible(struct loading *l, const xmlNode *parent, struct category *category)
{
        for (EACH(node, parent, "eligible")) {
                const xmlNode *ask = xml_child(node, "ask-model");
                struct eligible *e = vec_add(l->arena, &category->eligible);
                const struct item *item;

                e->item = xml_attr(node, "item", l->arena);
                item = programme_item_by_id(l->programme, e->item);
                load_words(l, node, &e->ja, &e->en);
                load_conditions(l, node, &e->conditions);
                e->basis = load_basis(l, node);
                load_counted_as(l, node, category, e);
                e->ask_model = ask != NULL;
                if (ask)
                        e->ask_model_basis = load_basis(l, ask);
                if (!item || item->eligibility != ITEM_CLASS)
                        programme_refuse(l, node, REFUSE_ITEM_NOT_A_CLASS, e->item);
        }
}

/* ---- a grant */

static struct yen load_yen(const xmlNode *node)
{
        return (struct yen){xml_attr_int(node, "yen", 0)};
}

/* The attribute for each unit of which an amount is meant; it must be a number. */
static struct per_unit load_per_unit(struct loading *l, const xmlNode *node)
{
        struct per_unit per = {.attribute = xml_attr(node, "per", l->arena), .each = load_yen(node)};
        const struct facility_attribute *attribute = attribute_by_id(l->programme, per.attribute);

        if (xml_has_attr(node, "per") && (!attribute || !attribute->is_number || !xml_has_attr(node, "yen")))
                programme_refuse(l, node, REFUSE_NO_SUCH_VALUE, per.attribute);
        return per;
}

static void load_item_caps(struct loading *l, const xmlNode *parent, const struct category *category,
                           struct grant *grant)
{
        const xmlNode *first = xml_child(parent, "item-caps-first");

        for (EACH(node, parent, "item-cap")) {
                struct item_cap *cap = vec_add(l->arena, &grant->item_caps);

                cap->item = xml_attr(node, "item", l->arena);
                cap->yen = load_yen(node);
                cap->per = load_per_unit(l, node);
                cap->basis = load_basis_of(l, node, "yen");
                if (!category_eligible(category, cap->item) ||
                    strcmp(category_class(category, cap->item), cap->item) != 0)
                        programme_refuse(l, node, REFUSE_ITEM_NOT_HERE, cap->item);
        }
        if ((grant->item_caps.n > 0) != (first != NULL))
                programme_refuse(l, parent, REFUSE_CAPS_FIRST, NULL);
        if (first)
                grant->caps_first_basis = load_basis(l, first);
}

static void load_kinds_of(struct loading *l, const xmlNode *parent, struct grant *grant)
{
        const xmlNode *kinds = xml_child(parent, "kinds");

        grant->kinds_basis = load_basis(l, kinds ? kinds : xml_child(parent, "any-kind"));
        if (!kinds)
                return;
        for (EACH(kind, kinds, "kind"))
                *vec_add(l->arena, &grant->kinds) = xml_attr(kind, "ref", l->arena);
}

static void load_rounding(struct loading *l, const xmlNode *node, struct grant *grant)
{
        static const struct {
                const char *word;
                enum rounding rounding;
        } modes[] = {{"down", ROUND_DOWN}, {"half-up", ROUND_HALF_UP}, {"up", ROUND_UP}};
        const char *word = xml_attr(node, "mode", l->arena);

        grant->round_unit = xml_attr_int(node, "unit", 1);
        grant->rounding_basis = load_basis_of(l, node, "unit");
        load_basis_of(l, node, "mode");
        for (size_t i = 0; i < COUNT(modes); i++)
                if (strcmp(modes[i].word, word) == 0)
                        grant->rounding = modes[i].rounding;
}

static void load_rate(struct loading *l, const xmlNode *node, struct grant *grant)
{
        grant->rate.num = (int32_t)xml_attr_int(node, "num", 0);
        grant->rate.den = (int32_t)xml_attr_int(node, "den", 1);
        grant->rate_basis = load_basis_of(l, node, "num");
        load_basis_of(l, node, "den");
        if (grant->rate_basis.how != HOW_UNKNOWN && (grant->rate.num <= 0 || grant->rate.num > grant->rate.den))
                programme_refuse(l, node, REFUSE_RATE_RANGE, NULL);
}

/* Works out the most that can count: the cost cap, or the sum of the item caps if every class has one. */
static bool most_cost(struct yen *out, const struct category *category, const struct grant *grant)
{
        struct yen caps = {0};

        for (size_t i = 0; i < grant->item_caps.n; i++)
                (void)yen_add(&caps, caps, grant->item_caps.at[i].yen); /* 40 of at most 10^12 */
        if (!category_is_capped(category, grant))
                *out = grant->cost_cap;
        else
                *out = grant->has_cost_cap ? yen_min(grant->cost_cap, caps) : caps;
        return grant->has_cost_cap || category_is_capped(category, grant);
}

/* A limit above what caps, rate and rounding give could never be reached: a slip of the pen, unless the file says why. */
static void prove_limit(struct loading *l, const xmlNode *node, const struct category *category,
                        const struct grant *grant)
{
        struct yen cost, most;
        int32_t rest;

        if (!grant->has_limit || grant_is_per_unit(grant) || grant->rate_basis.how == HOW_UNKNOWN ||
            !most_cost(&cost, category, grant) || !yen_rate(&most, &rest, cost, grant->rate) ||
            !yen_round(&most, most, rest, grant->rate.den, grant->round_unit, grant->rounding))
                return;
        if (grant->limit.n <= most.n) {
                if (*grant->limit_deviation)
                        programme_refuse(l, node, REFUSE_NO_DEVIATION, NULL);
                return;
        }
        if (!*grant->limit_deviation)
                programme_refuse(l, node, REFUSE_LIMIT_ABOVE,
                                 arena_printf(l->arena, "%" PRId64 " > %" PRId64 " = %" PRId64 " × %d/%d",
                                              grant->limit.n, most.n, cost.n, (int)grant->rate.num,
                                              (int)grant->rate.den));
}

static bool share_a_kind(const struct grant *a, const struct grant *b)
{
        for (size_t i = 0; i < a->kinds.n; i++)
                for (size_t k = 0; k < b->kinds.n; k++)
                        if (strcmp(a->kinds.at[i], b->kinds.at[k]) == 0)
                                return true;
        return a->kinds.n == 0 || b->kinds.n == 0;
}

/* Which of two grants is paid must never depend on their order in the file. */
static void prove_apart(struct loading *l, const xmlNode *node, const struct category *category,
                        const struct grant *grant)
{
        for (size_t i = 0; i < category->grants.n; i++) {
                const struct grant *other = &category->grants.at[i];
                bool dated = grant->in_force.basis.source || other->in_force.basis.source;

                if (share_a_kind(grant, other) && in_force_overlap(&grant->in_force, &other->in_force) &&
                    conditions_clash(&grant->conditions, &other->conditions))
                        programme_refuse(l, node, dated ? REFUSE_OVERLAP : REFUSE_TWO_RATES, category->label.id);
        }
}

static void load_grant(struct loading *l, const xmlNode *node, struct category *category)
{
        const xmlNode *cost_cap = xml_child(node, "cost-cap"), *limit = xml_child(node, "limit");
        const xmlNode *edge = xml_child(node, "edge");
        struct grant grant = {0};

        load_kinds_of(l, node, &grant);
        load_conditions(l, node, &grant.conditions);
        for (size_t i = 0; i < grant.conditions.n; i++)
                if (*grant.conditions.at[i].kind || *grant.conditions.at[i].category)
                        programme_refuse(l, node, REFUSE_CONDITION_HERE, NULL);
        grant.in_force = load_in_force(l, node);
        load_item_caps(l, node, category, &grant);
        grant.cost_cap = load_yen(cost_cap);
        grant.cost_cap_per = load_per_unit(l, cost_cap);
        grant.cost_cap_basis = load_basis_of(l, cost_cap, "yen");
        grant.has_cost_cap = grant.cost_cap_basis.how != HOW_UNKNOWN;
        load_rate(l, xml_child(node, "rate"), &grant);
        load_rounding(l, xml_child(node, "rounding"), &grant);
        grant.limit = load_yen(limit);
        grant.limit_per = load_per_unit(l, limit);
        grant.limit_basis = load_basis_of(l, limit, "yen");
        grant.has_limit = grant.limit_basis.how != HOW_UNKNOWN;
        load_words(l, edge, &grant.edge_ja, &grant.edge_en);
        if (edge)
                grant.edge_basis = load_basis(l, edge);
        grant.limit_deviation = xml_attr(limit, "deviation", l->arena);
        prove_limit(l, limit, category, &grant);
        prove_apart(l, node, category, &grant);
        *vec_add(l->arena, &category->grants) = grant;
}

void load_category(struct loading *l, const xmlNode *node)
{
        struct category category = {.label = load_label(l, node),
                                    .annex = xml_attr(node, "annex", l->arena),
                                    .annex_en = xml_attr(node, "annex-en", l->arena)};

        load_variants(l, node, &category);
        load_eligible(l, node, &category);
        for (EACH(grant, node, "grant"))
                load_grant(l, grant, &category);
        for (EACH(child, node, "prerequisite")) {
                struct prerequisite *prerequisite = vec_add(l->arena, &category.prerequisites);

                load_words(l, child, &prerequisite->ja, &prerequisite->en);
                prerequisite->basis = load_basis(l, child);
        }
        if (strcmp(category.label.id, "none") == 0)
                programme_refuse(l, node, REFUSE_ID_TAKEN, "none");
        *vec_add(l->arena, &l->programme->categories) = category;
}
