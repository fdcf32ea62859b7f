#include "receipts/xlsx/xlsx.h"

#include <string.h>

#include "core/base/buffer.h"
#include "core/record/origin.h"
#include "core/base/text.h"

#include "core/banned.h"

enum { WINDOW = 32 << 10 };

/* worksheet > sheetData > row > c > v, f, is */
enum { DATA_DEPTH = 2, ROW_DEPTH, CELL_DEPTH, VALUE_DEPTH };

struct raw_row {
        int line, too_wide;
        bool too_long, hidden;
        size_t cell, cells, text; /* where they begin */
};

/* The parser is fed a window at a time; the rows that this completes wait here until they are asked for. The row that is
 * still open is carried over to the next window. */
struct xlsx_rows {
        struct xlsx *book;
        size_t sheet;
        struct archive_stream stream;
        struct xml_stream *xml;
        struct arena *arena; /* of this sheet's reading */
        unsigned char *window;
        struct {
                VEC(struct xlsx_raw_cell);
        } cells;
        struct {
                VEC(struct raw_row);
        } rows;
        struct buffer text;
        size_t next;
        bool ended;

        /* where the parser stands */
        bool in_data, row_open, cell_open, value_open;
        struct xlsx_text inline_text;
        int line, column;
        const char *main_space; /* known to be the main namespace */

        enum finding_id fault;
        const char *words; /* NULL: none */
        bool fault_given;
};

/* ---- attributes */

static size_t read_style(const char *s, size_t n)
{
        size_t value = 0;

        for (size_t i = 0; i < n && s[i] >= '0' && s[i] <= '9' && value <= XLSX_MOST_FORMATS; i++)
                value = value * 10 + (size_t)(s[i] - '0');
        return value;
}

static int read_type(const char *s, size_t n)
{
        static const struct {
                const char *word;
                int type;
        } types[] = {{"n", TYPE_NUMBER},  {"s", TYPE_SHARED}, {"str", TYPE_STRING}, {"inlineStr", TYPE_INLINE},
                     {"b", TYPE_BOOLEAN}, {"e", TYPE_ERROR},  {"d", TYPE_DATE}};

        for (size_t i = 0; i < sizeof types / sizeof *types; i++)
                if (strlen(types[i].word) == n && memcmp(types[i].word, s, n) == 0)
                        return types[i].type;
        return TYPE_ERROR; /* an unknown type is shown and not used */
}

/* ---- what the parser tells */

static void stop(struct xlsx_rows *r, enum finding_id id, const char *words)
{
        if (!r->words) {
                r->fault = id;
                r->words = words;
        }
        xml_stream_stop(r->xml, words);
}

static struct raw_row *open_row(struct xlsx_rows *r)
{
        return r->row_open ? &r->rows.at[r->rows.n - 1] : NULL;
}

static void start_row(struct xlsx_rows *r, const struct xml_stream_element *e)
{
        int before = r->line, column, line = r->line + 1;
        struct raw_row *row;
        bool hidden = false;

        for (size_t i = 0; i < e->attrs; i++) {
                struct xml_stream_attr a = xml_stream_attr_at(e, i);

                if (!a.prefixed && strcmp(a.name, "r") == 0 &&
                    (!xlsx_reference(&column, &line, a.value, a.n) || column))
                        line = 0;
                else if (!a.prefixed && strcmp(a.name, "hidden") == 0)
                        hidden = a.n && (*a.value == '1' || *a.value == 't');
        }
        if (line <= before) {
                stop(r, E046, "行の番号が順に並んでいません¦its row numbers are out of order");
                return;
        }
        if (line > XLSX_MOST_ROW) {
                stop(r, E020, "1,048,576 行¦1,048,576 rows");
                return;
        }
        r->line = line;
        r->column = 0;
        row = vec_add(r->arena, &r->rows);
        *row = (struct raw_row){.line = line, .cell = r->cells.n, .text = r->text.n, .hidden = hidden};
        r->row_open = true;
}

static void start_cell(struct xlsx_rows *r, const struct xml_stream_element *e)
{
        struct xlsx_raw_cell *cell = vec_add(r->arena, &r->cells);
        int column = r->column + 1, line = r->line;

        *cell = (struct xlsx_raw_cell){.text = r->text.n};
        for (size_t i = 0; i < e->attrs; i++) {
                struct xml_stream_attr a = xml_stream_attr_at(e, i);

                if (a.prefixed || !*a.name || a.name[1])
                        continue;
                if (*a.name == 'r' && !xlsx_reference(&column, &line, a.value, a.n))
                        column = 0;
                else if (*a.name == 's')
                        cell->style = read_style(a.value, a.n);
                else if (*a.name == 't')
                        cell->type = read_type(a.value, a.n);
        }
        if (column <= r->column || column > XLSX_LAST_COLUMN || line != r->line) {
                stop(r, E046, "セルの番地が順に並んでいません¦its cells are out of order");
                return;
        }
        r->column = cell->column = column;
        r->cell_open = true;
        r->inline_text = (struct xlsx_text){0};
}

