#include "core/assess/checks.h"

#include "core/record/field.h"
#include "core/base/finding_effect.h"

#include "core/assess/assess.h"
#include "core/value/identifier.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

/* The rule book. To add a check: write it in the core/assess/checks_*.c of what it looks at, declare it
 * in core/assess/checks.h, add its row here and rows for it in tests/unit/assess.c. The order is that of
 * the catalogue; only what marks a line (errors, C204, C209, C211, answers) bears on amounts. */
static const struct check checks[] = {
        {{E101, E101}, check_deadline, NEEDS_DATE, FORM_1},
        {{E102, E102}, check_receipt_date, NEEDS_DATE, FORM_1},
        {{E103, E103}, check_paid_on, NEEDS_DATE, FORM_1},
        {{E104, C215}, check_proof, NEEDS_NOTHING, FORM_1},
        {{E105, E105}, check_line_receipt, NEEDS_NOTHING, FORM_1},
        {{E106, E106}, check_evidence, NEEDS_NOTHING, FORM_1},
        {{E107, E107}, check_receipt_total, NEEDS_NOTHING, FORM_1},
        {{E109, C203}, check_obligation, NEEDS_NOTHING, FORM_1},
        {{E110, E110}, check_not_after, NEEDS_NOTHING, FORM_1},
        {{E111, E111}, check_kind, NEEDS_NOTHING, FORM_1},
        {{E114, E114}, check_opening, NEEDS_DATE, FORM_1},
        {{E115, C230}, check_line_category, NEEDS_NOTHING, FORM_1},
        {{E116, E116}, check_sums, NEEDS_NOTHING, FORM_1},
        {{E118, E118}, check_purchase_period, NEEDS_NOTHING, FORM_1},
        {{E119, E119}, check_has_lines, NEEDS_NOTHING, FORM_1},
        {{E121, E121}, check_options, NEEDS_NOTHING, FORM_1},
        {{E122, C221}, check_completion, NEEDS_NOTHING, FORM_1},
        {{E123, E123}, check_once, NEEDS_NOTHING, FORM_1},
        {{E124, E124}, check_at_most, NEEDS_NOTHING, FORM_1},
        {{E125, E125}, check_exclusions, NEEDS_NOTHING, FORM_1},
        {{C225, C225}, check_grant_said, NEEDS_NOTHING, FORM_3},
        {{C201, C201}, check_variant_said, NEEDS_NOTHING, FORM_1},
        {{C202, C202}, check_variant_one, NEEDS_NOTHING, FORM_1},
        {{C204, C204}, check_held_work, NEEDS_NOTHING, FORM_1},
        {{C205, C205}, check_modified_before, NEEDS_NOTHING, FORM_1},
        {{C206, C206}, check_together, NEEDS_NOTHING, FORM_1},
        {{C207, C207}, check_granted_before, NEEDS_NOTHING, FORM_1},
        {{C208, C208}, check_too_early, NEEDS_DATE, FORM_1},
        {{C209, C209}, check_same_paper, NEEDS_NOTHING, FORM_1},
        {{C210, C210}, check_same_scan, NEEDS_NOTHING, FORM_1},
        {{C211, I401}, check_line_item, NEEDS_NOTHING, FORM_1},
        {{C212, C212}, check_line_model, NEEDS_NOTHING, FORM_1},
        {{C228, C228}, check_line_words, NEEDS_NOTHING, FORM_3},
        {{C213, C213}, check_line_product, NEEDS_NOTHING, FORM_1},
        {{C214, E126}, check_breakdown, NEEDS_NOTHING, FORM_1},
        {{C226, C226}, check_bought_before, NEEDS_NOTHING, FORM_3},
        {{C227, C227}, check_full_system, NEEDS_NOTHING, FORM_3},
        {{C216, C216}, check_prerequisites, NEEDS_NOTHING, FORM_1},
        {{C217, C217}, check_table_digit, NEEDS_CODE, FORM_1},
        {{C218, C218}, check_breakdown_total, NEEDS_NOTHING, FORM_1},
        {{C240, C241}, check_vendor_lines, NEEDS_NOTHING, FORM_2},
        {{C242, C242}, check_vendor_total, NEEDS_NOTHING, FORM_2},
        {{C219, C219}, check_unsaid, NEEDS_NOTHING, FORM_1},
        {{C220, C220}, check_gap, NEEDS_NOTHING, FORM_1},
        {{C222, I403}, check_documents, NEEDS_NOTHING, FORM_1},
        {{C243, C243}, check_completion_report, NEEDS_NOTHING, FORM_2},
        {{C223, C223}, check_validity, NEEDS_DATE, FORM_1},
        {{W301, W302}, check_code, NEEDS_NOTHING, FORM_1},
        {{W303, W303}, check_registration, NEEDS_NOTHING, FORM_1},
        {{W304, W304}, check_line_description, NEEDS_NOTHING, FORM_1},
        {{W305, W305}, check_addressee, NEEDS_NOTHING, FORM_1},
        {{W306, W306}, check_scan_size, NEEDS_NOTHING, FORM_1},
        {{W307, W307}, check_scan_rotation, NEEDS_NOTHING, FORM_1},
        {{W311, W312}, check_attributes, NEEDS_NOTHING, FORM_1},
        {{I402, I402}, check_purchase_period_stated, NEEDS_NOTHING, FORM_1},
        {{I405, I405}, check_kind_means, NEEDS_NOTHING, FORM_3},
        {{E140, E140}, check_fallen, NEEDS_NOTHING, FORM_3},
        {{C224, C224}, check_brings_something, NEEDS_AMOUNTS, FORM_3},
        {{I404, I404}, check_edge, NEEDS_AMOUNTS, FORM_3},
};

