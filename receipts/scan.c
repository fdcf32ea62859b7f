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

static enum status keep(const struct evidence *e, struct scan_intake *intake, struct bytes bytes, struct arena *arena,
                        struct findings *findings)
{
        const char *folder = file_join(arena, store_folder(intake->store), "evidence");
        const char *path = file_join(arena, folder, arena_printf(arena, "%s.%s", e->sha256, e->ext));
        enum status st;

        if (intake->dry_run || file_exists(path))
                return OK;
        st = file_write(path, bytes, 0600, arena, findings);
        if (st == OK)
                *vec_add(findings->arena, &intake->written) = arena_strdup(findings->arena, path);
        return st;
}

enum status scan_take(struct evidence *out, struct scan_intake *intake, const char *path, const char *place,
                      struct arena *arena, struct findings *findings)
{
        struct bytes bytes;
        struct digest digest;
        struct image image;
        bool known = false;
        enum status st = file_read(&bytes, path, IMAGE_MOST_BYTES, arena, findings);

        if (st != OK)
                return st;
        digest = digest_of(bytes);
        out->sha256 = arena_strdup(arena, digest.hex);
        out->size = (int64_t)bytes.n;
        st = store_find_evidence(out, &known, intake->store, out->sha256, arena);
        if (st != OK || known)
                return st;
        image_check(&image, bytes, arena);
        if (image.kind == IMAGE_NONE) {
                finding_add(findings, E016, NULL, arena_strdup(findings->arena, file_base_name(path)), place)->args[0] =
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

void scan_undo(const struct scan_intake *intake)
{
        for (size_t i = 0; i < intake->written.n; i++)
                unlink(intake->written.at[i]);
}
