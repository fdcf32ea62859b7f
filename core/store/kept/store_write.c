#include "core/store/store_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/file/file.h"
#include "core/store/kept/records.h"
#include "core/store/kept/findings.h"

#include "core/banned.h"

/* The record as it stands in the workspace. */
struct stored {
        void *record;
        int64_t id, source; /* id: of receipts */
        int line;
};

/* *found false if there is none of this key. */
static enum status read_row(struct stored *old, bool *found, struct store *store, const struct row_type *type,
                            const void *record, struct arena *scratch)
{
        int first = type->first;
        sqlite3_stmt *s = store_sql(store, type->get);
        enum status st;

        if (!s)
                return ERR_SYSTEM;
        row_bind(s, type, type->keys, record);
        st = store_step(found, store, s);
        if (*found) {
                row_read(old->record, s, first, type, scratch);
                old->id = first ? sqlite3_column_int64(s, 0) : 0;
                old->source = sqlite3_column_int64(s, first + type->n);
                old->line = sqlite3_column_int(s, first + type->n + 1);
        }
        sqlite3_reset(s);
        return st;
}

/* One of the statements add, put, move; `n` columns are its parameters. */
static enum status write_row(struct store *store, enum sql sql, const struct row_type *type, int n,
                             const struct history_step *step)
{
        sqlite3_stmt *s = store_sql(store, sql);

        if (!s)
                return ERR_SYSTEM;
        if (sql == type->add) {
                row_bind_added(s, type, step->now, step->source, step->line);
                return store_run(store, s);
        }
        row_bind(s, type, n, step->now);
        store_bind_int(s, ":source", step->source);
        store_bind_int(s, ":line", step->line);
        return store_run(store, s);
}

/* A record that was withdrawn and stands in a file again has come back. The history says so. */
static enum status keep_return(struct store *store, const struct history_step *step, const struct store_author *author,
                               struct arena *scratch)
{
        bool withdrawn = false;
        enum status st = store_was_withdrawn(&withdrawn, store, step->type, step->now, scratch);

        return st == OK && withdrawn ? store_add_history(store, step, author, scratch) : st;
}

/* *added false where a record of this key is there already. */
static enum status add_row(bool *added, struct store *store, const struct history_step *step,
                           const struct store_author *author, struct arena *scratch)
{
        enum status st = write_row(store, step->type->add, step->type, step->type->n, step);

        *added = st == OK && sqlite3_changes(store->db) == 1;
        if (*added)
                store->last_added = sqlite3_last_insert_rowid(store->db);
        if (*added && store->watches_keys)
                st = store_note_came(store, step->type, step->now);
        return *added && st == OK ? keep_return(store, step, author, scratch) : st;
}

/* Sheets of one workbook are sources of their own. */
static enum status of_one_file(bool *out, struct store *store, int64_t a, int64_t b)
{
        sqlite3_stmt *s = NULL;
        bool row = false;
        enum status st;

        *out = a == b || (store->one_file.a == a && store->one_file.b == b && store->one_file.same);
        if (a == b || (store->one_file.a == a && store->one_file.b == b))
                return OK;
        s = store_sql(store, SQL_SOURCE_SAME_FILE);
        store_bind_int(s, ":a", a);
        store_bind_int(s, ":b", b);
        st = store_step(&row, store, s);
        sqlite3_reset(s);
        *out = row;
        store->one_file.a = a;
        store->one_file.b = b;
        store->one_file.same = row;
        return st;
}

