#include "core/platform/windows_private.h"

#include <objbase.h>
#include <shellapi.h>
#include <shlobj.h>
#include <stdlib.h>

#include "core/banned.h"

/* The console window, and what the desktop offers beside it. */

bool platform_own_window(void)
{
        DWORD process, mode;

        /* the shell that called it would be in the list, too */
        return GetConsoleMode(GetStdHandle(STD_INPUT_HANDLE), &mode) && GetConsoleProcessList(&process, 1) == 1;
}

char *platform_ask_folder(const char *title)
{
        wchar_t path[MAX_PATH];
        wchar_t *words = windows_wide(title);
        /* the new dialogue also takes a path that is typed, and makes folders */
        BROWSEINFOW asked = {.lpszTitle = words, .ulFlags = BIF_NEWDIALOGSTYLE | BIF_EDITBOX | BIF_RETURNONLYFSDIRS};
        const HRESULT begun = CoInitializeEx(NULL, COINIT_APARTMENTTHREADED);
        PIDLIST_ABSOLUTE chosen = words ? SHBrowseForFolderW(&asked) : NULL;
        char *out = chosen && SHGetPathFromIDListW(chosen, path) ? windows_plain(path) : NULL;

        CoTaskMemFree(chosen);
        if (SUCCEEDED(begun))
                CoUninitialize();
        free(words);
        return out;
}

bool platform_show(const char *path)
{
        wchar_t *name = windows_path(path);
        bool shown;

        /* above 32: the system has begun to open it */
        shown = name && (INT_PTR)ShellExecuteW(NULL, L"open", name, NULL, NULL, SW_SHOWNORMAL) > 32;
        free(name);
        return shown;
}

void platform_wait_key(void)
{
        const HANDLE keys = GetStdHandle(STD_INPUT_HANDLE);
        INPUT_RECORD record = {0};
        DWORD n;

        FlushConsoleInputBuffer(keys);
        do {
                if (!ReadConsoleInputW(keys, &record, 1, &n))
                        return;
        } while (record.EventType != KEY_EVENT || !record.Event.KeyEvent.bKeyDown);
}
