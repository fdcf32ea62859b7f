/* Any bag of any tool: BagIt 1.0 (RFC 8493), and the versions 0.93 to 0.97 before it. templates/packet/bag.h narrows this to what
 * a packet is.
 *
 * Accepted: manifests by MD5, SHA-1, SHA-2, several of them; digits in either case; LF, CR and CRLF; tag files in UTF-8, UTF-16 and
 * ISO-8859-1; "*" before a name (as md5sum writes it) and "./"; names that agree after normalisation (NFC) where no file has
 * the very name; tag files and folders of any name; a payload of no file.
 * Refused: a file that fetch.txt lists and that is not here; a name that is listed twice; a file that no payload manifest lists (before
 * version 1.0) or that any of them lacks (from 1.0 on). */
#ifndef SOROE_BAG_ANY_H
#define SOROE_BAG_ANY_H

#include "templates/packet/bag.h"

/* Limits of an unpacked bag of any tool; those of a packet are ZIP_MOST_… (core/format/zip.h). */
#define BAG_MOST_FILES 50000                /* a process may map some 65,000 */
#define BAG_MOST_BYTES ((uint64_t)16 << 30) /* of all of them */
#define BAG_MOST_TEXT  ((size_t)16 << 20)   /* of a tag file that is read: bag-info.txt and manifests */

/* Checks a bag; returns false with the first fault. A digest, character set or version that is not known is left open
 * (bag_fault.unknown) if nothing else is wrong. Names of members begin with the bag's own folder. `read` may be NULL. */
bool bag_any_check(struct bag_fault *, const struct zip_members *, bytes_read *read, struct arena *);

#endif
