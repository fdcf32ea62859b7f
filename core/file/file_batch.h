/* New files of one folder that get their names together. Each is written under its part name, read back, and kept open and locked;
 * then all of them are synced, when most of it is on the disk already; then they get their names. So what bears a name is on the disk,
 * and file_sweep clears away what a killed run has left. The caller syncs the folder (file_sync_folder). */
#ifndef SOROE_FILE_BATCH_H
#define SOROE_FILE_BATCH_H

#include "core/base/buffer.h"
#include "core/base/finding.h"
#include "core/base/status.h"

/* So many files are open at once, and at most a quarter of what the system gives the process: whoever fills the batch has others open. */
#define FILE_BATCH_MOST 256

struct file_batch {
        const char *path;    /* of the folder, borrowed; it is made for the first file */
        struct arena *arena; /* of the names */
        int folder;          /* -1: not open */
        size_t n, most;
        struct file_waiting {
                const char *name, *part;
                int fd;
        } at[FILE_BATCH_MOST];
};

struct file_batch file_batch_in(const char *folder, struct arena *parent);
/* How many files may still be added; 0 from the start where the system gives too few. */
size_t file_batch_room(const struct file_batch *);
/* ERR_SYSTEM with F_WRITE, F_SPOILED, or F_BUSY if another run is writing this file: the batch is as before. */
enum status file_batch_add(struct file_batch *, const char *name, struct bytes, unsigned mode, struct findings *);
/* Gives the names, in the order of the additions; the batch is then empty. After a failure the files that have no name yet are gone. */
enum status file_batch_name(struct file_batch *, struct findings *);

#endif
