/* What the files of the store share. Only core/store*.c includes this. */
#ifndef SOROE_STORE_PRIVATE_H
#define SOROE_STORE_PRIVATE_H

#include "core/store.h"

#include <sqlite3.h>

enum sql {
#define S(name, text) SQL_##name,
#include "core/store_sql.h"
#undef S
        SQL_STATEMENTS
};

struct store {
        sqlite3 *db;
        struct arena *arena; /* the folder's name and the sources' */
        const char *folder;
        struct findings *findings;
        sqlite3_stmt *statements[SQL_STATEMENTS];
        struct origins {
                VEC(struct origin); /* by source id; line 0 */
        } origins;
};

/* A statement, reset and ready for its parameters. NULL after a fault of the database. */
sqlite3_stmt *store_sql(struct store *, enum sql);
void store_bind_text(sqlite3_stmt *, const char *name, const char *value); /* not copied: must live until the step */
void store_bind_int(sqlite3_stmt *, const char *name, int64_t value);
/* Steps a statement that returns no row. */
enum status store_run(struct store *, sqlite3_stmt *);
/* OK with *row saying whether there is one. The statement is reset when there is none. */
enum status store_step(bool *row, struct store *, sqlite3_stmt *);
int store_fault(struct store *, const char *what);

const char *store_column(sqlite3_stmt *, int column, struct arena *); /* "" for NULL */
/* Where a source's record stands. The strings live as long as the store. */
enum status store_origin(struct origin *out, struct store *, int64_t source, int line);

/* ---- rows as tables of columns (core/store_rows.c): one description serves binding, reading, comparing and the history */
enum column_type { COL_TEXT, COL_DATE, COL_YEN, COL_OPTIONAL_YEN, COL_INT, COL_BOOL, COL_DOCUMENT, COL_OBLIGATION };
struct column {
        const char *param; /* ":name" */
        enum column_type type;
        size_t offset, has_offset; /* has_offset: the bool beside an optional value */
};
struct row_type {
        const char *kind;
        enum sql get, put;
        const struct column *columns; /* in the order of the SELECTs, key first */
        int keys, n;
};
extern const struct row_type row_facility, row_receipt, row_purchase, row_claim;

void row_bind(sqlite3_stmt *, const struct row_type *, int n, const void *record);
void row_read(void *record, sqlite3_stmt *, int first, const struct row_type *, struct arena *);
bool row_equal(const struct row_type *, const void *a, const void *b);
char *row_json(const struct row_type *, const void *record, struct arena *);

/* `new_one` is NULL for a withdrawal. */
enum status store_add_history(struct store *, const struct row_type *, const void *old, const void *new_one,
                              const struct store_author *, struct arena *scratch);

/* A receipt of RECEIPT_GET, RECEIPTS_OF or SEARCH, with its evidence. */
enum status store_read_receipt(struct receipt *out, int64_t *id, struct store *, sqlite3_stmt *, struct arena *);

#endif
