/* Who paid the receipt of a number, for lines that do not say it. Of a command that brings the first receipts of a workspace all are
 * in memory: 16 bytes in a table that is a third to three quarters full, about 60 a member, 16 MB at most. */
#ifndef SOROE_PAYER_H
#define SOROE_PAYER_H

#include "core/base/arena.h"

#include <stdbool.h>

struct payers;
struct payers *payers_new(struct arena *);
void payers_free(struct payers *); /* it knows nobody any more */
/* A receipt of this number came in. */
void payers_note(struct payers *, const char *number, const char *facility);
/* *out is the only facility with a receipt of this number; "" if there is none, or several. False: not known here, the store knows. */
bool payers_find(const char **out, const struct payers *, const char *number, struct arena *);

#endif
