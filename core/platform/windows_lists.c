#include "core/platform/windows_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

/* What is in a folder. */

static wchar_t *below(const wchar_t *folder, const wchar_t *name)
{
        const size_t n = wcslen(folder), m = wcslen(name);
        const bool ends = n && (folder[n - 1] == L'\\' || folder[n - 1] == L'/');
        wchar_t *path = malloc((n + m + 2) * sizeof *path);

        if (!path) {
                errno = ENOMEM;
                return NULL;
        }
        memcpy(path, folder, n * sizeof *path);
        path[n] = L'\\';
        memcpy(path + n + !ends, name, (m + 1) * sizeof *path);
        return path;
}

/* Calls `each` for what is in the folder, but itself and its parent; false: it cannot be read, or `each` would not go on. */
typedef bool each_name(void *user, const wchar_t *folder, const WIN32_FIND_DATAW *);

static bool walk(const wchar_t *folder, each_name *each, void *user)
{
        WIN32_FIND_DATAW found;
        wchar_t *all = below(folder, L"*");
        HANDLE list = all ? FindFirstFileW(all, &found) : INVALID_HANDLE_VALUE;
        bool good = true;

        if (all && list == INVALID_HANDLE_VALUE)
                windows_fail();
        free(all);
        if (list == INVALID_HANDLE_VALUE)
                return all && GetLastError() == ERROR_FILE_NOT_FOUND; /* the root of a disk with nothing on it */
        do
                if (wcscmp(found.cFileName, L".") != 0 && wcscmp(found.cFileName, L"..") != 0)
                        good = each(user, folder, &found);
        while (good && FindNextFileW(list, &found));
        if (good && GetLastError() != ERROR_NO_MORE_FILES)
                good = windows_fail();
        FindClose(list);
        return good;
}

static bool is_own_folder(const WIN32_FIND_DATAW *found)
{
        return found->dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY &&
               !(found->dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT &&
                 IsReparseTagNameSurrogate(found->dwReserved0));
}

/* ---- the names */

struct listing {
        struct platform_names *names;
        size_t room;
};

static bool add(void *user, const wchar_t *folder, const WIN32_FIND_DATAW *found)
{
        struct listing *l = user;
        struct platform_names *names = l->names;

        (void)folder;
        if (names->n == l->room) {
                const size_t more = l->room ? l->room * 2 : 64;
                char **at = realloc(names->at, more * sizeof *at);

                if (!at) {
                        errno = ENOMEM;
                        return false;
                }
                names->at = at;
                l->room = more;
        }
        names->at[names->n] = windows_utf8(found->cFileName);
        return names->at[names->n] && ++names->n;
}

static int by_name(const void *a, const void *b)
{
        return strcmp(*(char *const *)a, *(char *const *)b);
}

bool platform_list(struct platform_names *out, int folder)
{
        wchar_t *path = windows_path_of(windows_handle(folder));
        struct listing l = {.names = out};
        bool good;

        *out = (struct platform_names){0};
        good = path && walk(path, add, &l);
        free(path);
        if (!good)
                platform_names_free(out);
        else if (out->n > 1)
                qsort(out->at, out->n, sizeof *out->at, by_name);
        return good;
}

bool platform_list_and_close(struct platform_names *out, int folder)
{
        bool good = folder >= 0 && platform_list(out, folder);

        if (folder >= 0)
                platform_close(folder);
        else
                *out = (struct platform_names){0};
        return good;
}

void platform_names_free(struct platform_names *names)
{
        for (size_t i = 0; i < names->n; i++)
                free(names->at[i]);
        free(names->at);
        *names = (struct platform_names){0};
}

/* ---- whole trees */

static bool remove_one(void *unused, const wchar_t *folder, const WIN32_FIND_DATAW *found)
{
        wchar_t *path = below(folder, found->cFileName);

        (void)unused;
        if (!path)
                return false;
        if (is_own_folder(found))
                (void)walk(path, remove_one, NULL);
        if (found->dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY)
                RemoveDirectoryW(path);
        else
                DeleteFileW(path);
        free(path);
        return true;
}

void platform_remove_tree(const char *path)
{
        wchar_t *wide = windows_path(path);

        if (wide && !DeleteFileW(wide)) {
                (void)walk(wide, remove_one, NULL);
                RemoveDirectoryW(wide);
        }
        free(wide);
}

static bool count(void *bytes, const wchar_t *folder, const WIN32_FIND_DATAW *found)
{
        wchar_t *path;

        if (!(found->dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY)) {
                *(int64_t *)bytes += (int64_t)((uint64_t)found->nFileSizeHigh << 32 | found->nFileSizeLow);
                return true;
        }
        path = is_own_folder(found) ? below(folder, found->cFileName) : NULL;
        if (path)
                (void)walk(path, count, bytes);
        free(path);
        return true;
}

int64_t platform_tree_bytes(const char *path)
{
        struct platform_state state;
        wchar_t *wide = windows_path(path);
        int64_t bytes = 0;

        if (platform_state_of_name(&state, path) && state.kind == IS_FILE)
                bytes = state.size;
        else if (wide)
                (void)walk(wide, count, &bytes);
        free(wide);
        return bytes;
}

static bool sync_file(void *unused, const wchar_t *folder, const WIN32_FIND_DATAW *found)
{
        wchar_t *path = below(folder, found->cFileName);
        bool good = path != NULL;

        (void)unused;
        if (path && is_own_folder(found)) {
                good = walk(path, sync_file, NULL);
        } else if (path && !(found->dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY)) {
                HANDLE file = CreateFileW(path, GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                                          NULL, OPEN_EXISTING, FILE_FLAG_OPEN_REPARSE_POINT, NULL);

                good = file != INVALID_HANDLE_VALUE && FlushFileBuffers(file);
                if (!good)
                        windows_fail();
                if (file != INVALID_HANDLE_VALUE)
                        CloseHandle(file);
        }
        free(path);
        return good;
}

bool platform_sync_tree(int folder)
{
        wchar_t *path = windows_path_of(windows_handle(folder));
        bool good = path && walk(path, sync_file, NULL);

        free(path);
        return good;
}
