/* The rows of a table behind its header: given one by one, and written back where they are rejected. */
#include "receipts/table/table.h"

#include <string.h>

#include "core/format/csv.h"
#include "receipts/table/row.h"

#include "core/banned.h"

static void pad(struct reader_row *row, size_t n, struct arena *arena)
{
        const char **cells = arena_alloc(arena, (n + 1) * sizeof *cells);

        for (size_t i = 0; i < n; i++)
                cells[i] = i < row->n ? row->cells[i] : "";
        row->cells = cells;
        if (row->typed) {
                const char **typed = arena_alloc(arena, (n + 1) * sizeof *typed);

                for (size_t i = 0; i < n; i++)
                        typed[i] = i < row->n ? row->typed[i] : "";
                row->typed = typed;
        }
        if (row->starts) { /* a missing cell has its place behind the record */
                size_t *starts = arena_alloc(arena, (n + 1) * sizeof *starts);

                for (size_t i = 0; i < n; i++)
                        starts[i] = i < row->n ? row->starts[i] : row->raw.n + 1;
                row->starts = starts;
        }
        row->n = n;
}

/* Excel leaves out the separators of empty cells at a row's end, or writes too many. The record goes back as a row of the
 * table, for two columns are added to it. */
static void fit_raw(struct reader_row *row, const struct table *table, struct arena *arena)
{
        size_t n = table->header.n;
        struct buffer raw = buffer_in(arena);

        if (!row->raw.at)
                return;
        if (row->n > n) {
                row->raw.n = row->starts[n] - 1;
                return;
        }
        buffer_add(&raw, row->raw.at, row->raw.n);
        for (size_t i = row->n; i < n; i++)
                buffer_char(&raw, table->separator);
        row->raw = buffer_bytes(&raw);
}

/* Are the cells that are missing optional, and those that are too many empty? */
static bool can_fit(const struct reader_row *row, const struct header *header)
{
        bool entry = header->map->by == MAP_BEST;

        for (size_t i = row->n; i < header->n; i++) {
                const struct map_column *c = header->columns[i];

                if (c && *c->field && !c->ignored && (c->required || !entry))
                        return false;
        }
        for (size_t i = header->n; i < row->n; i++)
                if (*row->cells[i])
                        return false;
        return true;
}

/* Fields whose text Excel may take for a date or a number of its own. */
static bool is_code(const struct map_table *table, const char *field)
{
        static const char *const codes[] = {"model", "phone", "issuer_phone"};
        enum field_type type = row_field_type(table, field);

        for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
                if (strcmp(field, codes[i]) == 0)
                        return true;
        return type == FIELD_CODE || type == FIELD_NUMBER || type == FIELD_REGISTRATION;
}

static bool is_date(const struct map_table *table, const char *field)
{
        return row_field_type(table, field) == FIELD_DATE;
}

static bool is_amount(const struct map_table *table, const char *field)
{
        enum field_type type = row_field_type(table, field);

        return type == FIELD_YEN || type == FIELD_OPTIONAL_YEN || type == FIELD_QUANTITY;
}

/* An amount is what a person reads in its cell, the words of the number format included. */
static void show_amounts(struct reader_row *row, const struct header *header, struct arena *arena)
{
        const char **cells = NULL;

        for (size_t i = 0; row->shown && i < row->n && i < header->n; i++) {
                if (!row->shown[i] || !header->columns[i] || !is_amount(header->table, header->columns[i]->field))
                        continue;
                if (!cells) {
                        cells = arena_alloc(arena, row->n * sizeof *cells);
                        memcpy(cells, row->cells, row->n * sizeof *cells);
                        row->cells = cells;
                }
                cells[i] = row->shown[i];
        }
}

static void refuse_cell(const struct table *table, const struct reader_row *row, size_t i, struct arena *arena,
                        struct findings *findings)
{
        static const struct {
                enum finding_id id;
                bool (*in)(const struct map_table *, const char *field); /* wrong in these columns alone */
                const char *words;
        } faults[] = {
                [READER_NO_VALUE] = {E047, NULL, NULL},
                [READER_ERROR_VALUE] = {E048, NULL, NULL},
                [READER_DATE] = {E054, is_code, "日付¦as a date"},
                [READER_ROUNDED] = {E054, is_code, "16桁目から 0¦digits behind the 15th lost"},
                [READER_1904] = {E029, is_date, NULL},
        };
        const struct map_column *column = table->header.columns[i];
        enum reader_fault fault = row->faults[i];
        struct finding *f;

