#include "receipts/formats/reader_kinds.h"

#include <string.h>

#include "receipts/xlsx/xlsx.h"

#include "core/banned.h"

/* A cell merged over several rows shows its text in all of them. In a header each row may be the one that names the columns,
 * so the text is filled in there. In the rows below it counts for its first row alone: an amount merged over three lines is
 * one amount, and a number that is wanted and not there is found. */
struct cover {
        const char *text;
        int first, last; /* rows; last 0: none */
        bool told;
};

struct state {
        struct xlsx book;
        struct xlsx_rows *rows;
        size_t table, merge; /* merge: the next one that no row has reached */
        struct cover covers[XLSX_MOST_COLUMNS];
        int covered_until; /* the last row of any of them */
        int given;         /* rows that were not blank */
};

static bool is(const struct reader_file *file, struct arena *scratch)
{
        return xlsx_is(file->fd, file->size, file->head.at, file->head.n, scratch);
}

static enum status open_book(struct reader *reader, struct findings *findings)
{
        struct state *s = ARENA_NEW(reader->arena, struct state);
        enum status st;

        reader->state = s;
        s->book = (struct xlsx){.file = reader->file.name, .arena = reader->arena, .findings = findings};
        st = xlsx_open(&s->book, reader->file.fd, reader->file.size, reader->file.head.at, reader->file.head.n);
        for (size_t i = 0; st == OK && i < s->book.sheets.n; i++) {
                const struct xlsx_sheet *sheet = &s->book.sheets.at[i];

                *vec_add(reader->arena, &reader->tables) = (struct reader_table){.name = sheet->name,
                                                                                 .style = ORIGIN_CELLS,
                                                                                 .encoding = ENC_UTF8_BOM,
                                                                                 .crlf = true,
                                                                                 .ragged = true,
                                                                                 .hidden = sheet->hidden,
                                                                                 .header_within = READER_HEADER_WITHIN};
        }
        reader->pictures = s->book.pictures;
        if (st == OK)
                s->rows = xlsx_rows_new(&s->book);
        return st;
}

static enum status start(struct reader *reader, size_t table, struct findings *findings)
{
        struct state *s = reader->state;

        s->table = table;
        s->merge = 0;
        s->covered_until = s->given = 0;
        memset(s->covers, 0, sizeof s->covers);
        return xlsx_rows_start(s->rows, table, findings);
}

static const char *cell_of(const struct xlsx_row *row, size_t column)
{
        return column < row->n ? row->cells[column] : "";
}

/* Merged cells that begin in this row, or in rows that were left out. */
static void enter_merges(struct state *s, const struct xlsx_row *row, struct arena *arena)
{
        const struct xlsx_merges *merges = &s->book.sheets.at[s->table].merges;

        for (; s->merge < merges->n && merges->at[s->merge].row <= row->line; s->merge++) {
                const struct xlsx_merge *m = &merges->at[s->merge];
                struct cover *cover = &s->covers[m->column - 1];
                bool here = m->row == row->line;

                /* what the first rows hold is kept, for they may be the header's */
                *cover = (struct cover){"", m->row, m->last_row, false};
                if (here && s->given < READER_HEADER_WITHIN)
                        cover->text = arena_strdup(arena, cell_of(row, (size_t)m->column - 1));
                if (m->last_row > s->covered_until)
                        s->covered_until = m->last_row;
        }
}

static bool covers(const struct cover *c, int line)
{
        return line > c->first && line <= c->last;
}

/* Returns the row as a header would show it, merged cells filled in; NULL where nothing is merged into it. */
static const char *const *filled(size_t *n, const struct state *s, const struct xlsx_row *row, struct arena *arena)
{
        const char **cells;
        size_t last = row->n;

        for (size_t i = 0; i < XLSX_MOST_COLUMNS; i++)
                if (covers(&s->covers[i], row->line) && *s->covers[i].text && i >= last)
                        last = i + 1;
        cells = arena_alloc(arena, (last + 1) * sizeof *cells);
        for (size_t i = 0; i < last; i++)
                cells[i] = covers(&s->covers[i], row->line) && !*cell_of(row, i) ? s->covers[i].text : cell_of(row, i);
        *n = last;
        return cells;
}

