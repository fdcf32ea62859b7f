#include "receipts/position.h"

#include <string.h>

#include "core/banned.h"

/* An open hash over whole keys; a receipt has a few lines, a file half a million receipts. */
struct slot {
        const char *key;
        int32_t n;
};

struct positions {
        struct arena *arena;
        struct slot *slots;
        size_t used, size; /* size is a power of two */
};

enum { FIRST_SIZE = 64 };

struct positions *positions_new(struct arena *arena)
{
        struct positions *p = ARENA_NEW(arena, struct positions);

        p->arena = arena;
        p->size = FIRST_SIZE;
        p->slots = arena_alloc(arena, p->size * sizeof *p->slots);
        return p;
}

static uint64_t hash(const char *s, uint64_t h)
{
        for (; *s; s++)
                h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);
        return (h ^ 0xff) * UINT64_C(1099511628211);
}

static struct slot *find(struct slot *slots, size_t size, const char *facility, const char *number)
{
        size_t n = strlen(facility), i = hash(number, hash(facility, UINT64_C(14695981039346656037))) & (size - 1);

        for (; slots[i].key; i = (i + 1) & (size - 1))
                if (strncmp(slots[i].key, facility, n) == 0 && slots[i].key[n] == '\n' &&
                    strcmp(slots[i].key + n + 1, number) == 0)
                        break;
        return &slots[i];
}

static void grow(struct positions *p)
{
        size_t size = p->size * 2;
        struct slot *bigger = arena_alloc(p->arena, size * sizeof *bigger);

        for (size_t i = 0; i < p->size; i++) {
                const char *split = p->slots[i].key ? strchr(p->slots[i].key, '\n') : NULL;

                if (split)
                        *find(bigger, size, arena_strndup(p->arena, p->slots[i].key, (size_t)(split - p->slots[i].key)),
                              split + 1) = p->slots[i];
        }
        p->slots = bigger;
        p->size = size;
}

int32_t positions_next(struct positions *p, const char *facility, const char *number)
{
        struct slot *slot;

        if (p->used * 2 >= p->size)
                grow(p);
        slot = find(p->slots, p->size, facility, number);
        if (!slot->key) {
                slot->key = arena_printf(p->arena, "%s\n%s", facility, number);
                p->used++;
        }
        return ++slot->n;
}
