/* Checks of what a programme may ask beside amounts: options, attributes, completion, how often and what beside what,
 * papers, and whether the file says enough. */
#include "core/assess/checks.h"

#include "core/assess/assess.h"

#include <string.h>

#include "core/banned.h"

static bool same(const char *a, const char *b)
{
        return strcmp(a, b) == 0;
}

static bool is_option_of(const struct inquiry *q, const char *id)
{
        for (size_t i = 0; i < q->programme->options.n; i++) {
                const struct choice *option = &q->programme->options.at[i];

                if (same(option->label.id, id) && (!*option->category || same(option->category, q->category->label.id)))
                        return true;
        }
        return false;
}

static size_t next_claim(const struct inquiry *q, size_t i)
{
        while (i < q->records->claims.n && !same(q->records->claims.at[i].category, q->category->label.id))
                i++;
        return i;
}

/* Every row of `applications` for the category: at[i] is its `claim`. */
#define EACH_CLAIM(q, i, claim)                                                                                        \
        for (size_t i = next_claim((q), 0);                                                                            \
             i < (q)->records->claims.n && ((claim) = &(q)->records->claims.at[i], true); i = next_claim((q), i + 1))

static void no_option(struct inquiry *q, const struct claim *claim, const char *text)
{
        const char *id = q->category->label.id;
        const char *ja = programme_option_words(q->programme, id, JAPANESE, q->arena);
        const char *en = programme_option_words(q->programme, id, ENGLISH, q->arena);

        raise_application(q,
                          (struct finding){.id = E121,
                                           .value = text,
                                           .args = {*ja ? words_both(q, ja, en) : words_both(q, "(なし)", "(none)")}},
                          &claim->origin, "options");
}

/* An option that was overlooked would leave the general amount in force, so unknown words are raised. */
void check_options(struct inquiry *q)
{
        const struct claim *claim;

        EACH_CLAIM(q, i, claim)
        {
                for (size_t k = 0; k < claim->options_said.n; k++)
                        if (!is_option_of(q, claim->options_said.at[k].id))
                                no_option(q, claim, claim->options_said.at[k].text);
        }
}

static bool is_outside(struct date day, struct date first, struct date last)
{
        return (date_is_set(first) && date_compare(day, first) < 0) ||
               (date_is_set(last) && date_compare(day, last) > 0);
}

void check_completion(struct inquiry *q)
{
        const struct programme *p = q->programme;
        const struct claim *claim, *said = NULL;

        if (p->completed_basis.how == HOW_UNKNOWN)
                return;
        EACH_CLAIM(q, i, claim)
        {
                if (!date_is_set(claim->completed_on))
                        continue;
                said = claim;
                if (is_outside(claim->completed_on, p->completed_first, p->completed_last))
                        raise_application(
                                q,
                                (struct finding){.id = E122,
                                                 .value = words_date(q, claim->completed_on),
                                                 .source = source_text(p->completed_basis),
                                                 .args = {words_period(q, p->completed_first, p->completed_last)}},
                                &claim->origin, "completed_on");
        }
        if (!said)
                raise_application(q,
                                  (struct finding){.id = C221,
                                                   .source = source_text(p->completed_basis),
                                                   .args = {date_is_set(p->completed_last)
                                                                    ? words_day(q, p->completed_last)
                                                                    : "申請日¦the day of the application"}},
                                  NULL, NULL);
}

/* ---- how often, and what beside what */

static const struct earlier *granted(const struct inquiry *q, const char *category, const char *variant,
                                     const char *year)
{
        const struct earlier_list *all = &q->records->facility.earlier_grants;

        for (size_t i = 0; i < all->n; i++)
                if (same(all->at[i].category, category) && (!*variant || same(all->at[i].variant, variant)) &&
                    (!*year || same(all->at[i].year, year)))
                        return &all->at[i];
        return NULL;
}

void check_once(struct inquiry *q)
{
        const struct facility *facility = &q->records->facility;
        const struct rule *rule;

        for (size_t i = 0; (rule = next_rule(q, RULE_ONCE, &i));) {
                const struct earlier *grant = granted(q, rule->category, rule->variant, rule->year);

                if (!grant || (*rule->variant && !(q->variant && same(q->variant, rule->variant))))
                        continue;
                raise_application(q,
                                  (struct finding){.id = E123,
                                                   .value = grant->text,
                                                   .source = source_text(rule->basis),
                                                   .args = {words_fiscal_year(q, grant)}},
                                  &facility->origin, "earlier_grants");
        }
}

