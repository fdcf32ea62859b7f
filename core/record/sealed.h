/* A packet that was sealed (封緘), as the workspace remembers it: what it is of, what it came to, and the bytes it was. */
#ifndef SOROE_SEALED_H
#define SOROE_SEALED_H

#include "core/value/calendar.h"
#include "core/value/yen.h"

#include <stdbool.h>

struct sealed {
        const char *facility, *programme, *category; /* the key */
        const char *variant;                         /* "" if none */
        struct date applied_on;
        const char *status;                                      /* "ready" "confirm" */
        bool has_claimed, has_eligible_total, has_eligible_cost; /* false: sealed by an earlier version */
        struct yen claimed, eligible_total, eligible_cost, subsidy;
        const char *xml_sha256, *zip_sha256, *file;
};

#endif
