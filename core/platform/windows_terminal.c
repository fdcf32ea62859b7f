#include "core/platform/windows_private.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

/* The beginning, the terminal, the clock and the machine's name. */

enum { STREAM = 1 << 16, MOST_VARIABLES = 64 };

/* ---- the terminal. It is given back as it was. */

static UINT old_page;
static struct {
        HANDLE handle;
        DWORD mode;
        bool known, colours;
} screens[2]; /* of stdout and stderr */

static void give_back(void)
{
        for (int i = 0; i < 2; i++)
                if (screens[i].known)
                        SetConsoleMode(screens[i].handle, screens[i].mode);
        if (old_page)
                SetConsoleOutputCP(old_page);
}

static void at_end(void)
{
        fflush(NULL);
        give_back();
}

/* Ctrl-C, or the window was closed: what ends it goes on. */
static BOOL WINAPI interrupted(DWORD how)
{
        (void)how;
        give_back();
        return FALSE;
}

static void open_terminal(void)
{
        for (int i = 0; i < 2; i++) {
                screens[i].handle = windows_handle(i + 1);
                screens[i].known = GetConsoleMode(screens[i].handle, &screens[i].mode);
                if (screens[i].known)
                        screens[i].colours =
                                SetConsoleMode(screens[i].handle, screens[i].mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
        }
        if (!screens[0].known && !screens[1].known)
                return;
        old_page = GetConsoleOutputCP();
        SetConsoleOutputCP(CP_UTF8);
        SetConsoleCtrlHandler(interrupted, TRUE);
        atexit(at_end);
}

bool platform_is_terminal(FILE *file)
{
        DWORD mode;

        return GetConsoleMode(windows_handle(_fileno(file)), &mode);
}

bool platform_has_colours(FILE *file)
{
        const HANDLE handle = windows_handle(_fileno(file));

        for (int i = 0; i < 2; i++)
                if (screens[i].handle == handle)
                        return screens[i].colours;
        return false;
}

int platform_columns(FILE *file)
{
        CONSOLE_SCREEN_BUFFER_INFO screen;

        return GetConsoleScreenBufferInfo(windows_handle(_fileno(file)), &screen)
                       ? screen.srWindow.Right - screen.srWindow.Left + 1
                       : 0;
}

bool platform_reader_is_gone(FILE *file)
{
        return GetFileType(windows_handle(_fileno(file))) == FILE_TYPE_PIPE;
}

void platform_last_words(const char *text, size_t n)
{
        DWORD put;

        WriteFile(windows_handle(2), text, (DWORD)n, &put, NULL);
}

/* What is typed comes as letters: of a terminal the library would read bytes of some other table. */
bool platform_read_line(char *line, size_t room)
{
        HANDLE keys = windows_handle(0);
        wchar_t typed[1024];
        DWORD mode, n = 0;
        int got;

        if (!GetConsoleMode(keys, &mode))
                return fgets(line, (int)room, stdin) != NULL;
        if (!ReadConsoleW(keys, typed, sizeof typed / sizeof *typed - 1, &n, NULL) || !n || typed[0] == 0x1a)
                return false;
        typed[n] = L'\0';
        for (wchar_t *w = typed; *w; w++)
                if (*w == L'\r') {
                        w[0] = L'\n';
                        w[1] = L'\0';
                }
        got = WideCharToMultiByte(CP_UTF8, 0, typed, -1, line, (int)room, NULL, NULL);
        return got > 0;
}

/* ---- the beginning */

static void aborted(int signal)
{
        (void)signal;
        TerminateProcess(GetCurrentProcess(), WINDOWS_ABORT);
}

/* As the C library takes the words of the command line apart, without patterns of names. CommandLineToArgvW, which does the same, is the
 * desktop's: each start would load it. */
struct start {
        int newmode;
};
int __wgetmainargs(int *argc, wchar_t ***argv, wchar_t ***env, int patterns, struct start *);

/* They stay. */
static bool take_arguments(int *argc, char ***argv)
{
        int n;
        wchar_t **wide = NULL, **env;
        char **all =
                __wgetmainargs(&n, &wide, &env, 0, &(struct start){0}) == 0 ? calloc((size_t)n + 1, sizeof *all) : NULL;

        for (int i = 0; all && i < n; i++)
                if (!(all[i] = windows_utf8(wide[i])))
                        return false;
        if (!all)
                return false;
        *argc = n;
        *argv = all;
        return true;
}

void platform_begin(int *argc, char ***argv, const struct platform_job *const *jobs)
{
        SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
        signal(SIGABRT, aborted);
        for (int i = 0; i < 3; i++)
                _setmode(i, _O_BINARY);
        _setmaxstdio(WINDOWS_MOST_OPEN);
        /* a letter that is written in two pieces is none on the screen */
        setvbuf(stdout, NULL, _IOFBF, STREAM);
        setvbuf(stderr, NULL, _IOFBF, STREAM);
        windows_be_child(jobs);
        if (!take_arguments(argc, argv))
                platform_leave(127);
        open_terminal();
}

const char *platform_env(const char *name)
{
        static struct {
                char *name, *value;
        } known[MOST_VARIABLES];
        wchar_t *wide = windows_wide(name);
        const wchar_t *value = wide ? _wgetenv(wide) : NULL;
        int i = 0;

        free(wide);
        while (i < MOST_VARIABLES && known[i].name && strcmp(known[i].name, name) != 0)
                i++;
        if (i < MOST_VARIABLES && known[i].name)
                return known[i].value;
        if (!value || i == MOST_VARIABLES)
                return NULL;
        known[i].name = _strdup(name);
        known[i].value = windows_utf8(value);
        if (known[i].value)
                platform_slashes(known[i].value); /* all that are asked for are paths, or have none */
        return known[i].value;
}

static char *program_path(void)
{
        wchar_t path[PLATFORM_MOST_PATH];
        const DWORD n = GetModuleFileNameW(NULL, path, PLATFORM_MOST_PATH);

        return n && n < PLATFORM_MOST_PATH ? windows_plain(path) : NULL;
}

char *platform_program(void)
{
        return program_path();
}

bool platform_own_folder(char *out, size_t room)
{
        char *program = program_path(), *slash = program ? strrchr(program, '/') : NULL;
        const size_t n = slash ? (size_t)(slash - program) : 0;
        const bool good = n && n < room;

        if (good) {
                memcpy(out, program, n);
                out[n] = '\0';
        }
        free(program);
        return good;
}

/* ---- names */

const char *platform_user(void)
{
        static const char *const names[] = {"USER", "USERNAME"};

        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
                const char *who = platform_env(names[i]);

                if (who && *who)
                        return who;
        }
        return "";
}

bool platform_host(char *name, size_t room)
{
        wchar_t wide[256];
        DWORD n = 256;

        return GetComputerNameExW(ComputerNameDnsHostname, wide, &n) &&
               WideCharToMultiByte(CP_UTF8, 0, wide, -1, name, (int)room, NULL, NULL) > 0;
}

/* ---- time */

int64_t platform_clock(void)
{
        return (int64_t)GetTickCount64();
}

void platform_sleep(int64_t ms)
{
        Sleep((DWORD)ms);
}
