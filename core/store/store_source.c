/* The files (and sheets) that records come from, each kept once. */
#include "core/store/store_private.h"

#include "core/banned.h"

static enum status find_source(int64_t *id, bool *found, struct store *store, const struct store_source *source)
{
        sqlite3_stmt *s = store_sql(store, SQL_SOURCE_FIND);
        enum status st;

        store_bind_text(s, ":sha256", source->sha256);
        store_bind_text(s, ":part", source->part);
        st = store_step(found, store, s);
        if (*found)
                *id = sqlite3_column_int64(s, 0);
        sqlite3_reset(s);
        return st;
}

enum status store_source(int64_t *id, struct store *store, const struct store_source *source)
{
        bool found = false;
        sqlite3_stmt *s;
        enum status st = find_source(id, &found, store, source);

        if (st != OK || found)
                return st;
        s = store_sql(store, SQL_SOURCE_ADD);
        store_bind_text(s, ":sha256", source->sha256);
        store_bind_text(s, ":part", source->part);
        store_bind_int(s, ":style", source->style);
        store_bind_text(s, ":path", source->path);
        store_bind_text(s, ":file", source->file);
        store_bind_text(s, ":kind", source->kind);
        store_bind_text(s, ":columns", source->columns);
        store_bind_text(s, ":map", source->map ? source->map : STORE_ENTRY);
        st = store_run(store, s);
        *id = sqlite3_last_insert_rowid(store->db);
        return st;
}

static enum status move(struct store *store, enum sql statement, const char *old, const char *new)
{
        sqlite3_stmt *s = store_sql(store, statement);

        store_bind_text(s, ":old", old);
        store_bind_text(s, ":new", new);
        return store_run(store, s);
}

enum status store_moved(struct store *store, const char *old, const char *new)
{
        const enum status st = move(store, SQL_SOURCE_MOVED, old, new);

        return st == OK ? move(store, SQL_SCAN_MOVED, old, new) : st;
}
