/* Which rows of an import are surely new: those of a table that was empty before, with a key that no row before them had. The keys
 * are not kept but marked in a filter, which may take a new key for one that was there, never the other way round. So it needs no
 * more memory for more rows; the more there are, the more often the table itself has to be asked. */
#include "core/store/store_private.h"

#include "core/banned.h"

/* A key marks four bits of one block: of a million keys one in some thousands is taken for another. */
enum { BLOCKS = 1 << 16, WORDS = 8, MARKS = 4 };

struct fresh {
        const struct row_type *type; /* whose rows come at present; tables come one kind after another */
        uint64_t (*blocks)[WORDS];
        bool facilities, receipts, purchases; /* empty before, and no row of them has come yet */
        struct arena *arena;
};

void store_fresh_begin(struct store *store, bool facilities, bool receipts, bool purchases)
{
        struct arena *arena = arena_child(store->arena);

        store->fresh = ARENA_NEW(arena, struct fresh);
        *store->fresh =
                (struct fresh){.arena = arena, .facilities = facilities, .receipts = receipts, .purchases = purchases};
        store->fresh->blocks = arena_alloc(arena, BLOCKS * sizeof *store->fresh->blocks);
}

void store_fresh_end(struct store *store)
{
        if (store->fresh)
                arena_free(store->fresh->arena);
        store->fresh = NULL;
}

/* The rows of the kind before are forgotten: if one comes all the same, its table is asked. */
static bool is_at(struct fresh *fresh, const struct row_type *type)
{
        bool *empty = type == &row_facility   ? &fresh->facilities
                      : type == &row_receipt  ? &fresh->receipts
                      : type == &row_purchase ? &fresh->purchases
                                              : NULL;

        if (fresh->type == type)
                return true;
        if (!empty || !*empty)
                return false;
        *empty = false;
        fresh->type = type;
        for (size_t i = 0; i < BLOCKS; i++)
                for (int k = 0; k < WORDS; k++)
                        fresh->blocks[i][k] = 0;
        return true;
}

bool store_is_fresh(struct store *store, const struct row_type *type, const void *record)
{
        struct fresh *fresh = store->fresh;
        uint64_t hash, *block;
        bool known = true;

        if (!fresh || !is_at(fresh, type))
                return false;
        hash = row_key_hash(type, record);
        block = fresh->blocks[hash % BLOCKS];
        for (int i = 0; i < MARKS; i++) {
                unsigned bit = (unsigned)(hash >> (16 + 9 * i)) % (64 * WORDS);
                uint64_t mark = UINT64_C(1) << bit % 64;

                known = known && block[bit / 64] & mark;
                block[bit / 64] |= mark;
        }
        return !known;
}
