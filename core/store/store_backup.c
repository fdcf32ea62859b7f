#include "core/store/store_private.h"

#include <string.h>

#include "core/store/schema.h"

#include "core/banned.h"

enum { PAGES_AT_ONCE = 256 };

/* One view of the records, whatever others write meanwhile: all pages in one reading transaction. */
enum status store_snapshot(struct store *store, const char *path)
{
        sqlite3 *copy = NULL;
        sqlite3_backup *backup = NULL;
        int code;

        if (sqlite3_open_v2(path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW, NULL) ==
            SQLITE_OK)
                sqlite3_exec(copy, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -4000",
                             NULL, NULL, NULL);
        if (copy)
                backup = sqlite3_backup_init(copy, "main", store->db, "main");
        code = backup ? sqlite3_backup_step(backup, -1) : sqlite3_errcode(copy);
        if (backup)
                sqlite3_backup_finish(backup);
        sqlite3_close(copy);
        if (code == SQLITE_DONE)
                return OK;
        if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
                return store_fault_busy(store);
        return fault_set(store->findings, F_WRITE, path, sqlite3_errstr(code));
}

/* ---- a database that somebody brings */

/* Does the check give "ok" and nothing else? */
static bool says_ok(struct store *store, const char *sql)
{
        sqlite3_stmt *s = NULL;
        const char *text = NULL;
        bool good = sqlite3_prepare_v2(store->db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW;

        if (good)
                text = (const char *)sqlite3_column_text(s, 0);
        good = text && strcmp(text, "ok") == 0;
        sqlite3_finalize(s);
        return good;
}

static bool says_nothing(struct store *store, const char *sql)
{
        sqlite3_stmt *s = NULL;
        bool good = sqlite3_prepare_v2(store->db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_DONE;

        sqlite3_finalize(s);
        return good;
}

static const char *refusal(struct store *store)
{
        int64_t version;

        sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
        if (store_pragma(store, "PRAGMA application_id") != SCHEMA_APPLICATION_ID)
                return "soroe のデータベースではありません¦not a database of soroe";
        version = store_pragma(store, "PRAGMA user_version");
        if (version > schema_version)
                return "新しい版の soroe のものです。soroe を更新してください¦made by a newer soroe; update soroe";
        if (version < 1 || !store_has_schema_of(NULL, store, version))
                return "表の作りが soroe のものと違います¦its tables are not those of soroe";
        if (!says_ok(store, "PRAGMA integrity_check(1)"))
                return "データベースが壊れています¦the database is damaged";
        if (!says_nothing(store, "PRAGMA foreign_key_check"))
                return "記録どうしの参照が切れています¦records refer to records that are not there";
        return NULL;
}

static enum status each_scan(struct store *store, store_on_kept *act, void *user)
{
        sqlite3_stmt *s = NULL;
        bool row = true;
        enum status st = OK;

        if (sqlite3_prepare_v2(store->db, "SELECT sha256, ext FROM evidence ORDER BY sha256", -1, &s, NULL) !=
            SQLITE_OK)
                return store_fault(store, store->folder);
        while (st == OK && (st = store_step(&row, store, s)) == OK && row) {
                const char *sha256 = (const char *)sqlite3_column_text(s, 0);
                const char *ext = (const char *)sqlite3_column_text(s, 1);

                st = act(user, sha256 ? sha256 : "", ext ? ext : "");
        }
        sqlite3_finalize(s);
        return st;
}

static enum status each_packet(struct store *store, store_on_packet *act, void *user)
{
        sqlite3_stmt *s = NULL;
        bool row = true;
        enum status st = OK;

        if (sqlite3_prepare_v2(store->db,
                               "SELECT programme, file, zip_sha256 FROM packet ORDER BY programme, facility, category",
                               -1, &s, NULL) != SQLITE_OK)
                return store_fault(store, store->folder);
        while (st == OK && (st = store_step(&row, store, s)) == OK && row) {
                const char *text[3];

                for (int i = 0; i < 3; i++)
                        text[i] = (const char *)sqlite3_column_text(s, i);
                if (text[0] && text[1] && text[2])
                        st = act(user, text[0], text[1], text[2]);
        }
        sqlite3_finalize(s);
        return st;
}

enum status store_examine(const char **why, const char *path, const struct store_examiner *examiner,
                          struct findings *findings)
{
        struct store *store = store_new(path, findings);
        enum status st = store_connect(store, path, SQLITE_OPEN_READWRITE);

        if (st == OK)
                *why = refusal(store);
        else if (findings->fault.id == F_DATABASE) { /* SQLite cannot read it at all */
                findings->fault = (struct fault){.id = NO_FAULT};
                *why = "データベースが壊れています¦the database is damaged";
                st = OK;
        }
        if (st == OK && !*why && examiner->scan)
                st = each_scan(store, examiner->scan, examiner->scans);
        if (st == OK && !*why && examiner->packet)
                st = each_packet(store, examiner->packet, examiner->packets);
        store_close(store);
        return st;
}
