#include "core/store/store_private.h"

#include <string.h>

#include "core/store/kept/evidence.h"

#include "core/banned.h"

enum status store_put_evidence(struct store *store, const struct evidence *e)
{
        sqlite3_stmt *s = store_sql(store, SQL_EVIDENCE_PUT);

        store_bind_text(s, ":sha256", e->sha256);
        store_bind_text(s, ":ext", e->ext);
        store_bind_int(s, ":ok", e->state == EVIDENCE_OK);
        store_bind_text(s, ":reason", e->reason ? e->reason : "");
        store_bind_int(s, ":size", e->size);
        store_bind_int(s, ":width", e->width);
        store_bind_int(s, ":height", e->height);
        store_bind_int(s, ":dpi", e->dpi);
        store_bind_int(s, ":rotation", e->rotation);
        store_bind_int(s, ":carries", e->carries);
        return store_run(store, s);
}

enum status store_find_evidence(struct evidence *out, bool *found, struct store *store, const char *sha256,
                                struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_EVIDENCE_GET);
        enum status st;

        store_bind_text(s, ":sha256", sha256);
        st = store_step(found, store, s);
        if (*found) {
                out->ext = store_column(s, 0, arena);
                out->state = sqlite3_column_int(s, 1) ? EVIDENCE_OK : EVIDENCE_DAMAGED;
                out->reason = store_column(s, 2, arena);
                out->carries = sqlite3_column_int(s, 3);
        }
        sqlite3_reset(s);
        return st;
}

enum status store_damaged_evidence(struct evidence_list *out, struct store *store, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_EVIDENCE_DAMAGED);
        enum status st = OK;

        *out = (struct evidence_list){0};
        while (store_next(&st, store, s))
                *vec_add(arena, out) = (struct evidence){.sha256 = store_column(s, 0, arena),
                                                         .ext = store_column(s, 1, arena),
                                                         .state = EVIDENCE_DAMAGED,
                                                         .reason = store_column(s, 2, arena)};
        return st;
}

#define TEXT(name) FIELD_OF(tie, name, name, FIELD_TEXT)
static const struct field tie_columns[] = {TEXT(facility), TEXT(number), TEXT(name), TEXT(sha256)};
#undef TEXT

static const struct row_type row_tie = {.kind = "evidence", .columns = tie_columns, .keys = 3, .n = 4};

enum status store_keep_tie(struct store *store, const struct tie *old, const struct tie *now,
                           const struct store_author *author, struct arena *scratch)
{
        const struct history_step step = {.type = &row_tie, .old = old, .now = now};

        return store_add_history(store, &step, author, scratch);
}

/* A place where a scan's name is written: receipt and position. */
struct link {
        int64_t receipt, position;
        const char *old, *facility, *number;
};
struct links {
        VEC(struct link);
};

static enum status find_links(struct links *out, struct store *store, const char *name, const char *sha256,
                              int64_t source, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_LINK_OLD);
        enum status st = OK;

        store_bind_text(s, ":name", name);
        store_bind_text(s, ":sha256", sha256);
        store_bind_int(s, ":source", source);
        while (store_next(&st, store, s))
                *vec_add(arena, out) =
                        (struct link){sqlite3_column_int64(s, 0), sqlite3_column_int64(s, 1), store_column(s, 2, arena),
                                      store_column(s, 3, arena), store_column(s, 4, arena)};
        return st;
}

static enum status set_link(struct store *store, const struct link *link, const char *sha256)
{
        sqlite3_stmt *s = store_sql(store, SQL_LINK_SET);

        store_bind_text(s, ":sha256", sha256);
        store_bind_int(s, ":receipt", link->receipt);
        store_bind_int(s, ":position", link->position);
        return store_run(store, s);
}

/* A scan that a table names now needs no tie by its own name or by hand any more. */
static enum status link_once(struct store *store, const char *sha256)
{
        sqlite3_stmt *s = store_sql(store, SQL_LINK_ONCE);

        store_bind_text(s, ":sha256", sha256);
        return store_run(store, s);
}

/* Ties the scan where none was tied yet. These may be very many, and there is nothing to keep in the history. */
static enum status link_new(int *links, struct store *store, const char *name, const char *sha256, int64_t source)
{
        sqlite3_stmt *s = store_sql(store, SQL_LINK_NEW);
        enum status st;

        store_bind_text(s, ":name", name);
        store_bind_text(s, ":sha256", sha256);
        store_bind_int(s, ":source", source);
        st = store_run(store, s);
        *links = st == OK ? sqlite3_changes(store->db) : 0;
        return st;
}

enum status store_link_evidence(int *links, struct store *store, const char *name, const char *sha256, int64_t source,
                                const struct store_author *author, struct arena *scratch)
{
        struct links found = {0};
        enum status st = link_new(links, store, name, sha256, source);

        if (st == OK)
                st = find_links(&found, store, name, sha256, source, scratch);
        for (size_t i = 0; st == OK && i < found.n; i++) {
                const struct link *link = &found.at[i];

                st = store_keep_tie(store, &(struct tie){link->facility, link->number, name, link->old},
                                    &(struct tie){link->facility, link->number, name, sha256}, author, scratch);
                if (st == OK)
                        st = set_link(store, &found.at[i], sha256);
        }
        *links += (int)found.n;
        return st == OK && *links ? link_once(store, sha256) : st;
}

