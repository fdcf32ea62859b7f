#include "receipts/import_private.h"

#include <string.h>

#include "core/image.h"

#include "core/banned.h"

/* ---- the one reader that is open */

void import_close_reader(struct import *im)
{
        if (!im->reading)
                return;
        reader_close(&im->reader);
        file_close(&im->opened);
        im->reading = NULL;
}

static enum status changed(struct import *im, const struct input_file *file)
{
        finding_add(im->findings, E040, NULL, file->base, arena_printf(im->arena, "%s:1:1", file->base));
        im->report->abandoned = true;
        return ERR_INPUT;
}

/* Opens a file and reads its head. */
static enum status open_bytes(struct import *im, struct input_file *file, struct bytes *head)
{
        struct reader_file at = {.path = file->bytes};
        enum status st = file_open(&im->opened, file->bytes, IMPORT_MOST_BYTES, im->findings);
        int64_t got;

        if (st != OK)
                return st;
        if (!im->head)
                im->head = arena_alloc(im->arena, READER_HEAD);
        at.fd = im->opened.fd;
        got = file_at(im->head, &at, 0, READER_HEAD, im->findings);
        if (got < 0) {
                file_close(&im->opened);
                return ERR_SYSTEM;
        }
        *head = (struct bytes){im->head, (size_t)got};
        return OK;
}

static enum status open_reader(struct import *im, struct input_file *file, struct bytes head)
{
        const struct reader_file at = {file->bytes, file->base, im->opened.fd, im->opened.size, head};
        enum status st = reader_open(&im->reader, &at, im->arena, im->findings);

        if (st == OK)
                im->reading = file;
        else
                file_close(&im->opened);
        return st;
}

enum status import_reader(struct import *im, struct input_file *file)
{
        struct bytes head;
        enum status st;

        if (im->reading == file)
                return OK;
        import_close_reader(im);
        st = open_bytes(im, file, &head);
        if (st == OK && !file_same_state(&im->opened, &file->state)) {
                file_close(&im->opened);
                return changed(im, file);
        }
        return st == OK ? open_reader(im, file, head) : st;
}

/* A file may be written to while it is read, by whom it belongs to or by somebody else. What was taken of it would be
 * neither the old nor the new one: times say so, and the bytes once more, for times can be kept. */
static enum status check_file(struct import *im, const struct input_file *file)
{
        struct open_file now;
        struct digest digest;
        enum status st = file_open(&now, file->bytes, IMPORT_MOST_BYTES, im->findings);

        if (st != OK)
                return st == ERR_INPUT ? changed(im, file) : st;
        st = digest_of_file(&digest, now.fd, file->bytes, im->findings);
        file_close(&now);
        if (st == OK && (!file_same_state(&now, &file->state) || strcmp(digest.hex, file->digest.hex) != 0))
                st = changed(im, file);
        return st;
}

enum status import_check_unchanged(struct import *im)
{
        const struct input_file *last = NULL;
        enum status st = OK;

        import_close_reader(im);
        for (size_t i = 0; st == OK && i < im->inputs.n; i++) {
                const struct input *in = &im->inputs.at[i];

                if (in->is_table && in->file != last)
                        st = check_file(im, in->file);
                last = in->file;
        }
        return st;
}

/* ---- recognising */

static struct input *add_input(struct import *im, struct input_file *file)
{
        struct input *in = vec_add(im->arena, &im->inputs);
        struct import_file *report = vec_add(im->arena, &im->report->files);

        *in = (struct input){.file = file, .number = im->inputs.n - 1, .report = im->report->files.n - 1};
        *report = (struct import_file){.name = file->base,
                                       .sheet = "",
                                       .sha256 = arena_strdup(im->arena, file->digest.hex),
                                       .is_scan = file->is_scan};
        in->findings_from = in->findings_to = im->findings->n;
        return in;
}

