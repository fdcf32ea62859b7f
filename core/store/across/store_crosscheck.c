#include "core/store/store_private.h"

#include <string.h>

#include "core/assess/crosscheck.h"
#include "core/store/across/crosscheck.h"

#include "core/banned.h"

/* A key with fewer receipts is read again for each facility; one with more is counted once, or 2,500 facilities with one
 * scan would read its 2,500 uses 2,500 times. So what is kept is at most a 64th of the receipts. */
enum { MANY = 64, FEW = 2 * CROSSCHECK_NAMED };

struct use {
        const char *facility, *number;
};

/* The receipts of one key: their number, and the first of them. `first` has at most three of each facility, so that every facility
 * finds three of others there. */
struct shared_key {
        const char *key;
        int64_t receipts;
        int n;
        struct use first[FEW];
};
struct shared_keys {
        struct arena *arena;
        VEC(struct shared_key); /* by kind and key */
};

void store_forget_shared(struct store *store)
{
        if (store->shared)
                arena_free(store->shared->arena);
        store->shared = NULL;
}

static struct shared_keys *keys_of(struct store *store)
{
        struct arena *arena;

        if (!store->shared) {
                arena = arena_child(store->arena);
                store->shared = ARENA_NEW(arena, struct shared_keys);
                store->shared->arena = arena;
        }
        return store->shared;
}

/* Returns the place of the key, or the place where it belongs. */
static size_t position_of(bool *found, const struct shared_keys *keys, const char *key)
{
        size_t low = 0, high = keys->n;

        while (low < high) {
                size_t middle = low + (high - low) / 2;

                if (strcmp(keys->at[middle].key, key) < 0)
                        low = middle + 1;
                else
                        high = middle;
        }
        *found = low < keys->n && strcmp(keys->at[low].key, key) == 0;
        return low;
}

static void remember(struct shared_keys *keys, size_t at, const struct shared_key *counted)
{
        struct shared_key *k;

        (void)vec_add(keys->arena, keys);
        k = keys->at + at;
        memmove(k + 1, k, (keys->n - 1 - at) * sizeof *k);
        *k = *counted;
        k->key = arena_strdup(keys->arena, counted->key);
        for (int i = 0; i < k->n; i++)
                k->first[i] = (struct use){arena_strdup(keys->arena, counted->first[i].facility),
                                           arena_strdup(keys->arena, counted->first[i].number)};
}

static void count_use(struct shared_key *k, sqlite3_stmt *s, struct arena *arena)
{
        const char *facility = (const char *)sqlite3_column_text(s, 0);
        int same = 0;

        k->receipts++;
        if (k->n == FEW || !facility)
                return;
        for (int i = 0; i < k->n; i++)
                same += strcmp(k->first[i].facility, facility) == 0;
        if (same < CROSSCHECK_NAMED)
                k->first[k->n++] = (struct use){store_column(s, 0, arena), store_column(s, 1, arena)};
}

/* A kind of thing that should not be in two facilities. */
struct sameness {
        enum crosscheck_kind kind;
        enum sql everywhere, own, uses;
        enum twice_kind twice;
        const char *field;
};
static const struct sameness samenesses[] = {
        {CROSSCHECK_SCAN, SQL_SAME_SCANS, SQL_SCANS_OF, SQL_SCAN_USES, TWICE_SCAN, "evidence"},
        {CROSSCHECK_PAPER, SQL_SAME_PAPERS, SQL_PAPERS_OF, SQL_PAPER_USES, TWICE_PAPER, "amount"},
};

static enum status count_uses(struct shared_key *out, struct store *store, const struct sameness *same,
                              sqlite3_stmt *own, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, same->uses);
        enum status st = OK;

        store_bind_text(s, ":text", store_column(own, 6, arena));
        store_bind_int(s, ":number", sqlite3_column_int64(own, 7));
        store_bind_text(s, ":issuer_key", store_column(own, 8, arena));
        while (store_next(&st, store, s))
                count_use(out, s, arena);
        return st;
}

