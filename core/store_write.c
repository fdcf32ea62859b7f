#include "core/store_private.h"

#include <stdio.h>
#include <string.h>

#include "core/file.h"

#include "core/banned.h"

static enum status find_source(int64_t *id, bool *found, struct store *store, const struct store_source *source)
{
        sqlite3_stmt *s = store_sql(store, SQL_SOURCE_FIND);
        enum status st;

        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":sha256", source->sha256);
        store_bind_text(s, ":part", source->part);
        st = store_step(found, store, s);
        if (*found)
                *id = sqlite3_column_int64(s, 0);
        sqlite3_reset(s);
        return st;
}

enum status store_source(int64_t *id, struct store *store, const struct store_source *source)
{
        bool found = false;
        sqlite3_stmt *s;
        enum status st = find_source(id, &found, store, source);

        if (st != OK || found)
                return st;
        s = store_sql(store, SQL_SOURCE_ADD);
        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":sha256", source->sha256);
        store_bind_text(s, ":part", source->part);
        store_bind_int(s, ":style", source->style);
        store_bind_text(s, ":path", source->path);
        store_bind_text(s, ":file", source->file);
        store_bind_text(s, ":kind", source->kind);
        store_bind_text(s, ":columns", source->columns);
        st = store_run(store, s);
        *id = sqlite3_last_insert_rowid(store->db);
        return st;
}

enum status store_origin(struct origin *out, struct store *store, int64_t source, int line)
{
        sqlite3_stmt *s;
        bool row = false;
        enum status st = OK;

        while (store->origins.n <= (size_t)source)
                (void)vec_add(store->arena, &store->origins);
        if (!store->origins.at[source].file) {
                s = store_sql(store, SQL_SOURCE_GET);
                if (!s)
                        return ERR_SYSTEM;
                store_bind_int(s, ":id", source);
                st = store_step(&row, store, s);
                if (row)
                        store->origins.at[source] =
                                (struct origin){.file = store_column(s, 0, store->arena),
                                                .sha256 = store_column(s, 1, store->arena),
                                                .columns = store_column(s, 2, store->arena),
                                                .table = store_column(s, 3, store->arena),
                                                .style = origin_style_of(sqlite3_column_int64(s, 4))};
                sqlite3_reset(s);
        }
        *out = store->origins.at[source];
        out->line = line;
        return st;
}

/* The record as it is, with its source and line; *found false if there is none of this key. */
static enum status read_row(void *old, bool *found, int64_t *source, int *line, struct store *store,
                            const struct row_type *type, const void *record, struct arena *scratch)
{
        /* a receipt's SELECT begins with its id */
        int first = type == &row_receipt;
        sqlite3_stmt *s = store_sql(store, type->get);
        enum status st;

        if (!s)
                return ERR_SYSTEM;
        row_bind(s, type, type->keys, record);
        st = store_step(found, store, s);
        if (*found) {
                row_read(old, s, first, type, scratch);
                *source = sqlite3_column_int64(s, first + type->n);
                *line = sqlite3_column_int(s, first + type->n + 1);
        }
        sqlite3_reset(s);
        return st;
}

static enum status write_row(struct store *store, const struct row_type *type, const void *record, int64_t source,
                             int line, int64_t *id)
{
        sqlite3_stmt *s = store_sql(store, type->put);
        bool row = false;
        enum status st;

        if (!s)
                return ERR_SYSTEM;
        row_bind(s, type, type->n, record);
        store_bind_int(s, ":source", source);
        store_bind_int(s, ":line", line);
        st = store_step(&row, store, s);
        if (row)
                *id = sqlite3_column_int64(s, 0);
        sqlite3_reset(s);
        return st;
}

/* What was withdrawn once and stands in a file again has come back, and the history says so. */
static enum status keep_return(struct store *store, const struct history_step *step, const struct store_author *author,
                               struct arena *scratch)
{
        bool withdrawn = false;
        enum status st = store_was_withdrawn(&withdrawn, store, step->type, step->now, scratch);

