/* Between the files of this system. */
#ifndef SOROE_POSIX_PRIVATE_H
#define SOROE_POSIX_PRIVATE_H

#include "core/platform/platform.h"

/* In a child: makes it another program. Where that fails the child ends with 127. */
_Noreturn void platform_become(const char *program, const char *argument, int line);

#endif
