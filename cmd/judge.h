/* Judging facilities one after the other: their records, resolved against the programme, and an
 * assessment of every category they claim. What is handed out dies with the next facility. */
#ifndef SOROE_JUDGE_H
#define SOROE_JUDGE_H

#include "cmd/command.h"

#include "core/assess.h"

struct judged {
        const struct records *records;
        struct assessments {
                VEC(struct assessment); /* in the order of the programme */
        } assessments;
};

typedef enum status judge_each(void *user, const struct judged *, struct arena *scratch);

/* The facilities named (normalised codes), or all. A code that is not there is a usage error: ERR_USAGE, printed. */
enum status judge(struct context *, struct store *, const struct programme *, const struct texts *codes, struct date as_of,
                  judge_each *, void *user);

#endif
