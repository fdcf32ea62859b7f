#include "reader/try.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <stdbool.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/banned.h"

/* Each returns true where it came through. */

static bool open_file(void)
{
        return syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY) != -2;
}

static bool look_at_path(void)
{
        struct stat st;

        return stat("/etc/passwd", &st) != -2;
}

static bool connect_out(void)
{
        /* cppcheck-suppress leakReturnValNotUsed */
        return socket(AF_INET, SOCK_STREAM, 0) != -2;
}

static bool make_process(void)
{
        return fork() != -2;
}

static bool become_program(void)
{
        char *const arguments[] = {"/bin/true", NULL};

        return execve("/bin/true", arguments, NULL) != -2;
}

static bool make_code(void)
{
        /* cppcheck-suppress [leakReturnValNotUsed, invalidFunctionArg] */
        return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != NULL;
}

/* Ends with the words for want of memory, on stdout. */
static bool take_memory(void)
{
        for (int i = 0; i < 100; i++) {
                char *some = malloc((size_t)64 << 20);

                /* cppcheck-suppress nullPointerOutOfMemory */
                memset(some, i, (size_t)64 << 20);
        }
        return true;
}

static bool take_time(void)
{
        volatile uint64_t i = 1;

        while (i)
                i++;
        return true;
}

_Noreturn void try_from_inside(const char *what)
{
        static const struct {
                const char *what;
                bool (*try)(void);
        } tries[] = {{"file", open_file},       {"path", look_at_path},      {"connection", connect_out},
                     {"process", make_process}, {"program", become_program}, {"code", make_code},
                     {"memory", take_memory},   {"time", take_time}};

        for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
                if (strcmp(what, tries[i].what) == 0 && tries[i].try())
                        (void)!write(STDOUT_FILENO, "possible\n", 9);
        _exit(0);
}
