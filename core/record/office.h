/* The office that works in a workspace: a medical association, or the clinic itself. Its own name and where to reach it stand
 * on letters and pages; by the cut-off day it wants to have everything. Kept with the settings of the workspace
 * (core/store/kept/store_office.h). */
#ifndef SOROE_OFFICE_H
#define SOROE_OFFICE_H

#include "core/value/calendar.h"

#include <stdbool.h>

struct office {
        const char *name, *contact, *phone, *mail; /* "" where it was not said */
        struct date cut_off;                       /* may be unset */
};

/* Is enough known for letters: who writes, and how to answer? */
static inline bool office_can_write(const struct office *office)
{
        return *office->name && (*office->phone || *office->mail);
}

#endif