/* オンライン診療等(令和6年度に交付) */
static const char *words_granted_in(struct inquiry *q, const struct category *c, const char *year)
{
        const char *words = words_year(q, year);

        return words_both(
                q,
                arena_printf(q->arena, form_since(q->records->form, FORM_3) ? "%s(%sに交付)" : "%s(%s に交付)",
                             c->label.ja, finding_word(q->arena, words, JAPANESE)),
                arena_printf(q->arena, "%s (granted in %s)", c->label.en, finding_word(q->arena, words, ENGLISH)));
}

/* The applicant decides which application to give up. Until there are few enough, each of them is in error. */
void check_at_most(struct inquiry *q)
{
        const struct rule *rule;

        for (size_t i = 0; (rule = next_rule(q, RULE_AT_MOST, &i));) {
                struct texts names = {0};

                for (size_t k = 0; k < rule->categories.n; k++) {
                        const struct category *c = programme_category_by_id(q->programme, rule->categories.at[k]);

                        if (assess_is_claimed(q->records, c))
                                words_add_once(q, &names, words_category(q, c->label.id, ""));
                        else if (*rule->year && granted(q, c->label.id, "", rule->year))
                                words_add_once(q, &names, words_granted_in(q, c, rule->year));
                }
                if (names.n <= (size_t)rule->most)
                        continue;
                raise_application(
                        q,
                        (struct finding){.id = E124,
                                         .value = words_digits(q, (int64_t)names.n),
                                         .source = source_text(rule->basis),
                                         .args = {words_digits(q, rule->most), words_joined(q, &names, "、")}},
                        NULL, NULL);
        }
}

static const struct purchase *line_of(const struct inquiry *q, const char *category, const char *variant)
{
        for (size_t i = 0; i < q->records->purchases.n; i++) {
                const struct purchase *line = &q->records->purchases.at[i];

                if (same(line->category, category) && (!*variant || same(line->variant, variant)))
                        return line;
        }
        return NULL;
}

/* The rule speaks of two and is written once: it is raised for the one it names first, on whose lines it stands. */
void check_exclusions(struct inquiry *q)
{
        const struct rule *rule;

        for (size_t i = 0; (rule = next_rule(q, RULE_EXCLUDE, &i));) {
                const struct purchase *line = line_of(q, rule->category, rule->variant);

                if (!line || !line_of(q, rule->other, rule->other_variant))
                        continue;
                raise_application(q,
                                  (struct finding){.id = E125,
                                                   .value = line->category_text,
                                                   .source = source_text(rule->basis),
                                                   .args = {words_category(q, rule->category, rule->variant),
                                                            words_category(q, rule->other, rule->other_variant)}},
                                  &line->origin, "category");
        }
}

/* ---- attributes of the facility */

static const char *value_words(struct inquiry *q, const struct facility_attribute *attribute)
{
        return words_both(q, programme_value_words(attribute, JAPANESE, q->arena),
                          programme_value_words(attribute, ENGLISH, q->arena));
}

static const char *attribute_words(struct inquiry *q)
{
        struct texts names = {0};

        for (size_t i = 0; i < q->programme->attributes.n; i++)
                *vec_add(q->arena, &names) = value_words(q, &q->programme->attributes.at[i]);
        return names.n ? words_joined(q, &names, "、") : words_both(q, "(なし)", "(none)");
}

/* The facilities table serves several programmes: one that does not know an attribute says so, and no more. */
/* An entry that names no category of the programme says nothing of it: told, or a typing error would lose a question. */
static void check_earlier_words(struct inquiry *q, const struct earlier_list *list, const char *column)
{
        for (size_t i = 0; form_since(q->records->form, FORM_3) && i < list->n; i++)
                if (!*list->at[i].category && *list->at[i].text)
                        raise_facility(q, (struct finding){.id = W312, .value = list->at[i].text}, column);
}

