/* What a file is that should be a packet's ZIP and is not in its one form (core/zip.h): no ZIP at all (a page of HTML, a PDF, a
 * picture), or a ZIP that another tool packed of the same files. */
#ifndef SOROE_CONTAINER_H
#define SOROE_CONTAINER_H

#include "core/buffer.h"

#include <stdbool.h>

#define CONTAINER_MOST_BYTES ((size_t)32 << 20) /* unpacked, to see whether the content is whole */

struct container_foreign {
        bool is_whole; /* a ZIP, and all that a packet holds is in it */
        const char *ja, *en;
        const char *remedy[2]; /* NULL: the usual one */
};
/* False: a ZIP of which no more can be said. */
bool container_foreign(struct container_foreign *out, struct bytes file, struct arena *);

#endif
