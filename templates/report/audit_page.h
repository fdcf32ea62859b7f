/* The report of soroe audit as one page for a superior (--format html): what was compared, what it adds up to, every finding with
 * all its places, every packet that was not compared, and a sample. It loads nothing, and has no script. */
#ifndef SOROE_AUDIT_PAGE_H
#define SOROE_AUDIT_PAGE_H

#include "core/base/buffer.h"
#include "core/audit/store_audit.h"

#include "templates/verify/folder.h"
#include "templates/workbook/packet_index_check.h"

struct audit_page {
        enum language language;
        const char *level;
        struct buffer findings, unused, copies, sample; /* rows, in the order in which they were added */
        const struct asides *asides;
        const char *const *aside_words; /* of each kind */
        const struct index_check *indexes;
        size_t n_indexes;
};
struct audit_page audit_page_new(enum language, const char *level, const struct asides *, struct arena *);
void audit_page_finding(struct audit_page *, const struct audit_finding *, struct arena *scratch);
void audit_page_unused(struct audit_page *, const struct audit_unused *, struct arena *scratch);
void audit_page_copy(struct audit_page *, const struct audit_copy *);
void audit_page_sample(struct audit_page *, const struct audit_packet *, struct arena *scratch);
void audit_page(struct buffer *out, const struct audit_page *, const struct audit_counts *, struct arena *scratch);

#endif
