#include "core/store/store_private.h"

#include <string.h>

#include "core/file/file.h"
#include "core/platform/platform.h"
#include "core/store/schema.h"

#include "core/banned.h"

enum status store_connect(struct store *store, const char *path, int flags)
{
        /* nobody asks SQLite how much memory it uses, and counting takes a lock at every piece; it says no after the first database */
        (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        if (sqlite3_open_v2(path, &store->db,
                            flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE,
                            NULL) != SQLITE_OK) {
                const char *why = store->db ? sqlite3_errmsg(store->db) : "out of memory";

                return fault_set(store->findings, F_OPEN, path, why);
        }
        sqlite3_extended_result_codes(store->db, 0);
        sqlite3_busy_timeout(store->db, STORE_BUSY_MS);
        if (store_add_functions(store) != OK)
                return ERR_SYSTEM;
        return store_script(store, "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
                                   "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000; PRAGMA temp_store = FILE;"
                                   "PRAGMA journal_size_limit = 67108864");
}

struct store *store_new(const char *folder, struct findings *findings)
{
        struct arena *arena = arena_child(findings->arena);
        struct store *store = ARENA_NEW(arena, struct store);

        store->arena = arena;
        store->folder = arena_strdup(arena, folder);
        store->findings = findings;
        store->owner = "";
        store->lock = -1;
        return store;
}

static enum status make_folders(struct store *store, struct arena *arena)
{
        static const char *const names[] = {"evidence", "rejected", "packets"};
        enum status st = file_make_folders(store->folder, arena, store->findings);

        for (size_t i = 0; st == OK && i < sizeof names / sizeof *names; i++)
                st = file_make_folders(file_join(arena, store->folder, names[i]), arena, store->findings);
        return st;
}

static enum status create_database(struct store *store, const char *path, const char *programme, unsigned mode)
{
        char sql[64];
        enum status st = store_connect(store, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);

        sqlite3_snprintf(sizeof sql, sql, "PRAGMA application_id = %d", SCHEMA_APPLICATION_ID);
        if (st == OK)
                /* an empty database that a power cut spoils is made again: nothing to sync before the end */
                st = store_script(store,
                                  "PRAGMA synchronous = OFF; PRAGMA page_size = 8192; PRAGMA journal_mode = WAL");
        if (st == OK)
                st = store_script(store, sql);
        if (st == OK)
                st = store_migrate(store);
        if (st == OK)
                st = store_set(store, "programme", programme);
        if (st == OK)
                st = store_script(store, "PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE)");
        if (st == OK && !platform_set_mode(path, mode))
                st = fault_set(store->findings, F_WRITE, path, platform_why());
        return st;
}

/* The folders of a shared workspace hand their group down to what is made in them; the database's mode says that it is one. */
static enum status share(const struct store *store, struct arena *arena)
{
        static const char *const names[] = {".", "evidence", "rejected", "packets"};

        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
                const char *path = file_join(arena, store->folder, names[i]);

                if (!platform_set_mode(path, 02770))
                        return fault_set(store->findings, F_WRITE, path, platform_why());
        }
        return OK;
}

enum status store_create(const char *folder, const char *programme, bool shared, struct arena *arena,
                         struct findings *findings)
{
        struct store *store = store_new(folder, findings);
        const char *path = file_join(arena, folder, "soroe.db");
        bool there;
        enum status st = file_there(&there, path, findings);

        if (st == OK && there)
                st = fault_set(findings, F_WORKSPACE_EXISTS, folder, NULL);
        if (st != OK)
                goto done;
        st = make_folders(store, arena);
        if (st == OK && shared)
                st = share(store, arena);
        if (st == OK && platform_is_network(folder))
                st = fault_set(findings, F_NETWORK_DISK, folder, NULL);
        if (st == OK && (st = create_database(store, path, programme, shared ? 0660 : 0600)) != OK) {
                sqlite3_close(store->db);
                store->db = NULL;
                (void)platform_remove(path);
                (void)platform_remove(arena_printf(arena, "%s-wal", path));
                (void)platform_remove(arena_printf(arena, "%s-shm", path));
        }
done:
        store_close(store);
        return st;
}

