#include "core/backup/backup_private.h"

#include <stdlib.h>
#include <string.h>

#include "core/file/digest.h"
#include "core/file/file.h"
#include "core/platform/platform.h"
#include "core/backup/tar.h"

#include "core/banned.h"

enum { PIECE = 1 << 16 };

static enum status cannot_write(const struct backup *b)
{
        return fault_set(b->findings, F_WRITE, b->path, platform_why());
}

enum status backup_unreadable(struct backup *b, const char *path, int error)
{
        const bool forbidden = file_error_forbids(error);
        struct finding *f;

        if (b->unreadable++ >= BACKUP_MOST_TOLD)
                return OK;
        f = finding_add(b->findings, E185, NULL, NULL, arena_strdup(b->findings->arena, path));
        f->args[0] = forbidden ? "読む権限がありません¦no permission to read it"
                               : arena_printf(b->findings->arena, "読めません: %s¦it cannot be read: %s",
                                              platform_words(error), platform_words(error));
        f->args[1] = "読めるようにして、もう一度実行してください。バックアップは作っていません。"
                     "¦make it readable and run it again; no backup was made";
        return OK;
}

static enum status add_header(struct backup *b, const char *name, int64_t size, unsigned mode)
{
        unsigned char header[TAR_MOST_HEADER];
        struct tar_member m = {.size = size, .mode = mode & 0666};
        size_t n;

        if (strlen(name) > TAR_MOST_NAME) {
                platform_fail(PLATFORM_LONG_NAME);
                return fault_set(b->findings, F_READ, name, platform_why());
        }
        snprintf(m.name, sizeof m.name, "%s", name);
        n = tar_header(header, &m);
        if (!n) {
                platform_fail(PLATFORM_LARGE);
                return fault_set(b->findings, F_READ, name, platform_why());
        }
        return fwrite(header, 1, n, b->out) == n ? OK : cannot_write(b);
}

static enum status add_padding(struct backup *b, int64_t size)
{
        static const unsigned char zero[TAR_BLOCK] = {0};
        size_t n = tar_padding(size);

        return fwrite(zero, 1, n, b->out) == n ? OK : cannot_write(b);
}

/* Adds exactly `size` bytes of a file, as many as it had when the header was written. */
static enum status add_content(struct digest *digest, struct backup *b, FILE *in, const char *name, int64_t size)
{
        unsigned char piece[PIECE];
        struct digest_stream *sum = digest_begin();
        int64_t rest = size;
        enum status st = OK;

        while (st == OK && rest) {
                size_t want = rest < PIECE ? (size_t)rest : PIECE, got = fread(piece, 1, want, in);

                digest_add(sum, (struct bytes){piece, got});
                if (got != want)
                        st = fault_set(b->findings, F_READ, name, ferror(in) ? platform_why() : "shorter than it was");
                else if (fwrite(piece, 1, got, b->out) != got)
                        st = cannot_write(b);
                rest -= (int64_t)got;
                backup_done(b->watch, (int64_t)got, 0);
        }
        *digest = digest_end(sum);
        return st == OK ? add_padding(b, size) : st;
}

static enum status add_open_file(struct digest *digest, struct backup *b, FILE *in, const char *name)
{
        struct platform_state state;
        enum status st;

        if (!platform_state_of(&state, platform_number(in)))
                return fault_set(b->findings, F_READ, name, platform_why());
        st = add_header(b, name, state.size, state.mode);
        if (st == OK)
                st = add_content(digest, b, in, name, state.size);
        if (st != OK)
                return st;
        b->counts->files++;
        backup_done(b->watch, 0, 1);
        b->counts->bytes += state.size;
        return fprintf(b->manifest, "%s  %s\n", digest->hex, name) > 0 ? OK : cannot_write(b);
}

/* Returns NULL if there is no such file, if it is a link or no regular file (PLATFORM_WRONG_KIND), or if it cannot be read. */
static FILE *open_regular(const char *path)
{
        int fd = platform_open(path, OPEN_READ | OPEN_NO_LINK | OPEN_NO_WAIT, 0);
        struct platform_state st;
        FILE *in = NULL;

        if (fd < 0)
                return NULL;
        if (platform_state_of(&st, fd)) {
                if (st.kind == IS_FILE)
                        in = platform_stream(fd, "rb");
                else
                        platform_fail(PLATFORM_WRONG_KIND);
        }
        if (!in)
                platform_close(fd);
        return in;
}