static const int rows = (int)(sizeof checks / sizeof *checks);

int checks_total(enum record_form form)
{
        int n = 0;

        for (int i = 0; i < rows; i++)
                n += form_since(form, checks[i].since);
        return n;
}

const struct check *checks_at(int i)
{
        return &checks[i];
}

static int run(struct inquiry *q, int phase)
{
        char digits[CODE_TEXT];
        int met = phase, ran = 0;

        if (date_is_set(q->applied_on))
                met |= NEEDS_DATE;
        if (code_parse(digits, q->records->facility.code) <= CODE_NO_PREFECTURE)
                met |= NEEDS_CODE;
        for (int i = 0; i < rows; i++) {
                if (checks[i].needs & ~met || (checks[i].needs & NEEDS_AMOUNTS) != phase ||
                    !form_since(q->records->form, checks[i].since))
                        continue;
                checks[i].run(q);
                ran++;
        }
        return ran;
}

int checks_run(struct inquiry *q)
{
        return run(q, NEEDS_NOTHING);
}

int checks_run_of_amounts(struct inquiry *q, const struct assessment *amounts)
{
        q->amounts = amounts;
        return run(q, NEEDS_AMOUNTS);
}

static int by_key(const void *a, const void *b)
{
        const struct receipt *r = *(const struct receipt *const *)a, *s = *(const struct receipt *const *)b;
        int by = strcmp(r->facility, s->facility);

        return by ? by : strcmp(r->number, s->number);
}

/* Sorts the receipts by payer and number, so that thousands of lines find their receipt quickly. */
static const struct receipt **sorted_receipts(const struct inquiry *q)
{
        const struct receipt_list *all = &q->records->receipts;
        const struct receipt **sorted = arena_alloc(q->arena, (all->n + 1) * sizeof *sorted);

        for (size_t i = 0; i < all->n; i++)
                sorted[i] = &all->at[i];
        if (all->n > 1)
                qsort(sorted, all->n, sizeof *sorted, by_key);
        return sorted;
}

static const struct receipt *find_receipt(const struct receipt **sorted, size_t n, const struct purchase *line)
{
        const struct receipt key = {.facility = line->payer, .number = line->receipt_number}, *want = &key, **found;

        found = *line->payer && n ? bsearch(&want, sorted, n, sizeof *sorted, by_key) : NULL;
        return found ? *found : NULL;
}

