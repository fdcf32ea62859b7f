/* The code on a slip that is scanned together with a receipt: which facility's it is, and its number. "SOROE1 1919990018 R-0412":
 * what is no plain letter or figure stands as %E3, for readers of codes disagree on every other character. */
#ifndef SOROE_SLIP_CODE_H
#define SOROE_SLIP_CODE_H

#include "core/reading/reading.h"

struct slip_code {
        const char *facility, *number;
};
const char *slip_code_write(const struct slip_code *, struct arena *);
bool slip_code_read(struct slip_code *out, const char *text, struct arena *); /* false: it is another code */

/* The only slip on all pages of a scan. False: there is none, or several that say different receipts. */
bool slip_code_of(struct slip_code *out, const struct reading *, struct arena *);

#endif
