#include "core/platform/posix_private.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/banned.h"

/* Processes, and the lines between them. */

static bool make_line(int ends[2], bool both)
{
        return both ? socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0 : pipe2(ends, O_CLOEXEC) == 0;
}

/* 0 in the child, which has *line; else as platform_start. */
static pid_t start(struct platform_child *out, const char **refused, int *line, bool both)
{
        int ends[2]; /* the parent's, the child's */
        pid_t id;

        *out = (struct platform_child){0};
        *refused = NULL;
        if (!make_line(ends, both)) {
                *refused = both ? "socketpair" : "pipe";
                return -1;
        }
        id = fork();
        *line = ends[1];
        if (id == 0) {
                close(ends[0]);
                return 0;
        }
        platform_close(ends[1]);
        if (id < 0) {
                platform_close(ends[0]);
                *refused = "fork";
        } else {
                *out = (struct platform_child){id, ends[0]};
        }
        return id;
}

const char *platform_start(struct platform_child *out, const struct platform_job *job,
                           const struct platform_given *given, bool both)
{
        const char *refused;
        int line;

        if (start(out, &refused, &line, both) == 0) {
                job->run(given, line);
                _exit(0);
        }
        return refused;
}

const char *platform_start_copy(struct platform_child *out, platform_run *run, void *user)
{
        const char *refused;
        int line;

        if (start(out, &refused, &line, true) == 0) {
                run(user, line);
                _exit(0);
        }
        return refused;
}

int platform_copy_line(void)
{
        return -1; /* a copy has gone on in `run` */
}

const char *platform_start_program(struct platform_child *out, const char *program, const char *argument)
{
        const char *refused;
        int line;

        if (start(out, &refused, &line, true) == 0)
                platform_become(program, argument, line);
        return refused;
}

static bool is_of_its_own(int signal)
{
        static const int signals[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGXCPU};

        for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
                if (signal == signals[i])
                        return true;
        return false;
}

void platform_end(struct platform_end *out, struct platform_child *child)
{
        int how = 0;

        if (child->line >= 0)
                close(child->line);
        while (waitpid((pid_t)child->id, &how, 0) < 0 && errno == EINTR)
                ;
        *out = (struct platform_end){.signal = WIFSIGNALED(how) ? WTERMSIG(how) : 0,
                                     .status = WIFEXITED(how) ? WEXITSTATUS(how) : 0};
        out->broke_down = is_of_its_own(out->signal);
        *child = (struct platform_child){0};
}

bool platform_send(int line, const void *from, size_t n)
{
        const char *at = from;

        while (n) {
                ssize_t put = send(line, at, n, MSG_NOSIGNAL);

                if (put < 0 && errno == EINTR)
                        continue;
                if (put < 0)
                        return false;
                at += put;
                n -= (size_t)put;
        }
        return true;
}

bool platform_wait_any(bool *ready, const int *lines, size_t n)
{
        enum { MOST = 1024 };
        struct pollfd fds[MOST] = {0};
        const size_t some = n < MOST ? n : MOST; /* the others' turn comes */

        for (size_t i = 0; i < some; i++)
                fds[i] = (struct pollfd){.fd = lines[i], .events = POLLIN};
        while (some && poll(fds, (nfds_t)some, -1) < 0)
                if (errno != EINTR)
                        return false;
        for (size_t i = 0; i < n; i++)
                ready[i] = i < some && fds[i].revents;
        return true;
}

char *platform_program(void)
{
        return realpath("/proc/self/exe", NULL);
}

_Noreturn void platform_leave(int status)
{
        _exit(status);
}

/* What the process occupies already; a generous guess on a system that does not tell. */
static size_t occupied(void)
{
        FILE *f = fopen("/proc/self/statm", "re");
        long page = sysconf(_SC_PAGESIZE);
        unsigned long pages = 0;
        char text[64];

        if (f && fgets(text, sizeof text, f))
                pages = strtoul(text, NULL, 10);
        if (f)
                fclose(f);
        return pages && page > 0 ? pages * (size_t)page : (size_t)1 << 30;
}

bool platform_limit(size_t more, unsigned work, unsigned wait)
{
        struct rlimit memory, no_core = {0, 0}, time = {work, work};
        size_t most = occupied() + more;
        bool enough = getrlimit(RLIMIT_AS, &memory) != 0 || memory.rlim_cur >= most;

        if (enough && getrlimit(RLIMIT_AS, &memory) == 0) {
                memory.rlim_cur = most;
                setrlimit(RLIMIT_AS, &memory);
        }
        setrlimit(RLIMIT_CORE, &no_core);
        setrlimit(RLIMIT_CPU, &time);
        signal(SIGXCPU, SIG_DFL);
        signal(SIGALRM, SIG_DFL);
        alarm(wait);
        return enough;
}

bool platform_hush(void)
{
        /* without a buffer: a confined process may not ask what kind of file it is */
        return freopen("/dev/null", "w", stderr) != NULL && setvbuf(stderr, NULL, _IONBF, 0) == 0;
}

int platform_processors(void)
{
        cpu_set_t set;

        return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
}

int64_t platform_process(void)
{
        return getpid();
}
