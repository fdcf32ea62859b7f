#include "receipts/import_private.h"

#include <string.h>

#include "core/file.h"
#include "core/image.h"

#include "core/banned.h"

#define TABLE_MOST_BYTES ((size_t)512 << 20)

struct import_file *import_report_of(struct import *im, const struct input *in)
{
        return &im->report->files.at[in->report];
}

/* ---- reading and recognising */

static bool is_zip(struct bytes b)
{
        return b.n >= 4 && memcmp(b.at, "PK\3\4", 4) == 0;
}

static bool is_binary(struct bytes b)
{
        return memchr(b.at ? (const void *)b.at : "", 0, b.n < 4096 ? b.n : 4096) != NULL;
}

static void recognise(struct import *im, struct input *in)
{
        struct import_file *report = import_report_of(im, in);

        if (image_kind_of(in->bytes) != IMAGE_NONE) {
                report->is_scan = true;
        } else if (is_zip(in->bytes) || is_binary(in->bytes)) {
                finding_add(im->findings, E023, NULL, in->base, arena_printf(im->arena, "%s:1:1", in->base))->args[0] =
                        is_zip(in->bytes) ? "XLSX / ZIP" : "binary";
        } else if (table_open(&in->table, in->base, in->bytes, &im->map, im->arena, im->findings)) {
                in->is_table = report->is_table = true;
                report->kind = in->table.header.table->kind;
                report->encoding = in->table.encoding == ENC_CP932 ? "CP932" : "UTF-8";
        }
}

static enum status read_input(struct import *im, const char *path)
{
        struct input *in = vec_add(im->arena, &im->inputs);
        enum status st;

        in->path = file_absolute(im->arena, path);
        in->base = arena_strdup(im->arena, file_base_name(path));
        in->report = im->report->files.n;
        *vec_add(im->arena, &im->report->files) = (struct import_file){.name = in->base, .sha256 = ""};
        st = file_read(&in->bytes, path, TABLE_MOST_BYTES, im->arena, im->findings);
        if (st == ERR_INPUT)
                return OK; /* the finding says it; the other files go on */
        if (st == OK) {
                in->digest = digest_of(in->bytes);
                im->report->files.at[in->report].sha256 = arena_strdup(im->arena, in->digest.hex);
                in->findings_from = im->findings->n;
                recognise(im, in);
                in->findings_to = im->findings->n;
        }
        return st;
}

/* ---- sources */

static enum status open_source(struct import *im, struct input *in)
{
        struct store_source source = {in->path,
                                      in->base,
                                      in->digest.hex,
                                      in->table.header.table->id,
                                      in->table.header.fields,
                                      "",
                                      ORIGIN_COLUMNS,
                                      import_rejects_of(im, in)};
        enum status st = store_source(&in->source, im->store, &source);

        if (st == OK)
                st = store_clear_findings(im->store, in->source);
        for (size_t i = in->findings_from; st == OK && i < in->findings_to; i++)
                st = store_keep_finding(im->store, in->source, "", &im->findings->at[i]);
        return st;
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
                buffer_printf(&list, "%s%lld", list.n > 1 ? "," : "", (long long)in->source);
        }
        buffer_char(&list, ']');
        im->sources = list.at;
        return st;
}

/* ---- the whole */

static enum status import_all(struct import *im)
{
        enum status st = open_sources(im);

        if (st == OK)
                st = import_tables(im);
        if (st == OK)
                st = import_scans(im);
        return st == OK ? import_prepare_rejects(im) : st;
}

static enum status read_all(struct import *im, const struct texts *paths)
{
        enum status st = map_open(&im->map, "maps/entry.xml", im->arena, im->findings);

        for (size_t i = 0; i < im->options->scan_folders.n; i++)
                scan_index_add(&im->scans, im->options->scan_folders.at[i], true, im->arena, im->findings);
        scan_index_sort(&im->scans);
        for (size_t i = 0; st == OK && i < paths->n; i++)
                st = read_input(im, paths->at[i]);
        return st;
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
                .findings = findings,
        };
        enum status st = read_all(&im, paths);

        if (st == OK)
                st = store_begin(store);
        if (st == OK)
                st = import_all(&im);
        if (st == OK && !options->dry_run)
                st = store_commit(store);
        if (st == OK && !options->dry_run) {
                st = import_publish_rejects(&im);
        } else {
                store_rollback(store);
                scan_undo(&im.intake);
                import_drop_rejects(&im);
        }
        out->scans_added = im.intake.added;
        findings_sort(findings);
        arena_free(im.row);
        return st;
}
