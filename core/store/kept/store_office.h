/* The office (core/record/office.h) among the settings of the workspace. */
#ifndef SOROE_STORE_OFFICE_H
#define SOROE_STORE_OFFICE_H

#include "core/record/office.h"
#include "core/store/store.h"

/* What was never said is "", a day that is none is unset. */
enum status office_read(struct office *out, struct store *, struct arena *);
/* All of it; within a transaction (store_begin). */
enum status office_write(struct store *, const struct office *);

#endif
