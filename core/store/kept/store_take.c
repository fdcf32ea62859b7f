#include "core/store/store_private.h"
#include "core/store/kept/store_take.h"

#include <string.h>

#include "core/record/records.h"

#include "core/banned.h"

/* What leaves is listed first (temp.going), then kept in the history row by row, then deleted with one statement a table: memory
 * does not grow with it, and whoever asks first sees exactly what would go. */
static const char tables[] =
        "CREATE TEMP TABLE IF NOT EXISTS going(kind INTEGER NOT NULL, facility TEXT NOT NULL, number TEXT NOT NULL,"
        " position INTEGER NOT NULL, PRIMARY KEY(kind, facility, number, position)) STRICT, WITHOUT ROWID;"
        "CREATE TEMP TABLE IF NOT EXISTS here(id INTEGER PRIMARY KEY, path TEXT NOT NULL) STRICT;"
        "CREATE TEMP TABLE IF NOT EXISTS superseded(id INTEGER PRIMARY KEY, path TEXT NOT NULL, successor INTEGER NOT "
        "NULL) STRICT;"
        "CREATE TEMP TABLE IF NOT EXISTS came_key(kind INTEGER NOT NULL, facility TEXT NOT NULL, number TEXT NOT NULL,"
        " position INTEGER NOT NULL, PRIMARY KEY(kind, facility, number, position)) STRICT, WITHOUT ROWID;"
        "CREATE TEMP TABLE IF NOT EXISTS gone(kind INTEGER NOT NULL, path TEXT NOT NULL, key TEXT NOT NULL,"
        " facility TEXT NOT NULL, number TEXT NOT NULL, position INTEGER NOT NULL, source INTEGER NOT NULL,"
        " line INTEGER NOT NULL) STRICT;"
        "CREATE TEMP TABLE IF NOT EXISTS came(kind INTEGER NOT NULL, path TEXT NOT NULL, key TEXT NOT NULL,"
        " facility TEXT NOT NULL, number TEXT NOT NULL, position INTEGER NOT NULL, source INTEGER NOT NULL,"
        " line INTEGER NOT NULL) STRICT;"
        "CREATE INDEX IF NOT EXISTS temp.gone_key ON gone(kind, path, key);"
        "CREATE INDEX IF NOT EXISTS temp.gone_facility ON gone(kind, facility);"
        "CREATE INDEX IF NOT EXISTS temp.came_key_of ON came(kind, path, key);"
        "CREATE INDEX IF NOT EXISTS temp.came_facility ON came(kind, facility);"
        "CREATE TEMP TABLE IF NOT EXISTS pair(old TEXT PRIMARY KEY, now TEXT NOT NULL) STRICT, WITHOUT ROWID;"
        "CREATE TEMP TABLE IF NOT EXISTS pair_receipt(facility TEXT NOT NULL, number TEXT NOT NULL, now TEXT NOT NULL,"
        " now_number TEXT NOT NULL, PRIMARY KEY(facility, number)) STRICT, WITHOUT ROWID;"
        "DELETE FROM temp.going; DELETE FROM temp.here; DELETE FROM temp.superseded; DELETE FROM temp.came_key;"
        "DELETE FROM temp.gone; DELETE FROM temp.came; DELETE FROM temp.pair; DELETE FROM temp.pair_receipt;";

enum status store_take_tables(struct store *store)
{
        return store_script(store, tables);
}

union any_row {
        struct facility facility;
        struct receipt receipt;
        struct purchase purchase;
        struct claim claim;
};

static const struct leaving {
        const struct row_type *type;
        enum sql query, drop;
} leavings[] = {
        /* lines before their receipts, these before their payers */
        {&row_purchase, SQL_GOING_PURCHASES, SQL_GONE_PURCHASES},
        {&row_vendor_line, SQL_GOING_VENDOR_LINES, SQL_GONE_VENDOR_LINES},
        {&row_receipt, SQL_GOING_RECEIPTS, SQL_GONE_RECEIPTS},
        {&row_claim, SQL_GOING_CLAIMS, SQL_GONE_CLAIMS},
        {&row_facility, SQL_GOING_FACILITIES, SQL_GONE_FACILITIES},
};

