#include "core/platform/windows_private.h"

#include <ntsecapi.h>
#include <stdint.h>

#include "core/banned.h"

/* What -fstack-protector needs. The compiler's own library for it (libssp) asks the system's old cryptography for the guard, which
 * loads the desktop's libraries with it: most of what a command took to start. */

uintptr_t __stack_chk_guard;
_Noreturn void __stack_chk_fail(void);

_Noreturn void __stack_chk_fail(void)
{
        TerminateProcess(GetCurrentProcess(), WINDOWS_ABORT);
        for (;;)
                ;
}

/* Before main, and before any function that looks at the guard. A zero byte in it stops what copies text over it. */
__attribute__((constructor, no_stack_protector)) static void set_guard(void)
{
        uintptr_t guard;

        if (!RtlGenRandom(&guard, sizeof guard))
                TerminateProcess(GetCurrentProcess(), WINDOWS_ABORT);
        __stack_chk_guard = guard & ~(uintptr_t)0xff;
}
