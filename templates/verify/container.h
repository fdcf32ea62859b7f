/* Tells what a file is that should be a packet's ZIP and is not in its one form (core/format/zip.h): no ZIP at all (a page of HTML, a
 * PDF, a picture), a set of letters --hand-out --zip, or a packet's files that another tool has packed again. */
#ifndef SOROE_CONTAINER_H
#define SOROE_CONTAINER_H

#include "templates/packet/bag.h"

#define CONTAINER_MOST_BYTES ((size_t)32 << 20) /* unpacked, to see whether the content is whole */

struct container_foreign {
        bool is_whole;   /* a ZIP, and all that a packet holds is in it */
        bool is_set;     /* one of letters --hand-out: no packet, and no fault of one */
        bool is_changed; /* a packet's files, packed again: `fault` names what differs */
        struct bag_fault fault;
        const char *ja, *en;
        const char *remedy[2]; /* NULL: the usual one */
};
/* Returns false for a ZIP of which no more can be said. */
bool container_foreign(struct container_foreign *out, struct bytes file, struct arena *);
/* Are these members, by their names, everything for one facility with its packets, as letters --hand-out --zip packs it? */
bool container_is_set(struct container_foreign *out, const struct zip_members *, struct arena *);

#endif
