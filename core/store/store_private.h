/* What the files of the store share. Only core/store/ and its rooms include this. */
#ifndef SOROE_STORE_PRIVATE_H
#define SOROE_STORE_PRIVATE_H

#include "core/record/field.h"
#include "core/record/receipt.h"
#include "core/store/store.h"
#include "core/store/store_columns.h"

#include <sqlite3.h>

enum sql {
#define S(name, text) SQL_##name,
#include "core/store/store_sql.h"
#undef S
        SQL_STATEMENTS
};

struct store {
        sqlite3 *db;
        struct arena *arena; /* the folder's name and the sources' */
        const char *folder;
        bool is_shared;
        struct findings *findings;
        const char *owner; /* who writes, for whoever has to wait */
        int lock;          /* soroe.lock, -1 while it was not needed */
        bool locked;
        struct store_migrated migrated; /* when it was opened */
        bool imported; /* tables have grown: what is known of their sizes is measured again */
        sqlite3_stmt *statements[SQL_STATEMENTS];
        struct origins {
                struct known_origin *at; /* by source id, in a table of `room` places (core/store/store_origin.c) */
                size_t n, room;
        } origins;
        struct indexes *indexes;    /* of an import into empty tables (core/store/store_indexes.c); NULL */
        struct shared_keys *shared; /* what many receipts have in common, counted once (core/store/across/store_crosscheck.c); NULL */
        struct doubles *doubles;    /* receipts that are one paper (core/store/across/store_double.c); NULL */
        struct paper_names *names;  /* of all facilities, to be found on papers (core/store/across/store_papers.c); NULL */
        enum known { NOT_KNOWN, NONE_THERE, SOME_THERE } rejected, unplaced; /* rows with kept findings; lines without a facility */
        struct {
                int64_t a, b;
                bool same;
        } one_file; /* the last two sources of which was asked whether they are tables of one file */
        bool watches_keys; /* what is added is remembered (core/store/across/store_watch.c) */
        int64_t last_added; /* rowid of the record added last */
        bool meets_known; /* the last row put was there already: the next one is looked for first */
        enum { WITHDRAWN_UNKNOWN, WITHDRAWN_NONE, WITHDRAWN_SOME } withdrawn; /* whether any record ever was */
};

/* A statement, reset and ready for its parameters. NULL after a fault of the database. */
sqlite3_stmt *store_sql(struct store *, enum sql);
void store_bind_text(sqlite3_stmt *, const char *name, const char *value); /* not copied: must live until the step */
void store_bind_int(sqlite3_stmt *, const char *name, int64_t value);
/* Steps a statement that returns no row. */
enum status store_run(struct store *, sqlite3_stmt *);
/* OK with *row saying whether there is one. The statement is reset when there is none. */
enum status store_step(bool *row, struct store *, sqlite3_stmt *);
/* *out says whether the statement returns a row. It is reset. */
enum status store_any(bool *out, struct store *, sqlite3_stmt *);
/* Statements without parameters or rows. */
enum status store_script(struct store *, const char *sql);
enum status store_fault(struct store *, const char *what);

/* ---- opening (core/store/store.c), the schema (core/store/store_migrate.c), copies (core/store/store_backup.c) */
struct store *store_new(const char *folder, struct findings *);
enum status store_connect(struct store *, const char *path, int flags);
int64_t store_pragma(struct store *, const char *sql); /* the number it says; -1 */
/* Brings the schema up to date, the old database kept beside it. */
enum status store_migrate(struct store *);
enum status store_apply_migrations(struct store *, int64_t from, int64_t to); /* in the caller's transaction */

/* Tables, indexes, views and triggers are exactly those of a version: no statement of ours can set off one of theirs. What
 * PRAGMA optimize measured is data. *which, if asked for: the first that differs ("trigger t"); as it was where none is named. */
bool store_has_schema_of(const char **which, struct store *, int64_t version);

/* One process at a time writes. The lock beside the database (core/store/store_lock.c) adds a name to what SQLite's own says:
 * soroe.lock holds one line about the holder, and dies with it. Waits STORE_BUSY_MS, then F_BUSY. */
enum { STORE_BUSY_MS = 5000 };
enum status store_lock(struct store *);
void store_unlock(struct store *);
enum status store_fault_busy(struct store *);
/* The functions of the program that statements use (core/store/store_statements.c). */
enum status store_add_functions(struct store *);

