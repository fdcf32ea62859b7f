/* What the C library of other systems has and that of Windows has not. The build includes it before all else. */
#ifndef SOROE_WINDOWS_LIBC_H
#define SOROE_WINDOWS_LIBC_H

#include <stddef.h>
#include <string.h>

void *memmem(const void *, size_t, const void *, size_t);
void *memrchr(const void *, int, size_t);
char *strcasestr(const char *, const char *);

#endif
