#include "core/question.h"

#include "core/banned.h"

static struct question_outcome answered(const struct assessment *a, const struct records *records,
                                        const struct finding *f, bool yes, struct arena *arena)
{
        const struct answer answer = {.id = finding_name(f->id),
                                      .subject = f->subject ? f->subject : "",
                                      .yes = yes,
                                      .reason = "",
                                      .by = "",
                                      .at = "",
                                      .facts = ""};
        struct records then = *records;
        struct assessment after;
        bool stands;

        then.answers = (struct answer_list){0};
        for (size_t i = 0; i < records->answers.n; i++)
                *vec_add(arena, &then.answers) = records->answers.at[i];
        *vec_add(arena, &then.answers) = answer; /* the last one counts */
        assess(&after, a->programme, &then, a->category, a->applied_on, arena);
        stands = after.status != HAS_ERROR && !(f->id == C235 && !yes);
        return (struct question_outcome){stands ? after.subsidy : (struct yen){0}, stands};
}

struct question_outcomes question_outcomes(const struct assessment *a, const struct records *records,
                                           const struct finding *f, struct arena *arena)
{
        return (struct question_outcomes){answered(a, records, f, true, arena), answered(a, records, f, false, arena)};
}
