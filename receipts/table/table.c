#include "receipts/table/table.h"

#include <string.h>

#include "core/format/csv.h"
#include "receipts/table/row.h"

#include "core/banned.h"

static char *place(struct arena *arena, const struct table *table, int line, size_t column)
{
        return origin_place_at(arena, &table->origin, line, column);
}

static void warn_columns(const struct table *table, const struct reader_row *row, struct arena *arena,
                         struct findings *findings)
{
        if (table->header.map->by != MAP_BEST) /* an export has many columns that nobody needs */
                return;
        for (size_t i = 0; i < row->n; i++)
                if (!table->header.columns[i] && *row->cells[i])
                        finding_add(findings, W030, NULL, row->cells[i], place(arena, table, row->line, i + 1));
}

static const char *const *copy_texts(const char *const *texts, size_t n, struct arena *arena)
{
        const char **copy = arena_alloc(arena, (n + 1) * sizeof *copy);

        for (size_t i = 0; i < n; i++)
                copy[i] = arena_strdup(arena, texts[i]);
        return copy;
}

static struct reader_row copy_row(const struct reader_row *row, struct arena *arena)
{
        struct reader_row copy = *row;

        copy.faults = NULL; /* they are freed with the row, like the header's cells */
        copy.shown = NULL;
        copy.header = NULL;
        copy.cells = copy_texts(row->cells, row->n, arena);
        if (row->typed)
                copy.typed = copy_texts(row->typed, row->n, arena);
        if (row->raw.at) {
                size_t *starts = arena_alloc(arena, (row->n + 1) * sizeof *starts);

                memcpy(starts, row->starts, row->n * sizeof *starts);
                copy.starts = starts;
                copy.raw.at = (const unsigned char *)arena_strndup(arena, (const char *)row->raw.at, row->raw.n);
        }
        return copy;
}

/* A control character in a header fits no column. */
static struct texts header_cells(const struct reader_row *row, struct arena *arena)
{
        struct texts cells = {0};

        for (size_t i = 0; i < row->n; i++)
                *vec_add(arena, &cells) = text_is_valid(row->cells[i]) ? row->cells[i] : "";
        return cells;
}

static size_t known_columns(const struct header *header)
{
        size_t n = 0;

        for (size_t i = 0; header->table && i < header->n; i++)
                n += header->columns[i] && !header->columns[i]->ignored;
        return n;
}

/* Tries a row as the header: is it the best so far? What is tried lives in `scratch` and only the best is copied,
 * for in hundreds of workbooks there are many times more notes than headers. */
static bool try_header(struct table *out, struct reader_row *row, int above, const struct maps *maps,
                       struct arena *arena, struct arena *scratch)
{
        struct texts cells;
        struct header header;
        bool fits;

        if (row->header)
                row->cells = row->header;
        cells = header_cells(row, scratch);
        header = maps_header(maps, &cells, scratch);
        fits = header.table && !*header.missing && !header.candidates;
        if (out->header_row.line && !fits && known_columns(&header) <= known_columns(&out->header))
                return false;
        out->above = above;
        out->header_row = copy_row(row, arena);
        cells = header_cells(&out->header_row, arena);
        out->header = maps_header(maps, &cells, arena);
        return fits;
}

/* What stands above a header, or in its row beside the columns, may say that all amounts are of another unit. */
static void look_for_unit(struct table *out, const struct reader_row *row, struct arena *arena, struct arena *scratch)
{
        for (size_t i = 0; i < row->n && !out->unit; i++) {
                const char *unit = passed_unit(row->cells[i], scratch);

                if (!unit)
                        continue;
                out->unit = unit;
                out->unit_cell = arena_strdup(arena, row->cells[i]);
                out->unit_place = place(arena, out, row->line, i + 1);
        }
}

/* The first row that has all the columns of a table, else the one that has most. Of a header whose cells are merged over
 * two rows, both may have them all: the lower one names the columns. */
static enum read_result find_header(struct table *out, struct reader *reader, const struct maps *maps,
                                    struct arena *arena, struct findings *findings)
{
        int within = reader->tables.at[out->index].header_within;
        struct arena *scratch = arena_child(arena);
        enum read_result got = READ_END;
        size_t before = findings->n;
        struct reader_row row;
        bool fits = false;

        for (int i = 0; i < within && (got = reader_next(&row, reader, scratch, findings)) == READ_ROW; i++) {
                findings->n = before; /* findings about rows above the header would help nobody */
                if (fits && !row.header)
                        break;
                fits = try_header(out, &row, i, maps, arena, scratch) || fits;
                look_for_unit(out, &row, arena, scratch);
                if (fits && !reader->tables.at[out->index].ragged)
                        break;
                arena_reset(scratch);
        }
        if (out->header_row.line)
                findings->n = before;
        findings_settle(findings, before);
        arena_free(scratch);
        return out->header_row.line ? READ_ROW : got;
}

/* E002 in the words of the table it most resembles. */
static bool refuse(const struct table *table, int line, const char *missing, struct arena *arena,
                   struct findings *findings)
{
        finding_add(findings, E002, NULL, table->origin.file, place(arena, table, line, 1))->args[0] = missing;
        return false;
}

