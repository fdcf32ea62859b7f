#include "receipts/reader/bad_bytes.h"
#include "core/format/csv.h"
#include "receipts/formats/dialect.h"
#include "receipts/formats/reader_kinds.h"

#include <string.h>

#include "core/banned.h"

/* The piece of the file that is in memory. It slides over whole records; the rest of the last one moves to its front. */
#define WINDOW ((size_t)1 << 19)

struct csv_state {
        struct dialect dialect;
        struct bytes text; /* the whole file, where it had to be rewritten; else none, and it is read piece by piece */
        unsigned char *window;
        int64_t from; /* offset of window[0] in the file */
        bool last;    /* the window holds the end of the file */
        struct csv csv;
        struct arena *fields; /* of one record */
};

static struct csv_state *state_of(const struct reader *reader)
{
        return reader->state;
}

static bool is_csv(const struct reader_file *file, struct arena *scratch)
{
        struct dialect dialect;

        return dialect_of(&dialect, file->head, scratch);
}

static bool decodes(struct bytes bytes, enum encoding encoding, struct arena *arena)
{
        size_t bad;
        char *text;

        return text_decode(&text, &bad, bytes, encoding, arena);
}

/* A Japanese header tells the encoding even if a later row is damaged; one in ASCII leaves it to the rows. */
static enum encoding detect(struct bytes head, const struct csv_record *header, struct arena *arena)
{
        enum encoding encoding = ENC_UTF8;
        const unsigned char *end;
        size_t bad;

        if (head.n >= 3 && memcmp(head.at, "\xef\xbb\xbf", 3) == 0)
                return ENC_UTF8_BOM;
        for (size_t i = 0; i < header->raw.n; i++)
                if (header->raw.at[i] >= 0x80)
                        return !decodes(header->raw, ENC_UTF8, arena) && decodes(header->raw, ENC_CP932, arena)
                                       ? ENC_CP932
                                       : ENC_UTF8;
        end = head.n ? memrchr(head.at, '\n', head.n) : NULL; /* the head may end within a character */
        if (end)
                head.n = (size_t)(end - head.at);
        return text_detect(&encoding, &bad, head) ? encoding : ENC_UTF8;
}

/* The window of a rewritten file holds the whole file. */
static enum status rewrite(struct reader *reader, struct csv_state *state, struct findings *findings)
{
        unsigned char *bytes;
        int64_t got;

        if (state->dialect.form == DIALECT_PLAIN) {
                state->window = arena_alloc(reader->arena, WINDOW);
                return OK;
        }
        if (reader->file.size <= (int64_t)DIALECT_MOST_BYTES) {
                bytes = arena_alloc(reader->arena, (size_t)reader->file.size + 1);
                got = file_at(bytes, &reader->file, 0, (size_t)reader->file.size, findings);
                if (got < 0)
                        return ERR_SYSTEM;
                if (dialect_rewrite(&state->text, (struct bytes){bytes, (size_t)got}, state->dialect.form,
                                    reader->arena))
                        return OK;
        }
        finding_add(findings, E027, NULL, arena_strdup(findings->arena, reader->file.name),
                    arena_printf(findings->arena, "%s:1:1", reader->file.name));
        findings->at[findings->n - 1].args[0] = state->dialect.name ? state->dialect.name : "CR";
        findings->at[findings->n - 1].args[1] = "Excel で開き、「CSV UTF-8(コンマ区切り)」で保存し直してください。¦"
                                                "open it in Excel and save it as CSV UTF-8";
        return ERR_INPUT;
}

/* The first record that is not blank tells the encoding, and how the lines end. */
static struct csv_record first_record(struct csv_state *state, struct bytes head)
{
        struct csv csv = csv_of(head);
        struct csv_record record = {.blank = true};

        csv.separator = state->dialect.separator;
        if (state->dialect.hint)
                csv.at = state->dialect.hint;
        while (record.blank && csv_next(&record, &csv, state->fields))
                arena_reset(state->fields);
        return record;
}

