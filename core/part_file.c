#include "core/part_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/file.h"

#include "core/banned.h"

enum status part_file_open(struct part_file *out, const char *path, unsigned mode, struct arena *arena,
                           struct findings *findings)
{
        const char *name = file_base_name(path);
        const char *folder = arena_strndup(arena, path, (size_t)(name - path));
        const char *part = arena_printf(arena, "%s.%s.part", folder, name);
        int fd = file_open_at(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);

        *out = (struct part_file){.path = path};
        if (fd >= 0)
                out->out = fdopen(fd, "wb");
        if (out->out)
                return OK;
        if (fd >= 0)
                close(fd);
        return (enum status)fault_set(findings, F_WRITE, path, strerror(errno));
}

void part_file_add(struct part_file *file, struct bytes bytes)
{
        file->failed |= bytes.n && fwrite(bytes.at, 1, bytes.n, file->out) != bytes.n;
        file->written += bytes.n;
}

enum status part_file_close(struct part_file *file, struct findings *findings)
{
        FILE *out = file->out;

        file->out = NULL;
        if (fclose(out) != 0 || file->failed)
                return (enum status)fault_set(findings, F_WRITE, file->path, strerror(errno));
        return OK;
}

void part_file_drop(struct part_file *file)
{
        if (file->out)
                (void)fclose(file->out); /* nobody will read it */
        file->out = NULL;
}

enum status part_folder_lock(int *lock, const char *folder, struct findings *findings)
{
        *lock = file_open_folder(folder);
        if (*lock < 0)
                return (enum status)fault_set(findings, F_FOLDER, folder, strerror(errno));
        if (flock(*lock, LOCK_EX | LOCK_NB) == 0)
                return OK;
        return (enum status)fault_set(findings, errno == EWOULDBLOCK ? F_BUSY : F_FOLDER, folder, strerror(errno));
}

void part_folder_unlock(int lock)
{
        if (lock >= 0)
                close(lock);
}
