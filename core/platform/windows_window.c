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

/* Is it a folder for papers? Not the whole desktop, all documents or a whole disk: the dialogue begins there, and whoever is quick
 * with OK would have everything in it gone through. */
static bool is_for_papers(PCIDLIST_ABSOLUTE chosen)
{
        static const int too_much[] = {CSIDL_DESKTOPDIRECTORY, CSIDL_PERSONAL, CSIDL_PROFILE};
        wchar_t path[MAX_PATH], all[MAX_PATH];

        if (!SHGetPathFromIDListW(chosen, path) || wcslen(path) <= wcslen(L"C:\\"))
                return false;
        for (size_t i = 0; i < sizeof too_much / sizeof *too_much; i++)
                if (SHGetFolderPathW(NULL, too_much[i], NULL, 0, all) == S_OK && _wcsicmp(path, all) == 0)
                        return false;
        return true;
}

static int CALLBACK while_asked(HWND dialogue, UINT what, LPARAM chosen, LPARAM user)
{
        (void)user;
        if (what == BFFM_SELCHANGED)
                SendMessageW(dialogue, BFFM_ENABLEOK, 0, is_for_papers((PCIDLIST_ABSOLUTE)chosen));
        return 0;
}

char *platform_ask_folder(const char *title)
{
        wchar_t path[MAX_PATH];
        wchar_t *words = windows_wide(title);
        BROWSEINFOW asked = {
                .lpszTitle = words, .ulFlags = BIF_NEWDIALOGSTYLE | BIF_RETURNONLYFSDIRS, .lpfn = while_asked};
        const HRESULT begun = CoInitializeEx(NULL, COINIT_APARTMENTTHREADED);
        PIDLIST_ABSOLUTE chosen = words ? SHBrowseForFolderW(&asked) : NULL;
        char *out = chosen && is_for_papers(chosen) && SHGetPathFromIDListW(chosen, path) ? windows_plain(path) : NULL;

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
