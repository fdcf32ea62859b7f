/* The packet (申請書類一式) as a model: one application's records and assessment, with the facts of the day it was made.
 * application.xml is this model written down, in the form of its records (core/base/record_form.h); the PDF is a pure function of it
 * and the fonts. Everything is borrowed from the caller. */
#ifndef SOROE_PACKET_H
#define SOROE_PACKET_H

#include "core/assess/assess.h"
#include "core/record/correction.h"
#include "core/file/digest.h"
#include "core/record/filing.h"

/* A piece of evidence as it lies in the packet: data/evidence/NN-<8 hex>.<ext>. */
struct enclosure {
        int number;       /* NN, from 1, in the order of the receipts */
        const char *path; /* "evidence/01-230e5377.jpg", below data/ */
        const struct receipt *receipt;
        const struct evidence *evidence;
        struct bytes bytes; /* its content; empty while only the model is read */
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
        struct correction_list corrections;  /* the history of these records */
        struct enclosure_list enclosures;    /* of the receipts that have a line in this category */
        struct versions versions;
        const struct filing *filing; /* what became of it outside, or NULL; never in the packet */
};

/* Does the packet's application use this receipt (has it a line of the category)? */
bool packet_uses_receipt(const struct packet *, const struct receipt *);

const char *packet_name(const struct packet *, struct arena *); /* "4710123458-online" */

/* Leaves in the packet only the records that the judgement of its application needs: the receipts with a line of its category, with
 * all their lines, and of other categories only what rules between them need. A new assessment must show that what is left out
 * changes neither amount nor finding; otherwise all of the facility is kept. Called before packet_enclose. */
void packet_narrow(struct packet *, struct arena *);

#endif