        if (fault == READER_GOOD || !column || column->ignored ||
            (faults[fault].in && !faults[fault].in(table->header.table, column->field)))
                return;
        f = finding_add(findings, faults[fault].id, NULL, *row->cells[i] ? row->cells[i] : NULL,
                        origin_place_at(arena, &table->origin, row->line, i + 1));
        f->args[0] = row_column_words(table->header.table, column, arena);
        f->args[1] = faults[fault].words;
}

static enum read_result check_cells(const struct table *table, const struct reader_row *row, struct arena *arena,
                                    struct findings *findings)
{
        size_t before = findings->n;

        for (size_t i = 0; row->faults && i < row->n && i < table->header.n; i++)
                refuse_cell(table, row, i, arena, findings);
        return findings->n > before ? READ_BAD : READ_ROW;
}

/* A remark beside the table, which nobody reads. */
static void look_beside(struct reader_row *row, const struct table *table)
{
        const struct header *header = &table->header;

        if (header->map->by != MAP_BEST || (!table->gaps && row->n <= header->n))
                return;
        for (size_t i = 0; i < row->n && !row->beside; i++) {
                bool named = i < header->n && (header->columns[i] || *table->header_row.cells[i]);

                if (named || !*row->cells[i])
                        continue;
                row->beside = i + 1;
                row->beside_text = row->cells[i];
        }
}

enum read_result table_next(struct reader_row *out, enum passed *passed, const struct table *table,
                            struct reader *reader, struct arena *arena, struct findings *findings)
{
        enum read_result got = reader_next(out, reader, arena, findings);
        struct finding *f;

        *passed = PASSED_NOT;
        if (got != READ_ROW)
                return got;
        look_beside(out, table);
        *passed = passed_kind(&table->header, &table->header_row, out, arena);
        if (*passed)
                return READ_ROW;
        got = check_cells(table, out, arena, findings);
        show_amounts(out, &table->header, arena);
        if (out->n == table->header.n)
                return got;
        if (table->ragged || can_fit(out, &table->header)) {
                fit_raw(out, table, arena);
                pad(out, table->header.n, arena);
                return got;
        }
        f = finding_add(findings, E003, NULL, NULL, origin_place_at(arena, &table->origin, out->line, out->n));
        f->args[0] = arena_printf(arena, "%zu", out->n);
        f->args[1] = arena_printf(arena, "%zu", table->header.n);
        return READ_BAD;
}

static bool is_import_column(const struct table *table, size_t i)
{
        return i < table->header.n && table->header.columns[i] &&
               strncmp(table->header.columns[i]->field, "import-", 7) == 0;
}

/* A file of rejected rows that comes back has the two columns already: they are left out, and new ones added. */
static void put_row(struct buffer *out, const struct table *table, const struct reader_row *row)
{
        const char *const *cells = row->typed ? row->typed : row->cells;
        bool first = true;

        if (row->raw.at) {
                struct bytes raw = row->raw;

                for (size_t i = 0; row->starts && i < row->n; i++)
                        if (is_import_column(table, i) && row->starts[i] > 0) {
                                raw.n = row->starts[i] - 1;
                                break;
                        }
                buffer_add(out, raw.at, raw.n);
                return;
        }
        for (size_t i = 0; cells && i < row->n; i++) {
                if (is_import_column(table, i))
                        continue;
                if (!first)
                        buffer_char(out, table->separator);
                first = false;
                csv_put_between(out, text_encode(cells[i], table->encoding, out->arena), table->separator);
        }
}

static void put_columns(struct buffer *out, const struct table *table, const char *error, const char *where)
{
        buffer_char(out, table->separator);
        csv_put_between(out, text_encode(error, table->encoding, out->arena), table->separator);
        buffer_char(out, table->separator);
        csv_put_between(out, text_encode(where, table->encoding, out->arena), table->separator);
        buffer_text(out, table->crlf ? "\r\n" : "\n");
}

void table_reject(struct bytes *before, struct bytes *after, const struct table *table, const struct reader_row *row,
                  const struct finding *why, enum language language, struct arena *arena)
{
        struct buffer head = buffer_in(arena), tail = buffer_in(arena);

        put_row(&head, table, row);
        put_columns(&tail, table,
                    arena_printf(arena, "%s %s", finding_name(why->id), finding_message(arena, why, language)),
                    why->place ? why->place : "");
        *before = buffer_bytes(&head);
        *after = buffer_bytes(&tail);
}

struct bytes table_reject_header(const struct table *table, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        if (table->encoding == ENC_UTF8_BOM)
                buffer_text(&out, "\xef\xbb\xbf");
        if (table->header.is_row) /* it has no header; its rows are told by their flags */
                return buffer_bytes(&out);
        put_row(&out, table, &table->header_row);
        put_columns(&out, table, "取込エラー", "取込箇所");
        return buffer_bytes(&out);
}
