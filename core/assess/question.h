/* What an answer to a question (要確認) would do: the application is assessed once more with yes and once with no. */
#ifndef SOROE_QUESTION_H
#define SOROE_QUESTION_H

#include "core/assess/assess.h"

struct question_outcome {
        struct yen subsidy; /* 0 where the application does not stand */
        bool stands;        /* false: it is in error then */
};
struct question_outcomes {
        struct question_outcome yes, no;
};
/* Works out both outcomes of a question that takes an answer (assess_takes_answer). If an error is open already, neither outcome
 * stands. */
struct question_outcomes question_outcomes(const struct assessment *, const struct records *, const struct finding *,
                                           struct arena *);

/* The same for all open questions of that id in the application, answered alike. */
struct question_outcomes question_outcomes_of_all(const struct assessment *, const struct records *, enum finding_id,
                                                  struct arena *);

/* Returns the question in words to which "yes" lets it count; "" if it takes no answer. */
const char *question_asked(enum finding_id, enum language);
/* The question with both outcomes: 「内訳書は不要と確かめましたか。はい = 数える(105,000円)、いいえ = 数えない(74,000円)」, the yen
 * those of the application; of one that is in error, those once its errors are mended. NULL where nothing is asked: it takes no
 * answer, has one, or no mending would help. */
const char *question_words(const struct assessment *, const struct records *, const struct finding *, enum language,
                           struct arena *);

#endif
