/* An index.xml (templates/workbook/packet_index.h) held against the ZIP files beside it. An index is not signed: whoever keeps its
 * SHA-256 apart from the packets can tell that the list itself is the one that was made. */
#ifndef SOROE_PACKET_INDEX_CHECK_H
#define SOROE_PACKET_INDEX_CHECK_H

#include "core/file/digest.h"
#include "core/base/text.h"

/* The ZIP files that were come by, as their paths were written. */
struct index_seen {
        VEC(struct index_zip {
                const char *path;
                char sha256[DIGEST_TEXT]; /* "" where it could not be read */
        });
};

enum index_fault_kind { INDEX_MISSING, INDEX_REPLACED, INDEX_EXTRA, INDEX_FAULTS };
const char *index_fault_id(enum index_fault_kind); /* "missing" "replaced" "extra" */

struct index_check {
        const char *file;
        struct digest digest;
        const char *why[2]; /* the list itself cannot be used: Japanese and English; NULL */
        bool foreign;       /* another program's XML: nothing was compared */
        int64_t listed;
        struct index_faults {
                VEC(struct index_fault {
                        enum index_fault_kind kind;
                        const char *file; /* as listed, or as it is called */
                });
        } faults;
};

/* `seen` is sorted on the way. `wanted`: SHA-256 of which this list must have one; none: any. Of packets that a --reseal kept
 * (X.1.zip beside X.zip) nothing is said, nor of what a list of one founder lacks. */
void index_check(struct index_check *out, const char *file, struct index_seen *seen, const struct texts *wanted,
                 struct arena *);
bool index_check_holds(const struct index_check *);

#endif
