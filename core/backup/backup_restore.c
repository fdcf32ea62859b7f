#include "core/backup/backup.h"

#include <string.h>

#include "core/file/digest.h"
#include "core/file/file.h"
#include "core/platform/platform.h"

#include "core/banned.h"

/* ---- the folder under which it is unpacked, beside its name, locked by whoever is unpacking */

/* Opens the unfinished folder. If nobody holds its lock, an interrupted run has left it. */
static enum status open_part(int *lock, const char *part, struct findings *findings)
{
        for (int tries = 0; tries < 2; tries++) {
                bool made = platform_make_folder(part, 0777);

                if (!made && platform_error() != PLATFORM_THERE)
                        break;
                *lock = platform_open(part, OPEN_FOLDER | OPEN_NO_LINK, 0);
                if (*lock < 0)
                        break;
                if (!platform_lock(*lock, false))
                        return fault_set(findings, F_BUSY, part, NULL);
                if (made)
                        return OK;
                platform_remove_tree(part);
                platform_close(*lock);
                *lock = -1;
        }
        return fault_set(findings, F_FOLDER, part, platform_why());
}

static enum status taken(const char *folder, struct findings *findings)
{
        finding_add(findings, E187, NULL, folder, file_base_name(folder));
        return ERR_INPUT;
}

/* The folder must be new or empty. A link is neither. */
static enum status check_free(const char *folder, struct findings *findings)
{
        int fd = platform_open(folder, OPEN_FOLDER | OPEN_NO_LINK, 0);
        struct platform_names names = {0};
        enum status st = OK;

        if (fd < 0 && platform_error() == PLATFORM_MISSING)
                return OK;
        if (fd < 0 && (platform_error() == PLATFORM_NOT_FOLDER || platform_error() == PLATFORM_IS_LINK))
                return taken(folder, findings);
        if (fd < 0 || !platform_list(&names, fd))
                st = fault_set(findings, F_FOLDER, folder, platform_why());
        else if (names.n)
                st = taken(folder, findings);
        platform_names_free(&names);
        if (fd >= 0)
                platform_close(fd);
        return st;
}

/* ---- the scans that the records name */

struct scans {
        const char *folder;
        struct arena *arena;
        struct findings *findings;
        int64_t faulty;
};

static enum status check_scan(void *user, const char *sha256, const char *ext)
{
        struct scans *s = user;
        struct arena *scratch = arena_child(s->arena);
        const char *name = arena_printf(scratch, "evidence/%s.%s", sha256, ext);
        int fd = platform_open(file_join(scratch, s->folder, name), OPEN_READ | OPEN_NO_LINK, 0);
        struct digest digest = {""};
        enum status st = OK;

        if (fd < 0 && platform_error() != PLATFORM_MISSING && platform_error() != PLATFORM_IS_LINK)
                st = fault_set(s->findings, F_READ, name, platform_why());
        if (fd >= 0) {
                st = digest_of_file(&digest, fd, name, s->findings);
                platform_close(fd);
        }
        if (st == OK && strcmp(digest.hex, sha256) != 0)
                backup_scan_fault(&s->faulty, name, digest.hex, s->findings);
        arena_free(scratch);
        return st;
}

static enum status check_database(const char *folder, struct backup_packets *found, const char *file,
                                  struct arena *arena, struct findings *findings)
{
        struct scans scans = {.folder = folder, .arena = arena, .findings = findings};
        struct backup_packets sealed = {.arena = arena};
        const struct store_examiner examiner = {check_scan, backup_note_packet, &scans, &sealed};
        const char *why = NULL;
        enum status st = store_examine(&why, file_join(arena, folder, "soroe.db"), &examiner, findings);

        if (st == OK && !why)
                backup_hold_packets(&sealed, found, findings);
        if (st != OK || !why)
                return st;
        finding_add(findings, E186, NULL, NULL, file_base_name(file))->args[0] = why;
        return ERR_INPUT;
}

static enum status make_whole(const char *part, int lock, const char *folder, const char *parent, struct arena *arena,
                              struct findings *findings)
{
        static const char *const names[] = {"evidence", "rejected", "packets"};
        enum status st = OK;

        for (size_t i = 0; st == OK && i < sizeof names / sizeof *names; i++)
                st = file_make_folders(file_join(arena, part, names[i]), arena, findings);
        /* what is on the disk gets its name */
        if (st == OK && (!platform_sync_tree(lock) || !platform_rename(part, folder)))
                st = fault_set(findings, F_WRITE, folder, platform_why());
        return st == OK ? file_sync_folder(parent, findings) : st;
}

static enum status unpack(struct backup_counts *counts, FILE *in, const char *file, const char *folder,
                          struct backup_watch *watch, struct arena *arena, struct findings *findings)
{
        const char *base = file_base_name(folder);
        const char *parent = base > folder ? arena_strndup(arena, folder, (size_t)(base - folder)) : "./";
        const char *part = arena_printf(arena, "%s.%s.part", parent, base);
        struct backup_packets packets = {.arena = arena};
        int lock = -1;
        enum status st = file_make_folders(parent, arena, findings);

        if (st == OK)
                st = open_part(&lock, part, findings);
        if (st != OK)
                goto done;
        st = backup_read(counts, &packets, in, file, part, watch, arena, findings);
        if (st == OK)
                st = check_database(part, &packets, file, arena, findings);
        if (st == OK)
                st = make_whole(part, lock, folder, parent, arena, findings);
        if (st != OK)
                platform_remove_tree(part);
done:
        if (lock >= 0)
                platform_close(lock);
        return st;
}

/* "hojo/" is hojo. */
static const char *without_slashes(const char *folder, struct arena *arena)
{
        return arena_strndup(arena, folder, file_bare_length(folder));
}

enum status backup_restore(struct backup_counts *counts, const char *file, const char *folder,
                           struct backup_watch *watch, struct arena *arena, struct findings *findings)
{
        struct open_file opened;
        FILE *in = NULL;
        enum status st;

        folder = without_slashes(folder, arena);
        st = check_free(folder, findings);
        if (st != OK)
                return st;
        st = file_open(&opened, file, SIZE_MAX >> 1, findings);
        if (st != OK)
                return st;
        if (watch)
                watch->of = opened.size;
        in = platform_stream(opened.fd, "rb");
        if (!in) {
                file_close(&opened);
                return fault_set(findings, F_READ, file, platform_why());
        }
        st = unpack(counts, in, file, folder, watch, arena, findings);
        (void)fclose(in); /* only read */
        return st;
}
