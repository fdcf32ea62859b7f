#include "core/backup/backup.h"

#include <string.h>

#include "core/file/digest.h"
#include "core/file/file.h"
#include "core/platform/platform.h"
#include "core/backup/tar.h"

#include "core/banned.h"

enum { PIECE = 1 << 16, MOST_DEPTH = 3, MOST_PART = 255, MOST_TOLD = 100 };

#define CUT     "途中で切れています¦it is cut short"
#define FOREIGN "soroe backup が作ったものではありません¦not made by soroe backup"
#define NAME    "入っていてはならない名前です¦a name that may not be in it"
#define CHANGED "内容がダイジェストと合いません¦a content does not match its digest"

struct backup_reading {
        FILE *in, *manifest; /* manifest: what it must say, as found */
        const char *name, *folder;
        struct arena *arena;
        struct findings *findings;
        struct backup_counts *counts;
        struct backup_watch *watch;
        struct backup_packets *packets; /* found; NULL: nobody asks */
        bool database;
};

void backup_done(struct backup_watch *watch, int64_t bytes, int64_t files)
{
        if (!watch)
                return;
        watch->done += bytes;
        watch->files += files;
        watch->of = watch->of > watch->done ? watch->of : watch->done; /* files may have come meanwhile */
        if (watch->done >= watch->of / 100) /* before that nobody can say how long it takes */
                watch->told(watch->user, watch);
}

static enum status refuse(struct backup_reading *r, const char *why, const char *member)
{
        struct finding *f =
                finding_add(r->findings, E185, NULL, member ? arena_strdup(r->findings->arena, member) : NULL,
                            arena_strdup(r->findings->arena, file_base_name(r->name)));

        f->args[0] = why;
        f->args[1] = "「soroe backup」が作ったファイルを、変えずに指定してください。何も戻していません。"
                     "¦give a file made by soroe backup, unchanged; nothing was restored";
        return ERR_INPUT;
}

void backup_scan_fault(int64_t *n, const char *name, const char *why, struct findings *findings)
{
        struct finding *f;

        if ((*n)++ >= MOST_TOLD)
                return;
        f = finding_add(findings, W380, NULL, NULL, arena_strdup(findings->arena, name));
        f->args[0] = *why ? "受け取ったときと内容が違います¦it is not what was received" : "ありません¦missing";
}

/* Is this part of a path permitted? It is valid text and begins with no point, so it is neither "." nor ".." nor hidden. */
static bool part_permitted(const char *part, size_t n)
{
        if (n == 0 || n > MOST_PART || part[0] == '.')
                return false;
        for (size_t i = 0; i < n; i++)
                if ((unsigned char)part[i] < 0x20 || part[i] == 0x7f || part[i] == '\\')
                        return false;
        return true;
}

bool backup_name_permitted(const char *name)
{
        static const char *const alone[] = {"soroe.db", "programme.xml"};
        static const char *const folders[] = {"evidence/", "rejected/", "packets/"};
        bool known = false;
        int parts = 0;

        for (size_t i = 0; i < sizeof alone / sizeof *alone; i++)
                if (strcmp(name, alone[i]) == 0)
                        return true;
        for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
                known |= strncmp(name, folders[i], strlen(folders[i])) == 0;
        for (const char *s = name; known; s++) {
                size_t n = strcspn(s, "/");

                if (!part_permitted(s, n) || ++parts > MOST_DEPTH + 1)
                        return false;
                s += n;
                if (!*s)
                        break;
        }
        return known && text_is_valid(name);
}

/* Returns NULL if nothing is to be written, and if the file cannot be made; *st tells which. */
static FILE *create(enum status *st, struct backup_reading *r, const struct tar_member *m)
{
        struct arena *scratch = arena_child(r->arena);
        const char *path = file_join(scratch, r->folder, m->name);
        size_t folder = (size_t)(file_base_name(path) - path) - 1;
        FILE *out = NULL;
        int fd;

        *st = file_make_folders(arena_strndup(scratch, path, folder), scratch, r->findings);
        if (*st == OK) {
                /* new: no name twice, and nothing that stands there already */
                fd = platform_open(path, OPEN_WRITE | OPEN_NEW | OPEN_NO_LINK, (unsigned)(m->mode | 0600));
                out = fd >= 0 ? platform_stream(fd, "wb") : NULL;
                if (!out && platform_error() == PLATFORM_THERE)
                        *st = refuse(r, NAME, m->name);
                else if (!out)
                        *st = fault_set(r->findings, F_WRITE, arena_strdup(r->findings->arena, path), platform_why());
                if (fd >= 0 && !out)
                        platform_close(fd);
        }
        arena_free(scratch);
        return out;
}

static enum status read_content(struct digest *digest, struct backup_reading *r, const struct tar_member *m, FILE *out)
{
        unsigned char piece[PIECE];
        struct digest_stream *sum = digest_begin();
        int64_t rest = m->size;
        enum status st = OK;

