/* A workspace of its own for a test of the store, and what another connection sees in it. */
#ifndef SOROE_TESTS_WORKSPACE_H
#define SOROE_TESTS_WORKSPACE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <sqlite3.h>

#include "core/file/file.h"
#include "core/store/store.h"

struct opened {
        struct arena *arena;
        struct findings findings;
        struct store *store;
        char folder[32];
};

static inline int open_new(void **state)
{
        struct arena *arena = arena_new(abort);
        struct opened *o = ARENA_NEW(arena, struct opened);

        o->arena = arena;
        o->findings = findings_in(arena);
        memcpy(o->folder, "/tmp/soroe-unit-XXXXXX", sizeof "/tmp/soroe-unit-XXXXXX");
        *state = o;
        return mkdtemp(o->folder) &&
                               store_create(o->folder, "r7-online-qualification", false, arena, &o->findings) == OK &&
                               store_open(&o->store, o->folder, &o->findings) == OK
                       ? 0
                       : -1;
}

static inline int close_and_remove(void **state)
{
        static const char *const names[] = {"soroe.db", "soroe.db-wal", "soroe.db-shm", "soroe.lock",
                                            "evidence", "rejected",     "packets",      "soroe.db.v1.bak"};
        struct opened *o = *state;
        int status;

        store_close(o->store);
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
                (void)remove(file_join(o->arena, o->folder, names[i]));
        status = rmdir(o->folder);
        arena_free(o->arena);
        return status;
}

/* How many rows `sql` counts, seen by another connection. */
static inline int count(const struct opened *o, const char *sql)
{
        sqlite3 *db = NULL;
        sqlite3_stmt *s = NULL;
        int n = -1;

        if (sqlite3_open(file_join(o->arena, o->folder, "soroe.db"), &db) == SQLITE_OK &&
            sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
                n = sqlite3_column_int(s, 0);
        sqlite3_finalize(s);
        sqlite3_close(db);
        return n;
}

#endif
