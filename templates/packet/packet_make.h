/* Makes a packet: reads its evidence from a workspace and writes the model (templates/record/packet.h) as the bytes of a ZIP. */
#ifndef SOROE_PACKET_MAKE_H
#define SOROE_PACKET_MAKE_H

#include "core/format/zip.h"

#include "templates/packet/bag.h"

#include "templates/font/font.h"
#include "templates/record/packet.h"

struct pdf;

struct versions packet_versions(const struct fonts *);

/* Reads the evidence of the packet's receipts from a workspace's folder, each piece once. Adds W309 to the facts if it is
 * much to upload. The bag's manifest names the digests of the record, so that a piece that changed is found when the packet
 * is read back; packet_check_enclosures then tells which: ERR_INPUT with E120. */
enum status packet_enclose(struct packet *, const char *folder, struct arena *, struct findings *);
enum status packet_check_enclosures(const struct packet *, struct arena *, struct findings *);

/* For a draft: a character for which E117 would stop the packet is printed as 〓, and becomes W340 in the facts. */
void packet_allow_geta(struct packet *, const struct fonts *, struct arena *);

/* The whole packet as the bytes of its ZIP: a pure function of the model and the fonts.
 * ERR_INPUT with E117 where a character cannot be printed. */
struct packet_file {
        struct bytes zip;
        struct digest xml;
        char check_code[CHECK_CODE_TEXT];
        /* record and papers with their digests, to hold against what is read back; never evidence */
        struct bag_known meant;
        struct pdf *drawn; /* the pages of summary.pdf as they were drawn, to hold against what is read back */
};
enum status packet_make(struct packet_file *out, const struct packet *, struct fonts *, struct arena *,
                        struct findings *);
/* The same before the members become one file (the ZIP stays empty). They stand in their order; evidence is borrowed, not copied.
 * out->drawn holds the pages if they have been drawn already, else NULL. */
enum status packet_members(struct packet_file *out, struct zip_members *members, const struct packet *, struct fonts *,
                           struct arena *, struct findings *);

#endif
