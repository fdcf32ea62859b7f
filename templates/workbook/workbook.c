#include "templates/workbook/workbook.h"

#include <stdlib.h>
#include <xlsxwriter.h>

#include "templates/workbook/workbook_check.h"
#include "templates/workbook/workbook_private.h"

#include "core/platform/platform.h"

#include "core/banned.h"

/* Of Windows, macOS with Office, and Debian: what it lacks the program shows in its own font. */
static const char font[] = "BIZ UDPGothic";

#define RESERVE ((size_t)16 << 20)

void book_keep(struct book *book, lxw_error error)
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
        static const char *const numbers[BOOK_TYPES] = {
                [BOOK_TEXT] = "@", [BOOK_DATE] = "yyyy/m/d", [BOOK_YEN] = "#,##0", [BOOK_COUNT] = "General"};
        lxw_format *f = new_format(book);

        format_set_num_format(f, numbers[type]);
        if (type == BOOK_DATE)
                format_set_align(f, LXW_ALIGN_RIGHT);
        return f;
}

static void make_types(struct book *book)
{
        for (int t = 0; t < BOOK_TYPES; t++)
                book->types[t] = new_type(book, t);
        book->wrapped = new_type(book, BOOK_TEXT);
        format_set_text_wrap(book->wrapped);
        format_set_align(book->wrapped, LXW_ALIGN_LEFT);
        format_set_indent(book->wrapped, 1); /* amounts stand right before it */
}

lxw_format *book_format(struct book *book, enum book_type type, bool yellow)
{
        if (!yellow)
                return book->types[type];
        if (!book->yellow[type]) {
                book->yellow[type] = new_type(book, (int)type);
                format_set_bg_color(book->yellow[type], 0xFFF3B5);
        }
        return book->yellow[type];
}

static void make_looks(struct book *book)
{
        static const struct {
                double size;
                bool bold, boxed;
                lxw_color_t ink, ground; /* 0: none */
        } rows[BOOK_LOOKS] = {
                [LOOK_PLAIN] = {11, false, false, 0, 0},         [LOOK_TITLE] = {16, true, false, 0, 0},
                [LOOK_HEADING] = {13, true, false, 0x1F3864, 0}, [LOOK_STRONG] = {11, true, false, 0xC00000, 0},
                [LOOK_HEADER] = {11, true, true, 0, 0xDDEBF7},   [LOOK_REQUIRED] = {11, true, true, 0, 0xFFC000},
                [LOOK_CELL] = {11, false, true, 0, 0},
        };

        for (int i = 0; i < BOOK_LOOKS; i++) {
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
        book_keep(book, workbook_set_properties(book->workbook, &properties));
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
        book_keep(book, workbook_validate_sheet_name(book->workbook, name));
        s->sheet = got(book, workbook_add_worksheet(book->workbook, book->error ? NULL : name));
        worksheet_set_landscape(s->sheet);
        worksheet_set_paper(s->sheet, 9); /* A4 */
        worksheet_set_margins(s->sheet, 0.4, 0.4, 0.5, 0.6);
        worksheet_fit_to_pages(s->sheet, 1, 0);
        book_keep(book, worksheet_set_footer(s->sheet, "&L&F  &A&R&P / &N"));
        return s;
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
                        book_keep(book, worksheet_print_area(s->sheet, 0, 0, (lxw_row_t)s->last_row,
                                                             (lxw_col_t)(s->printed - 1)));
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
                book_keep(book, workbook_close(workbook));
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
