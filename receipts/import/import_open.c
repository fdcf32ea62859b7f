#include "receipts/import/import_private.h"

#include <string.h>

#include "core/format/image.h"

#include "receipts/import/delivery.h"
#include "receipts/formats/foreign.h"
#include "receipts/formats/readers.h"

#include "core/platform/platform.h"

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

enum status import_abandon(struct import *im, const char *file)
{
        file = arena_strdup(im->arena, file);
        finding_add(im->findings, E040, NULL, file, arena_printf(im->arena, "%s:1:1", file));
        im->report->abandoned = true;
        return ERR_INPUT;
}

static enum status changed(struct import *im, const struct input_file *file)
{
        return import_abandon(im, file->base);
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
        report->encoding = im->reader.tables.at[table->index].written ? im->reader.tables.at[table->index].written
                           : table->origin.style == ORIGIN_CELLS      ? "XLSX"
                           : table->encoding == ENC_CP932             ? "CP932"
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

/* A table that the program wrote itself (status, index, letters): it has columns of those of people, but says nothing new. Two of the
 * headers that only it writes tell it. */
static bool is_own(const struct table *table)
{
        static const char *const heads[] = {"照合番号",
                                            "残り日数",
                                            "指摘の番号",
                                            "申請の状態",
                                            "点検の結果",
                                            "総事業費(上限の適用前)",
                                            "補助額(すべて整った場合)",
                                            "補助額(見込)",
                                            "件名",
                                            "check code",
                                            "days left",
                                            "finding ids",
                                            "check-code",
                                            "xml-sha256",
                                            "zip-sha256",
                                            "eligible-total",
                                            "check_code",
                                            "days_left"};
        const struct reader_row *row = &table->header_row;
        int n = 0;

        for (size_t i = 0; row->cells && i < row->n; i++)
                for (size_t k = 0; k < sizeof heads / sizeof *heads; k++)
                        n += strcmp(row->cells[i], heads[k]) == 0;
        return n >= 2;
}

/* Sheets that are no tables (notes, examples) are passed over where the file has one that is. */
static enum status recognise_tables(struct import *im, struct input_file *file)
{
        size_t others[READER_MOST_TABLES], n = 0, before = im->inputs.n, start = im->findings->n;
        const char *own = NULL;

        for (size_t i = 0; i < im->reader.tables.n && i < READER_MOST_TABLES; i++) {
                size_t from = im->findings->n;
                struct table table;

                const bool opened =
                        table_open(&table, &im->reader, i, file->digest.hex, &im->maps, im->arena, im->findings);

                if (!im->findings->fault.id && is_own(&table)) {
                        im->findings->n = from;
                        own = origin_place_at(im->arena, &table.origin, table.header_row.line, 1);
                } else if (opened) {
                        if (table.hidden)
                                pass_over_hidden(im, &table, from);
                        else
                                add_table(im, file, &table, from);
                } else if (im->findings->fault.id)
                        return ERR_SYSTEM;
                else if (!table_resembles(&table) && im->findings->n == from + 1)
                        others[n++] = from;
        }
        if (own && im->inputs.n == before) { /* its other sheets are its own, too */
                im->findings->n = start;
                finding_add(im->findings, I033, NULL, NULL, own);
                return OK;
        }
        while (n && (im->inputs.n > before || file->delivered))
                forget(im, others[--n]);
        if (im->reader.pictures && im->inputs.n > before)
                finding_add(im->findings, W004, NULL, NULL, arena_printf(im->arena, "%s:1:1", file->base))->args[0] =
                        arena_printf(im->arena, "%d", im->reader.pictures);
        return OK;
}

/* ---- a file, a folder, a ZIP */

static enum status open_table_file(struct import *im, struct input_file *file, struct bytes head)
{
        enum status st = digest_of_file(&file->digest, im->opened.fd, file->bytes, im->findings);

        if (st != OK) {
                file_close(&im->opened);
                return st;
        }
        st = open_reader(im, file, head);
        return st == OK ? recognise_tables(im, file) : st;
}

static enum status open_scan(struct import *im, struct input_file *file)
{
        enum status st = file->delivered && text_is_valid(file->base)
                                 ? OK
                                 : digest_of_file(&file->digest, im->opened.fd, file->bytes, im->findings);

        file_close(&im->opened);
        if (st != OK)
                return st;
        file->is_scan = true;
        if (file->delivered && text_is_valid(file->base)) /* its table may name it */
                scan_index_put(&im->scans, &(struct scan_place){file->base, file->path, file->bytes}, im->arena);
        else
                add_input(im, file);
        return OK;
}

static enum status open_folder(struct import *, const struct delivered *, bool zipped);

static enum status open_zip(struct import *im, struct input_file *file)
{
        struct delivered inside = {.name = file->base, .label = file->path, .unpacked = true};
        enum status st = ERR_INPUT;

