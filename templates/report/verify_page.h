/* The report of soroe verify as one page for a superior (--format html): how many hold, what they add up to, every one that does not
 * with its reason, and a sample of those that do, to be compared with the papers by their check codes. It loads nothing, and
 * has no script. */
#ifndef SOROE_VERIFY_PAGE_H
#define SOROE_VERIFY_PAGE_H

#include "core/base/finding.h"

#include "templates/verify/folder.h"
#include "templates/workbook/packet_index_check.h"
#include "templates/verify/verify.h"

struct verify_page {
        enum language language;
        const char *level; /* its id */
        int64_t packets, by_verdict[3], weaker, not_run;
        int64_t applications, subsidy; /* those that are ok, each once */
        const char *against;           /* the other programme and revision; NULL */
        int64_t different, difference; /* yen */
        struct bytes bad, sample;      /* rows made by verify_page_row */
        int64_t sampled;
        const struct asides *asides;
        const char *const *aside_words; /* of each kind */
        const struct index_check *indexes;
        size_t n_indexes;
};

void verify_page_row(struct buffer *out, const struct verification *, enum language, struct arena *scratch);
void verify_page(struct buffer *out, const struct verify_page *, struct arena *scratch);

#endif
