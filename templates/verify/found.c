#include "templates/verify/found.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/file/file.h"
#include "core/platform/platform.h"

#include "templates/packet/bag_any.h"
#include "templates/verify/folder.h"

#include "core/banned.h"

enum { DROPPED = 1 << 20 /* below, it is not worth the call */ };

/* Maps a file. Returns false if it cannot be read. A file of no bytes has no map. */
static bool map_file(struct bytes *out, int fd, int64_t size)
{
        const void *map;
        bool good = platform_map(&map, fd, (size_t)size);

        *out = (struct bytes){map, (size_t)size};
        return good;
}

/* found_close unmaps it. */
static bool map_named(struct bytes *out, const char *path, uint64_t most)
{
        int fd = platform_open(path, OPEN_READ | OPEN_NO_WAIT | OPEN_NO_LINK, 0);
        struct platform_state st;
        bool ok = fd >= 0 && platform_state_of(&st, fd) && st.kind == IS_FILE && (uintmax_t)st.size <= most &&
                  map_file(out, fd, st.size);

        if (fd >= 0)
                platform_close(fd);
        return ok;
}

static bool refuse(struct found_packet *out, const char *ja, const char *en)
{
        out->why[0] = ja;
        out->why[1] = en;
        return false;
}

/* Says why in the system's own words, except for errors that people meet every day. */
static bool refuse_by(struct found_packet *out, const char *ja, const char *en, int error, struct arena *arena)
{
        const bool forbidden = file_error_forbids(error);

        out->error = error;
        return refuse(out, arena_printf(arena, "%s(%s)", ja, forbidden ? "権限がありません" : platform_words(error)),
                      arena_printf(arena, "%s (%s)", en, forbidden ? "permission denied" : platform_words(error)));
}

static bool refuse_in(struct found_packet *out, const char *path, const char *ja, const char *en, int error,
                      struct arena *arena)
{
        return refuse_by(out, arena_printf(arena, "%s: %s", path, ja), arena_printf(arena, "%s: %s", path, en), error,
                         arena);
}

static bool collect(struct found_packet *out, const char *folder, const char *name, int depth, struct arena *arena);

/* A link or a device is not part of a bag. */
static bool collect_one(struct found_packet *out, const char *path, const char *member, int depth, struct arena *arena)
{
        struct bytes content;
        struct platform_state st;

        if (!platform_state_of_name(&st, path))
                return refuse_in(out, path, "読めません", "cannot be read", platform_code(), arena);
        if (st.kind == IS_FOLDER)
                return collect(out, path, member, depth + 1, arena);
        if (st.kind != IS_FILE)
                return refuse(out, arena_printf(arena, "%s: ファイルではありません(リンクなど)", path),
                              arena_printf(arena, "%s: no file (a link, or the like)", path));
        if (out->members.n >= BAG_MOST_FILES)
                return refuse(out, arena_printf(arena, "ファイルが多すぎます(%dまで)", BAG_MOST_FILES),
                              arena_printf(arena, "too many files (%d at most)", BAG_MOST_FILES));
        if ((uintmax_t)st.size > BAG_MOST_BYTES - out->bytes)
                return refuse(out, arena_printf(arena, "大きすぎます(全部で%d GiB まで)", (int)(BAG_MOST_BYTES >> 30)),
                              arena_printf(arena, "too large (%d GiB in all at most)", (int)(BAG_MOST_BYTES >> 30)));
        if (!map_named(&content, path, BAG_MOST_BYTES - out->bytes))
                return refuse_in(out, path, "読めません", "cannot be read", platform_code(), arena);
        out->bytes += content.n;
        *vec_add(arena, &out->members) = (struct zip_member){member, content};
        return true;
}

/* Every file of an unpacked bag. NOLINTNEXTLINE(misc-no-recursion): as deep as FOLDER_MOST_DEPTH */
static bool collect(struct found_packet *out, const char *folder, const char *name, int depth, struct arena *arena)
{
        struct texts names;

        if (depth > FOLDER_MOST_DEPTH)
                return refuse(out, "フォルダーが深すぎます", "its folders are too deep");
        if (!file_list(&names, folder, arena))
                return refuse_in(out, folder, "フォルダーを読めません", "the folder cannot be read", platform_code(),
                                 arena);
        for (size_t i = 0; i < names.n; i++)
                if (!collect_one(out, file_join(arena, folder, names.at[i]),
                                 arena_printf(arena, "%s/%s", name, names.at[i]), depth, arena))
                        return false;
        return true;
}

/* ---- opening one */

