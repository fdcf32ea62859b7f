#include "core/platform/windows_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <winternl.h>

#include "core/banned.h"

/* Text and paths: UTF-8 with '/' here, UTF-16 with '\\' there. */

enum { LONG_PATH = 230 }; /* a path of so many letters gets a form that may be of any length */

#define ANY_LENGTH L"\\\\?\\"
#define ON_SERVER  L"\\\\?\\UNC\\"

wchar_t *windows_wide(const char *utf8)
{
        int n = MultiByteToWideChar(CP_UTF8, 0, utf8, -1, NULL, 0);
        wchar_t *wide = n > 0 ? malloc((size_t)n * sizeof *wide) : NULL;

        if (wide)
                MultiByteToWideChar(CP_UTF8, 0, utf8, -1, wide, n);
        else
                errno = ENOMEM;
        return wide;
}

char *windows_utf8(const wchar_t *wide)
{
        int n = WideCharToMultiByte(CP_UTF8, 0, wide, -1, NULL, 0, NULL, NULL);
        char *utf8 = n > 0 ? malloc((size_t)n) : NULL;

        if (utf8)
                WideCharToMultiByte(CP_UTF8, 0, wide, -1, utf8, n, NULL, NULL);
        else
                errno = ENOMEM;
        return utf8;
}

static wchar_t *joined(const wchar_t *a, const wchar_t *between, const wchar_t *b)
{
        const size_t n = wcslen(a), m = wcslen(between), k = wcslen(b);
        wchar_t *all = malloc((n + m + k + 1) * sizeof *all);

        if (!all) {
                errno = ENOMEM;
                return NULL;
        }
        memcpy(all, a, n * sizeof *a);
        memcpy(all + n, between, m * sizeof *a);
        memcpy(all + n + m, b, (k + 1) * sizeof *a);
        return all;
}

/* Only a path from its root has the form of any length. */
static wchar_t *of_any_length(wchar_t *path)
{
        const DWORD n = GetFullPathNameW(path, 0, NULL, NULL);
        wchar_t *full = n ? malloc(n * sizeof *full) : NULL, *out = NULL;

        if (full && GetFullPathNameW(path, n, full, NULL) < n)
                out = full[0] == L'\\' && full[1] == L'\\' ? joined(ON_SERVER, L"", full + 2)
                                                           : joined(ANY_LENGTH, L"", full);
        free(full);
        free(path);
        return out;
}

wchar_t *windows_path(const char *path)
{
        wchar_t *wide = windows_wide(path);

        for (wchar_t *w = wide; w && *w; w++)
                if (*w == L'/')
                        *w = L'\\';
        return wide && wcslen(wide) > LONG_PATH && wcsncmp(wide, ANY_LENGTH, 4) != 0 ? of_any_length(wide) : wide;
}

/* As the system names it inside. Where its own call gives no long path (Wine), this one is as good: "\\??\\C:\\a". */
static wchar_t *inner_path_of(HANDLE handle)
{
        enum { MOST = 70000 }; /* bytes */
        UNICODE_STRING *name = malloc(MOST);
        wchar_t *path = NULL;
        ULONG n;

        if (name && NtQueryObject(handle, (OBJECT_INFORMATION_CLASS)1 /* its name */, name, MOST, &n) == 0 &&
            name->Length > 4 * sizeof *path && wcsncmp(name->Buffer, L"\\??\\", 4) == 0) {
                path = calloc(name->Length / sizeof *path + 1, sizeof *path);
                if (path) {
                        memcpy(path, name->Buffer, name->Length);
                        path[1] = L'\\';
                }
        }
        free(name);
        return path;
}

wchar_t *windows_path_of(HANDLE handle)
{
        const DWORD n = GetFinalPathNameByHandleW(handle, NULL, 0, FILE_NAME_NORMALIZED | VOLUME_NAME_DOS);
        wchar_t *path = n ? malloc((n + 1) * sizeof *path) : inner_path_of(handle);
        DWORD got;

        if (!n && path)
                return path;
        got = path ? GetFinalPathNameByHandleW(handle, path, n + 1, FILE_NAME_NORMALIZED | VOLUME_NAME_DOS) : 0;
        if (got && got <= n)
                return path;
        free(path);
        windows_fail();
        return NULL;
}

wchar_t *windows_path_in(int folder, const char *name)
{
        wchar_t *wide = windows_path(name), *at = wide ? windows_path_of(windows_handle(folder)) : NULL, *all = NULL;

        if (at)
                all = joined(at, at[wcslen(at) - 1] == L'\\' ? L"" : L"\\", wide);
        free(at);
        free(wide);
        return all;
}

char *windows_plain(const wchar_t *path)
{
        char *plain, *out;

        if (wcsncmp(path, ON_SERVER, wcslen(ON_SERVER)) == 0) {
                plain = windows_utf8(path + wcslen(ON_SERVER) - 2);
                if (plain)
                        plain[0] = plain[1] = '/';
        } else {
                plain = windows_utf8(wcsncmp(path, ANY_LENGTH, 4) == 0 ? path + 4 : path);
        }
        for (out = plain; out && *out; out++)
                if (*out == '\\')
                        *out = '/';
        return plain;
}

void platform_slashes(char *path)
{
        for (; *path; path++) /* no byte of a longer letter of UTF-8 is one of these */
                if (*path == '\\')
                        *path = '/';
}
