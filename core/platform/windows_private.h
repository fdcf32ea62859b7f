/* Between the files of this system. */
#ifndef SOROE_WINDOWS_PRIVATE_H
#define SOROE_WINDOWS_PRIVATE_H

#include "core/platform/platform.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

/* ---- text. What is given is to be freed; NULL: no memory. */
wchar_t *windows_wide(const char *utf8);
char *windows_utf8(const wchar_t *);
wchar_t *windows_path(const char *path); /* as the system wants it: '\\', and of any length */
/* of a name in an open folder; NULL also where that has no path any more */
wchar_t *windows_path_in(int folder, const char *name);
wchar_t *windows_path_of(HANDLE);         /* the path it has now, without links */
char *windows_plain(const wchar_t *path); /* a path of the system's as one of ours: "C:/a", "//server/a" */

/* ---- errors are kept as errno, as <stdio.h> keeps its own */
bool windows_fail(void);           /* of the system's last error; false */
bool windows_fail_of(DWORD error); /* likewise */

/* ---- handles */
HANDLE windows_handle(int fd);
int windows_number(HANDLE, int flags); /* closes it where there is no number left */
bool windows_is_folder(const wchar_t *path);
bool windows_is_link(HANDLE); /* of one that was opened without following it */
void windows_forget(int fd);  /* its lock, as it is closed */

enum { WINDOWS_MOST_OPEN = 2048 }; /* asked for at the beginning */

/* Somebody who looks at every new file has it for a moment: each of these is worth so many tries. */
enum { WINDOWS_TRIES = 10, WINDOWS_PAUSE_MS = 20 };

/* ---- how a child of ours ends that its own limits end */
#define WINDOWS_TIME   0xE0000001u
#define WINDOWS_MEMORY 0xE0000002u
#define WINDOWS_ABORT  0xE0000003u

/* Was this process started for a job, or as a copy? Does the job and ends; of a copy: stdout and, until it serves, stderr lead
 * nowhere. */
void windows_ring(void); /* the parent, who may be waiting for what was sent */
void windows_be_child(const struct platform_job *const *jobs);

#endif
