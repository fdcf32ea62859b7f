#include "receipts/import/import_private.h"

#include <string.h>

#include "core/file/file.h"
#include "core/store/kept/import_memory.h"
#include "core/store/kept/evidence.h"
#include "core/store/across/ties.h"

#include "core/banned.h"

enum { MOST_SUGGESTED = 20 };

/* What new ties have already is counted. Where no older ones can be, nothing else is left to do. */
static enum status tie_named(struct import *im, const struct input *in, const char *name, const char *sha256)
{
        const struct shared_scan *shared = in ? import_shared_scan(im, name) : NULL;
        int links = 0;
        enum status st = OK;

        if (shared && strcmp(shared->sha256, sha256) != 0)
                return import_abandon(im, name);
        if (!shared || !im->first)
                st = store_link_evidence(&links, im->store, name, sha256, in ? in->source : 0, &im->options->author,
                                         im->row);
        im->report->scans_linked += links + (shared ? shared->tied : 0);
        return st;
}

/* `in` NULL: a scan given by itself; it goes to whichever receipt still lacks one of its name. */
static enum status link_scan(struct import *im, const struct input *in, const char *name,
                             const struct found_scan *found, const char *place)
{
        struct evidence e = {.name = name, .ext = "", .reason = ""};
        size_t before = im->findings->n;
        enum status st;

        im->intake.from = found->from;
        st = found->path ? scan_take(&e, &im->intake, found->path, file_base_name(found->path), place, im->row,
                                     im->findings)
                         : scan_take_bytes(&e, &im->intake, found->bytes, name, place, im->row, im->findings);
        if (st == OK && e.state == EVIDENCE_DAMAGED)
                finding_add(im->findings, E016, NULL, name, place)->args[0] = e.reason;
        if (st == OK)
                st = tie_named(im, in, name, e.sha256);
        else if (st == ERR_INPUT && in && import_shared_scan(im, name)) /* it was one when it was looked at */
                st = import_abandon(im, name);
        import_list_findings(im, before);
        arena_reset(im->row);
        return st == ERR_INPUT && !im->report->abandoned ? OK : st;
}

/* The folder of a path, without the slash at its end; "" where it has none. */
static const char *folder_of(const char *path, struct arena *arena)
{
        const char *base = file_base_name(path);

        return arena_strndup(arena, path, (size_t)(base - path) - (base > path));
}

static const struct scan_name *find_beside(struct scans_beside *beside, const struct input *in, const char *name)
{
        const struct input_file *file = in->file;
        struct arena *arena = beside->arena;

        if (!beside->read) {
                const char *path = file->delivered ? file->bytes : file->path;
                const struct scan_place folder = {folder_of(file->base, arena), folder_of(file->path, arena),
                                                  arena_strndup(arena, path, (size_t)(file_base_name(path) - path))};

                scan_index_add(&beside->index, &folder, arena);
                scan_index_add(&beside->index,
                               &(struct scan_place){file_join(arena, folder.from, "scans"),
                                                    file_join(arena, folder.label, "scans"),
                                                    file_join(arena, folder.path, "scans")},
                               arena);
                scan_index_sort(&beside->index, beside->arena);
                beside->read = true;
        }
        return scan_find(&beside->index, name, beside->arena);
}

enum status import_find_scan(struct found_scan *out, struct import *im, const struct input *in,
                             struct scans_beside *beside, const char *name)
{
        const struct scan_name *at = NULL;
        size_t before = im->findings->n;
        enum status st = in->carries ? import_reader(im, in->file) : ERR_INPUT;

        *out = (struct found_scan){0};
        out->from = (struct scan_sender){in->file->base, in->file->sender ? in->file->sender : ""};
        if (st == OK)
                st = im->reader.kind->scan(&out->bytes, &im->reader, name, im->row, im->findings);
        if (st != ERR_INPUT || im->findings->n > before)
                return st;
        if (in->file->delivered)
                at = find_beside(beside, in, name);
        if (!at)
                at = scan_find(&im->scans, name, im->row);
        if (!at && !in->file->delivered)
                at = find_beside(beside, in, name);
        if (im->scans.lost.id != NO_FAULT || beside->index.lost.id != NO_FAULT) {
                const struct fault *lost = im->scans.lost.id != NO_FAULT ? &im->scans.lost : &beside->index.lost;

                return fault_set(im->findings, lost->id, lost->what, lost->detail);
        }
        if (at)
                *out = (struct found_scan){.path = at->path, .from = {at->from, import_sender(im, at->label)}};
        return at ? OK : ERR_INPUT;
}

/* The first few that are missing are looked for under names like theirs. */
static void suggest(struct finding *f, struct import *im, const struct scans_beside *beside)
{
        const char *like = NULL;

        if (scan_is_ambiguous(&im->scans, f->value, im->row)) {
                f->args[0] = "同じ名前の別の画像が2つ以上あります。¦several different files have that name";
                return;
        }
        if (im->report->scans_missing <= MOST_SUGGESTED)
                like = scan_like(&im->scans, f->value, im->row);
        if (!like && im->report->scans_missing <= MOST_SUGGESTED)
                like = scan_like(&beside->index, f->value, im->row);
        if (like)
                f->args[0] =
                        arena_printf(im->row, "フォルダーには \"%s\" があります。¦the folder has \"%s\"", like, like);
}

