/* The rules of a programme file: what one category means for another, for earlier years and for the day of application. */
#include "core/programme/programme_private.h"

#include <string.h>

#include "core/banned.h"

static bool same(const char *a, const char *b)
{
        return strcmp(a, b) == 0;
}

static void check_variant(struct loading *l, const xmlNode *node, const char *category_id, const char *variant)
{
        const struct category *category = programme_category_by_id(l->programme, category_id);

        if (*variant && (!category || !*category_variant_name(category, variant)))
                programme_refuse(l, node, REFUSE_NO_SUCH_VARIANT, variant);
}

static bool names(const struct texts_ids *ids, const char *id)
{
        for (size_t i = 0; i < ids->n; i++)
                if (same(ids->at[i], id))
                        return true;
        return false;
}

static bool same_set(const struct texts_ids *a, const struct texts_ids *b)
{
        for (size_t i = 0; i < a->n; i++)
                if (!names(b, a->at[i]))
                        return false;
        return a->n == b->n;
}

static bool same_subject(const struct rule *a, const struct rule *b)
{
        return a->kind == b->kind && same(a->category, b->category) && same(a->variant, b->variant) &&
               same(a->item, b->item) && same(a->other, b->other) && same(a->other_variant, b->other_variant) &&
               same(a->year, b->year) && same(a->grant, b->grant) && a->digit == b->digit &&
               same_set(&a->categories, &b->categories);
}

static void load_at_most(struct loading *l, const xmlNode *node, struct rule *rule)
{
        rule->most = (int)xml_attr_int(node, "n", 0);
        for (EACH(category, node, "category"))
                *vec_add(l->arena, &rule->categories) = xml_attr(category, "ref", l->arena);
        if ((size_t)rule->most > rule->categories.n)
                programme_refuse(l, node, REFUSE_MOST_OF_FEW, NULL);
}

/* What is asked of the rules that name a category, after those before it. */
static void prove(struct loading *l, const xmlNode *node, const struct rule *rule)
{
        const struct category *category = programme_category_by_id(l->programme, rule->category);
        const struct rule_list *before = &l->programme->rules;

        check_variant(l, node, rule->category, rule->variant);
        check_variant(l, node, rule->other, rule->other_variant);
        if (*rule->item && category && !category_eligible(category, rule->item))
                programme_refuse(l, node, REFUSE_ITEM_NOT_HERE, rule->item);
        for (size_t i = 0; i < before->n; i++)
                if (same_subject(&before->at[i], rule) && in_force_overlap(&before->at[i].in_force, &rule->in_force))
                        programme_refuse(l, node, REFUSE_OVERLAP, before->at[i].id);
}

static void load_said(struct loading *l, const xmlNode *node, struct rule *rule)
{
        const char *after = xml_attr(node, "after-grant", l->arena);

        rule->after_grant = same(after, "true") || same(after, "1");
        for (EACH(word, node, "word"))
                *vec_add(l->arena, &rule->words) = xml_text(word, l->arena);
}

static void load_rule(struct loading *l, const xmlNode *node, enum rule_kind kind)
{
        struct rule rule = {.kind = kind,
                            .id = xml_attr(node, "id", l->arena),
                            .category = xml_attr(node, "category", l->arena),
                            .variant = xml_attr(node, "variant", l->arena),
                            .item = xml_attr(node, "item", l->arena),
                            .other = xml_attr(node, "other", l->arena),
                            .other_variant = xml_attr(node, "other-variant", l->arena),
                            .year = xml_attr(node, "year", l->arena),
                            .grant = xml_attr(node, "grant", l->arena),
                            .date_text = xml_attr(node, "date-ja", l->arena)};

        rule.date = load_date(l, node, "date");
        rule.digit = xml_attr(node, "digit", l->arena)[0];
        rule.in_force = load_in_force(l, node);
        load_words(l, xml_child(node, "note"), &rule.note_ja, &rule.note_en);
        rule.basis = load_basis(l, node);
        load_said(l, node, &rule);
        if (kind == RULE_AT_MOST)
                load_at_most(l, node, &rule);
        prove(l, node, &rule);
        *vec_add(l->arena, &l->programme->rules) = rule;
}

void load_rules(struct loading *l, const xmlNode *parent)
{
        static const struct {
                const char *name;
                enum rule_kind kind;
        } kinds[] = {
                {"hold", RULE_HOLD},
                {"ask-modified", RULE_ASK_MODIFIED},
                {"ask-together", RULE_ASK_TOGETHER},
                {"ask-earlier", RULE_ASK_EARLIER},
                {"not-after", RULE_NOT_AFTER},
                {"ask-before", RULE_ASK_BEFORE},
                {"only-outside", RULE_ONLY_OUTSIDE},
                {"ask-table", RULE_ASK_TABLE},
                {"together", RULE_TOGETHER},
                {"not-before", RULE_NOT_BEFORE},
                {"once", RULE_ONCE},
                {"at-most", RULE_AT_MOST},
                {"exclude", RULE_EXCLUDE},
                {"ask-bought-before", RULE_ASK_BOUGHT},
                {"ask-outside", RULE_ASK_OUTSIDE},
                {"ask-words", RULE_ASK_WORDS},
                {"after-grant", RULE_AFTER_GRANT},
        };

        for (const xmlNode *node = parent->children; node; node = node->next)
                for (size_t i = 0; i < COUNT(kinds); i++)
                        if (xml_is(node, kinds[i].name))
                                load_rule(l, node, kinds[i].kind);
}
