#include "core/programme/formula.h"

#include <string.h>

#include "core/banned.h"

bool formula_known(const struct grant *grant)
{
        return grant && grant->rate_basis.how != HOW_UNKNOWN && grant->rounding_basis.how != HOW_UNKNOWN &&
               grant->rate.den > 0;
}

const struct item_cap *formula_item_cap(const struct grant *grant, const char *item)
{
        for (size_t i = 0; i < grant->item_caps.n; i++)
                if (strcmp(grant->item_caps.at[i].item, item) == 0)
                        return &grant->item_caps.at[i];
        return NULL;
}

struct yen formula_capped(const struct grant *grant, const char *item, struct yen sum)
{
        const struct item_cap *cap = formula_item_cap(grant, item);

        return cap ? yen_min(sum, cap->yen) : sum;
}

struct yen formula_eligible(const struct grant *grant, struct yen cost)
{
        if (cost.n < 0)
                cost.n = 0;
        return grant->has_cost_cap ? yen_min(cost, grant->cost_cap) : cost;
}

struct yen formula_unlimited(const struct grant *grant, struct yen cost)
{
        struct yen exact = {0}, rounded = {0};
        int32_t rest = 0;

        if (!formula_known(grant) || !yen_rate(&exact, &rest, formula_eligible(grant, cost), grant->rate) ||
            !yen_round(&rounded, exact, rest, grant->rate.den, grant->round_unit > 1 ? grant->round_unit : 1,
                       grant->rounding))
                return (struct yen){0};
        return rounded;
}

struct yen formula_subsidy(const struct grant *grant, struct yen cost)
{
        struct yen amount = formula_unlimited(grant, cost);

        return grant->has_limit ? yen_min(amount, grant->limit) : amount;
}

/* The subsidy never falls while the cost rises: halving finds the first cost that reaches the limit. */
bool formula_limit_cost(struct yen *out, const struct grant *grant)
{
        int64_t below = -1, high = grant->has_cost_cap ? grant->cost_cap.n : YEN_MOST;

        if (!formula_known(grant) || !grant->has_limit ||
            formula_unlimited(grant, (struct yen){high}).n < grant->limit.n)
                return false;
        while (high - below > 1) {
                int64_t middle = below + (high - below) / 2;

                if (formula_unlimited(grant, (struct yen){middle}).n >= grant->limit.n)
                        high = middle;
                else
                        below = middle;
        }
        out->n = high;
        return true;
}
