/* The entry workbook and the workbooks below it: every column of the map is explained, and a cell holds what was put. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <zip.h>

#include "core/base/text.h"
#include "core/file/file.h"

#include "templates/workbook/form.h"
#include "templates/workbook/form_columns.h"
#include "templates/workbook/workbook_sheet.h"
#include "templates/workbook/workbook_check.h"

static struct arena *arena;

static int set_up(void **state)
{
        (void)state;
        arena = arena_new(abort);
        return 0;
}

static int tear_down(void **state)
{
        (void)state;
        arena_free(arena);
        return 0;
}

static size_t letters(const char *s)
{
        size_t n = 0;

        while (text_next(&s) >= 0)
                n++;
        return n;
}

/* What Excel shows beside a cell: a title of 32 characters, a text of 255. */
static void test_every_column_is_explained(void **state)
{
        struct form_columns columns[FORM_TABLES];

        (void)state;
        form_columns_take(columns);
        for (int t = 0; t < FORM_TABLES; t++)
                for (size_t i = 0; i < columns[t].n; i++) {
                        const struct field *c = columns[t].at[i];

                        if (!c->note || !*c->note || !c->example || letters(c->note) > 255 || letters(c->words[0]) > 32)
                                fail_msg("%s: %s is not explained, or at too great length", form_tables[t].sheet,
                                         c->id);
                }
}

static const char *part(struct bytes book, const char *name)
{
        zip_t *zip = zip_open_from_source(zip_source_buffer_create(book.at, book.n, 0, NULL), ZIP_RDONLY, NULL);
        char *out = arena_alloc(arena, 1 << 16);
        zip_file_t *file;

        assert_non_null(zip);
        file = zip_fopen(zip, name, 0);
        assert_non_null(file);
        assert_true(zip_fread(file, out, (1 << 16) - 1) > 0);
        zip_fclose(file);
        zip_discard(zip);
        return out;
}

static struct bytes one_sheet(void (*fill)(struct sheet *))
{
        static const struct book_column columns[] = {{"文字", "書き方です。", BOOK_TEXT, 10, true, false},
                                                     {"日付", NULL, BOOK_DATE, 10, false, false},
                                                     {"円", NULL, BOOK_YEN, 10, false, false},
                                                     {"数", NULL, BOOK_COUNT, 10, false, false}};
        struct findings findings = findings_in(arena);
        struct book *book = book_new(&(struct book_about){"試し", "題", {2025, 5, 12}}, arena);
        struct sheet *sheet = book_sheet(book, "表");
        struct bytes out;

        sheet_columns(sheet, columns, 4);
        fill(sheet);
        assert_int_equal(book_finish(&out, book, arena, &findings), OK);
        book_free(book);
        return out;
}

/* Row 2 is the first below the header. Day numbers: 1900-03-01 is 61; 2025-05-12 is 45789 (docs/field.md 5). */
static void fill_values(struct sheet *s)
{
        sheet_text(s, 1, 0, "");
        sheet_date(s, 1, 1, (struct date){2025, 5, 12});
        sheet_yen(s, 1, 2, (struct yen){-5500});
        sheet_count(s, 1, 3, 7);
        sheet_date(s, 2, 1, (struct date){1900, 3, 1});
        sheet_yen(s, 2, 2, (struct yen){YEN_MOST});
        sheet_date(s, 3, 1, (struct date){0});
}

static void test_values(void **state)
{
        static const char *const cells[] = {
                "<c r=\"B2\" s=\"2\"><v>45789</v></c>",
                "<c r=\"C2\" s=\"3\"><v>-5500</v></c>",
                "<c r=\"D2\" s=\"4\"><v>7</v></c>",
                "<c r=\"B3\" s=\"2\"><v>61</v></c>",
                "<c r=\"C3\" s=\"3\"><v>1000000000000</v></c>",
        };
        const char *sheet = part(one_sheet(fill_values), "xl/worksheets/sheet1.xml");

        (void)state;
        for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
                if (!strstr(sheet, cells[i]))
                        fail_msg("no %s in %s", cells[i], sheet);
        assert_null(strstr(sheet, "<c r=\"A2\""));
        assert_null(strstr(sheet, "<c r=\"B4\""));
}

static void fill_texts(struct sheet *s)
{
        sheet_text(s, 1, 0, "=1+1");
        sheet_text(s, 2, 0, "_x0041_ a_b _x00");
        sheet_text(s, 3, 0, "<&>");
        sheet_date(s, 4, 1, (struct date){1899, 12, 31}); /* before the day numbers */
}

static void test_text_stays_text(void **state)
{
        static const char *const strings[] = {"<t>=1+1</t>", "<t>_x005F_x0041_ a_b _x00</t>", "<t>&lt;&amp;&gt;</t>",
                                              "<t>1899-12-31</t>"};
        struct bytes book = one_sheet(fill_texts);
        const char *shared = part(book, "xl/sharedStrings.xml");

        (void)state;
        for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
                if (!strstr(shared, strings[i]))
                        fail_msg("no %s in %s", strings[i], shared);
        assert_null(strstr(part(book, "xl/worksheets/sheet1.xml"), "<f>"));
}

static void fill_too_far(struct sheet *s)
{
        sheet_text(s, BOOK_MOST_ROWS, 0, "below the last row");
}

