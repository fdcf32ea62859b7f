/* Files: read whole with a named limit; written beside their final name, synced, renamed.
 * A failure sets findings->fault and leaves the old file as it was. */
#ifndef SOROE_FILE_H
#define SOROE_FILE_H

#include "core/base/buffer.h"
#include "core/base/finding.h"
#include "core/base/status.h"
#include "core/base/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Guards a folder for the whole process: below it no link is entered or written through. In a workspace of several people a member
 * could put a link in the place of a folder, and what the next person writes would go elsewhere with that person's rights. Each
 * folder on the way is therefore opened, then the next one in it. Every function here that takes a path does so. */
void file_guard(const char *root);
bool file_is_guarded(const char *path);
/* Like the functions of core/platform/platform.h: below 0 on failure, PLATFORM_IS_LINK at a link. */
int file_open_at(const char *path, unsigned how, unsigned mode);
int file_open_folder(const char *path);
int file_folder_of(const char **name, const char *path); /* the folder of a file, and the file's name in it */
int file_unlink(const char *path);
int file_rename(const char *from, const char *to);
/* Lists the names in a folder, sorted by their bytes, without "." and "..". Returns false if it cannot be read. */
bool file_list(struct texts *out, const char *folder, struct arena *);
bool file_make_guarded(const char *path); /* the folders of a guarded path */

/* Reads a regular file of at most `limit` bytes. ERR_INPUT with finding E001..: missing, a folder, a device, too large. */
enum status file_read(struct bytes *out, const char *path, size_t limit, struct arena *, struct findings *);

/* A regular file kept open, to be read in pieces, and how it was when it was opened. */
struct open_file {
        const char *path; /* borrowed */
        int fd;           /* -1: closed */
        int64_t size, changed[2];
        uint64_t device, node;
};
/* ERR_INPUT with E001 or E020, like file_read. After a failure the file need not be closed. */
enum status file_open(struct open_file *out, const char *path, size_t limit, struct findings *);
/* the same file, nothing written meanwhile */
bool file_same_state(const struct open_file *, const struct open_file *);
void file_close(struct open_file *);

/* Writes all or nothing: `.name.part`, fsync, read again and compared byte for byte, rename, fsync of the folder. */
enum status file_write(const char *path, struct bytes, unsigned mode, struct arena *, struct findings *);

/* The same for content of any size that a function writes piece by piece. A writer that fails says why; errors of the FILE are
 * noticed here. */
typedef enum status file_writer(void *user, FILE *out);
enum status file_write_by(const char *path, file_writer *, void *user, unsigned mode, struct arena *,
                          struct findings *);

/* For many files at once: each is written as `.name.part`, unsynced; then all such files of a folder are synced and renamed.
 * Only one command at a time may do so in a folder. */
enum status file_write_part(const char *path, struct bytes, unsigned mode, struct arena *, struct findings *);
enum status file_name_parts(const char *folder, struct findings *);
/* The same for files that must be there before the batch ends. The content of each file is synced at once, the names of all of them
 * by one call of file_sync_folder. */
enum status file_write_unlisted(const char *path, struct bytes, unsigned mode, struct arena *, struct findings *);
enum status file_sync_folder(const char *folder, struct findings *);

enum status file_make_folders(const char *path, struct arena *, struct findings *); /* like mkdir -p */
const char *file_base_name(const char *path);                                       /* borrowed from path */
/* A name, and a path below some folder, for which every system has a file: nul, con and others of Windows' devices, characters that
 * it does not take and points or blanks at the end become %3A and the like. All other names stay what they are. */
char *file_plain_name(struct arena *, const char *name);
char *file_plain_path(struct arena *, const char *path);
char *file_given_name(struct arena *, const char *plain); /* the name from which file_plain_name has made this one */
/* How much of a path's beginning is its root: "/", "C:/", "//server/share/"; 0: it has none. */
size_t file_root(const char *path);
size_t file_bare_length(const char *path); /* without '/' at the end, unless it is the root's */
char *file_join(struct arena *, const char *folder, const char *name);
char *file_absolute(struct arena *, const char *path); /* without links; as given where there is no such file */
/* Returns the path of a file or folder as seen from a folder: "../packets/a.zip". */
char *file_relative(struct arena *, const char *from, const char *to);
/* *out is false only if the system says that nothing is there. If the path cannot be looked at for another reason: F_OPEN, with the
 * reason. */
enum status file_there(bool *out, const char *path, struct findings *);
bool file_exists(const char *path); /* true when in doubt: whoever then opens it says what is wrong */
/* Of a platform_code. Forbids: the person may not. Of the name: of the path as it was given, and not of the machine: missing,
 * forbidden, too long. */
bool file_error_forbids(int error);
bool file_error_is_of_name(int error);
/* Removes what an interrupted run has left behind: the files `.*.part` of the folder that nobody is writing. */
void file_sweep(const char *folder);

#endif
