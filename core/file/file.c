#include "core/file/file.h"
#include "core/file/file_private.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/platform/platform.h"

#include "core/banned.h"

#define READ_BACK 65536 /* bytes at once */

static enum status unreadable(const char *path, const char *why, struct findings *findings)
{
        struct arena *arena = findings->arena;
        struct finding *f =
                finding_add(findings, E001, NULL, arena_strdup(arena, path), arena_strdup(arena, file_base_name(path)));
        f->args[0] = why;
        return ERR_INPUT;
}

static enum status too_large(const char *path, size_t limit, struct findings *findings)
{
        struct arena *arena = findings->arena;
        struct finding *f =
                finding_add(findings, E020, NULL, arena_strdup(arena, path), arena_strdup(arena, file_base_name(path)));
        f->args[0] =
                limit >> 20 ? arena_printf(arena, "> %zu MB", limit >> 20) : arena_printf(arena, "> %zu bytes", limit);
        return ERR_INPUT;
}

/* A reason that the person who named the file can mend becomes a finding; one that lies in the machine becomes a fault. */
static enum status cannot_open(const char *path, struct findings *findings)
{
        static const char *const theirs[PLATFORM_ERRORS] = {
                [PLATFORM_MISSING] = "ありません¦no such file",
                [PLATFORM_NOT_FOLDER] = "ありません¦no such file",
                [PLATFORM_LONG_NAME] = "名前が長すぎます¦name too long",
                [PLATFORM_NOT_ALLOWED] = "権限がありません¦no permission",
                [PLATFORM_NOT_OWNER] = "権限がありません¦no permission",
                [PLATFORM_IS_LINK] = "自分を指すリンクです¦link to itself",
                [PLATFORM_IS_DEVICE] = "装置です¦device",
                [PLATFORM_IS_FOLDER] = "フォルダーです¦folder",
        };
        enum platform_error error = platform_error();

        return error < PLATFORM_ERRORS && theirs[error] ? unreadable(path, theirs[error], findings)
                                                        : fault_set(findings, F_OPEN, path, platform_why());
}

/* NULL for a regular file. */
static const char *what_it_is(const struct platform_state *state)
{
        static const char *const words[] = {
                [IS_FILE] = NULL,
                [IS_FOLDER] = "フォルダーです¦folder",
                [IS_LINK] = "装置です¦device",
                [IS_PIPE] = "パイプです¦pipe",
                [IS_DEVICE] = "装置です¦device",
        };

        return words[state->kind];
}

/* The number of bytes read, at most n; -1 on failure. */
static int64_t read_fully(int fd, void *bytes, size_t n)
{
        size_t done = 0;

        while (done < n) {
                int64_t got = platform_read(fd, (char *)bytes + done, n - done);

                if (got < 0)
                        return -1;
                if (got == 0)
                        break;
                done += (size_t)got;
        }
        return (int64_t)done;
}

static bool take_state(struct open_file *file, struct platform_state *state)
{
        if (!platform_state_of(state, file->fd))
                return false;
        file->size = state->size;
        file->changed[0] = state->changed[0];
        file->changed[1] = state->changed[1];
        file->device = state->volume;
        file->node = state->node;
        return true;
}

bool file_same_state(const struct open_file *a, const struct open_file *b)
{
        return a->size == b->size && a->changed[0] == b->changed[0] && a->changed[1] == b->changed[1] &&
               a->device == b->device && a->node == b->node;
}

void file_close(struct open_file *file)
{
        if (file->fd >= 0)
                platform_close(file->fd);
        file->fd = -1;
}

enum status file_open(struct open_file *out, const char *path, size_t limit, struct findings *findings)
{
        enum status st = OK;
        const char *kind;
        struct platform_state state;

        /* a pipe without a writer must not hold the program up */
        *out = (struct open_file){.path = path, .fd = file_open_at(path, OPEN_READ | OPEN_NO_WAIT, 0)};
        if (out->fd < 0)
                return cannot_open(path, findings);
        if (!take_state(out, &state))
                st = fault_set(findings, F_READ, path, platform_why());
        else if ((kind = what_it_is(&state)))
                st = unreadable(path, kind, findings);
        else if ((uintmax_t)out->size > limit)
                st = too_large(path, limit, findings);
        if (st != OK)
                file_close(out);
        return st;
}

enum status file_read(struct bytes *out, const char *path, size_t limit, struct arena *arena, struct findings *findings)
{
        struct open_file file, after = {.fd = -1};
        enum status st = file_open(&file, path, limit, findings);
        struct platform_state state;
        unsigned char *bytes;
        int64_t got;
        size_t n;

        if (st != OK)
                return st;
        n = (size_t)file.size;
        bytes = arena_alloc_unset(arena, n + 1); /* one more, to see whether it has grown */
        got = read_fully(file.fd, bytes, n + 1);
        after.fd = file.fd;
        if (got < 0 || !take_state(&after, &state))
                st = fault_set(findings, F_READ, path, platform_why());
        else if ((size_t)got != n || !file_same_state(&file, &after))
                st = unreadable(path, "読んでいる間に変わりました¦changed while being read", findings);
        else
                *out = (struct bytes){bytes, n};
        bytes[n] = '\0'; /* a text can be read as a string */
        file_close(&file);
        return st;
}

