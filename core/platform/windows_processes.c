#include "core/platform/windows_private.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

/* Processes, and the lines between them: the parent's side. A child is this program once more; SOROE_CHILD in its environment
 * says what it is for. A line is a pipe on which both may write. Pipes cannot be waited for: whoever sends on one rings a bell that
 * all processes of a run have. */

enum { LINE_BYTES = 1 << 16, MOST_AT_ONCE = 1 << 15, LOOK_MS = 20, NAME = 200 };

static HANDLE bell; /* of this process's children */
static HANDLE job;  /* whoever is in it ends with this process */

static bool make_bell(void)
{
        SECURITY_ATTRIBUTES inherited = {.nLength = sizeof inherited, .bInheritHandle = TRUE};
        JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {0};

        if (bell)
                return true;
        bell = CreateEventW(&inherited, FALSE, FALSE, NULL);
        job = CreateJobObjectW(NULL, NULL);
        limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
        if (job)
                SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits);
        return bell || windows_fail();
}

/* Nobody else can have its other end: there is one, and it is taken at once. */
static bool make_line(int *ours, HANDLE *theirs)
{
        static unsigned made;
        SECURITY_ATTRIBUTES inherited = {.nLength = sizeof inherited, .bInheritHandle = TRUE};
        wchar_t name[NAME];
        HANDLE end;

        swprintf(name, NAME, L"\\\\.\\pipe\\soroe-%lu-%u", (unsigned long)GetCurrentProcessId(), made++);
        end = CreateNamedPipeW(name, PIPE_ACCESS_DUPLEX | FILE_FLAG_FIRST_PIPE_INSTANCE,
                               PIPE_TYPE_BYTE | PIPE_READMODE_BYTE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS, 1,
                               LINE_BYTES, LINE_BYTES, 0, NULL);
        if (end == INVALID_HANDLE_VALUE)
                return windows_fail();
        *theirs = CreateFileW(name, GENERIC_READ | GENERIC_WRITE, 0, &inherited, OPEN_EXISTING, 0, NULL);
        if (*theirs == INVALID_HANDLE_VALUE) {
                windows_fail();
                CloseHandle(end);
                return false;
        }
        *ours = windows_number(end, _O_RDWR);
        if (*ours < 0)
                CloseHandle(*theirs);
        return *ours >= 0;
}

/* ---- starting */

/* Of all that can be inherited, the child gets these. */
static bool start_with(PROCESS_INFORMATION *out, wchar_t *command, HANDLE handles[], size_t n, HANDLE nowhere,
                       HANDLE words)
{
        wchar_t program[PLATFORM_MOST_PATH];
        SIZE_T size = 0;
        STARTUPINFOEXW start = {.StartupInfo = {.cb = sizeof start,
                                                .dwFlags = STARTF_USESTDHANDLES,
                                                .hStdInput = nowhere,
                                                .hStdOutput = nowhere,
                                                .hStdError = words}};
        bool good;

        InitializeProcThreadAttributeList(NULL, 1, 0, &size);
        start.lpAttributeList = malloc(size);
        good = start.lpAttributeList && InitializeProcThreadAttributeList(start.lpAttributeList, 1, 0, &size) &&
               UpdateProcThreadAttribute(start.lpAttributeList, 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST, handles,
                                         n * sizeof *handles, NULL, NULL) &&
               GetModuleFileNameW(NULL, program, PLATFORM_MOST_PATH) < PLATFORM_MOST_PATH &&
               CreateProcessW(program, command, NULL, NULL, TRUE, EXTENDED_STARTUPINFO_PRESENT | CREATE_SUSPENDED, NULL,
                              NULL, &start.StartupInfo, out);
        if (!good)
                windows_fail();
        free(start.lpAttributeList);
        return good;
}

static HANDLE inherited_copy(HANDLE handle)
{
        HANDLE copy;

        return handle && handle != INVALID_HANDLE_VALUE &&
                               DuplicateHandle(GetCurrentProcess(), handle, GetCurrentProcess(), &copy, 0, TRUE,
                                               DUPLICATE_SAME_ACCESS)
                       ? copy
                       : NULL;
}

/* `words`: as SOROE_CHILD has them, without the handles. */
static bool begin_program(PROCESS_INFORMATION *out, const char *words, wchar_t *command, HANDLE line)
{
        SECURITY_ATTRIBUTES inherited = {.nLength = sizeof inherited, .bInheritHandle = TRUE};
        HANDLE nowhere = CreateFileW(L"NUL", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
                                     &inherited, OPEN_EXISTING, 0, NULL);
        HANDLE errors = inherited_copy(windows_handle(2)), handles[] = {line, bell, nowhere, errors};
        wchar_t variable[NAME];
        bool good;

        swprintf(variable, NAME, L"%hs %llu %llu", words, (unsigned long long)(uintptr_t)line,
                 (unsigned long long)(uintptr_t)bell);
        SetEnvironmentVariableW(L"SOROE_CHILD", variable);
        good = start_with(out, command, handles, errors ? 4 : 3, nowhere, errors ? errors : nowhere);
        SetEnvironmentVariableW(L"SOROE_CHILD", NULL);
        CloseHandle(nowhere);
        if (errors)
                CloseHandle(errors);
        return good;
}

