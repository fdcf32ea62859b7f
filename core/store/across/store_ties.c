/* Scans and receipts: which belong together, which have no counterpart. Nothing is removed for good: a tie that is taken
 * away goes into the history, and the bytes stay in evidence/. */
#include "core/store/store_private.h"

#include <string.h>

#include "core/format/image.h"
#include "core/store/across/ties.h"

#include "core/banned.h"

enum { SHORT_DIGEST = 12 /* digits that a person may type */ };

enum status store_note_name(struct store *store, const char *sha256, const char *name, const struct scan_sender *from)
{
        sqlite3_stmt *s = store_sql(store, SQL_NAME_ADD);

        store_bind_text(s, ":sha256", sha256);
        store_bind_text(s, ":name", name);
        store_bind_text(s, ":path", from->path ? from->path : "");
        store_bind_text(s, ":facility", from->facility ? from->facility : "");
        return store_run(store, s);
}

/* ---- what has no counterpart */

static enum status read_scans(struct loose_scans *out, struct store *store, sqlite3_stmt *s, struct arena *arena)
{
        enum status st = OK;

        while (store_next(&st, store, s)) {
                struct loose_scan *scan = vec_add(arena, out);

                scan->sha256 = store_column(s, 0, arena);
                scan->name = store_column(s, 1, arena);
                scan->ext = store_column(s, 2, arena);
                scan->reason = sqlite3_column_int(s, 3) ? "" : store_column(s, 4, arena);
                if (sqlite3_column_count(s) > 5)
                        scan->from = (struct scan_sender){store_column(s, 5, arena), store_column(s, 6, arena)};
        }
        return st;
}

static enum status read_batch(struct loose_scans *out, struct store *store, enum sql id, const struct loose_scan *after,
                              struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, id);

        *out = (struct loose_scans){0};
        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":name", after ? after->name : "");
        store_bind_text(s, ":sha256", after ? after->sha256 : "");
        return read_scans(out, store, s, arena);
}

enum status store_loose_scans(struct loose_scans *out, struct store *store, const struct loose_scan *after,
                              struct arena *arena)
{
        return read_batch(out, store, SQL_LOOSE, after, arena);
}

enum status store_unplaced_scans(struct loose_scans *out, struct store *store, const struct loose_scan *after,
                                 struct arena *arena)
{
        return read_batch(out, store, SQL_UNPLACED, after, arena);
}

enum status store_find_scans(struct loose_scans *out, struct store *store, const char *word, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_EVIDENCE_FIND);

        *out = (struct loose_scans){0};
        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":word", word);
        return read_scans(out, store, s, arena);
}

enum status store_knows_facility(bool *out, struct store *store, const char *facility)
{
        sqlite3_stmt *s = store_sql(store, SQL_FACILITY_KNOWN);
        enum status st;

        store_bind_text(s, ":facility", facility);
        st = store_step(out, store, s);
        sqlite3_reset(s);
        return st;
}

enum status store_receipts_named(struct receipt_refs *out, struct store *store, const char *facility,
                                 struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_RECEIPTS_NAMED);
        enum status st = OK;

        *out = (struct receipt_refs){0};
        store_bind_text(s, ":facility", facility);
        while (store_next(&st, store, s))
                *vec_add(arena, out) = (struct receipt_ref){sqlite3_column_int64(s, 0), store_column(s, 1, arena),
                                                            store_column(s, 2, arena)};
        return st;
}

enum status store_bare_receipts(struct bare_receipts *out, struct store *store, const char *facility, bool idle,
                                int64_t after, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_BARE);
        enum status st = OK;

        *out = (struct bare_receipts){0};
        store_bind_text(s, ":facility", facility);
        store_bind_int(s, ":idle", idle);
        store_bind_int(s, ":after", after);
        while (store_next(&st, store, s)) {
                struct bare_receipt *r = vec_add(arena, out);

                *r = (struct bare_receipt){
                        {sqlite3_column_int64(s, 0), store_column(s, 1, arena), store_column(s, 2, arena)},
                        store_column(s, 3, arena),
                        NULL,
                        {0},
                        {sqlite3_column_int64(s, 5)}};
                date_parse(&r->date, store_column(s, 4, arena));
                st = store_place(&r->place, store, s, 6, "evidence", arena);
        }
        return st;
}

