/* What a scan's own name says: <code>_<receipt number>, and behind it what its maker likes.
 *
 *   4710123458_R-0412.jpg   4710123458_R-0412_2.png   4710123458_R-0412 (2).jpg   4710123458_R-0412_内訳書.pdf
 *
 * Letters and widths are folded (text_key). A receipt number may hold characters that a file name cannot, and people put
 * others in their place, or none: / \ : * ? " < > | - _ . and the signs like them are left out on both sides. */
#ifndef SOROE_SCAN_NAME_H
#define SOROE_SCAN_NAME_H

#include "core/value/identifier.h"

struct scan_label {
        char code[CODE_TEXT];
        const char *rest;  /* behind the code: receipt number and what follows, without the extension */
        bool is_breakdown; /* 内訳 stands in it */
};
/* False: the name does not begin with a code and an underscore. */
bool scan_label_read(struct scan_label *out, const char *name, struct arena *);

/* Returns how much of the label's rest the number takes up; 0: it does not fit. The more, the better it fits. What is left over must
 * look like a page or a remark (_2, (2), _裏), not like more of a number. */
size_t scan_label_fits(const struct scan_label *, const char *number, struct arena *);

/* Returns the same key for two names that differ only in width, in case, or in what stands between the letters. */
char *scan_name_key(struct arena *, const char *name);

#endif
