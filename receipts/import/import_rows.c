#include "receipts/import/import_private.h"

#include <string.h>

#include "receipts/table/cell_text.h"
#include "receipts/table/payer.h"
#include "receipts/table/position.h"
#include "receipts/table/row.h"

#include "core/store/kept/records.h"
#include "core/store/kept/import_memory.h"
#include "core/store/kept/findings.h"

#include "core/banned.h"

/* The only facility of the workspace, once this command's facilities are in: an office's own tables need no code. Not of a workbook,
 * which has its own, and not while a facility's row waits to be mended: it may be the one. It is said once a table. */
static enum status only_facility(const char **out, struct import *im, const struct input *in,
                                 const struct origin *origin)
{
        struct texts codes = {0};
        bool waits = false;
        enum status st = OK;

        if (origin_says(origin, "facility") || origin->style != ORIGIN_COLUMNS)
                return OK;
        if (!im->only_facility) {
                st = store_any_facility_rejected(&waits, im->store);
                if (st == OK)
                        st = store_facility_codes(&codes, im->store, "", im->row);
                im->only_facility = codes.n == 1 && !waits ? arena_strdup(im->arena, codes.at[0]) : "";
        }
        if (st == OK && *im->only_facility && im->assumed_for != in->source) {
                im->assumed_for = in->source;
                finding_add(im->findings, I032, NULL, NULL, origin_place_at(im->arena, origin, 1, 1))->args[0] =
                        im->only_facility;
        }
        *out = im->only_facility;
        return st;
}

/* docs/formats.md, facility of a row: its own column, else the only one of the same workbook, else --facility. */
static const char *facility_of(const struct import *im, const struct input *in, const char *typed)
{
        const char *only = in->file->only_facility;

        if (*typed)
                return typed;
        if (only && *only)
                return only;
        return im->options->facility ? im->options->facility : "";
}

static void note_facility(struct import *im, const char **only, const char *code)
{
        if (!*code || !*only)
                return;
        if (!**only)
                *only = arena_strdup(im->arena, code);
        else if (strcmp(*only, code) != 0)
                *only = NULL;
}

static enum status only_payer(const char **out, struct import *im, const char *number)
{
        if (im->payers && payers_find(out, im->payers, number, im->row))
                return OK;
        return store_only_payer(out, im->store, number, im->source_ids.at, im->source_ids.n, im->row);
}

/* Lines of one receipt mostly stand together: the payer of the last number is kept. */
static enum status payer_of(const char **out, struct import *im, const char *number)
{
        enum status st;

        if (im->payer.number && strcmp(im->payer.number, number) == 0) {
                *out = im->payer.facility;
                return OK;
        }
        st = only_payer(out, im, number);
        if (st != OK)
                return st;
        arena_reset(im->payer.arena);
        im->payer.number = arena_strdup(im->payer.arena, number);
        *out = im->payer.facility = arena_strdup(im->payer.arena, *out);
        return OK;
}

static enum status place_purchase(struct import *im, const struct input *in, struct row *row,
                                  struct positions *positions)
{
        struct purchase *line = &row->as.purchase;
        const char *typed = line->facility;
        enum status st = OK;

        line->facility = facility_of(im, in, line->facility);
        if (!*line->facility && *line->receipt_number)
                st = payer_of(&line->facility, im, line->receipt_number);
        if (st == OK && !*line->facility)
                st = only_facility(&line->facility, im, in, &line->origin);
        if (st == OK && *line->facility)
                st = store_place_purchases(im->store, line->receipt_number, line->facility);
        if (st != OK)
                return st;
        if (*row->import_place)
                return store_rejected_position(&line->position, im->store, line, in->source, row->import_place);
        /* the vendor's lines are counted apart from those of the receipt */
        return positions_next(&line->position, positions, typed,
                              line->of_breakdown ? arena_printf(im->row, "%s\x1f", line->receipt_number)
                                                 : line->receipt_number);
}

/* Finds whose row it is, and its place among the lines of its receipt. */
static enum status complete_row(struct import *im, const struct input *in, struct row *row, const struct origin *origin,
                                struct positions *positions)
{
        switch (in->table.header.table->kind) {
        case TABLE_FACILITIES:
                row->as.facility.origin = *origin;
                note_facility(im, &in->file->only_facility, row->as.facility.code);
                break;
        case TABLE_RECEIPTS:
                row->as.receipt.origin = *origin;
                row->as.receipt.facility = facility_of(im, in, row->as.receipt.facility);
                if (!*row->as.receipt.facility)
                        return only_facility(&row->as.receipt.facility, im, in, origin);
                break;
        case TABLE_APPLICATIONS:
                row->as.claim.origin = *origin;
                break;
        case TABLE_PURCHASES:
                row->as.purchase.origin = *origin;
                return place_purchase(im, in, row, positions);
        case TABLES:
        case TABLE_MARKS:
        case TABLE_KINDS:
                break;
        }
        return OK;
}

