#include "receipts/table/payer.h"

#include "receipts/table/position.h"

#include "core/banned.h"

/* An open hash over the hashes of the numbers, 88 bits each: of a million numbers two share one about once in 10^15 imports. The
 * other 40 bits are the payer: a code of ten digits, or one of the words below. */
struct payer {
        uint64_t high, low; /* low: 24 bits of the hash, 40 of the payer; 0: empty */
};
enum { FIRST_SIZE = 64, MOST_SIZE = 1 << 20, PAYER_BITS = 40 };
#define PAYER_MASK    ((UINT64_C(1) << PAYER_BITS) - 1)
#define PAYER_SEVERAL PAYER_MASK
#define PAYER_OTHER   (PAYER_MASK - 1) /* no code of ten digits */
#define PAYER_FIRST   UINT64_C(1)      /* the code 0000000000 */

struct payers {
        struct arena *parent, *arena; /* of the slots */
        struct payer *slots;          /* NULL: there were too many */
        size_t used, size;            /* size is a power of two */
};

static void make_slots(struct payers *p, size_t size)
{
        p->arena = arena_child(p->parent);
        p->slots = arena_alloc(p->arena, size * sizeof *p->slots);
        p->size = size;
}

struct payers *payers_new(struct arena *arena)
{
        struct payers *p = ARENA_NEW(arena, struct payers);

        p->parent = arena;
        make_slots(p, FIRST_SIZE);
        return p;
}

void payers_free(struct payers *p)
{
        arena_free(p->arena);
        p->arena = NULL;
        p->slots = NULL;
}

static struct payer key_of(const char *number)
{
        struct position_key key = position_key_of("", number);

        return (struct payer){key.high, (uint64_t)(key.low >> 8) << PAYER_BITS};
}

static struct payer *find(const struct payers *p, const struct payer *key)
{
        size_t i = key->high & (p->size - 1);

        while (p->slots[i].low && (p->slots[i].high != key->high || (p->slots[i].low ^ key->low) >> PAYER_BITS))
                i = (i + 1) & (p->size - 1);
        return &p->slots[i];
}

static uint64_t payer_of(const char *facility)
{
        uint64_t code = 0;
        int n = 0;

        for (; facility[n] >= '0' && facility[n] <= '9' && n < 10; n++)
                code = code * 10 + (uint64_t)(facility[n] - '0');
        return n == 10 && !facility[n] ? PAYER_FIRST + code : PAYER_OTHER;
}

static void make_room(struct payers *p)
{
        struct payers old = *p;

        if (p->size >= MOST_SIZE) {
                payers_free(p);
                return;
        }
        make_slots(p, old.size * 2);
        for (size_t i = 0; i < old.size; i++)
                if (old.slots[i].low)
                        *find(p, &old.slots[i]) = old.slots[i];
        arena_free(old.arena);
}

void payers_note(struct payers *p, const char *number, const char *facility)
{
        struct payer key = key_of(number), *slot;
        uint64_t payer = payer_of(facility);

        if (p->slots && p->used >= p->size / 4 * 3)
                make_room(p);
        if (!p->slots)
                return;
        slot = find(p, &key);
        p->used += !slot->low;
        if (!slot->low)
                *slot = (struct payer){key.high, key.low | payer};
        else if (payer == PAYER_OTHER || (slot->low & PAYER_MASK) == PAYER_OTHER)
                slot->low = key.low | PAYER_OTHER;
        else if ((slot->low & PAYER_MASK) != payer)
                slot->low = key.low | PAYER_SEVERAL;
}

bool payers_find(const char **out, const struct payers *p, const char *number, struct arena *arena)
{
        struct payer key = key_of(number);
        uint64_t payer;

        if (!p->slots)
                return false;
        payer = find(p, &key)->low & PAYER_MASK;
        if (payer == PAYER_OTHER)
                return false;
        *out = payer == 0 || payer == PAYER_SEVERAL
                       ? ""
                       : arena_printf(arena, "%010llu", (unsigned long long)(payer - PAYER_FIRST));
        return true;
}
