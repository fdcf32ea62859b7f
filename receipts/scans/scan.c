#include "receipts/scans/scan.h"

#include <stdlib.h>
#include <string.h>

#include "core/file/digest.h"
#include "core/file/file.h"
#include "core/platform/platform.h"
#include "core/format/image.h"
#include "core/store/kept/evidence.h"
#include "core/store/across/ties.h"

#include "receipts/scans/scan_name.h"

#include "core/banned.h"

enum { SCAN_HEAD = IMAGE_HEAD, MOST_COMPARED = 5000 /* names looked through for one like it */ };

void scan_index_put(struct scan_index *index, const struct scan_place *at, struct arena *arena)
{
        const char *name = file_base_name(at->from);
        struct scan_name *n;

        if (!text_is_valid(name))
                return;
        n = vec_add(arena, &index->names);
        n->name = text_nfc(arena, name);
        n->key = text_key(arena, name);
        n->path = arena_strdup(arena, at->path);
        n->from = arena_strdup(arena, at->from);
        n->label = arena_strdup(arena, at->label);
}

void scan_index_add(struct scan_index *index, const struct scan_place *folder, struct arena *arena)
{
        struct findings findings = findings_in(arena);
        struct texts names;

        if (!file_list(&names, folder->path, arena) && platform_error() != PLATFORM_MISSING &&
            platform_error() != PLATFORM_NOT_FOLDER) {
                fault_set(&findings, F_OPEN, folder->path, platform_why());
                index->lost = findings.fault;
        }
        for (size_t i = 0; i < names.n; i++)
                if (names.at[i][0] != '.')
                        scan_index_put(index,
                                       &(struct scan_place){file_join(arena, folder->from, names.at[i]),
                                                            file_join(arena, folder->label, names.at[i]),
                                                            file_join(arena, folder->path, names.at[i])},
                                       arena);
}

static int compare(const void *a, const void *b)
{
        const struct scan_name *x = a, *y = b;
        int by = strcmp(x->name, y->name);

        return by ? by : strcmp(x->path, y->path);
}

static int compare_folded(const void *a, const void *b)
{
        const struct scan_name *const *x = a, *const *y = b;
        int by = strcmp((*x)->key, (*y)->key);

        return by ? by : compare(*x, *y);
}