void check_attributes(struct inquiry *q)
{
        const struct facility *facility = &q->records->facility;

        for (size_t i = 0; i < facility->attributes_said.n; i++)
                if (!*facility->attributes_said.at[i].value)
                        raise_facility(q,
                                       (struct finding){.id = W311,
                                                        .value = facility->attributes_said.at[i].text,
                                                        .args = {attribute_words(q)}},
                                       "attributes");
        check_earlier_words(q, &facility->earlier_grants, "earlier_grants");
        check_earlier_words(q, &facility->earlier_mods, "earlier_mods");
}

static void ask_attribute(struct inquiry *q, const struct facility_attribute *attribute)
{
        const struct facility *facility = &q->records->facility;

        raise_application(
                q,
                (struct finding){
                        .id = C219,
                        .value = facility->attributes && *facility->attributes ? facility->attributes : NULL,
                        .source = source_text(attribute->basis),
                        .args = {words_both(q, attribute->label.ja, attribute->label.en), value_words(q, attribute)}},
                &facility->origin, "attributes");
}

void check_unsaid(struct inquiry *q)
{
        if (q->grant_unsaid)
                ask_attribute(q, q->grant_unsaid);
        if (q->deadline_unsaid && q->deadline_unsaid != q->grant_unsaid)
                ask_attribute(q, q->deadline_unsaid);
}

void check_gap(struct inquiry *q)
{
        if (*q->gap.ja)
                raise_application(q,
                                  (struct finding){.id = C220,
                                                   .source = how_word(HOW_UNKNOWN, JAPANESE),
                                                   .args = {q->gap.ja, q->gap.en}},
                                  NULL, NULL);
}

/* ---- papers, and the file's own age */

/* If nobody has said whether the condition holds, the document is asked for. */
static bool is_needed(const struct inquiry *q, const struct required_document *document)
{
        const struct facility_attribute *unsaid;

        return conditions_hold(&document->conditions, q->programme, q->records, q->category->label.id, &unsaid) != NO;
}

const struct required_document *document_needed(const struct inquiry *q, const char *id)
{
        const struct required_document *needed = NULL;

        for (size_t i = 0; i < q->programme->documents.n; i++) {
                const struct required_document *document = &q->programme->documents.at[i];

                if (same(document->id, id) && is_needed(q, document) && (!needed || document->required))
                        needed = document;
        }
        return needed;
}

/* The report is among the papers; without its day it cannot be handed in. */
void check_completion_report(struct inquiry *q)
{
        const struct required_document *d = document_needed(q, DOCUMENT_COMPLETION_REPORT);
        const struct claim *claim;

        if (!d)
                return;
        EACH_CLAIM(q, i, claim)
        {
                if (date_is_set(claim->completed_on))
                        return;
        }
        raise_application(q, (struct finding){.id = C243, .source = source_text(d->basis), .args = {d->ja, d->en}},
                          NULL, NULL);
}

void check_documents(struct inquiry *q)
{
        for (size_t i = 0; i < q->programme->documents.n; i++) {
                const struct required_document *d = &q->programme->documents.at[i];

                if (same(d->id, document_id(DOC_RECEIPT)) || same(d->id, document_id(DOC_BREAKDOWN)) ||
                    (same(d->id, DOCUMENT_COMPLETION_REPORT) && form_since(q->records->form, FORM_2)) ||
                    document_needed(q, d->id) != d)
                        continue;
                raise_application(q,
                                  (struct finding){.id = d->required ? C222 : I403,
                                                   .source = source_text(d->basis),
                                                   .args = {d->ja, d->en}},
                                  NULL, NULL);
        }
}

/* Nothing is raised after the deadline, because its error says enough. */
void check_validity(struct inquiry *q)
{
        struct date last = q->programme->valid_last, deadline = q->deadline->date;

        if (!date_is_set(last) || date_compare(q->applied_on, last) <= 0 ||
            (date_is_set(deadline) && date_compare(q->applied_on, deadline) > 0))
                return;
        raise_application(q,
                          (struct finding){.id = C223,
                                           .value = words_date(q, q->applied_on),
                                           .source = source_text(q->programme->valid_basis),
                                           .args = {words_day(q, last)}},
                          NULL, NULL);
}
