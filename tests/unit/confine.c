/* A confined process computes, reads and writes what is open, and ends. Whatever else it tries ends it (SIGSYS, 31). */
#include "core/platform/platform.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { KILLED = 31 };

static void open_file(void)
{
        (void)!open("/etc/passwd", O_RDONLY);
}

static void open_new_file(void)
{
        (void)!open("/tmp/soroe-unit-confine", O_WRONLY | O_CREAT, 0600);
}

static void look_at_file(void)
{
        struct stat st;

        (void)!stat("/etc/passwd", &st);
}

static void remove_file(void)
{
        (void)!unlink("/tmp/soroe-unit-confine");
}

static void connect_out(void)
{
        (void)!socket(AF_INET, SOCK_STREAM, 0);
}

static void make_process(void)
{
        (void)!fork();
}

static void become_program(void)
{
        (void)!execl("/bin/true", "/bin/true", (char *)NULL);
}

static void make_code(void)
{
        (void)!mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void signal_parent(void)
{
        (void)!kill(getppid(), 0);
}

/* What decoders and networks do. */
static void compute(void)
{
        enum { MUCH = 8 << 20 };
        unsigned char *some = malloc(MUCH);

        memset(some, 1, MUCH);
        some = realloc(some, 2 * MUCH);
        free(some);
}

struct attempt {
        void (*what)(void);
        bool confined;
};

static void run(void *user, int line)
{
        const struct attempt *a = user;

        (void)platform_hush();
        (void)platform_limit((size_t)1 << 30, 10, 10);
        if (!platform_confine()) {
                (void)platform_write(line, "?", 1);
                platform_leave(0);
        }
        a->what();
        (void)platform_write(line, "x", 1);
        platform_leave(0);
}

/* The byte that came ("" none), and the signal. */
static char attempt(struct platform_end *end, void (*what)(void))
{
        struct attempt a = {what, false};
        struct platform_child child;
        char got = 0;

        assert_null(platform_start_copy(&child, run, &a));
        if (platform_read(child.line, &got, 1) != 1)
                got = 0;
        platform_end(end, &child);
        return got;
}

static void say_x(void *unused, int line)
{
        (void)unused;
        (void)platform_write(line, "x", 1);
        platform_leave(0);
}

/* What follows says nothing unless a child that may do everything comes back. */
static void a_child_that_is_not_confined_comes_back(void **state)
{
        struct platform_child child;
        struct platform_end end;
        char got = 0;

        (void)state;
        assert_null(platform_start_copy(&child, say_x, NULL));
        assert_int_equal(platform_read(child.line, &got, 1), 1);
        platform_end(&end, &child);
        assert_int_equal(got, 'x');
        assert_int_equal(end.signal, 0);
}

static void confined(void **state)
{
        static void (*const rows[])(void) = {open_file,    open_new_file,  look_at_file, remove_file,  connect_out,
                                             make_process, become_program, make_code,    signal_parent};
        struct platform_end end;

        (void)state;
#ifdef __SANITIZE_ADDRESS__
        skip(); /* the sanitizer's own calls at the end of a process are none that a confined one may make */
#endif
        if (attempt(&end, compute) == '?')
                skip(); /* this system has no such thing */
        assert_int_equal(end.signal, 0);
        for (size_t i = 0; i < COUNT(rows); i++) {
                const char got = attempt(&end, rows[i]);

                if (got || end.signal != KILLED)
                        fail_msg("row %zu came through: %d, signal %d", i, got, end.signal);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {cmocka_unit_test(a_child_that_is_not_confined_comes_back),
                                           cmocka_unit_test(confined)};

        return cmocka_run_group_tests(tests, NULL, NULL);
}
