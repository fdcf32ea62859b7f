/* Files: read whole with a named limit; written beside their final name, synced, renamed.
 * A failure sets findings->fault and leaves the old file as it was. */
#ifndef SOROE_FILE_H
#define SOROE_FILE_H

#include "core/buffer.h"
#include "core/finding.h"
#include "core/status.h"

/* Reads a regular file of at most `limit` bytes. ERR_INPUT with finding E001..: missing, a folder, a device, too large. */
enum status file_read(struct bytes *out, const char *path, size_t limit, struct arena *, struct findings *);

/* Writes all or nothing: `.name.part`, fsync, rename, fsync of the folder. */
enum status file_write(const char *path, struct bytes, unsigned mode, struct arena *, struct findings *);

enum status file_make_folders(const char *path, struct arena *, struct findings *); /* like mkdir -p */
const char *file_base_name(const char *path);                                       /* borrowed from path */
char *file_join(struct arena *, const char *folder, const char *name);
char *file_absolute(struct arena *, const char *path); /* without links; as given where there is no such file */
bool file_exists(const char *path);
/* Removes what an interrupted run left behind: `.*.part` in the folder that nobody is writing. */
void file_sweep(const char *folder);

#endif
