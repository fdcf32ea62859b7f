#include "core/platform/windows_private.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

/* Files that are open. Whoever else wants to read, write, rename or remove one may do so meanwhile. */

#define SHARED (FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE)

enum { MOST_AT_ONCE = 1 << 30, MOST_TEMPORARY = 16 };

HANDLE windows_handle(int fd)
{
        return (HANDLE)_get_osfhandle(fd);
}

int windows_number(HANDLE handle, int flags)
{
        int fd = _open_osfhandle((intptr_t)handle, flags | _O_BINARY | _O_NOINHERIT);

        if (fd < 0)
                CloseHandle(handle);
        return fd;
}

/* ---- opening */

/* Of other things that stand for something else, such as a file that lies in a cloud, nobody need know. */
bool windows_is_link(HANDLE handle)
{
        FILE_ATTRIBUTE_TAG_INFO tag;

        return GetFileInformationByHandleEx(handle, FileAttributeTagInfo, &tag, sizeof tag) &&
               tag.FileAttributes & FILE_ATTRIBUTE_REPARSE_POINT && IsReparseTagNameSurrogate(tag.ReparseTag);
}

bool windows_is_folder(const wchar_t *path)
{
        const DWORD attributes = GetFileAttributesW(path);

        return attributes != INVALID_FILE_ATTRIBUTES && attributes & FILE_ATTRIBUTE_DIRECTORY;
}

static HANDLE try_open(const wchar_t *path, unsigned how, DWORD extra)
{
        const DWORD access = how & OPEN_BOTH    ? GENERIC_READ | GENERIC_WRITE
                             : how & OPEN_WRITE ? GENERIC_WRITE
                                                : GENERIC_READ,
                    make = how & OPEN_NEW    ? CREATE_NEW
                           : how & OPEN_MAKE ? OPEN_ALWAYS
                                             : OPEN_EXISTING;
        HANDLE handle;

        for (int tries = 0;; tries++) {
                handle = CreateFileW(path, access, SHARED, NULL, make,
                                     FILE_ATTRIBUTE_NORMAL | FILE_FLAG_BACKUP_SEMANTICS | extra, NULL);
                if (handle != INVALID_HANDLE_VALUE || GetLastError() != ERROR_SHARING_VIOLATION ||
                    tries == WINDOWS_TRIES)
                        return handle;
                Sleep(WINDOWS_PAUSE_MS);
        }
}

static bool is_right_kind(HANDLE handle, unsigned how)
{
        BY_HANDLE_FILE_INFORMATION info;

        if (how & OPEN_NO_LINK && windows_is_link(handle)) {
                errno = ELOOP;
                return false;
        }
        if (how & OPEN_FOLDER &&
            !(GetFileInformationByHandle(handle, &info) && info.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY)) {
                errno = ENOTDIR;
                return false;
        }
        return true;
}

/* Frees the path. */
static int open_path(wchar_t *path, unsigned how)
{
        HANDLE handle;

        if (!path)
                return -1;
        handle = try_open(path, how, how & OPEN_NO_LINK ? FILE_FLAG_OPEN_REPARSE_POINT : 0);
        if (handle == INVALID_HANDLE_VALUE) {
                windows_fail();
                if (errno == EACCES && how & (OPEN_WRITE | OPEN_BOTH) && windows_is_folder(path))
                        errno = EISDIR;
                free(path);
                return -1;
        }
        free(path);
        if (!is_right_kind(handle, how)) {
                CloseHandle(handle);
                return -1;
        }
        return windows_number(handle, how & OPEN_BOTH ? _O_RDWR : how & OPEN_WRITE ? _O_WRONLY : _O_RDONLY);
}

int platform_open(const char *path, unsigned how, unsigned mode)
{
        (void)mode; /* who may what is the folder's to say */
        return open_path(windows_path(path), how);
}

int platform_open_in(int folder, const char *name, unsigned how, unsigned mode)
{
        (void)mode;
        return open_path(windows_path_in(folder, name), how);
}

int platform_copy(int fd)
{
        int copy = _dup(fd);

        if (copy >= 0)
                SetHandleInformation(windows_handle(copy), HANDLE_FLAG_INHERIT, 0);
        return copy;
}

size_t platform_most_open(void)
{
        return WINDOWS_MOST_OPEN;
}