enum status backup_add_file(struct backup *b, const char *path, const char *name)
{
        FILE *in = open_regular(path);
        struct digest digest;
        enum status st;

        if (!in)
                return platform_error() == PLATFORM_MISSING ? OK : backup_unreadable(b, path, platform_code());
        st = add_open_file(&digest, b, in, name);
        (void)fclose(in); /* only read */
        if (st == OK && strncmp(name, "packets/", strlen("packets/")) == 0)
                *vec_add(b->arena, &b->found) =
                        (struct backup_packet){arena_strdup(b->arena, name), arena_strdup(b->arena, digest.hex)};
        return st;
}

const char *backup_under(char *path, size_t room, const struct backup *b, const char *name)
{
        return snprintf(path, room, "%s/%s", store_folder(b->store), name) < (int)room ? path : "";
}

/* Adds the scans that the records name, in the order of their digests. Other files in the folder belong to no record. */
static enum status add_scan(void *user, const char *sha256, const char *ext)
{
        struct backup *b = user;
        char name[256], path[PLATFORM_MOST_PATH];
        struct digest digest;
        FILE *in;
        enum status st;

        snprintf(name, sizeof name, "evidence/%s.%s", sha256, ext);
        *vec_add(b->arena, &b->scans) = arena_strdup(b->arena, name + strlen("evidence/"));
        in = open_regular(backup_under(path, sizeof path, b, name));
        if (!in) {
                const enum platform_error error = platform_error();

                if (error != PLATFORM_MISSING && error != PLATFORM_IS_LINK && error != PLATFORM_WRONG_KIND)
                        return backup_unreadable(b, path, platform_code());
                backup_scan_fault(&b->faulty, name, error == PLATFORM_MISSING ? "" : "-", b->findings);
                return OK;
        }
        st = add_open_file(&digest, b, in, name);
        (void)fclose(in);
        b->counts->scans++;
        if (st == OK && strcmp(digest.hex, sha256) != 0)
                backup_scan_fault(&b->faulty, name, digest.hex, b->findings);
        return st;
}

/* ---- the whole */

static enum status add_format(struct backup *b)
{
        const size_t n = strlen(BACKUP_TEXT);
        enum status st = add_header(b, BACKUP_FORMAT, (int64_t)n, 0644);

        if (st == OK && fwrite(BACKUP_TEXT, 1, n, b->out) != n)
                st = cannot_write(b);
        backup_done(b->watch, (int64_t)n, 0);
        return st == OK ? add_padding(b, (int64_t)n) : st;
}

static enum status add_manifest(struct backup *b)
{
        static const unsigned char end[2 * TAR_BLOCK] = {0};
        struct digest digest;
        long size = fflush(b->manifest) == 0 ? ftell(b->manifest) : -1;
        enum status st;

        if (size < 0 || fseek(b->manifest, 0, SEEK_SET) != 0)
                return cannot_write(b);
        st = add_header(b, BACKUP_MANIFEST, size, 0644);
        if (st == OK)
                st = add_content(&digest, b, b->manifest, BACKUP_MANIFEST, size);
        if (st == OK && fwrite(end, 1, sizeof end, b->out) != sizeof end)
                st = cannot_write(b);
        return st;
}

static enum status add_database(struct backup *b, const char *copy)
{
        const struct store_examiner examiner = {add_scan, backup_note_packet, b, &b->sealed};
        const char *why = NULL;
        char path[PLATFORM_MOST_PATH];
        enum status st = store_snapshot(b->store, copy);

        /* it goes first; what is wrong with it is found before anything else is copied */
        if (st == OK && !platform_set_mode(copy, 0600))
                st = cannot_write(b);
        if (st == OK)
                st = backup_add_file(b, copy, "soroe.db");
        if (st == OK)
                st = backup_add_file(b, backup_under(path, sizeof path, b, "programme.xml"), "programme.xml");
        if (st == OK)
                st = store_examine(&why, copy, &examiner, b->findings);
        if (st == OK && why)
                st = fault_set(b->findings, F_DATABASE, store_folder(b->store), strstr(why, "¦") + strlen("¦"));
        return st;
}

/* The copy of the database, and what SQLite leaves beside one that it could not close in order. */
static void remove_copy(const char *copy, struct arena *arena)
{
        static const char *const ends[] = {"", "-wal", "-shm", "-journal"};

        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
                (void)platform_remove(arena_printf(arena, "%s%s", copy, ends[i]));
}