        if (file->zipped)
                finding_add(im->findings, E190, NULL, NULL, arena_printf(im->arena, "%s:1:1", file->base))->args[0] =
                        "ZIPの中のZIP¦a ZIP in a ZIP";
        else
                st = unpack_zip(&inside.path, &im->room, store_folder(im->store), im->opened.fd, im->opened.size,
                                file->base, im->arena, im->findings);
        file_close(&im->opened);
        return st == OK ? open_folder(im, &inside, true) : st;
}

static bool is_zip(struct import *im, const struct input_file *file, struct bytes head)
{
        const struct reader_file at = {file->bytes, file->base, im->opened.fd, im->opened.size, head};

        return head.n >= 4 && (memcmp(head.at, "PK\3\4", 4) == 0 || memcmp(head.at, "PK\5\6", 4) == 0) &&
               !reader_knows(&at, im->arena);
}

/* Files that people send in place of a table or a receipt. Among other files a letter or a mail is only named. */
static bool refuse_foreign(struct import *im, const struct input_file *file, struct bytes head)
{
        const struct reader_file at = {file->bytes, file->base, im->opened.fd, im->opened.size, head};
        struct foreign foreign;
        struct finding *f;
        bool warn;

        if (!foreign_is(&foreign, &at, im->arena) || (foreign.is_common && file->delivered))
                return false;
        warn = file->delivered && !foreign.is_table;
        f = finding_add(im->findings, warn ? W003 : E027, NULL, warn ? NULL : file->base,
                        arena_printf(im->arena, "%s:1:1", file->base));
        f->args[0] = foreign.name;
        f->args[1] = foreign.remedy;
        return true;
}

static enum status recognise(struct import *im, struct input_file *file, bool *more)
{
        struct bytes head;
        enum status st = open_bytes(im, file, &head);

        if (st != OK)
                return st;
        file->state = im->opened;
        file->state.fd = -1;
        if (image_kind_of(head) != IMAGE_NONE) {
                *more = file->delivered && text_is_valid(file->base);
                return open_scan(im, file);
        }
        if (refuse_foreign(im, file, head)) {
                file_close(&im->opened);
                return ERR_INPUT;
        }
        if (is_zip(im, file, head)) {
                *more = true;
                return open_zip(im, file);
        }
        return open_table_file(im, file, head);
}

/* Letters and notes lie among what is handed over; they are named, and nothing is wrong with them. */
static void pass_over_foreign(struct import *im, const struct input_file *file, size_t from)
{
        if (im->findings->n > from && (im->findings->n > from + 1 || im->findings->at[from].id != E023))
                return;
        im->findings->n = from;
        finding_add(im->findings, W385, NULL, NULL, arena_printf(im->arena, "%s:1:1", file->base));
}

static enum status open_one(struct import *im, const struct delivered *at, bool delivered, bool zipped)
{
        struct input_file *file = ARENA_NEW(im->arena, struct input_file);
        size_t before = im->inputs.n, from = im->findings->n;
        bool more = false; /* it is no input itself */
        bool named;
        enum status st;

        if (delivered && !zipped && im->options->is_own && im->options->is_own(im->options->own_user, at->path))
                return OK;
        *file = (struct input_file){.path = at->label,
                                    .base = at->name,
                                    .bytes = at->path,
                                    .delivered = delivered,
                                    .zipped = zipped,
                                    .only_facility = "",
                                    .sender = ""};
        import_close_reader(im);
        st = recognise(im, file, &more);
        if (st == ERR_SYSTEM)
                return st;
        named = im->findings->n == from + 1 && im->findings->at[from].id == W003;
        if (im->inputs.n == before && !more && delivered && !named)
                pass_over_foreign(im, file, from);
        else if (im->inputs.n == before && (!more || st != OK) && !delivered)
                add_input(im, file);
        for (size_t i = before; i < im->inputs.n && !more; i++)
                im->inputs.at[i].findings_to =
                        i + 1 < im->inputs.n ? im->inputs.at[i + 1].findings_from : im->findings->n;
        return OK; /* the findings say it; the other files go on */
}

static enum status open_folder(struct import *im, const struct delivered *folder, bool zipped)
{
        struct delivery delivery = {0};
        size_t before = im->findings->n;
        enum status st = delivery_walk(&delivery, folder, im->arena, im->findings);

        if (st == OK && !delivery.n && im->findings->n == before)
                finding_add(im->findings, E001, NULL, folder->name, folder->name)->args[0] = "何も入っていません¦empty";
        for (size_t i = 0; st == OK && i < delivery.n; i++)
                st = open_one(im, &delivery.at[i], true, zipped);
        im->report->litter += delivery.litter;
        return st;
}

static enum status open_path(struct import *im, const char *path)
{
        const char *label = file_absolute(im->arena, path);
        struct platform_state state;
        int error = platform_state(&state, path) ? 0 : platform_code();
        bool is_folder = !error && state.kind == IS_FOLDER;
        const struct delivered at = {.name = arena_strdup(im->arena, file_base_name(is_folder ? label : path)),
                                     .label = label,
                                     .path = arena_strdup(im->arena, path)};

        if (error && !file_error_is_of_name(error)) /* else opening it says what is wrong */
                return fault_set(im->findings, F_OPEN, path, platform_words(error));
        return is_folder ? open_folder(im, &at, false) : open_one(im, &at, false, false);
}

enum status import_open_all(struct import *im, const struct texts *paths)
{
        enum status st = OK;

        for (size_t i = 0; st == OK && i < paths->n; i++)
                st = open_path(im, paths->at[i]);
        return st;
}
