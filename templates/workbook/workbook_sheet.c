#include "templates/workbook/workbook_sheet.h"

#include <string.h>
#include <xlsxwriter.h>

#include "core/base/text.h"

#include "templates/workbook/workbook_private.h"

#include "core/banned.h"

enum { LINE_PIXELS = 18, NOTE_CELLS = 38, ROW_POINTS = 18, HEADER_POINTS = 22, LINE_POINTS = 15 };

void sheet_paint(struct sheet *s, bool yellow)
{
        s->yellow = yellow;
}

/* As tall as its lines, each of NOTE_CELLS half-width characters. */
static void add_note(struct sheet *s, int column, const char *note)
{
        int lines = 1, cells = 0;
        lxw_comment_options options = {
                .author = s->book->author, .font_name = s->book->font, .font_size = 10, .width = 300};

        for (const char *at = note; *at;) {
                const char *from = at;
                bool end = text_next(&at) == '\n';
                int width = end ? 0 : text_width(arena_strndup(s->book->arena, from, (size_t)(at - from)));

                lines += end || cells + width > NOTE_CELLS;
                cells = end ? 0 : cells + width > NOTE_CELLS ? width : cells + width;
        }
        options.height = (uint16_t)((lines + 1) * LINE_PIXELS);
        book_keep(s->book, worksheet_write_comment_opt(s->sheet, 0, (lxw_col_t)column, note, &options));
}

