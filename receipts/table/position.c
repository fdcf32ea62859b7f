#include "receipts/table/position.h"

#include "core/banned.h"

/* An open hash over the hashes of the keys, 96 bits each: a file has half a million receipts, and two of them share one
 * about once in 10^17 files. A receipt's lines mostly stand together, so what had to leave for the store is seldom asked for; and
 * a filter says of nearly every other receipt that it is not there, because a question to the store waits for all rows under way. */
struct slot {
        struct position_key key;
        int32_t n; /* 0: empty */
};
enum { FIRST_SIZE = 64, MOST_SIZE = 1 << 19, MARK_BITS = 1 << 25, MARKS = 3, WORD = 64 };

struct positions {
        struct arena *arena, *kept; /* of the slots; of what stays until the end */
        struct store *store;
        int input;
        uint64_t *left; /* the marks of those that left for the store; NULL: none did */
        struct slot *slots;
        size_t used, size; /* size is a power of two */
};

static void make_slots(struct positions *p, size_t size)
{
        p->size = size;
        p->used = 0;
        p->slots = arena_alloc(p->arena, size * sizeof *p->slots);
}

struct positions *positions_new(struct store *store, int input, struct arena *arena)
{
        struct positions *p = ARENA_NEW(arena, struct positions);

        p->arena = arena_child(arena);
        p->kept = arena_child(arena);
        p->store = store;
        p->input = input;
        make_slots(p, FIRST_SIZE);
        return p;
}

void positions_free(struct positions *p)
{
        arena_free(p->arena);
        arena_free(p->kept);
}

static uint64_t mix(uint64_t h)
{
        h = (h ^ (h >> 32)) * UINT64_C(0xd6e8feb86659fd93);
        h = (h ^ (h >> 32)) * UINT64_C(0xd6e8feb86659fd93);
        return h ^ (h >> 32);
}

/* Two FNV-1a with different multipliers; 0xFF, which no text holds, ends each word. */
struct position_key position_key_of(const char *facility, const char *number)
{
        const char *words[] = {facility, number};
        uint64_t a = UINT64_C(14695981039346656037), b = UINT64_C(0x9e3779b97f4a7c15);

        for (int i = 0; i < 2; i++) {
                for (const char *s = words[i]; *s; s++) {
                        a = (a ^ (unsigned char)*s) * UINT64_C(1099511628211);
                        b = (b ^ (unsigned char)*s) * UINT64_C(0xff51afd7ed558ccd);
                }
                a = (a ^ 0xff) * UINT64_C(1099511628211);
                b = (b ^ 0xff) * UINT64_C(0xff51afd7ed558ccd);
        }
        return (struct position_key){mix(a), (uint32_t)(mix(b) >> 32)};
}

static uint64_t mark_of(const struct position_key *key, int i)
{
        const uint64_t places[MARKS] = {key->high, key->high >> 25, key->low};

        return places[i] % MARK_BITS;
}

static void mark(uint64_t *marks, const struct position_key *key)
{
        for (int i = 0; i < MARKS; i++)
                marks[mark_of(key, i) / WORD] |= UINT64_C(1) << mark_of(key, i) % WORD;
}

static bool is_marked(const uint64_t *marks, const struct position_key *key)
{
        bool all = marks != NULL;

        for (int i = 0; all && i < MARKS; i++)
                all = marks[mark_of(key, i) / WORD] >> mark_of(key, i) % WORD & 1;
        return all;
}

static struct slot *find(const struct positions *p, const struct position_key *key)
{
        size_t i = key->high & (p->size - 1);

        while (p->slots[i].n && (p->slots[i].key.high != key->high || p->slots[i].key.low != key->low))
                i = (i + 1) & (p->size - 1);
        return &p->slots[i];
}

/* Doubles the slots; where there are as many as may be, moves all of them into the store. */
static enum status make_room(struct positions *p)
{
        struct positions old = *p;
        bool spill = p->store && p->size >= MOST_SIZE;
        enum status st = OK;

        if (spill && !p->left)
                p->left = arena_alloc(p->kept, MARK_BITS / 8);
        p->arena = arena_child(old.arena);
        make_slots(p, spill ? FIRST_SIZE : old.size * 2);
        for (size_t i = 0; st == OK && i < old.size; i++) {
                const struct slot *slot = &old.slots[i];

                if (slot->n && spill) {
                        mark(p->left, &slot->key);
                        st = store_put_position(p->store, p->input, &slot->key, slot->n);
                } else if (slot->n) {
                        *find(p, &slot->key) = *slot;
                        p->used++;
                }
        }
        arena_free(old.arena);
        return st;
}

enum status positions_next(int32_t *out, struct positions *p, const char *facility, const char *number)
{
        struct position_key key = position_key_of(facility, number);
        struct slot *slot = find(p, &key);
        int32_t before = 0;
        enum status st = OK;

        if (!slot->n && p->used >= p->size / 4 * 3) {
                st = make_room(p);
                slot = find(p, &key);
        }
        if (st == OK && !slot->n && is_marked(p->left, &key))
                st = store_find_position(&before, p->store, p->input, &key);
        if (st != OK)
                return st;
        p->used += !slot->n;
        slot->key = key;
        slot->n += before + 1;
        *out = slot->n;
        return OK;
}
