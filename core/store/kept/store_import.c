#include "core/store/store_private.h"

#include "core/store/kept/import_memory.h"

#include "core/banned.h"

/* What an import must remember of every row lies in temporary tables: SQLite keeps a bounded piece of them in memory. */
static const char temporary[] = "CREATE TEMP TABLE IF NOT EXISTS wanted_scan("
                                " input INTEGER NOT NULL, name TEXT NOT NULL, line INTEGER NOT NULL,"
                                " breakdown INTEGER NOT NULL, PRIMARY KEY(input, name)) STRICT, WITHOUT ROWID;"
                                "CREATE TEMP TABLE IF NOT EXISTS line_position("
                                " input INTEGER NOT NULL, high INTEGER NOT NULL, low INTEGER NOT NULL,"
                                " position INTEGER NOT NULL, PRIMARY KEY(input, high, low)) STRICT, WITHOUT ROWID;"
                                "DELETE FROM temp.wanted_scan; DELETE FROM temp.line_position;";

enum status store_import_begin(struct store *store)
{
        enum status st = store_script(store, temporary);

        return st == OK ? store_take_tables(store) : st;
}

static enum status is_empty(bool *out, struct store *store, enum sql sql)
{
        bool any = true;
        enum status st = store_any(&any, store, store_sql(store, sql));

        *out = !any;
        return st;
}

/* Not where it matters what was withdrawn, or what comes: that is asked of every row. */
static enum status begin_errands(struct store *store)
{
        bool facilities = false, receipts = false, purchases = false, never = false;
        enum status st = is_empty(&never, store, SQL_HISTORY_ANY_WITHDRAWN);

        if (st == OK)
                st = is_empty(&facilities, store, SQL_FACILITY_ANY);
        if (st == OK)
                st = is_empty(&receipts, store, SQL_RECEIPT_ANY);
        if (st == OK)
                st = is_empty(&purchases, store, SQL_PURCHASE_ANY);
        if (st != OK || !never || store->watches_keys || !(facilities || receipts || purchases))
                return st;
        store_fresh_begin(store, facilities, receipts, purchases);
        store_errands_begin(store);
        return OK;
}

enum status store_import_index_later(struct store *store)
{
        enum status st = store_drop_indexes(store);

        return st == OK ? begin_errands(store) : st;
}

enum status store_any_receipt(bool *out, struct store *store)
{
        return store_any(out, store, store_sql(store, SQL_RECEIPT_ANY));
}

enum status store_import_receipts_in(struct store *store)
{
        return store_make_indexes(store, "receipt");
}

enum status store_import_rows_in(struct store *store)
{
        enum status st = store_make_indexes(store, NULL);

        if (st == OK)
                st = store_errands_done(store);
        store_errands_end(store);
        store_fresh_end(store);
        return st;
}

enum status store_import_end(struct store *store)
{
        store->imported = true;
        return store_script(store, "DELETE FROM temp.wanted_scan; DELETE FROM temp.line_position");
}

enum status store_want_scan(struct store *store, int input, const char *name, int line, bool breakdown)
{
        const struct errand_value values[] = {
                {.number = input}, {.text = name}, {.number = line}, {.number = breakdown}};
        sqlite3_stmt *s;

        if (store_errand(store, SQL_WANT_SCAN, values, 4, false))
                return OK;
        s = store_sql(store, SQL_WANT_SCAN);
        store_bind_int(s, ":input", input);
        store_bind_text(s, ":name", name);
        store_bind_int(s, ":line", line);
        store_bind_int(s, ":breakdown", breakdown);
        return store_run(store, s);
}

enum status store_wanted_scans(struct wanted_scans *out, struct store *store, int input, const char *after,
                               struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_WANTED_SCANS);
        enum status st = OK;

        *out = (struct wanted_scans){0};
        store_bind_int(s, ":input", input);
        store_bind_text(s, ":after", after);
        while (store_next(&st, store, s))
                *vec_add(arena, out) = (struct wanted_scan){store_column(s, 0, arena), sqlite3_column_int(s, 1),
                                                            sqlite3_column_int(s, 2) != 0};
        return st;
}

enum status store_put_position(struct store *store, int input, const struct position_key *key, int32_t position)
{
        sqlite3_stmt *s = store_sql(store, SQL_POSITION_PUT);

        store_bind_int(s, ":input", input);
        store_bind_int(s, ":high", (int64_t)key->high);
        store_bind_int(s, ":low", key->low);
        store_bind_int(s, ":position", position);
        return store_run(store, s);
}

enum status store_find_position(int32_t *out, struct store *store, int input, const struct position_key *key)
{
        sqlite3_stmt *s = store_sql(store, SQL_POSITION_GET);
        bool row = false;
        enum status st;

        store_bind_int(s, ":input", input);
        store_bind_int(s, ":high", (int64_t)key->high);
        store_bind_int(s, ":low", key->low);
        st = store_step(&row, store, s);
        *out = row ? sqlite3_column_int(s, 0) : 0;
        sqlite3_reset(s);
        return st;
}
