/* Checks of what was there before: earlier grants and modifications, and work on one system for two categories. */
#include "core/assess/checks.h"

#include "core/base/finding_effect.h"
#include "core/base/text.h"

#include <string.h>

#include "core/banned.h"

static bool same(const char *a, const char *b)
{
        return strcmp(a, b) == 0;
}

static bool line_is(const struct purchase *line, const char *category, const char *item)
{
        return same(line->category, category) && same(line->item, item);
}

static const struct purchase *first_line(const struct inquiry *q, const char *category, const char *item)
{
        for (size_t i = 0; i < q->records->purchases.n; i++)
                if (line_is(&q->records->purchases.at[i], category, item))
                        return &q->records->purchases.at[i];
        return NULL;
}

static const struct earlier *earlier_of(const struct earlier_list *list, const char *category, const char *variant)
{
        for (size_t i = 0; i < list->n; i++)
                if (same(list->at[i].category, category) && (!*variant || same(list->at[i].variant, variant)))
                        return &list->at[i];
        return NULL;
}

void check_not_after(struct inquiry *q)
{
        const struct facility *facility = &q->records->facility;
        const struct rule *rule;

        for (size_t i = 0; (rule = next_rule(q, RULE_NOT_AFTER, &i));) {
                const struct earlier *grant = earlier_of(&facility->earlier_grants, rule->other, rule->other_variant);

                if (!grant || !check_has_variant(q, rule->variant))
                        continue;
                raise_application(q,
                                  (struct finding){.id = E110,
                                                   .value = grant->text,
                                                   .source = source_text(rule->basis),
                                                   .args = {words_category(q, rule->other, rule->other_variant),
                                                            words_category(q, q->category->label.id, q->variant)}},
                                  &facility->origin, "earlier_grants");
        }
}

/* Returns an earlier grant of the rule's category that does not say its variant, or NULL. */
static const struct earlier *variant_unsaid(const struct earlier_list *list, const struct rule *rule)
{
        for (size_t i = 0; *rule->other_variant && i < list->n; i++)
                if (same(list->at[i].category, rule->other) && !*list->at[i].variant)
                        return &list->at[i];
        return NULL;
}

/* Whether the rule forbids the application depends on a variant that the entry does not name. */
void check_grant_said(struct inquiry *q)
{
        const struct facility *facility = &q->records->facility;
        const struct rule *rule;

        for (size_t i = 0; (rule = next_rule(q, RULE_NOT_AFTER, &i));) {
                const struct earlier *grant = variant_unsaid(&facility->earlier_grants, rule);
                const struct category *other = programme_category_by_id(q->programme, rule->other);

                if (!grant || !check_has_variant(q, rule->variant) ||
                    earlier_of(&facility->earlier_grants, rule->other, rule->other_variant))
                        continue;
                raise_application(q,
                                  (struct finding){.id = C225,
                                                   .value = grant->text,
                                                   .source = source_text(rule->basis),
                                                   .args = {words_variants(q, other, "、"),
                                                            words_category(q, rule->other, rule->other_variant)}},
                                  &facility->origin, "earlier_grants");
        }
}

/* Work on one system is claimed for two categories. Nobody has said which of them keeps it, so the lines wait for the answer. */
static void hold(struct inquiry *q, const struct rule *rule, const struct purchase *first)
{
        struct yen sum = {0};
        struct checked checked = {0};

        for (size_t i = 0; i < q->records->purchases.n; i++)
                if (line_is(&q->records->purchases.at[i], rule->category, rule->item))
                        (void)yen_add(&sum, sum, q->records->purchases.at[i].amount);
        /* The sum is part of the question: more work than was asked about asks again. */
        raise_application(q,
                          (struct finding){.id = C204,
                                           .value = words_digits(q, sum.n),
                                           .source = source_text(rule->basis),
                                           .args = {words_category(q, rule->other, ""), words_item(q, rule->item)}},
                          &first->origin, "category");
        checked_mark(&checked, q, &q->findings->at[q->findings->n - 1]);
        for (size_t i = 0; i < q->records->purchases.n; i++) {
                if (!line_is(&q->records->purchases.at[i], rule->category, rule->item))
                        continue;
                q->lines[i].checked.held |= checked.held;
                q->lines[i].checked.refused |= checked.refused;
        }
}

