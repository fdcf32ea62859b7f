/* Putting a packet where it belongs: a sealed one is never replaced silently. */
#ifndef SOROE_SEAL_H
#define SOROE_SEAL_H

#include "core/file/file_batch.h"

#include "templates/record/packet.h"
#include "templates/verify/verify.h"

enum seal_outcome {
        SEAL_WRITTEN,   /* sealed now */
        SEAL_DRAFTED,   /* a draft was written */
        SEAL_UNCHANGED, /* it was sealed before from the same records and date */
        SEAL_REPLACED,  /* resealed; the old one is kept as ….1.zip */
        SEAL_LEFT,      /* something else lies there, see enum seal_left: left alone */
        SEAL_SUBMITTED, /* submitted, and its records changed since: never replaced, not even by --reseal */
        SEAL_OUTCOMES
};

struct sealing {
        const char *folder; /* of the programme: DIR/<programme> */
        struct fonts *fonts;
        struct verifier *verifier; /* reads back what was made, before it gets its name */
        bool reseal;
        bool pdf;        /* also the one PDF to upload, beside the ZIP */
        bool sync_later; /* the caller syncs the folder, once for many packets (file_sync_folder) */
        /* in which a new packet waits for its name, which the caller gives; NULL: it gets it at once */
        struct file_batch *batch;
};
enum seal_left {
        LEFT_RECORDS, /* sealed before, and its records changed since */
        LEFT_DATE,    /* sealed before with another date of application */
        LEFT_DAMAGED, /* no packet, or one that does not pass */
};
struct seal_result {
        enum seal_outcome outcome;
        enum seal_left left;   /* SEAL_LEFT: why */
        struct date sealed_on; /* LEFT_DATE: its date of application */
        const char *differs;   /* LEFT_RECORDS, SEAL_SUBMITTED: the first value that changed, "日本語¦English" */
        const char *name;      /* "4710123458-online.zip" */
        const char *kept;      /* SEAL_REPLACED: the old one's new name */
        char check_code[CHECK_CODE_TEXT];
        struct digest xml, zip;
};

/* Makes the packet, reads it back, checks it, and writes it whole or not at all. */
enum status seal_packet(struct seal_result *out, struct packet *, const struct sealing *, struct arena *,
                        struct findings *);

#endif
