#include "core/platform/windows_private.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <process.h>
#include <psapi.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

/* Processes: the child's side, and the limits that it sets itself. */

enum { LOOK_MS = 10, WORDS = 200 };
#define SLACK ((size_t)32 << 20) /* the job's own limit comes first */

static HANDLE bell; /* the parent's */
static int copy_line = -1, kept_errors = -1;

void windows_ring(void)
{
        if (bell)
                SetEvent(bell);
}

/* ---- the beginning */

static bool read_all(int line, void *to, size_t n)
{
        char *at = to;

        while (n) {
                const int64_t got = platform_read(line, at, n);

                if (got <= 0)
                        return false;
                at += got;
                n -= (size_t)got;
        }
        return true;
}

static _Noreturn void do_job(const struct platform_job *job, int line)
{
        struct platform_given given = {0};
        uint64_t sizes[2];
        void *facts, *bytes;

        if (!read_all(line, sizes, sizeof sizes))
                platform_leave(1);
        facts = malloc((size_t)sizes[0] + 1);
        bytes = malloc((size_t)sizes[1] + 1);
        if (!facts || !bytes || !read_all(line, facts, (size_t)sizes[0]) || !read_all(line, bytes, (size_t)sizes[1]))
                platform_leave(1);
        given = (struct platform_given){facts, bytes, (size_t)sizes[0], (size_t)sizes[1]};
        job->run(&given, line);
        platform_leave(0);
}

/* What it says before it serves, the first process has said. */
static void be_silent(void)
{
        const int nowhere = _open("NUL", _O_WRONLY | _O_BINARY | _O_NOINHERIT);

        kept_errors = _dup(2);
        _dup2(nowhere, 2);
        _close(nowhere);
}

int platform_copy_line(void)
{
        if (kept_errors >= 0) {
                fflush(stderr);
                _dup2(kept_errors, 2);
                _close(kept_errors);
                kept_errors = -1;
        }
        return copy_line;
}

static HANDLE inherited(const char *number)
{
        HANDLE handle = (HANDLE)(uintptr_t)strtoull(number, NULL, 10);

        SetHandleInformation(handle, HANDLE_FLAG_INHERIT, 0); /* it is not handed on */
        return handle;
}

void windows_be_child(const struct platform_job *const *jobs)
{
        const char *found = platform_env("SOROE_CHILD");
        char words[WORDS], *number, *second;
        int line;

        if (!found)
                return;
        snprintf(words, sizeof words, "%s", found);
        SetEnvironmentVariableW(L"SOROE_CHILD", NULL);
        number = strchr(words, ' ');
        second = number ? strchr(number + 1, ' ') : NULL;
        if (!second)
                platform_leave(127);
        *number++ = *second++ = '\0';
        line = windows_number(inherited(number), _O_RDWR);
        bell = inherited(second);
        for (; *jobs; jobs++)
                if (strcmp((*jobs)->name, words) == 0)
                        do_job(*jobs, line);
        if (strcmp(words, ".") != 0 || line < 0)
                platform_leave(127);
        copy_line = line;
        be_silent();
}

/* ---- limits */

static struct {
        HANDLE job;
        JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits;
        size_t memory;
        uint64_t work, until;
} own;

static size_t occupied(void)
{
        PROCESS_MEMORY_COUNTERS_EX memory = {.cb = sizeof memory};

        if (!GetProcessMemoryInfo(GetCurrentProcess(), (PROCESS_MEMORY_COUNTERS *)&memory, sizeof memory))
                return 0;
        /* both say the same, where both are said */
        return memory.PrivateUsage > memory.PagefileUsage ? memory.PrivateUsage : memory.PagefileUsage;
}

/* Of 100 ns. */
static uint64_t worked(void)
{
        FILETIME begun, ended, kernel, user;

        if (!GetProcessTimes(GetCurrentProcess(), &begun, &ended, &kernel, &user))
                return 0;
        return ((uint64_t)user.dwHighDateTime << 32 | user.dwLowDateTime) +
               ((uint64_t)kernel.dwHighDateTime << 32 | kernel.dwLowDateTime);
}

/* The job refuses memory; this ends the process, also where there are no such jobs. */
static unsigned __stdcall watch(void *unused)
{
        (void)unused;
        for (;;) {
                if (worked() > own.work || GetTickCount64() > own.until)
                        TerminateProcess(GetCurrentProcess(), WINDOWS_TIME);
                if (occupied() > own.memory)
                        TerminateProcess(GetCurrentProcess(), WINDOWS_MEMORY);
                Sleep(LOOK_MS);
        }
        return 0;
}

static void hold_to_limits(void)
{
        if (!own.job) {
                own.job = CreateJobObjectW(NULL, NULL);
                if (own.job)
                        AssignProcessToJobObject(own.job, GetCurrentProcess());
        }
        if (own.job)
                SetInformationJobObject(own.job, JobObjectExtendedLimitInformation, &own.limits, sizeof own.limits);
}

bool platform_limit(size_t memory, unsigned work, unsigned wait)
{
        MEMORYSTATUSEX all = {.dwLength = sizeof all};
        uintptr_t thread;

        own.limits.BasicLimitInformation.LimitFlags |= JOB_OBJECT_LIMIT_PROCESS_MEMORY;
        own.limits.ProcessMemoryLimit = occupied() + memory;
        hold_to_limits();
        own.memory = occupied() + memory + SLACK;
        own.work = worked() + (uint64_t)work * 10000000;
        own.until = GetTickCount64() + (uint64_t)wait * 1000;
        thread = _beginthreadex(NULL, 0, watch, NULL, 0, NULL);
        if (thread)
                CloseHandle((HANDLE)thread);
        return !GlobalMemoryStatusEx(&all) || all.ullAvailPageFile >= memory;
}

/* Further processes, the desktop and the clipboard are refused, and no more: that is not what true would say. */
bool platform_confine(void)
{
        JOBOBJECT_BASIC_UI_RESTRICTIONS desktop = {.UIRestrictionsClass = JOB_OBJECT_UILIMIT_ALL};

        own.limits.BasicLimitInformation.LimitFlags |= JOB_OBJECT_LIMIT_ACTIVE_PROCESS;
        own.limits.BasicLimitInformation.ActiveProcessLimit = 1;
        hold_to_limits();
        if (own.job)
                SetInformationJobObject(own.job, JobObjectBasicUIRestrictions, &desktop, sizeof desktop);
        errno = ENOSYS;
        return false;
}

bool platform_hush(void)
{
        return freopen("NUL", "w", stderr) != NULL;
}

_Noreturn void platform_leave(int status)
{
        _exit(status);
}

int platform_processors(void)
{
        DWORD_PTR own_mask, all_mask;
        int n = 0;

        if (!GetProcessAffinityMask(GetCurrentProcess(), &own_mask, &all_mask))
                return 1;
        for (; own_mask; own_mask &= own_mask - 1)
                n++;
        return n ? n : 1;
}

int64_t platform_process(void)
{
        return GetCurrentProcessId();
}
