/* Slips to print (templates/letters/slips.h) for the receipts of the workspace that have no scan yet. */
#ifndef SOROE_BARE_SLIPS_H
#define SOROE_BARE_SLIPS_H

#include "cmd/frame/command.h"

#include "templates/letters/slips.h"

/* Adds a slip for each receipt of a facility without a readable scan; `facility` "": of all. */
enum status bare_slips_add(struct slips *, struct store *, const char *facility, struct arena *);
/* Draws them. ERR_INPUT, said beside the report: the number of a receipt is too long for a code. */
enum status bare_slips_draw(struct bytes *out, const struct slips *, struct date today, struct fonts *,
                            struct context *, struct arena *);
/* Draws them into a file; writes none where there are none. */
enum status bare_slips_write(const char *path, const struct slips *, struct context *);
/* Prints how many were written, or that every receipt has a scan. */
void bare_slips_tell(const struct context *, const char *path, const struct slips *);

#endif