/* Removes a part that was left behind, which is one that nobody is writing. */
static void sweep_one(int dir, const char *name)
{
        int fd = platform_open_in(dir, name, OPEN_READ | OPEN_NO_LINK | OPEN_NO_WAIT, 0);
        struct platform_state st, there;

        if (fd < 0)
                return;
        if (platform_state_of(&st, fd) && st.kind == IS_FILE && platform_lock(fd, false) &&
            platform_state_in(&there, dir, name) && there.node == st.node)
                (void)platform_remove_in(dir, name);
        platform_close(fd);
}

/* Makes the unfinished file and locks it while it is written, so that file_sweep of another run leaves it alone. If another run has
 * swept it between its making and its lock, it has no name any more and is made again. */
int file_part_make(int dir, const char *part, unsigned mode)
{
        sweep_one(dir, part);
        for (;;) {
                int fd = platform_open_in(dir, part, OPEN_BOTH | OPEN_NEW | OPEN_NO_LINK, mode);
                struct platform_state st;

                if (fd < 0)
                        return -1;
                if (platform_lock(fd, true) && platform_state_of(&st, fd) && st.links > 0)
                        return fd;
                platform_close(fd);
        }
}

/* The content that the file is to get, all at once or piece by piece. */
struct content {
        struct bytes bytes;
        file_writer *writer; /* NULL: the bytes */
        void *user;
};

/* Does the system give the file back byte for byte? It is read in pieces, because a file that shrinks meanwhile would end a program
 * that maps it. */
static bool reads_back(int fd, struct bytes bytes)
{
        unsigned char piece[READ_BACK];
        size_t at = 0;

        for (;;) {
                int64_t got = platform_read_at(fd, piece, sizeof piece, (int64_t)at);

                if (got <= 0)
                        return got == 0 && at == bytes.n;
                if ((size_t)got > bytes.n - at || memcmp(piece, bytes.at + at, (size_t)got) != 0)
                        return false;
                at += (size_t)got;
        }
}

/* A file gets its name only if it lies there as it was given. */
enum status file_part_check(int fd, struct bytes bytes, const char *path, struct findings *findings)
{
        platform_fail(PLATFORM_NO_ERROR);
        return reads_back(fd, bytes) ? OK
                                     : fault_set(findings, F_SPOILED, path, platform_code() ? platform_why() : NULL);
}

static enum status fill(const struct content *content, int fd, const char *path, struct findings *findings)
{
        int own = content->writer ? platform_copy(fd) : -1;
        FILE *out = own >= 0 ? platform_stream(own, "wb") : NULL;
        enum status st = OK;
        bool good = content->writer ? out != NULL : platform_write(fd, content->bytes.at, content->bytes.n);

        if (own >= 0 && !out)
                platform_close(own);
        if (out) {
                st = content->writer(content->user, out);
                good = !ferror(out);
                good &= fclose(out) == 0;
        }
        return st != OK || good ? st : fault_set(findings, F_WRITE, path, platform_why());
}

static enum status write_file(const char *path, const struct content *content, unsigned mode, bool sync_name,
                              struct arena *arena, struct findings *findings)
{
        const char *name = file_base_name(path), *part = arena_printf(arena, ".%s.part", name);
        enum status st = OK;
        bool named = false, ours = false;
        int dir, fd = -1;

        dir = file_folder_of(&name, path);
        if (dir < 0)
                goto failed;
        fd = file_part_make(dir, part, mode);
        if (fd < 0)
                goto failed;
        ours = true;
        st = fill(content, fd, path, findings);
        if (st != OK)
                goto done;
        if (!platform_sync(fd))
                goto failed;
        st = content->writer ? OK : file_part_check(fd, content->bytes, path, findings);
        if (st != OK)
                goto done;
        if (!platform_rename_in(dir, part, dir, name)) /* still locked: nobody sweeps it away before it has its name */
                goto failed;
        named = true;
        if (!sync_name || platform_sync_folder(dir))
                goto done;
failed:
        if (fd < 0 && dir >= 0 && platform_error() == PLATFORM_THERE)
                st = fault_set(findings, F_BUSY, path, NULL);
        else
                st = fault_set(findings, F_WRITE, path, platform_why());
done:
        if (fd >= 0)
                platform_close(fd);
        if (ours && !named)
                (void)platform_remove_in(dir, part);
        if (dir >= 0)
                platform_close(dir);
        return st;
}

enum status file_write(const char *path, struct bytes bytes, unsigned mode, struct arena *arena,
                       struct findings *findings)
{
        return write_file(path, &(struct content){.bytes = bytes}, mode, true, arena, findings);
}

enum status file_write_by(const char *path, file_writer *writer, void *user, unsigned mode, struct arena *arena,
                          struct findings *findings)
{
        return write_file(path, &(struct content){.writer = writer, .user = user}, mode, true, arena, findings);
}

