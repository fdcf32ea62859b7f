#include "templates/workbook/workbook.h"

#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "core/base/text.h"

#include "templates/workbook/workbook_check.h"

#include "core/platform/platform.h"

#include "core/banned.h"

/* Of Windows, macOS with Office, and Debian: what it lacks the program shows in its own font. */
static const char font[] = "BIZ UDPGothic";

enum {
        TYPES = BOOK_COUNT + 1,
        LOOKS = LOOK_CELL + 1,
        MOST_COLUMNS = 64,
        LINE_PIXELS = 18,
        NOTE_CELLS = 38,
        ROW_POINTS = 18,
        HEADER_POINTS = 22,
        LINE_POINTS = 15
};

#define RESERVE ((size_t)16 << 20)

struct sheet {
        struct book *book;
        lxw_worksheet *sheet;
        enum book_type types[MOST_COLUMNS];
        int widths[MOST_COLUMNS]; /* of a page; 0: text runs on over the empty cells beside it */
        int wraps
                [MOST_COLUMNS]; /* of a table: the width of a column of text that is printed; 0: its text stays in one line */
        int row;                /* the one last written that had to be tall, and how tall it is */
        double height;
        bool yellow;
        int printed, last_row; /* of a table: so many columns, as far as this row; 0: all */
        struct sheet *before;  /* the sheet added before it */
};

struct book {
        struct arena *arena;
        int fd; /* the bytes, in memory: what has no name cannot be left half written */
        lxw_workbook *workbook;
        lxw_format *types[TYPES], *looks[LOOKS], *wrapped;
        lxw_format *yellow[TYPES]; /* made where one is used: a workbook without keeps its bytes */
        struct sheet *last;
        lxw_error error;     /* the first */
        int system_error;    /* platform_code */
        char *font, *author; /* libxlsxwriter takes no const */
};

static void keep(struct book *book, lxw_error error)
{
        if (error == LXW_ERROR_MEMORY_MALLOC_FAILED)
                arena_handler(book->arena)();
        if (book->error == LXW_NO_ERROR)
                book->error = error;
}

/* libxlsxwriter gives NULL where it has no memory left. */
static void *got(const struct book *book, void *p)
{
        if (!p)
                arena_handler(book->arena)();
        return p;
}

/* libxlsxwriter does not survive every allocation that fails, and leaves out what it has no memory for. What it needs beside
 * the cells is asked for here first, and given back for it to take. */
static void reserve(const struct book *book)
{
        void *volatile room = malloc(RESERVE);

        got(book, room);
        free(room);
}

static lxw_format *new_format(const struct book *book)
{
        lxw_format *f = got(book, workbook_add_format(book->workbook));

        format_set_font_name(f, font);
        format_set_font_size(f, 11);
        format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
        return f;
}

static lxw_format *new_type(const struct book *book, int type)
{
        static const char *const numbers[TYPES] = {
                [BOOK_TEXT] = "@", [BOOK_DATE] = "yyyy/m/d", [BOOK_YEN] = "#,##0", [BOOK_COUNT] = "General"};
        lxw_format *f = new_format(book);

        format_set_num_format(f, numbers[type]);
        if (type == BOOK_DATE)
                format_set_align(f, LXW_ALIGN_RIGHT);
        return f;
}

static void make_types(struct book *book)
{
        for (int t = 0; t < TYPES; t++)
                book->types[t] = new_type(book, t);
        book->wrapped = new_type(book, BOOK_TEXT);
        format_set_text_wrap(book->wrapped);
        format_set_align(book->wrapped, LXW_ALIGN_LEFT);
        format_set_indent(book->wrapped, 1); /* amounts stand right before it */
}

static lxw_format *type_of(const struct sheet *s, enum book_type type)
{
        struct book *book = s->book;

        if (!s->yellow)
                return book->types[type];
        if (!book->yellow[type]) {
                book->yellow[type] = new_type(book, (int)type);
                format_set_bg_color(book->yellow[type], 0xFFF3B5);
        }
        return book->yellow[type];
}

void sheet_paint(struct sheet *s, bool yellow)
{
        s->yellow = yellow;
}

