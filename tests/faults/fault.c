/* A failing machine, for LD_PRELOAD: tests/torture.sh and the case folders run soroe under it.
 *   FAULT_ALLOC=N   the N-th allocation made by the program itself returns NULL
 *   FAULT_FROM=NAME …made by the library of that name instead (libsqlite3, libjansson). Not libxml2 and fontconfig:
 *                   they do not survive it.
 *   FAULT_WRITE=N   from the N-th on, whatever changes a file fails with ENOSPC, as on a full disk
 *   FAULT_KILL=N    at the N-th change of a file the process that makes it is killed
 *   FAULT_SPOIL=F   what is written to a file whose name has F in it gets another last byte, and nobody says so
 *   FAULT_HELD=F    another program holds the file of that name open: nothing takes its place
 *   FAULT_READ=N    the N-th look at the disk or the system that the program itself takes (open, read, pread, stat, opendir, readdir,
 *                   access, locks, fork, pipe2, socketpair, mmap) fails with FAULT_ERRNO (a number; EIO)
 *   FAULT_CHANGE=F  somebody else appends a line to the file of that base name when the program begins to read it the second time
 *   FAULT_CLOCK=MS  each look at the steady clock is so many milliseconds after the one before
 *   FAULT_TIME=S    it is so many seconds after 1970, by the clock on the wall
 *   FAULT_NETWORK=F the folder F, as the program names it, lies on a network drive with all that is in it
 *   FAULT_REPORT=F  at the end F says: "<allocations> <writes> <looks> <faults that struck>"
 * The count goes on in the processes it forks. Descriptors 0 to 2 are never hurt: the program must still be able to say what is wrong. */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

static long fail_alloc, fail_write, fail_read, read_error, kill_write, clock_step, wall_clock;
static const char *report, *change, *spoil, *held, *network;
static uintptr_t code_from, code_to;
static struct counts {
        atomic_long allocs, writes, looks, struck;
} before_start, *counts = &before_start; /* then shared with the children */

/* The program comes first and has no name. */
static int find_object(struct dl_phdr_info *info, size_t size, void *name)
{
        (void)size;
        if (name && (!info->dlpi_name || !strstr(info->dlpi_name, name)))
                return 0;
        code_from = UINTPTR_MAX;
        for (int i = 0; i < info->dlpi_phnum; i++) {
                uintptr_t from = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr, to = from + info->dlpi_phdr[i].p_memsz;

                if (info->dlpi_phdr[i].p_type != PT_LOAD)
                        continue;
                code_from = from < code_from ? from : code_from;
                code_to = to > code_to ? to : code_to;
        }
        return 1;
}

/* fontconfig mends its cache outside of the folder where a test works: a fault there would stay on the machine, as a lock
 * that nobody takes away. */
static uintptr_t fonts_from, fonts_to;

static void spare_fonts(void)
{
        uintptr_t from = code_from, to = code_to;
        char name[] = "libfontconfig";

        fonts_from = fonts_to = 0;
        if (dl_iterate_phdr(find_object, name)) {
                fonts_from = code_from;
                fonts_to = code_to;
        }
        code_from = from;
        code_to = to;
}

static bool of_fonts(void *caller)
{
        return (uintptr_t)caller >= fonts_from && (uintptr_t)caller < fonts_to;
}
#define CALLER __builtin_return_address(0)

static long number(const char *name)
{
        const char *text = getenv(name);

        return text ? strtol(text, NULL, 10) : 0;
}

