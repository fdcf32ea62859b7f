/* A cell's text as its value: what is wrapped around it, and what stands in place of it. */
#include "receipts/table/cell_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "receipts/formats/dialect.h"

#include "core/banned.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static struct arena *arena;

static int start(void **state)
{
        (void)state;
        arena = arena_new(abort);
        return 0;
}

static int stop(void **state)
{
        (void)state;
        arena_free(arena);
        return 0;
}

static void shells_are_no_part_of_a_value(void **state)
{
        static const struct {
                const char *typed, *text;
                bool name;
        } rows[] = {
                {"0012", "0012", false},
                {"=\"0012\"", "0012", false},
                {"=\"a\"&\"b\"", "=\"a\"&\"b\"", false}, /* a formula */
                {"=\"\"", "", false},
                {"'0012", "0012", false},
                {"'quoted'", "'quoted'", true},
                {"'", "'", false},
                {"\xE2\x80\xAA" "1919990018" "\xE2\x80\xAC", "1919990018", false}, /* U+202A, U+202C */
                {"R-\xE2\x80\x8B" "2", "R-2", false},
                {"\xEF\xBB\xBF" "株式\xE2\x80\x8E会社\xE2\x80\x8B", "株式\xE2\x80\x8E会社", true}, /* within a name it is shown */
                {"\xE2\x80\x8B", "", true},
                {"\xE2\x80\x8B '0012", "0012", false},
                {"葛\xF3\xA0\x84\x80", "葛\xF3\xA0\x84\x80", true}, /* a shape is seen */
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++)
                assert_string_equal(cell_text(rows[i].typed, rows[i].name, arena), rows[i].text);
}

/* `;`-separated (docs/formats.md); whatever else parts the pieces, none is lost. */
static void lists(void **state)
{
        static const struct {
                const char *typed, *list;
        } rows[] = {
                {"R6:訪問診療等", "R6:訪問診療等"},
                {"R6:訪問診療等;R6:オンライン診療等", "R6:訪問診療等;R6:オンライン診療等"},
                {"R5:訪問診療等、R6:オンライン診療等", "R5:訪問診療等;R6:オンライン診療等"},
                {"R5:訪問診療等,R6:オンライン診療等", "R5:訪問診療等;R6:オンライン診療等"},
                {"R5:訪問診療等\r\nR6:オンライン診療等", "R5:訪問診療等;;R6:オンライン診療等"},
                {"R6:外来診療等(通常とは異なる動線、機器故障時等)", "R6:外来診療等(通常とは異なる動線、機器故障時等)"},
                {"R6:外来診療等（一、二）、R5:訪問診療等", "R6:外来診療等（一、二）;R5:訪問診療等"},
                {"許可病床数=1,200", "許可病床数=1,200"},
                {")、(", ");("},
                {"", ""},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++)
                assert_string_equal(cell_list(rows[i].typed, arena), rows[i].list);
}

static void marks_that_point_elsewhere(void **state)
{
        static const char *const marks[] = {"〃", "″", "々", "\"", "”", "＂", "仝", "同上", "（同上）", "上に同じ", "''", "´´", "〃 〃", "-〃-", "〝", "↑", "↓", "ditto", "同左", "（同左）", "同", "同社", "左に同じ", "以下同じ"};
        static const char *const values[] = {"", "同上商会", "佐々木", "8\"", "'", "ー", "-", "1", "d", "同窓会", "同社製品", "一同", "→2階", "〃商会", "～"};

        (void)state;
        for (size_t i = 0; i < COUNT(marks); i++)
                if (!cell_is_ditto(marks[i], arena))
                        fail_msg("%s is a ditto mark", marks[i]);
        for (size_t i = 0; i < COUNT(values); i++)
                if (cell_is_ditto(values[i], arena))
                        fail_msg("%s is a value", values[i]);
}

static void words_for_none(void **state)
{
        static const char *const none[] = {"-", "ー", "―", "--", "－ －", "なし", "無し", "無", "ﾅｼ", "該当なし", "N/A", "／"};
        static const char *const values[] = {"", "0", "なしの木医院", "無料", "-1", "未登録", "不明", "1-2"};

        (void)state;
        for (size_t i = 0; i < COUNT(none); i++)
                if (!cell_is_none(none[i], false, arena))
                        fail_msg("%s says none", none[i]);
        for (size_t i = 0; i < COUNT(values); i++)
                if (cell_is_none(values[i], false, arena))
                        fail_msg("%s is a value", values[i]);
        assert_true(cell_is_none("未登録", true, arena));
        assert_true(cell_is_none("免税事業者", true, arena));
}