static void make_looks(struct book *book)
{
        static const struct {
                double size;
                bool bold, boxed;
                lxw_color_t ink, ground; /* 0: none */
        } rows[LOOKS] = {
                [LOOK_PLAIN] = {11, false, false, 0, 0},         [LOOK_TITLE] = {16, true, false, 0, 0},
                [LOOK_HEADING] = {13, true, false, 0x1F3864, 0}, [LOOK_STRONG] = {11, true, false, 0xC00000, 0},
                [LOOK_HEADER] = {11, true, true, 0, 0xDDEBF7},   [LOOK_REQUIRED] = {11, true, true, 0, 0xFFC000},
                [LOOK_CELL] = {11, false, true, 0, 0},
        };

        for (int i = 0; i < LOOKS; i++) {
                lxw_format *f = book->looks[i] = new_format(book);

                format_set_font_size(f, rows[i].size);
                format_set_num_format(f, "@");
                if (rows[i].bold)
                        format_set_bold(f);
                if (rows[i].ink)
                        format_set_font_color(f, rows[i].ink);
                if (rows[i].ground)
                        format_set_bg_color(f, rows[i].ground);
                if (rows[i].boxed) {
                        format_set_border(f, LXW_BORDER_THIN);
                        format_set_border_color(f, 0x8EA9C1);
                        format_set_text_wrap(f);
                }
        }
}

static time_t made_at(struct date day)
{
        const struct date epoch = {1970, 1, 1}, zip_epoch = {1980, 1, 1};

        return (time_t)date_days_between(epoch, date_is_set(day) ? day : zip_epoch) * 86400;
}

struct book *book_new(const struct book_about *about, struct arena *arena)
{
        struct book *book = ARENA_NEW(arena, struct book);
        lxw_workbook_options options = {.constant_memory = LXW_FALSE, .use_zip64 = LXW_FALSE};
        lxw_doc_properties properties = {.title = arena_strdup(arena, about->title),
                                         .subject = arena_strdup(arena, about->subject),
                                         .created = made_at(about->made)};
        char path[PLATFORM_PATH];

        book->arena = arena;
        reserve(book);
        book->font = arena_strdup(arena, font);
        book->author = arena_strdup(arena, "soroe");
        book->fd = platform_memory_file("workbook");
        if (book->fd < 0)
                book->system_error = platform_code();
        platform_path_of(path, book->fd < 0 ? 0 : book->fd);
        book->workbook = got(book, workbook_new_opt(arena_strdup(arena, path), &options));
        keep(book, workbook_set_properties(book->workbook, &properties));
        make_types(book);
        make_looks(book);
        return book;
}

void book_free(struct book *book)
{
        if (!book)
                return;
        if (book->workbook)
                lxw_workbook_free(book->workbook);
        if (book->fd >= 0)
                platform_close(book->fd);
        book->workbook = NULL;
        book->fd = -1;
}

struct sheet *book_sheet(struct book *book, const char *name)
{
        struct sheet *s = ARENA_NEW(book->arena, struct sheet);

        s->book = book;
        s->before = book->last;
        book->last = s;
        keep(book, workbook_validate_sheet_name(book->workbook, name));
        s->sheet = got(book, workbook_add_worksheet(book->workbook, book->error ? NULL : name));
        worksheet_set_landscape(s->sheet);
        worksheet_set_paper(s->sheet, 9); /* A4 */
        worksheet_set_margins(s->sheet, 0.4, 0.4, 0.5, 0.6);
        worksheet_fit_to_pages(s->sheet, 1, 0);
        keep(book, worksheet_set_footer(s->sheet, "&L&F  &A&R&P / &N"));
        return s;
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
        keep(s->book, worksheet_write_comment_opt(s->sheet, 0, (lxw_col_t)column, note, &options));
}

