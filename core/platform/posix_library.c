#include "core/platform/platform.h"

#include <dlfcn.h>
#include <string.h>

#include "core/banned.h"

/* What is not to be had is said at once, not in the middle of a call. */
struct platform_library *platform_library(const char *name)
{
        return dlopen(name, RTLD_NOW | RTLD_LOCAL);
}

platform_function *platform_library_function(struct platform_library *library, const char *name)
{
        void *at = dlsym(library, name);
        platform_function *function;

        /* C has no other way from the one to the other */
        _Static_assert(sizeof function == sizeof at, "a function's address is an object's");
        memcpy(&function, &at, sizeof function);
        return function;
}

const char *platform_library_why(void)
{
        const char *why = dlerror();

        return why ? why : "?";
}
