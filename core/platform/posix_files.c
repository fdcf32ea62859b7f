#include "core/platform/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/banned.h"

/* Files that are open. */

/* ---- errors */

static const struct {
        int code;
        enum platform_error error;
} errors[] = {
        {0, PLATFORM_NO_ERROR},         {ENOENT, PLATFORM_MISSING},
        {EEXIST, PLATFORM_THERE},       {ENOTDIR, PLATFORM_NOT_FOLDER},
        {EISDIR, PLATFORM_IS_FOLDER},   {ELOOP, PLATFORM_IS_LINK},
        {ENXIO, PLATFORM_IS_DEVICE},    {ENOTSUP, PLATFORM_WRONG_KIND},
        {ENODEV, PLATFORM_IS_DEVICE},   {ENAMETOOLONG, PLATFORM_LONG_NAME},
        {EFBIG, PLATFORM_LARGE},        {EINVAL, PLATFORM_NO_PLACE},
        {EACCES, PLATFORM_NOT_ALLOWED}, {EPERM, PLATFORM_NOT_OWNER},
        {EWOULDBLOCK, PLATFORM_BUSY},   {ENOMEM, PLATFORM_NO_MEMORY},
        {ETXTBSY, PLATFORM_HELD},
};

enum platform_error platform_error_of(int code)
{
        for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
                if (errors[i].code == code)
                        return errors[i].error;
        return PLATFORM_ERRORS;
}

enum platform_error platform_error(void)
{
        return platform_error_of(errno);
}

void platform_fail(enum platform_error error)
{
        for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
                if (errors[i].error == error) {
                        errno = errors[i].code;
                        return;
                }
        errno = EIO;
}

const char *platform_why(void)
{
        return strerror(errno);
}

int platform_code(void)
{
        return errno;
}

const char *platform_words(int code)
{
        return strerror(code);
}

bool platform_is_held(const char *words)
{
        return strcmp(words, strerror(ETXTBSY)) == 0;
}

/* ---- opening */

static int flags_of(unsigned how)
{
        static const struct {
                unsigned how;
                int flag;
        } flags[] = {
                {OPEN_WRITE, O_WRONLY},
                {OPEN_BOTH, O_RDWR},
                {OPEN_MAKE, O_CREAT},
                {OPEN_NEW, O_CREAT | O_EXCL},
                {OPEN_NO_LINK, O_NOFOLLOW},
                {OPEN_FOLDER, O_DIRECTORY},
                {OPEN_NO_WAIT, O_NONBLOCK | O_NOCTTY},
        };
        int all = O_RDONLY | O_CLOEXEC;

        for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
                if (how & flags[i].how)
                        all |= flags[i].flag;
        return all;
}

int platform_open(const char *path, unsigned how, unsigned mode)
{
        return open(path, flags_of(how), (mode_t)mode);
}

int platform_open_in(int folder, const char *name, unsigned how, unsigned mode)
{
        return openat(folder, name, flags_of(how), (mode_t)mode);
}

bool platform_close(int fd)
{
        int error = errno;

        if (close(fd) != 0)
                return false;
        errno = error;
        return true;
}

int platform_copy(int fd)
{
        return dup(fd);
}

size_t platform_most_open(void)
{
        struct rlimit most;

        return getrlimit(RLIMIT_NOFILE, &most) != 0 || most.rlim_cur > SIZE_MAX ? SIZE_MAX : (size_t)most.rlim_cur;
}

FILE *platform_stream(int fd, const char *mode)
{
        return fdopen(fd, mode);
}

int platform_number(FILE *file)
{
        return fileno(file);
}

/* ---- reading and writing. A call that a signal interrupted is made again. */

int64_t platform_read(int fd, void *to, size_t n)
{
        ssize_t got;

        do
                got = read(fd, to, n);
        while (got < 0 && errno == EINTR);
        return got;
}

int64_t platform_read_at(int fd, void *to, size_t n, int64_t at)
{
        ssize_t got;

        do
                got = pread(fd, to, n, (off_t)at);
        while (got < 0 && errno == EINTR);
        return got;
}

bool platform_write(int fd, const void *from, size_t n)
{
        const char *at = from;

        while (n) {
                ssize_t put = write(fd, at, n);

                if (put < 0 && errno == EINTR)
                        continue;
                if (put == 0)
                        errno = EIO;
                if (put <= 0)
                        return false;
                at += put;
                n -= (size_t)put;
        }
        return true;
}

bool platform_write_at(int fd, const void *from, size_t n, int64_t at)
{
        return pwrite(fd, from, n, (off_t)at) == (ssize_t)n;
}

bool platform_go_to(int fd, int64_t at)
{
        return lseek(fd, (off_t)at, SEEK_SET) == (off_t)at;
}

bool platform_cut(int fd, int64_t size)
{
        return ftruncate(fd, (off_t)size) == 0;
}

bool platform_sync(int fd)
{
        return fsync(fd) == 0;
}

void platform_sync_soon(int fd)
{
#ifdef SYNC_FILE_RANGE_WRITE
        const int error = errno;

        if (sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE) != 0)
                errno = error;
#else
        (void)fd;
#endif
}

/* Some file systems cannot sync a folder and say EINVAL; they have nothing to lose there. */
bool platform_sync_folder(int fd)
{
        return fsync(fd) == 0 || errno == EINVAL;
}

bool platform_sync_all(int fd)
{
        return syncfs(fd) == 0;
}

bool platform_sync_tree(int folder)
{
        return platform_sync_all(folder);
}

FILE *platform_temporary(void)
{
        return tmpfile();
}

int platform_memory_file(const char *name)
{
        return memfd_create(name, MFD_CLOEXEC);
}

void platform_path_of(char path[PLATFORM_PATH], int fd)
{
        snprintf(path, PLATFORM_PATH, "/proc/self/fd/%d", fd);
}

bool platform_text_begin(struct platform_text *text)
{
        *text = (struct platform_text){0};
        text->out = open_memstream(&text->at, &text->n);
        return text->out != NULL;
}

bool platform_text_end(struct platform_text *text)
{
        return fclose(text->out) == 0;
}

/* ---- locks */

bool platform_lock(int fd, bool wait)
{
        int got;

        do
                got = flock(fd, wait ? LOCK_EX : LOCK_EX | LOCK_NB);
        while (got != 0 && errno == EINTR);
        return got == 0;
}

void platform_unlock(int fd)
{
        flock(fd, LOCK_UN);
}

/* ---- maps */

bool platform_map(const void **out, int fd, size_t n)
{
        void *map = n ? mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0) : NULL;

        *out = map == MAP_FAILED ? NULL : map;
        return map != MAP_FAILED;
}

void platform_unmap(const void *map, size_t n)
{
        if (map && n)
                munmap((void *)(uintptr_t)map, n);
}

/* Whole pages, from the one in which they begin: its other bytes come back as well. Nothing was ever written to the map. */
void platform_drop(const void *from, size_t n)
{
        const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), at = (uintptr_t)from, start = at - at % page,
                        end = at + n - (at + n) % page;

        if (end > start)
                madvise((void *)start, end - start, MADV_DONTNEED); /* a failure costs memory alone */
}