static enum status add_all(struct backup *b)
{
        static const char *const folders[] = {"rejected", "packets"};
        const char *copy = arena_printf(b->arena, "%s.db", b->part);
        enum status st = add_format(b);

        remove_copy(copy, b->arena); /* of a run that was interrupted: the lock is ours */
        if (st == OK)
                st = add_database(b, copy);
        remove_copy(copy, b->arena);
        for (size_t i = 0; st == OK && i < sizeof folders / sizeof *folders; i++)
                st = backup_add_folder(b, folders[i], 1);
        if (st == OK)
                backup_name_others(b);
        if (st == OK && b->unreadable)
                return ERR_INPUT;
        if (st == OK)
                backup_hold_packets(&b->sealed, &b->found, b->findings);
        return st == OK ? add_manifest(b) : st;
}

/* Returns roughly how many bytes there are to copy, for whoever watches. */
static int64_t bytes_to_copy(const struct backup *b)
{
        static const char *const names[] = {"soroe.db", "programme.xml", "evidence", "rejected", "packets"};
        int64_t bytes = 0;

        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
                bytes += platform_tree_bytes(file_join(b->arena, store_folder(b->store), names[i]));
        return bytes;
}

/* Opens the unfinished file for this run alone. Another run may be writing it, or may have given it its name while this one waited. */
static enum status open_part(struct backup *b)
{
        int fd = platform_open(b->part, OPEN_BOTH | OPEN_MAKE | OPEN_NO_LINK, 0600);
        struct platform_state ours, there;

        if (fd < 0)
                return cannot_write(b);
        if (!platform_lock(fd, false) || !platform_state_of(&ours, fd) || !platform_state_of_name(&there, b->part) ||
            ours.node != there.node) {
                platform_close(fd);
                return fault_set(b->findings, F_BUSY, b->path, NULL);
        }
        b->out = platform_cut(fd, 0) ? platform_stream(fd, "w+b") : NULL;
        b->manifest = platform_temporary();
        if (!b->out)
                platform_close(fd);
        return b->out && b->manifest ? OK : cannot_write(b);
}

static enum status read_back(struct backup *b)
{
        struct backup_counts again = {0};
        enum status st;

        if (fflush(b->out) != 0 || !platform_sync(platform_number(b->out)) || fseek(b->out, 0, SEEK_SET) != 0)
                return cannot_write(b);
        st = backup_read(&again, NULL, b->out, b->path, NULL, b->watch, b->arena, b->findings);
        if (st == ERR_INPUT || (st == OK && (again.files != b->counts->files || again.bytes != b->counts->bytes)))
                st = fault_set(b->findings, F_WRITE, b->path, "read back differently");
        return st;
}

/* Gives the backup its name. If the name has been taken meanwhile, the file there is not replaced. */
static enum status name_it(struct backup *b, const char *folder)
{
        if (!platform_name_new(b->part, b->path) || !platform_remove(b->part))
                return cannot_write(b);
        return file_sync_folder(*folder ? folder : ".", b->findings);
}

enum status backup_write(struct backup_counts *counts, const char *file, struct store *store,
                         struct backup_watch *watch, struct arena *arena, struct findings *findings)
{
        const char *base = file_base_name(file), *folder = arena_strndup(arena, file, (size_t)(base - file));
        struct backup b = {
                .store = store, .arena = arena, .findings = findings, .path = file, .counts = counts, .watch = watch};
        bool there;
        enum status st = file_there(&there, file, findings);

        *counts = (struct backup_counts){0};
        if (st != OK)
                return st;
        b.sealed.arena = b.found.arena = arena;
        if (there) {
                finding_add(findings, E187, NULL, file, base);
                return ERR_INPUT;
        }
        b.part = arena_printf(arena, "%s.%s.part", folder, base);
        if (watch)
                watch->of = 2 * bytes_to_copy(&b);
        st = open_part(&b);
        if (st == OK)
                st = add_all(&b);
        if (st == OK)
                st = read_back(&b);
        if (st == OK)
                st = name_it(&b, folder);
        if (st != OK && b.out)
                (void)platform_remove(b.part);
        if (b.manifest)
                (void)fclose(b.manifest); /* nobody will read it */
        if (b.out)
                (void)fclose(b.out); /* synced before it was read back */
        return st;
}
