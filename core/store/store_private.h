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
        struct findings *findings;
        const char *owner; /* who writes, for whoever has to wait */
        int lock;          /* soroe.lock, -1 while it was not needed */
        bool locked;
        bool is_shared;
        bool imported;                  /* tables have grown: what is known of their sizes is measured again */
        struct store_migrated migrated; /* when it was opened */
        sqlite3_stmt *statements[SQL_STATEMENTS];
        struct origins {
                struct known_origin *at; /* by source id, in a table of `room` places (core/store/store_origin.c) */
                size_t n, room;
        } origins;
        struct indexes *indexes; /* of an import into empty tables (core/store/store_indexes.c); NULL */
        /* what many receipts have in common, counted once (core/store/across/store_crosscheck.c); NULL */
        struct shared_keys *shared;
        struct twice *twice;     /* what more than one receipt has (core/store/across/store_twice.c); NULL */
        struct doubles *doubles; /* receipts that are one paper (core/store/across/store_double.c); NULL */
        /* of all facilities, to be found on papers (core/store/across/store_papers.c); NULL */
        struct paper_names *names;
        /* rows with kept findings; lines without a facility */
        enum known { NOT_KNOWN, NONE_THERE, SOME_THERE } rejected, unplaced;
        struct {
                int64_t a, b;
                bool same;
        } one_file;              /* the last two sources of which was asked whether they are tables of one file */
        bool watches_keys;       /* what is added is remembered (core/store/across/store_watch.c) */
        int64_t last_added;      /* rowid of the record added last */
        bool last_is_errand;     /* it has none yet: an errand adds it */
        struct errands *errands; /* of a large import into empty tables (core/store/store_errands.c); NULL */
        struct fresh *fresh;     /* likewise (core/store/store_fresh.c) */
        bool meets_known;        /* the last row put was there already: the next one is looked for first */
        enum { WITHDRAWN_UNKNOWN, WITHDRAWN_NONE, WITHDRAWN_SOME } withdrawn; /* whether any record ever was */
};

/* No errand is under way when it returns.
 * Returns a statement that is reset and ready for its parameters; NULL after a fault of the database. The functions below take NULL:
 * they bind nothing, give no row, and return ERR_SYSTEM. */
sqlite3_stmt *store_sql(struct store *, enum sql);
void store_bind_text(sqlite3_stmt *, const char *name, const char *value); /* not copied: must live until the step */
void store_bind_int(sqlite3_stmt *, const char *name, int64_t value);
/* Steps a statement that returns no row. */
enum status store_run(struct store *, sqlite3_stmt *);
/* Steps a statement. *row says whether it gave a row; if not, the statement is reset. */
enum status store_step(bool *row, struct store *, sqlite3_stmt *);
/* The next row: `while (store_next(&st, store, s))`. False at the end, after a fault, and as soon as *st is not OK. */
bool store_next(enum status *st, struct store *, sqlite3_stmt *);
/* *out says whether the statement returns a row. It is reset. */
enum status store_any(bool *out, struct store *, sqlite3_stmt *);
/* Adds what stands in the first column of each row. */
enum status store_texts(struct texts *out, struct store *, sqlite3_stmt *, struct arena *);
/* Runs statements that have no parameters and give no rows. */
enum status store_script(struct store *, const char *sql);
enum status store_fault(struct store *, const char *what);

/* ---- opening (core/store/store.c), the schema (core/store/store_migrate.c), copies (core/store/store_backup.c) */
struct store *store_new(const char *folder, struct findings *);
enum status store_connect(struct store *, const char *path, int flags);
int64_t store_pragma(struct store *, const char *sql); /* the number it says; -1 */
/* Brings the schema up to date and keeps the old database beside it. */
enum status store_migrate(struct store *);
enum status store_apply_migrations(struct store *, int64_t from, int64_t to); /* in the caller's transaction */

/* Are the tables, indexes, views and triggers exactly those of this version? Then no statement of ours can set off a foreign trigger.
 * What PRAGMA optimize measured is data. *which (NULL: nobody asks) names the first that differs ("trigger t"), if one can be named. */
bool store_has_schema_of(const char **which, struct store *, int64_t version);
/* The digest of what they are (schema_digest in core/store/schema.h). Returns false if they cannot be read. */
struct digest;
bool store_schema_digest(struct digest *out, struct store *, struct arena *scratch);

/* One process at a time writes. SQLite's own lock does not say who holds it, so there is one beside the database
 * (core/store/store_lock.c): soroe.lock holds one line about the holder, and the lock ends with that process. Waits STORE_BUSY_MS,
 * then F_BUSY. */
enum { STORE_BUSY_MS = 5000 };
enum status store_lock(struct store *);
void store_unlock(struct store *);
enum status store_fault_busy(struct store *);
/* The functions of the program that statements use (core/store/store_statements.c). */
enum status store_add_functions(struct store *);

const char *store_column(sqlite3_stmt *, int column, struct arena *); /* "" for NULL */
/* Tells where a record of a source stands. The strings live as long as the store. out->file is NULL if no such source is recorded. */
enum status store_origin(struct origin *out, struct store *, int64_t source, int line);

/* Tells the place of a row. The statement gives its source in `column` and its line in the next one. */
enum status store_place(const char **place, struct store *, sqlite3_stmt *, int column, const char *field,
                        struct arena *);
/* Forget what was counted, because the records may have changed. It is counted again when it is needed. */
void store_forget_shared(struct store *);
void store_forget_twice(struct store *);
void store_forget_doubles(struct store *);
void store_forget_names(struct store *);

