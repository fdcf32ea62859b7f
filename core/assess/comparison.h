/* The differences between two assessments of one application, by two programmes or two revisions of one. Pure. A source that changed
 * while its value stayed is no difference. */
#ifndef SOROE_COMPARISON_H
#define SOROE_COMPARISON_H

#include "core/assess/assess.h"

struct step_change { /* of the same kind and item; NULL where one side has no such step */
        const struct step *before, *after;
};
struct finding_change {
        const struct finding *finding;
        bool gained; /* else lost */
};
struct comparison {
        const struct programme *programmes[2];
        const struct assessment *before, *after; /* after: NULL where the other programme has no such category */
        struct step_changes {
                VEC(struct step_change);
        } steps;
        struct finding_changes {
                VEC(struct finding_change);
        } findings;
        bool same; /* in amounts, status, deadline, steps and findings */
};

/* `after` may be NULL. *out borrows its arguments: they must live as long as it. */
void comparison_make(struct comparison *out, const struct assessment *before, const struct programme *other,
                     const struct assessment *after, struct arena *);

#endif