static enum status count(int64_t *out, struct store *store, sqlite3_stmt *s)
{
        bool row = false;
        enum status st = s ? store_step(&row, store, s) : ERR_SYSTEM;

        *out = row ? sqlite3_column_int64(s, 0) : 0;
        if (s)
                sqlite3_reset(s);
        return st;
}

enum status store_count_evidence(struct evidence_counts *out, struct store *store)
{
        enum status st = count(&out->bare, store, store_sql(store, SQL_BARE_COUNT));

        return st == OK ? count(&out->loose, store, store_sql(store, SQL_LOOSE_COUNT)) : st;
}

/* ---- ties */

static enum status has_row(bool *out, struct store *store, sqlite3_stmt *s)
{
        enum status st = store_step(out, store, s);

        sqlite3_reset(s);
        return st;
}

static void bind_untied(sqlite3_stmt *s, const struct tie_request *r)
{
        store_bind_text(s, ":sha256", r->sha256);
        store_bind_text(s, ":facility", r->receipt->facility);
        store_bind_text(s, ":number", r->receipt->number);
}

static enum status run_untied(struct store *store, enum sql id, const struct tie_request *r)
{
        sqlite3_stmt *s = store_sql(store, id);

        if (!s)
                return ERR_SYSTEM;
        bind_untied(s, r);
        return store_run(store, s);
}

/* Whether the receipt has these bytes, and under which name. */
static enum status find_tie(bool *has, const char **name, struct store *store, const struct tie_request *r,
                            struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_TIE_FIND);
        enum status st = OK;

        *has = false;
        store_bind_int(s, ":receipt", r->receipt->id);
        while (store_next(&st, store, s)) {
                if (*has || strcmp(store_column(s, 2, arena), r->sha256) != 0)
                        continue;
                *has = true;
                *name = store_column(s, 1, arena);
        }
        return st;
}

/* Fills a place where a table names the scan, or adds one. */
static enum status add_tie(struct store *store, const struct tie_request *r)
{
        sqlite3_stmt *s = store_sql(store, SQL_TIE_MISSING);
        int64_t position = 0;
        bool missing = false;
        enum status st;

        store_bind_int(s, ":receipt", r->receipt->id);
        store_bind_text(s, ":name", r->name);
        st = store_step(&missing, store, s);
        position = missing ? sqlite3_column_int64(s, 0) : 0;
        sqlite3_reset(s);
        s = st == OK ? store_sql(store, missing ? SQL_LINK_SET : SQL_TIE_ADD) : NULL;
        if (!s)
                return ERR_SYSTEM;
        store_bind_int(s, ":receipt", r->receipt->id);
        store_bind_text(s, ":sha256", r->sha256);
        if (missing) {
                store_bind_int(s, ":position", position);
        } else {
                store_bind_text(s, ":name", r->name);
                store_bind_int(s, ":breakdown", r->is_breakdown);
                store_bind_int(s, ":how", r->how);
        }
        return store_run(store, s);
}

enum status store_tie(enum put *put, struct store *store, const struct tie_request *r,
                      const struct store_author *author, struct arena *scratch)
{
        const struct tie now = {r->receipt->facility, r->receipt->number, r->name, r->sha256};
        bool has = false, untied = false;
        sqlite3_stmt *s = store_sql(store, SQL_UNTIED_GET);
        enum status st = ERR_SYSTEM;

        *put = PUT_UNCHANGED;
        if (s) {
                bind_untied(s, r);
                st = has_row(&untied, store, s);
        }
        if (st == OK)
                st = find_tie(&has, &(const char *){NULL}, store, r, scratch);
        if (st != OK || has || (untied && r->how != TIE_HAND))
                return st;
        st = add_tie(store, r);
        if (st == OK && untied)
                st = run_untied(store, SQL_UNTIED_DROP, r);
        if (st == OK && r->how == TIE_HAND) {
                struct tie before = now;

                before.sha256 = "";
                st = store_keep_tie(store, untied ? NULL : &before, &now, author, scratch);
        }
        *put = PUT_ADDED;
        return st;
}

