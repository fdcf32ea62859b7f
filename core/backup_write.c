#include "core/backup_private.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/digest.h"
#include "core/file.h"
#include "core/platform/platform.h"
#include "core/tar.h"

#include "core/banned.h"

enum { PIECE = 1 << 16 };

static enum status cannot_write(const struct backup *b)
{
        return (enum status)fault_set(b->findings, F_WRITE, b->path, strerror(errno));
}


enum status backup_unreadable(struct backup *b, const char *path, int error)
{
        const bool forbidden = error == EACCES || error == EPERM;
        struct finding *f;

        if (b->unreadable++ >= BACKUP_MOST_TOLD)
                return OK;
        f = finding_add(b->findings, E185, NULL, NULL, arena_strdup(b->findings->arena, path));
        f->args[0] = forbidden ? "読む権限がありません¦no permission to read it"
                               : arena_printf(b->findings->arena, "読めません: %s¦it cannot be read: %s", strerror(error),
                                              strerror(error));
        f->args[1] = "読めるようにして、もう一度実行してください。バックアップは作っていません。"
                     "¦make it readable and run it again; no backup was made";
        return OK;
}

static enum status add_header(struct backup *b, const char *name, int64_t size, mode_t mode)
{
        unsigned char header[TAR_MOST_HEADER];
        struct tar_member m = {.size = size, .mode = mode & 0666};
        size_t n;

        if (strlen(name) > TAR_MOST_NAME)
                return (enum status)fault_set(b->findings, F_READ, name, strerror(ENAMETOOLONG));
        snprintf(m.name, sizeof m.name, "%s", name);
        n = tar_header(header, &m);
        if (!n)
                return (enum status)fault_set(b->findings, F_READ, name, strerror(EFBIG));
        return fwrite(header, 1, n, b->out) == n ? OK : cannot_write(b);
}

static enum status add_padding(struct backup *b, int64_t size)
{
        static const unsigned char zero[TAR_BLOCK] = {0};
        size_t n = tar_padding(size);

        return fwrite(zero, 1, n, b->out) == n ? OK : cannot_write(b);
}

/* Exactly `size` bytes of a file: what it had when the header was written. */
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
                        st = (enum status)fault_set(b->findings, F_READ, name,
                                                    ferror(in) ? strerror(errno) : "shorter than it was");
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
        struct stat stat;
        enum status st;

        if (fstat(fileno(in), &stat) != 0)
                return (enum status)fault_set(b->findings, F_READ, name, strerror(errno));
        st = add_header(b, name, stat.st_size, stat.st_mode);
        if (st == OK)
                st = add_content(digest, b, in, name, stat.st_size);
        if (st != OK)
                return st;
        b->counts->files++;
        backup_done(b->watch, 0, 1);
        b->counts->bytes += stat.st_size;
        return fprintf(b->manifest, "%s  %s\n", digest->hex, name) > 0 ? OK : cannot_write(b);
}

/* NULL with errno: not there, a link (ELOOP), no regular file (ENOTSUP), or not to be read. */
static FILE *open_regular(const char *path)
{
        int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
        struct stat st;
        FILE *in = NULL;
        int error = 0;

        if (fd < 0)
                return NULL;
        if (fstat(fd, &st) != 0)
                error = errno;
        else if (!S_ISREG(st.st_mode))
                error = ENOTSUP;
        else if (!(in = fdopen(fd, "rb")))
                error = errno;
        if (!in)
                close(fd);
        errno = error;
        return in;
}

enum status backup_add_file(struct backup *b, const char *path, const char *name)
{
        FILE *in = open_regular(path);
        struct digest digest;
        enum status st;

        if (!in)
                return errno == ENOENT ? OK : backup_unreadable(b, path, errno);
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

/* Those that the records name, in the order of their digests; what else lies there belongs to no record. */
static enum status add_scan(void *user, const char *sha256, const char *ext)
{
        struct backup *b = user;
        char name[256], path[PATH_MAX];
        struct digest digest;
        FILE *in;
        enum status st;