/* It is not certain which format the table has. A question asks, and nothing of the table is read. */
static bool ask(const struct table *table, struct arena *arena, struct findings *findings)
{
        const struct header *h = &table->header;
        struct finding *f = finding_add(findings, h->candidates ? C056 : C057, NULL, table->origin.file,
                                        place(arena, table, table->header_row.line, 1));

        f->args[0] = h->candidates ? h->candidates : h->near;
        f->args[1] = h->candidates ? arena_strndup(arena, h->candidates,
                                                   (size_t)(strstr(h->candidates, "、") - h->candidates))
                                   : h->lacks;
        f->args[2] = h->extra;
        return false;
}

static void tell_above(const struct table *table, struct arena *arena, struct findings *findings)
{
        if (table->above)
                finding_add(findings, I004, NULL, NULL, place(arena, table, table->header_row.line, 1))->args[0] =
                        arena_printf(arena, "%d", table->above);
        if (table->unit)
                finding_add(findings, C001, NULL, table->unit_cell, table->unit_place)->args[0] = table->unit;
}

static bool has_gaps(const struct table *table)
{
        for (size_t i = 0; i < table->header_row.n; i++)
                if (!*table->header_row.cells[i])
                        return true;
        return false;
}

static bool check_header(const struct table *table, struct arena *arena, struct findings *findings)
{
        const struct header *h = &table->header;
        const struct reader_row *row = &table->header_row;

        if (h->candidates || h->near)
                return ask(table, arena, findings);
        if (!h->table || *h->missing)
                return refuse(table, row->line, h->table ? h->missing : "医療機関コード、領収書番号 …", arena,
                              findings);
        if (h->twice > 0 && (size_t)h->twice <= row->n) {
                finding_add(findings, E021, NULL, row->cells[h->twice - 1],
                            place(arena, table, row->line, (size_t)h->twice));
                return false;
        }
        warn_columns(table, row, arena, findings);
        tell_above(table, arena, findings);
        return true;
}

bool table_open(struct table *out, struct reader *reader, size_t index, const char *sha256, const struct maps *maps,
                struct arena *arena, struct findings *findings)
{
        const struct reader_table *t = &reader->tables.at[index];
        size_t before = findings->n;

        *out = (struct table){.index = index,
                              .encoding = t->encoding,
                              .separator = (char)(t->separator ? t->separator : ','),
                              .crlf = t->crlf,
                              .ragged = t->ragged,
                              .hidden = t->hidden};
        out->origin = (struct origin){.file = arena_strdup(arena, reader->file.name),
                                      .sha256 = arena_strdup(arena, sha256),
                                      .table = arena_strdup(arena, t->name ? t->name : ""),
                                      .style = t->style};
        if (reader_start(reader, index, findings) != OK)
                return false;
        switch (find_header(out, reader, maps, arena, findings)) {
        case READ_ROW:
                findings_settle(findings, before);
                out->origin.columns = out->header.fields;
                out->gaps = has_gaps(out);
                return check_header(out, arena, findings);
        case READ_END:
                return refuse(out, 1, "医療機関コード …", arena, findings);
        case READ_BAD: /* the bytes of a header that is no text say no more than this */
                findings->n = before;
                return refuse(out, 1, "医療機関コード、領収書番号 …", arena, findings);
        case READ_STOP:
                findings_settle(findings, before);
                break;
        }
        return false;
}

bool table_resembles(const struct table *table)
{
        return table->header.near || table->header.candidates || known_columns(&table->header) >= 2;
}

/* How many columns a row of the table fills: up to the last one that is used. */
static size_t used_columns(const struct header *header)
{
        size_t n = header->n;

        while (n && (!header->columns[n - 1] || header->columns[n - 1]->ignored))
                n--;
        return n;
}

enum status table_start(const struct table *table, struct reader *reader, struct findings *findings)
{
        struct arena *scratch = arena_child(findings->arena);
        int to_pass = table->above + !table->header.is_row;
        struct reader_row row = {0};
        size_t before = findings->n;
        enum status st;

        reader->columns = 0; /* the rows above the header, as they were read when it was looked for */
        st = reader_start(reader, table->index, findings);
        while (st == OK && to_pass-- > 0 && reader_next(&row, reader, scratch, findings) < READ_END)
                ;
        reader->columns = used_columns(&table->header);
        findings->n = before; /* it was said when the table was opened */
        arena_free(scratch);
        return findings->fault.id ? ERR_SYSTEM : st;
}

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
                        place(arena, table, row->line, i + 1));
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

enum table_kind table_of_header(const struct reader_row *row, const struct maps *maps, struct arena *arena)
{
        struct header header;
        struct texts cells;
        size_t filled = 0, known;

        for (size_t i = 0; row->cells && i < row->n; i++) {
                if (strpbrk(row->cells[i], "0123456789"))
                        return TABLES;
                filled += *row->cells[i] != '\0';
        }
        if (filled < 3)
                return TABLES;
        cells = header_cells(row, arena);
        header = maps_header(maps, &cells, arena);
        known = known_columns(&header);
        return header.table && header.map->by == MAP_BEST && known >= 3 && known * 2 > filled ? header.table->kind
                                                                                              : TABLES;
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
        f = finding_add(findings, E003, NULL, NULL, place(arena, table, out->line, out->n));
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
