/* The calculation of one application for people: to be followed with a pocket calculator. */
#ifndef SOROE_CALCULATION_H
#define SOROE_CALCULATION_H

#include "cmd/frame/command.h"

#include "core/assess/assess.h"

void calculation_print(const struct context *, const struct records *, const struct assessment *,
                       struct arena *scratch);
/* 162000 x 3 / 4 = 121500: what to type, and what the calculator shows. Lines of text; "" if there is nothing to add up. */
char *calculation_keys(const struct assessment *, struct arena *);
/* Prints behind the calculation what more would count, and which lines change nothing. */
void calculation_room(const struct context *, const struct records *, const struct assessment *, struct arena *scratch);

#endif