/* 1-2 becomes 1月2日, 2-Jan or 2025/1/2; 12E3 becomes 1.20E+04. */
static void what_excel_makes_of_numbers(void **state)
{
        static const char *const dates[] = {"1月2日", "12月31日", "2-Jan", "31-Dec-25", "Jan-02", "2025/1/2"};
        static const char *const numbers[] = {"1.20E+04", "1.23457E+15", "1E+10"};
        static const char *const neither[] = {"", "1-2", "1月", "2025-1-2", "25/1/2", "Jan", "12E3", "1.20E+4x", "E+04", "R-1月2日", "月2日"};

        (void)state;
        for (size_t i = 0; i < COUNT(dates); i++)
                if (!cell_is_changed_date(dates[i]))
                        fail_msg("%s", dates[i]);
        for (size_t i = 0; i < COUNT(numbers); i++)
                if (!cell_is_changed_number(numbers[i]))
                        fail_msg("%s", numbers[i]);
        for (size_t i = 0; i < COUNT(neither); i++)
                if (cell_is_changed_date(neither[i]) || cell_is_changed_number(neither[i]))
                        fail_msg("%s", neither[i]);
}

/* What a text file is, by its first bytes. */
static void dialects(void **state)
{
        static const struct {
                struct bytes head;
                enum dialect_form form;
                char separator;
                size_t hint;
        } rows[] = {
#define TEXT(s) {(const unsigned char *)(s), sizeof(s) - 1}
                {TEXT("a,b\n"), DIALECT_PLAIN, ',', 0},
                {TEXT("a\tb\tc\n1,5\t2\t3\n"), DIALECT_PLAIN, '\t', 0},
                {TEXT("title\na;b;c\n1,5;2;3\n"), DIALECT_PLAIN, ';', 0},
                {TEXT("a,b,c\n1;2;3;4;5,x,y\n"), DIALECT_PLAIN, ',', 0}, /* values of a cell */
                {TEXT("題名\n番号|表|b\n1|2|3\n"), DIALECT_PLAIN, '|', 0},
                {TEXT("a|b,c\n"), DIALECT_PLAIN, ',', 0},
                {TEXT("\x83\x7c\x83\x93\n\x83\x7c,\x83\x93\n"), DIALECT_PLAIN, ',', 0}, /* ポ of CP932 holds the byte of a bar */
                {TEXT("sep=;\na;b\n"), DIALECT_PLAIN, ';', 6},
                {TEXT("\"sep=,\"\r\na,b\n"), DIALECT_PLAIN, ',', 9},
                {TEXT("\xef\xbb\xbfsep=\t\na\tb\n"), DIALECT_PLAIN, '\t', 9},
                {TEXT("a,b\rc,d\r"), DIALECT_CR, ',', 0},
                {TEXT("\xff\xfe" "a\0\t\0" "b\0\n\0"), DIALECT_UTF16LE, '\t', 0},
                {TEXT("\0a\0,\0b\0\n"), DIALECT_UTF16BE, ',', 0},
                {TEXT("\x1b$B<~\x1b(B,b\n"), DIALECT_JIS, ',', 0},
                {TEXT("\xce\xce\xbc\xfd\xbd\xf1\xc8\xd6\xb9\xe6,b\n"), DIALECT_EUC_JP, ',', 0}, /* 領収書番号 */
                {TEXT("\x97\xcc\x8e\xfb\x8f\x91\x94\xd4\x8d\x86,b\n"), DIALECT_PLAIN, ',', 0},   /* the same in CP932 */
                {TEXT(""), DIALECT_PLAIN, ',', 0},
#undef TEXT
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct dialect d;

                assert_true(dialect_of(&d, rows[i].head, arena));
                if (d.form != rows[i].form || d.separator != rows[i].separator || d.hint != rows[i].hint)
                        fail_msg("row %zu: form %d, separator %d, hint %zu", i, (int)d.form, d.separator, d.hint);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(shells_are_no_part_of_a_value), cmocka_unit_test(marks_that_point_elsewhere),
                cmocka_unit_test(words_for_none),                cmocka_unit_test(what_excel_makes_of_numbers),
                cmocka_unit_test(dialects),                     cmocka_unit_test(lists),
        };
        return cmocka_run_group_tests(tests, start, stop);
}
