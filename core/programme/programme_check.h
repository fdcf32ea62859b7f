/* What can be proved of a programme file that loads (programme_load refuses what cannot be right): every value and how sure
 * it is, how limits follow from caps and rates, and the subsidies at the edges. Pure. */
#ifndef SOROE_PROGRAMME_CHECK_H
#define SOROE_PROGRAMME_CHECK_H

#include "core/programme/programme.h"

/* A value of the file by its path: "application/deadline", "home-visit/clinic+pharmacy/limit". */
struct sourced {
        const char *path;
        struct basis basis;
};
struct sourced_list {
        VEC(struct sourced);
};

enum caps_verdict {
        CAPS_NONE,  /* no cap for some class, or no cost cap: nothing to compare */
        CAPS_MEET,  /* the item caps add up to the cost cap */
        CAPS_BELOW, /* they add up to less: the cost cap is never reached */
        CAPS_ABOVE, /* they add up to more: the cost cap cuts */
};
enum limit_verdict {
        LIMIT_UNPROVEN, /* the rate or the limit is not stated */
        LIMIT_PER_UNIT, /* amounts depend on a number of the facility */
        LIMIT_ALONE,    /* no cap at all: the limit alone ends the subsidy */
        LIMIT_MEETS,    /* caps, rate and rounding give exactly the limit */
        LIMIT_FIRST,    /* they give more: the limit cuts */
        LIMIT_ABOVE,    /* they give less: a deviation, which the file explains */
};

enum edge_kind {
        EDGE_FIRST, /* the smallest cost that is paid for */
        EDGE_ITEM_CAP,
        EDGE_BELOW_LIMIT,
        EDGE_LIMIT, /* the smallest cost that brings the limit */
        EDGE_BELOW_CAP,
        EDGE_CAP,
        EDGE_ABOVE_CAP,
};
struct edge {
        enum edge_kind kind;
        const char *item; /* of EDGE_ITEM_CAP */
        struct yen cost, subsidy;
};

struct grant_proof {
        const struct category *category;
        const struct grant *grant;
        enum caps_verdict caps;
        struct yen caps_sum;
        enum limit_verdict limit;
        /* the most that can count, and what rate and rounding make of it; 0 without caps */
        struct yen full_cost, full;
        struct edges {
                VEC(struct edge);
        } edges; /* by cost; each cost once */
};

struct programme_proof {
        struct sourced_list values;
        int by_how[3]; /* how many are unknown, stated, inferred */
        struct grant_proofs {
                VEC(struct grant_proof);
        } grants;
        struct unused_sources {
                VEC(const struct source *);
        } unused; /* no value rests on them */
        struct idle_labels {
                VEC(const struct label *);
        } kinds_without_grant;
};

void programme_prove(struct programme_proof *out, const struct programme *, struct arena *);
/* "clinic+pharmacy", "any", with conditions and days: what tells the grants of a category apart. */
const char *grant_path(const struct grant *, struct arena *);

#endif