static void open_bag(struct found_packet *out, struct arena *arena)
{
        const char *name = file_base_name(file_absolute(arena, out->path));
        struct platform_state st;
        bool there = platform_state_of_name(&st, file_join(arena, out->path, "data"));

        out->is_folder = true;
        if (!there && platform_error() != PLATFORM_MISSING)
                refuse_by(out, "data フォルダーを読めません", "the folder data cannot be read", platform_code(), arena);
        else if (!there || st.kind != IS_FOLDER)
                refuse(out, "data フォルダーがありません", "there is no folder data");
        else
                (void)collect(out, out->path, name, 0, arena); /* it says itself what cannot be read */
}

static void open_zip(struct found_packet *out, struct arena *arena)
{
        struct platform_state st;

        /* a pipe without a writer must not hold us */
        out->fd = platform_open(out->path, OPEN_READ | OPEN_NO_WAIT, 0);
        if (out->fd < 0 || !platform_state_of(&st, out->fd)) {
                refuse_by(out, "ファイルを読めません", "the file cannot be read", platform_code(), arena);
                return;
        }
        if (st.kind != IS_FILE) {
                refuse(out, "ファイルではありません", "not a regular file");
                platform_close(out->fd); /* it has no size that could change */
                out->fd = -1;
                return;
        }
        out->size = st.size;
        memcpy(out->written, st.written, sizeof out->written);
        if ((uintmax_t)st.size > ZIP_MOST_BYTES) {
                refuse(out, "大きすぎます", "too large");
                return;
        }
        if (st.size == 0) /* which the ZIP's own check says */
                return;
        if (!map_file(&out->zip, out->fd, st.size)) { /* found_close unmaps it */
                out->zip = (struct bytes){0};
                refuse_by(out, "ファイルを読めません", "the file cannot be read", platform_code(), arena);
        }
}

/* A folder that the walk did not go into. */
static void refuse_folder(struct found_packet *out, struct arena *arena)
{
        struct texts names;

        if (file_list(&names, out->path, arena))
                refuse(out, "フォルダーが深すぎるので、中を見ていません",
                       "the folder is too deep: it was not searched");
        else
                refuse_by(out, "フォルダーを読めません", "the folder cannot be read", platform_code(), arena);
}

static void refuse_path(struct found_packet *out, int error, struct arena *arena)
{
        if (platform_error_of(error) == PLATFORM_MISSING)
                refuse(out, "ファイルがありません", "there is no such file");
        else
                refuse_by(out, "ファイルの情報を読めません", "its state cannot be read", error, arena);
}

static void open_folder(struct found_packet *out, struct arena *arena)
{
        int error = folder_look_for_bag(out->path, arena);

        if (!error)
                open_bag(out, arena);
        else if (platform_error_of(error) == PLATFORM_MISSING)
                refuse_folder(out, arena);
        else
                refuse_by(out, "フォルダーを読めません", "the folder cannot be read", error, arena);
}

void found_open_path(struct found_packet *out, const char *path, struct arena *arena)
{
        struct platform_state st;

        *out = (struct found_packet){.path = path, .fd = -1};
        if (!platform_state(&st, path))
                refuse_path(out, platform_code(), arena);
        else if (st.kind == IS_FOLDER)
                open_folder(out, arena);
        else
                open_zip(out, arena);
}

void found_open(struct found_packet *out, const char *item, struct arena *arena)
{
        const int error = (int)strtol(item, NULL, 10);
        const char *path = folder_item_path(item);

        found_open_path(out, path, arena);
        if (!error || out->error) /* why it still cannot be read is said best by reading it */
                return;
        found_close(out);
        *out = (struct found_packet){.path = path, .fd = -1};
        refuse_path(out, error, arena);
}

bool found_is_unknown(const struct found_packet *found)
{
        return found->error && !file_error_is_of_name(found->error);
}

void found_drop(struct bytes bytes)
{
        if (bytes.n >= DROPPED)
                platform_drop(bytes.at, bytes.n);
}

bool found_changed(struct found_packet *found, struct arena *arena)
{
        struct platform_state st;

        if (found->fd < 0 || found->why[0])
                return false;
        if (!platform_state_of(&st, found->fd))
                refuse_by(found, "変わっていないかを確かめられません", "whether it changed cannot be seen",
                          platform_code(), arena);
        else if (st.size != found->size || st.written[0] != found->written[0] || st.written[1] != found->written[1])
                refuse(found, "確かめている間に変わりました", "it changed while it was checked");
        return found->why[0];
}

static void unmap(struct bytes bytes)
{
        platform_unmap(bytes.at, bytes.n);
}

void found_close(struct found_packet *found)
{
        unmap(found->zip);
        for (size_t i = 0; i < found->members.n; i++)
                unmap(found->members.at[i].bytes);
        if (found->fd >= 0)
                platform_close(found->fd);
        *found = (struct found_packet){.fd = -1};
}