static enum status run_tie(struct store *store, enum sql id, const struct tie_request *r)
{
        sqlite3_stmt *s = store_sql(store, id);

        store_bind_int(s, ":receipt", r->receipt->id);
        store_bind_text(s, ":sha256", r->sha256);
        return store_run(store, s);
}

enum status store_untie(enum put *put, struct store *store, const struct tie_request *r,
                        const struct store_author *author, struct arena *scratch)
{
        const char *name = r->name;
        bool has = false;
        enum status st = find_tie(&has, &name, store, r, scratch);

        *put = has ? PUT_CHANGED : PUT_UNCHANGED;
        if (st != OK || !has)
                return st;
        st = store_keep_tie(store, &(struct tie){r->receipt->facility, r->receipt->number, name, r->sha256}, NULL,
                            author, scratch);
        if (st == OK)
                st = run_tie(store, SQL_TIE_DROP, r);
        if (st == OK)
                st = run_tie(store, SQL_TIE_EMPTY, r);
        return st == OK ? run_untied(store, SQL_UNTIED_ADD, r) : st;
}

/* ---- for check */

static enum status loose_findings(struct store *store, const char *facility, struct findings *out, struct arena *arena)
{
        struct loose_scans scans;
        const struct loose_scan *last = NULL;
        enum status st;

        while ((st = store_loose_scans(&scans, store, last, arena)) == OK && scans.n) {
                for (size_t i = 0; i < scans.n; i++) {
                        const struct loose_scan *scan = last = &scans.at[i];

                        if (strncmp(scan->name, facility, strlen(facility)) != 0 || !findings_room(out, W335))
                                continue;
                        finding_add(out, W335, arena_printf(arena, "evidence/%s.%s", scan->sha256, scan->ext), NULL,
                                    scan->name)
                                ->args[0] = arena_printf(arena, "%.*s", SHORT_DIGEST, scan->sha256);
                }
        }
        return st;
}

static enum status bare_findings(struct store *store, const char *facility, struct findings *out, struct arena *arena)
{
        struct arena *batch = arena_child(arena);
        struct bare_receipts receipts = {0};
        int64_t after = 0;
        enum status st;

        while ((st = store_bare_receipts(&receipts, store, facility, true, after, batch)) == OK && receipts.n) {
                for (size_t i = 0; i < receipts.n; i++) {
                        const struct bare_receipt *r = &receipts.at[i];

                        after = r->ref.id;
                        if (findings_room(out, W336))
                                finding_add(out, W336, arena_printf(arena, "%s/%s", r->ref.facility, r->ref.number),
                                            arena_strdup(arena, r->ref.number), arena_strdup(arena, r->place));
                }
                receipts = (struct bare_receipts){0};
                arena_reset(batch);
        }
        arena_free(batch);
        return st;
}

static enum status carrying_findings(struct store *store, const char *facility, struct findings *out,
                                     struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_CARRYING);
        enum status st = OK;

        store_bind_text(s, ":facility", facility);
        while (store_next(&st, store, s)) {
                const char *file;

                if (!findings_room(out, W337))
                        continue;
                file = arena_printf(arena, "evidence/%s.%s", store_column(s, 0, arena), store_column(s, 1, arena));
                finding_add(out, W337, file, NULL, store_column(s, 3, arena))->args[0] =
                        image_carries_words(arena, sqlite3_column_int(s, 2));
        }
        return st;
}

enum status store_evidence_findings(struct store *store, const char *facility, struct findings *out,
                                    struct arena *arena)
{
        enum status st = loose_findings(store, facility, out, arena);

        if (st == OK)
                st = bare_findings(store, facility, out, arena);
        return st == OK ? carrying_findings(store, facility, out, arena) : st;
}
