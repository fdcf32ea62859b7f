/* A backup of a workspace: one tar (core/backup/tar.h) of
 *   soroe-backup          "soroe-backup 1"
 *   soroe.db              the records of one moment, whatever others write meanwhile
 *   programme.xml         where the workspace has its own
 *   evidence/ rejected/ packets/
 *   manifest-sha256.txt   the SHA-256 of each of them, as sha256sum writes it
 * It opens with tar and sha256sum -c; only what backup_write wrote is restored. Nothing is held in memory but names. */
#ifndef SOROE_BACKUP_H
#define SOROE_BACKUP_H

#include "core/store/store.h"

#include <stdio.h>

struct backup_counts {
        int64_t files, bytes, scans; /* scans: of evidence/ */
};

/* Somebody who watches: `told` is called after each piece. `of` counts the bytes that are written and those that are read back.
 * NULL: nobody watches. */
struct backup_watch {
        void (*told)(void *user, const struct backup_watch *);
        void *user;
        int64_t files, done, of; /* bytes */
};

/* Writes a backup beside its name, syncs it, reads it back, checks it, and then gives it its name. ERR_INPUT with E187 if the name is
 * taken; with E185, and no file of that name, if something in the workspace cannot be read, entered or stat'ed. The backup is still
 * made if a scan is not in evidence/ as it was received (W380) or a sealed packet is not in packets/ as it was sealed (W357). What
 * is left out is named (W356, I060). */
enum status backup_write(struct backup_counts *, const char *file, struct store *, struct backup_watch *,
                         struct arena *, struct findings *);
/* Restores a backup into a folder that is new or empty. The folder gets its name when everything is there and checked. ERR_INPUT with
 * E185 (not a whole backup), E186 (its database) or E187. W357 and W380 as above. */
enum status backup_restore(struct backup_counts *, const char *file, const char *folder, struct backup_watch *,
                           struct arena *, struct findings *);

/* ---- what both share (core/backup/backup_read.c, core/backup/backup_packets.c) */
#define BACKUP_FORMAT   "soroe-backup"
#define BACKUP_TEXT     "soroe-backup 1\n"
#define BACKUP_MANIFEST "manifest-sha256.txt"

void backup_done(struct backup_watch *, int64_t bytes, int64_t files);
/* Adds W380 for each of the first hundred scans. `why` "": the scan is missing. */
void backup_scan_fault(int64_t *n, const char *name, const char *why, struct findings *);

bool backup_name_permitted(const char *name);

/* The packets that the records call sealed, held against what lies in packets/. */
struct backup_packet {
        const char *name, *sha256; /* "packets/PROGRAMME/FILE" */
};
struct backup_packets {
        struct arena *arena;
        VEC(struct backup_packet);
};
/* Checks a backup from its start. Its content goes into `folder` (NULL: nothing is written), the digests of its packets go into
 * `packets` (NULL: nobody asks). */
enum status backup_read(struct backup_counts *, struct backup_packets *packets, FILE *in, const char *name,
                        const char *folder, struct backup_watch *, struct arena *, struct findings *);
store_on_packet backup_note_packet; /* of a struct backup_packets */
/* Holds the sealed packets against `found`, the names and digests of what is there. W357 for the first hundred that differ. */
void backup_hold_packets(struct backup_packets *sealed, struct backup_packets *found, struct findings *);

#endif
