/* What more than one receipt has: most receipts are alone with what stands on them, and whoever goes through all members need not
 * look for others of each. (Of lines: the numbers on which a facility without such a receipt has some.) It is found in one walk through
 * an index, and marked in a filter: a key that is not marked is surely alone. A key may be marked for another's sake. So it needs no more memory for more receipts. */
#include "core/store/store_private.h"

#include "core/banned.h"

/* From so many questions on the walk pays, and from one for so many receipts: of one member the index itself is asked, and of a shard of
 * them. The filter of what was seen is larger, because everything is in it. */
enum { TWICE_FROM = 256, TWICE_SHARE = 16, BITS = 1 << 23, SEEN_BITS = 1 << 25, WORD = 64 };

struct twice {
        struct arena *arena;
        int64_t receipts; /* there are; 0: not counted yet */
        struct kind {
                int64_t asked;
                uint64_t *marks; /* NULL: not walked through yet */
        } kinds[TWICE_KINDS];
};

static const enum sql walks[TWICE_KINDS] = {
        [TWICE_SUM] = SQL_TWICE_SUMS,   [TWICE_PAPER] = SQL_TWICE_PAPERS, [TWICE_LIKE] = SQL_TWICE_LIKES,
        [TWICE_SCAN] = SQL_TWICE_SCANS, [TWICE_ONE] = SQL_TWICE_ONES,     [TWICE_LINES] = SQL_TWICE_LINES};

void store_forget_twice(struct store *store)
{
        if (store->twice)
                arena_free(store->twice->arena);
        store->twice = NULL;
}

static struct twice *twice_of(struct store *store)
{
        struct arena *arena;

        if (!store->twice) {
                arena = arena_child(store->arena);
                store->twice = ARENA_NEW(arena, struct twice);
                store->twice->arena = arena;
        }
        return store->twice;
}

static uint64_t hash_of(const char *key)
{
        uint64_t h = UINT64_C(14695981039346656037); /* FNV-1a */

        for (; *key; key++)
                h = (h ^ (unsigned char)*key) * UINT64_C(1099511628211);
        return h ^ (h >> 32);
}

/* Returns whether it was marked. */
static bool mark(uint64_t *marks, uint64_t place)
{
        const uint64_t bit = UINT64_C(1) << place % WORD;
        const bool was = marks[place / WORD] & bit;

        marks[place / WORD] |= bit;
        return was;
}

/* Where the rows are those of all receipts, what was seen before is twice there. */
static enum status walk(uint64_t *marks, struct store *store, enum twice_kind which)
{
        struct arena *arena = arena_child(store->arena);
        uint64_t *seen = which == TWICE_ONE ? arena_alloc(arena, SEEN_BITS / 8) : NULL;
        sqlite3_stmt *s = store_sql(store, walks[which]);
        enum status st = OK;

        while (store_next(&st, store, s)) {
                const char *key = (const char *)sqlite3_column_text(s, 0);
                uint64_t hash = key ? hash_of(key) : 0;

                if (!seen || mark(seen, hash % SEEN_BITS))
                        (void)mark(marks, hash % BITS);
        }
        arena_free(arena);
        return st;
}

static enum status walk_pays(bool *out, struct store *store, struct twice *twice, int64_t asked)
{
        sqlite3_stmt *s;
        bool row = false;
        enum status st = OK;

        *out = false;
        if (asked < TWICE_FROM)
                return OK;
        if (!twice->receipts) {
                s = store_sql(store, SQL_RECEIPT_COUNT);
                st = store_step(&row, store, s);
                if (st == OK && row)
                        twice->receipts = sqlite3_column_int64(s, 0);
                sqlite3_reset(s);
        }
        *out = st == OK && asked >= twice->receipts / TWICE_SHARE;
        return st;
}

/* Is what is read now what will be read later? Not while this program writes, and not between transactions. */
static bool stays(const struct store *store)
{
        return !sqlite3_get_autocommit(store->db) && sqlite3_txn_state(store->db, "main") != SQLITE_TXN_WRITE;
}

enum status store_may_be_twice(bool *out, struct store *store, enum twice_kind which, const char *key)
{
        struct twice *twice = twice_of(store);
        struct kind *kind = &twice->kinds[which];
        uint64_t place = hash_of(key) % BITS, *marks;
        bool pays = true;
        enum status st = OK;

        *out = true;
        if (!stays(store))
                return OK;
        if (!kind->marks) {
                st = walk_pays(&pays, store, twice, kind->asked++);
                if (st != OK || !pays)
                        return st;
                marks = arena_alloc(twice->arena, BITS / 8);
                st = walk(marks, store, which);
                if (st != OK)
                        return st; /* of what a walk did not come to nothing is known */
                kind->marks = marks;
        }
        *out = kind->marks[place / WORD] >> place % WORD & 1;
        return OK;
}
