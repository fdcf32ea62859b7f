/* A row of a list of applications in which somebody wrote what became of them (soroe mark --from). No record: what it says goes into
 * marks (core/record/filing.h), and it is kept nowhere. */
#ifndef SOROE_MARK_LINE_H
#define SOROE_MARK_LINE_H

#include "core/record/fields.h"
#include "core/value/calendar.h"
#include "core/value/yen.h"

struct mark_line {
        const char *facility, *category;       /* category "": of the facility itself */
        const char *state, *declined, *reason; /* as written; "" if it says nothing */
        struct date submitted_on, decided_on;  /* unset: nothing is said */
        const char *number;
        bool has_amount;
        struct yen amount; /* granted */
};
/* The columns of such a list, by their ids in the maps: facility category state submitted_on number decided_on amount declined reason. */
extern const struct field_table fields_mark_line;

#endif
