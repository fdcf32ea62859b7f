/* The packet as a bag: BagIt 1.0 (RFC 8493) with SHA-256, so that any BagIt tool can check it. All names lie under one top
 * folder. Members stand in this order, which is also how they are made:
 *
 *   top/bagit.txt  top/bag-info.txt  top/manifest-sha256.txt  top/tagmanifest-sha256.txt
 *   top/data/...   the payload, sorted by the bytes of its names
 *
 * Manifests are sorted likewise: 64 lower-case hex digits, two spaces, the name, LF. The tag manifest covers the first
 * three. bag-info.txt holds four lines and nothing else:
 *
 *   Bagging-Date: 2026-01-15
 *   Bag-Software-Agent: soroe 0.1.0
 *   External-Identifier: 4710123458-online
 *   Payload-Oxum: 735211.9               (bytes, files)
 *
 * The check accepts exactly what bag_make writes. Only the order of the members is free, because an unpacked bag has none
 * (bag_in_order looks at the order). */
#ifndef SOROE_BAG_H
#define SOROE_BAG_H

#include "core/value/calendar.h"
#include "core/file/digest.h"
#include "core/format/zip.h"

struct bag_info {
        struct date day;        /* applied-on, never the clock */
        const char *software;   /* "soroe 0.1.0" */
        const char *identifier; /* "4710123458-online" */
};

struct bag {
        const char *top;
        struct bag_info info;
        struct zip_members payload; /* names without top/data/, sorted */
        struct bag_digests {
                VEC(struct digest);
        } digests; /* theirs, in the same order */
};

/* Digests worked out before, so that a scan is not hashed again and again. In making: of these very bytes, at their place in
 * memory. In checking: a member that equals these bytes, one by one, has their digest. */
struct bag_known {
        VEC(struct bag_known_digest {
                struct bytes bytes;
                const char *sha256;
        });
};

#define BAG_MOST_FAULTS 20
struct bag_fault { /* paths from the top folder on, where it is known */
        const char *ja, *en;
        const char *path;             /* the member at fault; NULL if the bag as a whole is */
        bool unknown;                 /* nothing is wrong: it cannot be compared here (a digest, a character set) */
        const struct bag_fault *next; /* what else is wrong, up to BAG_MOST_FAULTS in all; NULL */
};

/* Adds the bag's members to *out. Payload names are relative to data/. False if a name, or a text of the information, is
 * not permitted or stands twice; *out is then unchanged. `known` may be NULL. */
bool bag_make(struct zip_members *out, const char *top, const struct zip_members *payload, const struct bag_info *,
              const struct bag_known *, struct arena *);

/* Checks a bag. `top` NULL: the top folder may have any name. Returns false with what is wrong; *out is then unchanged. */
bool bag_check(struct bag *out, struct bag_fault *, const struct zip_members *, const char *top, struct arena *);

/* The same for mapped members, which may leave the memory once they were read. */
bool bag_check_mapped(struct bag *out, struct bag_fault *, const struct zip_members *, const char *top, bytes_read *,
                      struct arena *);
/* The same of a bag made a moment ago: `meant` are members as they were made, which are compared instead of hashed again. */
bool bag_check_made(struct bag *out, struct bag_fault *, const struct zip_members *, const struct bag_known *meant,
                    struct arena *);

/* Returns the digest of a file of a checked bag; "" if there is no such file. */
const char *bag_digest(const struct bag *, const char *name);

/* Do a checked bag's members stand in the order in which they are made? */
bool bag_in_order(const struct zip_members *, const struct bag *);

#endif
