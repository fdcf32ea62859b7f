/* Checks of the application and its facility: dates of application, kind, variants, and what one
 * category means for another. */
#include "core/checks.h"

#include "core/assess.h"
#include "core/identifier.h"
#include "core/text.h"

#include <string.h>

#include "core/banned.h"

static bool same(const char *a, const char *b)
{
        return strcmp(a, b) == 0;
}

/* Has the application this variant ("" = any)? */
static bool has_variant(const struct inquiry *q, const char *variant)
{
        return !*variant || (q->variant && same(variant, q->variant));
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

static const struct purchase *first_own(const struct inquiry *q)
{
        for (size_t i = 0; i < q->records->purchases.n; i++)
                if (q->lines[i].own)
                        return &q->records->purchases.at[i];
        return NULL;
}

/* The whole day of the deadline is in time: an application "by" a day may come until its end. */
void check_deadline(struct inquiry *q)
{
        struct date deadline = q->deadline->date;

        if (!date_is_set(deadline) || date_compare(q->applied_on, deadline) <= 0)
                return;
        raise_application(q,
                          (struct finding){.id = E101,
                                           .value = words_date(q, q->applied_on),
                                           .source = source_text(q->deadline->basis),
                                           .args = {words_day(q, deadline)}},
                          NULL, NULL);
}

static void too_early(struct inquiry *q, struct date opens, struct basis basis)
{
        if (date_is_set(opens) && date_compare(q->applied_on, opens) < 0)
                raise_application(q,
                                  (struct finding){.id = E114,
                                                   .value = words_date(q, q->applied_on),
                                                   .source = source_text(basis),
                                                   .args = {words_day(q, opens)}},
                                  NULL, NULL);
}

/* The programme's opening, and that of a category or variant which opens later. */
void check_opening(struct inquiry *q)
{
        const struct rule *rule;

        too_early(q, q->programme->opens, q->programme->opens_basis);
        for (size_t i = 0; (rule = next_rule(q, RULE_NOT_BEFORE, &i));)
                if (has_variant(q, rule->variant))
                        too_early(q, rule->date, rule->basis);
}

/* A row of `applications` without any purchase would be "ready" for nothing. */
void check_has_lines(struct inquiry *q)
{
        const struct origin *origin = NULL;

        if (first_own(q))
                return;
        for (size_t i = 0; i < q->records->claims.n; i++)
                if (same(q->records->claims.at[i].category, q->category->label.id))
                        origin = &q->records->claims.at[i].origin;
        raise_application(q, (struct finding){.id = E119}, origin, "category");
}

void check_kind(struct inquiry *q)
{
        const struct facility *facility = &q->records->facility;

        if (*facility->kind && (q->grant || q->grant_unsaid))
                return;
        raise_facility(q,
                       (struct finding){.id = E111,
                                        .value = facility->kind_text,
                                        .source = how_word(HOW_UNKNOWN, JAPANESE),
                                        .args = {facility->kind_text}},
                       "kind");
}

static const char *variant_names(struct inquiry *q, const char *between)
{
        struct texts names = {0};

        for (size_t i = 0; i < q->category->variants.n; i++)
                words_add_once(q, &names, q->category->variants.at[i].ja);
        return words_joined(q, &names, between);
}

void check_variant_said(struct inquiry *q)
{
        const struct purchase *line = first_own(q);

        if (!q->category->variants.n || q->variant)
                return;
        raise_application(q,
                          (struct finding){.id = C201,
                                           .value = line ? line->category_text : NULL,
                                           .args = {variant_names(q, "、")}},
                          line ? &line->origin : NULL, "category");
}

/* The notice grants one variant in a category; which of two was meant is for the applicant to say. */
void check_variant_one(struct inquiry *q)
{
        struct texts names = {0};
        const struct purchase *other = NULL;

        for (size_t i = 0; i < q->records->purchases.n && q->variant; i++) {
                const struct purchase *line = &q->records->purchases.at[i];

                if (!q->lines[i].own || !*line->variant || same(line->variant, q->variant))
                        continue;
                if (!other)
                        words_add_once(q, &names, category_variant_name(q->category, q->variant));
                words_add_once(q, &names, category_variant_name(q->category, line->variant));
                other = other ? other : line;
        }
        if (!other)
                return;
        raise_application(q,
                          (struct finding){.id = C202,
                                           .value = other->category_text,
                                           .args = {words_joined(q, &names, "と"),
                                                    category_variant_name(q->category, q->variant)}},
                          &other->origin, "category");
}

void check_obligation(struct inquiry *q)
{
        const struct facility *facility = &q->records->facility;
        size_t i = 0;
        const struct rule *rule = next_rule(q, RULE_ONLY_OUTSIDE, &i);

        if (!rule || facility->outside_obligation == YES)
                return;
        raise_application(q,
                          (struct finding){.id = facility->outside_obligation == NO ? E109 : C203,
                                           .value = facility->outside_obligation == NO ? "いいえ" : NULL,
                                           .source = source_text(rule->basis)},
                          &facility->origin, "outside_obligation");
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
                const struct category *other = programme_category_by_id(q->programme, rule->other);
                const char *before = other ? category_variant_name(other, rule->other_variant) : "";
                const char *now = q->variant ? category_variant_name(q->category, q->variant) : "";

                if (!grant || !has_variant(q, rule->variant))
                        continue;
                raise_application(q,
                                  (struct finding){.id = E110,
                                                   .value = grant->text,
                                                   .source = source_text(rule->basis),
                                                   .args = {*before ? before : words_category(q, rule->other),
                                                            *now ? now : q->category->label.ja}},
                                  &facility->origin, "earlier_grants");
        }
}

