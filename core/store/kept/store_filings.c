#include "core/store/store_private.h"

#include <string.h>

#include "core/store/kept/sealed.h"

#include "core/banned.h"

/* A row as it is kept: the state by its id, so that the history can be read without this program. */
struct kept_filing {
        const char *state;
        struct filing filing;
};

static const struct field columns[] = {
        FIELD_OF(kept_filing, facility, filing.facility, FIELD_TEXT),
        FIELD_OF(kept_filing, programme, filing.programme, FIELD_TEXT),
        FIELD_OF(kept_filing, category, filing.category, FIELD_TEXT),
        FIELD_OF(kept_filing, state, state, FIELD_TEXT),
        FIELD_OF(kept_filing, on_day, filing.on, FIELD_DATE),
        FIELD_OF(kept_filing, submitted_on, filing.submitted_on, FIELD_DATE),
        FIELD_OF(kept_filing, number_given, filing.number, FIELD_TEXT),
        FIELD_OF(kept_filing, reason, filing.reason, FIELD_TEXT),
        FIELD_OPTIONAL(kept_filing, granted, filing.amount, filing.has_amount),
        FIELD_OF(kept_filing, packet, filing.xml_sha256, FIELD_TEXT),
        FIELD_OF(kept_filing, by, filing.by, FIELD_TEXT),
        FIELD_OF(kept_filing, at, filing.at, FIELD_TEXT),
};

enum {
        COLUMNS = sizeof columns / sizeof *columns,
        COMPARED = COLUMNS - 2 /* who said the same again, and when, is no change */
};

static const struct row_type row_mark = {
        .kind = "mark", .get = SQL_MARK_GET, .put = SQL_MARK_PUT, .columns = columns, .keys = 3, .n = COLUMNS};

static enum status read_kept(struct kept_filing *out, bool *found, struct store *store, const struct kept_filing *key,
                             struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_MARK_GET);
        enum status st;

        *out = (struct kept_filing){.state = filing_state_id(FILING_NONE), .filing = key->filing};
        if (!s)
                return ERR_SYSTEM;
        row_bind(s, &row_mark, row_mark.keys, key);
        st = store_step(found, store, s);
        if (*found)
                row_read(out, s, 0, &row_mark, arena);
        sqlite3_reset(s);
        filing_state_by_id(&out->filing.state, out->state);
        return st;
}

enum status store_filing(struct filing *out, struct store *store, const char *programme, const char *facility,
                         const char *category, struct arena *arena)
{
        const struct kept_filing key = {.filing = {.programme = programme, .facility = facility, .category = category}};
        struct kept_filing kept;
        bool found = false;
        enum status st = read_kept(&kept, &found, store, &key, arena);

        if (st == OK && !found && *category) {
                const struct kept_filing all = {
                        .filing = {.programme = programme, .facility = facility, .category = ""}};

                st = read_kept(&kept, &found, store, &all, arena);
                kept.filing.category = category;
        }
        *out = found ? kept.filing : key.filing;
        if (!found)
                out->number = out->reason = out->xml_sha256 = out->by = out->at = "";
        return st;
}

static bool is_same(const struct kept_filing *a, const struct kept_filing *b)
{
        struct row_type compared = row_mark;

        compared.n = COMPARED;
        return row_equal(&compared, a, b);
}

static enum status run_row(struct store *store, enum sql sql, const struct kept_filing *kept, int n)
{
        sqlite3_stmt *s = store_sql(store, sql);

        if (!s)
                return ERR_SYSTEM;
        row_bind(s, &row_mark, n, kept);
        return store_run(store, s);
}

/* A mark that is taken back (none) leaves the table and stays in the history; one set again has come back. */
enum status store_put_filing(enum put *put, struct store *store, const struct filing *filing,
                             const struct store_author *author, struct arena *scratch)
{
        const struct kept_filing kept = {filing_state_id(filing->state), *filing};
        const bool gone = filing->state == FILING_NONE;
        struct kept_filing old;
        bool found = false, again = false;
        enum status st = read_kept(&old, &found, store, &kept, scratch);
        struct history_step step = {.type = &row_mark, .old = found ? &old : NULL, .now = gone ? NULL : &kept};

        *put = !found ? PUT_ADDED : is_same(&old, &kept) ? PUT_UNCHANGED : PUT_CHANGED;
        if (!found && gone)
                *put = PUT_UNCHANGED;
        if (st == OK && *put == PUT_ADDED)
                st = store_was_withdrawn(&again, store, &row_mark, &kept, scratch);
        if (st != OK || *put == PUT_UNCHANGED)
                return st;
        if (found || again)
                st = store_add_history(store, &step, author, scratch);
        if (st != OK)
                return st;
        return gone ? run_row(store, SQL_MARK_DROP, &kept, row_mark.keys)
                    : run_row(store, SQL_MARK_PUT, &kept, row_mark.n);
}
