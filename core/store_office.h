/* The office (core/office.h) among the settings of the workspace. */
#ifndef SOROE_STORE_OFFICE_H
#define SOROE_STORE_OFFICE_H

#include "core/office.h"
#include "core/store.h"

/* What was never said is "", a day that is none is unset. */
enum status office_read(struct office *out, struct store *, struct arena *);
/* All of it; within a transaction (store_begin). */
enum status office_write(struct store *, const struct office *);

#endif
