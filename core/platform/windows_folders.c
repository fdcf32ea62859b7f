#include "core/platform/windows_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

/* Names, and what they stand for. */

#define SHARED     (FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE)
#define TICKS      10000000             /* of 100 ns, in a second */
#define SINCE_1601 INT64_C(11644473600) /* seconds until 1970 */

static void take_time(int64_t out[2], LARGE_INTEGER ticks)
{
        out[0] = ticks.QuadPart / TICKS - SINCE_1601;
        out[1] = ticks.QuadPart % TICKS * 100;
}

/* Nobody but the owner: who else may is the folder's to say, and is not to be carried away in a backup. */
static bool take(struct platform_state *out, HANDLE handle)
{
        BY_HANDLE_FILE_INFORMATION info;
        FILE_BASIC_INFO times;
        const DWORD type = GetFileType(handle);

        *out = (struct platform_state){.kind = type == FILE_TYPE_PIPE ? IS_PIPE : IS_DEVICE, .links = 1};
        if (type != FILE_TYPE_DISK)
                return true;
        if (!GetFileInformationByHandle(handle, &info) ||
            !GetFileInformationByHandleEx(handle, FileBasicInfo, &times, sizeof times))
                return windows_fail();
        *out = (struct platform_state){
                .kind = windows_is_link(handle)                            ? IS_LINK
                        : info.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY ? IS_FOLDER
                                                                           : IS_FILE,
                .mode = info.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY ? 0700 : 0600,
                .links = info.nNumberOfLinks,
                .size = (int64_t)((uint64_t)info.nFileSizeHigh << 32 | info.nFileSizeLow),
                .volume = info.dwVolumeSerialNumber,
                .node = (uint64_t)info.nFileIndexHigh << 32 | info.nFileIndexLow,
        };
        /* the time of any change moves, too, when a cloud brings a file's bytes as they are read */
        take_time(out->changed, times.LastWriteTime);
        take_time(out->written, times.LastWriteTime);
        return true;
}

static HANDLE look_at(const wchar_t *path, DWORD access, DWORD share, DWORD extra)
{
        return CreateFileW(path, access, share, NULL, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS | extra, NULL);
}

/* Frees the path. */
static bool state_of(struct platform_state *out, wchar_t *path, DWORD extra)
{
        HANDLE handle = path ? look_at(path, FILE_READ_ATTRIBUTES, SHARED, extra) : INVALID_HANDLE_VALUE;
        bool good;

        if (path && handle == INVALID_HANDLE_VALUE)
                windows_fail();
        free(path);
        if (handle == INVALID_HANDLE_VALUE)
                return false;
        good = take(out, handle);
        CloseHandle(handle);
        return good;
}

bool platform_state(struct platform_state *out, const char *path)
{
        return state_of(out, windows_path(path), 0);
}

bool platform_state_of_name(struct platform_state *out, const char *path)
{
        return state_of(out, windows_path(path), FILE_FLAG_OPEN_REPARSE_POINT);
}

bool platform_state_in(struct platform_state *out, int folder, const char *name)
{
        return state_of(out, windows_path_in(folder, name), FILE_FLAG_OPEN_REPARSE_POINT);
}

bool platform_state_of(struct platform_state *out, int fd)
{
        HANDLE handle = windows_handle(fd);

        if (handle != INVALID_HANDLE_VALUE)
                return take(out, handle);
        errno = EBADF;
        return false;
}

/* Opened with that right and closed: of a folder it is the right to make files in it. */
bool platform_may_write(const char *path)
{
        wchar_t *wide = windows_path(path);
        HANDLE handle = wide ? look_at(wide, FILE_WRITE_DATA, SHARED, 0) : INVALID_HANDLE_VALUE;

        if (wide && handle == INVALID_HANDLE_VALUE)
                windows_fail();
        free(wide);
        return handle != INVALID_HANDLE_VALUE && CloseHandle(handle);
}

char *platform_absolute(const char *path)
{
        wchar_t *wide = windows_path(path), *whole;
        HANDLE handle = wide ? look_at(wide, 0, SHARED, 0) : INVALID_HANDLE_VALUE;
        char *out;

        if (wide && handle == INVALID_HANDLE_VALUE)
                windows_fail();
        free(wide);
        if (handle == INVALID_HANDLE_VALUE)
                return NULL;
        whole = windows_path_of(handle);
        CloseHandle(handle);
        out = whole ? windows_plain(whole) : NULL;
        free(whole);
        return out;
}

/* "C:\\", "\\\\server\\share\\"; "" where it cannot be told. */
static void root_of(wchar_t root[MAX_PATH + 1], const char *path)
{
        wchar_t *wide = windows_path(path);

        if (!wide || !GetVolumePathNameW(wide, root, MAX_PATH))
                root[0] = L'\0';
        free(wide);
}

bool platform_is_network(const char *path)
{
        wchar_t root[MAX_PATH + 1];

        root_of(root, path);
        return *root && GetDriveTypeW(root) == DRIVE_REMOTE;
}

bool platform_is_read_only(const char *path)
{
        wchar_t root[MAX_PATH + 1];
        DWORD flags;

        root_of(root, path);
        return *root && GetVolumeInformationW(root, NULL, 0, NULL, NULL, &flags, NULL, 0) &&
               flags & FILE_READ_ONLY_VOLUME;
}

