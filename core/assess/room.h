/* How much more would count: the yen still free under each cap of an application, what they would bring, and the lines that change
 * nothing. It is worked out from an assessment and is pure. It moves nothing from one category to another. */
#ifndef SOROE_ROOM_H
#define SOROE_ROOM_H

#include "core/assess/assess.h"

struct room_item { /* an item class with a cap */
        const char *item;
        struct yen cap, used, free; /* used: its lines that count; free: never below 0 */
        struct yen subsidy;         /* if the free yen were used, all else as it is */
};

struct room_line {   /* a line that counts: without it; a line that waits for an answer: with it */
        size_t line; /* in records->purchases */
        bool counts;
        struct yen subsidy;
        bool changes; /* is that another subsidy? */
};

struct room {
        bool known; /* false: no grant, or the rate is not stated; all else is then empty */
        struct room_items {
                VEC(struct room_item);
        } items; /* in the order of the category */
        bool has_cost_cap;
        struct yen cost_cap, cost_free, cost_subsidy; /* subsidy at the cost cap */
        bool has_limit;
        struct yen limit;
        bool limit_reachable; /* by some cost within the cost cap */
        /* the smallest eligible cost that brings the limit, and what is missing to it */
        struct yen limit_cost, limit_free;
        struct room_lines {
                VEC(struct room_line);
        } lines; /* of this category, in the order of the records */
};

void room_of(struct room *out, const struct assessment *, const struct records *, struct arena *);

#endif
