/* Checks of the application and its facility: dates of application, kind, variants, and what one
 * category means for another. */
#include "core/assess/checks.h"

#include "core/assess/assess.h"
#include "core/base/finding_effect.h"
#include "core/value/identifier.h"
#include "core/base/text.h"

#include <string.h>

#include "core/banned.h"

static bool same(const char *a, const char *b)
{
        return strcmp(a, b) == 0;
}

/* Has the application this variant ("" = any)? */
bool check_has_variant(const struct inquiry *q, const char *variant)
{
        return !*variant || (q->variant && same(variant, q->variant));
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

/* Looks at the programme's opening, and at that of a category or variant which opens later. */
void check_opening(struct inquiry *q)
{
        const struct rule *rule;

        too_early(q, q->programme->opens, q->programme->opens_basis);
        for (size_t i = 0; (rule = next_rule(q, RULE_NOT_BEFORE, &i));)
                if (check_has_variant(q, rule->variant))
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

const char *words_variants(struct inquiry *q, const struct category *category, const char *between)
{
        struct texts names = {0};

        for (size_t i = 0; i < category->variants.n; i++)
                words_add_once(q, &names, words_both(q, category->variants.at[i].ja, category->variants.at[i].en));
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
                                           .args = {words_variants(q, q->category, "、")}},
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
                        words_add_once(q, &names, words_category(q, q->category->label.id, q->variant));
                words_add_once(q, &names, words_category(q, q->category->label.id, line->variant));
                other = other ? other : line;
        }
        if (!other)
                return;
        raise_application(q,
                          (struct finding){.id = C202,
                                           .value = other->category_text,
                                           .args = {words_joined(q, &names, "と"),
                                                    words_category(q, q->category->label.id, q->variant)}},
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

void check_together(struct inquiry *q)
{
        const struct purchase *line = first_own(q);
        const struct rule *rule;

        for (size_t i = 0; (rule = next_rule(q, RULE_ASK_TOGETHER, &i));) {
                const struct category *other = programme_category_by_id(q->programme, rule->other);

                if (!other || !assess_is_claimed(q->records, other))
                        continue;
                raise_application(q,
                                  (struct finding){.id = C206,
                                                   .source = source_text(rule->basis),
                                                   .args = {words_category(q, rule->other, "")}},
                                  line ? &line->origin : NULL, "category");
        }
}

/* Only the date of application matters. Earlier receipts are in order: the notice asks to keep them. */
void check_too_early(struct inquiry *q)
{
        const struct rule *rule;

        for (size_t i = 0; (rule = next_rule(q, RULE_ASK_BEFORE, &i));) {
                if (!check_has_variant(q, rule->variant) || date_compare(q->applied_on, rule->date) >= 0)
                        continue;
                raise_application(q,
                                  (struct finding){.id = C208,
                                                   .source = source_text(rule->basis),
                                                   .args = {words_category(q, rule->category, rule->variant),
                                                            words_both(q, rule->date_text, words_date(q, rule->date))}},
                                  NULL, NULL);
        }
}

/* Asks a facility outside the obligation that claims the full system. */
void check_full_system(struct inquiry *q)
{
        const struct facility *facility = &q->records->facility;
        const struct rule *rule;

        for (size_t i = 0; (rule = next_rule(q, RULE_ASK_OUTSIDE, &i)) && facility->outside_obligation == YES;)
                raise_application(q,
                                  (struct finding){.id = C227,
                                                   .value = "はい",
                                                   .source = source_text(rule->basis),
                                                   .args = {words_category(q, q->category->label.id, "")}},
                                  &facility->origin, "outside_obligation");
}

/* If the answer "no" takes no line out, the whole application falls. The finding names the question and the answer's reason. */
void check_fallen(struct inquiry *q)
{
        const size_t asked = q->findings->n;

        for (size_t i = 0; i < asked; i++) {
                const struct finding f = q->findings->at[i];
                const struct answer *answer;
                const char *question;

                if (finding_no(f.id, q->records->form) != NO_FALLS || !assess_answered(q->records, &f, &answer) ||
                    answer->yes)
                        continue;
                question = arena_printf(q->arena, "%s¦%s", finding_message_then(q->arena, &f, q->records->form),
                                        finding_message(q->arena, &f, ENGLISH));
                raise_application(q,
                                  (struct finding){.id = E140,
                                                   .value = answer->reason,
                                                   .source = f.source,
                                                   .args = {finding_name(f.id), question}},
                                  NULL, NULL);
                q->findings->at[q->findings->n - 1].place = f.place;
        }
}

/* Larger and smaller kinds get different rates. This tells the applicant what the chosen kind covers. */
void check_kind_means(struct inquiry *q)
{
        const struct facility *facility = &q->records->facility;

        for (size_t i = 0; i < q->programme->kinds.n; i++) {
                const struct label *kind = &q->programme->kinds.at[i];

                if (same(kind->id, facility->kind) && *kind->means_ja)
                        raise_facility(q,
                                       (struct finding){.id = I405,
                                                        .value = facility->kind_text,
                                                        .source = source_text(kind->means_basis),
                                                        .args = {arena_printf(q->arena, "%s¦%s", kind->ja, kind->en),
                                                                 arena_printf(q->arena, "%s¦%s", kind->means_ja,
                                                                              kind->means_en)}},
                                       "kind");
        }
}

/* A grant of another programme that is not named may still have been made. */
static void ask_after_grant(struct inquiry *q)
{
        const struct facility *facility = &q->records->facility;
        const struct rule *rule;

        for (size_t i = 0; (rule = next_rule(q, RULE_AFTER_GRANT, &i));) {
                const struct label *other = programme_other_grant(q->programme, rule->grant);

                if (!other || has_grant_of(facility, rule->grant))
                        continue;
                raise_application(
                        q,
                        (struct finding){
                                .id = C216,
                                .value = facility->earlier_grants_text,
                                .source = source_text(rule->basis),
                                .args = {arena_printf(q->arena, "「%s」の交付を受けている(受けていれば既交付に記入)",
                                                      other->ja),
                                         arena_printf(q->arena, "a grant of %s (if so, enter it under 既交付)",
                                                      other->en)}},
                        &facility->origin, "earlier_grants");
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
        ask_after_grant(q);
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

        if (verdict == CODE_OK || q->programme->other_number)
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
