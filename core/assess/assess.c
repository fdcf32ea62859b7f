#include "core/assess/assess.h"

#include "core/assess/checks.h"
#include "core/base/finding_effect.h"

#include <string.h>

#include "core/banned.h"

const char *step_id(enum step_kind kind)
{
        static const char *const ids[] = {
                [STEP_LINES] = "lines",       [STEP_ITEM_CAP] = "item-cap", [STEP_SUM] = "sum",
                [STEP_COST_CAP] = "cost-cap", [STEP_RATE] = "rate",         [STEP_ROUNDING] = "rounding",
                [STEP_LIMIT] = "limit",
        };
        return ids[kind];
}

static const struct {
        const char *id, *word[2];
} verdicts[] = {
        [LINE_COUNTS] = {"counts", {"対象", "counts"}},
        [LINE_OTHER_CATEGORY] = {"other-category", {"他の区分で申請", "applied for in another category"}},
        [LINE_NO_CATEGORY] = {"no-category", {"対象外", "in no category"}},
        [LINE_NOT_ELIGIBLE] = {"not-eligible", {"対象品目ではない", "not an eligible item"}},
        [LINE_HELD] = {"held", {"回答待ち", "waits for an answer"}},
        [LINE_ANSWERED_NO] = {"answered-no", {"対象外と回答", "answered no"}},
        [LINE_ERROR] = {"error", {"不備", "in error"}},
        [LINE_UNSAID] = {"category-not-said", {"区分の記入なし", "category not said"}},
};

const char *line_verdict_id(enum line_verdict verdict)
{
        return verdicts[verdict].id;
}

const char *line_verdict_word(enum line_verdict verdict, enum language language)
{
        return verdicts[verdict].word[language];
}

const char *application_status_id(enum application_status status)
{
        static const char *const ids[] = {[READY] = "ready", [NEEDS_ANSWER] = "confirm", [HAS_ERROR] = "error"};

        return ids[status];
}

/* ---- answers */

/* Returns the half of a word before ¦, or all of a word that has no halves. */
static struct bytes first_half(const char *word)
{
        const char *bar = strstr(word, "¦");

        return bar ? (struct bytes){(const unsigned char *)word, (size_t)(bar - word)} : bytes_of(word);
}

/* The digest of the parts' digests: no part can run into the next, and nothing is too long. What was read of a paper is no part: an
 * answer holds for the typed value and the scan's bytes, however they are read later. */
static struct digest facts_of(const struct finding *f, bool halves)
{
        const bool read = f->id == C260 || f->id == C261;
        const char *parts[] = {
                finding_name(f->id),     f->subject, f->value, read ? f->source : f->args[0], read ? NULL : f->args[1],
                read ? NULL : f->args[2]};
        enum { PARTS = sizeof parts / sizeof *parts, HEX = DIGEST_TEXT - 1 };
        unsigned char digests[PARTS * HEX];

        for (size_t i = 0; i < PARTS; i++) {
                const char *word = parts[i] ? parts[i] : "";
                struct digest part = digest_of(halves ? first_half(word) : bytes_of(word));

                memcpy(digests + i * HEX, part.hex, HEX);
        }
        return digest_of((struct bytes){digests, sizeof digests});
}

/* Only the Japanese words count: a translation changes no fact. */
struct digest finding_facts(const struct finding *f)
{
        return facts_of(f, true);
}

/* Answers of older versions were kept with both languages of a word. */
static bool has_facts(const struct answer *answer, const struct finding *f)
{
        return !*answer->facts || strcmp(answer->facts, facts_of(f, true).hex) == 0 ||
               strcmp(answer->facts, facts_of(f, false).hex) == 0;
}

bool assess_answered(const struct records *records, const struct finding *f, const struct answer **out)
{
        const char *id = finding_name(f->id), *subject = f->subject ? f->subject : "";

        if (form_since(records->form, FORM_3) && finding_no(f->id, records->form) == NO_IN_TABLE)
                return false;
        for (size_t i = records->answers.n; i-- > 0;) {
                const struct answer *answer = &records->answers.at[i];

                if (strcmp(answer->id, id) != 0 || strcmp(answer->subject, subject) != 0)
                        continue;
                if (!has_facts(answer, f))
                        continue;
                if (out)
                        *out = answer;
                return true;
        }
        return false;
}

bool assess_takes_answer(enum finding_id id)
{
        return finding_severity(id) == CONFIRM && finding_no(id, FORM_TODAY) != NO_IN_TABLE;
}