/* A cell that only has a style holds nothing. */
static void end_cell(struct xlsx_rows *r)
{
        struct xlsx_raw_cell *cell = &r->cells.at[r->cells.n - 1];
        struct raw_row *row = open_row(r);

        r->cell_open = r->value_open = false;
        cell->n = r->text.n - cell->text;
        cell->struck = r->inline_text.left_out;
        if (cell->column > XLSX_MOST_COLUMNS && cell->n && !row->too_wide)
                row->too_wide = cell->column;
        if (cell->column > XLSX_MOST_COLUMNS || (!cell->n && !cell->formula && !cell->struck)) {
                r->text.n = cell->text;
                r->cells.n--;
        } else {
                row->cells++;
        }
}

static void on_start(void *data, const struct xml_stream_element *e)
{
        struct xlsx_rows *r = data;

        if (e->space != r->main_space) {
                if (!xlsx_is_main(e->space)) {
                        if (e->depth == 1)
                                stop(r, E046, "ワークシートではありません¦it is no worksheet");
                        return;
                }
                r->main_space = e->space;
        }
        if (e->depth == DATA_DEPTH)
                r->in_data = strcmp(e->name, "sheetData") == 0;
        else if (!r->in_data)
                return;
        else if (e->depth == ROW_DEPTH && strcmp(e->name, "row") == 0)
                start_row(r, e);
        else if (e->depth == CELL_DEPTH && r->row_open && strcmp(e->name, "c") == 0)
                start_cell(r, e);
        else if (r->cell_open && e->depth == VALUE_DEPTH && *e->name == 'f')
                r->cells.at[r->cells.n - 1].formula = true;
        else if (r->cell_open && e->depth == VALUE_DEPTH && strcmp(e->name, "v") == 0)
                r->value_open = r->cells.at[r->cells.n - 1].type != TYPE_INLINE;
        else if (r->cell_open && e->depth > VALUE_DEPTH)
                xlsx_text_start(&r->inline_text, e);
}

static void on_end(void *data, const char *name, int depth)
{
        struct xlsx_rows *r = data;

        if (depth == CELL_DEPTH && r->cell_open)
                end_cell(r);
        else if (depth == VALUE_DEPTH)
                r->value_open = false;
        else if (depth > VALUE_DEPTH)
                xlsx_text_end(&r->inline_text, name, depth);
        else if (depth == ROW_DEPTH)
                r->row_open = false;
        else if (depth == DATA_DEPTH)
                r->in_data = false;
}

static void on_text(void *data, const char *text, size_t n)
{
        struct xlsx_rows *r = data;
        struct raw_row *row = open_row(r);

        if (!r->cell_open || !row)
                return;
        if (!r->value_open && !(r->inline_text.open && r->cells.at[r->cells.n - 1].type == TYPE_INLINE))
                return;
        if (r->text.n - row->text + n > XLSX_MOST_ROW_BYTES)
                row->too_long = true;
        else
                buffer_add(&r->text, text, n);
}

/* ---- reading */

struct xlsx_rows *xlsx_rows_new(struct xlsx *book)
{
        struct xlsx_rows *r = ARENA_NEW(book->arena, struct xlsx_rows);

        r->book = book;
        r->arena = arena_child(book->arena);
        return r;
}

static void close_part(struct xlsx_rows *r)
{
        archive_stream_close(&r->stream);
        xml_stream_free(r->xml);
        r->xml = NULL;
}

void xlsx_rows_close(struct xlsx_rows *r)
{
        if (!r || !r->arena)
                return;
        close_part(r);
        arena_free(r->arena);
        r->arena = NULL;
}

static enum status fail(struct xlsx_rows *r, enum finding_id id, const char *words, struct findings *findings)
{
        const struct xlsx_sheet *sheet = &r->book->sheets.at[r->sheet];
        struct origin origin = {.file = r->book->file, .table = sheet->name, .style = ORIGIN_CELLS};

        if (!r->fault_given)
                finding_add(findings, id, NULL, NULL,
                            origin_place_at(findings->arena, &origin, r->line > 0 ? r->line : 1, 1))
                        ->args[0] = arena_strdup(findings->arena, words);
        r->fault_given = true;
        return ERR_INPUT;
}

enum status xlsx_rows_start(struct xlsx_rows *r, size_t i, struct findings *findings)
{
        struct xml_stream_handler handler = {r, on_start, on_end, on_text};
        struct arena *arena = r->arena;
        struct xlsx *book = r->book;
        enum archive_fault fault;
        const char *words;

