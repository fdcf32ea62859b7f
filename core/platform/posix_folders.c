#include "core/platform/platform.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "core/banned.h"

/* Names, and what they stand for. */

enum { OPEN_FOLDERS = 16 };

static bool take(struct platform_state *out, int result, const struct stat *st)
{
        if (result != 0)
                return false;
        *out = (struct platform_state){
                .kind = S_ISREG(st->st_mode)    ? IS_FILE
                        : S_ISDIR(st->st_mode)  ? IS_FOLDER
                        : S_ISLNK(st->st_mode)  ? IS_LINK
                        : S_ISFIFO(st->st_mode) ? IS_PIPE
                                                : IS_DEVICE,
                .mode = st->st_mode & 07777,
                .links = (unsigned)st->st_nlink,
                .size = st->st_size,
                .changed = {st->st_ctim.tv_sec, st->st_ctim.tv_nsec},
                .written = {st->st_mtim.tv_sec, st->st_mtim.tv_nsec},
                .volume = (uint64_t)st->st_dev,
                .node = (uint64_t)st->st_ino,
        };
        return true;
}

bool platform_state(struct platform_state *out, const char *path)
{
        struct stat st;

        return take(out, stat(path, &st), &st);
}

bool platform_state_of_name(struct platform_state *out, const char *path)
{
        struct stat st;

        return take(out, lstat(path, &st), &st);
}

bool platform_state_in(struct platform_state *out, int folder, const char *name)
{
        struct stat st;

        return take(out, fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW), &st);
}

bool platform_state_of(struct platform_state *out, int fd)
{
        struct stat st;

        return take(out, fstat(fd, &st), &st);
}

bool platform_may_write(const char *path)
{
        return access(path, W_OK) == 0;
}

char *platform_absolute(const char *path)
{
        return realpath(path, NULL);
}

bool platform_is_network(const char *path)
{
        static const long systems[] = {0x6969 /* NFS */,      0x517b /* SMB */,     0xff534d42 /* CIFS */,
                                       0xfe534d42 /* SMB2 */, 0x5346414f /* AFS */, 0xc36400 /* Ceph */};
        struct statfs fs;

        if (statfs(path, &fs))
                return false;
        for (size_t i = 0; i < sizeof systems / sizeof *systems; i++)
                if ((long)fs.f_type == systems[i])
                        return true;
        return false;
}

bool platform_is_read_only(const char *path)
{
        struct statvfs fs;

        return statvfs(path, &fs) == 0 && fs.f_flag & ST_RDONLY;
}

/* ---- names */

bool platform_rename(const char *from, const char *to)
{
        return rename(from, to) == 0;
}

bool platform_rename_in(int folder, const char *name, int other, const char *new_name)
{
        return renameat(folder, name, other, new_name) == 0;
}

bool platform_name_new(const char *from, const char *to)
{
        return link(from, to) == 0;
}

bool platform_remove(const char *path)
{
        return unlink(path) == 0;
}

bool platform_remove_in(int folder, const char *name)
{
        return unlinkat(folder, name, 0) == 0;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
        (void)st, (void)kind, (void)at;
        (void)remove(path);
        return 0;
}

void platform_remove_tree(const char *path)
{
        (void)nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}

bool platform_make_folder(const char *path, unsigned mode)
{
        return mkdir(path, (mode_t)mode) == 0;
}

bool platform_make_folder_in(int folder, const char *name, unsigned mode)
{
        return mkdirat(folder, name, (mode_t)mode) == 0;
}

bool platform_make_private_folder(char *path)
{
        return mkdtemp(path) != NULL;
}

bool platform_set_mode(const char *path, unsigned mode)
{
        return chmod(path, (mode_t)mode) == 0;
}

bool platform_set_mode_of(int fd, unsigned mode)
{
        return fchmod(fd, (mode_t)mode) == 0;
}

void platform_share_files(void)
{
        umask(0007);
}

/* ---- what is in a folder */

static int by_name(const void *a, const void *b)
{
        return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool add(struct platform_names *names, size_t *room, const char *name)
{
        char **at = names->at;

        if (names->n == *room) {
                size_t more = *room ? *room * 2 : 64;

                at = realloc(names->at, more * sizeof *at);
                if (!at)
                        return false;
                names->at = at;
                *room = more;
        }
        at[names->n] = strdup(name);
        return at[names->n] && ++names->n;
}

static bool read_names(struct platform_names *out, DIR *dir)
{
        const struct dirent *entry;
        size_t room = 0;

        rewinddir(dir); /* a copy shares its place with the folder */
        for (;;) {
                errno = 0;
                /* each call has a stream of its own, for which readdir is safe (readdir_r is the deprecated one) */
                /* cppcheck-suppress readdirCalled */
                entry = readdir(dir);
                if (!entry)
                        return errno == 0;
                if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
                    !add(out, &room, entry->d_name))
                        return false;
        }
}

bool platform_list(struct platform_names *out, int folder)
{
        return platform_list_and_close(out, fcntl(folder, F_DUPFD_CLOEXEC, 0));
}

bool platform_list_and_close(struct platform_names *out, int folder)
{
        DIR *dir = folder >= 0 ? fdopendir(folder) : NULL;
        bool good;
        int error;

        *out = (struct platform_names){0};
        if (folder >= 0 && !dir)
                platform_close(folder);
        if (!dir)
                return false;
        good = read_names(out, dir);
        error = errno;
        closedir(dir);
        if (!good)
                platform_names_free(out);
        else if (out->n > 1)
                qsort(out->at, out->n, sizeof *out->at, by_name);
        errno = error;
        return good;
}

void platform_names_free(struct platform_names *names)
{
        for (size_t i = 0; i < names->n; i++)
                free(names->at[i]);
        free(names->at);
        *names = (struct platform_names){0};
}

int64_t platform_tree_bytes(const char *path)
{
        char *const paths[] = {(char *)(uintptr_t)path, NULL};
        FTS *tree = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
        const FTSENT *entry;
        int64_t bytes = 0;

        while (tree && (entry = fts_read(tree)))
                bytes += entry->fts_info == FTS_F ? entry->fts_statp->st_size : 0;
        if (tree)
                (void)fts_close(tree);
        return bytes;
}
