#include "core/platform/posix_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

#include "core/banned.h"

/* A process that looks at foreign bytes and may do nothing else. */

#if defined __linux__ && (defined __x86_64__ || defined __aarch64__)

#ifdef __x86_64__
#define MACHINE AUDIT_ARCH_X86_64
#else
#define MACHINE AUDIT_ARCH_AARCH64
#endif

enum { OF_PATH_EMPTY = 0x1000, MAY_EXECUTE = 4 };

#define FIELD(name)   ((uint32_t)offsetof(struct seccomp_data, name))
#define LOOK(field)   BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (field))
#define KILL          BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)
#define ALLOW         BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define ALLOWED(call) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 1), ALLOW
/* Two that are allowed with an argument that has none of these bits, or one that has them. */
#define WITHOUT(call, argument, bits)                                                                                  \
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 4), LOOK(argument),                                             \
                BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), 0, 1), KILL, ALLOW
#define WITH(call, argument, bits)                                                                                     \
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 4), LOOK(argument),                                             \
                BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), 1, 0), KILL, ALLOW

/* Reading and writing what is open, memory that holds no code, the clock, the end. `fstat` comes as a call that could also name
 * a file; it may not. */
static const struct sock_filter rules[] = {
        LOOK(FIELD(arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0),
        KILL,
        LOOK(FIELD(nr)),
        ALLOWED(__NR_read),
        ALLOWED(__NR_write),
        ALLOWED(__NR_close),
        ALLOWED(__NR_lseek),
        ALLOWED(__NR_fstat),
        ALLOWED(__NR_munmap),
        ALLOWED(__NR_mremap),
        ALLOWED(__NR_madvise),
        ALLOWED(__NR_brk),
        ALLOWED(__NR_futex),
        ALLOWED(__NR_sched_yield),
        ALLOWED(__NR_getrandom),
        ALLOWED(__NR_sysinfo), /* qsort asks how much memory there is */
        ALLOWED(__NR_clock_gettime),
        ALLOWED(__NR_rt_sigprocmask),
        ALLOWED(__NR_rt_sigreturn),
        ALLOWED(__NR_exit),
        ALLOWED(__NR_exit_group),
        WITHOUT(__NR_mmap, FIELD(args[2]), MAY_EXECUTE),
        WITHOUT(__NR_mprotect, FIELD(args[2]), MAY_EXECUTE),
        WITH(__NR_newfstatat, FIELD(args[3]), OF_PATH_EMPTY),
        KILL,
};

bool platform_confine(void)
{
        struct sock_fprog filter = {sizeof rules / sizeof *rules, (struct sock_filter *)(uintptr_t)rules};
        struct rlimit none = {0, 0};

        setrlimit(RLIMIT_NOFILE, &none);
        setrlimit(RLIMIT_NPROC, &none);
        setrlimit(RLIMIT_CORE, &none);
        return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

#else

bool platform_confine(void)
{
        errno = ENOSYS;
        return false;
}

#endif

/* ---- another program */

/* The folder of this program, without its last '/'; false where the system does not tell. */
bool platform_own_folder(char *out, size_t room)
{
        ssize_t n = readlink("/proc/self/exe", out, room - 1);

        if (n <= 0 || (size_t)n >= room - 1)
                return false;
        while (n > 0 && out[n - 1] != '/')
                n--;
        out[n > 1 ? n - 1 : n] = '\0';
        return n > 0;
}

_Noreturn void platform_again(char **argv)
{
        execv("/proc/self/exe", argv);
        _exit(127);
}

/* The variables of the environment that are handed on. Of the rest a program that only computes needs none. */
static char *handed_on(const char *name)
{
        const char *value = getenv(name);
        char *pair = NULL;

        return value && asprintf(&pair, "%s=%s", name, value) > 0 ? pair : NULL;
}

_Noreturn void platform_become(const char *program, const char *argument, int line)
{
        char *const arguments[] = {(char *)(uintptr_t)program, (char *)(uintptr_t)argument, NULL};
        char *environment[] = {"OMP_THREAD_LIMIT=1", "LC_ALL=C.UTF-8", handed_on("TESSDATA_PREFIX"), NULL};

        if (dup2(line, STDIN_FILENO) >= 0 && dup2(line, STDOUT_FILENO) >= 0)
                execve(program, arguments, environment);
        _exit(127);
}