static void add_table(struct import *im, struct input_file *file, const struct table *table, size_t from)
{
        struct input *in = add_input(im, file);
        struct import_file *report = import_report_of(im, in);

        in->table = *table;
        file->tables++;
        in->findings_from = from;
        in->is_table = report->is_table = true;
        in->carries = im->reader.kind->scan != NULL;
        file->original = im->reader.kind->original;
        report->kind = table->header.table->kind;
        report->sheet = table->origin.style == ORIGIN_CELLS ? table->origin.table : "";
        report->encoding = table->origin.style == ORIGIN_CELLS ? "XLSX"
                           : table->encoding == ENC_CP932      ? "CP932"
                                                               : "UTF-8";
}

static void forget(struct import *im, size_t finding)
{
        struct findings *list = im->findings;

        list->n--;
        memmove(list->at + finding, list->at + finding + 1, (list->n - finding) * sizeof *list->at);
        for (size_t i = 0; i < im->inputs.n; i++)
                im->inputs.at[i].findings_from -= im->inputs.at[i].findings_from > finding;
}

/* Who filled in the workbook does not see it; often it is an old copy. */
static void pass_over_hidden(struct import *im, const struct table *table, size_t from)
{
        im->findings->n = from;
        finding_add(im->findings, W052, NULL, NULL,
                    origin_place_at(im->arena, &table->origin, table->header_row.line, 1))
                ->args[0] = table->origin.table;
}

/* Sheets that are no tables (notes, examples) are passed over where the file has one that is. */
static enum status recognise_tables(struct import *im, struct input_file *file)
{
        size_t others[READER_MOST_TABLES], n = 0, before = im->inputs.n;

        for (size_t i = 0; i < im->reader.tables.n && i < READER_MOST_TABLES; i++) {
                size_t from = im->findings->n;
                struct table table;

                if (table_open(&table, &im->reader, i, file->digest.hex, &im->maps, im->arena, im->findings)) {
                        if (table.hidden)
                                pass_over_hidden(im, &table, from);
                        else
                                add_table(im, file, &table, from);
                } else if (im->findings->fault.id)
                        return ERR_SYSTEM;
                else if (!table_resembles(&table) && im->findings->n == from + 1)
                        others[n++] = from;
        }
        while (n && im->inputs.n > before)
                forget(im, others[--n]);
        return OK;
}

static enum status recognise(struct import *im, struct input_file *file)
{
        struct bytes head;
        enum status st = open_bytes(im, file, &head);

        if (st != OK)
                return st;
        file->state = im->opened;
        file->state.fd = -1;
        st = digest_of_file(&file->digest, im->opened.fd, file->bytes, im->findings);
        if (st != OK) {
                file_close(&im->opened);
                return st;
        }
        if (image_kind_of(head) != IMAGE_NONE) {
                file->is_scan = true;
                file_close(&im->opened);
                add_input(im, file);
                return OK;
        }
        st = open_reader(im, file, head);
        return st == OK ? recognise_tables(im, file) : st;
}

static enum status open_one(struct import *im, const char *path)
{
        struct input_file *file = ARENA_NEW(im->arena, struct input_file);
        size_t before = im->inputs.n;
        enum status st;

        file->path = file_absolute(im->arena, path);
        file->bytes = arena_strdup(im->arena, path);
        file->base = arena_strdup(im->arena, file_base_name(path));
        file->only_facility = "";
        import_close_reader(im);
        st = recognise(im, file);
        if (im->inputs.n == before)
                add_input(im, file);
        for (size_t i = before; i < im->inputs.n; i++)
                im->inputs.at[i].findings_to =
                        i + 1 < im->inputs.n ? im->inputs.at[i + 1].findings_from : im->findings->n;
        return st == ERR_INPUT ? OK : st; /* the finding says it; the other files go on */
}

enum status import_open_all(struct import *im, const struct texts *paths)
{
        enum status st = OK;

        for (size_t i = 0; st == OK && i < paths->n; i++)
                st = open_one(im, paths->at[i]);
        return st;
}
