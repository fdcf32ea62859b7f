#include "core/file/part_file.h"

#include <string.h>

#include "core/file/file.h"
#include "core/platform/platform.h"

#include "core/banned.h"

enum status part_file_open(struct part_file *out, const char *path, unsigned mode, struct arena *arena,
                           struct findings *findings)
{
        const char *name = file_base_name(path);
        const char *folder = arena_strndup(arena, path, (size_t)(name - path));
        const char *part = arena_printf(arena, "%s.%s.part", folder, name);
        int fd = file_open_at(part, OPEN_WRITE | OPEN_NEW | OPEN_NO_LINK, mode);

        *out = (struct part_file){.path = path};
        if (fd >= 0)
                out->out = platform_stream(fd, "wb");
        if (out->out)
                return OK;
        if (fd >= 0)
                platform_close(fd);
        return fault_set(findings, F_WRITE, path, platform_why());
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
                return fault_set(findings, F_WRITE, file->path, platform_why());
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
                return fault_set(findings, F_FOLDER, folder, platform_why());
        if (platform_lock(*lock, false))
                return OK;
        return fault_set(findings, platform_error() == PLATFORM_BUSY ? F_BUSY : F_FOLDER, folder, platform_why());
}

void part_folder_unlock(int lock)
{
        if (lock >= 0)
                platform_close(lock);
}