        return st == OK && withdrawn ? store_add_history(store, step, author, scratch) : st;
}

/* One rule for all tables: by key; the same file may name a key once; a later file corrects. */
static enum status put_row(struct put_result *out, struct store *store, const struct row_type *type, const void *record,
                           void *old, int64_t source, int line, int64_t *id, const struct store_author *author,
                           struct arena *scratch)
{
        struct history_step step = {.type = type, .now = record, .source = source, .line = line};
        bool found = false;
        int64_t old_source = 0;
        int old_line = 0;
        enum status st = read_row(old, &found, &old_source, &old_line, store, type, record, scratch);

        *out = (struct put_result){.put = PUT_ADDED, .first_line = old_line};
        if (st != OK)
                return st;
        if (!found) {
                st = keep_return(store, &step, author, scratch);
        } else {
                bool equal = row_equal(type, old, record);

                if (old_source == source && old_line != line) {
                        out->put = equal ? PUT_TWIN : PUT_CONFLICT;
                        return OK;
                }
                out->put = equal ? PUT_UNCHANGED : PUT_CHANGED;
                if (equal && old_source == source)
                        return OK;
                if (!equal) {
                        out->changes = row_changes(type, old, record, scratch);
                        step.old = old;
                        step.old_source = old_source;
                        step.old_line = old_line;
                        st = store_add_history(store, &step, author, scratch);
                }
        }
        return st == OK ? write_row(store, type, record, source, line, id) : st;
}

enum status store_put_facility(struct put_result *out, struct store *store, const struct facility *facility,
                               int64_t source, const struct store_author *author, struct arena *scratch)
{
        struct facility old = {0};
        int64_t id;

        return put_row(out, store, &row_facility, facility, &old, source, facility->origin.line, &id, author, scratch);
}

enum status store_put_claim(struct put_result *out, struct store *store, const struct claim *claim, int64_t source,
                            const struct store_author *author, struct arena *scratch)
{
        struct claim old = {0};
        int64_t id;

        return put_row(out, store, &row_claim, claim, &old, source, claim->origin.line, &id, author, scratch);
}

enum status store_put_purchase(struct put_result *out, struct store *store, const struct purchase *purchase,
                               int64_t source, const struct store_author *author, struct arena *scratch)
{
        struct purchase old = {0};
        int64_t id;

        return put_row(out, store, &row_purchase, purchase, &old, source, purchase->origin.line, &id, author, scratch);
}

enum status store_put_receipt(struct put_result *out, struct store *store, const struct receipt *receipt,
                              int64_t source, const struct store_author *author, struct arena *scratch)
{
        struct receipt old = {.evidence_names = "", .breakdown_names = ""};
        int64_t id = 0;
        enum status st =
                put_row(out, store, &row_receipt, receipt, &old, source, receipt->origin.line, &id, author, scratch);
        bool names_same;

        if (st != OK || !id || out->put == PUT_UNCHANGED)
                return st;
        names_same = out->put == PUT_CHANGED && strcmp(old.evidence_names, receipt->evidence_names) == 0 &&
                     strcmp(old.breakdown_names, receipt->breakdown_names) == 0;
        return names_same ? OK : store_name_evidence(store, id, &receipt->evidence, author, scratch);
}

enum status store_only_payer(const char **out, struct store *store, const char *number, const char *sources,
                             struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_RECEIPT_ONLY_PAYER);
        bool row = false;
        enum status st;

        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":number", number);
        store_bind_text(s, ":sources", sources);
        st = store_step(&row, store, s);
        *out = row ? store_column(s, 0, arena) : "";
        sqlite3_reset(s);
        return st;
}

enum status store_place_purchases(struct store *store, const char *number, const char *facility)
{
        sqlite3_stmt *s = store_sql(store, SQL_PURCHASE_PLACE);

        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":number", number);
        store_bind_text(s, ":facility", facility);
        return store_run(store, s);
}