bool assess_open(const struct records *records, const struct finding *f)
{
        const struct answer *answer;
        enum no_does no = finding_no(f->id, records->form);

        if (finding_severity(f->id) != CONFIRM)
                return false;
        if (no == NO_IN_TABLE || !assess_answered(records, f, &answer))
                return true;
        return !answer->yes && no == NO_STAYS_OPEN;
}

bool assess_is_claimed(const struct records *records, const struct category *category)
{
        for (size_t i = 0; i < records->purchases.n; i++)
                if (strcmp(records->purchases.at[i].category, category->label.id) == 0)
                        return true;
        for (size_t i = 0; i < records->claims.n; i++)
                if (strcmp(records->claims.at[i].category, category->label.id) == 0)
                        return true;
        return false;
}

/* ---- which lines count */

/* The first variant of the programme that a line names. */
static const char *variant_of(const struct inquiry *q)
{
        for (size_t v = 0; v < q->category->variants.n; v++)
                for (size_t i = 0; i < q->records->purchases.n; i++)
                        if (q->lines[i].own &&
                            strcmp(q->records->purchases.at[i].variant, q->category->variants.at[v].id) == 0)
                                return q->category->variants.at[v].id;
        return NULL;
}

/* Reasons that no answer and no correction removes come first, so that nobody mends a line in vain. */
static enum line_verdict verdict_of(const struct inquiry *q, size_t i)
{
        static const struct checked nothing = {0};
        const struct purchase *line = &q->records->purchases.at[i];
        const struct item *item = programme_item_by_id(q->programme, line->item);
        const struct receipt *receipt = q->lines[i].receipt;
        const struct checked *own = &q->lines[i].checked;
        bool ask;
        const struct checked *on = receipt ? &q->receipts[receipt - q->records->receipts.at].checked : &nothing;

        if (!q->lines[i].own)
                return !*line->category_text && form_since(q->records->form, FORM_2) ? LINE_UNSAID
                       : !*line->category                                            ? LINE_ERROR
                       : strcmp(line->category, q->programme->none.id) == 0          ? LINE_NO_CATEGORY
                                                                                     : LINE_OTHER_CATEGORY;
        if (!item || item->eligibility == ITEM_NO ||
            (item->eligibility == ITEM_CLASS && !eligible_here(q, line->item, &ask)))
                return LINE_NOT_ELIGIBLE;
        if (own->error || on->error)
                return LINE_ERROR;
        if (own->refused || on->refused)
                return LINE_ANSWERED_NO;
        return own->held || on->held ? LINE_HELD : LINE_COUNTS;
}

/* ---- the steps */

struct assess_work {
        struct assessment *out;
        struct inquiry *q;
        struct step_inputs capped; /* the item classes after their caps */
        bool fits;                 /* false: an amount is beyond what can be worked out (E116) */
};

static void input(struct assess_work *w, struct step *step, int64_t n)
{
        *vec_add(w->q->arena, &step->inputs) = n;
}

/* "home-visit/clinic/item-cap/mobile-terminal", "pmh/hospital+revisit-machine/limit"; what holds for every kind of facility leaves the kind out. */
static const char *rule_name(struct assess_work *w, bool of_grant, const char *what, const char *item)
{
        const struct grant *grant = w->out->grant;
        const char *kind = !grant ? "none" : grant->kinds.n ? w->q->records->facility.kind : "any";
        struct buffer name = buffer_in(w->q->arena);

        buffer_text(&name, w->q->category->label.id);
        if (of_grant) {
                buffer_char(&name, '/');
                buffer_text(&name, kind);
        }
        for (size_t i = 0; of_grant && grant && i < grant->conditions.n; i++) {
                const struct condition *c = &grant->conditions.at[i];

                buffer_printf(&name, "%s%s", *c->option && !c->chosen ? "-" : "+",
                              *c->grant    ? c->grant
                              : *c->option ? c->option
                              : *c->value  ? c->value
                                           : condition_bounds(c, w->q->arena));
        }
        buffer_char(&name, '/');
        buffer_text(&name, what);
        buffer_text(&name, *item ? "/" : "");
        buffer_text(&name, item);
        return name.at;
}

static struct step *add_step(struct assess_work *w, enum step_kind kind, const char *item, bool applies,
                             struct basis basis)
{
        struct step *step = vec_add(w->q->arena, &w->out->steps);

        step->kind = kind;
        step->item = item;
        step->rule =
                rule_name(w, kind != STEP_LINES && kind != STEP_SUM, kind == STEP_LINES ? "item" : step_id(kind), item);
        step->basis = applies ? basis : (struct basis){HOW_UNKNOWN, NULL};
        step->applies = applies;
        step->den = 1;
        return step;
}

