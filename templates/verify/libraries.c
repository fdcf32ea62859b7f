#include "templates/verify/libraries.h"

#include "core/file/embedded.h"

#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

#define MOST_VERSION 32

/* The versions of a name, as its line has them; "" where it has none. */
static const char *released_of(const char *name, struct arena *arena)
{
        const char *line = arena_printf(arena, "\n%s: ", name), *text, *at;
        struct bytes file;

        if (!*name || strchr(name, '\n') || !embedded_find(&file, "texts/libraries.txt"))
                return "";
        text = arena_strndup(arena, (const char *)file.at, file.n);
        at = strstr(text, line);
        return at ? arena_strndup(arena, at + strlen(line), strcspn(at + strlen(line), "\n")) : "";
}

/* Libraries count 1.3, 1.3.1, 1.14; typefaces 1.05, 1.051, 1.06: a decimal fraction. */
static bool is_decimal(const char *version)
{
        const char *dot = strchr(version, '.');

        return dot && !strchr(dot + 1, '.') && dot[1] == '0';
}

static int compare(const char *a, const char *b)
{
        if (is_decimal(a) && is_decimal(b)) {
                long whole_a = strtol(a, NULL, 10), whole_b = strtol(b, NULL, 10);

                return whole_a != whole_b ? (whole_a > whole_b) - (whole_a < whole_b)
                                          : strcmp(strchr(a, '.'), strchr(b, '.'));
        }
        while (*a || *b) {
                long x = strtol(a, NULL, 10), y = strtol(b, NULL, 10);

                if (x != y)
                        return x < y ? -1 : 1;
                a += strcspn(a, ".");
                b += strcspn(b, ".");
                a += *a == '.';
                b += *b == '.';
        }
        return 0;
}

/* Figures and single dots between them. */
static bool is_version(const char *text)
{
        size_t n = strlen(text);

        if (!n || n > MOST_VERSION || strspn(text, "0123456789.") != n || text[0] == '.' || text[n - 1] == '.')
                return false;
        return !strstr(text, "..");
}

static enum made_told tell(const char *name, const char *recorded, const char *here, struct arena *arena)
{
        const char *released = released_of(name, arena);
        size_t n = strlen(recorded), newer = 0, all = 0;

        if (strcmp(recorded, here) == 0)
                return MADE_HERE;
        if (!is_version(recorded))
                return MADE_NEVER;
        for (const char *at = released; *at; at += strspn(at, " "), all++) {
                size_t length = strcspn(at, " ");

                if (length == n && memcmp(at, recorded, n) == 0)
                        return MADE_THERE;
                newer += compare(recorded, arena_strndup(arena, at, length)) > 0;
                at += length;
        }
        return all && newer == all ? MADE_NEWER : MADE_NEVER;
}

/* The next of "BIZ UDPGothic 1.05; BIZ UDPGothic Bold 1.05; …": its version stands behind the last space. */
static bool next_face(const char **name, const char **version, const char **text, struct arena *arena)
{
        const char *one = arena_strndup(arena, *text, strcspn(*text, ";")), *space = strrchr(one, ' ');

        if (!**text)
                return false;
        *text += strlen(one);
        *text += strncmp(*text, "; ", 2) == 0 ? 2 : 0;
        *name = space ? arena_strndup(arena, one, (size_t)(space - one)) : one;
        *version = space ? space + 1 : "";
        return true;
}

static enum made_told worse(enum made_told a, enum made_told b)
{
        return a > b ? a : b;
}

enum made_told made_tell(const char **what, const struct versions *recorded, const struct versions *here,
                         enum record_form form, struct arena *arena)
{
        const struct {
                const char *name, *recorded, *here;
                enum record_form since;
        } libraries[] = {
                {"libharu", recorded->libharu, here->libharu, FORM_1},
                {"harfbuzz", recorded->harfbuzz, here->harfbuzz, FORM_1},
                {"zlib", recorded->zlib, here->zlib, FORM_1},
                {"libdeflate", recorded->libdeflate, here->libdeflate, FORM_2},
        };
        const char *faces = recorded->fonts, *ours = here->fonts, *name, *version, *our_name, *our_version;
        enum made_told told = MADE_HERE, one;

        *what = "";
        for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
                if (!form_since(form, libraries[i].since))
                        continue;
                one = tell(libraries[i].name, libraries[i].recorded, libraries[i].here, arena);
                if (one > told && one >= MADE_NEWER)
                        *what = arena_printf(arena, "%s %s", libraries[i].name, libraries[i].recorded);
                told = worse(told, one);
        }
        while (next_face(&our_name, &our_version, &ours, arena)) {
                bool is_there = next_face(&name, &version, &faces, arena) && strcmp(name, our_name) == 0;

                one = is_there ? tell(name, version, our_version, arena) : MADE_NEVER;
                if (one > told && one >= MADE_NEWER)
                        *what = is_there ? arena_printf(arena, "%s %s", name, version) : recorded->fonts;
                told = worse(told, one);
        }
        if (*faces) {
                *what = faces;
                told = MADE_NEVER;
        }
        return told;
}
