/* ZIP. Writing: members are stored, not deflated, and every header field has exactly one
 * permitted value, so that the same members give the same bytes (docs/formats.md, Packet). libzip writes fields
 * we must fix (version, flags, extra fields), hence this small writer of our own. Reading a packet accepts nothing
 * else than what the writer writes: every byte of the file is either a member's content or has one permitted value. */
#ifndef SOROE_ZIP_H
#define SOROE_ZIP_H

#include "core/base/buffer.h"
#include "core/value/calendar.h"
#include "core/base/status.h"
#include "core/base/vec.h"

#include <stdbool.h>

#define ZIP_MOST_BYTES   ((size_t)1 << 30)
#define ZIP_MOST_MEMBERS 4096
#define ZIP_MOST_NAME    512

struct zip_member {
        const char *name; /* ASCII path with '/', no folder entries */
        struct bytes bytes;
};
struct zip_members {
        VEC(struct zip_member);
};

/* Returns false if a limit is exceeded or a name is not permitted. `day` is the DOS date of every member, at 00:00:00. */
bool zip_write(struct buffer *out, const struct zip_members *, struct date day);

struct zip_fault {
        const char *ja, *en;
        size_t offset; /* of the byte at fault, as far as it can be told */
};

/* Reads a packet: contents are views into `file`, names live in the arena. Otherwise ERR_INPUT and *fault.
 * *day is the one date that all members carry. */
enum status zip_read_strict(struct zip_members *out, struct date *day, struct bytes file, struct arena *,
                            struct zip_fault *fault);

/* The same for a mapped file, whose pieces may leave the memory once they were read. */
enum status zip_read_mapped(struct zip_members *out, struct date *day, struct bytes file, bytes_read *, struct arena *,
                            struct zip_fault *fault);

/* A permitted name has parts of A-Z a-z 0-9 - _ . between single '/'. No part begins or ends with a point. */
bool zip_name_permitted(const char *name, size_t n);
const struct zip_member *zip_find(const struct zip_members *, const char *name);

#endif