static enum status open_csv(struct reader *reader, struct findings *findings)
{
        struct csv_state *state = ARENA_NEW(reader->arena, struct csv_state);
        struct reader_table *table = vec_add(reader->arena, &reader->tables);
        struct bytes head = reader->file.head;
        struct csv_record header;
        enum status st;

        reader->state = state;
        state->fields = arena_child(reader->arena);
        dialect_of(&state->dialect, head, state->fields);
        arena_reset(state->fields);
        st = rewrite(reader, state, findings);
        if (st != OK)
                return st;
        if (state->dialect.form != DIALECT_PLAIN)
                head = state->text;
        header = first_record(state, head);
        *table = (struct reader_table){.name = "",
                                       .style = ORIGIN_COLUMNS,
                                       .encoding = detect(head, &header, state->fields),
                                       .crlf = header.crlf,
                                       .separator = state->dialect.separator,
                                       .written = state->dialect.name,
                                       .header_within = READER_HEADER_WITHIN};
        if (state->dialect.form == DIALECT_UTF16LE || state->dialect.form == DIALECT_UTF16BE ||
            state->dialect.form == DIALECT_EUC_JP || state->dialect.form == DIALECT_JIS)
                table->encoding = ENC_UTF8_BOM;
        arena_reset(state->fields);
        return OK;
}

/* Programs of the days of DOS end a file with 0x1A, which is no row. */
static size_t without_end_mark(const unsigned char *at, size_t n)
{
        size_t end = n;

        for (; n && (at[n - 1] == '\n' || at[n - 1] == '\r' || at[n - 1] == 0x1A); n--)
                if (at[n - 1] == 0x1A)
                        end = n - 1;
        return end;
}

/* Slides the window to where the next record begins. False after a fault of the disk. */
static bool fill(struct reader *reader, struct csv_state *state, struct findings *findings)
{
        size_t left = state->csv.in.n - state->csv.at;
        int64_t got;

        if (state->last || left >= CSV_WINDOW)
                return true;
        memmove(state->window, state->window + state->csv.at, left);
        state->from += (int64_t)state->csv.at;
        got = file_at(state->window + left, &reader->file, state->from + (int64_t)left, WINDOW - left, findings);
        if (got < 0)
                return false;
        state->last = (size_t)got < WINDOW - left;
        left += (size_t)got;
        state->csv.in = (struct bytes){state->window, state->last ? without_end_mark(state->window, left) : left};
        state->csv.at = 0;
        return true;
}

static enum status start_csv(struct reader *reader, size_t table, struct findings *findings)
{
        struct csv_state *state = state_of(reader);
        bool rewritten = state->dialect.form != DIALECT_PLAIN;

        (void)table;
        state->from = 0;
        state->last = rewritten;
        state->csv = (struct csv){.in = rewritten ? state->text : (struct bytes){state->window, 0}, .line = 1};
        if (!rewritten && !fill(reader, state, findings))
                return ERR_SYSTEM;
        state->csv = csv_of(state->csv.in);
        state->csv.separator = state->dialect.separator;
        if (state->dialect.hint) {
                state->csv.at = state->dialect.hint;
                state->csv.line = 2;
        }
        return OK;
}

/* Passes over empty lines, of which there may be millions. */
static bool skip_blank(struct reader *reader, struct csv_state *state, struct findings *findings)
{
        struct csv *csv = &state->csv;

        for (;;) {
                if (!fill(reader, state, findings))
                        return false;
                if (csv->at < csv->in.n && csv->in.at[csv->at] == '\n')
                        csv->at++;
                else if (csv->in.n - csv->at > 1 && csv->in.at[csv->at] == '\r' && csv->in.at[csv->at + 1] == '\n')
                        csv->at += 2;
                else
                        return true;
                csv->line++;
        }
}

/* A line that does not end in the window is given as a range of the file; reading goes on behind it. */
static bool pass_long_line(struct reader_row *out, struct reader *reader, struct csv_state *state,
                           struct findings *findings)
{
        int64_t start = state->from + (int64_t)(out->raw.at - state->window), at = start;
        unsigned char before = 0;