FILE *platform_stream(int fd, const char *mode)
{
        return _fdopen(fd, mode);
}

int platform_number(FILE *file)
{
        return _fileno(file);
}

/* ---- reading and writing. The place in the file is the number's: a call that names one puts it back. */

int64_t platform_read(int fd, void *to, size_t n)
{
        DWORD got = 0;

        if (ReadFile(windows_handle(fd), to, n < MOST_AT_ONCE ? (DWORD)n : MOST_AT_ONCE, &got, NULL))
                return got;
        if (GetLastError() == ERROR_BROKEN_PIPE || GetLastError() == ERROR_HANDLE_EOF)
                return 0;
        return windows_fail() - 1;
}

static int64_t at_place(int fd, void *bytes, size_t n, int64_t at, bool write)
{
        HANDLE handle = windows_handle(fd);
        OVERLAPPED place = {.Offset = (DWORD)at, .OffsetHigh = (DWORD)(at >> 32)};
        const DWORD some = n < MOST_AT_ONCE ? (DWORD)n : MOST_AT_ONCE;
        LARGE_INTEGER was = {0};
        DWORD done = 0, error;
        BOOL good;

        if (!SetFilePointerEx(handle, was, &was, FILE_CURRENT))
                return windows_fail() - 1;
        good = write ? WriteFile(handle, bytes, some, &done, &place) : ReadFile(handle, bytes, some, &done, &place);
        error = good ? 0 : GetLastError();
        SetFilePointerEx(handle, was, NULL, FILE_BEGIN);
        return good || error == ERROR_HANDLE_EOF ? (int64_t)done : windows_fail_of(error) - 1;
}

int64_t platform_read_at(int fd, void *to, size_t n, int64_t at)
{
        return at_place(fd, to, n, at, false);
}

bool platform_write_at(int fd, const void *from, size_t n, int64_t at)
{
        return at_place(fd, (void *)(uintptr_t)from, n, at, true) == (int64_t)n;
}

bool platform_write(int fd, const void *from, size_t n)
{
        const char *at = from;

        while (n) {
                DWORD put = 0;

                if (!WriteFile(windows_handle(fd), at, n < MOST_AT_ONCE ? (DWORD)n : MOST_AT_ONCE, &put, NULL))
                        return windows_fail();
                if (!put) {
                        errno = ENOSPC;
                        return false;
                }
                at += put;
                n -= put;
        }
        return true;
}

bool platform_go_to(int fd, int64_t at)
{
        return SetFilePointerEx(windows_handle(fd), (LARGE_INTEGER){.QuadPart = at}, NULL, FILE_BEGIN) ||
               windows_fail();
}

bool platform_cut(int fd, int64_t size)
{
        FILE_END_OF_FILE_INFO end = {.EndOfFile.QuadPart = size};

        return SetFileInformationByHandle(windows_handle(fd), FileEndOfFileInfo, &end, sizeof end) || windows_fail();
}

/* What was opened to be read is opened once more to be written, or the system does not do it. A folder's names are its own to
 * keep: it logs them. */
bool platform_sync(int fd)
{
        HANDLE handle = windows_handle(fd), again;
        BY_HANDLE_FILE_INFORMATION info;
        BOOL good;

        if (FlushFileBuffers(handle))
                return true;
        if (GetLastError() != ERROR_ACCESS_DENIED)
                return windows_fail();
        if (GetFileInformationByHandle(handle, &info) && info.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY)
                return true;
        again = ReOpenFile(handle, GENERIC_WRITE, SHARED, 0);
        if (again == INVALID_HANDLE_VALUE)
                return windows_fail();
        good = FlushFileBuffers(again);
        if (!good)
                windows_fail();
        CloseHandle(again);
        return good;
}

bool platform_sync_folder(int folder)
{
        (void)folder;
        return true;
}

void platform_sync_soon(int fd)
{
        (void)fd;
}

bool platform_sync_all(int fd)
{
        (void)fd;
        errno = ENOTSUP;
        return false;
}

/* ---- temporary files */

static struct {
        int fd;
        wchar_t *path;
} temporary[MOST_TEMPORARY]; /* that a library opens by their path */

static bool is_ascii(const wchar_t *text)
{
        while (*text && *text < 0x80)
                text++;
        return !*text;
}

