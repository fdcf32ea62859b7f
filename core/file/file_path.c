#include "core/file/file.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/platform/platform.h"

#include "core/banned.h"

/* Paths and folders. */

static bool is_folder(const char *path)
{
        struct platform_state st;

        return platform_state(&st, path) && st.kind == IS_FOLDER;
}

enum status file_make_folders(const char *path, struct arena *arena, struct findings *findings)
{
        char *so_far = arena_strdup(arena, path), *start = so_far;
        const size_t root = file_root(path);

        if (file_is_guarded(path) && file_make_guarded(path))
                return OK;
        if (file_is_guarded(path))
                return fault_set(findings, F_FOLDER, path, platform_why());
        /* a root is there, or is no root here */
        if (root && is_folder(arena_strndup(arena, path, root)))
                start = so_far + root;
        /* each '/' in turn becomes the end, then the end itself */
        for (char *s = start; *s; s++) {
                char next = s[1];
                int error;

                if (next != '/' && next != '\0')
                        continue;
                s[1] = '\0';
                error = platform_make_folder(so_far, 0777) ? 0 : platform_code();
                if (error && !is_folder(so_far))
                        return fault_set(findings, F_FOLDER, so_far, platform_words(error));
                s[1] = next;
        }
        return OK;
}

const char *file_base_name(const char *path)
{
        const char *slash = strrchr(path, '/');

        return slash ? slash + 1 : path;
}

char *file_join(struct arena *arena, const char *folder, const char *name)
{
        size_t n = folder ? strlen(folder) : 0;

        if (n == 0)
                return arena_strdup(arena, name);
        return arena_printf(arena, folder[n - 1] == '/' ? "%s%s" : "%s/%s", folder, name);
}

static bool is_missing(enum platform_error error)
{
        return error == PLATFORM_MISSING || error == PLATFORM_NOT_FOLDER || error == PLATFORM_LONG_NAME;
}

bool file_exists(const char *path)
{
        struct platform_state st;

        return platform_state(&st, path) || !is_missing(platform_error());
}

enum status file_there(bool *out, const char *path, struct findings *findings)
{
        struct platform_state st;

        *out = platform_state(&st, path) || platform_error() == PLATFORM_IS_LINK;
        return *out || is_missing(platform_error()) ? OK : fault_set(findings, F_OPEN, path, platform_why());
}

bool file_error_forbids(int error)
{
        const enum platform_error is = platform_error_of(error);

        return is == PLATFORM_NOT_ALLOWED || is == PLATFORM_NOT_OWNER;
}

bool file_error_is_of_name(int error)
{
        static const enum platform_error errors[] = {PLATFORM_MISSING,     PLATFORM_NOT_FOLDER, PLATFORM_LONG_NAME,
                                                     PLATFORM_NOT_ALLOWED, PLATFORM_NOT_OWNER,  PLATFORM_IS_LINK,
                                                     PLATFORM_IS_FOLDER,   PLATFORM_IS_DEVICE};
        const enum platform_error is = platform_error_of(error);

        for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
                if (errors[i] == is)
                        return true;
        return false;
}

char *file_absolute(struct arena *arena, const char *path)
{
        char *real = platform_absolute(path);
        char *copy = arena_strdup(arena, real ? real : path);

        free(real);
        return copy;
}

char *file_relative(struct arena *arena, const char *from, const char *to)
{
        const char *a = file_absolute(arena, from), *b = file_absolute(arena, to);
        size_t same = 0;
        struct buffer out = buffer_in(arena);

        /* from one disk no way leads to another */
        if (!file_root(a) || file_root(a) != file_root(b) || strncasecmp(a, b, file_root(a)) != 0)
                return arena_strdup(arena, file_root(b) ? b : to);
        /* the folders that both go through */
        for (size_t i = 0;; i++) {
                const bool a_ends = !a[i] || a[i] == '/', b_ends = !b[i] || b[i] == '/';

                if (a_ends && b_ends)
                        same = i;
                if ((a[i] != b[i] && i >= file_root(a)) || !a[i])
                        break;
        }
        a += same;
        b += same + (b[same] == '/');
        for (; *a; a++)
                if (*a == '/' && a[1])
                        buffer_text(&out, "../");
        if (*b || !out.n)
                buffer_text(&out, *b ? b : ".");
        else
                out.at[out.n - 1] = '\0'; /* the slash */
        return out.at;
}