static void warn_merged(struct state *s, const struct reader *reader, const struct xlsx_row *row, struct arena *arena,
                        struct findings *findings)
{
        for (size_t i = 0; i < XLSX_MOST_COLUMNS; i++) {
                struct cover *c = &s->covers[i];

                if (!covers(c, row->line) || c->told)
                        continue;
                c->told = true;
                finding_add(findings, W053, NULL, NULL, reader_place(arena, reader, s->table, row->line, i + 1))
                        ->args[0] = reader_place(arena, reader, s->table, c->first, i + 1);
        }
}

static bool is_blank(const struct xlsx_row *row)
{
        return row->n == 0 && !row->holds && !row->too_wide && !row->too_long && !row->struck;
}

static enum read_result limit(const struct reader *reader, const struct xlsx_row *row, struct arena *arena,
                              struct findings *findings)
{
        const struct state *s = reader->state;
        size_t column = row->too_wide > 0 ? (size_t)row->too_wide : 1;

        finding_add(findings, E020, NULL, NULL, reader_place(arena, reader, s->table, row->line, column))->args[0] =
                row->too_wide ? "500 列¦500 columns" : "1行に 512KB¦512 KB in one row";
        return READ_BAD;
}

static const char *const *widen(const struct xlsx_row *row, size_t n, struct arena *arena)
{
        const char **cells = arena_alloc(arena, (n + 1) * sizeof *cells);

        for (size_t i = 0; i < n; i++)
                cells[i] = cell_of(row, i);
        return cells;
}

static const enum reader_fault *widen_faults(const struct xlsx_row *row, size_t n, struct arena *arena)
{
        enum reader_fault *faults;

        if (!row->faults || n == row->n)
                return row->faults;
        faults = arena_alloc(arena, (n + 1) * sizeof *faults);
        memcpy(faults, row->faults, row->n * sizeof *faults);
        return faults;
}

static enum read_result next(struct reader_row *out, struct reader *reader, struct arena *arena,
                             struct findings *findings)
{
        struct state *s = reader->state;
        struct xlsx_row row;
        bool end;

        do {
                if (xlsx_rows_next(&row, &end, s->rows, arena, findings) != OK)
                        return READ_STOP;
                if (end)
                        return READ_END;
                enter_merges(s, &row, reader->arena);
        } while (is_blank(&row));
        s->given++;
        *out = (struct reader_row){.line = row.line,
                                   .cells = row.cells,
                                   .n = row.n,
                                   .faults = row.faults,
                                   .shown = row.shown,
                                   .hidden = row.hidden};
        if (row.struck)
                finding_add(findings, W001, NULL, NULL,
                            reader_place(arena, reader, s->table, row.line, (size_t)row.struck));
        if (row.too_wide || row.too_long) {
                out->typed = row.cells;
                return limit(reader, &row, arena, findings);
        }
        if (row.line <= s->covered_until) {
                warn_merged(s, reader, &row, arena, findings);
                if (s->given <= READER_HEADER_WITHIN) {
                        out->header = filled(&out->n, s, &row, arena);
                        out->cells = widen(&row, out->n, arena);
                        out->faults = widen_faults(&row, out->n, arena);
                        out->shown = NULL; /* a header's neighbours hold no amounts that are merged over rows */
                }
        }
        return READ_ROW;
}

static void progress(int64_t *done, int64_t *of, const struct reader *reader)
{
        const struct state *s = reader->state;

        xlsx_rows_progress(done, of, s->rows);
}

static void close_book(struct reader *reader)
{
        struct state *s = reader->state;

        if (!s)
                return;
        xlsx_rows_close(s->rows);
        xlsx_close(&s->book);
}

const struct reader_kind reader_xlsx = {
        .id = "xlsx",
        .is = is,
        .open = open_book,
        .start = start,
        .next = next,
        .progress = progress,
        .close = close_book,
};
