#include "core/file/file.h"

#include <stdio.h>
#include <string.h>

#include "core/platform/platform.h"

#include "core/banned.h"

/* The guarded folder in the spelling with which paths begin; "" if there is none. */
static char guarded[PLATFORM_MOST_PATH];

void file_guard(const char *root)
{
        const size_t n = file_bare_length(root);

        if (n < sizeof guarded) { /* a longer one cannot be opened either */
                memcpy(guarded, root, n);
                guarded[n] = '\0';
        }
}

/* The part of the path below the guarded folder, or NULL. */
static const char *below_guarded(const char *path)
{
        size_t n = strlen(guarded);

        if (!n || strncmp(path, guarded, n) != 0 || (path[n] != '/' && path[n]))
                return NULL;
        path += n;
        return path + strspn(path, "/");
}

bool file_is_guarded(const char *path)
{
        return below_guarded(path) != NULL;
}

/* Opens the folder of that name in the open one. With `make` it is made if it is missing. */
static int enter(int dir, const char *name, bool make)
{
        struct platform_state st;
        int fd;

        if (make && !platform_make_folder_in(dir, name, 0777) && platform_error() != PLATFORM_THERE)
                return -1;
        fd = platform_open_in(dir, name, OPEN_FOLDER | OPEN_NO_LINK, 0);
        if (fd < 0 && platform_error() == PLATFORM_NOT_FOLDER && platform_state_in(&st, dir, name))
                platform_fail(st.kind == IS_LINK ? PLATFORM_IS_LINK : PLATFORM_NOT_FOLDER);
        return fd;
}

/* Walks down from the guarded folder, one name after the other. A folder that is open cannot be exchanged any more. */
static int walk(const char *rest, size_t n, bool make)
{
        int dir = platform_open(guarded, OPEN_FOLDER, 0);

        for (size_t at = 0; dir >= 0 && at < n;) {
                char name[PLATFORM_MOST_NAME + 1];
                size_t length = strcspn(rest + at, "/");
                int next;

                if (length > n - at)
                        length = n - at;
                if (length > PLATFORM_MOST_NAME) {
                        platform_close(dir);
                        platform_fail(PLATFORM_LONG_NAME);
                        return -1;
                }
                memcpy(name, rest + at, length);
                name[length] = '\0';
                at += length;
                while (at < n && rest[at] == '/')
                        at++;
                next = enter(dir, name, make);
                platform_close(dir);
                dir = next;
        }
        return dir;
}

int file_open_folder(const char *path)
{
        const char *rest = below_guarded(path);

        return rest ? walk(rest, strlen(rest), false) : platform_open(path, OPEN_FOLDER, 0);
}

bool file_make_guarded(const char *path)
{
        const char *rest = below_guarded(path);
        int fd = rest ? walk(rest, strlen(rest), true) : -1;

        if (fd >= 0)
                platform_close(fd);
        return fd >= 0;
}

int file_folder_of(const char **name, const char *path)
{
        const char *rest = below_guarded(path);
        char folder[PLATFORM_MOST_PATH];
        size_t n;

        *name = file_base_name(path);
        n = (size_t)(*name - path);
        if (rest && *rest)
                return walk(rest, (size_t)(*name - rest), false);
        if (n >= sizeof folder) {
                platform_fail(PLATFORM_LONG_NAME);
                return -1;
        }
        memcpy(folder, n ? path : ".", n ? n : 1);
        folder[n ? n : 1] = '\0';
        return platform_open(folder, OPEN_FOLDER, 0);
}

int file_open_at(const char *path, unsigned how, unsigned mode)
{
        const char *name;
        int dir, fd;

        if (!file_is_guarded(path))
                return platform_open(path, how, mode);
        dir = file_folder_of(&name, path);
        if (dir < 0)
                return -1;
        fd = platform_open_in(dir, name, how | OPEN_NO_LINK, mode);
        platform_close(dir);
        return fd;
}

int file_unlink(const char *path)
{
        const char *name;
        int dir = file_folder_of(&name, path), result = dir >= 0 && platform_remove_in(dir, name) ? 0 : -1;

        if (dir >= 0)
                platform_close(dir);
        return result;
}

int file_rename(const char *from, const char *to)
{
        const char *a, *b;
        int x = file_folder_of(&a, from), y = x < 0 ? -1 : file_folder_of(&b, to);
        int result = y >= 0 && platform_rename_in(x, a, y, b) ? 0 : -1;

        if (x >= 0)
                platform_close(x);
        if (y >= 0)
                platform_close(y);
        return result;
}
