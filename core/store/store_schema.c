#include "core/store/store_private.h"

#include <string.h>

#include "core/store/schema.h"

#include "core/banned.h"

/* As far as versions of SQLite write the same schema differently: with other spaces and quotation marks. */
static bool same_schema_text(const char *a, const char *b)
{
        static const char idle[] = " \t\n\"";

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

static bool same_schema(const char **which, struct store *store, struct store *model)
{
        static const char list[] = "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema"
                                   " WHERE NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))"
                                   " ORDER BY type, name";
        sqlite3_stmt *a = NULL, *b = NULL;
        bool same = sqlite3_prepare_v2(store->db, list, -1, &a, NULL) == SQLITE_OK &&
                    sqlite3_prepare_v2(model->db, list, -1, &b, NULL) == SQLITE_OK && same_rows(which, store, a, b);

        sqlite3_finalize(a);
        sqlite3_finalize(b);
        return same;
}

bool store_has_schema_of(const char **which, struct store *store, int64_t version)
{
        struct store *model = store_new(":memory:", store->findings);
        bool same = store_connect(model, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) == OK &&
                    store_apply_migrations(model, 0, version) == OK && same_schema(which, store, model);

        store_close(model);
        return same;
}
