#include "core/platform/windows_private.h"

#include <errno.h>
#include <string.h>

#include "core/banned.h"

/* Why the last call failed: what the system and the C library say becomes one number. */

static const struct {
        DWORD error;
        int code;
} of_system[] = {
        {ERROR_FILE_NOT_FOUND, ENOENT},
        {ERROR_PATH_NOT_FOUND, ENOENT},
        {ERROR_INVALID_NAME, ENOENT},
        {ERROR_BAD_PATHNAME, ENOENT},
        {ERROR_INVALID_DRIVE, ENOENT},
        {ERROR_BAD_NETPATH, ENOENT},
        {ERROR_BAD_NET_NAME, ENOENT},
        {ERROR_DELETE_PENDING, ENOENT},
        {ERROR_FILE_EXISTS, EEXIST},
        {ERROR_ALREADY_EXISTS, EEXIST},
        {ERROR_DIRECTORY, ENOTDIR},
        {ERROR_DIR_NOT_EMPTY, ENOTEMPTY},
        {ERROR_CANT_RESOLVE_FILENAME, ELOOP},
        {ERROR_FILENAME_EXCED_RANGE, ENAMETOOLONG},
        {ERROR_BUFFER_OVERFLOW, ENAMETOOLONG},
        {ERROR_ACCESS_DENIED, EACCES},
        {ERROR_PRIVILEGE_NOT_HELD, EPERM},
        {ERROR_WRITE_PROTECT, EROFS},
        {ERROR_SHARING_VIOLATION, ETXTBSY},
        {ERROR_USER_MAPPED_FILE, ETXTBSY},
        {ERROR_LOCK_VIOLATION, EWOULDBLOCK},
        {ERROR_DISK_FULL, ENOSPC},
        {ERROR_HANDLE_DISK_FULL, ENOSPC},
        {ERROR_NOT_SAME_DEVICE, EXDEV},
        {ERROR_TOO_MANY_OPEN_FILES, EMFILE},
        {ERROR_NOT_ENOUGH_MEMORY, ENOMEM},
        {ERROR_OUTOFMEMORY, ENOMEM},
        {ERROR_COMMITMENT_LIMIT, ENOMEM},
        {ERROR_BROKEN_PIPE, EPIPE},
        {ERROR_NO_DATA, EPIPE},
        {ERROR_INVALID_PARAMETER, EINVAL},
        {ERROR_NEGATIVE_SEEK, EINVAL},
        {ERROR_FILE_TOO_LARGE, EFBIG},
};

/* The library knows words for the numbers that it makes itself; these it does not make. */
static const struct {
        int code;
        enum platform_error error;
        const char *words;
} errors[] = {
        {0, PLATFORM_NO_ERROR, NULL},
        {ENOENT, PLATFORM_MISSING, NULL},
        {EEXIST, PLATFORM_THERE, NULL},
        {ENOTDIR, PLATFORM_NOT_FOLDER, NULL},
        {EISDIR, PLATFORM_IS_FOLDER, NULL},
        {ELOOP, PLATFORM_IS_LINK, "Too many levels of symbolic links"},
        {ENXIO, PLATFORM_IS_DEVICE, NULL},
        {ENODEV, PLATFORM_IS_DEVICE, NULL},
        {ENOTSUP, PLATFORM_WRONG_KIND, "Operation not supported"},
        {ENAMETOOLONG, PLATFORM_LONG_NAME, "File name too long"},
        {EFBIG, PLATFORM_LARGE, NULL},
        {EINVAL, PLATFORM_NO_PLACE, NULL},
        {EACCES, PLATFORM_NOT_ALLOWED, NULL},
        {EPERM, PLATFORM_NOT_OWNER, NULL},
        {EWOULDBLOCK, PLATFORM_BUSY, "Resource temporarily unavailable"},
        {ETXTBSY, PLATFORM_HELD, "open in another program"},
        {ENOMEM, PLATFORM_NO_MEMORY, NULL},
};

enum { ERRORS = sizeof errors / sizeof *errors };

bool windows_fail_of(DWORD error)
{
        errno = EIO;
        for (size_t i = 0; i < sizeof of_system / sizeof *of_system; i++)
                if (of_system[i].error == error)
                        errno = of_system[i].code;
        return false;
}

bool windows_fail(void)
{
        return windows_fail_of(GetLastError());
}

enum platform_error platform_error_of(int code)
{
        for (int i = 0; i < ERRORS; i++)
                if (errors[i].code == code)
                        return errors[i].error;
        return PLATFORM_ERRORS;
}

enum platform_error platform_error(void)
{
        return platform_error_of(errno);
}

void platform_fail(enum platform_error error)
{
        errno = EIO;
        for (int i = ERRORS; i-- > 0;)
                if (errors[i].error == error)
                        errno = errors[i].code;
}

const char *platform_words(int code)
{
        for (int i = 0; i < ERRORS; i++)
                if (errors[i].code == code && errors[i].words)
                        return errors[i].words;
        return strerror(code);
}

const char *platform_why(void)
{
        return platform_words(errno);
}

int platform_code(void)
{
        return errno;
}

bool platform_is_held(const char *words)
{
        return strcmp(words, platform_words(ETXTBSY)) == 0;
}
