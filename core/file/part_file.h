/* A file of any size that is written piece by piece. It is `.name.part` until all parts of its folder get their names in one step
 * (file_name_parts), so that what belongs together appears together. */
#ifndef SOROE_PART_FILE_H
#define SOROE_PART_FILE_H

#include "core/base/buffer.h"
#include "core/base/finding.h"
#include "core/base/status.h"

#include <stdio.h>

struct part_file {
        const char *path; /* as it will be called */
        FILE *out;        /* NULL: closed */
        size_t written;
        bool failed;
};

/* ERR_SYSTEM with F_WRITE. `path` is borrowed. */
enum status part_file_open(struct part_file *out, const char *path, unsigned mode, struct arena *, struct findings *);
/* A failure is remembered, and told when the file is closed. */
void part_file_add(struct part_file *, struct bytes);
enum status part_file_close(struct part_file *, struct findings *);
/* Closes the file if it is open. Its part is swept away later. */
void part_file_drop(struct part_file *);

/* Locks a folder, because one command at a time may write parts into it. F_BUSY if another one does. A *lock of -1 may be released. */
enum status part_folder_lock(int *lock, const char *folder, struct findings *);
void part_folder_unlock(int lock);

#endif