static enum status keep_row(struct store *store, sqlite3_stmt *s, const struct row_type *type,
                            const struct taking_out *taking, struct arena *scratch)
{
        union any_row row = {0};
        struct history_step step = {.type = type, .old = &row};
        const char *place;
        enum status st;

        row_read(&row, s, 0, type, scratch);
        step.old_source = sqlite3_column_int64(s, type->n);
        step.old_line = sqlite3_column_int(s, type->n + 1);
        step.source = sqlite3_column_int64(s, type->n + 2);
        st = store_add_history(store, &step, taking->author, scratch);
        if (st == OK && type == &row_receipt)
                st = store_untie_evidence(store, sqlite3_column_int64(s, type->n + 3), taking->author, scratch);
        if (st == OK)
                st = store_place(&place, store, s, type->n, NULL, scratch);
        if (st == OK)
                taking->on_withdrawn(taking->user, &(struct taken){type->kind, row_subject_of(type, &row, scratch),
                                                                   place, step.source});
        return st;
}

static enum status take(int *n, struct store *store, const struct leaving *l, const struct taking_out *taking,
                        struct arena *scratch)
{
        sqlite3_stmt *s = store_sql(store, l->query);
        int here = 0;
        enum status st = OK;

        while (store_next(&st, store, s)) {
                st = keep_row(store, s, l->type, taking, scratch);
                if (st != OK)
                        return st;
                arena_reset(scratch);
                here++;
        }
        *n += here;
        s = st == OK && here ? store_sql(store, l->drop) : NULL;
        return s ? store_run(store, s) : here ? ERR_SYSTEM : st;
}

enum status store_take_listed(int *n, struct store *store, const struct taking_out *taking, struct arena *scratch)
{
        struct arena *rows = arena_child(scratch);
        sqlite3_stmt *s;
        enum status st = OK;

        *n = 0;
        for (size_t i = 0; st == OK && i < sizeof leavings / sizeof *leavings; i++)
                st = take(n, store, &leavings[i], taking, rows);
        arena_free(rows);
        s = st == OK ? store_sql(store, SQL_GONE_FINDINGS) : NULL;
        if (!s)
                return ERR_SYSTEM;
        store_forget_shared(store);
        return store_run(store, s);
}

static enum status first_text(const char **out, struct store *store, sqlite3_stmt *s, struct arena *arena)
{
        bool row = false;
        enum status st = store_step(&row, store, s);

        *out = row ? store_column(s, 0, arena) : "";
        sqlite3_reset(s);
        return st;
}

static enum status list_going(struct store *store, const struct taking_out *taking)
{
        const enum sql which = taking->path ? SQL_GOING_FILE : taking->number ? SQL_GOING_RECEIPT : SQL_GOING_FACILITY;
        sqlite3_stmt *s;
        enum status st = store_take_tables(store);

        s = st == OK ? store_sql(store, which) : NULL;
        if (!s)
                return ERR_SYSTEM;
        if (taking->path)
                store_bind_text(s, ":path", taking->path);
        else
                store_bind_text(s, ":facility", taking->facility);
        if (taking->number)
                store_bind_text(s, ":number", taking->number);
        return store_run(store, s);
}

static enum status clear_file_findings(struct store *store, const char *path)
{
        sqlite3_stmt *s = store_sql(store, SQL_GONE_FILE_FINDINGS);

        store_bind_text(s, ":path", path);
        return store_run(store, s);
}

enum status store_take_out(struct taken_out *out, struct store *store, const struct taking_out *taking,
                           struct arena *scratch)
{
        sqlite3_stmt *s;
        enum status st = list_going(store, taking);

        *out = (struct taken_out){.submitted = ""};
        s = st == OK ? store_sql(store, SQL_GOING_SUBMITTED) : NULL;
        if (!s)
                return ERR_SYSTEM;
        st = first_text(&out->submitted, store, s, scratch);
        if (st != OK || *out->submitted)
                return st;
        st = store_take_listed(&out->n, store, taking, scratch);
        return st == OK && taking->path ? clear_file_findings(store, taking->path) : st;
}

/* ---- what it is called */

enum status store_find_path(struct texts *out, struct store *store, const char *path, const char *file,
                            struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_PATHS_OF);
        bool row = false;
        enum status st;

        store_bind_text(s, ":path", path);
        st = store_step(&row, store, s);
        sqlite3_reset(s);
        if (st != OK)
                return st;
        if (row) {
                *vec_add(arena, out) = path;
                return OK;
        }
        s = store_sql(store, SQL_PATHS_NAMED);
        store_bind_text(s, ":file", file);
        return store_texts(out, store, s, arena);
}

enum status store_packets_of(struct texts *out, struct store *store, const char *facility, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_PACKETS_OF);
        enum status st = OK;

        store_bind_text(s, ":facility", facility);
        while (store_next(&st, store, s))
                *vec_add(arena, out) = store_column(s, 1, arena);
        return st;
}