void scan_index_sort(struct scan_index *index, struct arena *arena)
{
        size_t n = index->names.n;

        if (n > 1)
                qsort(index->names.at, n, sizeof *index->names.at, compare);
        index->folded = arena_alloc(arena, (n + 1) * sizeof *index->folded);
        for (size_t i = 0; i < n; i++)
                index->folded[i] = &index->names.at[i];
        if (n > 1)
                qsort(index->folded, n, sizeof *index->folded, compare_folded);
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

static int compare_key(const void *key, const void *member)
{
        return strcmp(key, (*(struct scan_name *const *)member)->key);
}

/* The only file whose name is the same but for width, case, spaces and the dashes that CP932 and JIS tell apart. */
static struct scan_name *find_folded(const struct scan_index *index, const char *base, struct arena *arena)
{
        const char *key = text_key(arena, base);
        struct scan_name **found = NULL, **end = index->folded + index->names.n;

        if (index->names.n)
                found = bsearch(key, index->folded, index->names.n, sizeof *index->folded, compare_key);
        if (!found || (found > index->folded && strcmp(found[-1]->key, key) == 0) ||
            (found + 1 < end && strcmp(found[1]->key, key) == 0))
                return NULL;
        return *found;
}

static bool same_bytes(struct scan_index *index, const char *a, const char *b, struct arena *parent)
{
        struct arena *arena = arena_child(parent);
        struct findings findings = findings_in(parent);
        struct bytes x, y;
        bool same = file_read(&x, a, IMAGE_MOST_BYTES, arena, &findings) == OK &&
                    file_read(&y, b, IMAGE_MOST_BYTES, arena, &findings) == OK && x.n == y.n &&
                    memcmp(x.at, y.at, x.n) == 0;

        if (findings.fault.id != NO_FAULT)
                index->lost = findings.fault;
        arena_free(arena);
        return same;
}

/* Two members may both call their picture IMG_0001.jpg: neither is taken for the other's. */
static struct scan_name *first_of_same(struct scan_index *index, struct scan_name *found, struct arena *arena)
{
        struct scan_name *end = index->names.at + index->names.n, *next;

        while (found > index->names.at && strcmp(found[-1].name, found->name) == 0)
                found--;
        for (next = found + 1; next < end && strcmp(next->name, found->name) == 0; next++)
                if (!same_bytes(index, found->path, next->path, arena))
                        return NULL;
        return found;
}

bool scan_is_ambiguous(struct scan_index *index, const char *name, struct arena *arena)
{
        const char *key = text_nfc(arena, base_of(name));
        struct scan_name *found = NULL;

        if (index->names.n)
                found = bsearch(key, index->names.at, index->names.n, sizeof *index->names.at, compare_name);
        return found && !first_of_same(index, found, arena);
}

const struct scan_name *scan_find(struct scan_index *index, const char *name, struct arena *arena)
{
        const char *key = text_nfc(arena, base_of(name));
        struct scan_name *found = NULL;

        if (index->names.n)
                found = bsearch(key, index->names.at, index->names.n, sizeof *index->names.at, compare_name);
        if (found)
                found = first_of_same(index, found, arena);
        else
                found = find_folded(index, key, arena);
        if (!found)
                return NULL;
        found->used = true;
        return found;
}

const char *scan_like(const struct scan_index *index, const char *name, struct arena *arena)
{
        const char *key = scan_name_key(arena, base_of(name)), *like = NULL;
        size_t n = index->names.n < MOST_COMPARED ? index->names.n : MOST_COMPARED;

        for (size_t i = 0; *key && i < n; i++) {
                if (strcmp(scan_name_key(arena, index->names.at[i].name), key) != 0)
                        continue;
                if (like && strcmp(like, index->names.at[i].name) != 0)
                        return NULL;
                like = index->names.at[i].name;
        }
        return like;
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
        bool there;

        if (intake->dry_run)
                return OK;
        if (file_there(&there, path, findings) != OK)
                return ERR_SYSTEM;
        if (there)
                return OK;
        intake->written++;
        return file_write_part(path, bytes, store_is_shared(intake->store) ? 0660 : 0600, arena, findings);
}

/* A file that could not be looked at is not taken in, for it may be good. */
static enum status look_at(struct evidence *out, const char **doubt, struct bytes bytes, const char *name,
                           struct arena *arena, struct findings *findings)
{
        struct image image;

        image_check(&image, bytes, arena);
        if (image.unchecked) {
                fault_set(findings, F_UNCHECKED, arena_strdup(findings->arena, name), image.reason_en);
                findings->fault.detail_ja = image.reason_ja;
                return ERR_SYSTEM;
        }
        if (image.kind == IMAGE_NONE)
                return ERR_INPUT;
        out->ext = image_ext(image.kind);
        out->state = image.ok ? EVIDENCE_OK : EVIDENCE_DAMAGED;
        out->reason = image.ok ? "" : arena_printf(arena, "%s¦%s", image.reason_ja, image.reason_en);
        if (image.ok && image.doubt_ja)
                *doubt = arena_printf(findings->arena, "%s¦%s", image.doubt_ja, image.doubt_en);
        out->width = image.width;
        out->height = image.height;
        out->dpi = image.dpi;
        out->rotation = image.rotation;
        out->carries = image.carries;
        return OK;
}

/* Decodes what is new, and keeps it. */
static enum status take_new(struct evidence *out, const char **doubt, struct scan_intake *intake, struct bytes bytes,
                            const char *name, struct arena *arena, struct findings *findings)
{
        enum status st = look_at(out, doubt, bytes, name, arena, findings);

        if (st == OK)
                st = keep(out, intake, bytes, arena, findings);
        if (st == OK)
                st = store_put_evidence(intake->store, out);
        intake->added += st == OK;
        return st;
}

/* Reads a kept scan and looks at it again. A different verdict replaces the old one. */
static enum status look_again(struct scan_intake *intake, const struct evidence *old, struct arena *arena,
                              struct findings *findings)
{
        const char *name = arena_printf(arena, "%s.%s", old->sha256, old->ext);
        const char *path = file_join(arena, folder_of(intake, arena), name);
        struct evidence now = {.sha256 = old->sha256, .ext = old->ext, .reason = ""};
        struct findings unseen = findings_in(arena);
        const char *doubt = NULL; /* said when it came */
        struct digest digest;
        struct bytes bytes;
        enum status st;

        st = file_read(&bytes, path, IMAGE_MOST_BYTES, arena, &unseen);
        if (st == ERR_SYSTEM)
                return fault_set(findings, unseen.fault.id, arena_strdup(findings->arena, path), unseen.fault.detail);
        if (st != OK)
                return OK; /* gone or changed: check says so */
        digest = digest_of(bytes);
        if (strcmp(digest.hex, old->sha256) != 0)
                return OK;
        now.size = (int64_t)bytes.n;
        st = look_at(&now, &doubt, bytes, name, arena, findings);
        return st == OK && strcmp(now.reason, old->reason) != 0 ? store_put_evidence(intake->store, &now)
               : st == ERR_INPUT                                ? OK
                                                                : st;
}

enum status scan_look_again(struct scan_intake *intake, struct arena *parent, struct findings *findings)
{
        struct arena *arena = arena_child(parent), *each = arena_child(parent);
        struct evidence_list doubtful = {0};
        enum status st = store_damaged_evidence(&doubtful, intake->store, arena);

        for (size_t i = 0; st == OK && i < doubtful.n; i++) {
                if (image_may_be_good(doubtful.at[i].reason))
                        st = look_again(intake, &doubtful.at[i], each, findings);
                arena_reset(each);
        }
        arena_free(each);
        arena_free(arena);
        return st;
}

static void refuse_kind(struct findings *findings, const char *name, struct bytes bytes, const char *place)
{
        struct finding *f = finding_add(findings, E016, NULL, arena_strdup(findings->arena, name), place);

        f->args[0] =
                bytes.n ? "JPEG でも PNG でも PDF でもありません¦neither JPEG, PNG nor PDF" : "空のファイル¦empty file";
}

enum status scan_take(struct evidence *out, struct scan_intake *intake, const char *path, const char *name,
                      const char *place, struct arena *arena, struct findings *findings)
{
        struct bytes bytes;
        enum status st = file_read(&bytes, path, IMAGE_MOST_BYTES, arena, findings);

        return st == OK ? scan_take_bytes(out, intake, bytes, name, place, arena, findings) : st;
}

enum status scan_take_bytes(struct evidence *out, struct scan_intake *intake, struct bytes bytes, const char *name,
                            const char *place, struct arena *arena, struct findings *findings)
{
        struct digest digest = digest_of(bytes);
        struct scan_sender from = intake->from;
        const char *doubt = NULL;
        bool known = false;
        enum status st;

        out->sha256 = arena_strdup(arena, digest.hex);
        out->size = (int64_t)bytes.n;
        st = store_find_evidence(out, &known, intake->store, out->sha256, arena);
        if (st == OK && !known)
                st = take_new(out, &doubt, intake, bytes, name, arena, findings);
        if (st == ERR_INPUT)
                refuse_kind(findings, name, bytes, place);
        if (st != OK)
                return st;
        if (doubt)
                finding_add(findings, W037, NULL, arena_strdup(findings->arena, name), place)->args[0] = doubt;
        if (out->carries && !known)
                finding_add(findings, W337, NULL, arena_strdup(findings->arena, name), place)->args[0] =
                        image_carries_words(arena, out->carries);
        if (from.path)
                from.path = text_is_valid(from.path) ? text_nfc(arena, from.path) : "";
        return store_note_name(intake->store, out->sha256, text_nfc(arena, name), &from);
}

enum status scan_may_be(bool *out, const char *path, struct findings *findings)
{
        unsigned char head[SCAN_HEAD];
        struct open_file file;
        enum status st = file_open(&file, path, SIZE_MAX >> 1, findings);
        int64_t n;

        if (st != OK)
                return st;
        n = platform_read(file.fd, head, sizeof head);
        if (n < 0)
                st = fault_set(findings, F_READ, path, platform_why());
        file_close(&file);
        *out = n == 0 || (n > 0 && image_kind_of((struct bytes){head, (size_t)n}) != IMAGE_NONE);
        return st;
}

enum status scan_keep_original(struct scan_intake *intake, const char *path, const char *sha256, const char *ext,
                               struct arena *arena, struct findings *findings)
{
        struct evidence e = {.sha256 = sha256, .ext = ext, .state = EVIDENCE_OK, .reason = ""}, old;
        struct bytes bytes;
        bool known = false;
        enum status st = store_find_evidence(&old, &known, intake->store, sha256, arena);

        if (st == OK && !known)
                st = file_read(&bytes, path, IMAGE_MOST_BYTES, arena, findings);
        if (st != OK || known)
                return st;
        e.size = (int64_t)bytes.n;
        st = keep(&e, intake, bytes, arena, findings);
        return st == OK ? store_put_evidence(intake->store, &e) : st;
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
        struct arena *each = arena_child(arena);
        struct texts names;

        (void)file_list(&names, folder, arena);
        for (size_t i = 0; i < names.n; i++) {
                const char *name = names.at[i], *dot = strchr(name, '.');
                struct evidence e = {0};
                bool known = true;

                if (!dot || dot - name != DIGEST_TEXT - 1)
                        continue;
                if (store_find_evidence(&e, &known, intake->store, arena_strndup(each, name, DIGEST_TEXT - 1), each) ==
                            OK &&
                    !known)
                        (void)file_unlink(file_join(each, folder, name));
                arena_reset(each);
        }
        arena_free(each);
}

void scan_undo(const struct scan_intake *intake, struct arena *scratch)
{
        struct arena *arena = arena_child(scratch);
        const char *folder = folder_of(intake, arena);

        if (intake->written)
                file_sweep(folder);
        if (intake->published)
                remove_unknown(intake, folder, arena);
        arena_free(arena);
}
