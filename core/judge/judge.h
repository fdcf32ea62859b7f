/* Judging facilities: their records, from the store, resolved against the programme, and an assessment of every category they
 * claim, as it is shown: what was handed in (soroe mark) is judged as of its day, what an import asked about its rows (C001-C005) keeps it from being ready, and what other facilities have to do with its
 * receipts stands among its findings (E155 is an error of it, an unanswered C235 keeps it from being ready), and so does what was
 * read on its papers (C260 C261 W360 W361 W362). No amount is changed by that. What is handed out dies with the next facility. */
#ifndef SOROE_JUDGE_H
#define SOROE_JUDGE_H

#include "core/assess/assess.h"
#include "core/value/identifier.h"
#include "core/store/across/papers.h"
#include "core/store/store.h"

struct judged {
        const struct records *records;
        struct assessments {
                VEC(struct assessment); /* in the order of the programme */
        } assessments;
        struct filing *filings; /* of each of them, what had become of it by then; of one judged alone FILING_NONE */
        /* how its receipts stand to what was read on them; all 0 where nothing was read, or judged alone */
        struct checked_papers papers;
        bool declined; /* the facility will not apply */
};

typedef enum status judge_each(void *user, const struct judged *, struct arena *scratch);

struct judge;
/* yours: judge_free */
struct judge *judge_new(struct store *, const struct programme *, struct date as_of, struct arena *);
/* NULL is fine */
void judge_free(struct judge *);
/* For sealing: from now on the given day counts, whatever is marked, and records of other facilities are not looked at. */
void judge_alone(struct judge *);
/* What was not looked at then: the errors that come from records of other facilities (E155), which keep the application from being
 * sealed, and whether a question of another source than its records has no answer (C235 C260 C261, C001-C005). */
struct judge_elsewhere {
        struct findings errors;
        bool asks;
};
enum status judge_elsewhere(struct judge_elsewhere *out, struct judge *, const struct records *,
                            const struct category *, struct arena *);
/* *found is false if no facility has the code; `each` is then not called. */
enum status judge_facility(bool *found, struct judge *, const char *code, judge_each *each, void *user);

/* Gives codes of facilities one by one: the named ones, or all. */
struct code_walk {
        struct store *store;
        const struct texts *named; /* none: all, in order */
        struct texts batch;
        size_t at;
        struct arena *arena; /* of the batch */
        char last[256];
};
struct code_walk code_walk_of(struct store *, const struct texts *named, struct arena *);
/* Returns the next code; NULL at the end and after a failure, which *st tells. A name that is no code comes back as typed. */
const char *code_walk_next(struct code_walk *, enum status *st);
/* Counts them. It takes a look at each code. */
enum status code_walk_count(int64_t *n, struct store *, const struct texts *named, struct arena *);

/* Findings of no application: kept ones of imports, strays, evidence; sorted. The
 * first `most` of each id, the rest is counted: a list for a person to read, or one that must not fill the memory. */
#define JUDGE_MOST_READ    1000
#define JUDGE_MOST_WRITTEN 20000
/* With `codes` of some facilities: only what concerns these. */
enum status judge_unattached(struct findings *out, struct store *, const struct texts *codes, int most, struct arena *);

#endif
