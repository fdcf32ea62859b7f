/* The office that works in a workspace: a medical association, or the clinic itself. Its own name and where to reach it stand
 * on letters and pages; by the cut-off day it wants to have everything. Kept with the settings of the workspace. */
#ifndef SOROE_OFFICE_H
#define SOROE_OFFICE_H

#include "core/store.h"

struct office {
        const char *name, *contact, *phone, *mail; /* "" where it was not said */
        struct date cut_off;                       /* may be unset */
};

enum status office_read(struct office *out, struct store *, struct arena *);
/* All of it; within a transaction (store_begin). */
enum status office_write(struct store *, const struct office *);

/* Does somebody who gets a letter know who writes, and how to answer? */
bool office_can_write(const struct office *);

#endif
