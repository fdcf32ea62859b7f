/* The office (core/record/office.h) among the settings of the workspace. */
#ifndef SOROE_STORE_OFFICE_H
#define SOROE_STORE_OFFICE_H

#include "core/record/office.h"
#include "core/store/store.h"

/* A text that was never given is ""; a day that is no date is unset. */
enum status office_read(struct office *out, struct store *, struct arena *);
/* Writes all of it, within a transaction (store_begin). */
enum status office_write(struct store *, const struct office *);

#endif
