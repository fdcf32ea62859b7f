/* What verify and audit say of an index.xml held against the packets beside it. */
#ifndef SOROE_INDEX_REPORT_H
#define SOROE_INDEX_REPORT_H

#include <jansson.h>

#include "cmd/frame/command.h"

#include "templates/verify/folder.h"
#include "templates/workbook/packet_index_check.h"

struct index_checks {
        VEC(struct index_check);
};

/* Holds each list that the walk found against the packets that were seen. An index.xml of another program is laid aside. False: one of
 * the lists does not hold. */
bool indexes_check(struct index_checks *out, struct folder_walk *, struct index_seen *, const struct texts *wanted,
                   struct arena *);
/* Packets that no list speaks of need not be kept in memory. */
void index_see(struct index_seen *, const struct folder_walk *, const char *path, const char *sha256, struct arena *);

void index_text(const struct context *, const struct index_check *);
json_t *index_json(const struct context *, const struct index_check *);
json_t *indexes_json(const struct context *, const struct index_checks *);

#endif