/* Works out what a row does to the record of its key. Within one file a key may stand once; a later file corrects the record. */
static enum status meet(struct put_result *out, struct store *store, struct history_step *step,
                        const struct stored *old, const struct store_author *author, struct arena *scratch)
{
        const struct row_type *type = step->type;
        void *now = arena_alloc(scratch, type->size);
        bool equal, same_file;
        enum status st = of_one_file(&same_file, store, old->source, step->source);

        if (st != OK)
                return st;
        memcpy(now, step->now, type->size);
        row_keep_unsaid(type, now, old->record);
        step->now = now;
        equal = row_equal(type, old->record, now);
        if (same_file && (old->source != step->source || old->line != step->line)) {
                out->put = equal ? PUT_TWIN : PUT_CONFLICT;
                out->first_line = old->line;
                out->first_source = old->source;
                return OK;
        }
        out->put = equal ? PUT_UNCHANGED : PUT_CHANGED;
        if (equal)
                return old->source == step->source ? OK : write_row(store, type->move, type, type->keys, step);
        out->changes = row_changes(type, old->record, step->now, scratch);
        step->old = old->record;
        step->old_source = old->source;
        step->old_line = old->line;
        st = store_add_history(store, step, author, scratch);
        return st == OK ? write_row(store, type->put, type, type->n, step) : st;
}

/* Of a row that is surely new nothing need be asked. That a line without a facility may be given one changes its key. */
static bool add_later(struct store *store, const struct history_step *step)
{
        bool fresh = store_is_fresh(store, step->type, step->now);

        store->last_is_errand = fresh && !(step->type == &row_purchase && store->unplaced != NONE_THERE) &&
                                row_add_later(store, step->type, step->now, step->source, step->line);
        if (store->last_is_errand)
                store->meets_known = false;
        return store->last_is_errand;
}

/* One rule for all tables: records are found by key. If the last row was known already, the key is looked for first; otherwise the
 * row is added first. */
static enum status put_row(struct put_result *out, struct stored *old, struct store *store, struct history_step *step,
                           const struct store_author *author, struct arena *scratch)
{
        bool added = false, found = false;
        enum status st = OK;

        *out = (struct put_result){.put = PUT_ADDED};
        if (add_later(store, step))
                return OK;
        if (!store->meets_known)
                st = add_row(&added, store, step, author, scratch);
        if (st != OK || added)
                return st;
        st = read_row(old, &found, store, step->type, step->now, scratch);
        if (st == OK && !found)
                st = add_row(&added, store, step, author, scratch);
        store->meets_known = found;
        return st == OK && found ? meet(out, store, step, old, author, scratch) : st;
}

enum status store_put_facility(struct put_result *out, struct store *store, const struct facility *facility,
                               int64_t source, const struct store_author *author, struct arena *scratch)
{
        struct history_step step = {
                .type = &row_facility, .now = facility, .source = source, .line = facility->origin.line};
        struct facility old = {0};

        return put_row(out, &(struct stored){.record = &old}, store, &step, author, scratch);
}

enum status store_put_claim(struct put_result *out, struct store *store, const struct claim *claim, int64_t source,
                            const struct store_author *author, struct arena *scratch)
{
        struct history_step step = {.type = &row_claim, .now = claim, .source = source, .line = claim->origin.line};
        struct claim old = {0};

        return put_row(out, &(struct stored){.record = &old}, store, &step, author, scratch);
}

enum status store_put_vendor_line(struct put_result *out, struct store *store, const struct purchase *line,
                                  int64_t source, const struct store_author *author, struct arena *scratch)
{
        struct history_step step = {.type = &row_vendor_line, .now = line, .source = source, .line = line->origin.line};
        struct purchase old = {0};

        if (!*line->facility)
                store->unplaced = SOME_THERE;
        return put_row(out, &(struct stored){.record = &old}, store, &step, author, scratch);
}

enum status store_put_purchase(struct put_result *out, struct store *store, const struct purchase *purchase,
                               int64_t source, const struct store_author *author, struct arena *scratch)
{
        struct history_step step = {
                .type = &row_purchase, .now = purchase, .source = source, .line = purchase->origin.line};
        struct purchase old = {0};

        if (!*purchase->facility)
                store->unplaced = SOME_THERE;
        return put_row(out, &(struct stored){.record = &old}, store, &step, author, scratch);
}

static void name_all(struct evidence_list *list, const char *names, bool of_breakdown, struct arena *arena)
{
        struct texts each = scan_names(arena, names);

        for (size_t i = 0; i < each.n; i++)
                *vec_add(arena, list) =
                        (struct evidence){.name = text_nfc(arena, each.at[i]), .is_breakdown = of_breakdown};
}