static const char *facility_of_row(const struct row *row, enum table_kind kind)
{
        return kind == TABLE_FACILITIES     ? row->as.facility.code
               : kind == TABLE_RECEIPTS     ? row->as.receipt.facility
               : kind == TABLE_APPLICATIONS ? row->as.claim.facility
                                            : row->as.purchase.facility;
}

/* Notes whose tables these are, for the scans beside them. That is not certain while the code of a row cannot be
 * read. */
static void note_sender(struct import *im, struct input_file *file, const struct row *row, enum table_kind kind,
                        bool good)
{
        const char *code = facility_of_row(row, kind);

        if (!good && !*code && (kind == TABLE_FACILITIES || kind == TABLE_RECEIPTS))
                file->sender = NULL;
        note_facility(im, &file->sender, code);
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
                if (row->as.purchase.of_breakdown)
                        return store_put_vendor_line(out, im->store, &row->as.purchase, in->source, author, im->row);
                return store_put_purchase(out, im->store, &row->as.purchase, in->source, author, im->row);
        case TABLES:
        case TABLE_MARKS:
        case TABLE_KINDS:
                break;
        }
        return OK;
}

static void count(struct import_file *report, enum put put)
{
        report->added += put == PUT_ADDED;
        report->changed += put == PUT_CHANGED;
        report->unchanged += put == PUT_UNCHANGED;
        report->ignored += put == PUT_TWIN;
}

/* A key that stands twice in the file: the same row is passed over, a different one rejected. */
static void complain_twin(struct import *im, const struct input *in, int line, const struct put_result *result)
{
        const struct origin *origin = &in->table.origin;
        struct finding *f = finding_add(im->findings, result->put == PUT_TWIN ? W031 : E010, NULL, NULL,
                                        origin_place_at(im->row, origin, line, 1));

        for (size_t i = 0; i < im->inputs.n; i++) /* it may stand on another sheet */
                if (im->inputs.at[i].is_table && im->inputs.at[i].source == result->first_source)
                        origin = &im->inputs.at[i].table.origin;
        f->args[0] = origin->style == ORIGIN_CELLS ? origin_place_at(im->row, origin, result->first_line, 1)
                                                   : arena_printf(im->row, "%s:%d", origin->file, result->first_line);
}

enum status import_refuse_row(struct import *im, struct input *in, const struct reader_row *from, const char *key,
                              size_t before)
{
        const struct finding *why = &im->findings->at[before];
        enum status st;

        for (size_t i = before; i < im->findings->n && finding_severity(why->id) != ERROR; i++)
                why = &im->findings->at[i];
        st = import_reject_row(im, in, from, why);
        return st == OK ? import_keep_findings(im, in, key, before) : st;
}

/* An accepted row may mend a rejected one, and may have findings of its own. Most rows do neither. */
static enum status keep_what_was_found(struct import *im, struct input *in, const struct row *row, size_t before)
{
        bool rejected;
        enum status st = store_any_rejected(&rejected, im->store);
        const char *key;

        if (st != OK || (!rejected && im->findings->n == before))
                return st;
        key = row_key(row, in->table.header.table->kind, im->row);
        if (rejected && *key)
                st = store_clear_record(im->store, key);
        return st == OK ? import_keep_findings(im, in, key, before) : st;
}

/* How else the number may stand in the table of receipts: 87 where Excel has dropped the zeros of 0087, K-1 for Ｋ－１. NULL: not so. */
static const char *other_spelling(const char *number, struct arena *arena)
{
        const char *rest = number + strspn(number, "0"), *narrow;

        if (rest != number && *rest && !rest[strspn(rest, "0123456789")])
                return rest;
        for (const char *s = number; *s; s++)
                if ((unsigned char)*s >= 0x80) {
                        narrow = text_nfkc(arena, number);
                        return strcmp(narrow, number) != 0 ? narrow : NULL;
                }
        return NULL;
}

/* A receipt of nearly the number is offered, never taken. */
static enum status offer_other_spelling(struct import *im, const struct purchase *line, const struct origin *origin)
{
        const char *number = line->receipt_number, *spelling = other_spelling(number, im->row), *payer = "",
                   *other = "";
        struct finding *f;
        enum status st;

        if (!spelling)
                return OK;
        st = only_payer(&payer, im, number);
        if (st == OK && !*payer)
                st = only_payer(&other, im, spelling);
        if (st != OK || !*other || (*line->facility && strcmp(line->facility, other) != 0))
                return st;
        f = finding_add(im->findings, C004, NULL, NULL, origin_place(im->row, origin, "number"));
        f->args[0] = number;
        f->args[1] = spelling;
        return OK;
}