/* ---- names */

/* Refused because somebody has it open? Where the right is missing the system gives the same answer. */
static bool is_held(const wchar_t *path, DWORD error)
{
        HANDLE handle;

        if (error == ERROR_SHARING_VIOLATION || error == ERROR_USER_MAPPED_FILE)
                return true;
        if (error != ERROR_ACCESS_DENIED)
                return false;
        handle = look_at(path, GENERIC_READ, 0, 0);
        if (handle == INVALID_HANDLE_VALUE)
                return GetLastError() == ERROR_SHARING_VIOLATION;
        CloseHandle(handle);
        return false;
}

/* Frees both. A folder takes the place of an empty one. */
static bool move(wchar_t *from, wchar_t *to)
{
        const bool emptied = from && to && windows_is_folder(from) && windows_is_folder(to) && RemoveDirectoryW(to);
        bool good = false;

        for (int tries = 0; from && to && !good; tries++) {
                DWORD error;

                good = MoveFileExW(from, to, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
                error = good ? 0 : GetLastError();
                if (good)
                        break;
                windows_fail_of(error);
                if (!windows_is_folder(from) && windows_is_folder(to)) {
                        errno = EISDIR;
                        break;
                }
                if (!is_held(to, error) && !is_held(from, error))
                        break;
                errno = ETXTBSY;
                if (tries == WINDOWS_TRIES)
                        break;
                Sleep(WINDOWS_PAUSE_MS);
        }
        if (!good && emptied)
                CreateDirectoryW(to, NULL);
        free(from);
        free(to);
        return good;
}

bool platform_rename(const char *from, const char *to)
{
        return move(windows_path(from), windows_path(to));
}

bool platform_rename_in(int folder, const char *name, int other, const char *new_name)
{
        return move(windows_path_in(folder, name), windows_path_in(other, new_name));
}

/* A stick has no second names. There the first one becomes the other, and an empty file takes its place until it is removed. */
static bool move_new(const wchar_t *from, const wchar_t *to)
{
        HANDLE empty;

        if (!MoveFileExW(from, to, MOVEFILE_WRITE_THROUGH))
                return false;
        empty = CreateFileW(from, GENERIC_WRITE, SHARED, NULL, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, NULL);
        return empty != INVALID_HANDLE_VALUE && CloseHandle(empty);
}

bool platform_name_new(const char *from, const char *to)
{
        wchar_t *a = windows_path(from), *b = windows_path(to);
        bool good = a && b && CreateHardLinkW(b, a, NULL);
        const DWORD error = good ? 0 : GetLastError();

        if (a && b && !good) {
                windows_fail_of(error);
                if (error == ERROR_INVALID_FUNCTION || error == ERROR_NOT_SUPPORTED || error == ERROR_INVALID_PARAMETER)
                        good = move_new(a, b) || windows_fail();
        }
        free(a);
        free(b);
        return good;
}

/* Frees the path. */
static bool remove_file(wchar_t *path)
{
        bool good = false;

        for (int tries = 0; path && !good; tries++) {
                good = DeleteFileW(path);
                if (good || GetLastError() != ERROR_SHARING_VIOLATION || tries == WINDOWS_TRIES)
                        break;
                Sleep(WINDOWS_PAUSE_MS);
        }
        if (path && !good) {
                windows_fail();
                if (errno == EACCES && windows_is_folder(path))
                        errno = EISDIR;
        }
        free(path);
        return good;
}

bool platform_remove(const char *path)
{
        return remove_file(windows_path(path));
}

bool platform_remove_in(int folder, const char *name)
{
        return remove_file(windows_path_in(folder, name));
}

/* Frees the path. */
static bool make_folder(wchar_t *path)
{
        bool good = path && CreateDirectoryW(path, NULL);

        if (path && !good)
                windows_fail();
        free(path);
        return good;
}

bool platform_make_folder(const char *path, unsigned mode)
{
        (void)mode; /* it inherits from the folder in which it lies */
        return make_folder(windows_path(path));
}

bool platform_make_folder_in(int folder, const char *name, unsigned mode)
{
        (void)mode;
        return make_folder(windows_path_in(folder, name));
}

bool platform_make_private_folder(char *path)
{
        static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
        char *x = path + strlen(path) - 6;

        for (int tries = 0; tries < 1000; tries++) {
                LARGE_INTEGER now;
                uint64_t number;

                QueryPerformanceCounter(&now);
                number = ((uint64_t)now.QuadPart + (uint64_t)tries) * UINT64_C(6364136223846793005) +
                         GetCurrentProcessId();
                for (int i = 0; i < 6; i++, number /= 36)
                        x[i] = letters[number % 36];
                if (platform_make_folder(path, 0700))
                        return true;
                if (errno != EEXIST)
                        return false;
        }
        return false;
}

bool platform_set_mode(const char *path, unsigned mode)
{
        (void)path, (void)mode;
        return true;
}

bool platform_set_mode_of(int fd, unsigned mode)
{
        (void)fd, (void)mode;
        return true;
}

void platform_share_files(void)
{
}
