#include "receipts/import/import_private.h"

#include "receipts/table/payer.h"
#include "receipts/table/position.h"

#include "core/store/kept/import_memory.h"

#include "core/banned.h"

/* Behind the header of another table, rows do not belong to this one, until its own header comes again. */
static void look_for_other_table(struct import *im, const struct input *in, const struct reader_row *from,
                                 struct import_taking *taking)
{
        static const char *const names[TABLES] = {
                [TABLE_FACILITIES] = "施設¦facilities",
                [TABLE_RECEIPTS] = "領収書¦receipts",
                [TABLE_APPLICATIONS] = "申請¦applications",
                [TABLE_PURCHASES] = "購入明細¦purchases",
        };
        enum table_kind kind = taking->other ? TABLES : table_of_header(from, &im->maps, im->row);

        if (kind == TABLES)
                return;
        taking->other = names[kind];
        taking->other_at = origin_place_at(im->arena, &in->table.origin, from->line, 1);
}

static enum status refuse_other(struct import *im, struct input *in, const struct reader_row *from,
                                const struct import_taking *taking, size_t before)
{
        struct finding *f;

        im->findings->n = before;
        f = finding_add(im->findings, E030, NULL, NULL, origin_place_at(im->row, &in->table.origin, from->line, 1));
        f->args[0] = taking->other;
        f->args[1] = taking->other_at;
        return import_refuse_row(im, in, from, "", before);
}

static void note_beside(struct import *im, const struct reader_row *from, struct import_taking *taking)
{
        if (!from->beside || taking->beside)
                return;
        taking->beside = from->beside;
        taking->beside_line = from->line;
        taking->beside_text = arena_strdup(im->arena, from->beside_text);
}

/* Says, when a table is read, what the table as a whole does not tell. */
static enum status end_table(struct import *im, const struct input *in, const struct import_taking *taking)
{
        size_t before = im->findings->n;

        mapped_end(&taking->mapped, &in->table.origin, im->row, im->findings);
        if (taking->hidden)
                finding_add(im->findings, W002, NULL, NULL,
                            origin_place_at(im->row, &in->table.origin, taking->hidden_first, 1))
                        ->args[0] = arena_printf(im->row, "%d", taking->hidden);
        if (taking->beside)
                finding_add(im->findings, W030, NULL, taking->beside_text,
                            origin_place_at(im->row, &in->table.origin, taking->beside_line, taking->beside));
        for (int kind = PASSED_NOT + 1; kind < PASSED_KINDS; kind++)
                if (taking->passed[kind].n)
                        finding_add(im->findings, passed_info((enum passed)kind), NULL, NULL,
                                    origin_place_at(im->row, &in->table.origin, taking->passed[kind].first, 1))
                                ->args[0] = arena_printf(im->row, "%d", taking->passed[kind].n);
        if (taking->nones)
                finding_add(im->findings, I006, NULL, NULL,
                            origin_place_at(im->row, &in->table.origin, taking->nones_first, 1))
                        ->args[0] = arena_printf(im->row, "%d", taking->nones);
        return import_keep_findings(im, in, "", before);
}

/* A note below the header says of all amounts as much as one above it. It is asked about once. */
static void ask_unit(struct import *im, struct input *in, const struct reader_row *note)
{
        for (size_t i = 0; i < note->n && !in->table.unit; i++) {
                in->table.unit = passed_unit(note->cells[i], im->row);
                if (in->table.unit)
                        finding_add(im->findings, C001, NULL, note->cells[i],
                                    origin_place_at(im->row, &in->table.origin, note->line, i + 1))
                                ->args[0] = in->table.unit;
        }
}

enum { TELL_EACH = 512 };

/* A file's bytes are shared out among its tables. */
static int64_t share(const struct input *in)
{
        return in->is_table ? in->file->state.size / in->file->tables : 0;
}

/* Tells how many of the bytes of all tables of this command were read. */
static void tell(struct import *im, const struct input *in)
{
        int64_t here = 0, of = 0;

        if (!im->options->progress)
                return;
        im->reader.kind->progress(&here, &of, &im->reader);
        here = of > 0 && here < of ? (int64_t)((uint64_t)share(in) * (uint64_t)here / (uint64_t)of) : share(in);
        import_tell(im, IMPORT_ROWS, im->bytes_done + here, im->bytes);
}

/* The row before is still there while this one is read. */
static void next_row(struct import *im, struct import_taking *taking)
{
        im->row = taking->rows[taking->held == taking->rows[0]];
        arena_reset(im->row);
}

