/* What an answer to a question (要確認) would do: the application is assessed once more with yes and once with no. */
#ifndef SOROE_QUESTION_H
#define SOROE_QUESTION_H

#include "core/assess.h"

struct question_outcome {
        struct yen subsidy; /* 0 where the application does not stand */
        bool stands;        /* false: it is in error then */
};
struct question_outcomes {
        struct question_outcome yes, no;
};
/* Of a question that takes an answer (assess_takes_answer); an error that is open already makes neither stand. */
struct question_outcomes question_outcomes(const struct assessment *, const struct records *, const struct finding *, struct arena *);

#endif