/* A discount of no item that the programme knows would be taken from no amount, and more claimed than was paid. */
static void ask_whose_discount(struct import *im, const struct purchase *line, const struct origin *origin)
{
        const char *variant;
        char yen[YEN_TEXT];
        bool none = false;
        struct finding *f;

        if (line->amount.n >= 0 || line->of_breakdown || programme_item(im->programme, line->item_text, im->row) ||
            !programme_category(im->programme, line->category_text, &variant, &none, im->row))
                return;
        f = finding_add(im->findings, C005, NULL, line->item_text, origin_place(im->row, origin, "item"));
        f->args[0] = arena_strdup(im->findings->arena, yen_format(yen, line->amount, "-"));
}

/* Keeps the row's cells for the next row. A ditto mark among them is replaced by the value that it stands for. */
static const char *const *what_stands_above(const struct import_taking *taking, const struct header *header,
                                            const char *const *cells, struct arena *row)
{
        const char **out = NULL;

        for (size_t i = 0; i < header->n; i++) {
                if (!cell_is_ditto(cells[i], row))
                        continue;
                if (!out) {
                        out = arena_alloc(row, header->n * sizeof *out);
                        memcpy(out, cells, header->n * sizeof *out);
                }
                out[i] = arena_strdup(row, taking->above[i]);
        }
        return out ? (const char *const *)out : cells;
}

enum status import_take_row(struct import *im, struct input *in, const struct reader_row *from,
                            struct import_taking *taking, size_t before)
{
        const struct header *header = &taking->mapped.header;
        struct origin origin = in->table.origin;
        struct put_result result = {.put = PUT_ADDED};
        const char *const *cells;
        enum import_stands stands = STANDS_NOT;
        struct row row;
        enum status st;
        bool good;

        origin.line = from->line;
        origin.said = taking->mapped.said;
        switch (mapped_row(&cells, &taking->mapped, from->cells, &origin, im->row, im->findings)) {
        case JOURNAL_BAD:
                return import_refuse_row(im, in, from, "", before);
        case JOURNAL_PASSED:
                import_report_of(im, in)->passed++;
                return OK;
        case JOURNAL_TAKEN:
                break;
        }
        good = row_read_cells(&row,
                              &(struct row_input){.header = header,
                                                  .cells = cells,
                                                  .origin = &origin,
                                                  .programme = im->programme,
                                                  .above = taking->above,
                                                  .short_code = im->options->short_code,
                                                  .whole_code = im->options->whole_code,
                                                  .as_saved = origin.style == ORIGIN_COLUMNS},
                              im->row, im->findings);
        taking->above = row.ditto && taking->above ? what_stands_above(taking, header, cells, im->row) : cells;
        taking->held = im->row;
        if (row.nones && !taking->nones)
                taking->nones_first = origin.line;
        taking->nones += row.nones;
        st = good ? OK : import_offer_codes(im, in, &row, before);
        if (st == OK)
                st = complete_row(im, in, &row, &origin, taking->positions);
        if (st == OK)
                note_sender(im, in->file, &row, header->table->kind, good);
        if (st == OK && good)
                st = import_look_at_earlier(&stands, im, in, &row, before);
        good = good && stands != STANDS_AGAINST;
        if (st == OK && good && stands == STANDS_NOT && header->table->kind == TABLE_RECEIPTS)
                st = import_look_at_scans(im, in, &row.as.receipt.evidence);
        if (st == OK && good && stands == STANDS_NOT)
                st = put_row(&result, im, in, &row);
        if (stands == STANDS)
                result.put = PUT_UNCHANGED;
        if (st != OK)
                return st;
        if (result.put == PUT_TWIN || result.put == PUT_CONFLICT)
                complain_twin(im, in, from->line, &result);
        if (!good || result.put == PUT_CONFLICT)
                return import_refuse_row(im, in, from, row_key(&row, header->table->kind, im->row), before);
        count(import_report_of(im, in), result.put);
        if (im->payers && header->table->kind == TABLE_RECEIPTS && result.put == PUT_ADDED &&
            !row.as.receipt.is_breakdown)
                payers_note(im->payers, row.as.receipt.number, row.as.receipt.facility);
        if (result.put == PUT_CHANGED)
                import_note_change(im, in, &origin, row_subject(&row, header->table->kind, im->row), &result.changes);
        if (header->table->kind == TABLE_RECEIPTS && result.put != PUT_TWIN)
                st = import_want_scans(im, in, &row.as.receipt.evidence, origin.line,
                                       stands == STANDS_NOT && result.put == PUT_ADDED);
        if (header->table->kind == TABLE_PURCHASES) {
                ask_whose_discount(im, &row.as.purchase, &origin);
                st = offer_other_spelling(im, &row.as.purchase, &origin);
        }
        return st == OK ? keep_what_was_found(im, in, &row, before) : st;
}
