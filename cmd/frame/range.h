/* --from and --to, --min and --max: both ends are included, either may be left out. */
#ifndef SOROE_RANGE_H
#define SOROE_RANGE_H

#include "cmd/frame/command.h"

/* A day, or a month, a year, a fiscal year (令和7年10月, 2025-10, 令和7年度): its first day begins, its last day ends.
 * False: the usage error is printed. */
bool day_range(struct date *from, struct date *to, const struct context *);
bool yen_range(struct yen *min, struct yen *max, const struct context *);

#endif