/* Frees the command. */
static const char *start(struct platform_child *out, const char *words, wchar_t *command)
{
        PROCESS_INFORMATION process;
        HANDLE theirs;
        bool good;

        *out = (struct platform_child){0};
        if (!command || !make_bell() || !make_line(&out->line, &theirs)) {
                free(command);
                return "CreateNamedPipe";
        }
        good = begin_program(&process, words, command, theirs);
        CloseHandle(theirs);
        free(command);
        if (!good) {
                platform_close(out->line);
                *out = (struct platform_child){0};
                return "CreateProcess";
        }
        if (job)
                AssignProcessToJobObject(job, process.hProcess);
        ResumeThread(process.hThread);
        CloseHandle(process.hThread);
        out->id = (int64_t)(intptr_t)process.hProcess;
        return NULL;
}

const char *platform_start(struct platform_child *out, const struct platform_job *what,
                           const struct platform_given *given, bool both)
{
        const uint64_t sizes[2] = {given->facts_n, given->bytes_n};
        const char *refused = start(out, what->name, _wcsdup(L"soroe"));

        (void)both;
        /* that it ended meanwhile is seen when its answer is awaited */
        if (!refused)
                (void)(platform_send(out->line, sizes, sizeof sizes) &&
                       platform_send(out->line, given->facts, given->facts_n) &&
                       platform_send(out->line, given->bytes, given->bytes_n));
        return refused;
}

const char *platform_start_copy(struct platform_child *out, platform_run *run, void *user)
{
        (void)run, (void)user;
        return start(out, ".", _wcsdup(GetCommandLineW()));
}

/* soroe-reader is not built here. */
const char *platform_start_program(struct platform_child *out, const char *program, const char *argument)
{
        (void)program, (void)argument;
        *out = (struct platform_child){0};
        errno = ENOSYS;
        return "CreateProcess";
}

_Noreturn void platform_again(char **argv)
{
        (void)argv;
        platform_leave(127);
}

/* ---- the end */

static struct platform_end end_of(DWORD code)
{
        static const struct {
                DWORD code;
                struct platform_end end; /* by the numbers that other systems give such an end */
        } ends[] = {
                {WINDOWS_TIME, {.signal = 14, .broke_down = true}},
                {ERROR_NOT_ENOUGH_QUOTA, {.signal = 24, .broke_down = true}}, /* of its job: time */
                {WINDOWS_MEMORY, {.status = 4, .broke_down = true}},
                {WINDOWS_ABORT, {.signal = 6, .broke_down = true}},
                {(DWORD)STATUS_CONTROL_C_EXIT, {.signal = 2}},
        };

        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
                if (ends[i].code == code)
                        return ends[i].end;
        return code >= 0xC0000000u ? (struct platform_end){.signal = 11, .broke_down = true}
                                   : (struct platform_end){.status = (int)(code & 0xff)};
}

void platform_end(struct platform_end *out, struct platform_child *child)
{
        HANDLE process = (HANDLE)(intptr_t)child->id;
        DWORD code = 0;

        if (child->line >= 0)
                platform_close(child->line);
        WaitForSingleObject(process, INFINITE);
        GetExitCodeProcess(process, &code);
        CloseHandle(process);
        *out = end_of(code);
        *child = (struct platform_child){0};
}

/* ---- the line */

bool platform_send(int line, const void *from, size_t n)
{
        const char *at = from;

        while (n) {
                const size_t some = n < MOST_AT_ONCE ? n : MOST_AT_ONCE;

                if (!platform_write(line, at, some))
                        return false;
                windows_ring();
                at += some;
                n -= some;
        }
        return true;
}

static bool can_be_read(int line)
{
        DWORD n = 0;

        return !PeekNamedPipe(windows_handle(line), NULL, 0, NULL, &n, NULL) || n > 0;
}

bool platform_wait_any(bool *ready, const int *lines, size_t n)
{
        for (;;) {
                bool any = !n;

                for (size_t i = 0; i < n; i++)
                        any |= ready[i] = can_be_read(lines[i]);
                if (any)
                        return true;
                /* whoever has ended does not ring */
                if (bell)
                        WaitForSingleObject(bell, LOOK_MS);
                else
                        Sleep(LOOK_MS);
        }
}