        snprintf(name, sizeof name, "evidence/%s.%s", sha256, ext);
        *vec_add(b->arena, &b->scans) = arena_strdup(b->arena, name + strlen("evidence/"));
        in = open_regular(backup_under(path, sizeof path, b, name));
        if (!in && errno != ENOENT && errno != ELOOP && errno != ENOTSUP)
                return backup_unreadable(b, path, errno);
        if (!in) {
                backup_scan_fault(&b->faulty, name, errno == ENOENT ? "" : "-", b->findings);
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
        FILE *in = fmemopen((void *)(uintptr_t)BACKUP_TEXT, strlen(BACKUP_TEXT), "rb");
        struct digest digest;
        enum status st = in ? add_header(b, BACKUP_FORMAT, (int64_t)strlen(BACKUP_TEXT), 0644) : cannot_write(b);

        if (st == OK)
                st = add_content(&digest, b, in, BACKUP_FORMAT, (int64_t)strlen(BACKUP_TEXT));
        if (in)
                (void)fclose(in);
        return st;
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
        char path[PATH_MAX];
        enum status st = store_snapshot(b->store, copy);

        /* it goes first; what is wrong with it is found before anything else is copied */
        if (st == OK && chmod(copy, 0600) != 0)
                st = cannot_write(b);
        if (st == OK)
                st = backup_add_file(b, copy, "soroe.db");
        if (st == OK)
                st = backup_add_file(b, backup_under(path, sizeof path, b, "programme.xml"), "programme.xml");
        if (st == OK)
                st = store_examine(&why, copy, &examiner, b->findings);
        if (st == OK && why)
                st = (enum status)fault_set(b->findings, F_DATABASE, store_folder(b->store),
                                            strstr(why, "¦") + strlen("¦"));
        return st;
}

static enum status add_all(struct backup *b)
{
        static const char *const folders[] = {"rejected", "packets"};
        const char *copy = arena_printf(b->arena, "%s.db", b->part);
        enum status st = add_format(b);

        (void)unlink(copy); /* of a run that was interrupted: the lock is ours */
        if (st == OK)
                st = add_database(b, copy);
        (void)unlink(copy);
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

/* About what there is to copy, for who looks on. */
static int64_t bytes_to_copy(const struct backup *b)
{
        static const char *const names[] = {"soroe.db", "programme.xml", "evidence", "rejected", "packets"};
        int64_t bytes = 0;

        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
                bytes += platform_tree_bytes(file_join(b->arena, store_folder(b->store), names[i]));
        return bytes;
}

/* The unfinished file, ours alone: another run may be writing it, or have given it its name while we waited. */
static enum status open_part(struct backup *b)
{
        int fd = open(b->part, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
        struct stat ours, there;

        if (fd < 0)
                return cannot_write(b);
        if (flock(fd, LOCK_EX | LOCK_NB) != 0 || fstat(fd, &ours) != 0 || lstat(b->part, &there) != 0 ||
            ours.st_ino != there.st_ino) {
                close(fd);
                return (enum status)fault_set(b->findings, F_BUSY, b->path, NULL);
        }
        b->out = ftruncate(fd, 0) == 0 ? fdopen(fd, "w+b") : NULL;
        b->manifest = tmpfile();
        if (!b->out)
                close(fd);
        return b->out && b->manifest ? OK : cannot_write(b);
}

static enum status read_back(struct backup *b)
{
        struct backup_counts again = {0};
        enum status st;

        if (fflush(b->out) != 0 || fsync(fileno(b->out)) != 0 || fseek(b->out, 0, SEEK_SET) != 0)
                return cannot_write(b);
        st = backup_read(&again, NULL, b->out, b->path, NULL, b->watch, b->arena, b->findings);
        if (st == ERR_INPUT || (st == OK && (again.files != b->counts->files || again.bytes != b->counts->bytes)))
                st = (enum status)fault_set(b->findings, F_WRITE, b->path, "read back differently");
        return st;
}

/* The name may have been taken meanwhile: link does not replace. */
static enum status name_it(struct backup *b, const char *folder)
{
        if (link(b->part, b->path) != 0 || unlink(b->part) != 0)
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
                (void)unlink(b.part);
        if (b.manifest)
                (void)fclose(b.manifest); /* nobody will read it */
        if (b.out)
                (void)fclose(b.out); /* synced before it was read back */
        return st;
}