void sheet_columns(struct sheet *s, const struct book_column *columns, int n)
{
        struct book *book = s->book;

        if (n < 1 || n > MOST_COLUMNS) {
                keep(book, LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
                return;
        }
        worksheet_set_default_row(s->sheet, ROW_POINTS, LXW_FALSE);
        worksheet_freeze_panes(s->sheet, 1, 0);
        worksheet_gridlines(s->sheet, LXW_SHOW_ALL_GRIDLINES);
        keep(book, worksheet_repeat_rows(s->sheet, 0, 0));
        keep(book, worksheet_set_row(s->sheet, 0, HEADER_POINTS, book->looks[LOOK_HEADER]));
        for (int i = 0; i < n; i++) {
                const struct book_column *c = &columns[i];

                s->types[i] = c->type;
                s->printed += c->on_paper;
                s->wraps[i] = c->on_paper && c->type == BOOK_TEXT ? c->width : 0;
                keep(book, worksheet_set_column(s->sheet, (lxw_col_t)i, (lxw_col_t)i, c->width,
                                                s->wraps[i] ? book->wrapped : book->types[c->type]));
                sheet_say(s, 0, i, c->required ? LOOK_REQUIRED : LOOK_HEADER, c->header);
                if (c->note)
                        add_note(s, i, c->note);
        }
}

void sheet_widths(struct sheet *s, const int *widths, int n)
{
        worksheet_set_default_row(s->sheet, ROW_POINTS, LXW_FALSE);
        for (int i = 0; i < n && i < MOST_COLUMNS; i++) {
                s->widths[i] = widths[i];
                keep(s->book,
                     worksheet_set_column(s->sheet, (lxw_col_t)i, (lxw_col_t)i, widths[i], s->book->looks[LOOK_PLAIN]));
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

        keep(s->book, worksheet_data_validation_range(s->sheet, 1, (lxw_col_t)column, BOOK_MOST_ROWS - 1,
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
                keep(s->book, worksheet_write_string(s->sheet, (lxw_row_t)row, (lxw_col_t)column,
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
        keep(s->book, worksheet_set_row(s->sheet, (lxw_row_t)row, height, NULL));
}

/* Programs do not agree on how tall a row of wrapped text becomes by itself. */
static void make_room(struct sheet *s, int row, int column, enum book_look look, const char *text)
{
        static const double points[LOOKS] = {
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
        if (column < MOST_COLUMNS && s->widths[column])
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
        const int width = column < MOST_COLUMNS ? s->wraps[column] - 2 : 0; /* indent and edges */
        const int lines = width > 0 ? lines_of(s->book->arena, text, width) : 1;

        reach(s, row);
        if (lines > 1)
                set_height(s, row, ROW_POINTS + (lines - 1) * LINE_POINTS);
        put(s, row, column, width > 0 ? s->book->wrapped : type_of(s, BOOK_TEXT), text);
}

void sheet_picture(struct sheet *s, int row, int column, struct bytes jpeg, int points)
{
        lxw_image_options options = {.x_offset = 2, .y_offset = 2, .object_position = LXW_OBJECT_MOVE_AND_SIZE};

        reach(s, row);
        set_height(s, row, points);
        keep(s->book,
             worksheet_insert_image_buffer_opt(s->sheet, (lxw_row_t)row, (lxw_col_t)column, jpeg.at, jpeg.n, &options));
}

static void put_number(struct sheet *s, int row, int column, int64_t n)
{
        reach(s, row);
        /* whole and far below 2^53: a double holds it exactly (YEN_MOST is 10^12) */
        keep(s->book, worksheet_write_number(s->sheet, (lxw_row_t)row, (lxw_col_t)column, (double)n,
                                             type_of(s, s->types[column])));
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

const char *book_letters(char out[BOOK_LETTERS], int column)
{
        lxw_col_to_name(out, (lxw_col_t)column, LXW_FALSE);
        return out;
}

static enum status read_all(struct bytes *out, int fd, struct arena *arena)
{
        struct platform_state now;
        unsigned char *at;
        size_t done = 0;

        if (!platform_state_of(&now, fd))
                return ERR_SYSTEM;
        at = arena_alloc(arena, (size_t)now.size + 1);
        while (done < (size_t)now.size) {
                int64_t n = platform_read_at(fd, at + done, (size_t)now.size - done, (int64_t)done);

                if (n <= 0)
                        return ERR_SYSTEM;
                done += (size_t)n;
        }
        *out = (struct bytes){at, done};
        return OK;
}

/* Only the columns that are for paper; as far down as something is written. */
static void set_print_areas(struct book *book)
{
        for (struct sheet *s = book->last; s; s = s->before)
                if (s->printed)
                        keep(book,
                             worksheet_print_area(s->sheet, 0, 0, (lxw_row_t)s->last_row, (lxw_col_t)(s->printed - 1)));
}

enum status book_finish(struct bytes *out, struct book *book, struct arena *arena, struct findings *findings)
{
        lxw_workbook *workbook = book->workbook;
        const char *wrong = NULL;

        *out = (struct bytes){0};
        if (book->system_error)
                return fault_set(findings, F_WORKBOOK, "memfd_create", platform_words(book->system_error));
        set_print_areas(book);
        if (book->error == LXW_NO_ERROR) {
                reserve(book);
                book->workbook = NULL; /* closing frees it, also when it fails */
                keep(book, workbook_close(workbook));
        }
        if (book->error != LXW_NO_ERROR)
                return fault_set(findings, F_WORKBOOK, "libxlsxwriter", lxw_strerror(book->error));
        if (read_all(out, book->fd, arena) != OK)
                return fault_set(findings, F_WORKBOOK, "read", platform_why());
        if (book_check(&wrong, *out, arena) != OK) {
                fault_set(findings, F_WORKBOOK, wrong, "it is not whole");
                findings->fault.detail_ja = "最後まで書けていません";
                *out = (struct bytes){0};
                return ERR_SYSTEM;
        }
        return OK;
}