enum { GROUP_WRITES = 0020 };

/* A workspace that does not exist is not shared. If it cannot be looked at, nobody can tell. */
enum status store_look_shared(bool *out, const char *folder, struct arena *arena, struct findings *findings)
{
        const char *path = file_join(arena, folder, "soroe.db");
        struct platform_state db;
        bool seen = platform_state(&db, path);

        if (!seen && platform_error() != PLATFORM_MISSING && platform_error() != PLATFORM_NOT_FOLDER)
                return fault_set(findings, F_OPEN, path, platform_why());
        *out = seen && db.mode & GROUP_WRITES;
        return OK;
}

bool store_is_shared(const struct store *store)
{
        return store->is_shared;
}

/* ---- opening */

/* In a shared workspace no folder may lead elsewhere (core/file/file.h). This is checked before anything is done. */
static enum status check_folders(const struct store *store)
{
        static const char *const names[] = {"evidence", "rejected", "packets"};

        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
                const char *path = file_join(store->arena, store->folder, names[i]);
                struct platform_state st;

                if (!platform_state_of_name(&st, path)) {
                        if (platform_error() == PLATFORM_MISSING)
                                continue;
                        return fault_set(store->findings, F_OPEN, path, platform_why());
                }
                if (st.kind == IS_LINK)
                        return fault_set(store->findings, F_LINK, path, NULL);
        }
        return OK;
}

/* As a URI, in which these three characters mean something else. */
static const char *immutable_uri(struct arena *arena, const char *path)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "file:");
        for (const char *s = path; *s; s++)
                if (strchr("%?#", *s))
                        buffer_printf(&out, "%%%02X", (unsigned)*s);
                else
                        buffer_char(&out, *s);
        buffer_text(&out, "?immutable=1");
        return out.at;
}

static bool has_content(const char *path)
{
        struct platform_state st;

        return platform_state(&st, path) ? st.size > 0 : platform_error() != PLATFORM_MISSING; /* in doubt it has */
}

/* A database in WAL mode is read with two files beside it, which cannot be made here. On a medium where nobody can write it is
 * whole without them, unless what was written last stands in one of them. */
static enum status connect_read_only(struct store *store, const char *path)
{
        bool still = platform_is_read_only(store->folder);

