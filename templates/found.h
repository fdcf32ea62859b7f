/* A packet as it lies on a disk, opened: a ZIP, the PDF beside one, or an unpacked bag. */
#ifndef SOROE_FOUND_H
#define SOROE_FOUND_H

#include <sys/types.h>
#include <time.h>

#include "core/zip.h"

/* A ZIP is mapped, not read: its size does not count as memory. */
struct found_packet {
        const char *path;
        bool is_folder;             /* an unpacked bag */
        struct bytes zip;
        struct zip_members members; /* of a folder: names from its own name on; mapped likewise */
        size_t bytes;               /* of the members */
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
