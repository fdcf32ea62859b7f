#include "core/part_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/file.h"
#include "core/platform/platform.h"

#include "core/banned.h"

/* A folder that is there already is called by its whole name: "." has none. */
static const char *plain_name(const char *path, struct arena *arena)
{
        size_t n = strlen(path);

        if (file_exists(path))
                return file_absolute(arena, path);
        while (n > 1 && path[n - 1] == '/')
                n--;
        return arena_strndup(arena, path, n);
}

enum status part_folder_open(struct part_folder *out, const char *path, struct arena *arena, struct findings *findings)
{
        const char *whole = plain_name(path, arena), *name = file_base_name(whole);
        const char *parent = arena_strndup(arena, whole, (size_t)(name - whole));
        enum status st = *parent ? file_make_folders(parent, arena, findings) : OK;

        *out = (struct part_folder){.path = whole, .part = arena_printf(arena, "%s.%s.part", parent, name), .lock = -1};
        for (int tries = 0; st == OK && tries < 2; tries++) {
                bool made = mkdir(out->part, 0777) == 0;

                if (!made && errno != EEXIST)
                        break;
                out->lock = file_open_at(out->part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0);
                if (out->lock < 0)
                        break;
                if (flock(out->lock, LOCK_EX | LOCK_NB) != 0) {
                        close(out->lock);
                        out->lock = -1;
                        return (enum status)fault_set(findings, F_BUSY, out->part, NULL);
                }
                if (made)
                        return OK;
                platform_remove_tree(out->part); /* of a run that was killed: nobody holds its lock */
                close(out->lock);
                out->lock = -1;
        }
        return st != OK ? st : (enum status)fault_set(findings, F_FOLDER, out->part, strerror(errno));
}

enum status part_folder_finish(struct part_folder *folder, struct findings *findings)
{
        struct stat old;
        const char *name = file_base_name(folder->path);
        char parent[4096];

        if (stat(folder->path, &old) == 0 ? fchmod(folder->lock, old.st_mode & 07777) != 0 && errno != EPERM : errno != ENOENT)
                return (enum status)fault_set(findings, F_WRITE, folder->path, strerror(errno));
        if (fsync(folder->lock) != 0 || file_rename(folder->part, folder->path) != 0)
                return (enum status)fault_set(findings, F_WRITE, folder->path, strerror(errno));
        close(folder->lock);
        folder->lock = -1;
        snprintf(parent, sizeof parent, "%.*s", (int)(name - folder->path), folder->path);
        return file_sync_folder(*parent ? parent : ".", findings);
}

void part_folder_drop(struct part_folder *folder)
{
        if (folder->lock < 0)
                return;
        platform_remove_tree(folder->part);
        close(folder->lock);
        folder->lock = -1;
}