        if (!still || has_content(arena_printf(store->arena, "%s-wal", path)))
                return fault_set(store->findings, F_READ_ONLY, store->folder, sqlite3_errmsg(store->db));
        sqlite3_close(store->db);
        store->db = NULL;
        return store_connect(store, immutable_uri(store->arena, path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

/* Connects for reading. Only the first look tells whether the database can be read. */
static enum status connect_to_read(struct store *store, const char *path)
{
        enum status st = store_connect(store, path, SQLITE_OPEN_READWRITE);
        int code;

        if (st == OK && store_pragma(store, "PRAGMA user_version") >= 0)
                return OK;
        code = store->db ? sqlite3_errcode(store->db) : SQLITE_NOMEM;
        if ((code == SQLITE_CANTOPEN || code == SQLITE_READONLY) && !platform_may_write(store->folder)) {
                store->findings->fault = (struct fault){.id = NO_FAULT};
                return connect_read_only(store, path);
        }
        if (st == OK && code != SQLITE_NOTADB)
                st = store_fault(store, path);
        return st;
}

/* Looks at the schema in one view, because another process may bring it up to date meanwhile. */
static enum status check_schema(struct store *store, const char *path)
{
        enum status st = store_script(store, "BEGIN");
        int64_t version = st == OK ? store_pragma(store, "PRAGMA user_version") : 0;
        const char *which = NULL;

        if (st == OK && version >= 0 && version <= schema_version && !store_has_schema_of(&which, store, version))
                st = which ? fault_set(store->findings, F_SCHEMA, path, which) : store_fault(store, path);
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
        return st;
}

enum status store_open(struct store **out, const char *folder, struct findings *findings)
{
        struct store *store = store_new(folder, findings);
        const char *path = file_join(store->arena, folder, "soroe.db");
        bool there;
        enum status st = file_there(&there, path, findings);

        if (st == OK && !there)
                st = fault_set(findings, F_NO_WORKSPACE, folder, NULL);
        else if (st == OK && platform_is_network(folder))
                st = fault_set(findings, F_NETWORK_DISK, folder, NULL);
        if (st == OK)
                st = connect_to_read(store, path);
        if (st == OK && store_pragma(store, "PRAGMA application_id") != SCHEMA_APPLICATION_ID)
                st = fault_set(findings, F_NO_WORKSPACE, path, sqlite3_errmsg(store->db));
        if (st == OK)
                st = store_look_shared(&store->is_shared, folder, store->arena, findings);
        if (st == OK && store->is_shared)
                st = check_folders(store);
        if (st == OK)
                st = check_schema(store, path);
        if (st == OK)
                st = store_migrate(store);
        if (st == OK)
                st = store_check_rows(store);
        if (st == OK)
                *out = store;
        else
                store_close(store);
        return st;
}

/* After an import: how many rows an index leaves is measured on a sample, so that queries go the right way in small workspaces
 * and in large ones. Another process that is writing comes first. */
static void measure(struct store *store)
{
        sqlite3_busy_timeout(store->db, 0);
        sqlite3_exec(store->db, "PRAGMA analysis_limit = 400; PRAGMA optimize", NULL, NULL, NULL);
}

void store_close(struct store *store)
{
        if (!store)
                return;
        store_errands_end(store);
        store_fresh_end(store);
        store_forget_shared(store);
        store_forget_doubles(store);
        store_forget_twice(store);
        store_forget_names(store);
        store_forget_indexes(store);
        for (int i = 0; i < SQL_STATEMENTS; i++)
                sqlite3_finalize(store->statements[i]);
        if (store->imported)
                measure(store);
        sqlite3_close(store->db);
        if (store->lock >= 0)
                platform_close(store->lock);
        arena_free(store->arena);
}

void store_announce(struct store *store, const char *owner)
{
        store->owner = arena_strdup(store->arena, owner);
}

enum status store_begin(struct store *store)
{
        enum status st = store_lock(store);

        store_forget_shared(store);
        store_forget_doubles(store);
        store_forget_twice(store);
        store_forget_names(store);
        if (st != OK)
                return st;
        st = store_script(store, "BEGIN IMMEDIATE");
        if (st != OK)
                store_unlock(store);
        return st;
}

enum status store_read_begin(struct store *store)
{
        store_forget_shared(store);
        store_forget_doubles(store);
        store_forget_twice(store);
        store_forget_names(store);
        return store_script(store, "BEGIN");
}

enum status store_commit(struct store *store)
{
        enum status st = store_script(store, "COMMIT");

        store_forget_indexes(store);
        store_unlock(store);
        return st;
}

void store_rollback(struct store *store)
{
        store_errands_end(store);
        store_fresh_end(store);
        if (!sqlite3_get_autocommit(store->db))
                sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
        store_forget_indexes(store);
        store_unlock(store);
}

const char *store_folder(const struct store *store)
{
        return store->folder;
}

enum status store_setting(const char **out, struct store *store, const char *name, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_SETTING_GET);
        bool row = false;
        enum status st;

        store_bind_text(s, ":name", name);
        st = store_step(&row, store, s);
        if (st == OK)
                *out = row ? store_column(s, 0, arena) : "";
        sqlite3_reset(s);
        return st;
}

enum status store_set(struct store *store, const char *name, const char *value)
{
        sqlite3_stmt *s = store_sql(store, SQL_SETTING_PUT);

        store_bind_text(s, ":name", name);
        store_bind_text(s, ":value", value);
        return store_run(store, s);
}
