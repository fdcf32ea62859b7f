#include "core/platform/windows_private.h"

#include <errno.h>
#include <io.h>
#include <stdio.h>
#include <wchar.h>

#include "core/banned.h"

/* Locks and maps.
 * A lock of a file is on a byte far behind its end: here nobody else may read what is locked, and the holder's line must be
 * readable. A folder cannot be locked so: its lock is an object of the system, named for the folder, that is there as long as a
 * process has it; it ends with the process, in every session of this machine. */

enum { MOST_NUMBERS = 2048, PAUSE_MS = 5, OBJECT = 80 };
#define FAR_BEHIND 0x7fffffff

static HANDLE of_folder[MOST_NUMBERS];

static bool is_folder(HANDLE handle, wchar_t name[OBJECT])
{
        BY_HANDLE_FILE_INFORMATION info;

        if (!GetFileInformationByHandle(handle, &info) || !(info.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY))
                return false;
        swprintf(name, OBJECT, L"Global\\soroe-%08lx-%08lx%08lx", (unsigned long)info.dwVolumeSerialNumber,
                 (unsigned long)info.nFileIndexHigh, (unsigned long)info.nFileIndexLow);
        return true;
}

static bool lock_folder(int fd, const wchar_t *name, bool wait)
{
        if (fd >= MOST_NUMBERS) {
                errno = EMFILE;
                return false;
        }
        while (!of_folder[fd]) {
                HANDLE object = CreateEventW(NULL, TRUE, FALSE, name);
                const DWORD error = GetLastError();

                if (object && error != ERROR_ALREADY_EXISTS) {
                        of_folder[fd] = object;
                        break;
                }
                if (object)
                        CloseHandle(object);
                /* another person's may not even be looked at */
                if (error != ERROR_ALREADY_EXISTS && error != ERROR_ACCESS_DENIED)
                        return windows_fail_of(error);
                if (!wait) {
                        errno = EWOULDBLOCK;
                        return false;
                }
                Sleep(PAUSE_MS);
        }
        return true;
}

bool platform_lock(int fd, bool wait)
{
        HANDLE handle = windows_handle(fd);
        OVERLAPPED place = {.OffsetHigh = FAR_BEHIND};
        wchar_t name[OBJECT];

        if (is_folder(handle, name))
                return lock_folder(fd, name, wait);
        if (LockFileEx(handle, LOCKFILE_EXCLUSIVE_LOCK | (wait ? 0 : LOCKFILE_FAIL_IMMEDIATELY), 0, 1, 0, &place))
                return true;
        windows_fail();
        if (GetLastError() == ERROR_IO_PENDING)
                errno = EWOULDBLOCK;
        return false;
}

void windows_forget(int fd)
{
        if (fd < 0 || fd >= MOST_NUMBERS || !of_folder[fd])
                return;
        CloseHandle(of_folder[fd]);
        of_folder[fd] = NULL;
}

void platform_unlock(int fd)
{
        OVERLAPPED place = {.OffsetHigh = FAR_BEHIND};

        windows_forget(fd);
        UnlockFileEx(windows_handle(fd), 0, 1, 0, &place);
}

/* ---- maps */

bool platform_map(const void **out, int fd, size_t n)
{
        HANDLE map;

        *out = NULL;
        if (!n)
                return true;
        map = CreateFileMappingW(windows_handle(fd), NULL, PAGE_READONLY, 0, 0, NULL);
        if (!map)
                return windows_fail();
        *out = MapViewOfFile(map, FILE_MAP_READ, 0, 0, n);
        if (!*out)
                windows_fail();
        CloseHandle(map); /* the view holds it */
        return *out != NULL;
}

void platform_unmap(const void *map, size_t n)
{
        if (map && n)
                UnmapViewOfFile(map);
}

/* What is unlocked without having been locked leaves the memory of the process. */
void platform_drop(const void *from, size_t n)
{
        if (n)
                VirtualUnlock((void *)(uintptr_t)from, n);
}
