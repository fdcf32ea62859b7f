/* The packet (申請書類一式) as a model: one application's records and assessment, with the facts of the day it was made.
 * application.xml is this model written down, in the form of its records (core/record_form.h); the PDF is a pure function of it
 * and the fonts. Everything is borrowed from the caller. */
#ifndef SOROE_PACKET_H
#define SOROE_PACKET_H

#include "core/assess.h"
#include "core/correction.h"
#include "core/digest.h"
#include "core/filing.h"

#include "core/zip.h"

#include "templates/font.h"

struct pdf;

/* A piece of evidence as it lies in the packet: data/evidence/NN-<8 hex>.<ext>. */
struct enclosure {
        int number;                     /* NN, from 1, in the order of the receipts */
        const char *path;               /* "evidence/01-230e5377.jpg", below data/ */
        const struct receipt *receipt;
        const struct evidence *evidence;
        struct bytes bytes;             /* its content; empty while only the model is read */
};
struct enclosure_list {
        VEC(struct enclosure);
};

/* What made the packet. The same form, fonts and libraries render the same bytes; the program's version is only told. */
struct versions {
        const char *program, *libharu, *harfbuzz, *zlib, *libdeflate;
        const char *fonts; /* "BIZ UDPGothic 1.051; …" */
};

struct packet {
        bool draft;
        bool geta; /* of a draft: what no font can print stands as 〓 (W340 in the facts says where) */
        const struct records *records;
        const struct assessment *assessment; /* with programme, category, variant, applied_on */
        struct findings facts;               /* of SCOPE_WORKSPACE, recorded on the day, sorted */
        struct correction_list corrections;          /* the history of these records */
        struct enclosure_list enclosures;    /* of the receipts that have a line in this category */
        struct versions versions;
        const struct filing *filing; /* what became of it outside, or NULL; never in the packet */
};

/* Does the packet's application use this receipt (has it a line of the category)? */
bool packet_uses_receipt(const struct packet *, const struct receipt *);

struct versions packet_versions(const struct fonts *);
const char *packet_name(const struct packet *, struct arena *); /* "4710123458-online" */

/* Leaves to the packet the records that its application's judgement needs: the receipts that have a line of its category,
 * with all their lines; of other categories only what rules between them need. What is left out is proven to change neither
 * amount nor finding: else all of the facility is kept. Before packet_enclose. */
void packet_narrow(struct packet *, struct arena *);

/* Reads the evidence of the packet's receipts from a workspace's folder, each piece once. Adds W309 to the facts if it is
 * much to upload. The bag's manifest names the digests of the record, so that a piece that changed is found when the packet
 * is read back; packet_check_enclosures then tells which: ERR_INPUT with E120. */
enum status packet_enclose(struct packet *, const char *folder, struct arena *, struct findings *);
enum status packet_check_enclosures(const struct packet *, struct arena *, struct findings *);

/* Of a draft: what E117 would stop becomes W340 in the facts, and is printed as 〓. */
void packet_allow_geta(struct packet *, const struct fonts *, struct arena *);

/* The whole packet as the bytes of its ZIP: a pure function of the model and the fonts.
 * ERR_INPUT with E117 where a character cannot be printed. */
struct packet_file {
        struct bytes zip;
        struct digest xml;
        char check_code[CHECK_CODE_TEXT];
        struct pdf *drawn; /* the pages of summary.pdf as they were drawn, to hold against what is read back */
};
enum status packet_make(struct packet_file *out, const struct packet *, struct fonts *, struct arena *, struct findings *);
/* The same before it becomes one file (zip stays empty): its members in their order. Evidence is borrowed, not copied.
 * out->drawn: the pages, where they have been drawn already; else NULL. */
enum status packet_members(struct packet_file *out, struct zip_members *members, const struct packet *, struct fonts *,
                           struct arena *, struct findings *);

#endif
