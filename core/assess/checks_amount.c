/* Checks of what was worked out: they run when the amounts are known. */
#include "core/assess/checks.h"

#include "core/assess/assess.h"

#include "core/banned.h"

/* A cut that leaves the last step below the limit unreached, where the programme has words for it. */
void check_edge(struct inquiry *q)
{
        const struct assessment *a = q->amounts;
        const struct grant *grant = a->grant;
        const struct step *limit = &a->steps.at[a->steps.n - 1], *rounding = limit - 1;
        int64_t cut = rounding->inputs.at[0] - rounding->result.n;

        if (!grant || !*grant->edge_ja || !grant->has_limit || (cut <= 0 && !rounding->inputs.at[1]) ||
            limit->result.n >= grant->limit.n || limit->result.n + grant->round_unit < grant->limit.n)
                return;
        raise_application(q,
                          (struct finding){.id = I404,
                                           .value = words_digits(q, rounding->inputs.at[0]),
                                           .source = source_text(grant->edge_basis),
                                           .args = {arena_printf(q->arena, "%s¦%s", grant->edge_ja, grant->edge_en)}},
                          NULL, NULL);
}

/* An application that brings nothing is never ready. The question is raised only if the reason is not plain already (an error, lines
 * that wait, a rate that nobody stated). */
void check_brings_something(struct inquiry *q)
{
        if (q->amounts->subsidy.n > 0 || !q->grant || *q->gap.ja || findings_have(q->findings, ERROR))
                return;
        for (size_t i = 0; i < q->records->purchases.n; i++)
                if (q->amounts->lines[i] == LINE_HELD)
                        return;
        raise_application(q, (struct finding){.id = C224, .value = words_digits(q, q->amounts->subsidy.n)}, NULL, NULL);
}
