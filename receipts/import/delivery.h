/* What is handed over as one: a folder of tables, e-invoices and scans, as members send them back. Its files in an order of
 * its own (the bytes of the names, folder by folder), so that the disk's does not matter. Links to folders are not followed.
 * What systems put there by themselves (.DS_Store, Thumbs.db, ~$記入表.xlsx, __MACOSX) is passed over and counted. */
#ifndef SOROE_DELIVERY_H
#define SOROE_DELIVERY_H

#include "core/base/finding.h"
#include "core/base/status.h"

#define DELIVERY_MOST_FILES 100000
#define DELIVERY_MOST_DEPTH 16

/* One file under three names: what a person is told, what its source is called from now on, and where its bytes lie
 * at the moment. */
struct delivered {
        const char *name;  /* "返送.zip/首里/receipts.csv" */
        const char *label; /* "/home/…/返送.zip/首里/receipts.csv" */
        const char *path;  /* may be a copy unpacked from a ZIP */
        bool unpacked;     /* that it is: names below it are those of file_plain_name */
};
struct delivery {
        VEC(struct delivered);
        int litter;
};

bool delivery_is_litter(const char *name); /* a base name */

/* Lists all files of a folder and of its sub-folders. A folder that may not be read, lies too deep or holds too much
 * is a finding, and the others are still listed. What the machine fails to read is a fault: ERR_SYSTEM. */
enum status delivery_walk(struct delivery *out, const struct delivered *folder, struct arena *, struct findings *);

#endif
