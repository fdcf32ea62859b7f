#include "receipts/import/import_private.h"

#include <stdlib.h>

#include "core/file/file.h"
#include "core/store/across/store_keys.h"
#include "core/store/kept/import_memory.h"
#include "core/store/kept/findings.h"
#include "core/store/across/crosscheck.h"

#include "receipts/import/delivery.h"

#include "core/banned.h"

struct import_file *import_report_of(struct import *im, const struct input *in)
{
        return &im->report->files.at[in->report];
}

void import_tell(struct import *im, enum import_stage stage, int64_t done, int64_t of)
{
        if (!im->options->progress)
                return;
        im->progress.stage = stage;
        im->progress.done = done;
        im->progress.of = of;
        im->options->progress(im->options->user, &im->progress);
}

/* ---- sources */

static enum status open_source(struct import *im, struct input *in)
{
        const struct origin *origin = &in->table.origin;
        struct store_source source = {.path = in->file->path,
                                      .file = origin->file,
                                      .sha256 = origin->sha256,
                                      .kind = in->table.header.table->id,
                                      .columns = origin->columns,
                                      .part = origin->table,
                                      .style = origin->style,
                                      .map = in->table.header.map->id,
                                      .rejects = import_rejects_of(im, in)};
        enum status st = store_source(&in->source, im->store, &source);

        if (st == OK)
                st = store_clear_findings(im->store, in->source);
        for (size_t i = in->findings_from; st == OK && i < in->findings_to; i++)
                st = store_keep_finding(im->store, in->source, "", &im->findings->at[i]);
        return st;
}

static int compare_ids(const void *a, const void *b)
{
        int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

        return (x > y) - (x < y);
}

static enum status open_sources(struct import *im)
{
        struct buffer list = buffer_in(im->arena);
        enum status st = OK;

        buffer_char(&list, '[');
        for (size_t i = 0; st == OK && i < im->inputs.n; i++) {
                struct input *in = &im->inputs.at[i];

                if (!in->is_table)
                        continue;
                st = open_source(im, in);
                if (st == OK)
                        st = store_watch_source(im->store, in->source, in->file->path);
                *vec_add(im->arena, &im->source_ids) = in->source;
                buffer_printf(&list, "%s%lld", list.n > 1 ? "," : "", (long long)in->source);
        }
        if (im->source_ids.n > 1)
                qsort(im->source_ids.at, im->source_ids.n, sizeof *im->source_ids.at, compare_ids);
        buffer_char(&list, ']');
        im->sources = list.at;
        return st;
}

/* Lists a screenful of the lines of this command's tables that lack a receipt or a category. The others are counted. */
static enum status list_unsorted(struct import *im)
{
        struct store_unsorted_rest rest;
        size_t before = im->findings->n;
        enum status st = store_unsorted(&rest, im->store, im->sources, IMPORT_UNSORTED, im->findings, im->row);

        import_list_findings(im, before);
        import_count_more(im, C231, rest.fetch);
        import_count_more(im, C232, rest.sort);
        arena_reset(im->row);
        return st;
}

/* ---- the whole */

static void sweep(const struct import *im)
{
        unpack_sweep(store_folder(im->store), im->row);
        if (im->options->dry_run)
                return;
        file_sweep(file_join(im->arena, store_folder(im->store), "rejected"));
        file_sweep(file_join(im->arena, store_folder(im->store), "evidence"));
}

static enum status import_all(struct import *im)
{
        enum status st = store_import_begin(im->store);

        sweep(im); /* with the lock held: no other import writes there */
        if (st == OK && !im->options->dry_run)
                st = scan_look_again(&im->intake, im->row, im->findings);
        if (st == OK)
                st = open_sources(im);
        if (st == OK)
                st = store_watch_keys(im->store);
        if (st == OK)
                st = import_tables(im);
        if (st == OK)
                st = list_unsorted(im);
        if (st == OK)
                st = import_scans(im);
        if (st == OK)
                st = import_check_unchanged(im);
        if (st == OK)
                st = import_prepare_rejects(im);
        if (st != OK)
                return st;
        import_tell(im, IMPORT_WRITING, 0, 0);
        return store_import_end(im->store);
}

static enum status index_scans(struct import *im, const char *folder)
{
        const char *label = file_absolute(im->arena, folder);
        struct delivery delivery = {0};
        bool there;
        enum status st = file_there(&there, folder, im->findings);

        if (st == OK && !there)
                finding_add(im->findings, E001, NULL, folder, NULL)->args[0] =
                        "--scans のフォルダーがありません¦no folder for --scans";
        if (st != OK || !there)
                return st;
        st = delivery_walk(&delivery, &(struct delivered){.name = folder, .label = label, .path = folder}, im->arena,
                           im->findings);
        for (size_t i = 0; i < delivery.n; i++) {
                const struct delivered *at = &delivery.at[i];

                /* the folder as it is called, however it was typed */
                scan_index_put(&im->scans,
                               &(struct scan_place){at->label + (file_base_name(label) - label), at->label, at->path},
                               im->arena);
        }
        im->report->litter += delivery.litter;
        return st;
}

static enum status open_all(struct import *im, const struct texts *paths)
{
        enum status st = maps_open(&im->maps, &im->options->maps, im->arena, im->findings);

        for (size_t i = 0; st == OK && i < im->options->scan_folders.n; i++)
                st = index_scans(im, im->options->scan_folders.at[i]);
        if (st == OK)
                st = import_open_all(im, paths);
        scan_index_sort(&im->scans, im->arena);
        return st;
}

static enum status save(struct import *im)
{
        enum status st = scan_publish(&im->intake, im->row, im->findings);

        if (st == OK)
                st = store_commit(im->store);
        return st;
}

/* A file that changed while it was read: nothing of the command is taken, and the report says nothing was. */
static void abandon(struct import *im)
{
        for (size_t i = 0; i < im->report->files.n; i++) {
                struct import_file *f = &im->report->files.at[i];

                f->added = f->changed = f->unchanged = f->withdrawn = 0;
                f->rejects = NULL;
                f->is_table = false;
        }
        im->report->scans_linked = im->report->scans_missing = im->report->scans_tied = im->intake.added = 0;
        im->report->changes.n = 0;
        im->report->changes_total = 0;
}

enum status import_files(struct import_report *out, struct store *store, const struct programme *programme,
                         const struct import_options *options, const struct texts *paths, struct arena *arena,
                         struct findings *findings)
{
        struct import im = {
                .report = out,
                .store = store,
                .programme = programme,
                .options = options,
                .intake = {.store = store, .dry_run = options->dry_run},
                .arena = arena,
                .row = arena_child(arena),
                .payer.arena = arena_child(arena),
                .findings = findings,
        };
        enum status st = open_all(&im, paths);
        bool saved = false;

        if (st == OK)
                st = store_begin(store);
        if (st == OK)
                st = import_all(&im);
        import_close_reader(&im);
        if (st == OK && !options->dry_run) {
                st = save(&im);
                saved = st == OK;
        }
        if (saved) {
                st = import_publish_rejects(&im);
        } else {
                store_rollback(store);
                scan_undo(&im.intake, im.row);
                import_drop_rejects(&im);
        }
        if (st == ERR_INPUT) { /* E040 alone */
                abandon(&im);
                st = OK;
        }
        out->scans_added = im.intake.added;
        findings_sort(findings);
        unpack_clear(&im.room);
        arena_free(im.payer.arena);
        arena_free(im.row);
        return st;
}