enum status file_write_unlisted(const char *path, struct bytes bytes, unsigned mode, struct arena *arena,
                                struct findings *findings)
{
        return write_file(path, &(struct content){.bytes = bytes}, mode, false, arena, findings);
}

enum status file_sync_folder(const char *folder, struct findings *findings)
{
        int dir = file_open_folder(folder);
        bool good = dir >= 0 && platform_sync_folder(dir);

        if (dir < 0 && platform_error() == PLATFORM_MISSING)
                return OK; /* nothing was written */
        if (dir >= 0)
                platform_close(dir);
        return good ? OK : fault_set(findings, F_WRITE, folder, platform_why());
}

static bool is_part(const char *name)
{
        size_t n = strlen(name), suffix = strlen(".part");

        return name[0] == '.' && n > 1 + suffix && strcmp(name + n - suffix, ".part") == 0;
}

enum status file_write_part(const char *path, struct bytes bytes, unsigned mode, struct arena *arena,
                            struct findings *findings)
{
        const char *name = file_base_name(path);
        const char *part = arena_printf(arena, "%.*s.%s.part", (int)(name - path), path, name);
        int fd = file_open_at(part, OPEN_WRITE | OPEN_NEW | OPEN_NO_LINK, mode);
        bool good = fd >= 0 && platform_write(fd, bytes.at, bytes.n);
        int code = platform_code();

        if (fd >= 0 && !platform_close(fd) && good) {
                good = false;
                code = platform_code();
        }
        if (good)
                return OK;
        if (fd >= 0)
                (void)file_unlink(part);
        return fault_set(findings, F_WRITE, path, platform_words(code));
}

static bool sync_file(int dir, const char *name)
{
        int fd = platform_open_in(dir, name, OPEN_READ | OPEN_NO_LINK, 0);
        bool good = fd >= 0 && platform_sync(fd);

        if (fd >= 0)
                platform_close(fd);
        return good;
}

static bool rename_part(int dir, const char *part)
{
        char name[PLATFORM_MOST_NAME + 1];
        size_t n = strlen(part) - 1 - strlen(".part");

        memcpy(name, part + 1, n);
        name[n] = '\0';
        return platform_rename_in(dir, part, dir, name);
}

/* A few files are synced each; for many, the file system once. */
enum { FEW_FILES = 32 };

/* False with an error, also where there is no folder. */
static bool list_parts(struct platform_names *out, int dir)
{
        size_t kept = 0;

        *out = (struct platform_names){0};
        if (dir < 0 || !platform_list(out, dir))
                return false;
        for (size_t i = 0; i < out->n; i++) {
                char *name = out->at[i];

                out->at[i] = NULL;
                if (is_part(name))
                        out->at[kept++] = name;
                else
                        free(name);
        }
        out->n = kept;
        return true;
}

/* The first one that it fails for; NULL: all are done. */
static const char *each_part(int dir, const struct platform_names *parts, bool (*act)(int dir, const char *name))
{
        for (size_t i = 0; i < parts->n; i++)
                if (!act(dir, parts->at[i]))
                        return parts->at[i];
        return NULL;
}

static bool sync_parts(int dir, const struct platform_names *parts)
{
        if (parts->n > FEW_FILES && platform_sync_all(dir))
                return true;
        return (parts->n <= FEW_FILES || platform_error() == PLATFORM_WRONG_KIND) && !each_part(dir, parts, sync_file);
}

bool file_list(struct texts *out, const char *folder, struct arena *arena)
{
        int dir = file_open_folder(folder);
        struct platform_names names = {0};
        bool good = dir >= 0 && platform_list_and_close(&names, dir);

        *out = (struct texts){0};
        for (size_t i = 0; i < names.n; i++)
                *vec_add(arena, out) = arena_strdup(arena, names.at[i]);
        platform_names_free(&names);
        return good;
}

/* Which file cannot be replaced, or the folder where it is no matter of one. */
static const char *not_named(const char *folder, const char *part, struct arena *arena)
{
        if (!part || platform_error() != PLATFORM_HELD)
                return folder;
        return file_join(arena, folder, arena_strndup(arena, part + 1, strlen(part) - 1 - strlen(".part")));
}

enum status file_name_parts(const char *folder, struct findings *findings)
{
        int dir = file_open_folder(folder);
        struct platform_names parts;
        bool good = list_parts(&parts, dir) && sync_parts(dir, &parts);
        const char *failed = good ? each_part(dir, &parts, rename_part) : NULL;

        good = good && !failed && platform_sync_folder(dir);
        if (!good)
                fault_set(findings, F_WRITE, not_named(folder, failed, findings->arena), platform_why());
        platform_names_free(&parts);
        if (dir >= 0)
                platform_close(dir);
        return good ? OK : ERR_SYSTEM;
}

void file_sweep(const char *folder)
{
        int dir = file_open_folder(folder);
        struct platform_names parts;

        (void)list_parts(&parts, dir);
        for (size_t i = 0; i < parts.n; i++)
                sweep_one(dir, parts.at[i]);
        platform_names_free(&parts);
        if (dir >= 0)
                platform_close(dir);
}
