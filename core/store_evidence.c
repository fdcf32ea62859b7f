#include "core/store_private.h"

#include <string.h>

#include "core/banned.h"

enum status store_put_evidence(struct store *store, const struct evidence *e)
{
        sqlite3_stmt *s = store_sql(store, SQL_EVIDENCE_PUT);

        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":sha256", e->sha256);
        store_bind_text(s, ":ext", e->ext);
        store_bind_int(s, ":ok", e->state == EVIDENCE_OK);
        store_bind_text(s, ":reason", e->reason ? e->reason : "");
        store_bind_int(s, ":size", e->size);
        store_bind_int(s, ":width", e->width);
        store_bind_int(s, ":height", e->height);
        store_bind_int(s, ":dpi", e->dpi);
        store_bind_int(s, ":rotation", e->rotation);
        return store_run(store, s);
}

enum status store_find_evidence(struct evidence *out, bool *found, struct store *store, const char *sha256,
                                struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_EVIDENCE_GET);
        enum status st;

        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":sha256", sha256);
        st = store_step(found, store, s);
        if (*found) {
                out->ext = store_column(s, 0, arena);
                out->state = sqlite3_column_int(s, 1) ? EVIDENCE_OK : EVIDENCE_DAMAGED;
                out->reason = store_column(s, 2, arena);
        }
        sqlite3_reset(s);
        return st;
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
        bool row = true;
        enum status st;

        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":name", name);
        store_bind_text(s, ":sha256", sha256);
        store_bind_int(s, ":source", source);
        while ((st = store_step(&row, store, s)) == OK && row)
                *vec_add(arena, out) =
                        (struct link){sqlite3_column_int64(s, 0), sqlite3_column_int64(s, 1), store_column(s, 2, arena),
                                      store_column(s, 3, arena), store_column(s, 4, arena)};
        return st;
}

static enum status set_link(struct store *store, const struct link *link, const char *sha256)
{
        sqlite3_stmt *s = store_sql(store, SQL_LINK_SET);

        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":sha256", sha256);
        store_bind_int(s, ":receipt", link->receipt);
        store_bind_int(s, ":position", link->position);
        return store_run(store, s);
}

static enum status keep_replaced(struct store *store, const struct link *link, const char *sha256,
                                 const struct store_author *author, struct arena *scratch)
{
        sqlite3_stmt *s = store_sql(store, SQL_HISTORY_ADD);

        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":at", author->at);
        store_bind_text(s, ":who", author->who);
        store_bind_text(s, ":why", author->why);
        store_bind_text(s, ":kind", "evidence");
        store_bind_text(s, ":record", arena_printf(scratch, "%s/%s", link->facility, link->number));
        store_bind_text(s, ":old", link->old);
        store_bind_text(s, ":new", sha256);
        return store_run(store, s);
}

enum status store_link_evidence(int *links, struct store *store, const char *name, const char *sha256, int64_t source,
                                const struct store_author *author, struct arena *scratch)
{
        struct links found = {0};
        enum status st = find_links(&found, store, name, sha256, source, scratch);

        for (size_t i = 0; st == OK && i < found.n; i++) {
                if (*found.at[i].old)
                        st = keep_replaced(store, &found.at[i], sha256, author, scratch);
                if (st == OK)
                        st = set_link(store, &found.at[i], sha256);
        }
        *links = (int)found.n;
        return st;
}
