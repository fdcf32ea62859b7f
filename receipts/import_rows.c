#include "receipts/import_private.h"

#include "receipts/position.h"
#include "receipts/row.h"

#include "core/banned.h"

static enum status place_purchase(struct import *im, const struct input *in, struct row *row,
                                  struct positions *positions)
{
        struct purchase *line = &row->as.purchase;
        const char *typed = line->facility;
        enum status st = OK;

        if (!*line->facility && im->options->facility)
                line->facility = im->options->facility;
        if (!*line->facility && *line->receipt_number)
                st = store_only_payer(&line->facility, im->store, line->receipt_number, im->sources, im->row);
        if (st == OK && !*line->facility && *line->receipt_number)
                st = store_only_payer(&line->facility, im->store, line->receipt_number, "", im->row);
        if (st == OK && *line->facility)
                st = store_place_purchases(im->store, line->receipt_number, line->facility);
        if (st != OK)
                return st;
        if (*row->import_place)
                return store_rejected_position(&line->position, im->store, line, in->source, row->import_place);
        line->position = positions_next(positions, typed, line->receipt_number);
        return OK;
}

/* Whose row it is, and its place among its receipt's lines. */
static enum status complete_row(struct import *im, const struct input *in, struct row *row, const struct origin *origin,
                                struct positions *positions)
{
        switch (in->table.header.table->kind) {
        case TABLE_FACILITIES:
                row->as.facility.origin = *origin;
                break;
        case TABLE_RECEIPTS:
                row->as.receipt.origin = *origin;
                if (!*row->as.receipt.facility && im->options->facility)
                        row->as.receipt.facility = im->options->facility;
                break;
        case TABLE_APPLICATIONS:
                row->as.claim.origin = *origin;
                break;
        case TABLE_PURCHASES:
                row->as.purchase.origin = *origin;
                return place_purchase(im, in, row, positions);
        case TABLES:
                break;
        }
        return OK;
}

static enum status put_row(struct put_result *out, struct import *im, const struct input *in, const struct row *row)
{
        const struct store_author *author = &im->options->author;

        switch (in->table.header.table->kind) {
        case TABLE_FACILITIES:
                return store_put_facility(out, im->store, &row->as.facility, in->source, author, im->row);
        case TABLE_RECEIPTS:
                return store_put_receipt(out, im->store, &row->as.receipt, in->source, author, im->row);
        case TABLE_APPLICATIONS:
                return store_put_claim(out, im->store, &row->as.claim, in->source, author, im->row);
        case TABLE_PURCHASES:
                return store_put_purchase(out, im->store, &row->as.purchase, in->source, author, im->row);
        case TABLES:
                break;
        }
        return OK;
}

static void want_scans(struct import *im, struct input *in, const struct receipt *receipt)
{
        for (size_t i = 0; i < receipt->evidence.n; i++) {
                const struct evidence *e = &receipt->evidence.at[i];
                struct wanted_scan *w = vec_add(im->arena, &in->wanted);

                w->name = arena_strdup(im->arena, e->name);
                w->place = origin_place(im->arena, &receipt->origin, e->is_breakdown ? "breakdown" : "evidence");
        }
}

static void count(struct import_file *report, enum put put)
{
        report->added += put == PUT_ADDED;
        report->changed += put == PUT_CHANGED;
        report->unchanged += put == PUT_UNCHANGED;
        report->ignored += put == PUT_TWIN;
}

/* A key that stands twice in the file: the same row is passed over, a different one rejected. */
static void complain_twin(struct import *im, const struct input *in, const struct csv_record *record,
                          const struct put_result *result)
{
        struct finding *f = finding_add(im->findings, result->put == PUT_TWIN ? W031 : E010, NULL, NULL,
                                        arena_printf(im->row, "%s:%d:1", in->base, record->line));

        f->args[0] = arena_printf(im->row, "%s:%d", in->base, result->first_line);
}

static enum status keep_findings(struct import *im, const struct input *in, const char *record, size_t from)
{
        enum status st = OK;

        for (size_t i = from; st == OK && i < im->findings->n; i++)
                st = store_keep_finding(im->store, in->source, record, &im->findings->at[i]);
        return st;
}

static enum status reject(struct import *im, struct input *in, const struct csv_record *record, const char *key,
                          size_t from)
{
        const struct finding *why = &im->findings->at[from];

        for (size_t i = from; i < im->findings->n && finding_severity(why->id) != ERROR; i++)
                why = &im->findings->at[i];
        in->rejects.out.arena = im->arena;
        rejects_add(&in->rejects, &in->table, record, why, im->row);
        import_report_of(im, in)->rejected++;
        return keep_findings(im, in, key, from);
}

static enum status take_row(struct import *im, struct input *in, const struct csv_record *record,
                            struct positions *positions)
{
        struct origin origin = {in->base, in->digest.hex, record->line, in->table.header.fields, "", ORIGIN_COLUMNS};
        size_t before = im->findings->n;
        struct put_result result = {.put = PUT_ADDED};
        struct row row;
        const char **cells, *key = "";
        enum status st;
        bool good;

        if (!table_cells(&cells, &in->table, record, im->row, im->findings))
                return reject(im, in, record, "", before);
        good = row_read_cells(&row, &(struct row_input){&in->table.header, cells, &origin, im->programme}, im->row,
                              im->findings);
        st = complete_row(im, in, &row, &origin, positions);
        if (st != OK)
                return st;
        key = row_key(&row, in->table.header.table->kind, im->row);
        if (good) {
                st = put_row(&result, im, in, &row);
                if (st != OK)
                        return st;
                if (result.put == PUT_TWIN || result.put == PUT_CONFLICT)
                        complain_twin(im, in, record, &result);
        }
        if (!good || result.put == PUT_CONFLICT)
                return reject(im, in, record, key, before);
        count(import_report_of(im, in), result.put);
        if (result.put == PUT_CHANGED)
                import_note_change(im, in, &origin, row_subject(&row, in->table.header.table->kind, im->row),
                                   &result.changes);
        if (in->table.header.table->kind == TABLE_RECEIPTS && result.put != PUT_TWIN)
                want_scans(im, in, &row.as.receipt);
        if (*key) /* it may mend a rejected one */
                st = store_clear_record(im->store, key);
        return st == OK ? keep_findings(im, in, key, before) : st;
}

static enum status take_table(struct import *im, struct input *in)
{
        struct positions *positions = positions_new(im->arena);
        struct csv_record record;
        enum status st = OK;
        struct import_file *report = import_report_of(im, in);

        arena_reset(im->row);
        while (st == OK && table_next(&record, &in->table, im->row)) {
                size_t before = im->findings->n;

                st = take_row(im, in, &record, positions);
                findings_settle(im->findings, before);
                arena_reset(im->row);
                report->rows++;
        }
        if (st == OK && !report->rows) {
                finding_add(im->findings, W033, NULL, in->base, arena_printf(im->arena, "%s:1:1", in->base));
        }
        return st;
}

/* Facilities first, purchases last: a purchase without a code gets it from its receipt. */
enum status import_tables(struct import *im)
{
        enum status st = OK;

        for (int kind = 0; kind < TABLES; kind++)
                for (size_t i = 0; st == OK && i < im->inputs.n; i++)
                        if (im->inputs.at[i].is_table && (int)im->inputs.at[i].table.header.table->kind == kind)
                                st = take_table(im, &im->inputs.at[i]);
        return st == OK && im->options->replace ? import_withdraw(im) : st;
}
