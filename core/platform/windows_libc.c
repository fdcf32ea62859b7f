#include "core/platform/windows_libc.h"

#include <stdint.h>

#include "core/banned.h"

void *memmem(const void *in, size_t n, const void *what, size_t m)
{
        const unsigned char *at = in;

        if (!m)
                return (void *)(uintptr_t)in;
        while (n >= m) {
                const unsigned char *first = memchr(at, *(const unsigned char *)what, n - m + 1);

                if (!first)
                        return NULL;
                if (memcmp(first, what, m) == 0)
                        return (void *)(uintptr_t)first;
                n -= (size_t)(first + 1 - at);
                at = first + 1;
        }
        return NULL;
}

void *memrchr(const void *in, int c, size_t n)
{
        const unsigned char *at = in;

        while (n--)
                if (at[n] == (unsigned char)c)
                        return (void *)(uintptr_t)(at + n);
        return NULL;
}

char *strcasestr(const char *in, const char *what)
{
        const size_t n = strlen(what);

        for (; *in; in++)
                if (_strnicmp(in, what, n) == 0)
                        return (char *)(uintptr_t)in;
        return n ? NULL : (char *)(uintptr_t)in;
}
