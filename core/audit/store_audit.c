#include "core/audit/store_audit_private.h"

#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

enum { PARAMETER_PACKET = 11, PARAMETER_USE = 12 };

static const char schema[] =
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -4000; PRAGMA temp_store = FILE;"
        "CREATE TABLE unused(file TEXT, verdict TEXT, ja TEXT, en TEXT);"
        "CREATE TABLE packet(id INTEGER PRIMARY KEY, digest TEXT UNIQUE, file TEXT, facility TEXT, programme TEXT,"
        " category TEXT, applied_on TEXT, subsidy INTEGER, key TEXT, variant_key TEXT, name TEXT);"
        "CREATE TABLE value(packet INTEGER, field INTEGER, name TEXT, value TEXT, key TEXT);"
        "CREATE TABLE rule(packet INTEGER, finding TEXT, key TEXT, source TEXT);"
        "CREATE TABLE rules(packet INTEGER, digest TEXT, revision TEXT);"
        "CREATE TABLE use(id INTEGER PRIMARY KEY, packet INTEGER, payer TEXT, number TEXT, amount INTEGER, share "
        "INTEGER,"
        " claimed INTEGER, root INTEGER);"
        "CREATE TABLE key(kind INTEGER, key TEXT, use INTEGER);"
        "CREATE TABLE line(use INTEGER, position INTEGER, what TEXT, amount INTEGER, description TEXT, own INTEGER);"
        "CREATE TABLE again(root INTEGER, facility TEXT, yen INTEGER);"
        "CREATE TABLE finding(id INTEGER PRIMARY KEY, severity INTEGER, name TEXT, subject TEXT, value TEXT, arg1 TEXT,"
        " arg2 TEXT, arg3 TEXT, source TEXT, yen INTEGER, count INTEGER);"
        "CREATE TABLE place(finding INTEGER, file TEXT, what TEXT, leads INTEGER);"
        "CREATE TABLE copy(digest TEXT, file TEXT);"
        "BEGIN";
/* when all is there: an index that grows with every row would cost more */
static const char indexes[] =
        "CREATE INDEX key_of ON key(use, kind); CREATE INDEX line_use ON line(use); CREATE INDEX use_packet ON "
        "use(packet); CREATE INDEX key_use ON key(kind, "
        "key);"
        "CREATE INDEX packet_facility ON packet(facility); CREATE INDEX again_root ON again(root, facility);"
        "CREATE INDEX place_finding ON place(finding)";

static const char *const texts[ASQL_STATEMENTS] = {
#define S(name, text) [ASQL_##name] = (text),
#include "core/audit/store_audit_sql.h"
#undef S
};

static const struct {
        enum audit_sql sql;
        int fields;
} rows[AUDIT_ROWS] = {
        [AUDIT_UNUSED] = {ASQL_ADD_UNUSED, 4}, [AUDIT_PACKET] = {ASQL_ADD_PACKET, 10},
        [AUDIT_VALUE] = {ASQL_ADD_VALUE, 4},   [AUDIT_RULE] = {ASQL_ADD_RULE, 3},
        [AUDIT_RULES] = {ASQL_ADD_RULES, 2},   [AUDIT_USE] = {ASQL_ADD_USE, 5},
        [AUDIT_KEY] = {ASQL_ADD_KEY, 2},       [AUDIT_LINE] = {ASQL_ADD_LINE, 5},
};

int audit_fields(enum audit_row kind)
{
        return rows[kind].fields;
}

enum status audit_fault(struct audit_index *index)
{
        int code = sqlite3_errcode(index->db);

        return fault_set(index->findings, code == SQLITE_FULL || code == SQLITE_IOERR ? F_WRITE : F_DATABASE,
                         "soroe audit", sqlite3_errmsg(index->db));
}

static enum status script(struct audit_index *index, const char *sql)
{
        return sqlite3_exec(index->db, sql, NULL, NULL, NULL) == SQLITE_OK ? OK : audit_fault(index);
}

sqlite3_stmt *audit_sql(struct audit_index *index, enum audit_sql sql)
{
        sqlite3_stmt *s = index->statements[sql];

        sqlite3_reset(s);
        sqlite3_clear_bindings(s);
        return s;
}

void audit_bind(sqlite3_stmt *s, int at, const char *text)
{
        sqlite3_bind_text(s, at, text, -1, SQLITE_STATIC);
}

enum status audit_step(bool *row, struct audit_index *index, sqlite3_stmt *s)
{
        int code = sqlite3_step(s);

        *row = code == SQLITE_ROW;
        if (code == SQLITE_DONE)
                sqlite3_reset(s);
        return code == SQLITE_ROW || code == SQLITE_DONE ? OK : audit_fault(index);
}

enum status audit_run(struct audit_index *index, sqlite3_stmt *s)
{
        bool row;

        return audit_step(&row, index, s);
}

const char *audit_text(sqlite3_stmt *s, int column, struct arena *arena)
{
        const char *text = (const char *)sqlite3_column_text(s, column);

        return arena_strdup(arena, text ? text : "");
}