static void test_what_goes_wrong_is_kept(void **state)
{
        static const struct book_column column = {"列", NULL, BOOK_TEXT, 10, false, false};
        struct findings findings = findings_in(arena);
        struct book *book = book_new(&(struct book_about){"試し", "題", {0}}, arena);
        struct bytes out;
        struct sheet *sheet = book_sheet(book, "表");

        (void)state;
        sheet_columns(sheet, &column, 1);
        fill_too_far(sheet);
        sheet_text(sheet, 1, 0, "fine again");
        assert_int_equal(book_finish(&out, book, arena, &findings), ERR_SYSTEM);
        assert_int_equal(findings.fault.id, F_WORKBOOK);
        assert_int_equal(out.n, 0);
        book_free(book);
}

/* A workbook of which a byte is not as it was written is not whole. */
static void test_damage_is_seen(void **state)
{
        struct bytes book = one_sheet(fill_values);
        unsigned char *copy = arena_alloc(arena, book.n);
        const char *wrong = NULL;

        (void)state;
        memcpy(copy, book.at, book.n);
        assert_int_equal(book_check(&wrong, (struct bytes){copy, book.n}, arena), OK);
        copy[200] ^= 0x10; /* in the deflated [Content_Types].xml */
        assert_int_equal(book_check(&wrong, (struct bytes){copy, book.n}, arena), ERR_SYSTEM);
        assert_string_equal(wrong, "[Content_Types].xml");
        assert_int_equal(book_check(&wrong, (struct bytes){book.at, book.n - 30}, arena), ERR_SYSTEM);
        assert_string_equal(wrong, "zip");
}

/* What a machine read is yellow, and the paper stands beside it; a workbook without it keeps its bytes. */
static void fill_read(struct sheet *s)
{
        struct findings findings = findings_in(arena);
        struct thumbnail crop;
        struct bytes scan;

        assert_int_equal(file_read(&scan, "tests/corpus/image/baseline.jpg", 1 << 20, arena, &findings), OK);
        assert_true(thumbnail_make(&crop, scan, &FORM_CROP, arena));
        sheet_paint(s, true);
        sheet_text(s, 1, 0, "R-1");
        sheet_yen(s, 1, 2, (struct yen){128000});
        sheet_paint(s, false);
        sheet_count(s, 1, 3, 7);
        sheet_picture(s, 1, 0, crop.jpeg, 80);
}

static void test_what_was_read_is_yellow(void **state)
{
        static const char *const cells[] = {"<row r=\"2\" spans=\"1:4\" ht=\"80\"", "<c r=\"A2\" s=\"7\" t=\"s\">",
                                            "<c r=\"C2\" s=\"8\"><v>128000</v></c>",
                                            "<c r=\"D2\" s=\"4\"><v>7</v></c>"};
        struct bytes book = one_sheet(fill_read);
        const char *sheet = part(book, "xl/worksheets/sheet1.xml");

        (void)state;
        for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
                if (!strstr(sheet, cells[i]))
                        fail_msg("no %s in %s", cells[i], sheet);
        assert_non_null(strstr(part(book, "xl/styles.xml"), "<fgColor rgb=\"FFFFF3B5\"/>"));
        assert_int_equal(memcmp(part(book, "xl/media/image1.jpeg"), "\xFF\xD8\xFF", 3), 0);
        assert_null(strstr(part(one_sheet(fill_values), "xl/styles.xml"), "FFF3B5"));
}

/* 確認, the paper, the fields, the remark: of a scan that was read. Of one that was not nothing stands before the fields. */
static void test_form_of_scans(void **state)
{
        static const struct receipt known = {.facility = "",
                                             .number = "",
                                             .issuer = "株式会社ミナト電算",
                                             .issuer_address = "",
                                             .issuer_phone = "",
                                             .amount = {128000},
                                             .registration_number = "",
                                             .addressee = "",
                                             .note = "",
                                             .evidence_names = "a.jpg",
                                             .breakdown_names = ""};
        struct form_scan rows[2] = {{.name = "a.jpg", .known = &known, .remark = "日付は読めません"},
                                    {.name = "b.jpg"}};
        struct form_scans scans = {.at = rows, .n = 2};
        struct findings findings = findings_in(arena);
        struct programme *programme;
        struct bytes book;
        const char *shared;

        (void)state;
        assert_int_equal(programme_open(&programme, "r7-online-qualification", arena, &findings), OK);
        assert_int_equal(
                form_write(&book, &(struct form_input){.programme = programme, .scans = &scans}, arena, &findings), OK);
        shared = part(book, "xl/sharedStrings.xml");
        assert_non_null(strstr(shared, "<t>確認</t>"));
        assert_non_null(strstr(shared, "<t>日付は読めません</t>"));
        assert_null(strstr(part(book, "xl/worksheets/sheet3.xml"), "<v>0</v>")); /* no amount of 0, no day of 0 */
        rows[0].known = NULL;
        assert_int_equal(
                form_write(&book, &(struct form_input){.programme = programme, .scans = &scans}, arena, &findings), OK);
        assert_null(strstr(part(book, "xl/sharedStrings.xml"), "<t>確認</t>"));
        assert_non_null(strstr(part(book, "xl/sharedStrings.xml"), "<t>b.jpg</t>"));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_every_column_is_explained),
                cmocka_unit_test(test_values),
                cmocka_unit_test(test_text_stays_text),
                cmocka_unit_test(test_what_goes_wrong_is_kept),
                cmocka_unit_test(test_damage_is_seen),
                cmocka_unit_test(test_what_was_read_is_yellow),
                cmocka_unit_test(test_form_of_scans),
        };

        return cmocka_run_group_tests_name("form", tests, set_up, tear_down);
}