__attribute__((constructor)) static void start(void)
{
        void *shared = mmap(NULL, sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

        if (shared != MAP_FAILED)
                counts = shared;
        dl_iterate_phdr(find_object, getenv("FAULT_FROM"));
        spare_fonts();
        fail_alloc = number("FAULT_ALLOC");
        fail_write = number("FAULT_WRITE");
        fail_read = number("FAULT_READ");
        read_error = number("FAULT_ERRNO") ? number("FAULT_ERRNO") : EIO;
        kill_write = number("FAULT_KILL");
        clock_step = number("FAULT_CLOCK");
        report = getenv("FAULT_REPORT");
        change = getenv("FAULT_CHANGE");
        spoil = getenv("FAULT_SPOIL");
        held = getenv("FAULT_HELD");
        network = getenv("FAULT_NETWORK");
        wall_clock = number("FAULT_TIME");
}

__attribute__((destructor)) static void stop(void)
{
        char line[96];
        int n = snprintf(line, sizeof line, "%ld %ld %ld %ld\n", atomic_load(&counts->allocs), atomic_load(&counts->writes),
                         atomic_load(&counts->looks), atomic_load(&counts->struck));
        int fd = report ? (int)syscall(SYS_openat, AT_FDCWD, report, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;

        if (fd < 0)
                return;
        (void)!syscall(SYS_write, fd, line, (size_t)n);
        syscall(SYS_close, fd);
}

static bool alloc_fails(void *caller)
{
        uintptr_t at = (uintptr_t)caller;

        if (at < code_from || at >= code_to)
                return false;
        if (atomic_fetch_add(&counts->allocs, 1) + 1 != fail_alloc)
                return false;
        atomic_fetch_add(&counts->struck, 1);
        errno = ENOMEM;
        return true;
}

void *malloc(size_t n)
{
        return alloc_fails(__builtin_return_address(0)) ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
        return alloc_fails(__builtin_return_address(0)) ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
        return alloc_fails(__builtin_return_address(0)) ? NULL : __libc_realloc(p, n);
}

static bool disk_full(int fd)
{
        struct stat st;
        long now;

        if (fd >= 0 && (fd <= 2 || (fstat(fd, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))))
                return false;
        now = atomic_fetch_add(&counts->writes, 1) + 1;
        if (now == kill_write)
                kill(getpid(), SIGKILL);
        if (now < fail_write || !fail_write)
                return false;
        atomic_fetch_add(&counts->struck, 1);
        errno = ENOSPC;
        return true;
}

/* Each passes on to the function it hides. */
#define NEXT(name) ((__typeof__(&(name)))next(#name))
static void *next(const char *name)
{
        return dlsym(RTLD_NEXT, name);
}

int clock_gettime(clockid_t id, struct timespec *t)
{
        static atomic_long looks;
        long ms;

        if (!clock_step || id != CLOCK_MONOTONIC)
                return NEXT(clock_gettime)(id, t);
        ms = atomic_fetch_add(&looks, 1) * clock_step;
        *t = (struct timespec){ms / 1000, ms % 1000 * 1000000};
        return 0;
}

time_t time(time_t *out)
{
        time_t now = wall_clock ? (time_t)wall_clock : NEXT(time)(NULL);

        if (out)
                *out = now;
        return now;
}

int statfs(const char *path, struct statfs *out)
{
        size_t n = network ? strlen(network) : 0;
        int result = NEXT(statfs)(path, out);

        if (n && result == 0 && strncmp(path, network, n) == 0 && (path[n] == '\0' || path[n] == '/'))
                out->f_type = 0x6969; /* NFS */
        return result;
}

/* The name of an open file. */
static const char *name_of(int fd, char *buf, size_t size)
{
        char link[64];
        ssize_t n;

        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        n = readlink(link, buf, size - 1);
        buf[n > 0 ? n : 0] = '\0';
        return strrchr(buf, '/') ? strrchr(buf, '/') + 1 : buf;
}

/* The last byte of a write is another one on the disk. */
static ssize_t write_spoiled(int fd, const void *p, size_t n)
{
        unsigned char *copy = __libc_malloc(n);
        ssize_t put;

        memcpy(copy, p, n);
        copy[n - 1] ^= 1;
        put = NEXT(write)(fd, copy, n);
        free(copy);
        atomic_fetch_add(&counts->struck, 1);
        return put;
}

ssize_t write(int fd, const void *p, size_t n)
{
        char buf[4096];

        if (!of_fonts(CALLER) && disk_full(fd))
                return -1;
        return spoil && n && fd > 2 && strstr(name_of(fd, buf, sizeof buf), spoil) ? write_spoiled(fd, p, n)
                                                                                  : NEXT(write)(fd, p, n);
}

static void change_file(int fd, off_t at)
{
        static atomic_long reads;
        char buf[4096];
        int other;

        if (!change || at != 0 || strcmp(name_of(fd, buf, sizeof buf), change) != 0 || atomic_fetch_add(&reads, 1) != 1)
                return;
        other = (int)syscall(SYS_openat, AT_FDCWD, buf, O_WRONLY | O_APPEND, 0);
        (void)!syscall(SYS_write, other, ",\n", 2);
        syscall(SYS_close, other);
        atomic_fetch_add(&counts->struck, 1);
}

/* Of the program's own calls: a library's are its own affair, but for SQLite's, of which FAULT_FROM speaks. */
static bool look_fails(void *caller)
{
        uintptr_t at = (uintptr_t)caller;

        if (at < code_from || at >= code_to || atomic_fetch_add(&counts->looks, 1) + 1 != fail_read)
                return false;
        atomic_fetch_add(&counts->struck, 1);
        errno = (int)read_error;
        return true;
}

static ssize_t read_by(void *caller, int fd, void *p, size_t n)
{
        if (fd > 2 && look_fails(caller))
                return -1;
        if (change)
                change_file(fd, lseek(fd, 0, SEEK_CUR));
        return NEXT(read)(fd, p, n);
}

ssize_t read(int fd, void *p, size_t n)
{
        return read_by(CALLER, fd, p, n);
}

ssize_t __read_chk(int fd, void *p, size_t n, size_t room);
ssize_t __read_chk(int fd, void *p, size_t n, size_t room)
{
        (void)room;
        return read_by(CALLER, fd, p, n);
}

int open(const char *path, int flags, ...)
{
        va_list args;
        mode_t mode;

        va_start(args, flags);
        mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
        va_end(args);
        return look_fails(CALLER) ? -1 : NEXT(open)(path, flags, mode);
}

/* What the checks of the compiler make of them. */
int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags)
{
        return look_fails(CALLER) ? -1 : NEXT(open)(path, flags);
}

int __openat_2(int dir, const char *path, int flags);
int __openat_2(int dir, const char *path, int flags)
{
        return look_fails(CALLER) ? -1 : NEXT(openat)(dir, path, flags);
}

int openat(int dir, const char *path, int flags, ...)
{
        va_list args;
        mode_t mode;

        va_start(args, flags);
        mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
        va_end(args);
        return look_fails(CALLER) ? -1 : NEXT(openat)(dir, path, flags, mode);
}

int stat(const char *path, struct stat *st)
{
        return look_fails(CALLER) ? -1 : NEXT(stat)(path, st);
}

int lstat(const char *path, struct stat *st)
{
        return look_fails(CALLER) ? -1 : NEXT(lstat)(path, st);
}

int fstat(int fd, struct stat *st)
{
        return look_fails(CALLER) ? -1 : NEXT(fstat)(fd, st);
}

DIR *opendir(const char *path)
{
        return look_fails(CALLER) ? NULL : NEXT(opendir)(path);
}

DIR *fdopendir(int fd)
{
        return look_fails(CALLER) ? NULL : NEXT(fdopendir)(fd);
}

/* A name that is not read, and errno alone tells it from the end. */
struct dirent *readdir(DIR *dir)
{
        return look_fails(CALLER) ? NULL : NEXT(readdir)(dir);
}

int fstatat(int dir, const char *path, struct stat *st, int flags)
{
        return look_fails(CALLER) ? -1 : NEXT(fstatat)(dir, path, st, flags);
}

int access(const char *path, int mode)
{
        return look_fails(CALLER) ? -1 : NEXT(access)(path, mode);
}

int flock(int fd, int how)
{
        return look_fails(CALLER) ? -1 : NEXT(flock)(fd, how);
}

/* SQLite's locks. */
int fcntl(int fd, int command, ...)
{
        const bool locks = command == F_SETLK || command == F_SETLKW || command == F_GETLK;
        va_list args;
        void *more;

        va_start(args, command);
        more = va_arg(args, void *);
        va_end(args);
        return locks && look_fails(CALLER) ? -1 : (int)NEXT(fcntl)(fd, command, more);
}

int fcntl64(int fd, int command, ...)
{
        const bool locks = command == F_SETLK || command == F_SETLKW || command == F_GETLK;
        va_list args;
        void *more;

        va_start(args, command);
        more = va_arg(args, void *);
        va_end(args);
        return locks && look_fails(CALLER) ? -1 : (int)NEXT(fcntl64)(fd, command, more);
}

int socketpair(int family, int type, int protocol, int ends[2])
{
        return look_fails(CALLER) ? -1 : NEXT(socketpair)(family, type, protocol, ends);
}

FILE *fopen(const char *path, const char *how)
{
        return look_fails(CALLER) ? NULL : NEXT(fopen)(path, how);
}

pid_t fork(void)
{
        return look_fails(CALLER) ? -1 : NEXT(fork)();
}

int pipe2(int ends[2], int flags)
{
        return look_fails(CALLER) ? -1 : NEXT(pipe2)(ends, flags);
}

void *mmap(void *at, size_t n, int protection, int flags, int fd, off_t from)
{
        return look_fails(CALLER) ? MAP_FAILED : (void *)syscall(SYS_mmap, at, n, protection, flags, fd, from);
}

ssize_t pread(int fd, void *p, size_t n, off_t at)
{
        if (look_fails(CALLER))
                return -1;
        change_file(fd, at);
        return NEXT(pread)(fd, p, n, at);
}

ssize_t pwrite(int fd, const void *p, size_t n, off_t at)
{
        return disk_full(fd) ? -1 : NEXT(pwrite)(fd, p, n, at);
}

ssize_t pwrite64(int fd, const void *p, size_t n, off64_t at)
{
        return disk_full(fd) ? -1 : NEXT(pwrite64)(fd, p, n, at);
}

int fsync(int fd)
{
        return !of_fonts(CALLER) && disk_full(fd) ? -1 : NEXT(fsync)(fd);
}

int syncfs(int fd)
{
        return disk_full(fd) ? -1 : NEXT(syncfs)(fd);
}

int fdatasync(int fd)
{
        return disk_full(fd) ? -1 : NEXT(fdatasync)(fd);
}

int ftruncate(int fd, off_t n)
{
        return disk_full(fd) ? -1 : NEXT(ftruncate)(fd, n);
}

int ftruncate64(int fd, off64_t n)
{
        return disk_full(fd) ? -1 : NEXT(ftruncate64)(fd, n);
}

int fallocate(int fd, int mode, off_t at, off_t n)
{
        return disk_full(fd) ? -1 : NEXT(fallocate)(fd, mode, at, n);
}

int posix_fallocate(int fd, off_t at, off_t n)
{
        return disk_full(fd) ? ENOSPC : NEXT(posix_fallocate)(fd, at, n);
}

int rename(const char *from, const char *to)
{
        return !of_fonts(CALLER) && disk_full(-1) ? -1 : NEXT(rename)(from, to);
}

int renameat(int a, const char *from, int b, const char *to)
{
        if (held && strcmp(to, held) == 0) {
                errno = ETXTBSY;
                return -1;
        }
        return disk_full(-1) ? -1 : NEXT(renameat)(a, from, b, to);
}

int link(const char *from, const char *to)
{
        return !of_fonts(CALLER) && disk_full(-1) ? -1 : NEXT(link)(from, to);
}

int mkdir(const char *path, mode_t mode)
{
        return disk_full(-1) ? -1 : NEXT(mkdir)(path, mode);
}
