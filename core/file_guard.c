#include "core/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/banned.h"

/* The guarded folder, as paths begin with it; "": none. */
static char guarded[PATH_MAX];

void file_guard(const char *root)
{
        size_t n = strlen(root);

        while (n > 1 && root[n - 1] == '/')
                n--;
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

enum { FOLDER = O_RDONLY | O_DIRECTORY | O_CLOEXEC };

/* The folder of that name in the open one. With `make` it is made if it is missing. */
static int enter(int dir, const char *name, bool make)
{
        struct stat st;
        int fd;

        if (make && mkdirat(dir, name, 0777) != 0 && errno != EEXIST)
                return -1;
        fd = openat(dir, name, FOLDER | O_NOFOLLOW);
        if (fd < 0 && errno == ENOTDIR && fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0)
                errno = S_ISLNK(st.st_mode) ? ELOOP : ENOTDIR;
        return fd;
}

/* From the guarded folder down, one name after the other: what is open cannot be exchanged any more. */
static int walk(const char *rest, size_t n, bool make)
{
        int dir = open(guarded, FOLDER);

        for (size_t at = 0; dir >= 0 && at < n;) {
                char name[NAME_MAX + 1];
                size_t length = strcspn(rest + at, "/");
                int next, error;

                if (length > n - at)
                        length = n - at;
                if (length > NAME_MAX) {
                        close(dir);
                        errno = ENAMETOOLONG;
                        return -1;
                }
                memcpy(name, rest + at, length);
                name[length] = '\0';
                at += length;
                while (at < n && rest[at] == '/')
                        at++;
                next = enter(dir, name, make);
                error = errno;
                close(dir);
                errno = error;
                dir = next;
        }
        return dir;
}

int file_open_folder(const char *path)
{
        const char *rest = below_guarded(path);

        return rest ? walk(rest, strlen(rest), false) : open(path, FOLDER);
}

bool file_make_guarded(const char *path)
{
        const char *rest = below_guarded(path);
        int fd = rest ? walk(rest, strlen(rest), true) : -1;

        if (fd >= 0)
                close(fd);
        return fd >= 0;
}

int file_folder_of(const char **name, const char *path)
{
        const char *rest = below_guarded(path);
        char folder[PATH_MAX];
        size_t n;

        *name = file_base_name(path);
        n = (size_t)(*name - path);
        if (rest && *rest)
                return walk(rest, (size_t)(*name - rest), false);
        if (n >= sizeof folder) {
                errno = ENAMETOOLONG;
                return -1;
        }
        memcpy(folder, n ? path : ".", n ? n : 1);
        folder[n ? n : 1] = '\0';
        return open(folder, FOLDER);
}

int file_open_at(const char *path, int flags, unsigned mode)
{
        const char *name;
        int dir, fd, error;

        if (!file_is_guarded(path))
                return open(path, flags, (mode_t)mode);
        dir = file_folder_of(&name, path);
        if (dir < 0)
                return -1;
        fd = openat(dir, name, flags | O_NOFOLLOW, (mode_t)mode);
        error = errno;
        close(dir);
        errno = error;
        return fd;
}

int file_unlink(const char *path)
{
        const char *name;
        int dir = file_folder_of(&name, path), result = dir < 0 ? -1 : unlinkat(dir, name, 0), error = errno;

        if (dir >= 0)
                close(dir);
        errno = error;
        return result;
}

int file_rename(const char *from, const char *to)
{
        const char *a, *b;
        int x = file_folder_of(&a, from), y = x < 0 ? -1 : file_folder_of(&b, to);
        int result = y < 0 ? -1 : renameat(x, a, y, b), error = errno;

        if (x >= 0)
                close(x);
        if (y >= 0)
                close(y);
        errno = error;
        return result;
}