/* Work on one system for two categories: which keeps it is not said, so the lines wait for the answer. */
static void hold(struct inquiry *q, const struct rule *rule, const struct purchase *first)
{
        struct yen sum = {0};
        struct standing standing = {0};

        for (size_t i = 0; i < q->records->purchases.n; i++)
                if (line_is(&q->records->purchases.at[i], rule->category, rule->item))
                        (void)yen_add(&sum, sum, q->records->purchases.at[i].amount);
        /* The sum is part of the question: more work than was asked about asks again. */
        raise_application(q,
                          (struct finding){.id = C204,
                                           .value = words_digits(q, sum.n),
                                           .source = source_text(rule->basis),
                                           .args = {words_category(q, rule->other), words_item(q, rule->item)}},
                          &first->origin, "category");
        standing_mark(&standing, q, &q->findings->at[q->findings->n - 1]);
        for (size_t i = 0; i < q->records->purchases.n; i++) {
                if (!line_is(&q->records->purchases.at[i], rule->category, rule->item))
                        continue;
                q->lines[i].standing.held |= standing.held;
                q->lines[i].standing.refused |= standing.refused;
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

void check_modified_before(struct inquiry *q)
{
        const struct facility *facility = &q->records->facility;
        const struct rule *rule;

        for (size_t i = 0; (rule = next_rule(q, RULE_ASK_MODIFIED, &i));) {
                const struct earlier *mod = earlier_of(&facility->earlier_mods, rule->other, rule->other_variant);

                if (!mod || !first_line(q, rule->category, rule->item))
                        continue;
                raise_application(q,
                                  (struct finding){.id = C205,
                                                   .value = mod->text,
                                                   .source = source_text(rule->basis),
                                                   .args = {words_category(q, rule->other), words_item(q, rule->item)}},
                                  &facility->origin, "earlier_mods");
        }
}

void check_together(struct inquiry *q)
{
        const struct purchase *line = first_own(q);
        const struct rule *rule;

        for (size_t i = 0; (rule = next_rule(q, RULE_ASK_TOGETHER, &i));) {
                const struct category *other = programme_category_by_id(q->programme, rule->other);

                if (!other || !assess_is_claimed(q->records, other))
                        continue;
                raise_application(
                        q, (struct finding){.id = C206, .source = source_text(rule->basis), .args = {other->label.ja}},
                        line ? &line->origin : NULL, "category");
        }
}

/* One question for all earlier years. An entry of which no year was given is named as typed. */
void check_granted_before(struct inquiry *q)
{
        const struct facility *facility = &q->records->facility;
        const struct rule *rule;

        for (size_t i = 0; (rule = next_rule(q, RULE_ASK_EARLIER, &i));) {
                struct texts years = {0};

                for (size_t k = 0; k < facility->earlier_grants.n; k++) {
                        const struct earlier *grant = &facility->earlier_grants.at[k];

                        if (same(grant->category, rule->category) &&
                            (!*rule->variant || same(grant->variant, rule->variant)))
                                words_add_once(q, &years, *grant->year ? grant->year : grant->text);
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

/* The date of application only: receipts from before are right, the notice asks to keep them. */
void check_too_early(struct inquiry *q)
{
        const struct rule *rule;

        for (size_t i = 0; (rule = next_rule(q, RULE_ASK_BEFORE, &i));) {
                const char *name = category_variant_name(q->category, rule->variant);

                if (!has_variant(q, rule->variant) || date_compare(q->applied_on, rule->date) >= 0)
                        continue;
                raise_application(q,
                                  (struct finding){.id = C208,
                                                   .source = source_text(rule->basis),
                                                   .args = {*name ? name : q->category->label.ja, rule->date_text}},
                                  NULL, NULL);
        }
}

void check_prerequisites(struct inquiry *q)
{
        for (size_t i = 0; i < q->category->prerequisites.n; i++) {
                const struct prerequisite *p = &q->category->prerequisites.at[i];

                raise_application(q,
                                  (struct finding){.id = C216, .source = source_text(p->basis), .args = {p->ja, p->en}},
                                  NULL, NULL);
        }
}

void check_table_digit(struct inquiry *q)
{
        const struct facility *facility = &q->records->facility;
        char digits[CODE_TEXT];

        (void)code_parse(digits, facility->code);
        for (size_t i = 0; i < q->programme->rules.n; i++) {
                const struct rule *rule = &q->programme->rules.at[i];

                if (rule->kind != RULE_ASK_TABLE || rule->digit != code_table(digits) ||
                    (*rule->category && !same(rule->category, q->category->label.id)) ||
                    !in_force_on(&rule->in_force, q->applied_on))
                        continue;
                raise_facility(
                        q, (struct finding){.id = C217, .value = facility->code, .source = source_text(rule->basis)},
                        "facility");
                return;
        }
}

void check_code(struct inquiry *q)
{
        const struct facility *facility = &q->records->facility;
        char digits[CODE_TEXT];
        enum code_verdict verdict = code_parse(digits, facility->code);

        if (verdict == CODE_OK)
                return;
        raise_facility(q, (struct finding){.id = verdict == CODE_LOOKS_DENTAL ? W302 : W301, .value = facility->code},
                       "facility");
}

void check_purchase_period_stated(struct inquiry *q)
{
        if (q->programme->purchase_basis.how == HOW_UNKNOWN)
                raise_application(q, (struct finding){.id = I402, .source = source_text(q->programme->purchase_basis)},
                                  NULL, NULL);
}
