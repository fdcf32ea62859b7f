/* Conditions: what a value asks of a facility (属性) or of an application (選択), and which value is taken. */
#include "core/programme_private.h"

#include "core/records.h"

#include <string.h>

#include "core/banned.h"

static bool same(const char *a, const char *b)
{
        return strcmp(a, b) == 0;
}

static const struct facility_attribute *find_attribute(const struct programme *p, const char *id)
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
                return same(a->attribute, b->attribute) && !same(a->value, b->value);
        if (*a->option)
                return same(a->option, b->option) && a->chosen != b->chosen;
        return (*a->kind && *b->kind && !same(a->kind, b->kind)) ||
               (*a->category && *b->category && !same(a->category, b->category));
}

static bool equal(const struct condition *a, const struct condition *b)
{
        return same(a->attribute, b->attribute) && same(a->value, b->value) && same(a->option, b->option) &&
               a->chosen == b->chosen && same(a->kind, b->kind) && same(a->category, b->category);
}

static void load_condition(struct loading *l, const xmlNode *node, struct condition_list *list)
{
        struct condition c = {.attribute = xml_attr(node, "attribute", l->arena),
                              .value = xml_attr(node, "value", l->arena),
                              .option = xml_attr(node, "option", l->arena),
                              .kind = xml_attr(node, "kind", l->arena),
                              .category = xml_attr(node, "category", l->arena)};
        const char *chosen = xml_attr(node, "chosen", l->arena);

        c.basis = load_basis(l, node);
        c.chosen = !same(chosen, "false") && !same(chosen, "0");
        if (!!*c.attribute + !!*c.option + !!*c.kind + !!*c.category != 1 || !*c.attribute != !*c.value ||
            (*chosen && !*c.option))
                refuse(l, node, REFUSE_ONE_CONDITION, NULL);
        if (*c.attribute && *c.value && !has_value(find_attribute(l->programme, c.attribute), c.value))
                refuse(l, node, REFUSE_NO_SUCH_VALUE, c.value);
        for (size_t i = 0; i < list->n; i++)
                if (contradict(&list->at[i], &c) || equal(&list->at[i], &c))
                        refuse(l, node, REFUSE_NEVER_HOLDS, NULL);
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

/* NOT_SAID also where it is said in two ways. */
static enum answer3 has_attribute(const struct facility *facility, const struct condition *c)
{
        const char *value = "";

        for (size_t i = 0; i < facility->attributes_said.n; i++) {
                const struct attribute_said *said = &facility->attributes_said.at[i];

                if (!same(said->id, c->attribute))
                        continue;
                if (!*said->value || (*value && !same(value, said->value)))
                        return NOT_SAID;
                value = said->value;
        }
        return !*value ? NOT_SAID : same(value, c->value) ? YES : NO;
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

static enum answer3 holds(const struct condition *c, const struct records *records, const char *category)
{
        if (*c->attribute)
                return has_attribute(&records->facility, c);
        if (*c->option)
                return has_option(records, category, c->option) == c->chosen ? YES : NO;
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
                        open = find_attribute(p, list->at[i].attribute);
        }
        if (open)
                *unsaid = open;
        return open ? NOT_SAID : YES;
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