enum status store_kept_scan(const char **sha256, struct store *store, const char *name, int64_t source,
                            struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_EVIDENCE_KEPT);
        bool row = false, more = false;
        enum status st;

        *sha256 = "";
        store_bind_text(s, ":name", name);
        store_bind_int(s, ":source", source);
        st = store_step(&row, store, s);
        if (st == OK && row) {
                *sha256 = store_column(s, 0, arena);
                st = store_step(&more, store, s);
        }
        if (more)
                *sha256 = "";
        sqlite3_reset(s);
        return st;
}

enum status store_was_untied(bool *out, struct store *store, const char *sha256)
{
        sqlite3_stmt *s = store_sql(store, SQL_UNTIED_ANY);

        store_bind_text(s, ":sha256", sha256);
        return store_any(out, store, s);
}

enum status store_lacks_evidence(bool *lacks, struct store *store, const char *name, int64_t source)
{
        sqlite3_stmt *s = store_sql(store, SQL_LINK_LACKS);
        enum status st;

        store_bind_text(s, ":name", name);
        store_bind_int(s, ":source", source);
        st = store_step(lacks, store, s);
        sqlite3_reset(s);
        return st;
}

/* Which scans the receipt of `id` has: those that a table names, or all. */
static enum status read_ties(struct ties *out, struct store *store, int64_t id, bool all, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_TIES_OF);
        enum status st = OK;

        store_bind_int(s, ":receipt", id);
        store_bind_int(s, ":all", all);
        while (store_next(&st, store, s))
                *vec_add(arena, out) = (struct tie){store_column(s, 0, arena), store_column(s, 1, arena),
                                                    store_column(s, 2, arena), store_column(s, 3, arena)};
        return st;
}

static const char *tied_to(const struct ties *ties, const char *name)
{
        for (size_t i = 0; i < ties->n; i++)
                if (strcmp(ties->at[i].name, name) == 0)
                        return ties->at[i].sha256;
        return "";
}

static bool is_named(const struct evidence_list *names, const char *name)
{
        for (size_t i = 0; i < names->n; i++)
                if (strcmp(names->at[i].name, name) == 0)
                        return true;
        return false;
}

/* Of a receipt that an errand adds. */
static bool add_link_later(struct store *store, size_t position, const struct evidence *e, const char *sha256)
{
        const struct errand_value values[] = {{.is_last = true},
                                              {.number = (int64_t)position},
                                              {.text = e->name},
                                              {.number = e->is_breakdown},
                                              {.text = sha256}};

        return store_errand(store, SQL_LINK_ADD, values, 5, true);
}

static enum status add_link(struct store *store, int64_t receipt, size_t position, const struct evidence *e,
                            const char *sha256)
{
        sqlite3_stmt *s = store_sql(store, SQL_LINK_ADD);

        if (!s)
                return ERR_SYSTEM;
        /* by place, as imports add most of them: :receipt, :position, :name, :breakdown, :sha256 */
        sqlite3_bind_int64(s, 1, receipt);
        sqlite3_bind_int64(s, 2, (int64_t)position);
        sqlite3_bind_text(s, 3, e->name, -1, SQLITE_STATIC);
        sqlite3_bind_int(s, 4, e->is_breakdown);
        sqlite3_bind_text(s, 5, sha256, -1, SQLITE_STATIC);
        return store_run(store, s);
}

enum status store_name_new_evidence(struct store *store, int64_t receipt, const struct evidence_list *names)
{
        enum status st = OK;

        for (size_t i = 0; st == OK && i < names->n; i++) {
                const char *sha256 = names->at[i].sha256 ? names->at[i].sha256 : "";

                if (store->last_is_errand && add_link_later(store, i, &names->at[i], sha256))
                        continue;
                st = store_errands_done(store);
                if (st == OK && store->last_is_errand)
                        receipt = sqlite3_last_insert_rowid(store->db);
                store->last_is_errand = false;
                if (st == OK)
                        st = add_link(store, receipt, i, &names->at[i], sha256);
        }
        return st;
}

enum status store_name_evidence(struct store *store, int64_t receipt, const struct evidence_list *names,
                                const struct store_author *author, struct arena *scratch)
{
        struct ties old = {0};
        enum status st = read_ties(&old, store, receipt, false, scratch);
        sqlite3_stmt *s;

        for (size_t i = 0; st == OK && i < old.n; i++)
                if (!is_named(names, old.at[i].name))
                        st = store_keep_tie(store, &old.at[i], NULL, author, scratch);
        s = st == OK ? store_sql(store, SQL_LINK_DROP) : NULL;
        store_bind_int(s, ":receipt", receipt);
        st = store_run(store, s);
        for (size_t i = 0; st == OK && i < names->n; i++)
                st = add_link(store, receipt, i, &names->at[i], tied_to(&old, names->at[i].name));
        return st;
}

enum status store_untie_evidence(struct store *store, int64_t receipt, const struct store_author *author,
                                 struct arena *scratch)
{
        struct ties old = {0};
        enum status st = read_ties(&old, store, receipt, true, scratch);

        for (size_t i = 0; st == OK && i < old.n; i++)
                st = store_keep_tie(store, &old.at[i], NULL, author, scratch);
        return st;
}
