/* The workspace's records in SQLite: a folder with soroe.db, evidence/, rejected/ and packets/.
 * One command is one transaction. A command that fails leaves the records as they were.
 * Only core/store/ and core/audit/ know SQLite. What the store keeps stands in the headers of core/store/kept/ and core/store/across/.
 *
 * Order of calls: store_create or store_open · store_begin · writing · store_commit (or store_rollback) · store_close.
 * Reading needs no transaction; store_read_begin gives one view of all the records.
 * A call that fails returns ERR_SYSTEM and leaves the fault in the findings given to store_open. */
#ifndef SOROE_STORE_H
#define SOROE_STORE_H

#include "core/base/finding.h"
#include "core/base/status.h"
#include "core/record/origin.h"

#include <stdbool.h>
#include <stdint.h>

struct store;

/* A shared workspace belongs to the group of its folder. The mode of its database says so, and whoever writes a file there
 * gives it the same group and mode. */
enum status store_create(const char *folder, const char *programme, bool shared, struct arena *, struct findings *);
/* Says whether a workspace is shared, before it is opened. */
enum status store_look_shared(bool *out, const char *folder, struct arena *, struct findings *);
bool store_is_shared(const struct store *);
/* The store keeps `findings` for its faults: they must outlive it. */
enum status store_open(struct store **out, const char *folder, struct findings *);
void store_close(struct store *); /* NULL is fine; an open transaction is rolled back */

/* A database of an older version is brought up to date when it is opened, and the old one is kept beside it. */
struct store_migrated {
        int from, to;     /* from 0: it was up to date */
        const char *kept; /* path of the old one */
};
struct store_migrated store_migrated(const struct store *);

/* `owner` names the writer ("tanaka@pc-3, soroe import, …"). Whoever finds the workspace busy is told this name. */
void store_announce(struct store *, const char *owner);
/* Takes the write lock. If another process keeps it for long: F_BUSY, with the holder's name. */
enum status store_begin(struct store *);
enum status store_read_begin(struct store *);
enum status store_commit(struct store *);
void store_rollback(struct store *);

const char *store_folder(const struct store *);
/* *out is "" if the setting was never made. The string lives in the arena. */
enum status store_setting(const char **out, struct store *, const char *name, struct arena *);
enum status store_set(struct store *, const char *name, const char *value);
#define STORE_GO_FOLDER "go-folder" /* the setting that names the folder from which soroe go takes in */

/* ---- what every writing call is told, and tells */

/* The column map of the tables that people fill in. */
#define STORE_ENTRY "entry"

/* The file that the next records come from. */
struct store_source {
        const char *path, *file, *sha256, *kind, *columns;
        const char *part; /* which table of the file: the sheet, or "" */
        const char *map;  /* id of the column map it was read with; NULL for the entry tables */
        enum origin_style style;
        const char *rejects; /* base name of the file in rejected/ that this one is, or "" */
};
enum status store_source(int64_t *id, struct store *, const struct store_source *);
/* The folder `old` is called `new` now, with all that lies in it: what comes from there is the same file as before. */
enum status store_moved(struct store *, const char *old, const char *new);

/* Who changes records, when and why. The history keeps it. */
struct store_author {
        const char *who, *at, *why;
};

/* What became of a record that was put. TWIN and CONFLICT: the same key stands earlier in the same file, with the same or with
 * other fields; nothing is written. */
enum put { PUT_ADDED, PUT_CHANGED, PUT_UNCHANGED, PUT_TWIN, PUT_CONFLICT };

/* ---- copies of the database (core/store/store_backup.c) */

/* Writes the records as they are now into a new database file. Other processes may write meanwhile. */
enum status store_snapshot(struct store *, const char *path);

typedef enum status store_on_kept(void *user, const char *sha256, const char *ext);
typedef enum status store_on_packet(void *user, const char *programme, const char *file, const char *zip_sha256);
struct store_examiner {
        store_on_kept *scan;     /* called for each scan that the database says is kept, by digest; NULL */
        store_on_packet *packet; /* called for each sealed packet; NULL */
        void *scans, *packets;   /* given to them */
};
/* Looks at a database file from outside. *why is the reason why it is refused, or NULL. */
enum status store_examine(const char **why, const char *path, const struct store_examiner *, struct findings *);

#endif
