/* A folder whose files belong together. It is `.name.part`, locked, until all its files are written; then it gets its name in one
 * step. The next run clears away what a killed run has left. */
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

/* Makes the folders on the way. F_BUSY if another run is writing it. */
enum status part_folder_open(struct part_folder *out, const char *path, struct arena *, struct findings *);
enum status part_folder_finish(struct part_folder *, struct findings *);
void part_folder_drop(struct part_folder *); /* with all that is in it, unless it has its name */

#endif
