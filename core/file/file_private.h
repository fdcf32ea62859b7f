/* What core/file/file.c and file_batch.c share. Nobody else includes this. */
#ifndef SOROE_FILE_PRIVATE_H
#define SOROE_FILE_PRIVATE_H

#include "core/base/buffer.h"
#include "core/base/finding.h"
#include "core/base/status.h"

/* Makes an unfinished file in an open folder, and locks it; below 0 on failure, PLATFORM_THERE if another run is writing it. */
int file_part_make(int folder, const char *part, unsigned mode);
/* Does the file lie there as it was given? ERR_SYSTEM with F_SPOILED. `path` is for naming. */
enum status file_part_check(int fd, struct bytes, const char *path, struct findings *);

#endif
