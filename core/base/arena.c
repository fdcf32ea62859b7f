#include "core/base/arena.h"
#include "core/base/vec.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

#ifdef ARENA_MALLOC
enum { BLOCK = 0 };
#else
enum { BLOCK = 64 * 1024 };
#endif

struct block {
        struct block *next;
        size_t used, size;
        _Alignas(max_align_t) unsigned char bytes[];
};

struct arena {
        arena_exhausted *exhausted;
        struct block *blocks; /* the first one is being filled */
};

struct arena *arena_new(arena_exhausted *exhausted)
{
        struct arena *arena = calloc(1, sizeof *arena);

        if (!arena) {
                exhausted();
                abort();
        }
        arena->exhausted = exhausted;
        return arena;
}

struct arena *arena_child(const struct arena *parent)
{
        return arena_new(parent->exhausted);
}

arena_exhausted *arena_handler(const struct arena *arena)
{
        return arena->exhausted;
}

static void free_blocks(struct block *b)
{
        while (b) {
                struct block *next = b->next;
                free(b);
                b = next;
        }
}

/* One block stays for the next facility. */
void arena_reset(struct arena *arena)
{
        struct block *first = arena->blocks;

        if (!first || BLOCK == 0 || first->size != BLOCK) {
                free_blocks(first);
                arena->blocks = NULL;
                return;
        }
        free_blocks(first->next);
        first->next = NULL;
        first->used = 0;
}

void arena_free(struct arena *arena)
{
        if (!arena)
                return;
        free_blocks(arena->blocks);
        free(arena);
}

static struct block *add_block(struct arena *arena, size_t need, bool zeroed)
{
        size_t size = need > BLOCK ? need : BLOCK;
        bool fits = size <= SIZE_MAX - sizeof(struct block);
        /* the system has zeroes for a large piece; what is taken of a block being filled is zeroed when it is taken */
        struct block *b = !fits                    ? NULL
                          : zeroed && need > BLOCK ? calloc(1, sizeof *b + size)
                                                   : malloc(sizeof *b + size);

        if (!b) {
                arena->exhausted();
                abort();
        }
        b->size = size;
        b->used = 0;
        b->next = NULL;
        /* a large piece of its own goes behind the block being filled, so that its rest is not lost */
        if (arena->blocks && need > BLOCK) {
                b->next = arena->blocks->next;
                arena->blocks->next = b;
        } else {
                b->next = arena->blocks;
                arena->blocks = b;
        }
        return b;
}

static void *alloc(struct arena *arena, size_t n, bool zeroed)
{
        const size_t align = _Alignof(max_align_t);
        struct block *b = arena->blocks;
        void *p;

        if (n > SIZE_MAX - align) {
                arena->exhausted();
                abort();
        }
        n = (n + align - 1) / align * align;
        if (!b || b->size - b->used < n)
                b = add_block(arena, n, zeroed);
        p = b->bytes + b->used;
        b->used += n;
        if (zeroed && n <= BLOCK)
                memset(p, 0, n);
        return p;
}

void *arena_alloc(struct arena *arena, size_t n)
{
        return alloc(arena, n, true);
}

void *arena_alloc_unset(struct arena *arena, size_t n)
{
        return alloc(arena, n, false);
}

char *arena_strndup(struct arena *arena, const char *s, size_t n)
{
        char *copy = arena_alloc_unset(arena, n + 1);

        if (n)
                memcpy(copy, s, n);
        copy[n] = '\0';
        return copy;
}

char *arena_strdup(struct arena *arena, const char *s)
{
        return s ? arena_strndup(arena, s, strlen(s)) : NULL;
}

/* Most texts are short, and need not be made a second time once their length is known. */
char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
        char text[256];
        va_list again;
        int n;
        char *s;

        va_copy(again, args);
        n = vsnprintf(text, sizeof text, format, args);
        if (n < 0)
                n = 0;
        if ((size_t)n < sizeof text) {
                s = arena_strndup(arena, text, (size_t)n);
        } else {
                s = arena_alloc_unset(arena, (size_t)n + 1);
                vsnprintf(s, (size_t)n + 1, format, again);
        }
        va_end(again);
        return s;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
        va_list args;
        char *s;

        va_start(args, format);
        s = arena_vprintf(arena, format, args);
        va_end(args);
        return s;
}

void vec_grow(struct arena *arena, void **at, size_t n, size_t *room, size_t size)
{
        void *bigger;
        size_t more = *room ? *room * 2 : 8;

        if (n < *room)
                return;
        if (more > SIZE_MAX / size) {
                arena->exhausted();
                abort();
        }
        bigger = arena_alloc_unset(arena, more * size);
        if (n)
                memcpy(bigger, *at, n * size);
        memset((char *)bigger + n * size, 0, (more - n) * size);
        *at = bigger;
        *room = more;
}
