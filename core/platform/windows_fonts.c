#include "core/platform/windows_private.h"

#include <stdio.h>
#include <string.h>

#include "core/banned.h"

/* Typefaces: the folder beside the program, the person's own, the system's. */

bool platform_font_folder(char *out, size_t room, size_t n)
{
        static const struct {
                const char *variable, *below;
        } folders[] = {{NULL, "/fonts"}, {"LOCALAPPDATA", "/Microsoft/Windows/Fonts"}, {"SystemRoot", "/Fonts"}};
        char own[PLATFORM_MOST_PATH] = "";
        const char *base;

        if (n >= sizeof folders / sizeof *folders)
                return false;
        base = folders[n].variable                    ? platform_env(folders[n].variable)
               : platform_own_folder(own, sizeof own) ? own
                                                      : NULL;
        if (!base || !*base || snprintf(out, room, "%s%s", base, folders[n].below) >= (int)room)
                *out = '\0'; /* there is no such folder, but perhaps the next one */
        return true;
}

/* Its folders are all that it has. */
bool platform_find_fonts(struct platform_font *wanted, size_t n)
{
        (void)wanted;
        (void)n;
        return true;
}