        close_part(r);
        arena_reset(arena);
        *r = (struct xlsx_rows){.book = book, .sheet = i, .arena = arena, .text = buffer_in(arena)};
        r->window = arena_alloc(arena, WINDOW);
        fault = archive_stream_open(&r->stream, book->zip, (size_t)book->sheets.at[i].member, XLSX_MOST_SHEET_BYTES);
        if (fault != ARCHIVE_OK) {
                enum finding_id id = archive_fault_finding(fault, &words);

                return fail(r, id, words, findings);
        }
        r->xml = xml_stream_new(&handler, arena);
        return OK;
}

/* Forgets the rows that were given out. The row that is still open moves to the front. */
static void carry_over(struct xlsx_rows *r)
{
        struct raw_row *row = open_row(r);
        size_t cell = row ? row->cell : r->cells.n, text = row ? row->text : r->text.n;

        if (cell)
                memmove(r->cells.at, r->cells.at + cell, (r->cells.n - cell) * sizeof *r->cells.at);
        if (text)
                memmove(r->text.at, r->text.at + text, r->text.n - text);
        r->cells.n -= cell;
        r->text.n -= text;
        for (size_t i = 0; i < r->cells.n; i++)
                r->cells.at[i].text -= text;
        if (row) {
                r->rows.at[0] = *row;
                r->rows.at[0].cell = r->rows.at[0].text = 0;
        }
        r->rows.n = row != NULL;
        r->next = 0;
}

/* The next window of the part. A fault is kept until the rows before it have been given. */
static void pump(struct xlsx_rows *r)
{
        enum archive_fault fault;
        const char *words;
        size_t got;

        carry_over(r);
        fault = archive_stream_read(&got, &r->stream, r->window, WINDOW);
        if (fault != ARCHIVE_OK) {
                r->fault = archive_fault_finding(fault, &words);
                r->words = words;
        } else if (!xml_stream_feed(r->xml, r->window, got) && !r->words) {
                r->fault = E046;
                r->words = xml_stream_words(r->xml);
        }
        r->ended = r->words || got == 0;
}

static enum status give(struct xlsx_row *out, const struct xlsx_rows *r, const struct raw_row *raw, struct arena *arena)
{
        const struct xlsx_raw_cell *cells = raw->cells ? &r->cells.at[raw->cell] : NULL;
        size_t n = raw->cells ? (size_t)cells[raw->cells - 1].column : 0;

        *out = (struct xlsx_row){.line = raw->line,
                                 .n = n,
                                 .too_wide = raw->too_wide,
                                 .too_long = raw->too_long,
                                 .hidden = raw->hidden,
                                 .holds = raw->cells > 0};
        out->cells = arena_alloc(arena, (n + 1) * sizeof *out->cells);
        for (size_t i = 0; i < n; i++)
                out->cells[i] = "";
        for (size_t i = 0; i < raw->cells; i++) {
                enum reader_fault fault = READER_GOOD;
                size_t column = (size_t)cells[i].column - 1;
                bool struck = false;
                const char *shown;

                out->cells[column] = xlsx_cell_text(&fault, &struck, r->book, &cells[i],
                                                    r->text.n ? r->text.at + cells[i].text : "", arena);
                if (!out->cells[column])
                        return ERR_INPUT;
                if (struck && !out->struck)
                        out->struck = cells[i].column;
                shown = xlsx_cell_shown(r->book, &cells[i], out->cells[column], arena);
                if (shown && !out->shown)
                        out->shown = arena_alloc(arena, n * sizeof *out->shown);
                if (shown)
                        out->shown[column] = shown;
                if (fault != READER_GOOD && !out->faults)
                        out->faults = arena_alloc(arena, n * sizeof *out->faults);
                if (fault != READER_GOOD)
                        out->faults[column] = fault;
        }
        while (out->n && !*out->cells[out->n - 1] && !(out->faults && out->faults[out->n - 1]))
                out->n--;
        return OK;
}

enum status xlsx_rows_next(struct xlsx_row *out, bool *end, struct xlsx_rows *r, struct arena *arena,
                           struct findings *findings)
{
        *end = false;
        while (r->next >= r->rows.n - (r->row_open && r->rows.n > 0)) {
                if (r->words)
                        return fail(r, r->fault, r->words, findings);
                *end = r->ended;
                if (r->ended)
                        return OK;
                pump(r);
        }
        if (give(out, r, &r->rows.at[r->next++], arena) == OK)
                return OK;
        r->line = out->line;
        return fail(r, E046, "共有文字列の番号が範囲の外です¦a shared string that is not there", findings);
}

void xlsx_rows_progress(int64_t *done, int64_t *of, const struct xlsx_rows *r)
{
        *done = r->stream.done;
        *of = r->stream.size;
}
