/* A backup of a workspace: one tar (core/tar.h) of
 *   soroe-backup          "soroe-backup 1"
 *   soroe.db              the records of one moment, whatever others write meanwhile
 *   programme.xml         where the workspace has its own
 *   evidence/ rejected/ packets/
 *   manifest-sha256.txt   the SHA-256 of each of them, as sha256sum writes it
 * It opens with tar and sha256sum -c; only what backup_write wrote is restored. Nothing is held in memory but names. */
#ifndef SOROE_BACKUP_H
#define SOROE_BACKUP_H

#include "core/store.h"

#include <stdio.h>

struct backup_counts {
        int64_t files, bytes, scans; /* scans: of evidence/ */
};

/* Who looks on: told after each piece. `of` counts what is written and what is read back. NULL: nobody. */
struct backup_watch {
        void (*told)(void *user, const struct backup_watch *);
        void *user;
        int64_t files, done, of; /* bytes */
};

/* Written beside its name, synced, read back and checked, then named. ERR_INPUT with E187 where the name is taken. W380: a scan
 * that is not in evidence/ as it was received; the backup is made all the same. */
enum status backup_write(struct backup_counts *, const char *file, struct store *, struct backup_watch *, struct arena *,
                         struct findings *);
/* Into a folder that is new or empty; it gets its name when everything is there and checked. ERR_INPUT with E185 (no whole
 * backup), E186 (its database), E187. */
enum status backup_restore(struct backup_counts *, const char *file, const char *folder, struct backup_watch *,
                           struct arena *, struct findings *);

/* ---- what both share (core/backup_read.c) */
#define BACKUP_FORMAT   "soroe-backup"
#define BACKUP_TEXT     "soroe-backup 1\n"
#define BACKUP_MANIFEST "manifest-sha256.txt"

/* Checks a backup, from its start; what it holds goes into `folder`, if there is one (NULL: nothing is written). */
enum status backup_read(struct backup_counts *, FILE *in, const char *name, const char *folder, struct backup_watch *,
                        struct arena *, struct findings *);
void backup_done(struct backup_watch *, int64_t bytes, int64_t files);
/* W380, for the first hundred; `why` "" is missing. */
void backup_scan_fault(int64_t *n, const char *name, const char *why, struct findings *);

#endif
