#include "core/file/file_batch.h"

#include "core/file/file.h"
#include "core/file/file_private.h"
#include "core/platform/platform.h"

#include "core/banned.h"

struct file_batch file_batch_in(const char *folder, struct arena *parent)
{
        const size_t most = platform_most_open() / 4;

        return (struct file_batch){.path = folder,
                                   .arena = arena_child(parent),
                                   .folder = -1,
                                   .most = most < FILE_BATCH_MOST ? most : FILE_BATCH_MOST};
}

size_t file_batch_room(const struct file_batch *batch)
{
        return batch->most - batch->n;
}

static enum status open_folder(struct file_batch *batch, struct findings *findings)
{
        enum status st = OK;

        if (batch->folder >= 0)
                return OK;
        st = file_make_folders(batch->path, batch->arena, findings);
        if (st == OK)
                batch->folder = file_open_folder(batch->path);
        return st == OK && batch->folder < 0 ? fault_set(findings, F_FOLDER, batch->path, platform_why()) : st;
}

static enum status fail(const struct file_batch *batch, const char *name, enum fault_id id, struct findings *findings)
{
        const char *why = id == F_BUSY ? NULL : platform_why();

        return fault_set(findings, id, file_join(findings->arena, batch->path, name), why);
}

enum status file_batch_add(struct file_batch *batch, const char *name, struct bytes bytes, unsigned mode,
                           struct findings *findings)
{
        struct file_waiting *w = &batch->at[batch->n];
        enum status st = open_folder(batch, findings);

        if (st != OK)
                return st;
        *w = (struct file_waiting){arena_strdup(batch->arena, name), arena_printf(batch->arena, ".%s.part", name), -1};
        w->fd = file_part_make(batch->folder, w->part, mode);
        if (w->fd < 0)
                return fail(batch, name, platform_error() == PLATFORM_THERE ? F_BUSY : F_WRITE, findings);
        if (!platform_write(w->fd, bytes.at, bytes.n))
                st = fail(batch, name, F_WRITE, findings);
        else
                st = file_part_check(w->fd, bytes, file_join(findings->arena, batch->path, name), findings);
        if (st == OK) {
                platform_sync_soon(w->fd);
                batch->n++;
                return OK;
        }
        platform_close(w->fd);
        (void)platform_remove_in(batch->folder, w->part);
        return st;
}

/* Returns the number of those that are on the disk: all, or those before the first that is not. The system has begun to write each of
 * them long ago, so the first call waits for most of it. (One sync of the whole file system would wait for what others write there.) */
static size_t sync_files(const struct file_batch *batch)
{
        size_t n = 0;

        while (n < batch->n && platform_sync(batch->at[n].fd))
                n++;
        return n;
}

static size_t rename_files(const struct file_batch *batch)
{
        size_t n = 0;

        while (n < batch->n && platform_rename_in(batch->folder, batch->at[n].part, batch->folder, batch->at[n].name))
                n++;
        return n;
}

enum status file_batch_name(struct file_batch *batch, struct findings *findings)
{
        size_t named = 0, good = sync_files(batch);
        enum status st = OK;

        if (good == batch->n)
                good = named = rename_files(batch);
        if (good < batch->n)
                st = fail(batch, batch->at[good].name, F_WRITE, findings);
        for (size_t i = 0; i < batch->n; i++) {
                if (i >= named)
                        (void)platform_remove_in(batch->folder, batch->at[i].part);
                platform_close(batch->at[i].fd); /* and the lock goes: from here on it could be swept */
        }
        if (batch->folder >= 0)
                platform_close(batch->folder);
        batch->folder = -1;
        batch->n = 0;
        arena_reset(batch->arena);
        return st;
}