/* Without --scans the scan may lie in evidence/ already (whoever gives --scans means what lies there). *lacks: it
 * does not. */
static enum status link_kept(bool *lacks, struct import *im, const struct input *in, const char *name)
{
        const char *sha256;
        int links = 0;
        enum status st = store_kept_scan(&sha256, im->store, name, in->source, im->row);

        *lacks = st == OK && !*sha256;
        if (st == OK && *sha256)
                st = store_link_evidence(&links, im->store, name, sha256, in->source, &im->options->author, im->row);
        im->report->scans_linked += links;
        return st;
}

static enum status link_wanted(struct import *im, struct input *in, const struct wanted_scan *w,
                               struct scans_beside *beside)
{
        struct origin origin = in->table.origin;
        struct found_scan found;
        size_t before = im->findings->n;
        enum status st = import_find_scan(&found, im, in, beside, w->name);
        const char *place;
        bool lacks = true;

        origin.line = w->line;
        place = origin_place(im->row, &origin, w->breakdown ? "breakdown" : "evidence");
        if (st == OK)
                return link_scan(im, in, w->name, &found, place);
        if (st != ERR_INPUT || im->report->abandoned)
                return st;
        if (import_shared_scan(im, w->name))
                return import_abandon(im, w->name);
        if (im->findings->n == before) { /* an earlier command may have brought it */
                st = store_lacks_evidence(&lacks, im->store, w->name, in->source);
                if (st == OK && lacks && !im->options->scan_folders.n &&
                    !scan_is_ambiguous(&im->scans, w->name, im->row))
                        st = link_kept(&lacks, im, in, w->name);
                if (st != OK || !lacks)
                        return st;
        }
        im->report->scans_missing++;
        if (im->findings->n == before) /* else it is there, and damaged */
                suggest(finding_add(im->findings, E015, NULL, w->name, place), im, beside);
        import_list_findings(im, before);
        return OK;
}

static enum status link_table(struct import *im, struct input *in)
{
        struct scans_beside beside = {.arena = arena_child(im->arena)};
        struct arena *batch = arena_child(im->arena);
        struct wanted_scans wanted;
        const char *after = "";
        enum status st;

        while ((st = store_wanted_scans(&wanted, im->store, (int)in->number, after, batch)) == OK && wanted.n) {
                for (size_t i = 0; st == OK && i < wanted.n; i++) {
                        arena_reset(im->row);
                        st = link_wanted(im, in, &wanted.at[i], &beside);
                        import_tell(im, IMPORT_SCANS, ++im->progress.scans, 0);
                }
                if (st != OK)
                        break;
                after = arena_strdup(im->row, wanted.at[wanted.n - 1].name);
                arena_reset(batch);
                after = arena_strdup(batch, after);
        }
        arena_free(batch);
        arena_free(beside.arena);
        return st;
}

/* 電子帳簿保存法: what was received electronically is kept as received. */
static enum status keep_originals(struct import *im)
{
        const struct input_file *last = NULL;
        enum status st = OK;

        for (size_t i = 0; st == OK && i < im->inputs.n; i++) {
                const struct input_file *file = im->inputs.at[i].file;

                if (file != last && file->original)
                        st = scan_keep_original(&im->intake, file->bytes, file->digest.hex, file->original, im->row,
                                                im->findings);
                arena_reset(im->row);
                last = file;
        }
        return st;
}

/* A scan given by itself: as it was typed, unless that is a place of this machine. */
static const char *as_handed_over(const struct input_file *file)
{
        const char *typed = file->bytes;

        while (strncmp(typed, "./", 2) == 0)
                typed += 2;
        return file->delivered || file_root(typed) || strstr(typed, "..") ? file->base : typed;
}

enum status import_scans(struct import *im)
{
        enum status st = keep_originals(im);

        import_index_senders(im);
        for (size_t i = 0; st == OK && i < im->inputs.n; i++) {
                struct input *in = &im->inputs.at[i];
                struct found_scan found = {.path = in->file->bytes,
                                           .from = {as_handed_over(in->file), import_sender(im, in->file->path)}};

                if (in->is_table)
                        st = link_table(im, in);
                else if (import_report_of(im, in)->is_scan)
                        st = link_scan(im, NULL, text_nfc(im->arena, in->file->base), &found,
                                       arena_printf(im->arena, "%s:1:1", in->file->base));
        }
        if (st == OK)
                st = import_loose_scans(im);
        if (st == OK)
                st = import_correct_keys(im);
        if (st == OK)
                st = import_tie_by_name(im);
        return st == OK ? import_count_evidence(im) : st;
}
