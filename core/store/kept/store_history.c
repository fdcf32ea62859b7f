#include "core/store/store_private.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "core/base/text.h"
#include "core/store/kept/history.h"

#include "core/banned.h"

/* ---- writing */

static char *key_json(const struct row_type *type, const void *record, struct arena *arena)
{
        struct row_type key = *type;

        key.n = type->keys;
        return row_json(&key, record, arena);
}

enum status store_add_history(struct store *store, const struct history_step *step, const struct store_author *author,
                              struct arena *scratch)
{
        sqlite3_stmt *s = store_sql(store, SQL_HISTORY_ADD);

        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":at", author->at);
        store_bind_text(s, ":who", author->who);
        store_bind_text(s, ":why", author->why);
        store_bind_text(s, ":kind", step->type->kind);
        store_bind_text(s, ":record", key_json(step->type, step->old ? step->old : step->now, scratch));
        store_bind_text(s, ":old", row_json(step->type, step->old, scratch));
        store_bind_text(s, ":new", row_json(step->type, step->now, scratch));
        store_bind_int(s, ":old_source", step->old_source);
        store_bind_int(s, ":old_line", step->old_line);
        store_bind_int(s, ":source", step->source);
        store_bind_int(s, ":line", step->line);
        if (!step->now)
                store->withdrawn = WITHDRAWN_SOME;
        return store_run(store, s);
}

static enum status any_row(bool *out, struct store *store, sqlite3_stmt *s)
{
        enum status st = store_step(out, store, s);

        sqlite3_reset(s);
        return st;
}

enum status store_was_withdrawn(bool *out, struct store *store, const struct row_type *type, const void *record,
                                struct arena *scratch)
{
        sqlite3_stmt *s;
        enum status st = OK;

        *out = false;
        if (store->withdrawn == WITHDRAWN_UNKNOWN) { /* most workspaces have none: one look for a whole import */
                s = store_sql(store, SQL_HISTORY_ANY_WITHDRAWN);
                st = s ? any_row(out, store, s) : ERR_SYSTEM;
                if (st == OK)
                        store->withdrawn = *out ? WITHDRAWN_SOME : WITHDRAWN_NONE;
                *out = false;
        }
        if (st != OK || store->withdrawn == WITHDRAWN_NONE)
                return st;
        s = store_sql(store, SQL_HISTORY_WITHDRAWN);
        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":kind", type->kind);
        store_bind_text(s, ":record", key_json(type, record, scratch));
        return any_row(out, store, s);
}

/* ---- reading */

static struct field_value value_in(const json_t *object, const char *key, struct arena *arena)
{
        const json_t *v = json_object_get(object, key);

        if (json_is_string(v))
                return (struct field_value){VALUE_TEXT, arena_strdup(arena, json_string_value(v)), 0};
        if (json_is_integer(v))
                return (struct field_value){VALUE_NUMBER, NULL, json_integer_value(v)};
        return (struct field_value){0};
}

static void add_fields(struct field_changes *out, json_t *object, const json_t *old, const json_t *now,
                       const json_t *done, struct arena *arena)
{
        const char *key;
        json_t *value;

        json_object_foreach(object, key, value)
        {
                if (!json_object_get(done, key))
                        *vec_add(arena, out) = (struct field_change){
                                arena_strdup(arena, key), value_in(old, key, arena), value_in(now, key, arena)};
        }
}

static const char *word(const json_t *record, const char *key)
{
        const char *s = json_string_value(json_object_get(record, key));

        return s ? s : "";
}

/* The key as findings write it (core/base/finding.h), so that it can be looked for. */
static char *subject_of(const json_t *record, const struct history_entry *e, struct arena *arena)
{
        if (strcmp(e->kind, "facility") == 0)
                return arena_strdup(arena, e->facility);
        if (strcmp(e->kind, "purchase") == 0 || strcmp(e->kind, "vendor-line") == 0)
                return arena_printf(arena, "%s/%s#%" JSON_INTEGER_FORMAT, e->facility, e->number,
                                    json_integer_value(json_object_get(record, "position")));
        if (strcmp(e->kind, "application") == 0 || strcmp(e->kind, "packet") == 0 || strcmp(e->kind, "mark") == 0)
                return arena_printf(arena, "%s/%s", e->facility, word(record, "category"));
        if (strcmp(e->kind, "answer") == 0)
                return arena_printf(arena, "%s %s", word(record, "finding"), word(record, "subject"));
        return arena_printf(arena, "%s/%s", e->facility, e->number);
}