void sheet_columns(struct sheet *s, const struct book_column *columns, int n)
{
        struct book *book = s->book;

        if (n < 1 || n > BOOK_MOST_COLUMNS) {
                book_keep(book, LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
                return;
        }
        worksheet_set_default_row(s->sheet, ROW_POINTS, LXW_FALSE);
        worksheet_freeze_panes(s->sheet, 1, 0);
        worksheet_gridlines(s->sheet, LXW_SHOW_ALL_GRIDLINES);
        book_keep(book, worksheet_repeat_rows(s->sheet, 0, 0));
        book_keep(book, worksheet_set_row(s->sheet, 0, HEADER_POINTS, book->looks[LOOK_HEADER]));
        for (int i = 0; i < n; i++) {
                const struct book_column *c = &columns[i];

                s->types[i] = c->type;
                s->printed += c->on_paper;
                s->wraps[i] = c->on_paper && c->type == BOOK_TEXT ? c->width : 0;
                book_keep(book, worksheet_set_column(s->sheet, (lxw_col_t)i, (lxw_col_t)i, c->width,
                                                     s->wraps[i] ? book->wrapped : book->types[c->type]));
                sheet_say(s, 0, i, c->required ? LOOK_REQUIRED : LOOK_HEADER, c->header);
                if (c->note)
                        add_note(s, i, c->note);
        }
}

void sheet_widths(struct sheet *s, const int *widths, int n)
{
        worksheet_set_default_row(s->sheet, ROW_POINTS, LXW_FALSE);
        for (int i = 0; i < n && i < BOOK_MOST_COLUMNS; i++) {
                s->widths[i] = widths[i];
                book_keep(s->book, worksheet_set_column(s->sheet, (lxw_col_t)i, (lxw_col_t)i, widths[i],
                                                        s->book->looks[LOOK_PLAIN]));
        }
        worksheet_gridlines(s->sheet, LXW_HIDE_ALL_GRIDLINES);
}

static lxw_data_val_obj *last_validation(const lxw_worksheet *sheet)
{
        lxw_data_val_obj *last = STAILQ_FIRST(sheet->data_validations);

        while (STAILQ_NEXT(last, list_pointers))
                last = STAILQ_NEXT(last, list_pointers);
        return last;
}

void sheet_rule(struct sheet *s, int column, const struct book_rule *rule)
{
        static const uint8_t tests[] = {[TEST_NONE] = LXW_VALIDATION_TYPE_ANY,
                                        [TEST_LIST] = LXW_VALIDATION_TYPE_CUSTOM_FORMULA,
                                        [TEST_FORMULA] = LXW_VALIDATION_TYPE_CUSTOM_FORMULA};
        struct arena *arena = s->book->arena;
        lxw_data_validation v = {
                .validate = tests[rule->test],
                .show_error = rule->open ? LXW_VALIDATION_OFF : LXW_VALIDATION_ON,
                .error_type = rule->advised ? LXW_VALIDATION_ERROR_TYPE_WARNING : LXW_VALIDATION_ERROR_TYPE_STOP,
                .value_formula = rule->of ? arena_printf(arena, "=%s", rule->of) : NULL,
                .input_title = rule->prompt ? arena_strdup(arena, rule->title) : NULL,
                .input_message = arena_strdup(arena, rule->prompt),
                .error_title = rule->wrong ? arena_strdup(arena, rule->title) : NULL,
                .error_message = arena_strdup(arena, rule->wrong),
        };

        book_keep(s->book, worksheet_data_validation_range(s->sheet, 1, (lxw_col_t)column, BOOK_MOST_ROWS - 1,
                                                           (lxw_col_t)column, &v));
        /* libxlsxwriter 1.1.4 copies the range of a list twice and loses one copy; of a formula it does not */
        if (rule->test == TEST_LIST && s->book->error == LXW_NO_ERROR)
                last_validation(s->sheet)->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
}

static bool is_hex(char c)
{
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* _x000D_ in a cell means the character U+000D: text that happens to look so has its first _ written in this way
 * (ECMA-376 part 1, 22.9.2.19). Control characters libxlsxwriter writes so itself. */
static const char *escape(struct arena *arena, const char *text)
{
        struct buffer out;

        if (!strstr(text, "_x"))
                return text;
        out = buffer_in(arena);
        for (const char *s = text; *s; s++) {
                bool looks_so = s[0] == '_' && s[1] == 'x' && is_hex(s[2]) && is_hex(s[3]) && is_hex(s[4]) &&
                                is_hex(s[5]) && s[6] == '_';

                buffer_text(&out, looks_so ? "_x005F" : "");
                buffer_char(&out, *s);
        }
        return out.at;
}

static void put(struct sheet *s, int row, int column, lxw_format *format, const char *text)
{
        if (*text)
                book_keep(s->book, worksheet_write_string(s->sheet, (lxw_row_t)row, (lxw_col_t)column,
                                                          escape(s->book->arena, text), format));
}

/* How many lines a text takes in a column of that width. */
static int lines_of(struct arena *arena, const char *text, int width)
{
        int lines = 0;

        for (const char *end; *text; text = *end ? end + 1 : end, lines++) {
                end = text + strcspn(text, "\n");
                lines += width > 0 ? (text_width(arena_strndup(arena, text, (size_t)(end - text))) - 1) / width : 0;
        }
        return lines;
}

static void set_height(struct sheet *s, int row, double height)
{
        if (row == s->row && height <= s->height)
                return;
        s->row = row;
        s->height = height;
        book_keep(s->book, worksheet_set_row(s->sheet, (lxw_row_t)row, height, NULL));
}

/* Programs do not agree on how tall a row of wrapped text becomes by itself. */
static void make_room(struct sheet *s, int row, int column, enum book_look look, const char *text)
{
        static const double points[BOOK_LOOKS] = {
                [LOOK_PLAIN] = 18,  [LOOK_TITLE] = 28,    [LOOK_HEADING] = 22, [LOOK_STRONG] = 20,
                [LOOK_HEADER] = 18, [LOOK_REQUIRED] = 18, [LOOK_CELL] = 18};
        bool wraps = look >= LOOK_HEADER;
        int width = s->widths[column] - 2; /* the edges of the cell */
        int lines = wraps && width > 0 ? (text_width(text) + width - 1) / width : 1;
        double height = points[look] + (lines > 1 ? (lines - 1) * LINE_POINTS : 0);

        set_height(s, row, height);
}

void sheet_say(struct sheet *s, int row, int column, enum book_look look, const char *text)
{
        if (column < BOOK_MOST_COLUMNS && s->widths[column])
                make_room(s, row, column, look, text);
        put(s, row, column, s->book->looks[look], text);
}

static void reach(struct sheet *s, int row)
{
        if (row > s->last_row)
                s->last_row = row;
}

void sheet_text(struct sheet *s, int row, int column, const char *text)
{
        const int width = column < BOOK_MOST_COLUMNS ? s->wraps[column] - 2 : 0; /* indent and edges */
        const int lines = width > 0 ? lines_of(s->book->arena, text, width) : 1;

        reach(s, row);
        if (lines > 1)
                set_height(s, row, ROW_POINTS + (lines - 1) * LINE_POINTS);
        put(s, row, column, width > 0 ? s->book->wrapped : book_format(s->book, BOOK_TEXT, s->yellow), text);
}

void sheet_picture(struct sheet *s, int row, int column, struct bytes jpeg, int points)
{
        lxw_image_options options = {.x_offset = 2, .y_offset = 2, .object_position = LXW_OBJECT_MOVE_AND_SIZE};

        reach(s, row);
        set_height(s, row, points);
        book_keep(s->book, worksheet_insert_image_buffer_opt(s->sheet, (lxw_row_t)row, (lxw_col_t)column, jpeg.at,
                                                             jpeg.n, &options));
}

static void put_number(struct sheet *s, int row, int column, int64_t n)
{
        reach(s, row);
        /* whole and far below 2^53: a double holds it exactly (YEN_MOST is 10^12) */
        book_keep(s->book, worksheet_write_number(s->sheet, (lxw_row_t)row, (lxw_col_t)column, (double)n,
                                                  book_format(s->book, s->types[column], s->yellow)));
}

void sheet_date(struct sheet *s, int row, int column, struct date date)
{
        /* day 60 is 1900-02-29, which never was: from 1900-03-01 = 61 on all programs agree */
        const struct date first = {1900, 3, 1};
        char iso[DATE_TEXT];

        if (!date_is_set(date))
                return;
        if (date_compare(date, first) < 0)
                sheet_text(s, row, column, date_iso(iso, date));
        else
                put_number(s, row, column, 61 + date_days_between(first, date));
}

void sheet_yen(struct sheet *s, int row, int column, struct yen yen)
{
        put_number(s, row, column, yen.n);
}

void sheet_count(struct sheet *s, int row, int column, int64_t n)
{
        put_number(s, row, column, n);
}