const char *store_column(sqlite3_stmt *, int column, struct arena *); /* "" for NULL */
/* Where a source's record stands. The strings live as long as the store. Without a file: no such source is recorded. */
enum status store_origin(struct origin *out, struct store *, int64_t source, int line);

/* The place of a row whose statement has its source and line in `column` and the next. */
enum status store_place(const char **place, struct store *, sqlite3_stmt *, int column, const char *field, struct arena *);
/* The records may have changed: what was counted is counted again. */
void store_forget_shared(struct store *);
void store_forget_doubles(struct store *);
void store_forget_names(struct store *);

/* Of tables that are empty: taken down before an import fills them, made again when it has. NULL: of all tables. */
enum status store_drop_indexes(struct store *);
enum status store_make_indexes(struct store *, const char *table);
void store_forget_indexes(struct store *);

/* ---- rows as tables of columns (core/store/store_rows.c): one description serves binding, reading, comparing and the history */
struct row_type {
        const char *kind;
        enum sql get, put;
        enum sql add, move; /* of what imports bring (core/store/kept/store_write.c) */
        const struct field *columns;      /* in the order of the SELECTs, key first */
        int first, keys, n;               /* first: the column of `get` with which they begin */
        size_t size, origin; /* of the record, and where its origin lies in it */
};
extern const struct row_type row_facility, row_receipt, row_purchase, row_vendor_line, row_claim;

/* What every statement of the rows relies on: each column at its place, a parameter for each. */
enum status store_check_rows(struct store *);
void row_bind(sqlite3_stmt *, const struct row_type *, int n, const void *record);
/* NULL, or the first field that is not in the form in which it was put: somebody else, or the disk, has changed the file. */
const char *row_read(void *record, sqlite3_stmt *, int first, const struct row_type *, struct arena *);
bool row_equal(const struct row_type *, const void *a, const void *b);
/* What its table has no column for: *now takes it from the record that is there. A line, known by its position, is the same
 * one only while its text and its amount are. */
void row_keep_unsaid(const struct row_type *, void *now, const void *old);
/* The fields that differ. Texts are the records' own. */
struct field_changes row_changes(const struct row_type *, const void *old, const void *now, struct arena *);
char *row_json(const struct row_type *, const void *record, struct arena *); /* "null" of NULL */

/* A change for the history (core/store/kept/store_history.c). `old` NULL: a record that was withdrawn comes back; `now` NULL: it is
 * withdrawn. Where they stood: source 0 is no file. */
struct history_step {
        const struct row_type *type;
        const void *old, *now;
        int64_t old_source, source;
        int old_line, line;
};
enum status store_add_history(struct store *, const struct history_step *, const struct store_author *,
                              struct arena *scratch);
/* Whether a record of this key was withdrawn: what is added now comes back. */
enum status store_was_withdrawn(bool *out, struct store *, const struct row_type *, const void *record,
                                struct arena *scratch);

/* Which scan a name of a receipt means. What was tied and is not any more goes into the history. */
struct tie {
        const char *facility, *number, *name, *sha256;
};
struct ties {
        VEC(struct tie);
};
enum status store_keep_tie(struct store *, const struct tie *old, const struct tie *now, const struct store_author *,
                           struct arena *scratch);
enum status store_name_new_evidence(struct store *, int64_t receipt, const struct evidence_list *names);
/* The scans a receipt names, in order; names that stay keep the scan they had. */
enum status store_name_evidence(struct store *, int64_t receipt, const struct evidence_list *names,
                                const struct store_author *, struct arena *scratch);
/* Before the receipt is withdrawn. */
enum status store_untie_evidence(struct store *, int64_t receipt, const struct store_author *, struct arena *scratch);

/* The temporary tables of core/store/store_sql_keys.h, empty (core/store/kept/store_take.c); what is listed in temp.going leaves. */
struct taking_out;
enum status store_take_tables(struct store *);
enum status store_take_listed(int *n, struct store *, const struct taking_out *, struct arena *scratch);
/* The kinds of records, as temp.came and temp.going number them. */
enum key_of { KEY_OF_FACILITY, KEY_OF_RECEIPT, KEY_OF_LINE, KEY_OF_VENDOR_LINE, KEY_OF_CLAIM, KEY_KINDS };
/* A record was added while keys are watched (core/store/across/store_watch.c). */
enum status store_note_came(struct store *, const struct row_type *, const void *record);

/* A receipt of RECEIPT_GET, RECEIPTS_OF or SEARCH, with its evidence. */
enum status store_read_receipt(struct receipt *out, int64_t *id, struct store *, sqlite3_stmt *, struct arena *);

#endif
