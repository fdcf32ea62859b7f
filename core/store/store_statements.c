/* Statements: prepared once, bound by the names of their parameters, and the functions of the program that they use. */
#include "core/store/store_private.h"

#include "core/base/text.h"

#include "core/banned.h"

static const char *const sql_texts[SQL_STATEMENTS] = {
#define S(name, text) [SQL_##name] = (text),
#include "core/store/store_sql.h"
#undef S
};

enum status store_fault(struct store *store, const char *what)
{
        int code = sqlite3_errcode(store->db);

        if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
                return store_fault_busy(store);
        return fault_set(store->findings,
                         code == SQLITE_FULL || code == SQLITE_READONLY || code == SQLITE_IOERR ? F_WRITE : F_DATABASE,
                         what, sqlite3_errmsg(store->db));
}

enum status store_script(struct store *store, const char *sql)
{
        if (store_errands_done(store) != OK)
                return ERR_SYSTEM;
        return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ? OK : store_fault(store, store->folder);
}

sqlite3_stmt *store_sql(struct store *store, enum sql id)
{
        sqlite3_stmt **s = &store->statements[id];

        if (store_errands_done(store) != OK)
                return NULL;
        if (!*s && sqlite3_prepare_v3(store->db, sql_texts[id], -1, SQLITE_PREPARE_PERSISTENT, s, NULL) != SQLITE_OK) {
                store_fault(store, sql_texts[id]);
                return NULL;
        }
        sqlite3_reset(*s);
        sqlite3_clear_bindings(*s);
        return *s;
}

void store_bind_text(sqlite3_stmt *s, const char *name, const char *value)
{
        if (s)
                sqlite3_bind_text(s, sqlite3_bind_parameter_index(s, name), value, -1, SQLITE_STATIC);
}

void store_bind_int(sqlite3_stmt *s, const char *name, int64_t value)
{
        if (s)
                sqlite3_bind_int64(s, sqlite3_bind_parameter_index(s, name), value);
}

enum status store_step(bool *row, struct store *store, sqlite3_stmt *s)
{
        int code;

        *row = false;
        if (store_errands_done(store) != OK)
                return ERR_SYSTEM;
        code = s ? sqlite3_step(s) : SQLITE_MISUSE;
        *row = code == SQLITE_ROW;
        if (!s)
                return ERR_SYSTEM;
        if (code == SQLITE_ROW)
                return OK;
        if (code != SQLITE_DONE)
                return store_fault(store, store->folder);
        sqlite3_reset(s);
        return OK;
}

bool store_next(enum status *st, struct store *store, sqlite3_stmt *s)
{
        bool row = false;

        if (*st == OK)
                *st = store_step(&row, store, s);
        return row;
}

enum status store_run(struct store *store, sqlite3_stmt *s)
{
        bool row;
        enum status st = store_step(&row, store, s);

        sqlite3_reset(s);
        return st;
}

enum status store_any(bool *out, struct store *store, sqlite3_stmt *s)
{
        enum status st = store_step(out, store, s);

        sqlite3_reset(s);
        return st;
}

const char *store_column(sqlite3_stmt *s, int column, struct arena *arena)
{
        const char *text = (const char *)sqlite3_column_text(s, column);

        return text && *text ? arena_strndup(arena, text, (size_t)sqlite3_column_bytes(s, column)) : "";
}

enum status store_texts(struct texts *out, struct store *store, sqlite3_stmt *s, struct arena *arena)
{
        enum status st = OK;

        while (store_next(&st, store, s))
                *vec_add(arena, out) = store_column(s, 0, arena);
        return st;
}

/* ---- functions that statements use */

static void free_arena(void *arena)
{
        arena_free(arena);
}

/* party_key(TEXT): text_party_key. */
static void party_key(sqlite3_context *context, int n, sqlite3_value **values)
{
        struct arena *arena = sqlite3_user_data(context);
        const char *text = (const char *)sqlite3_value_text(values[0]);

        (void)n;
        if (!text)
                return;
        sqlite3_result_text(context, text_party_key(arena, text), -1, SQLITE_TRANSIENT);
        arena_reset(arena);
}

enum status store_add_functions(struct store *store)
{
        int code = sqlite3_create_function_v2(store->db, "party_key", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                                              arena_child(store->arena), party_key, NULL, NULL, free_arena);

        return code == SQLITE_OK ? OK : store_fault(store, store->folder);
}