/* Do several receipts have it? *out false: surely not; true: they may, or nothing is known. */
enum twice_kind {
        TWICE_SUM,   /* day and amount: "2025-09-01 121000" */
        TWICE_PAPER, /* the same, and the issuer's key */
        TWICE_LIKE,  /* the same, and the number */
        TWICE_SCAN,  /* the SHA-256 of a scan */
        TWICE_ONE,   /* "s" and a scan, or "r", a registration number and the number; day and amount */
        TWICE_LINES, /* a number: a facility without a receipt of it has lines on it */
        TWICE_KINDS
};
enum status store_may_be_twice(bool *out, struct store *, enum twice_kind, const char *key);

/* The indexes of empty tables are dropped before an import fills the tables, and made again afterwards. `table` NULL: of all tables. */
enum status store_drop_indexes(struct store *);
enum status store_make_indexes(struct store *, const char *table);
void store_forget_indexes(struct store *);

/* ---- errands: statements that are run later, in their order, while the import reads on. Without errands, and of what is too large for
 * one, the answer is false: then the statement is run at once. */
struct errand_value {
        const char *text; /* copied; NULL: a number, or nothing */
        int64_t number;
        bool is_null, is_last; /* is_last: the rowid of the row that was added last */
};
/* adds: one row, surely */
bool store_errand(struct store *, enum sql, const struct errand_value *values, int n, bool adds);
bool store_errand_script(struct store *, const char *sql); /* which must live until it is done */
enum status store_errands_done(struct store *);            /* waits; the fault of an errand is told here */
void store_errands_begin(struct store *);
void store_errands_end(struct store *);

/* ---- rows that are surely new: of these tables, which are empty (core/store/store_fresh.c) */
struct row_type;
void store_fresh_begin(struct store *, bool facilities, bool receipts, bool purchases);
/* to be asked once of every row that is put */
bool store_is_fresh(struct store *, const struct row_type *, const void *record);
void store_fresh_end(struct store *);

/* ---- rows as tables of columns (core/store/store_rows.c): one description serves binding, reading, comparing and the history */
struct row_type {
        const char *kind;
        enum sql get, put;
        enum sql add, move;          /* of what imports bring (core/store/kept/store_write.c) */
        const struct field *columns; /* in the order of the SELECTs, key first */
        int first, keys, n;          /* first: the column of `get` with which they begin */
        size_t size, origin;         /* of the record, and where its origin lies in it */
};
extern const struct row_type row_facility, row_receipt, row_purchase, row_vendor_line, row_claim;

/* Checks what the statements of rows rely on: every column is at its place and has a parameter. */
enum status store_check_rows(struct store *);
void row_bind(sqlite3_stmt *, const struct row_type *, int n, const void *record);
/* All of them, of the statement that adds a record: by their places, which opening a workspace has checked. */
void row_bind_added(sqlite3_stmt *, const struct row_type *, const void *record, int64_t source, int line);
/* The same as an errand. */
bool row_add_later(struct store *, const struct row_type *, const void *record, int64_t source, int line);
uint64_t row_key_hash(const struct row_type *, const void *record);
/* Reads a record. Returns NULL, or the first field that is not in the form in which it was put: somebody else, or the disk, has
 * changed the file. */
const char *row_read(void *record, sqlite3_stmt *, int first, const struct row_type *, struct arena *);
/* What a finding names the record by. */
char *row_subject_of(const struct row_type *, const void *record, struct arena *);
bool row_equal(const struct row_type *, const void *a, const void *b);
/* Fills the fields of *now for which its table has no column from the record that is there. A line is known by its position; it is
 * taken for the same line only if its text and its amount are the same. */
void row_keep_unsaid(const struct row_type *, void *now, const void *old);
/* Returns the fields that differ. Their texts are borrowed from the records. */
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
/* *out says whether a record of this key was withdrawn. If so, the record that is added now comes back. */
enum status store_was_withdrawn(bool *out, struct store *, const struct row_type *, const void *record,
                                struct arena *scratch);

/* Which scan a name of a receipt means. A tie that ends goes into the history. */
struct tie {
        const char *facility, *number, *name, *sha256;
};
struct ties {
        VEC(struct tie);
};
enum status store_keep_tie(struct store *, const struct tie *old, const struct tie *now, const struct store_author *,
                           struct arena *scratch);
enum status store_name_new_evidence(struct store *, int64_t receipt, const struct evidence_list *names);
/* Sets the scans that a receipt names, in their order. A name that stays keeps its scan. */
enum status store_name_evidence(struct store *, int64_t receipt, const struct evidence_list *names,
                                const struct store_author *, struct arena *scratch);
/* Ends the ties of a receipt, before it is withdrawn. */
enum status store_untie_evidence(struct store *, int64_t receipt, const struct store_author *, struct arena *scratch);

/* The temporary tables of core/store/store_sql_keys.h, empty (core/store/kept/store_take.c); what is listed in temp.going leaves. */
struct taking_out;
enum status store_take_tables(struct store *);
enum status store_take_listed(int *n, struct store *, const struct taking_out *, struct arena *scratch);
/* The kinds of records, as temp.came and temp.going number them. */
enum key_of { KEY_OF_FACILITY, KEY_OF_RECEIPT, KEY_OF_LINE, KEY_OF_VENDOR_LINE, KEY_OF_CLAIM, KEY_KINDS };
/* A record was added while keys are watched (core/store/across/store_watch.c). */
enum status store_note_came(struct store *, const struct row_type *, const void *record);

/* Reads the receipt that RECEIPT_GET, RECEIPTS_OF or SEARCH has given, with its evidence. */
enum status store_read_receipt(struct receipt *out, int64_t *id, struct store *, sqlite3_stmt *, struct arena *);

#endif
