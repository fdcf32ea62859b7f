/* Conditions: what a value asks of a facility (属性) or of an application (選択), and which value is taken. */
#include "core/programme/programme_private.h"

#include "core/record/records.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

static bool same(const char *a, const char *b)
{
        return strcmp(a, b) == 0;
}

const struct facility_attribute *attribute_by_id(const struct programme *p, const char *id)
{
        for (size_t i = 0; i < p->attributes.n; i++)
                if (same(p->attributes.at[i].label.id, id))
                        return &p->attributes.at[i];
        return NULL;
}

/* ---- reading */

static bool has_value(const struct facility_attribute *attribute, const char *id)
{
        for (size_t i = 0; attribute && i < attribute->values.n; i++)
                if (same(attribute->values.at[i].id, id))
                        return true;
        return false;
}

/* Can the two never hold together? */
static bool contradict(const struct condition *a, const struct condition *b)
{
        if (*a->attribute)
                return same(a->attribute, b->attribute) &&
                       (!same(a->value, b->value) || (a->most && a->most < b->least) ||
                        (b->most && b->most < a->least));
        if (*a->option)
                return same(a->option, b->option) && a->chosen != b->chosen;
        return (*a->kind && *b->kind && !same(a->kind, b->kind)) ||
               (*a->category && *b->category && !same(a->category, b->category));
}

static bool equal(const struct condition *a, const struct condition *b)
{
        return same(a->attribute, b->attribute) && same(a->value, b->value) && a->least == b->least &&
               a->most == b->most && same(a->option, b->option) && a->chosen == b->chosen && same(a->grant, b->grant) &&
               same(a->kind, b->kind) && same(a->category, b->category);
}

/* A condition on words has a value, one on a number has bounds, any other has neither. */
static void prove_value(struct loading *l, const xmlNode *node, const struct condition *c)
{
        const struct facility_attribute *attribute = attribute_by_id(l->programme, c->attribute);
        bool bounds = c->least || c->most;

        if (!*c->attribute != (!*c->value && !bounds) || (*c->value && bounds))
                programme_refuse(l, node, REFUSE_ONE_CONDITION, NULL);
        else if ((*c->value && !has_value(attribute, c->value)) || (bounds && attribute && !attribute->is_number))
                programme_refuse(l, node, REFUSE_NO_SUCH_VALUE, *c->value ? c->value : c->attribute);
        if (c->most && c->most < c->least)
                programme_refuse(l, node, REFUSE_NEVER_HOLDS, NULL);
}

static void load_condition(struct loading *l, const xmlNode *node, struct condition_list *list)
{
        struct condition c = {.attribute = xml_attr(node, "attribute", l->arena),
                              .value = xml_attr(node, "value", l->arena),
                              .least = xml_attr_int(node, "least", 0),
                              .most = xml_attr_int(node, "most", 0),
                              .option = xml_attr(node, "option", l->arena),
                              .grant = xml_attr(node, "grant", l->arena),
                              .kind = xml_attr(node, "kind", l->arena),
                              .category = xml_attr(node, "category", l->arena)};
        const char *chosen = xml_attr(node, "chosen", l->arena);

        c.basis = load_basis(l, node);
        c.chosen = !same(chosen, "false") && !same(chosen, "0");
        if (!!*c.attribute + !!*c.option + !!*c.kind + !!*c.category + !!*c.grant != 1 || (*chosen && !*c.option))
                programme_refuse(l, node, REFUSE_ONE_CONDITION, NULL);
        else
                prove_value(l, node, &c);
        for (size_t i = 0; i < list->n; i++)
                if (contradict(&list->at[i], &c) || equal(&list->at[i], &c))
                        programme_refuse(l, node, REFUSE_NEVER_HOLDS, NULL);
        *vec_add(l->arena, list) = c;
}

void load_conditions(struct loading *l, const xmlNode *parent, struct condition_list *list)
{
        for (EACH(node, parent, "when"))
                load_condition(l, node, list);
}

