#include "core/store/store_private.h"

#include <string.h>

#include "core/file/digest.h"
#include "core/store/schema.h"

#include "core/banned.h"

/* As far as versions of SQLite write the same schema differently: with other spaces and quotation marks. */
static const char idle[] = " \t\n\"";

static bool same_schema_text(const char *a, const char *b)
{
        for (;; a++, b++) {
                a += strspn(a, idle);
                b += strspn(b, idle);
                if (*a != *b)
                        return false;
                if (!*a)
                        return true;
        }
}

enum { TYPE, NAME, COLUMNS = 4 };

static bool same_row(sqlite3_stmt *a, sqlite3_stmt *b)
{
        for (int i = 0; i < COLUMNS; i++) {
                const char *p = (const char *)sqlite3_column_text(a, i);
                const char *q = (const char *)sqlite3_column_text(b, i);

                if (!p || !q || !same_schema_text(p, q))
                        return false;
        }
        return true;
}

static const char *word(sqlite3_stmt *s, int column)
{
        const char *text = (const char *)sqlite3_column_text(s, column);

        return text ? text : "?";
}

/* "trigger t": the first in which they differ. Both lists are in order, so it is the lesser of the two that have a row. */
static const char *name_row(struct store *store, sqlite3_stmt *a, sqlite3_stmt *b)
{
        int by = !a ? 1 : !b ? -1 : strcmp(word(a, TYPE), word(b, TYPE));
        sqlite3_stmt *s;

        if (a && b && !by)
                by = strcmp(word(a, NAME), word(b, NAME));
        s = by > 0 ? b : a;
        return arena_printf(store->findings->arena, "%s %s", word(s, TYPE), word(s, NAME));
}

static bool same_rows(const char **which, struct store *store, sqlite3_stmt *theirs, sqlite3_stmt *ours)
{
        for (;;) {
                int x = sqlite3_step(theirs), y = sqlite3_step(ours);

                if (x == SQLITE_DONE && y == SQLITE_DONE)
                        return true;
                if (x == SQLITE_ROW && y == SQLITE_ROW && same_row(theirs, ours))
                        continue;
                if (which && (x == SQLITE_ROW || y == SQLITE_ROW))
                        *which = name_row(store, x == SQLITE_ROW ? theirs : NULL, y == SQLITE_ROW ? ours : NULL);
                return false;
        }
}

static const char list[] = "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema"
                           " WHERE NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))"
                           " ORDER BY type, name";

static bool same_schema(const char **which, struct store *store, struct store *model)
{
        sqlite3_stmt *a = NULL, *b = NULL;
        bool same = sqlite3_prepare_v2(store->db, list, -1, &a, NULL) == SQLITE_OK &&
                    sqlite3_prepare_v2(model->db, list, -1, &b, NULL) == SQLITE_OK && same_rows(which, store, a, b);

        sqlite3_finalize(a);
        sqlite3_finalize(b);
        return same;
}

/* Nothing idle is left in a text, so an end of line ends it. */
static void add_text(struct buffer *out, const char *text)
{
        for (size_t n; *(text += strspn(text, idle)); text += n) {
                n = strcspn(text, idle);
                buffer_add(out, text, n);
        }
        buffer_char(out, '\n');
}

bool store_schema_digest(struct digest *out, struct store *store, struct arena *scratch)
{
        struct buffer rows = buffer_in(scratch);
        sqlite3_stmt *s = NULL;
        bool good = sqlite3_prepare_v2(store->db, list, -1, &s, NULL) == SQLITE_OK;
        int code = SQLITE_DONE;

        while (good && (code = sqlite3_step(s)) == SQLITE_ROW)
                for (int i = 0; i < COLUMNS; i++) {
                        const char *text = (const char *)sqlite3_column_text(s, i);

                        good = good && text;
                        add_text(&rows, text ? text : "");
                }
        sqlite3_finalize(s);
        *out = digest_of(buffer_bytes(&rows));
        return good && code == SQLITE_DONE;
}

/* Almost always it is the newest, which its digest proves; else every migration is done once more and both are compared. */
static bool is_newest(struct store *store)
{
        struct arena *scratch = arena_child(store->arena);
        struct digest digest;
        bool is = store_schema_digest(&digest, store, scratch) && strcmp(digest.hex, schema_digest) == 0;

        arena_free(scratch);
        return is;
}

bool store_has_schema_of(const char **which, struct store *store, int64_t version)
{
        const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        struct store *model;
        bool same;

        if (version == schema_version && is_newest(store))
                return true;
        model = store_new(":memory:", store->findings);
        same = store_connect(model, ":memory:", flags) == OK && store_apply_migrations(model, 0, version) == OK &&
               same_schema(which, store, model);

        store_close(model);
        return same;
}
