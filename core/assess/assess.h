/* The assessment (算定) of one application (facility × category). Pure: it gets a programme,
 * the facility's records and a date, and returns amounts, findings and the steps that lead from
 * receipt line to subsidy. It opens no file and no database and never asks the clock.
 *
 * Amounts are integers whatever the status. A line counts when its item class is eligible in the
 * category and no error names it or its receipt; three questions hold a line back until the answer "yes" (C204, C209, C211).
 * Where the programme does not state what the amount depends on (C220), or it is not said which of its values applies
 * (C219), the subsidy is 0 and the question stays open whatever is answered: no number is guessed. */
#ifndef SOROE_ASSESS_H
#define SOROE_ASSESS_H

#include "core/programme/programme.h"
#include "core/record/records.h"

enum step_kind {
        STEP_LINES,    /* a line class: the sum of the lines that count;      inputs: the lines */
        STEP_ITEM_CAP, /* the smaller of sum and item cap;                    inputs: sum, cap */
        STEP_SUM,      /* the item classes added up, 0 if below;               inputs: the capped sums */
        STEP_COST_CAP, /* the smaller of sum and cost cap;                    inputs: sum, cap */
        STEP_RATE,     /* cost × num ÷ den;                                   inputs: cost, num, den */
        STEP_ROUNDING, /* to a multiple of the unit;                          inputs: yen, rest, den, unit */
        STEP_LIMIT,    /* the smaller of that and the limit;                  inputs: yen, limit */
};
/* Tells how a cap or limit per unit comes about: 40,000円 × 許可病床数 19床. Returns "" for any other step. */
struct assessment;
struct step;
const char *step_unit_words(const struct assessment *, const struct step *, enum language, struct arena *);
const char *step_id(enum step_kind); /* "lines" "item-cap" "sum" "cost-cap" "rate" "rounding" "limit" */

struct step {
        enum step_kind kind;
        const char *item; /* id; "" where the step is about all */
        const char *rule; /* id of the rule: "home-visit/clinic/item-cap/mobile-terminal" */
        struct step_inputs {
                VEC(int64_t);
        } inputs;
        enum rounding rounding; /* STEP_ROUNDING */
        struct basis basis;
        struct yen result;
        int32_t rest, den; /* STEP_RATE: the exact result is result + rest/den */
        bool applies;      /* false: the programme sets no such cap, limit or rounding; result = input */
};
struct step_list {
        VEC(struct step);
};

enum line_verdict {
        LINE_COUNTS,
        LINE_OTHER_CATEGORY, /* 他の区分で申請 */
        LINE_NO_CATEGORY,    /* 対象外 */
        LINE_NOT_ELIGIBLE,   /* its item is not eligible in this category */
        LINE_HELD,           /* waits for an answer */
        LINE_ANSWERED_NO,
        LINE_ERROR,  /* an error names it or its receipt */
        LINE_UNSAID, /* nobody has said yet to which category it belongs */
};
const char *line_verdict_id(enum line_verdict); /* "counts" "other-category" … */
const char *line_verdict_word(enum line_verdict, enum language);

enum application_status { READY, NEEDS_ANSWER, HAS_ERROR };
const char *application_status_id(enum application_status); /* "ready" "confirm" "error" */

struct assessment {
        const struct programme *programme;
        const struct category *category;
        const struct grant *grant; /* NULL: no rule for this kind of facility, or it is not said which (C219) */
        struct date deadline;      /* for this facility and category; unset = not stated */
        struct basis deadline_basis;
        const char *variant; /* id, or NULL where none is said or the category has none */
        struct date applied_on;
        enum application_status status;
        struct yen claimed, eligible_total, eligible_cost, subsidy;
        struct step_list steps;
        struct findings findings; /* of SCOPE_APPLICATION, sorted */
        enum line_verdict *lines; /* one per records->purchases.at[] */
        int checks_run, checks_total;
};

/* Assesses one application. It always succeeds on resolved records (programme_resolve); a sum that is too large is finding E116. */
void assess_application(struct assessment *out, const struct programme *, const struct records *,
                        const struct category *, struct date applied_on, struct arena *);

/* Does the facility claim this category? It does if a line or a row of `applications` names it. */
bool assess_is_claimed(const struct records *, const struct category *);

/* Answers. An answered question stays among the findings, so that it is printed with its answer. An answer belongs to the question
 * of the same id and subject. If it recorded finding_facts, it belongs only to the question with these facts. */
struct digest finding_facts(const struct finding *);
/* out may be NULL */
bool assess_answered(const struct records *, const struct finding *, const struct answer **out);
/* Does the question still keep the application from being ready? It does if it has no answer; if the answer is "no" and concerns the
 * application itself, so that no line or receipt can be taken out; or if only a record or the programme file can settle it. */
bool assess_open(const struct records *, const struct finding *);
/* Does "yes" or "no" settle the question? The others lack a value that only a record can give. */
bool assess_takes_answer(enum finding_id);

#endif
