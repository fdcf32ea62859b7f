/* A ZIP of files that others made, unpacked to be read like any folder. It goes into a room: a folder in the workspace that
 * only this run uses and that is gone when it ends (after a crash, with the next import). Nothing of a ZIP is believed: its
 * names are taken apart and may not lead out, links and encrypted members are refused, sizes are counted while unpacking. */
#ifndef SOROE_UNPACK_H
#define SOROE_UNPACK_H

#include "core/base/finding.h"
#include "core/base/status.h"

#include <stdint.h>

#define UNPACK_MOST_BYTES  ((int64_t)4 << 30) /* of one ZIP, unpacked */
#define UNPACK_MOST_MEMBER ((int64_t)INT32_MAX)
#define UNPACK_RATIO_FROM                                                                                              \
        ((int64_t)64 << 20) /* from here on the whole may be at most ARCHIVE_MOST_RATIO times the ZIP */

struct unpack_room {
        const char *path; /* NULL: none yet */
        int lock;         /* held while it is in use */
        int zips;
};

/* Unpacks the ZIP at fd, called `name`, into a new folder of the room. The room is made if it is not there. ERR_INPUT: nothing of the
 * ZIP is used, and a finding says why. */
enum status unpack_zip(const char **folder, struct unpack_room *, const char *workspace, int fd, int64_t size,
                       const char *name, struct arena *, struct findings *);
void unpack_clear(struct unpack_room *);
void unpack_sweep(const char *workspace, struct arena *); /* removes the rooms that no run uses any more */

#endif
