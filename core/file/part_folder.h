/* A folder whose files belong together: `.name.part` beside its name, locked, until all of them are written; then it gets its name
 * at once. What a killed run left is cleared away by the next one. */
#ifndef SOROE_PART_FOLDER_H
#define SOROE_PART_FOLDER_H

#include "core/base/arena.h"
#include "core/base/finding.h"
#include "core/base/status.h"

struct part_folder {
        const char *path; /* as it will be called: new, or an empty folder */
        const char *part; /* where its files are written meanwhile */
        int lock;         /* -1: not open */
};

/* Folders on the way are made. F_BUSY where another run is writing it. */
enum status part_folder_open(struct part_folder *out, const char *path, struct arena *, struct findings *);
enum status part_folder_finish(struct part_folder *, struct findings *);
void part_folder_drop(struct part_folder *); /* with all that is in it, unless it has its name */

#endif