enum status audit_open(struct audit_index **out, struct arena *parent, struct findings *findings)
{
        struct arena *arena = arena_child(parent);
        struct audit_index *index = ARENA_NEW(arena, struct audit_index);
        enum status st = OK;

        *out = index;
        index->arena = arena;
        index->scratch = arena_child(arena);
        index->findings = findings;
        if (sqlite3_open_v2("", &index->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
                return audit_fault(index);
        st = script(index, schema);
        for (int i = 0; st == OK && i < ASQL_STATEMENTS; i++)
                if (sqlite3_prepare_v2(index->db, texts[i], -1, &index->statements[i], NULL) != SQLITE_OK)
                        st = audit_fault(index);
        return st;
}

void audit_close(struct audit_index *index)
{
        if (!index)
                return;
        for (int i = 0; i < ASQL_STATEMENTS; i++)
                sqlite3_finalize(index->statements[i]);
        sqlite3_close(index->db);
        arena_free(index->scratch);
        arena_free(index->arena);
}

static enum status pass_over(struct audit_index *index, const char *const *fields)
{
        sqlite3_stmt *s = audit_sql(index, ASQL_ADD_COPY);
        enum status st;

        index->passing = true;
        index->twice++;
        audit_bind(s, 1, fields[0]);
        audit_bind(s, 2, fields[1]);
        st = audit_run(index, s);
        if (st != OK)
                return st;
        s = audit_sql(index, ASQL_SAME_PACKET);
        audit_bind(s, 1, fields[0]);
        audit_bind(s, 2, fields[1]);
        return audit_run(index, s);
}

enum status audit_add(struct audit_index *index, enum audit_row kind, const char *const *fields)
{
        sqlite3_stmt *s = audit_sql(index, rows[kind].sql);
        enum status st;

        if (kind == AUDIT_PACKET || kind == AUDIT_UNUSED)
                index->passing = false;
        if (index->passing)
                return OK;
        for (int i = 0; i < rows[kind].fields; i++)
                audit_bind(s, i + 1, fields[i]);
        if (kind == AUDIT_VALUE || kind == AUDIT_RULE || kind == AUDIT_RULES || kind == AUDIT_USE)
                sqlite3_bind_int64(s, PARAMETER_PACKET, index->packet);
        if (kind == AUDIT_KEY || kind == AUDIT_LINE)
                sqlite3_bind_int64(s, PARAMETER_USE, index->use);
        st = audit_run(index, s);
        if (st == OK && kind == AUDIT_PACKET && !sqlite3_changes(index->db))
                return pass_over(index, fields);
        if (kind == AUDIT_PACKET)
                index->packet = sqlite3_last_insert_rowid(index->db);
        if (kind == AUDIT_USE)
                index->use = sqlite3_last_insert_rowid(index->db);
        return st;
}

/* ---- which receipts are the same */

static uint32_t root_of(uint32_t *parents, uint32_t use)
{
        while (parents[use] != use)
                use = parents[use] = parents[parents[use]];
        return use;
}

static enum status join_same(struct audit_index *index, uint32_t *parents)
{
        sqlite3_stmt *s = audit_sql(index, ASQL_SAME_KEYS);
        struct buffer last = buffer_in(index->scratch);
        uint32_t first = 0;
        bool row;
        enum status st;

        while ((st = audit_step(&row, index, s)) == OK && row) {
                const char *key = (const char *)sqlite3_column_text(s, 0);
                uint32_t use = (uint32_t)sqlite3_column_int64(s, 1);

                if (!first || strcmp(last.at, key) != 0) {
                        last.n = 0;
                        buffer_text(&last, key);
                        first = use;
                } else {
                        parents[root_of(parents, use)] = root_of(parents, first);
                }
        }
        return st;
}

static enum status set_roots(struct audit_index *index)
{
        size_t n = (size_t)index->use + 1;
        uint32_t *parents = arena_alloc(index->arena, n * sizeof *parents);
        enum status st;

        for (uint32_t i = 0; i < n; i++)
                parents[i] = i;
        st = join_same(index, parents);
        for (uint32_t i = 1; st == OK && i < n; i++) {
                sqlite3_stmt *s = audit_sql(index, ASQL_SET_ROOT);

                sqlite3_bind_int64(s, 1, root_of(parents, i));
                sqlite3_bind_int64(s, 2, i);
                st = audit_run(index, s);
        }
        return st == OK ? script(index, "CREATE INDEX use_root ON use(root)") : st;
}

enum status audit_find(struct audit_index *index)
{
        /* what is twice in one facility (lines) is known before totals are added up */
        static enum status (*const searches[])(struct audit_index *) = {
                audit_find_lines,   audit_find_totals, audit_find_shared, audit_find_applications,
                audit_find_earlier, audit_find_values, audit_find_rules};
        enum status st = script(index, indexes);

        if (st == OK)
                st = set_roots(index);
        for (size_t i = 0; st == OK && i < sizeof searches / sizeof *searches; i++) {
                st = searches[i](index);
                arena_reset(index->scratch);
        }
        return st;
}
