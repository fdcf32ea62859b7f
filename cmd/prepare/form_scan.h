/* A row of the entry workbook from what was read of a scan, with the crop of its picture. */
#ifndef SOROE_FORM_SCAN_H
#define SOROE_FORM_SCAN_H

#include "core/reading/reading_entry.h"

#include "templates/workbook/form.h"

struct scan_read {
        const char *name; /* of the file, as the row names it */
        const struct reading *reading;
        struct date read_on;
        struct bytes file; /* its bytes; n 0: no crop */
};
/* PAPER_UNKNOWN: out is its row. Another kind: surely a quotation, a bill …, which gets none. */
enum paper_kind form_scan_of(struct form_scan *out, const struct scan_read *, const struct known_names *issuers,
                             struct arena *);

#endif