void check_held_work(struct inquiry *q)
{
        const struct rule *rule;

        for (size_t i = 0; (rule = next_rule(q, RULE_HOLD, &i));) {
                const struct purchase *first = first_line(q, rule->category, rule->item);

                if (first && first_line(q, rule->other, rule->item))
                        hold(q, rule, first);
        }
}

/* The answer "no, it is no other work" takes the modification out. Without an answer it counts. */
static void ask_modified(struct inquiry *q, const struct rule *rule, const struct earlier *before, const char *by,
                         const char *field)
{
        struct checked checked = {0};

        raise_application(q,
                          (struct finding){.id = C205,
                                           .value = before->text,
                                           .source = source_text(rule->basis),
                                           .args = {by, words_item(q, rule->item)}},
                          &q->records->facility.origin, field);
        checked_mark(&checked, q, &q->findings->at[q->findings->n - 1]);
        for (size_t i = 0;
             checked.refused && finding_no(C205, q->records->form) == NO_MODIFICATION && i < q->records->purchases.n;
             i++)
                if (line_is(&q->records->purchases.at[i], rule->category, rule->item))
                        q->lines[i].checked.refused = true;
}

/* The notice asks whether the system has been modified, whoever paid for it. If the programme says so, an earlier grant counts as the
 * modification for which it was paid. */
void check_modified_before(struct inquiry *q)
{
        const struct facility *facility = &q->records->facility;
        const struct rule *rule;

        for (size_t i = 0; (rule = next_rule(q, RULE_ASK_MODIFIED, &i));) {
                const struct earlier *mod = earlier_of(&facility->earlier_mods, rule->other, rule->other_variant);
                const struct earlier *grant = earlier_of(&facility->earlier_grants, rule->other, rule->other_variant);
                const struct label *other = &programme_category_by_id(q->programme, rule->other)->label;

                if (!first_line(q, rule->category, rule->item))
                        continue;
                if (mod)
                        ask_modified(q, rule, mod, words_both(q, other->ja, other->en), "earlier_mods");
                else if (grant && rule->after_grant)
                        ask_modified(q, rule, grant,
                                     arena_printf(q->arena, "%sの補助(%s)¦the grant for %s (%s)", other->ja,
                                                  grant->text, other->en, grant->text),
                                     "earlier_grants");
        }
}

/* Is there a rule that refuses the application because of this grant, or a question about its variant, already? */
static bool is_spoken_of(const struct inquiry *q, const struct earlier *grant)
{
        const struct rule *rule;

        for (size_t i = 0; form_since(q->records->form, FORM_3) && (rule = next_rule(q, RULE_NOT_AFTER, &i));)
                if (check_has_variant(q, rule->variant) && same(grant->category, rule->other) &&
                    (!*rule->other_variant || !*grant->variant || same(grant->variant, rule->other_variant)))
                        return true;
        return false;
}

/* Raises one question for all earlier years. */
void check_granted_before(struct inquiry *q)
{
        const struct facility *facility = &q->records->facility;
        const struct rule *rule;

        for (size_t i = 0; (rule = next_rule(q, RULE_ASK_EARLIER, &i));) {
                struct texts years = {0};

                for (size_t k = 0; k < facility->earlier_grants.n; k++) {
                        const struct earlier *grant = &facility->earlier_grants.at[k];

                        if (same(grant->category, rule->category) &&
                            (!*rule->variant || same(grant->variant, rule->variant)) && !is_spoken_of(q, grant))
                                words_add_once(q, &years, words_fiscal_year(q, grant));
                }
                if (!years.n)
                        continue;
                raise_application(q,
                                  (struct finding){.id = C207,
                                                   .value = facility->earlier_grants_text,
                                                   .source = source_text(rule->basis),
                                                   .args = {words_joined(q, &years, "、")}},
                                  &facility->origin, "earlier_grants");
        }
}
