#include "receipts/import/unpack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/file/digest.h"
#include "core/file/file.h"
#include "core/platform/platform.h"

#include "receipts/reader/archive.h"
#include "receipts/import/delivery.h"

#include "core/banned.h"

#define ROOM ".incoming-"

enum { WINDOW = 1 << 16 };

/* ---- the room */

/* Until it is locked, another import may take it for one left behind and remove it. */
static int try_room(char *path)
{
        int fd = platform_make_private_folder(path) ? platform_open(path, OPEN_FOLDER, 0) : -1;
        struct platform_state state;

        if (fd >= 0 && platform_lock(fd, true) && platform_state_of(&state, fd) && state.links > 0)
                return fd;
        if (fd >= 0)
                platform_close(fd);
        return -1;
}

static enum status make_room(struct unpack_room *room, const char *workspace, struct arena *arena,
                             struct findings *findings)
{
        enum { TRIES = 3 };

        for (int i = 0; !room->path && i < TRIES; i++) {
                char *path = file_join(arena, workspace, ROOM "XXXXXX");

                room->lock = try_room(path);
                if (room->lock >= 0)
                        room->path = path;
        }
        return room->path ? OK : fault_set(findings, F_WRITE, workspace, platform_why());
}

void unpack_clear(struct unpack_room *room)
{
        if (!room->path)
                return;
        platform_remove_tree(room->path); /* what stays is swept by the next import */
        platform_close(room->lock);
        *room = (struct unpack_room){0};
}

void unpack_sweep(const char *workspace, struct arena *arena)
{
        struct texts names;

        (void)file_list(&names, workspace, arena);
        for (size_t i = 0; i < names.n; i++) {
                const char *path;
                int fd;

                if (strncmp(names.at[i], ROOM, strlen(ROOM)) != 0)
                        continue;
                path = file_join(arena, workspace, names.at[i]);
                fd = platform_open(path, OPEN_FOLDER | OPEN_NO_LINK, 0);
                if (fd < 0)
                        continue;
                if (platform_lock(fd, false))
                        platform_remove_tree(path);
                platform_close(fd);
        }
}

/* ---- one ZIP */

struct unpacking {
        struct texts names; /* of the files that are there */
        struct archive *zip;
        const char *name, *folder;
        int64_t size, done;
        unsigned char *window;
        struct arena *arena;
        struct findings *findings;
};

static enum status refuse(const struct unpacking *u, enum finding_id id, const char *words, const char *member)
{
        struct arena *arena = u->findings->arena;
        struct finding *f = finding_add(u->findings, id, NULL, member ? arena_strdup(arena, member) : NULL,
                                        arena_printf(arena, "%s:1:1", u->name));

        f->args[0] = words;
        return ERR_INPUT;
}

static enum status refuse_fault(const struct unpacking *u, enum archive_fault fault, const char *member)
{
        const char *words;
        enum finding_id id = archive_fault_finding(fault, &words);

        return refuse(u, id == E045 ? E190 : id, words, member); /* E045 speaks of workbooks */
}

/* ./a//b as a/b: some programs write all their names so. */
static void drop_empty_parts(char *path)
{
        char *out = path;

        for (const char *s = path; *s;) {
                size_t n = strcspn(s, "/"), whole = n + (s[n] == '/');

                if (n && !(n == 1 && *s == '.')) {
                        memmove(out, s, whole);
                        out += whole;
                }
                s += whole;
        }
        *out = '\0';
}

/* Takes the path inside the ZIP apart; false if it leads out. Old Windows programs write \ between folders. `litter`
 * says that a part of it is litter. The last part is a file's name. */
static bool safe_path(char *path, bool *litter)
{
        char *rest = path, *part;

        for (char *s = path; *s; s++)
                if (*s == '\\')
                        *s = '/';
        if (*path == '/' || (path[0] && path[1] == ':'))
                return false;
        drop_empty_parts(path);
        *litter = false;
        while ((part = rest)) {
                size_t n = strcspn(part, "/");
                const char kept = part[n];

                part[n] = '\0';
                rest = kept ? part + n + 1 : NULL;
                if (n == 0 || strcmp(part, "..") == 0)
                        return false;
                *litter = *litter || delivery_is_litter(part);
                part[n] = kept;
        }
        return true;
}

static enum status write_window(const struct unpacking *u, int fd, const char *path, size_t n)
{
        return platform_write(fd, u->window, n) ? OK : fault_set(u->findings, F_WRITE, path, platform_why());
}

static bool too_much(const struct unpacking *u)
{
        return u->done > UNPACK_MOST_BYTES || (u->done > UNPACK_RATIO_FROM && u->done / ARCHIVE_MOST_RATIO > u->size);
}

static enum status copy(struct unpacking *u, size_t member, const char *name, int fd, const char *path)
{
        struct archive_stream stream = {0};
        enum archive_fault fault = archive_stream_open(&stream, u->zip, member, UNPACK_MOST_MEMBER);
        enum status st = OK;
        size_t got = 1;

        while (st == OK && fault == ARCHIVE_OK && got) {
                fault = archive_stream_read(&got, &stream, u->window, WINDOW);
                u->done += (int64_t)got;
                if (fault == ARCHIVE_OK && too_much(u))
                        fault = ARCHIVE_BOMB;
                if (fault == ARCHIVE_OK)
                        st = write_window(u, fd, path, got);
        }
        archive_stream_close(&stream);
        return fault == ARCHIVE_OK ? st : refuse_fault(u, fault, name);
}

