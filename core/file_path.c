#include "core/file.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/banned.h"

/* Paths and folders. */

static bool is_folder(const char *path)
{
        struct stat st;

        return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

enum status file_make_folders(const char *path, struct arena *arena, struct findings *findings)
{
        char *so_far = arena_strdup(arena, path);

        if (file_is_guarded(path) && file_make_guarded(path))
                return OK;
        if (file_is_guarded(path))
                return fault_set(findings, F_FOLDER, path, strerror(errno));
        /* each '/' in turn becomes the end, then the end itself */
        for (char *s = so_far; *s; s++) {
                char next = s[1];
                int error;

                if (next != '/' && next != '\0')
                        continue;
                s[1] = '\0';
                error = mkdir(so_far, 0777) == 0 ? 0 : errno;
                if (error && !is_folder(so_far))
                        return fault_set(findings, F_FOLDER, so_far, strerror(error));
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

static bool is_missing(int error)
{
        return error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG;
}

bool file_exists(const char *path)
{
        struct stat st;

        return stat(path, &st) == 0 || !is_missing(errno);
}

enum status file_there(bool *out, const char *path, struct findings *findings)
{
        struct stat st;

        *out = stat(path, &st) == 0 || errno == ELOOP;
        return *out || is_missing(errno) ? OK : (enum status)fault_set(findings, F_OPEN, path, strerror(errno));
}

bool file_error_is_of_name(int error)
{
        static const int errors[] = {ENOENT, ENOTDIR, ENAMETOOLONG, EACCES, EPERM, ELOOP, EISDIR, ENXIO, ENODEV};

        for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
                if (errors[i] == error)
                        return true;
        return false;
}

char *file_absolute(struct arena *arena, const char *path)
{
        char *real = realpath(path, NULL);
        char *copy = arena_strdup(arena, real ? real : path);

        free(real);
        return copy;
}

char *file_relative(struct arena *arena, const char *from, const char *to)
{
        const char *a = file_absolute(arena, from), *b = file_absolute(arena, to);
        size_t same = 0;
        struct buffer out = buffer_in(arena);

        if (*a != '/' || *b != '/')
                return arena_strdup(arena, to);
        /* the folders that both go through */
        for (size_t i = 0;; i++) {
                const bool a_ends = !a[i] || a[i] == '/', b_ends = !b[i] || b[i] == '/';

                if (a_ends && b_ends)
                        same = i;
                if (a[i] != b[i] || !a[i])
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