/* Adds the smaller of an amount and what the programme sets; the amount itself if the programme sets nothing. */
static struct yen add_minimum(struct assess_work *w, enum step_kind kind, const char *item, struct yen amount,
                              const struct yen *most, struct basis basis)
{
        struct step *step = add_step(w, kind, item, most != NULL, basis);

        input(w, step, amount.n);
        if (most)
                input(w, step, most->n);
        step->result = most ? yen_min(amount, *most) : amount;
        return step->result;
}

static bool counts_as(const struct assess_work *w, size_t i, const char *item)
{
        return w->out->lines[i] == LINE_COUNTS &&
               strcmp(category_class(w->q->category, w->q->records->purchases.at[i].item), item) == 0;
}

static struct yen sum_of(struct assess_work *w, const char *item)
{
        struct yen sum = {0};

        for (size_t i = 0; i < w->q->records->purchases.n && w->fits; i++)
                if (counts_as(w, i, item))
                        w->fits = yen_add(&sum, sum, w->q->records->purchases.at[i].amount);
        return sum;
}

static const struct item_cap *cap_of(const struct grant *grant, const char *item)
{
        for (size_t i = 0; grant && i < grant->item_caps.n; i++)
                if (strcmp(grant->item_caps.at[i].item, item) == 0)
                        return &grant->item_caps.at[i];
        return NULL;
}

/* The lines of an item class and its cap. A class that comes to nothing is left out. */
static void add_item(struct assess_work *w, const char *item, struct basis basis)
{
        const struct item_cap *cap = cap_of(w->out->grant, item);
        struct yen sum = sum_of(w, item);
        struct step *step;

        if (!w->fits || sum.n == 0)
                return;
        w->fits = yen_add(&w->out->eligible_total, w->out->eligible_total, sum);
        step = add_step(w, STEP_LINES, item, true, basis);
        step->result = sum;
        for (size_t i = 0; i < w->q->records->purchases.n; i++)
                if (counts_as(w, i, item))
                        input(w, step, w->q->records->purchases.at[i].amount.n);
        sum = add_minimum(w, STEP_ITEM_CAP, item, sum, cap ? &cap->yen : NULL,
                          cap ? cap->basis : (struct basis){HOW_UNKNOWN, NULL});
        *vec_add(w->q->arena, &w->capped) = sum.n;
}

/* The category's classes in its own order; then what counts only because somebody answered so: each a class without a cap,
 * since the notice, silent on the item, sets none. */
static void add_items(struct assess_work *w)
{
        const struct eligible_list *eligible = &w->q->category->eligible;
        const struct item_list *items = &w->q->programme->items;

        for (size_t i = 0; i < eligible->n; i++)
                if (!*eligible->at[i].as)
                        add_item(w, eligible->at[i].item, eligible_basis(w->q, &eligible->at[i]));
        for (size_t i = 0; i < items->n; i++)
                if (items->at[i].eligibility == ITEM_ASK && !category_eligible(w->q->category, items->at[i].label.id))
                        add_item(w, items->at[i].label.id, items->at[i].basis);
}

/* Discounts may exceed the lines that count. A cost below zero is taken as zero. */
static struct yen add_sum(struct assess_work *w)
{
        const struct grant *grant = w->out->grant;
        bool capped = grant && grant->item_caps.n;
        struct step *step =
                add_step(w, STEP_SUM, "", true, capped ? grant->caps_first_basis : (struct basis){HOW_UNKNOWN, NULL});

        for (size_t i = 0; i < w->capped.n; i++) {
                input(w, step, w->capped.at[i]);
                w->fits = w->fits && yen_add(&step->result, step->result, (struct yen){w->capped.at[i]});
        }
        if (!w->fits || step->result.n < 0)
                step->result.n = 0;
        return step->result;
}

/* Adds cost × rate and keeps the rest: nothing is cut before the rounding step. If something on which the amount depends is not known,
 * there is no such step. */
static struct step *add_rate(struct assess_work *w, struct yen cost)
{
        const struct grant *grant = w->out->grant;
        bool known = grant && !*w->q->gap.ja;
        struct rate rate = known ? grant->rate : (struct rate){0, 1};
        struct step *step =
                add_step(w, STEP_RATE, "", known, known ? grant->rate_basis : (struct basis){HOW_UNKNOWN, NULL});

