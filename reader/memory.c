#include "reader/memory.h"

#include <errno.h>
#include <malloc.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/banned.h"

/* Leptonica and tesseract go on without what they could not allocate, and read worse without a word. Here every allocation of
 * the process, theirs and the C++ library's, goes through these functions: one that fails ends the reading. They forward to
 * glibc's own, which has them under these names for this purpose. */

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);

static const char *last_words; /* NULL: not reading yet; the library then hears of it itself */

void memory_end_with(const char *words)
{
        last_words = words;
}

_Noreturn void memory_end(void)
{
        if (last_words)
                (void)!write(STDOUT_FILENO, last_words, strlen(last_words));
        _exit(0);
}

static void *given(void *memory, size_t n)
{
        if (!memory && n && last_words)
                memory_end();
        return memory;
}

void *malloc(size_t n)
{
        return given(__libc_malloc(n), n);
}

void *calloc(size_t n, size_t size)
{
        return given(__libc_calloc(n, size), n && size);
}

void *realloc(void *memory, size_t n)
{
        return given(__libc_realloc(memory, n), n);
}

void *memalign(size_t align, size_t n)
{
        return given(__libc_memalign(align, n), n);
}

void *aligned_alloc(size_t align, size_t n)
{
        return given(__libc_memalign(align, n), n);
}

int posix_memalign(void **out, size_t align, size_t n)
{
        *out = given(__libc_memalign(align, n), n);
        return *out || !n ? 0 : ENOMEM;
}