static void look_at_line(struct inquiry *q, size_t i, const struct receipt *receipt)
{
        const struct purchase *line = &q->records->purchases.at[i];
        struct line_facts *facts = &q->lines[i];
        struct receipt_facts *on;

        facts->receipt = receipt;
        facts->own = strcmp(line->category, q->category->label.id) == 0;
        if (!receipt)
                return;
        on = &q->receipts[receipt - q->records->receipts.at];
        on->used |= facts->own;
        on->unaddable |= !yen_add(&on->total, on->total, line->amount);
}

/* Does anything bound what can be paid? */
static bool is_bounded(const struct category *category, const struct grant *grant)
{
        return grant->has_limit || grant->has_cost_cap || category_is_capped(category, grant);
}

static struct gap gap_of(struct inquiry *q)
{
        static const char *const words[][2] = {
                {"補助率", "the rate"}, {"端数処理", "the rounding"}, {"補助限度額", "the limit"}};
        const struct grant *grant = q->grant;
        bool missing[] = {grant && grant->rate_basis.how == HOW_UNKNOWN,
                          grant && grant->rounding_basis.how == HOW_UNKNOWN, grant && !is_bounded(q->category, grant)};
        struct texts ja = {0}, en = {0};

        if (!missing[0] && !missing[1] && !missing[2])
                return (struct gap){"", ""};
        for (size_t i = 0; i < sizeof missing / sizeof *missing; i++) {
                if (!missing[i])
                        continue;
                *vec_add(q->arena, &ja) = words[i][JAPANESE];
                *vec_add(q->arena, &en) = words[i][ENGLISH];
        }
        return (struct gap){words_joined(q, &ja, "、"), words_joined(q, &en, ", ")};
}

void inquiry_open(struct inquiry *q, const struct programme *programme, const struct records *records,
                  const struct category *category, struct date applied_on, struct findings *findings,
                  struct arena *arena)
{
        size_t lines = records->purchases.n, receipts = records->receipts.n;
        const struct receipt **sorted;

        *q = (struct inquiry){.programme = programme,
                              .records = records,
                              .category = category,
                              .applied_on = applied_on,
                              .findings = findings,
                              .arena = arena};
        q->grant = grant_of_facility(programme_grant(programme, category, records, applied_on, &q->grant_unsaid),
                                     &records->facility, arena);
        q->deadline = programme_deadline(programme, category, records, &q->deadline_unsaid);
        q->gap = gap_of(q);
        q->subject = subject_application(arena, records->facility.code, category->label.id);
        q->lines = arena_alloc(arena, (lines + 1) * sizeof *q->lines);
        q->receipts = arena_alloc(arena, (receipts + 1) * sizeof *q->receipts);
        sorted = sorted_receipts(q);
        for (size_t i = 0; i < lines; i++)
                look_at_line(q, i, find_receipt(sorted, receipts, &records->purchases.at[i]));
}

void checked_mark(struct checked *checked, const struct inquiry *q, const struct finding *f)
{
        const struct answer *answer;
        enum severity severity = finding_severity(f->id);

        if (severity == ERROR)
                checked->error = true;
        else if (severity != CONFIRM)
                return;
        else if (!assess_answered(q->records, f, &answer))
                checked->held |= finding_waits(f->id);
        else if (!answer->yes)
                checked->refused = true;
}

static struct finding *add(struct inquiry *q, const struct finding *f, const char *subject, const char *place)
{
        struct finding *added = finding_add(q->findings, f->id, subject, f->value, place);

        added->source = f->source;
        added->source_en = f->source ? source_english(q->programme, f->source) : NULL;
        memcpy(added->args, f->args, sizeof added->args);
        return added;
}

static struct finding spoilt(const struct inquiry *q, const char *kind, const char *field)
{
        return (struct finding){.id = E127,
                                .args = {arena_printf(q->arena, "%s¦%s", field_word(kind, field, JAPANESE),
                                                      field_word(kind, field, ENGLISH))}};
}

void raise_facility(struct inquiry *q, struct finding f, const char *field)
{
        const struct facility *facility = &q->records->facility;

        add(q, &f, facility->code, origin_place(q->arena, &facility->origin, field));
}

