/* What was read of a scan as a row of the entry workbook: guesses, too, because somebody holds each value against the paper before
 * it comes in. Free text is not read: an issuer is one that is known, by its registration number or its name. */
#ifndef SOROE_READING_ENTRY_H
#define SOROE_READING_ENTRY_H

#include "core/reading/reading_paper.h"
#include "core/record/receipt.h"

struct read_entry {
        struct receipt receipt; /* what was not read is "", unset or 0 yen */
        const char *remark;     /* Japanese, as the workbook is: what is not sure, what was not read */
        size_t page;            /* of the pages given: the one that says most */
        /* a quotation, a bill …: surely no receipt, and it gets no row. PAPER_UNKNOWN: none of these */
        enum paper_kind other;
};
void read_entry_of(struct read_entry *out, const struct reading *, const struct read_paper *papers,
                   const char *file_name, const struct known_names *issuers, struct arena *);

#endif
