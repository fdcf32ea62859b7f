/* Scans: found by name in the folders given, decoded once, stored as received under their SHA-256. */
#ifndef SOROE_SCAN_H
#define SOROE_SCAN_H

#include "core/store/across/ties.h"
#include "core/store/store.h"
#include "core/base/text.h"

/* One file under three names, as struct delivered (receipts/import/delivery.h). */
struct scan_place {
        const char *from;  /* as a person is told: 返送.zip/首里/r1.jpg */
        const char *label; /* for good: /home/…/返送.zip/首里/r1.jpg */
        const char *path;  /* where its bytes lie now */
};
/* The files of some folders, by name. */
struct scan_index {
        struct scan_names {
                VEC(struct scan_name {
                        const char *name; /* NFC */
                        const char *key;  /* text_key of it */
                        const char *path;
                        const char *from; /* as in struct scan_place */
                        const char *label;
                        bool used; /* a table names it */
                });
        } names;
        struct scan_name **folded; /* the same by key */
        struct fault lost;         /* the first folder or file that the machine failed to read */
};
void scan_index_put(struct scan_index *, const struct scan_place *, struct arena *);
/* its files; no such folder: none */
void scan_index_add(struct scan_index *, const struct scan_place *folder, struct arena *);
void scan_index_sort(struct scan_index *, struct arena *);
/* Finds the file of exactly this name; if several have it, only where all hold the same bytes. Else finds the only file whose name
 * differs in width, case or kind of dash alone. NULL: there is none. */
const struct scan_name *scan_find(struct scan_index *, const char *name, struct arena *);
bool scan_is_ambiguous(struct scan_index *, const char *name, struct arena *); /* several files of that name */
/* For a name that is not there, returns the only name like it (for r1104.jpg: r-1104.jpg or r1104.png), or NULL. */
const char *scan_like(const struct scan_index *, const char *name, struct arena *);
enum status scan_may_be(bool *out, const char *path, struct findings *); /* not a file of another kind */

/* Scans are written under unfinished names. Before the records are committed, all of them are synced and get their final names together:
 * one sync serves a thousand scans, and half a file never has a final name. */
struct scan_intake {
        struct store *store;
        bool dry_run;
        struct scan_sender from; /* of the scan that is taken next */
        int added;
        int written; /* of them, new in the folder */
        bool published;
};
/* Reads, decodes and stores one scan. *out: digest and verdict. ERR_INPUT: it cannot be read at all (finding at `place`). */
enum status scan_take(struct evidence *out, struct scan_intake *, const char *path, const char *name, const char *place,
                      struct arena *, struct findings *);
/* Does the same with bytes that came inside another file. `name` is what a person calls them. */
enum status scan_take_bytes(struct evidence *out, struct scan_intake *, struct bytes, const char *name,
                            const char *place, struct arena *, struct findings *);
/* Keeps a file that is no scan as it was received (the XML of an e-invoice). `path` holds the bytes of that digest. */
enum status scan_keep_original(struct scan_intake *, const char *path, const char *sha256, const char *ext,
                               struct arena *, struct findings *);
/* Looks again at the scans that were called damaged perhaps only because time or memory ran out. Called in a transaction, before any
 * scan is taken. */
enum status scan_look_again(struct scan_intake *, struct arena *, struct findings *);
enum status scan_publish(struct scan_intake *, struct arena *scratch, struct findings *); /* before the commit */
void scan_undo(const struct scan_intake *, struct arena *scratch);                        /* after the rollback */

#endif