/* Does `a` ask for everything that `b` asks for? */
static bool asks_all(const struct condition_list *a, const struct condition_list *b)
{
        for (size_t i = 0; i < b->n; i++) {
                bool found = false;

                for (size_t k = 0; k < a->n; k++)
                        found |= equal(&a->at[k], &b->at[i]);
                if (!found)
                        return false;
        }
        return true;
}

bool conditions_clash(const struct condition_list *a, const struct condition_list *b)
{
        for (size_t i = 0; i < a->n; i++)
                for (size_t k = 0; k < b->n; k++)
                        if (contradict(&a->at[i], &b->at[k]))
                                return false;
        return asks_all(a, b) == asks_all(b, a);
}

/* ---- asking the records */

/* Returns the value of an attribute that the facility states; "" if it states none, or two different ones. */
static const char *said_of(const struct facility *facility, const char *attribute)
{
        const char *value = "";

        for (size_t i = 0; i < facility->attributes_said.n; i++) {
                const struct attribute_said *said = &facility->attributes_said.at[i];

                if (!same(said->id, attribute))
                        continue;
                if (!*said->value || (*value && !same(value, said->value)))
                        return "";
                value = said->value;
        }
        return value;
}

static int64_t number_of(const char *digits)
{
        return strtoll(digits, NULL, 10);
}

static enum answer3 has_attribute(const struct facility *facility, const struct condition *c)
{
        const char *value = said_of(facility, c->attribute);
        int64_t n;

        if (!*value)
                return NOT_SAID;
        if (!c->least && !c->most)
                return same(value, c->value) ? YES : NO;
        n = number_of(value);
        return n >= c->least && (!c->most || n <= c->most) ? YES : NO;
}

static bool has_option(const struct records *records, const char *category, const char *option)
{
        for (size_t i = 0; i < records->claims.n; i++) {
                const struct claim *claim = &records->claims.at[i];

                for (size_t k = 0; same(claim->category, category) && k < claim->options_said.n; k++)
                        if (same(claim->options_said.at[k].id, option))
                                return true;
        }
        return false;
}

bool has_grant_of(const struct facility *facility, const char *other)
{
        for (size_t i = 0; i < facility->earlier_grants.n; i++)
                if (same(facility->earlier_grants.at[i].other, other))
                        return true;
        return false;
}

static enum answer3 holds(const struct condition *c, const struct records *records, const char *category)
{
        if (*c->attribute)
                return has_attribute(&records->facility, c);
        if (*c->option)
                return has_option(records, category, c->option) == c->chosen ? YES : NO;
        if (*c->grant)
                return has_grant_of(&records->facility, c->grant) ? YES : NO;
        if (*c->kind)
                return same(c->kind, records->facility.kind) ? YES : NO;
        return same(c->category, category) ? YES : NO;
}

enum answer3 conditions_hold(const struct condition_list *list, const struct programme *p,
                             const struct records *records, const char *category,
                             const struct facility_attribute **unsaid)
{
        const struct facility_attribute *open = NULL;

        for (size_t i = 0; i < list->n; i++) {
                enum answer3 answer = holds(&list->at[i], records, category);

                if (answer == NO)
                        return NO;
                if (answer == NOT_SAID && !open)
                        open = attribute_by_id(p, list->at[i].attribute);
        }
        if (open)
                *unsaid = open;
        return open ? NOT_SAID : YES;
}

const char *condition_bounds(const struct condition *c, struct arena *arena)
{
        if (c->least && c->most)
                return arena_printf(arena, "%s=%" PRId64 "..%" PRId64, c->attribute, c->least, c->most);
        return c->least  ? arena_printf(arena, "%s>=%" PRId64, c->attribute, c->least)
               : c->most ? arena_printf(arena, "%s<=%" PRId64, c->attribute, c->most)
                         : "";
}

/* ---- amounts per unit */

static const struct per_unit *per_of(const struct grant *grant, size_t i)
{
        return i == 0 ? &grant->limit_per : i == 1 ? &grant->cost_cap_per : &grant->item_caps.at[i - 2].per;
}

