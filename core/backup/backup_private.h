/* A backup while it is written. Only core/backup/backup_write.c and core/backup/backup_folder.c include this. */
#ifndef SOROE_BACKUP_PRIVATE_H
#define SOROE_BACKUP_PRIVATE_H

#include "core/backup/backup.h"

#define BACKUP_MOST_TOLD 100 /* of what cannot be read, and of what is left out */

struct backup {
        struct store *store;
        struct arena *arena;
        struct findings *findings;
        const char *path, *part; /* of the backup */
        FILE *out, *manifest;
        struct backup_counts *counts;
        struct backup_watch *watch;
        struct backup_packets sealed, found; /* by the records; in packets/ */
        struct names {
                VEC(const char *);
        } scans; /* of the records, by name */
        int64_t faulty, unreadable, left_out;
};

/* Notes a path that cannot be read. Then there will be no backup (E185), but the work goes on, so that all such paths are named. */
enum status backup_unreadable(struct backup *, const char *path, int error);
/* OK also if the file has gone meanwhile. */
enum status backup_add_file(struct backup *, const char *path, const char *name);
/* a path in the workspace */
const char *backup_under(char *path, size_t room, const struct backup *, const char *name);

/* Adds everything in a folder of the workspace that can go into a backup, in the order of the names. The rest is named (W356). */
enum status backup_add_folder(struct backup *, const char *name, int depth);
/* Names what lies in the workspace and is no record (I060). */
void backup_name_others(struct backup *);

#endif
