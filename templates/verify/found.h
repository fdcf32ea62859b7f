/* A packet as it lies on a disk, opened: a ZIP, the PDF beside one, or an unpacked bag. */
#ifndef SOROE_FOUND_H
#define SOROE_FOUND_H

#include "core/format/zip.h"

/* A ZIP is mapped, not read: its size does not count as memory. */
struct found_packet {
        const char *path;
        bool is_folder; /* an unpacked bag */
        struct bytes zip;
        struct zip_members members; /* of a folder: names from its own name on; mapped likewise */
        size_t bytes;               /* of the members */
        const char *why[2];         /* it could not be read: Japanese and English; NULL */
        int error;                  /* the system's reason for that (platform_code); 0: it is the packet's own */
        int fd;                     /* of the ZIP; -1 */
        int64_t size, written[2];   /* and what it was when it was opened */
};
void found_open(struct found_packet *out, const char *item, struct arena *); /* of folder_next */
void found_open_path(struct found_packet *out, const char *path, struct arena *);
/* the machine could not read it: nothing is said of the packet */
bool found_is_unknown(const struct found_packet *);
/* Lets bytes of an open packet leave the memory. Whoever looks at them again reads them from the file. */
void found_drop(struct bytes);
/* Has the ZIP become another file since it was opened, or is that unknown? If so, `why` says it. */
bool found_changed(struct found_packet *, struct arena *);
void found_close(struct found_packet *);

#endif
