#include "core/file/part_folder.h"

#include <stdio.h>
#include <string.h>

#include "core/file/file.h"
#include "core/platform/platform.h"

#include "core/banned.h"

/* A folder that is there already is called by its whole name: "." has none. */
static const char *plain_name(const char *path, struct arena *arena)
{
        return file_exists(path) ? file_absolute(arena, path) : arena_strndup(arena, path, file_bare_length(path));
}

enum status part_folder_open(struct part_folder *out, const char *path, struct arena *arena, struct findings *findings)
{
        const char *whole = plain_name(path, arena), *name = file_base_name(whole);
        const char *parent = arena_strndup(arena, whole, (size_t)(name - whole));
        enum status st = *parent ? file_make_folders(parent, arena, findings) : OK;

        *out = (struct part_folder){.path = whole, .part = arena_printf(arena, "%s.%s.part", parent, name), .lock = -1};
        for (int tries = 0; st == OK && tries < 2; tries++) {
                bool made = platform_make_folder(out->part, 0777);

                if (!made && platform_error() != PLATFORM_THERE)
                        break;
                out->lock = file_open_at(out->part, OPEN_FOLDER | OPEN_NO_LINK, 0);
                if (out->lock < 0)
                        break;
                if (!platform_lock(out->lock, false)) {
                        platform_close(out->lock);
                        out->lock = -1;
                        return fault_set(findings, F_BUSY, out->part, NULL);
                }
                if (made)
                        return OK;
                platform_remove_tree(out->part); /* of a run that was killed: nobody holds its lock */
                platform_close(out->lock);
                out->lock = -1;
        }
        return st != OK ? st : fault_set(findings, F_FOLDER, out->part, platform_why());
}

enum status part_folder_finish(struct part_folder *folder, struct findings *findings)
{
        struct platform_state old;
        const char *name = file_base_name(folder->path);
        char parent[4096];

        if (platform_state(&old, folder->path)
                    ? !platform_set_mode_of(folder->lock, old.mode) && platform_error() != PLATFORM_NOT_OWNER
                    : platform_error() != PLATFORM_MISSING)
                return fault_set(findings, F_WRITE, folder->path, platform_why());
        if (!platform_sync(folder->lock) || file_rename(folder->part, folder->path) != 0)
                return fault_set(findings, F_WRITE, folder->path, platform_why());
        platform_close(folder->lock);
        folder->lock = -1;
        snprintf(parent, sizeof parent, "%.*s", (int)(name - folder->path), folder->path);
        return file_sync_folder(*parent ? parent : ".", findings);
}

void part_folder_drop(struct part_folder *folder)
{
        if (folder->lock < 0)
                return;
        platform_remove_tree(folder->part);
        platform_close(folder->lock);
        folder->lock = -1;
}
