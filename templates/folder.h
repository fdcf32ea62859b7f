/* Packets to verify, as they lie on a disk: ZIP files, unpacked bags, folders of either. */
#ifndef SOROE_FOLDER_H
#define SOROE_FOLDER_H

#include <sys/types.h>
#include <time.h>

#include "core/text.h"
#include "core/zip.h"

/* The packets among some paths: a file is one; a folder with bagit.txt is one unpacked; any other folder is searched
 * for ZIP files, deeper ones too, in the order of the names' bytes. Links to folders are not followed. What cannot be read
 * comes up as well, once. */
struct folder_walk;
struct folder_walk *folder_walk_new(const struct texts *paths, struct arena *);
void folder_walk_free(struct folder_walk *); /* NULL is fine */
const char *folder_next(struct folder_walk *); /* NULL at the end; lives until the walk is freed or goes on */

/* One of them, opened. A ZIP is mapped, not read: its size does not count as memory. */
struct found_packet {
        const char *path;
        bool is_folder;             /* an unpacked bag */
        struct bytes zip;
        struct zip_members members; /* of a folder: names from its own name on; mapped likewise */
        const char *why[2];         /* it could not be read: Japanese and English; NULL */
        int fd;                     /* of the ZIP; -1 */
        off_t size;                 /* and what it was when it was opened */
        struct timespec changed;
};
void found_open(struct found_packet *out, const char *path, struct arena *);
/* Of an open one's bytes: they need not stay in memory; whoever looks again reads them from the file. */
void found_drop(struct bytes);
bool found_changed(const struct found_packet *); /* has the ZIP become another file since it was opened? */
void found_close(struct found_packet *);

#endif
