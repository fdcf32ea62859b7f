#include "receipts/scan.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/digest.h"
#include "core/file.h"
#include "core/image.h"

#include "core/banned.h"

void scan_index_add(struct scan_index *index, const char *folder, bool must_exist, struct arena *arena,
                    struct findings *findings)
{
        DIR *dir = opendir(folder);
        struct dirent *entry;

        if (!dir) {
                if (must_exist)
                        finding_add(findings, E001, NULL, arena_strdup(arena, folder), NULL)->args[0] = "--scans";
                return;
        }
        while ((entry = readdir(dir))) {
                struct scan_name *n;

                if (entry->d_name[0] == '.' || !text_is_valid(entry->d_name))
                        continue;
                n = vec_add(arena, &index->names);
                n->name = text_nfc(arena, entry->d_name);
                n->path = file_join(arena, folder, entry->d_name);
        }
        closedir(dir);
}

static int compare(const void *a, const void *b)
{
        const struct scan_name *x = a, *y = b;
        int by = strcmp(x->name, y->name);

        return by ? by : strcmp(x->path, y->path);
}

void scan_index_sort(struct scan_index *index)
{
        if (index->names.n > 1)
                qsort(index->names.at, index->names.n, sizeof *index->names.at, compare);
}

/* Tables made elsewhere name a scan with the folder it lay in: scans\r1.jpg */
static const char *base_of(const char *name)
{
        const char *base = name;

        for (const char *s = name; *s; s++)
                if (*s == '/' || *s == '\\')
                        base = s + 1;
        return base;
}

static int compare_name(const void *key, const void *member)
{
        return strcmp(key, ((const struct scan_name *)member)->name);
}

const char *scan_find(const struct scan_index *index, const char *name, struct arena *arena)
{
        const char *key = text_nfc(arena, base_of(name));
        const struct scan_name *found = NULL;

        if (index->names.n)
                found = bsearch(key, index->names.at, index->names.n, sizeof *index->names.at, compare_name);
        while (found && found > index->names.at && strcmp(found[-1].name, key) == 0)
                found--;
        return found ? found->path : NULL;
}

static const char *folder_of(const struct scan_intake *intake, struct arena *arena)
{
        return file_join(arena, store_folder(intake->store), "evidence");
}

/* It gets its name when all are written and synced (scan_publish). */
static enum status keep(const struct evidence *e, struct scan_intake *intake, struct bytes bytes, struct arena *arena,
                        struct findings *findings)
{
        const char *path = file_join(arena, folder_of(intake, arena), arena_printf(arena, "%s.%s", e->sha256, e->ext));

        if (intake->dry_run || file_exists(path))
                return OK;
        intake->written++;
        return file_write_part(path, bytes, 0600, arena, findings);
}

enum status scan_take(struct evidence *out, struct scan_intake *intake, const char *path, const char *place,
                      struct arena *arena, struct findings *findings)
{
        struct bytes bytes;
        enum status st = file_read(&bytes, path, IMAGE_MOST_BYTES, arena, findings);

        return st == OK ? scan_take_bytes(out, intake, bytes, file_base_name(path), place, arena, findings) : st;
}

enum status scan_take_bytes(struct evidence *out, struct scan_intake *intake, struct bytes bytes, const char *name,
                            const char *place, struct arena *arena, struct findings *findings)
{
        struct digest digest = digest_of(bytes);
        struct image image;
        bool known = false;
        enum status st;

        out->sha256 = arena_strdup(arena, digest.hex);
        out->size = (int64_t)bytes.n;
        st = store_find_evidence(out, &known, intake->store, out->sha256, arena);
        if (st != OK || known)
                return st;
        image_check(&image, bytes, arena);
        if (image.kind == IMAGE_NONE) {
                finding_add(findings, E016, NULL, arena_strdup(findings->arena, name), place)->args[0] =
                        bytes.n ? "JPEG でも PNG でも PDF でもありません¦neither JPEG, PNG nor PDF"
                                : "空のファイル¦empty file";
                return ERR_INPUT;
        }
        out->ext = image_ext(image.kind);
        out->state = image.ok ? EVIDENCE_OK : EVIDENCE_DAMAGED;
        out->reason = image.ok ? "" : arena_printf(arena, "%s¦%s", image.reason_ja, image.reason_en);
        out->width = image.width;
        out->height = image.height;
        out->dpi = image.dpi;
        out->rotation = image.rotation;
        st = keep(out, intake, bytes, arena, findings);
        if (st == OK)
                st = store_put_evidence(intake->store, out);
        intake->added += st == OK;
        return st;
}

enum status scan_publish(struct scan_intake *intake, struct arena *arena, struct findings *findings)
{
        if (!intake->written)
                return OK;
        intake->published = true;
        return file_name_parts(folder_of(intake, arena), findings);
}

/* What the store does not know is not evidence: the command that brought it failed between naming and commit. */
static void remove_unknown(const struct scan_intake *intake, const char *folder, struct arena *arena)
{
        DIR *dir = opendir(folder);
        struct dirent *entry;

        while (dir && (entry = readdir(dir))) {
                const char *dot = strchr(entry->d_name, '.');
                struct evidence e = {0};
                bool known = true;

                if (!dot || dot - entry->d_name != DIGEST_TEXT - 1)
                        continue;
                if (store_find_evidence(&e, &known, intake->store, arena_strndup(arena, entry->d_name, DIGEST_TEXT - 1),
                                        arena) == OK &&
                    !known)
                        unlinkat(dirfd(dir), entry->d_name, 0);
                arena_reset(arena);
        }
        if (dir)
                closedir(dir);
}

void scan_undo(const struct scan_intake *intake, struct arena *scratch)
{
        struct arena *arena = arena_child(scratch);
        const char *folder = folder_of(intake, arena);

        if (intake->written)
                file_sweep(folder);
        if (intake->published)
                remove_unknown(intake, arena_strdup(scratch, folder), arena);
        arena_free(arena);
}