static void read_values(struct history_entry *e, sqlite3_stmt *s, struct arena *arena)
{
        json_t *record = json_loads(store_column(s, 4, arena), 0, NULL);
        json_t *old = json_loads(store_column(s, 5, arena), JSON_DECODE_ANY, NULL);
        json_t *now = json_loads(store_column(s, 6, arena), JSON_DECODE_ANY, NULL);

        e->what = json_is_null(now) ? HISTORY_WITHDRAWN : json_is_null(old) ? HISTORY_RETURNED : HISTORY_CHANGED;
        add_fields(&e->fields, old, old, now, NULL, arena);
        add_fields(&e->fields, now, old, now, old, arena);
        e->subject = subject_of(record, e, arena);
        json_decref(record);
        json_decref(old);
        json_decref(now);
}

/* "receipts.csv:14:5", the column that of the first field that differs. */
static enum status place_in(const char **out, const char **sha256, struct store *store, int64_t source, int line,
                            const struct history_entry *e, struct arena *arena)
{
        const char *field = NULL;
        struct origin origin;
        enum status st;

        *out = *sha256 = NULL;
        if (!source)
                return OK;
        for (size_t i = 0; !field && e->what == HISTORY_CHANGED && i < e->fields.n; i++)
                if (!field_same(&e->fields.at[i].old, &e->fields.at[i].now))
                        field = field_in_table(e->kind, e->fields.at[i].field);
        st = store_origin(&origin, store, source, line);
        if (st != OK)
                return st;
        *out = line ? origin_place(arena, &origin, field) : arena_strdup(arena, origin.file);
        *sha256 = origin.sha256;
        return OK;
}

static enum status read_entry(struct history_entry *e, struct store *store, sqlite3_stmt *s, struct arena *arena)
{
        enum status st;

        *e = (struct history_entry){.entry = sqlite3_column_int64(s, 13),
                                    .at = store_column(s, 0, arena),
                                    .who = store_column(s, 1, arena),
                                    .why = store_column(s, 2, arena),
                                    .kind = store_column(s, 3, arena),
                                    .facility = store_column(s, 7, arena),
                                    .number = store_column(s, 8, arena)};
        read_values(e, s, arena);
        st = place_in(&e->old_place, &e->old_sha256, store, sqlite3_column_int64(s, 9), sqlite3_column_int(s, 10), e,
                      arena);
        if (st == OK)
                st = place_in(&e->place, &e->sha256, store, sqlite3_column_int64(s, 11), sqlite3_column_int(s, 12), e,
                              arena);
        return st;
}

static const char *or_empty(const char *s)
{
        return s ? s : "";
}

enum status store_history(struct store *store, const struct history_query *query, store_on_history *on_entry,
                          void *user, struct arena *scratch)
{
        sqlite3_stmt *s = store_sql(store, query->facility ? SQL_HISTORY_OF : SQL_HISTORY);
        char from[DATE_TEXT], to[DATE_TEXT];
        struct arena *arena = arena_child(scratch);
        struct history_entry entry;
        bool row = true;
        enum status st = s ? OK : ERR_SYSTEM;

        if (st != OK)
                goto done;
        store_bind_text(s, ":facility", query->facility);
        store_bind_text(s, ":number", or_empty(query->number));
        store_bind_text(s, ":kind", or_empty(query->kind));
        store_bind_text(s, ":party", query->party ? text_party_key(scratch, query->party) : "");
        store_bind_text(s, ":from", date_iso(from, query->from));
        store_bind_text(s, ":to", date_is_set(query->to) ? date_iso(to, query->to) : "9999-12-31");
        while ((st = store_step(&row, store, s)) == OK && row) {
                arena_reset(arena);
                st = read_entry(&entry, store, s, arena);
                if (st == OK)
                        st = on_entry(user, &entry);
                if (st != OK)
                        break;
        }
done:
        arena_free(arena);
        return st;
}