        while (st == OK && rest) {
                size_t want = rest < PIECE ? (size_t)rest : PIECE, got = fread(piece, 1, want, r->in);

                digest_add(sum, (struct bytes){piece, got});
                if (got != want)
                        st = refuse(r, CUT, m->name);
                else if (out && fwrite(piece, 1, got, out) != got)
                        st = fault_set(r->findings, F_WRITE, r->folder, platform_why());
                rest -= (int64_t)got;
                backup_done(r->watch, (int64_t)got, r->folder && rest == 0);
        }
        *digest = digest_end(sum);
        if (st == OK && !tar_read_padding(r->in, m->size))
                st = refuse(r, FOREIGN, m->name);
        return st;
}

static enum status take(struct backup_reading *r, const struct tar_member *m)
{
        struct digest digest;
        FILE *out = NULL;
        enum status st = backup_name_permitted(m->name) ? OK : refuse(r, NAME, m->name);

        if (st == OK && r->folder)
                out = create(&st, r, m);
        if (st == OK)
                st = read_content(&digest, r, m, out);
        if (out && fclose(out) != 0 && st == OK)
                st = fault_set(r->findings, F_WRITE, r->folder, platform_why());
        if (st != OK)
                return st;
        r->counts->files++;
        r->counts->bytes += m->size;
        r->counts->scans += strncmp(m->name, "evidence/", strlen("evidence/")) == 0;
        if (r->packets && strncmp(m->name, "packets/", strlen("packets/")) == 0)
                *vec_add(r->packets->arena, r->packets) = (struct backup_packet){
                        arena_strdup(r->packets->arena, m->name), arena_strdup(r->packets->arena, digest.hex)};
        r->database |= strcmp(m->name, "soroe.db") == 0;
        return fprintf(r->manifest, "%s  %s\n", digest.hex, m->name) > 0
                       ? OK
                       : fault_set(r->findings, F_WRITE, r->name, platform_why());
}

/* The manifest must name every member with the digest that was found, and nothing else. */
static enum status compare_manifest(struct backup_reading *r, const struct tar_member *m)
{
        long said = fflush(r->manifest) == 0 ? ftell(r->manifest) : -1;

        if (said < 0 || fseek(r->manifest, 0, SEEK_SET) != 0)
                return fault_set(r->findings, F_WRITE, r->name, platform_why());
        if (m->size != said)
                return refuse(r, CHANGED, BACKUP_MANIFEST);
        for (int64_t i = 0; i < m->size; i++) {
                int c = getc(r->in);

                if (c == EOF)
                        return refuse(r, CUT, BACKUP_MANIFEST);
                if (c != getc(r->manifest))
                        return refuse(r, CHANGED, BACKUP_MANIFEST);
        }
        return tar_read_padding(r->in, m->size) ? OK : refuse(r, FOREIGN, BACKUP_MANIFEST);
}

static enum status read_format(struct backup_reading *r)
{
        struct tar_member m;
        char text[sizeof BACKUP_TEXT] = "";
        enum tar_read got = tar_read_header(&m, r->in);

        if (got != TAR_MEMBER || strcmp(m.name, BACKUP_FORMAT) != 0 || m.size != (int64_t)strlen(BACKUP_TEXT) ||
            fread(text, 1, (size_t)m.size, r->in) != (size_t)m.size || strcmp(text, BACKUP_TEXT) != 0 ||
            !tar_read_padding(r->in, m.size))
                return refuse(r, FOREIGN, NULL);
        return OK;
}

static enum status read_members(struct backup_reading *r)
{
        struct tar_member m;
        enum tar_read got;
        enum status st = OK;

        while (st == OK && (got = tar_read_header(&m, r->in)) == TAR_MEMBER) {
                if (strcmp(m.name, BACKUP_MANIFEST) != 0) {
                        st = take(r, &m);
                        continue;
                }
                st = compare_manifest(r, &m);
                if (st == OK && (got = tar_read_header(&m, r->in)) == TAR_END)
                        return r->database ? OK : refuse(r, FOREIGN, "soroe.db");
                break;
        }
        return st == OK ? refuse(r, got == TAR_CUT || got == TAR_END ? CUT : FOREIGN, NULL) : st;
}

enum status backup_read(struct backup_counts *counts, struct backup_packets *packets, FILE *in, const char *name,
                        const char *folder, struct backup_watch *watch, struct arena *arena, struct findings *findings)
{
        struct backup_reading r = {.in = in,
                                   .manifest = platform_temporary(),
                                   .name = name,
                                   .folder = folder,
                                   .arena = arena,
                                   .findings = findings,
                                   .counts = counts,
                                   .watch = watch,
                                   .packets = packets};
        enum status st;

        *counts = (struct backup_counts){0};
        if (!r.manifest)
                return fault_set(findings, F_WRITE, "tmpfile", platform_why());
        st = read_format(&r);
        if (st == OK)
                st = read_members(&r);
        (void)fclose(r.manifest); /* nobody will read it */
        return st;
}
