#include "templates/folder.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/file.h"

#include "core/banned.h"

enum { MOST_DEPTH = 16, DROPPED = 1 << 20 /* below, it is not worth the call */ };

/* Mapped; false if it cannot be read. A file of no bytes has no map. */
static bool map_file(struct bytes *out, int fd, const struct stat *st)
{
        void *map = st->st_size ? mmap(NULL, (size_t)st->st_size, PROT_READ, MAP_PRIVATE, fd, 0) : NULL;

        *out = (struct bytes){map == MAP_FAILED ? NULL : map, (size_t)st->st_size};
        return map != MAP_FAILED;
}

/* found_close unmaps it. */
static bool map_named(struct bytes *out, const char *path, size_t most)
{
        int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
        struct stat st;
        bool ok = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (uintmax_t)st.st_size <= most &&
                  map_file(out, fd, &st);

        if (fd >= 0)
                close(fd);
        return ok;
}

/* Every file of an unpacked bag. A link or a device is not part of a bag: it comes up as unreadable. */
static bool collect(struct zip_members *out, const char *folder, const char *name, int depth, size_t *bytes,
                    struct arena *arena)
{
        struct texts names;

        if (depth > MOST_DEPTH || !file_list(&names, folder, arena))
                return false;
        for (size_t i = 0; i < names.n; i++) {
                const char *path = file_join(arena, folder, names.at[i]);
                const char *member = arena_printf(arena, "%s/%s", name, names.at[i]);
                struct bytes content;
                struct stat st;

                if (lstat(path, &st) || out->n >= ZIP_MOST_MEMBERS)
                        return false;
                if (S_ISDIR(st.st_mode)) {
                        if (!collect(out, path, member, depth + 1, bytes, arena))
                                return false;
                        continue;
                }
                if (!map_named(&content, path, ZIP_MOST_BYTES - *bytes))
                        return false;
                *bytes += content.n;
                *vec_add(arena, out) = (struct zip_member){member, content};
        }
        return true;
}

/* ---- opening one */

static void refuse(struct found_packet *out, const char *ja, const char *en)
{
        out->why[0] = ja;
        out->why[1] = en;
}