/* A second question of the same id gets a number (".../home-visit#2"), because an answer belongs to one question. */
void raise_application(struct inquiry *q, struct finding f, const struct origin *origin, const char *field)
{
        const char *subject = q->subject;
        int nth = 1;

        for (size_t i = 0; i < q->findings->n; i++) {
                const struct finding *earlier = &q->findings->at[i];

                nth += earlier->id == f.id && strncmp(earlier->subject, q->subject, strlen(q->subject)) == 0;
        }
        if (nth > 1 && finding_severity(f.id) == CONFIRM)
                subject = arena_printf(q->arena, "%s#%d", q->subject, nth);
        add(q, &f, subject, origin ? origin_place(q->arena, origin, field) : NULL);
}

void raise_receipt(struct inquiry *q, size_t i, struct finding f, const char *field)
{
        const struct receipt *receipt = &q->records->receipts.at[i];
        const struct finding *added =
                add(q, &f, subject_receipt(q->arena, receipt), origin_place(q->arena, &receipt->origin, field));

        checked_mark(&q->receipts[i].checked, q, added);
}

void raise_line(struct inquiry *q, size_t i, struct finding f, const char *field)
{
        const struct purchase *line = &q->records->purchases.at[i];
        const struct finding *added =
                add(q, &f, subject_purchase(q->arena, line), origin_place(q->arena, &line->origin, field));

        checked_mark(&q->lines[i].checked, q, added);
}

/* Not a rule of the table: nobody can say what a spoilt record was. Nothing that depends on it counts. */
void raise_spoilt(struct inquiry *q)
{
        const struct records *r = q->records;

        if (r->facility.spoilt)
                raise_facility(q, spoilt(q, "facility", r->facility.spoilt), r->facility.spoilt);
        for (size_t i = 0; i < r->receipts.n; i++)
                if (r->receipts.at[i].spoilt)
                        raise_receipt(q, i, spoilt(q, "receipt", r->receipts.at[i].spoilt), r->receipts.at[i].spoilt);
        for (size_t i = 0; i < r->purchases.n; i++)
                if (r->purchases.at[i].spoilt)
                        raise_line(q, i, spoilt(q, "purchase", r->purchases.at[i].spoilt), r->purchases.at[i].spoilt);
        for (size_t i = 0; i < r->claims.n; i++)
                if (r->claims.at[i].spoilt)
                        raise_application(q, spoilt(q, "application", r->claims.at[i].spoilt), &r->claims.at[i].origin,
                                          r->claims.at[i].spoilt);
}

const struct eligible *eligible_here(const struct inquiry *q, const char *item, bool *ask)
{
        const struct eligible *eligible = category_eligible(q->category, item);
        const struct facility_attribute *unsaid;
        enum answer3 holds = NO;

        if (eligible)
                holds = conditions_hold(&eligible->conditions, q->programme, q->records, q->category->label.id,
                                        &unsaid);
        *ask = holds == NOT_SAID || (holds == YES && eligible->basis.how == HOW_UNKNOWN);
        return holds == NO ? NULL : eligible;
}

struct basis eligible_basis(const struct inquiry *q, const struct eligible *eligible)
{
        return *eligible->variant && q->variant && strcmp(eligible->variant, q->variant) == 0 ? eligible->variant_basis
                                                                                              : eligible->basis;
}

const struct rule *next_rule(const struct inquiry *q, enum rule_kind kind, size_t *i)
{
        while (*i < q->programme->rules.n) {
                const struct rule *rule = &q->programme->rules.at[(*i)++];
                bool ours = strcmp(rule->category, q->category->label.id) == 0;

                for (size_t k = 0; k < rule->categories.n; k++)
                        ours |= strcmp(rule->categories.at[k], q->category->label.id) == 0;
                if (rule->kind == kind && ours && in_force_on(&rule->in_force, q->applied_on))
                        return rule;
        }
        return NULL;
}

void words_add_once(struct inquiry *q, struct texts *words, const char *word)
{
        for (size_t i = 0; i < words->n; i++)
                if (strcmp(words->at[i], word) == 0)
                        return;
        *vec_add(q->arena, words) = word;
}

