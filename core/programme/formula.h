/* A grant as a function: cost -> cost cap -> rate -> rounding -> limit, and what follows from it. For showing what more
 * would count and for proving a programme file; the amount of an application is worked out, step by step, by core/assess/assess.c. */
#ifndef SOROE_FORMULA_H
#define SOROE_FORMULA_H

#include "core/programme/programme.h"

/* False where the programme does not state the rate: nothing follows then. */
bool formula_known(const struct grant *);

const struct item_cap *formula_item_cap(const struct grant *, const char *item); /* NULL: none */
/* The smaller of the sum of an item class and its cap. */
struct yen formula_capped(const struct grant *, const char *item, struct yen sum);
/* `cost` cut to the cost cap, and at least 0. */
struct yen formula_eligible(const struct grant *, struct yen cost);
/* The subsidy for a cost after item caps. An amount too large to work out is 0. */
struct yen formula_subsidy(const struct grant *, struct yen cost);
/* The same before the limit is applied. */
struct yen formula_unlimited(const struct grant *, struct yen cost);
/* The smallest cost that brings the limit. False: there is no limit, or the cost cap keeps every cost below it. */
bool formula_limit_cost(struct yen *out, const struct grant *);

#endif
