#include "core/platform/platform.h"

#include "core/banned.h"

/* Here a program is called from a shell, whose terminal stays. */

bool platform_own_window(void)
{
        return false;
}

char *platform_ask_folder(const char *title)
{
        (void)title;
        return NULL;
}

bool platform_show(const char *path)
{
        (void)path;
        return false;
}

void platform_wait_key(void)
{
}