static enum status uses_of(struct shared_key *out, struct store *store, const struct sameness *same, sqlite3_stmt *own,
                           const char *key, struct arena *arena)
{
        struct shared_keys *keys = keys_of(store);
        bool found;
        size_t at = position_of(&found, keys, key);
        enum status st;

        if (found) {
                *out = keys->at[at];
                return OK;
        }
        *out = (struct shared_key){.key = key};
        st = store_may_be_twice(&found, store, same->twice, key);
        if (st == OK && found)
                st = count_uses(out, store, same, own, arena);
        if (st == OK && out->receipts >= MANY)
                remember(keys, at, out);
        return st;
}

/* Adds what others have of the key at hand: the first of them by name, the others as a number. */
static void add_others(struct crosscheck *check, const struct shared_key *uses, const char *facility, int64_t own)
{
        int64_t others = uses->receipts - own;

        for (int i = 0; i < uses->n && others > 0; i++) {
                const struct use *use = &uses->first[i];

                if (strcmp(use->facility, facility) == 0)
                        continue;
                crosscheck_row(check, &(struct crosscheck_row){uses->key, use->facility, use->number, NULL, NULL});
                others--;
        }
        if (others > 0)
                crosscheck_more(check, (size_t)others);
}

static enum status read_use(struct crosscheck_row *out, struct store *store, sqlite3_stmt *s,
                            const struct sameness *same, struct arena *arena)
{
        *out = (struct crosscheck_row){store_column(s, 0, arena), store_column(s, 1, arena), store_column(s, 2, arena),
                                       store_column(s, 3, arena), NULL};
        return store_place(&out->place, store, s, 4, same->field, arena);
}

static enum status check_everywhere(struct store *store, const struct sameness *same, struct findings *out,
                                    struct arena *scratch)
{
        sqlite3_stmt *s = store_sql(store, same->everywhere);
        struct crosscheck check;
        struct crosscheck_row use;
        bool row = true;
        enum status st = s ? OK : ERR_SYSTEM;

        crosscheck_start(&check, same->kind, NULL, out);
        while (st == OK && (st = store_step(&row, store, s)) == OK && row) {
                arena_reset(scratch);
                st = read_use(&use, store, s, same, scratch);
                if (st == OK)
                        crosscheck_row(&check, &use);
        }
        crosscheck_end(&check);
        return st;
}

/* The receipts of one facility by key; behind those of a key, what others have of it. */
static enum status check_one(struct store *store, const struct sameness *same, const char *facility,
                             struct findings *out, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, same->own);
        struct shared_key uses = {.key = ""};
        struct crosscheck check;
        struct crosscheck_row use, last = {.key = "", .number = ""};
        int64_t own = 0;
        bool row = true;
        enum status st = s ? OK : ERR_SYSTEM;

        crosscheck_start(&check, same->kind, facility, out);
        if (st == OK)
                store_bind_text(s, ":facility", facility);
        while (st == OK && (st = store_step(&row, store, s)) == OK && row) {
                st = read_use(&use, store, s, same, arena);
                if (st == OK && strcmp(use.key, last.key) != 0) {
                        add_others(&check, &uses, facility, own);
                        own = 0;
                        last.number = NULL;
                        st = uses_of(&uses, store, same, s, use.key, arena);
                }
                own += !last.number || strcmp(last.number, use.number) != 0;
                crosscheck_row(&check, &use);
                last = use;
        }
        if (st == OK)
                add_others(&check, &uses, facility, own);
        crosscheck_end(&check);
        return st;
}

enum status store_crosscheck(struct store *store, const char *facility, struct findings *out, struct arena *arena)
{
        struct arena *scratch = arena_child(arena);
        enum status st = OK;

        for (size_t i = 0; st == OK && i < sizeof samenesses / sizeof *samenesses; i++) {
                st = *facility ? check_one(store, &samenesses[i], facility, out, scratch)
                               : check_everywhere(store, &samenesses[i], out, scratch);
                arena_reset(scratch);
        }
        arena_free(scratch);
        return st;
}