/* Libraries open a path of ASCII alone: a folder of another name has a short one, or another folder is taken. */
static const wchar_t *temporary_folder(bool ascii)
{
        static wchar_t folder[MAX_PATH + 1], other[MAX_PATH + 1];

        if (!GetTempPathW(MAX_PATH, folder))
                folder[0] = L'\0';
        if (!ascii || is_ascii(folder))
                return folder;
        if (GetShortPathNameW(folder, other, MAX_PATH) && is_ascii(other))
                return other;
        if (!GetWindowsDirectoryW(other, MAX_PATH - 10))
                return folder;
        return wcsncat(other, L"\\Temp\\", 7);
}

/* NULL: it cannot be made. */
static HANDLE make_temporary(wchar_t **path, bool plain)
{
        static unsigned made;
        const wchar_t *folder = temporary_folder(plain);
        const DWORD gone = plain ? 0 : FILE_FLAG_DELETE_ON_CLOSE;
        HANDLE handle = INVALID_HANDLE_VALUE;

        *path = malloc((wcslen(folder) + 40) * sizeof **path);
        for (int tries = 0; *path && tries < 1000 && handle == INVALID_HANDLE_VALUE; tries++) {
                swprintf(*path, wcslen(folder) + 40, L"%lssoroe-%lu-%u.tmp", folder,
                         (unsigned long)GetCurrentProcessId(), made++);
                handle = CreateFileW(*path, GENERIC_READ | GENERIC_WRITE | (gone ? DELETE : 0), SHARED, NULL,
                                     CREATE_NEW, FILE_ATTRIBUTE_TEMPORARY | gone, NULL);
                if (handle == INVALID_HANDLE_VALUE && GetLastError() != ERROR_FILE_EXISTS)
                        break;
        }
        if (handle != INVALID_HANDLE_VALUE)
                return handle;
        windows_fail();
        free(*path);
        *path = NULL;
        return NULL;
}

FILE *platform_temporary(void)
{
        wchar_t *path;
        HANDLE handle = make_temporary(&path, false);
        int fd = handle ? windows_number(handle, _O_RDWR) : -1;
        FILE *file = fd >= 0 ? _fdopen(fd, "w+b") : NULL;

        free(path);
        if (fd >= 0 && !file)
                _close(fd);
        return file;
}

int platform_memory_file(const char *name)
{
        wchar_t *path;
        HANDLE handle = make_temporary(&path, true);
        int fd = handle ? windows_number(handle, _O_RDWR) : -1;

        (void)name;
        for (int i = 0; fd >= 0 && i < MOST_TEMPORARY; i++)
                if (!temporary[i].path) {
                        temporary[i].fd = fd;
                        temporary[i].path = path;
                        return fd;
                }
        if (fd >= 0) {
                _close(fd);
                DeleteFileW(path);
                errno = EMFILE;
        }
        free(path);
        return -1;
}

void platform_path_of(char path[PLATFORM_PATH], int fd)
{
        path[0] = '\0';
        for (int i = 0; i < MOST_TEMPORARY; i++)
                if (temporary[i].path && temporary[i].fd == fd)
                        WideCharToMultiByte(CP_UTF8, 0, temporary[i].path, -1, path, PLATFORM_PATH, NULL, NULL);
}

bool platform_close(int fd)
{
        int error = errno;
        bool good;

        windows_forget(fd);
        good = _close(fd) == 0;
        for (int i = 0; i < MOST_TEMPORARY; i++)
                if (temporary[i].path && temporary[i].fd == fd) {
                        DeleteFileW(temporary[i].path);
                        free(temporary[i].path);
                        temporary[i].path = NULL;
                }
        if (good)
                errno = error;
        return good;
}

/* ---- streams into memory: a file that nobody sees until it is read back */

bool platform_text_begin(struct platform_text *text)
{
        *text = (struct platform_text){.out = platform_temporary()};
        return text->out != NULL;
}

bool platform_text_end(struct platform_text *text)
{
        const int64_t size = fflush(text->out) == 0 ? _ftelli64(text->out) : -1;
        bool good = size >= 0 && !ferror(text->out) && (text->at = malloc((size_t)size + 1)) != NULL;

        if (good) {
                rewind(text->out);
                text->n = fread(text->at, 1, (size_t)size, text->out);
                text->at[text->n] = '\0';
                good = text->n == (size_t)size;
        }
        fclose(text->out);
        return good;
}