bool grant_counts(const struct grant *grant, const char *attribute)
{
        for (size_t i = 0; i < grant->item_caps.n + 2; i++)
                if (same(per_of(grant, i)->attribute, attribute))
                        return true;
        return false;
}

bool grant_is_per_unit(const struct grant *grant)
{
        for (size_t i = 0; i < grant->item_caps.n + 2; i++)
                if (*per_of(grant, i)->attribute)
                        return true;
        return false;
}

/* Units and yen are bounded by the schema: their product is far from the end of the type. */
static void work_out_units(struct yen *yen, struct per_unit *per, const struct facility *facility)
{
        if (!*per->attribute)
                return;
        per->units = number_of(said_of(facility, per->attribute));
        *yen = (struct yen){per->each.n * per->units};
}

const struct grant *grant_of_facility(const struct grant *grant, const struct facility *facility, struct arena *arena)
{
        struct grant *own;

        if (!grant || !grant_is_per_unit(grant))
                return grant;
        own = ARENA_NEW(arena, struct grant);
        *own = *grant;
        own->item_caps = (struct item_cap_list){0};
        for (size_t i = 0; i < grant->item_caps.n; i++) {
                struct item_cap *cap = vec_add(arena, &own->item_caps);

                *cap = grant->item_caps.at[i];
                work_out_units(&cap->yen, &cap->per, facility);
        }
        work_out_units(&own->cost_cap, &own->cost_cap_per, facility);
        work_out_units(&own->limit, &own->limit_per, facility);
        return own;
}

const char *per_unit_words(const struct programme *p, const struct per_unit *per, enum language language,
                           struct arena *arena)
{
        const struct facility_attribute *a = *per->attribute ? attribute_by_id(p, per->attribute) : NULL;
        char each[YEN_TEXT];

        if (!a)
                return "";
        yen_format(each, per->each, "-");
        if (language == ENGLISH)
                return arena_printf(arena, per->units ? "%s yen × %s (%" PRId64 ")" : "%s yen × %s", each, a->label.en,
                                    per->units);
        return per->units ? arena_printf(arena, "%s円 × %s %" PRId64 "%s", each, a->label.ja, per->units, a->unit_ja)
                          : arena_printf(arena, "%s円 × %s(%s)", each, a->label.ja, a->unit_ja);
}

/* The number an amount depends on and the facility does not say; NULL: all are said. */
static const struct facility_attribute *uncounted(const struct programme *p, const struct grant *grant,
                                                  const struct facility *facility)
{
        for (size_t i = 0; i < grant->item_caps.n + 2; i++)
                if (*per_of(grant, i)->attribute && !*said_of(facility, per_of(grant, i)->attribute))
                        return attribute_by_id(p, per_of(grant, i)->attribute);
        return NULL;
}

const struct grant *programme_grant(const struct programme *p, const struct category *category,
                                    const struct records *records, struct date day,
                                    const struct facility_attribute **unsaid)
{
        const struct grant *best = NULL;

        *unsaid = NULL;
        for (size_t i = 0; i < category->grants.n; i++) {
                const struct grant *grant = &category->grants.at[i];

                if (grant_is_for(grant, records->facility.kind) && in_force_on(&grant->in_force, day) &&
                    conditions_hold(&grant->conditions, p, records, category->label.id, unsaid) == YES &&
                    (!best || grant->conditions.n > best->conditions.n))
                        best = grant;
        }
        if (best && !*unsaid)
                *unsaid = uncounted(p, best, &records->facility);
        return *unsaid ? NULL : best;
}

const struct extended *programme_deadline(const struct programme *p, const struct category *category,
                                          const struct records *records, const struct facility_attribute **unsaid)
{
        const struct extended_list *history = &p->deadline_history;
        size_t most = 0;

        *unsaid = NULL;
        for (size_t i = 0; i < p->special_deadlines.n; i++) {
                const struct special_deadline *special = &p->special_deadlines.at[i];

                if (conditions_hold(&special->conditions, p, records, category->label.id, unsaid) == YES &&
                    special->conditions.n > most) {
                        most = special->conditions.n;
                        history = &special->history;
                }
        }
        return &history->at[history->n - 1];
}