/* Words in both languages are joined half by half, the English halves by commas. */
const char *words_joined(struct inquiry *q, const struct texts *words, const char *between)
{
        struct buffer out[2] = {buffer_in(q->arena), buffer_in(q->arena)};
        bool both = false;

        for (int l = JAPANESE; l <= ENGLISH; l++) {
                buffer_text(&out[l], "");
                for (size_t i = 0; i < words->n; i++) {
                        both |= strstr(words->at[i], "¦") != NULL;
                        buffer_printf(&out[l], "%s%s",
                                      !i              ? ""
                                      : l == JAPANESE ? between
                                                      : ", ",
                                      finding_word(q->arena, words->at[i], (enum language)l));
                }
        }
        return both ? words_both(q, out[JAPANESE].at, out[ENGLISH].at) : out[JAPANESE].at;
}

const char *source_text(struct basis basis)
{
        return basis.source ? basis.source->text : how_word(HOW_UNKNOWN, JAPANESE);
}

const char *words_yen(struct inquiry *q, struct yen yen)
{
        char text[YEN_TEXT];

        return arena_strdup(q->arena, yen_format(text, yen, "-"));
}

const char *words_digits(struct inquiry *q, int64_t n)
{
        return arena_printf(q->arena, "%" PRId64, n);
}

const char *words_date(struct inquiry *q, struct date date)
{
        char text[DATE_TEXT];

        return arena_strdup(q->arena, date_iso(text, date));
}

const char *words_year(struct inquiry *q, const char *year)
{
        const char *s = year;
        int n = 0;

        if (!form_since(q->records->form, FORM_3))
                return year;
        while (*s && s[1] >= '0' && s[1] <= '9' && n < 10)
                n = n * 10 + *++s - '0';
        for (int i = 0; n && !s[1] && i < ERAS; i++)
                if (year[0] == *calendar_eras[i].letter)
                        return words_both(q,
                                          n == 1 ? arena_printf(q->arena, "%s元年度", calendar_eras[i].name)
                                                 : arena_printf(q->arena, "%s%d年度", calendar_eras[i].name, n),
                                          arena_printf(q->arena, "fiscal %d", calendar_eras[i].year_before + n));
        return year;
}

const char *words_fiscal_year(struct inquiry *q, const struct earlier *grant)
{
        if (*grant->year)
                return words_year(q, grant->year);
        return form_since(q->records->form, FORM_3) ? words_both(q, "以前", "an earlier year") : grant->text;
}

const char *words_day(struct inquiry *q, struct date date)
{
        char ja[DATE_TEXT], iso[DATE_TEXT];

        return arena_printf(q->arena, "%s¦%s", date_japanese(ja, date), date_iso(iso, date));
}

const char *words_period(struct inquiry *q, struct date first, struct date last)
{
        const bool from = date_is_set(first), to = date_is_set(last);
        char ja[2][DATE_TEXT], iso[2][DATE_TEXT];

        return arena_printf(q->arena, "%s%s%s%s¦%s%s%s%s", from ? date_japanese(ja[0], first) : "", from ? "から" : "",
                            to ? date_japanese(ja[1], last) : "", to ? "まで" : "", from ? "from " : "",
                            from ? date_iso(iso[0], first) : "",
                            from && to ? " to "
                            : to       ? "until "
                                       : "",
                            to ? date_iso(iso[1], last) : "");
}

const char *words_both(struct inquiry *q, const char *ja, const char *en)
{
        const bool one = !form_since(q->records->form, FORM_3) || strcmp(ja, en) == 0 || !*en;

        return one ? ja : arena_printf(q->arena, "%s¦%s", ja, en);
}

const char *words_item(struct inquiry *q, const char *id)
{
        const struct eligible *eligible = category_eligible(q->category, id);
        const struct item *item = programme_item_by_id(q->programme, id);

        return eligible ? words_both(q, eligible->ja, eligible->en)
               : item   ? words_both(q, item->label.ja, item->label.en)
                        : id;
}

const char *words_category(struct inquiry *q, const char *id, const char *variant)
{
        const struct category *category = programme_category_by_id(q->programme, id);

        for (size_t i = 0; category && variant && i < category->variants.n; i++)
                if (strcmp(category->variants.at[i].id, variant) == 0)
                        return words_both(q, category->variants.at[i].ja, category->variants.at[i].en);
        return category ? words_both(q, category->label.ja, category->label.en) : id;
}
