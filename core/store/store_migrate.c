#include "core/store/store_private.h"

#include <stdio.h>
#include <string.h>

#include "core/file/file.h"
#include "core/platform/platform.h"
#include "core/store/schema.h"

#include "core/banned.h"

enum { MOST_KEPT = 1000 };

int64_t store_pragma(struct store *store, const char *sql)
{
        sqlite3_stmt *s = NULL;
        int64_t value = -1;

        if (sqlite3_prepare_v2(store->db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
                value = sqlite3_column_int64(s, 0);
        sqlite3_finalize(s);
        return value;
}

static bool sync_path(const char *path)
{
        int fd = platform_open(path, OPEN_READ | OPEN_NO_LINK, 0);
        bool good = fd >= 0 && platform_sync(fd);

        if (fd >= 0)
                platform_close(fd);
        return good;
}

/* NULL: it cannot be opened. */
static FILE *open_to_read(const char *path)
{
        int fd = platform_open(path, OPEN_READ, 0);
        FILE *file = fd >= 0 ? platform_stream(fd, "rb") : NULL;

        if (fd >= 0 && !file)
                platform_close(fd);
        return file;
}

static bool same_files(const char *a, const char *b)
{
        FILE *x = open_to_read(a), *y = open_to_read(b);
        char p[4096], q[4096];
        size_t n = 0;
        bool same = x && y;

        do {
                n = same ? fread(p, 1, sizeof p, x) : 0;
                same = same && fread(q, 1, sizeof q, y) == n && memcmp(p, q, n) == 0;
        } while (same && n == sizeof p);
        same = same && !ferror(x) && !ferror(y);
        if (x)
                fclose(x);
        if (y)
                fclose(y);
        return same;
}

/* Returns a name that no earlier database has, because a kept one is never replaced. *there: a run that was killed afterwards has kept
 * the same database already, under this name. */
static const char *kept_name(bool *there, struct store *store, int version, const char *part)
{
        const char *path = NULL;

        *there = false;
        for (int n = 1; n < MOST_KEPT; n++) {
                const char *name = n == 1 ? arena_printf(store->arena, "soroe.db.v%d.bak", version)
                                          : arena_printf(store->arena, "soroe.db.v%d-%d.bak", version, n);

                path = file_join(store->arena, store->folder, name);
                if (!file_exists(path) || (*there = same_files(path, part)))
                        break;
        }
        return path;
}

/* Keeps the database as it is under another name, whole and synced, before anything changes. */
static enum status keep_old(const char **kept, struct store *store, int version)
{
        const char *db = file_join(store->arena, store->folder, "soroe.db");
        const char *part =
                file_join(store->arena, store->folder, arena_printf(store->arena, "soroe.db.v%d.bak.part", version));
        const char *path = part;
        struct platform_state old;
        bool there;
        enum status st;

        (void)platform_remove(part); /* of a run that was interrupted: the lock is ours */
        st = store_snapshot(store, part);
        if (st == OK) {
                path = kept_name(&there, store, version, part);
                if (!platform_state(&old, db) || !platform_set_mode(part, old.mode & 0666) || !sync_path(part) ||
                    (!there && !platform_name_new(part, path)) || !platform_remove(part))
                        st = fault_set(store->findings, F_WRITE, path, platform_why());
        }
        if (st == OK)
                st = file_sync_folder(store->folder, store->findings);
        if (st != OK)
                (void)platform_remove(part);
        *kept = path;
        return st;
}

static enum status check_references(struct store *store)
{
        sqlite3_stmt *s = NULL;
        bool row = false;
        enum status st = OK;

        if (sqlite3_prepare_v2(store->db, "PRAGMA foreign_key_check", -1, &s, NULL) != SQLITE_OK)
                return store_fault(store, store->folder);
        st = store_step(&row, store, s);
        sqlite3_finalize(s);
        return st == OK && row ? fault_set(store->findings, F_DATABASE, store->folder, "foreign_key_check") : st;
}

static enum status set_version(struct store *store, int64_t version)
{
        char set[64];

        sqlite3_snprintf(sizeof set, set, "PRAGMA user_version = %d", (int)version);
        return store_script(store, set);
}

enum status store_apply_migrations(struct store *store, int64_t from, int64_t to)
{
        enum status st = OK;

        for (int64_t version = from; st == OK && version < to; version++)
                st = store_script(store, schema_migrations[version]);
        return st == OK ? set_version(store, to) : st;
}

static enum status make_newest(struct store *store)
{
        enum status st = OK;

        for (size_t i = 0; st == OK && schema_newest[i]; i++)
                st = store_script(store, schema_newest[i]);
        return st == OK ? set_version(store, schema_version) : st;
}

/* All of them are one transaction: one that fails leaves the database as it was. */
static enum status migrate_in_one(struct store *store, int64_t version)
{
        /* a table that others refer to is rebuilt under its name; cannot be switched within a transaction */
        enum status st = store_script(store, "PRAGMA foreign_keys = OFF");

        if (st == OK)
                st = store_script(store, "BEGIN IMMEDIATE");
        if (st == OK)
                st = version ? store_apply_migrations(store, version, schema_version) : make_newest(store);
        if (st == OK && version > 0)
                st = check_references(store);
        if (st == OK)
                st = store_script(store, "COMMIT");
        if (!sqlite3_get_autocommit(store->db))
                sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
        return st == OK ? store_script(store, "PRAGMA foreign_keys = ON") : st;
}

/* Called under the lock. Another process may have migrated it meanwhile. */
static enum status migrate_old(struct store *store)
{
        int64_t version = store_pragma(store, "PRAGMA user_version");
        const char *kept = NULL;
        enum status st;

        if (version == schema_version)
                return OK;
        st = keep_old(&kept, store, (int)version);
        if (st != OK)
                return st;
        st = migrate_in_one(store, version);
        if (st == OK)
                store->migrated = (struct store_migrated){(int)version, schema_version, kept};
        else
                (void)platform_remove(kept); /* it is what soroe.db still is */
        return st;
}

enum status store_migrate(struct store *store)
{
        int64_t version = store_pragma(store, "PRAGMA user_version");
        enum status st;

        if (version < 0)
                return store_fault(store, store->folder);
        if (version > schema_version)
                return fault_set(store->findings, F_NEWER, store->folder, NULL);
        if (version == schema_version)
                return OK;
        if (version == 0)
                return migrate_in_one(store, 0);
        st = store_lock(store);
        if (st != OK)
                return st;
        st = migrate_old(store);
        store_unlock(store);
        return st;
}

struct store_migrated store_migrated(const struct store *store)
{
        return store->migrated;
}
