#include "core/store/across/double_papers.h"

#include <string.h>

#include "core/banned.h"

static bool is_new(struct texts *keys, const char *key, struct arena *arena)
{
        for (size_t i = 0; i < keys->n; i++)
                if (strcmp(keys->at[i], key) == 0)
                        return false;
        *vec_add(arena, keys) = key;
        return true;
}

static bool stands_before(const struct double_receipt *a, const struct double_receipt *b)
{
        if (a->source != b->source)
                return a->source < b->source;
        return a->line != b->line ? a->line < b->line : a->id < b->id;
}

static void add_paper(struct double_receipts *papers, sqlite3_stmt *s, struct arena *arena)
{
        struct double_receipt paper = {.id = sqlite3_column_int64(s, 0),
                                       .source = sqlite3_column_int64(s, 3),
                                       .line = sqlite3_column_int64(s, 4)};
        size_t at = papers->n;

        while (at > 0 && !stands_before(&papers->at[at - 1], &paper)) /* they come in this order: mostly at the end */
                at--;
        if (at < papers->n && papers->at[at].id == paper.id)
                return;
        paper.payer = store_column(s, 1, arena);
        paper.number = store_column(s, 2, arena);
        (void)vec_add(arena, papers);
        memmove(&papers->at[at + 1], &papers->at[at], (papers->n - 1 - at) * sizeof *papers->at);
        papers->at[at] = paper;
}

enum status double_papers_add(struct double_receipts *papers, struct store *store, enum sql sql, int64_t id,
                              const char *key, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, sql);
        enum status st = OK;

        if (!s)
                return ERR_SYSTEM;
        store_bind_int(s, ":receipt", id);
        if (key)
                store_bind_text(s, ":text", key);
        while (store_next(&st, store, s))
                add_paper(papers, s, arena);
        return st;
}

/* "s" and a scan's digest, of which a receipt may have several; "r" and a registration number with the number of the receipt. */
static enum status keys_of(struct texts *out, struct store *store, int64_t id, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_PAPER_KEYS);

        store_bind_int(s, ":receipt", id);
        return store_texts(out, store, s, arena);
}

/* A scan of 15,000 receipts would be walked over 15,000 times. */
static enum status add_same_scan(struct double_receipts *papers, struct store *store, int64_t id, const char *sha256,
                                 struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_SCAN_IS_COMMON);
        bool common = false;
        enum status st;

        store_bind_text(s, ":text", sha256);
        st = store_any(&common, store, s);
        return st == OK ? double_papers_add(papers, store, common ? SQL_SAME_BY_COMMON_SCAN : SQL_SAME_BY_SCAN, id,
                                            sha256, arena)
                        : st;
}

static enum status look_up(struct double_receipts *papers, struct store *store, int64_t id, struct arena *arena)
{
        struct texts keys = {0};
        enum status st = keys_of(&keys, store, id, arena);

        for (size_t i = 0; st == OK && i < keys.n; i++) {
                if (!is_new(&papers->keys, keys.at[i], arena))
                        continue;
                st = keys.at[i][0] == 's' ? add_same_scan(papers, store, id, keys.at[i] + 1, arena)
                                          : double_papers_add(papers, store, SQL_SAME_BY_REGISTRATION, id, NULL, arena);
        }
        return st;
}

/* Goes on until no receipt is new, because each new one may bring keys of its own. */
enum status double_papers_find(struct double_receipts *papers, struct store *store, int64_t id, struct arena *arena)
{
        struct {
                VEC(int64_t);
        } asked = {0};
        enum status st = look_up(papers, store, id, arena);

        for (size_t n = 0; st == OK && n != papers->n && papers->n > 1;) {
                n = papers->n;
                asked.n = 0;
                for (size_t i = 0; i < n; i++)
                        *vec_add(arena, &asked) = papers->at[i].id;
                for (size_t i = 0; st == OK && i < asked.n; i++)
                        st = look_up(papers, store, asked.at[i], arena);
        }
        return st;
}