        input(w, step, cost.n);
        input(w, step, rate.num);
        input(w, step, rate.den);
        step->den = rate.den;
        w->fits = w->fits && yen_rate(&step->result, &step->rest, cost, rate);
        return step;
}

/* A unit of one yen is what remains where the programme names no rounding: a fraction of a yen is never paid. */
static struct yen add_rounding(struct assess_work *w, struct yen amount, int32_t rest, int32_t den)
{
        const struct grant *grant = w->out->grant;
        int64_t unit = grant && grant->round_unit > 1 ? grant->round_unit : 1;
        struct step *step = add_step(w, STEP_ROUNDING, "", grant && grant->rounding_basis.how != HOW_UNKNOWN,
                                     grant ? grant->rounding_basis : (struct basis){HOW_UNKNOWN, NULL});

        step->rounding = grant ? grant->rounding : ROUND_DOWN;
        input(w, step, amount.n);
        input(w, step, rest);
        input(w, step, den);
        input(w, step, unit);
        w->fits = w->fits && yen_round(&step->result, amount, rest, den, unit, step->rounding);
        return step->result;
}

static void work_out(struct assess_work *w)
{
        static const struct basis none = {HOW_UNKNOWN, NULL};
        struct assessment *out = w->out;
        const struct grant *grant = out->grant;
        struct yen amount;
        const struct step *exact;

        if (w->fits)
                add_items(w);
        amount = add_sum(w);
        out->eligible_cost =
                add_minimum(w, STEP_COST_CAP, "", amount, grant && grant->has_cost_cap ? &grant->cost_cap : NULL,
                            grant ? grant->cost_cap_basis : none);
        exact = add_rate(w, out->eligible_cost);
        amount = add_rounding(w, exact->result, exact->rest, exact->den);
        out->subsidy = add_minimum(w, STEP_LIMIT, "", amount, grant && grant->has_limit ? &grant->limit : NULL,
                                   grant ? grant->limit_basis : none);
}

const char *step_unit_words(const struct assessment *a, const struct step *step, enum language language,
                            struct arena *arena)
{
        const struct grant *grant = a->grant;
        const struct item_cap *cap = step->kind == STEP_ITEM_CAP ? cap_of(grant, step->item) : NULL;
        const struct per_unit *per = !grant || !step->applies      ? NULL
                                     : cap                         ? &cap->per
                                     : step->kind == STEP_COST_CAP ? &grant->cost_cap_per
                                     : step->kind == STEP_LIMIT    ? &grant->limit_per
                                                                   : NULL;

        return per && *per->attribute ? per_unit_words(a->programme, per, language, arena) : "";
}

/* ---- the whole */

static void judge_lines(struct assessment *out, const struct inquiry *q)
{
        out->lines = arena_alloc(q->arena, (q->records->purchases.n + 1) * sizeof *out->lines);
        for (size_t i = 0; i < q->records->purchases.n; i++) {
                out->lines[i] = verdict_of(q, i);
                if (q->lines[i].own && !q->unaddable)
                        (void)yen_add(&out->claimed, out->claimed,
                                      q->records->purchases.at[i].amount); /* check_sums: it fits */
        }
}

static enum application_status status_of(const struct assessment *out, const struct records *records)
{
        if (findings_have(&out->findings, ERROR))
                return HAS_ERROR;
        if (out->checks_run != out->checks_total)
                return NEEDS_ANSWER;
        for (size_t i = 0; i < out->findings.n; i++)
                if (assess_open(records, &out->findings.at[i]))
                        return NEEDS_ANSWER;
        return READY;
}

void assess_application(struct assessment *out, const struct programme *programme, const struct records *records,
                        const struct category *category, struct date applied_on, struct arena *arena)
{
        struct inquiry q;
        struct assess_work work = {.out = out, .q = &q};

        *out = (struct assessment){
                .programme = programme, .category = category, .applied_on = applied_on, .findings = findings_in(arena)};
        inquiry_open(&q, programme, records, category, applied_on, &out->findings, arena);
        out->grant = q.grant;
        out->deadline = q.deadline->date;
        out->deadline_basis = q.deadline->basis;
        out->variant = q.variant = variant_of(&q);
        out->checks_total = checks_total(records->form);
        out->checks_run = checks_run(&q);
        raise_spoilt(&q);
        judge_lines(out, &q);
        work.fits = !q.unaddable;
        work_out(&work);
        if (!work.fits && !q.unaddable)
                raise_application(&q, (struct finding){.id = E116}, NULL, NULL);
        out->checks_run += checks_run_of_amounts(&q, out);
        findings_sort(&out->findings);
        out->status = status_of(out, records);
}