static bool is_folder(const char *path)
{
        struct stat st;

        return lstat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static void open_bag(struct found_packet *out, struct arena *arena)
{
        const char *name = file_base_name(file_absolute(arena, out->path));
        size_t bytes = 0;

        out->is_folder = true;
        if (!is_folder(file_join(arena, out->path, "data")))
                refuse(out, "data フォルダーがありません", "there is no folder data");
        else if (!collect(&out->members, out->path, name, 0, &bytes, arena))
                refuse(out, "フォルダーの中に読めないものがあります", "something in the folder cannot be read");
}

static void open_zip(struct found_packet *out)
{
        struct stat st;

        /* O_NONBLOCK: a pipe without a writer must not hold us */
        out->fd = open(out->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        if (out->fd < 0 || fstat(out->fd, &st) != 0 || !S_ISREG(st.st_mode)) {
                refuse(out, "ファイルを読めません", "the file cannot be read");
                return;
        }
        out->size = st.st_size;
        out->changed = st.st_mtim;
        if ((uintmax_t)st.st_size > ZIP_MOST_BYTES) {
                refuse(out, "大きすぎます", "too large");
                return;
        }
        if (st.st_size == 0) /* which the ZIP's own check says */
                return;
        if (!map_file(&out->zip, out->fd, &st)) { /* found_close unmaps it */
                out->zip = (struct bytes){0};
                refuse(out, "ファイルを読めません", "the file cannot be read");
        }
}

static bool is_bag(const char *folder, struct arena *arena)
{
        return file_exists(file_join(arena, folder, "bagit.txt"));
}

void found_open(struct found_packet *out, const char *path, struct arena *arena)
{
        struct stat st;

        *out = (struct found_packet){.path = path, .fd = -1};
        if (stat(path, &st))
                refuse(out, "ファイルがありません", "there is no such file");
        else if (!S_ISDIR(st.st_mode))
                open_zip(out);
        else if (is_bag(path, arena))
                open_bag(out, arena);
        else
                refuse(out, "フォルダーを読めません", "the folder cannot be read");
}

/* Whole pages, from the one in which they begin: its other bytes come back as well. Nothing was ever written to the map. */
void found_drop(struct bytes bytes)
{
        const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), at = (uintptr_t)bytes.at, start = at - at % page,
                        end = at + bytes.n - (at + bytes.n) % page;

        if (bytes.n >= DROPPED && end > start)
                madvise((void *)start, end - start, MADV_DONTNEED); /* a failure costs memory alone */
}

bool found_changed(const struct found_packet *found)
{
        struct stat st;

        return found->fd >= 0 &&
               (fstat(found->fd, &st) != 0 || st.st_size != found->size || st.st_mtim.tv_sec != found->changed.tv_sec ||
                st.st_mtim.tv_nsec != found->changed.tv_nsec);
}

static void unmap(struct bytes bytes)
{
        if (bytes.at && bytes.n)
                munmap((void *)(uintptr_t)bytes.at, bytes.n);
}

void found_close(struct found_packet *found)
{
        unmap(found->zip);
        for (size_t i = 0; i < found->members.n; i++)
                unmap(found->members.at[i].bytes);
        if (found->fd >= 0)
                close(found->fd);
        *found = (struct found_packet){.fd = -1};
}

/* ---- the walk */

struct level {
        const char *folder;
        struct texts names;
        size_t at;
        struct arena *arena; /* of the names */
};
struct folder_walk {
        const struct texts *paths;
        size_t at;
        int depth; /* levels that are open */
        struct level levels[MOST_DEPTH];
        struct arena *arena, *path; /* path: of what was handed out last */
};

static bool is_zip_name(const char *name)
{
        size_t n = strlen(name);

        return n > 4 && name[0] != '.' && strcmp(name + n - 4, ".zip") == 0;
}

struct folder_walk *folder_walk_new(const struct texts *paths, struct arena *parent)
{
        struct arena *arena = arena_child(parent);
        struct folder_walk *walk = ARENA_NEW(arena, struct folder_walk);

        walk->paths = paths;
        walk->arena = arena;
        walk->path = arena_child(arena);
        return walk;
}

static void leave(struct folder_walk *walk)
{
        arena_free(walk->levels[--walk->depth].arena);
}

void folder_walk_free(struct folder_walk *walk)
{
        if (!walk)
                return;
        while (walk->depth)
                leave(walk);
        arena_free(walk->path);
        arena_free(walk->arena);
}

/* Goes into a folder; false: it comes up itself, as a bag or as what cannot be read. */
static bool enter(struct folder_walk *walk, const char *folder)
{
        struct level *level = &walk->levels[walk->depth];

        if (is_bag(folder, walk->path) || walk->depth == MOST_DEPTH)
                return false;
        level->arena = arena_child(walk->arena);
        level->at = 0;
        level->folder = arena_strdup(level->arena, folder);
        if (!file_list(&level->names, folder, level->arena)) {
                arena_free(level->arena);
                return false;
        }
        walk->depth++;
        return true;
}

static const char *next_in_folder(struct folder_walk *walk)
{
        struct level *level = &walk->levels[walk->depth - 1];
        const char *name, *path;
        struct stat st;

        if (level->at == level->names.n) {
                leave(walk);
                return NULL;
        }
        name = level->names.at[level->at++];
        path = file_join(walk->path, level->folder, name);
        if (lstat(path, &st) != 0)
                return NULL;
        if (S_ISDIR(st.st_mode))
                return enter(walk, path) ? NULL : path;
        return is_zip_name(name) ? path : NULL;
}

const char *folder_next(struct folder_walk *walk)
{
        const char *path;
        struct stat st;

        arena_reset(walk->path);
        for (;;) {
                if (walk->depth) {
                        path = next_in_folder(walk);
                } else {
                        if (walk->at == walk->paths->n)
                                return NULL;
                        path = walk->paths->at[walk->at++];
                        if (stat(path, &st) == 0 && S_ISDIR(st.st_mode) && enter(walk, path))
                                path = NULL;
                }
                if (path)
                        return path;
        }
}
