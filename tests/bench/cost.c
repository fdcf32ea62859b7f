/* cost [-m MB] COMMAND...: runs it and prints what it cost: wall and processor time in ms, the most memory in KB. Its output is dropped.
 * -m touches so much memory before and gives it back. A virtual machine hands memory that lay free for some seconds back to its host
 * (free page reporting), and getting it again costs the next who writes there two seconds a gigabyte, more than writing it: without
 * -m the figure tells which of two commands came to such memory, not which is faster.
 * Exit status: the command's. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int64_t in_ms(struct timeval t)
{
        return (int64_t)t.tv_sec * 1000 + t.tv_usec / 1000;
}

static int64_t now(void)
{
        struct timespec t;

        clock_gettime(CLOCK_MONOTONIC, &t);
        return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int touch(size_t mb)
{
        const size_t size = mb << 20, page = (size_t)sysconf(_SC_PAGESIZE);
        volatile char *all = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

        if (all == MAP_FAILED)
                return -1;
        for (size_t i = 0; i < size; i += page)
                all[i] = 1;
        return munmap((void *)all, size);
}

int main(int argc, char **argv)
{
        struct rusage used;
        int64_t from;
        int how = 0;
        pid_t child;

        if (argc > 3 && !strcmp(argv[1], "-m")) {
                if (touch(strtoul(argv[2], NULL, 10)))
                        return 126;
                argv += 2;
                argc -= 2;
        }
        from = now();
        child = argc > 1 ? fork() : -1;
        if (child == 0) {
                int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

                dup2(nowhere, STDOUT_FILENO);
                dup2(nowhere, STDERR_FILENO);
                execvp(argv[1], argv + 1);
                _exit(127);
        }
        if (child < 0 || wait4(child, &how, 0, &used) != child)
                return 126;
        printf("%lld %lld %ld\n", (long long)(now() - from), (long long)(in_ms(used.ru_utime) + in_ms(used.ru_stime)),
               used.ru_maxrss);
        return WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
}
