#include "core/platform/platform.h"

#include <fontconfig/fontconfig.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

/* Typefaces: a folder beside the program, else whatever fontconfig finds. It would walk every glyph of a folder it has no cache
 * for, so a folder is never its. */

bool platform_font_folder(char *out, size_t room, size_t n)
{
        const char name[] = "/fonts";

        if (n > 0 || room <= sizeof name || !platform_own_folder(out, room - sizeof name))
                return false;
        memcpy(out + strlen(out), name, sizeof name);
        return true;
}

/* Of several files of one family the first by path, whatever the order of fontconfig's cache. */
static void take_first(struct platform_font *wanted, const FcFontSet *set)
{
        const char *first = NULL;

        for (int i = 0; i < set->nfont; i++) {
                FcChar8 *file;
                int index = 0;

                if (FcPatternGetString(set->fonts[i], FC_FILE, 0, &file) != FcResultMatch)
                        continue;
                FcPatternGetInteger(set->fonts[i], FC_INDEX, 0, &index);
                if (!first || strcmp((const char *)file, first) < 0) {
                        first = (const char *)file;
                        wanted->index = (unsigned)index;
                }
        }
        wanted->path = first ? strdup(first) : NULL;
}

static void find(struct platform_font *wanted, FcConfig *config)
{
        FcPattern *pattern = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, wanted->family, FC_WEIGHT, FcTypeInteger,
                                            wanted->bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR, (char *)NULL);
        FcObjectSet *fields = FcObjectSetBuild(FC_FILE, FC_INDEX, (char *)NULL);
        FcFontSet *set = pattern && fields ? FcFontList(config, pattern, fields) : NULL;

        if (set)
                take_first(wanted, set);
        if (set)
                FcFontSetDestroy(set);
        if (fields)
                FcObjectSetDestroy(fields);
        if (pattern)
                FcPatternDestroy(pattern);
}

bool platform_find_fonts(struct platform_font *wanted, size_t n)
{
        FcConfig *config = FcInitLoadConfigAndFonts();

        for (size_t i = 0; config && i < n; i++)
                find(&wanted[i], config);
        if (config)
                FcConfigDestroy(config);
        return config != NULL;
}
