/* Packets to verify, as they lie on a disk: ZIP files, unpacked bags, folders of either. */
#ifndef SOROE_FOLDER_H
#define SOROE_FOLDER_H

#include "core/text.h"
#include "core/zip.h"

struct found_packet {
        const char *path;
        bool is_folder;             /* an unpacked bag */
        struct bytes zip;
        struct zip_members members; /* of a folder: names from its own name on */
        const char *why[2];         /* it could not be read: Japanese and English; NULL */
};
typedef void folder_each(void *user, const struct found_packet *, struct arena *scratch);

/* A file is a packet; a folder with bagit.txt is one unpacked packet; any other folder is searched for ZIP files,
 * deeper ones too, in the order of the names' bytes. Links are not followed. Each comes up, also one that cannot be read. */
void folder_packets(const char *path, folder_each *, void *user, struct arena *);

#endif