        out->rest_at = start;
        out->raw.n = 0;
        for (;;) {
                int64_t got = file_at(state->window, &reader->file, at, WINDOW, findings);
                const unsigned char *lf = got > 0 ? memchr(state->window, '\n', (size_t)got) : NULL;

                if (got < 0)
                        return false;
                if (lf && lf > state->window)
                        before = lf[-1];
                else if (!lf && got)
                        before = state->window[got - 1];
                at += lf ? lf - state->window : got;
                if (lf || (size_t)got < WINDOW) {
                        out->rest_n = at - start - (lf && before == '\r');
                        state->from = at + (lf != NULL);
                        state->last = false;
                        state->csv.in.n = state->csv.at = 0;
                        return fill(reader, state, findings);
                }
        }
}

static enum read_result complain(struct reader_row *out, struct reader *reader, const struct csv_record *record,
                                 struct arena *row, struct findings *findings)
{
        const char *place = reader_place(row, reader, 0, record->line, 1);
        struct csv_state *state = state_of(reader);

        out->raw = record->raw;
        if (record->fault == CSV_UNCLOSED_QUOTE || record->fault == CSV_SWALLOWS)
                finding_add(findings, record->fault == CSV_SWALLOWS ? E026 : E014, NULL,
                            bad_bytes_show(&(struct mark){0}, record->raw, reader->tables.at[0].encoding, row), place);
        else
                finding_add(findings, E020, NULL, NULL, place)->args[0] =
                        record->fault == CSV_TOO_LONG ? "1行に 64KB¦64 KB in one row" : "500 列¦500 columns";
        if (state->dialect.form != DIALECT_PLAIN)
                return READ_BAD;
        if (state->last || record->raw.at + record->raw.n + record->crlf < state->window + state->csv.in.n)
                return READ_BAD;
        return pass_long_line(out, reader, state, findings) ? READ_BAD : READ_STOP;
}

/* The cells as text, in one piece of memory. */
static enum read_result take_cells(struct reader_row *out, struct reader *reader, const struct csv_record *record,
                                   struct arena *row, struct findings *findings)
{
        enum encoding encoding = reader->tables.at[0].encoding == ENC_CP932 ? ENC_CP932 : ENC_UTF8;
        const char **cells = arena_alloc(row, record->fields.n * sizeof *cells);
        size_t *starts = arena_alloc(row, record->fields.n * sizeof *starts);

        out->raw = record->raw;
        out->n = record->fields.n;
        out->starts = starts;
        for (size_t i = 0; i < out->n; i++)
                starts[i] = record->fields.at[i].start;
        for (size_t i = 0; i < out->n; i++) {
                struct bytes value = record->fields.at[i].value;
                size_t bad;
                char *text;

                if (!text_decode(&text, &bad, value, encoding, row)) {
                        bad_bytes_complain(findings, value, encoding, reader_place(row, reader, 0, record->line, i + 1),
                                           row);
                        return READ_BAD;
                }
                cells[i] = text_trim_in_place(text, strlen(text));
        }
        out->cells = cells;
        return READ_ROW;
}

static enum read_result next_csv(struct reader_row *out, struct reader *reader, struct arena *row,
                                 struct findings *findings)
{
        struct csv_state *state = state_of(reader);
        struct csv_record record;

        do {
                arena_reset(state->fields);
                state->csv.columns = reader->columns;
                if (!skip_blank(reader, state, findings))
                        return READ_STOP;
                if (!csv_next(&record, &state->csv, state->fields))
                        return READ_END;
        } while (record.blank);
        out->line = record.line;
        if (record.fault != CSV_OK)
                return complain(out, reader, &record, row, findings);
        return take_cells(out, reader, &record, row, findings);
}

static void progress_csv(int64_t *done, int64_t *of, const struct reader *reader)
{
        const struct csv_state *state = state_of(reader);

        *done = state->from + (int64_t)state->csv.at;
        *of = reader->file.size;
}

static void close_csv(struct reader *reader)
{
        const struct csv_state *state = state_of(reader);

        if (state)
                arena_free(state->fields);
}

const struct reader_kind reader_csv = {
        .id = "csv",
        .is = is_csv,
        .open = open_csv,
        .start = start_csv,
        .next = next_csv,
        .progress = progress_csv,
        .close = close_csv,
};
