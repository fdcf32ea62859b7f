/* Scans: found by name in the folders given, decoded once, stored as received under their SHA-256. */
#ifndef SOROE_SCAN_H
#define SOROE_SCAN_H

#include "core/store.h"
#include "core/text.h"

/* The files of some folders, by name. */
struct scan_index {
        struct scan_names {
                VEC(struct scan_name {
                        const char *name; /* NFC */
                        const char *path;
                });
        } names;
};
/* Folders that do not exist are passed over, unless `must_exist`: finding E001. Earlier folders win. */
void scan_index_add(struct scan_index *, const char *folder, bool must_exist, struct arena *, struct findings *);
void scan_index_sort(struct scan_index *);
const char *scan_find(const struct scan_index *, const char *name, struct arena *); /* a path, or NULL */

/* What the intake wrote, so that a command that fails can remove it. */
struct scan_intake {
        struct store *store;
        bool dry_run;
        int added;
        struct texts written; /* paths */
};
/* Reads, decodes and stores one scan. *out: digest and verdict. ERR_INPUT: it cannot be read at all (finding at `place`). */
enum status scan_take(struct evidence *out, struct scan_intake *, const char *path, const char *place, struct arena *,
                      struct findings *);
void scan_undo(const struct scan_intake *);

#endif