/* A name that is there already: the ZIP holds it twice, or as a folder too. */
static enum status cannot_make(const struct unpacking *u, const char *path, const char *name)
{
        switch (platform_error()) {
        case PLATFORM_THERE:
        case PLATFORM_NOT_FOLDER:
        case PLATFORM_IS_FOLDER:
                return refuse(u, E190, "同じ名前が2度あります¦a name stands twice", name);
        case PLATFORM_LONG_NAME:
                return refuse(u, E190, "名前が長すぎます¦a name is too long", name);
        default:
                return fault_set(u->findings, F_WRITE, path, platform_why());
        }
}

static enum status make_folders(const struct unpacking *u, char *path, const char *name)
{
        for (char *s = path + strlen(u->folder) + 1; (s = strchr(s, '/')); s++) {
                struct platform_state state;
                bool made;

                *s = '\0';
                made = platform_make_folder(path, 0700) ||
                       (platform_error() == PLATFORM_THERE && platform_state(&state, path) && state.kind == IS_FOLDER);
                if (!made)
                        return cannot_make(u, path, name);
                *s = '/';
        }
        return OK;
}

static enum status write_file(struct unpacking *u, size_t i, const char *name, const char *path)
{
        int fd = platform_open(path, OPEN_WRITE | OPEN_NEW | OPEN_NO_LINK, 0600);
        enum status st;

        if (fd < 0)
                return cannot_make(u, path, name);
        st = copy(u, i, name, fd, path);
        if (!platform_close(fd) && st == OK)
                st = fault_set(u->findings, F_WRITE, path, platform_why());
        return st;
}

static enum status digest_at(struct digest *out, const struct unpacking *u, const char *path)
{
        int fd = platform_open(path, OPEN_READ | OPEN_NO_LINK, 0);
        enum status st;

        if (fd < 0)
                return fault_set(u->findings, F_READ, path, platform_why());
        st = digest_of_file(out, fd, path, u->findings);
        platform_close(fd);
        return st;
}

/* A ZIP to which somebody added files may hold a name twice. If the bytes are the same it is one file; if not, it is
 * not for this program to choose one. */
static enum status unpack_again(struct unpacking *u, size_t i, const char *name, const char *path,
                                struct arena *scratch)
{
        const char *other = arena_printf(scratch, "%s.again", path);
        struct digest first, second;
        enum status st = write_file(u, i, name, other);

        if (st == OK)
                st = digest_at(&first, u, path);
        if (st == OK)
                st = digest_at(&second, u, other);
        (void)platform_remove(other);
        if (st == OK && strcmp(first.hex, second.hex) != 0)
                return refuse(u, E190,
                              "同じ名前で中身の違うファイルがあります¦a name stands twice, with different bytes", name);
        return st;
}

static bool is_unpacked(const struct unpacking *u, const char *plain)
{
        for (size_t i = 0; i < u->names.n; i++)
                if (strcmp(u->names.at[i], plain) == 0)
                        return true;
        return false;
}

static enum status unpack_file(struct unpacking *u, size_t i, const char *name, struct arena *scratch)
{
        const char *plain = file_plain_path(scratch, name);
        char *path = file_join(scratch, u->folder, plain);
        enum status st = make_folders(u, path, name);
        struct platform_state state;

        if (st != OK)
                return st;
        if (platform_state_of_name(&state, path) && state.kind == IS_FILE) {
                if (is_unpacked(u, plain))
                        return unpack_again(u, i, name, path, scratch);
                /* a name that some systems take for this one: equal but for A and a */
                path = file_join(scratch, u->folder, arena_printf(scratch, "%zu/%s", i + 1, plain));
                st = make_folders(u, path, name);
                if (st != OK)
                        return st;
        }
        *vec_add(u->arena, &u->names) = arena_strdup(u->arena, plain);
        return write_file(u, i, name, path);
}

static enum status unpack_member(struct unpacking *u, size_t i, struct arena *scratch)
{
        struct archive_member m;
        bool litter;
        char *name;

        if (!archive_member(&m, u->zip, i, scratch))
                return refuse_fault(u, ARCHIVE_DAMAGED, NULL);
        if (m.folder)
                return OK; /* made when a file lies in it */
        /* what cannot be read as a name is no reason to lose a scan */
        name = m.name ? arena_strdup(scratch, m.name) : arena_printf(scratch, "%zu", i + 1);
        if (!safe_path(name, &litter))
                return refuse(u, E190, "外へ出る名前です¦a name that leads out of it", m.name);
        if (litter)
                return OK;
        if (m.link)
                return refuse(u, E190, "リンクです¦a link", m.name);
        return unpack_file(u, i, name, scratch);
}

enum status unpack_zip(const char **folder, struct unpack_room *room, const char *workspace, int fd, int64_t size,
                       const char *name, struct arena *arena, struct findings *findings)
{
        struct unpacking u = {.name = name, .size = size, .arena = arena, .findings = findings};
        struct arena *scratch;
        enum archive_fault fault;
        enum status st = make_room(room, workspace, arena, findings);

        if (st != OK)
                return st;
        u.folder = arena_printf(arena, "%s/%d", room->path, ++room->zips);
        if (!platform_make_folder(u.folder, 0700))
                return fault_set(findings, F_WRITE, u.folder, platform_why());
        fault = archive_open(&u.zip, fd, size, arena);
        if (fault != ARCHIVE_OK)
                return refuse_fault(&u, fault, NULL);
        if (archive_find(u.zip, "[Content_Types].xml") >=
            0) { /* a workbook, which a reader knows when its file can be read */
                archive_close(u.zip);
                return refuse_fault(&u, ARCHIVE_UNREAD, NULL);
        }
        u.window = arena_alloc(arena, WINDOW);
        scratch = arena_child(arena);
        for (size_t i = 0; st == OK && i < archive_members(u.zip); i++) {
                st = unpack_member(&u, i, scratch);
                arena_reset(scratch);
        }
        arena_free(scratch);
        archive_close(u.zip);
        *folder = u.folder;
        return st;
}
