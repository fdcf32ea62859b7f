#include "core/platform/platform.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "core/banned.h"

/* The beginning, the terminal, the clock and the machine's name. */

void platform_begin(int *argc, char ***argv, const struct platform_job *const *jobs)
{
        (void)argc, (void)argv, (void)jobs; /* all of it is so here, and a child is a copy */
        setlocale(LC_CTYPE, "C.UTF-8");     /* Windows' C library has no such, and looks through all of its 455 */
}

const char *platform_env(const char *name)
{
        return getenv(name);
}

void platform_slashes(char *path)
{
        (void)path; /* '\\' is a letter like others */
}

const char *platform_own_words(const char *of, bool english)
{
        (void)of, (void)english;
        return NULL;
}

const char *platform_user(void)
{
        const char *who = getenv("USER");

        return who ? who : "";
}

bool platform_is_terminal(FILE *file)
{
        return isatty(fileno(file)); /* of a stream in memory: no */
}

bool platform_has_colours(FILE *file)
{
        const char *term = getenv("TERM");

        return platform_is_terminal(file) && term && *term && strcmp(term, "dumb") != 0;
}

bool platform_read_line(char *line, size_t room)
{
        return fgets(line, (int)room, stdin) != NULL;
}

int platform_columns(FILE *file)
{
        struct winsize size;

        return ioctl(fileno(file), TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

bool platform_reader_is_gone(FILE *file)
{
        (void)file;
        return false;
}

void platform_last_words(const char *text, size_t n)
{
        (void)!write(STDERR_FILENO, text, n);
}

int64_t platform_clock(void)
{
        struct timespec t;

        clock_gettime(CLOCK_MONOTONIC, &t);
        return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void platform_sleep(int64_t ms)
{
        struct timespec time = {ms / 1000, ms % 1000 * 1000000};

        nanosleep(&time, NULL);
}

bool platform_host(char *name, size_t room)
{
        if (gethostname(name, room - 1) != 0)
                return false;
        name[room - 1] = '\0';
        return true;
}