static enum status take_rows(struct import *im, struct input *in)
{
        struct import_taking taking = {.positions = positions_new(im->store, (int)in->number, im->arena)};
        struct import_file *report = import_report_of(im, in);
        enum status st = table_start(&in->table, &im->reader, im->findings);
        enum read_result got = READ_ROW;

        taking.rows[0] = im->row;
        taking.rows[1] = arena_child(im->arena);
        mapped_open(&taking.mapped, &in->table.header, im->arena);
        while (st == OK) {
                size_t before = im->findings->n;
                struct reader_row from;
                enum passed passed;

                next_row(im, &taking);
                got = table_next(&from, &passed, &in->table, &im->reader, im->row, im->findings);
                if (got == READ_END || got == READ_STOP)
                        break;
                if (passed) {
                        note_beside(im, &from, &taking);
                        if (passed == PASSED_HEADER)
                                taking.other = NULL;
                        if (passed == PASSED_NOTE)
                                ask_unit(im, in, &from);
                        if (!taking.passed[passed].n++)
                                taking.passed[passed].first = from.line;
                        st = import_keep_findings(im, in, "", before);
                        continue;
                }
                if (from.hidden && !taking.hidden++)
                        taking.hidden_first = from.line;
                look_for_other_table(im, in, &from, &taking);
                if (taking.other)
                        st = refuse_other(im, in, &from, &taking, before);
                else
                        st = got == READ_ROW ? import_take_row(im, in, &from, &taking, before)
                                             : import_refuse_row(im, in, &from, "", before);
                if (!taking.other)
                        note_beside(im, &from, &taking);
                im->progress.rows++;
                if (++report->rows % TELL_EACH == 0)
                        tell(im, in);
        }
        if (st == OK && !im->findings->fault.id)
                st = end_table(im, in, &taking);
        mapped_close(&taking.mapped);
        positions_free(taking.positions);
        im->row = taking.rows[0];
        arena_free(taking.rows[1]);
        in->stopped = got == READ_STOP;
        return im->findings->fault.id ? ERR_SYSTEM : st;
}

static enum status take_table(struct import *im, struct input *in)
{
        size_t before = im->findings->n;
        enum status st = OK;

        if (in->file->refused)
                return OK;
        st = import_reader(im, in->file);
        import_share_scans(im, in);
        if (st == OK)
                st = take_rows(im, in);
        import_share_no_more(im);
        im->bytes_done += share(in);
        if (st == OK && in->stopped) /* what was found of the table as a whole */
                st = import_keep_findings(im, in, "", before);
        in->file->rows += import_report_of(im, in)->rows;
        return st;
}

/* Nobody fills in all sheets of a workbook: it is worth a word where none has a row. */
static void warn_empty(struct import *im)
{
        const struct input_file *last = NULL;

        for (size_t i = 0; i < im->inputs.n; i++) {
                const struct input *in = &im->inputs.at[i];

                if (in->is_table && in->file != last && !in->file->rows && !in->stopped)
                        finding_add(im->findings, W033, NULL, in->file->base,
                                    origin_place_at(im->arena, &in->table.origin, 1, 1));
                last = in->file;
        }
}

/* From so many bytes on it pays to make the indexes of new tables at the end. */
enum { INDEX_LATER = 1 << 20 };

/* Facilities first, purchases last: a purchase without a code gets it from its receipt. */
enum status import_tables(struct import *im)
{
        bool any = true;
        enum status st = store_any_receipt(&any, im->store);

        im->first = !any;
        im->payers = any ? NULL : payers_new(im->arena);
        for (size_t i = 0; i < im->inputs.n; i++)
                im->bytes += share(&im->inputs.at[i]);
        if (im->bytes >= INDEX_LATER)
                st = store_import_index_later(im->store);
        for (int kind = 0; st == OK && kind < TABLES; kind++) {
                for (size_t i = 0; st == OK && i < im->inputs.n; i++)
                        if (im->inputs.at[i].is_table && (int)im->inputs.at[i].table.header.table->kind == kind)
                                st = take_table(im, &im->inputs.at[i]);
                if (st == OK && kind == TABLE_RECEIPTS)
                        st = store_import_receipts_in(im->store);
        }
        if (im->payers)
                payers_free(im->payers);
        if (st == OK)
                st = store_import_rows_in(im->store);
        if (st == OK)
                warn_empty(im);
        return st == OK && (im->options->replace || im->options->replace_file) ? import_withdraw(im) : st;
}