/* The scans of both columns, also where the table has only one of them. */
static struct evidence_list evidence_named(const struct receipt *receipt, struct arena *arena)
{
        struct evidence_list list = {0};

        name_all(&list, receipt->evidence_names, false, arena);
        name_all(&list, receipt->breakdown_names, true, arena);
        return list;
}

enum status store_put_receipt(struct put_result *out, struct store *store, const struct receipt *receipt,
                              int64_t source, const struct store_author *author, struct arena *scratch)
{
        struct history_step step = {
                .type = &row_receipt, .now = receipt, .source = source, .line = receipt->origin.line};
        struct receipt old = {.evidence_names = "", .breakdown_names = ""};
        struct stored stored = {.record = &old};
        enum status st = put_row(out, &stored, store, &step, author, scratch);
        const struct receipt *now;
        struct evidence_list names;

        if (st != OK || (out->put != PUT_ADDED && out->put != PUT_CHANGED))
                return st;
        if (out->put == PUT_ADDED)
                return store_name_new_evidence(store, store->last_added, &receipt->evidence);
        now = step.now; /* with what its table did not say */
        if (strcmp(old.evidence_names, now->evidence_names) == 0 &&
            strcmp(old.breakdown_names, now->breakdown_names) == 0)
                return OK;
        names = evidence_named(now, scratch);
        return store_name_evidence(store, stored.id, &names, author, scratch);
}

/* The one payer so far; "" none; several: NULL. */
static void note_payer(const char **payer, bool *first, const char *facility, struct arena *arena)
{
        if (*first)
                *payer = arena_strdup(arena, facility);
        else if (*payer && strcmp(*payer, facility) != 0)
                *payer = NULL;
        *first = false;
}

static int compare_ids(const void *a, const void *b)
{
        int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

        return (x > y) - (x < y);
}

enum status store_only_payer(const char **out, struct store *store, const char *number, const int64_t *sources,
                             size_t n, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_RECEIPT_PAYERS);
        const char *here = "", *anywhere = "";
        bool first_here = true, first = true, row = true;
        int64_t source;
        enum status st;

        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":number", number);
        while ((st = store_step(&row, store, s)) == OK && row) {
                const char *facility = (const char *)sqlite3_column_text(s, 0);

                note_payer(&anywhere, &first, facility, arena);
                source = sqlite3_column_int64(s, 1);
                if (n && bsearch(&source, sources, n, sizeof *sources, compare_ids))
                        note_payer(&here, &first_here, facility, arena);
        }
        *out = here && *here ? here : anywhere ? anywhere : "";
        return st;
}

static enum status any_there(enum known *known, struct store *store, enum sql sql)
{
        sqlite3_stmt *s = *known == NOT_KNOWN ? store_sql(store, sql) : NULL;
        bool row = false;
        enum status st;

        if (*known != NOT_KNOWN)
                return OK;
        st = store_step(&row, store, s);
        sqlite3_reset(s);
        *known = row ? SOME_THERE : NONE_THERE;
        return st;
}

enum status store_any_rejected(bool *out, struct store *store)
{
        enum status st = any_there(&store->rejected, store, SQL_IMPORT_FINDING_ANY);

        *out = store->rejected == SOME_THERE;
        return st;
}

enum status store_place_purchases(struct store *store, const char *number, const char *facility)
{
        static const enum sql both[] = {SQL_PURCHASE_PLACE, SQL_VENDOR_LINE_PLACE};
        enum status st = any_there(&store->unplaced, store, SQL_PURCHASE_ANY_UNPLACED);

        for (int i = 0; st == OK && store->unplaced != NONE_THERE && i < 2; i++) {
                sqlite3_stmt *s = store_sql(store, both[i]);

                if (!s)
                        return ERR_SYSTEM;
                store_bind_text(s, ":number", number);
                store_bind_text(s, ":facility", facility);
                st = store_run(store, s);
        }
        return st;
}
