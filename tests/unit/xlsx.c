/* What a cell of a workbook shows: numbers without floating point, serial dates, number formats, escapes. */
#include "receipts/xlsx/xlsx.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/banned.h"

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

#define EACH(i, rows) size_t i = 0; i < sizeof rows / sizeof *rows; i++

/* Excel writes the 17 digits of a binary double and shows 15 of them. */
static void numbers_are_plain_decimals(void **state)
{
        static const struct {
                const char *typed, *shown;
        } rows[] = {
                {"0", "0"},
                {"-0", "0"},
                {"0.0", "0"},
                {"41000", "41000"},
                {"41000.0", "41000"},
                {"041000", "41000"},
                {"+5", "5"},
                {"1.2E5", "120000"},
                {"1.2E+05", "120000"},
                {"1.2e-3", "0.0012"},
                {"12E-1", "1.2"},
                {"1.1879999999999999E7", "11880000"},        /* 16th digit on: 9.99… rounds up */
                {"41000.000000000007", "41000"},             /* 410000000000000|07 */
                {"0.30000000000000004", "0.3"},              /* 0.1 + 0.2 */
                {"0.1000000000000000055511151231257827", "0.1"},
                {"99999.9999999999999", "100000"},           /* 999999999999999|9999 carries through */
                {"-88000.00000000001", "-88000"},            /* 880000000000000|1 */
                {"0.000012345678901234499", "0.0000123456789012345"}, /* 123456789012344|99 */
                {"123456789012345.6", "123456789012346"},    /* half and more go up */
                {"123456789012345.4", "123456789012345"},
                {"1318814790", "1318814790"},                /* an institution code */
                {"1.31881479E9", "1318814790"},
                {"1234567890123456789", "1234567890123456789"}, /* written out: kept */
                {"1.2345678901234568E+18", "1234567890123460000"}, /* not written out: Excel's 15 digits */
                {" 5\n", "5"},
                {".5", "0.5"},
                {"5.", "5"},
                /* no numbers, or too long to write out: as they are */
                {"", ""},
                {"1E", "1E"},
                {"1E400", "1E400"},
                {"1E-400", "1E-400"},
                {"1E99999999999", "1E99999999999"},
                {"--5", "--5"},
                {"5 6", "5 6"},
                {"1.2.3", "1.2.3"},
                {"0x10", "0x10"},
                {"NaN", "NaN"},
        };

        (void)state;
        for (EACH(i, rows))
                assert_string_equal(xlsx_decimal(rows[i].typed, arena), rows[i].shown);
}

/* 18.17.4.1: serial 1 is 1900-01-01, or 0 is 1904-01-01; 1904 = 1900 - 1,462. */
static void serial_numbers_are_dates(void **state)
{
        static const struct {
                const char *serial;
                bool from_1904, month;
                const char *date; /* NULL: none */
        } rows[] = {
                {"1", false, false, "1900-01-01"},
                {"59", false, false, "1900-02-28"},
                {"60", false, false, "1900-02-29"}, /* Lotus had it, Excel kept it; no such day: the import refuses it */
                {"61", false, false, "1900-03-01"},
                {"45789", false, false, "2025-05-12"},
                {"45789.75", false, false, "2025-05-12"}, /* 18:00 */
                {"45789.999999", false, false, "2025-05-12"},
                {"44327", true, false, "2025-05-12"}, /* 45,789 - 1,462 */
                {"0", true, false, "1904-01-01"},
                {"59", true, false, "1904-02-29"}, /* a real one: 31 + 28 days on */
                {"60", true, false, "1904-03-01"},
                {"36526", false, false, "2000-01-01"},
                {"2958465", false, false, "9999-12-31"},
                {"45789", false, true, "2025-05"},
                {"0", false, false, NULL}, /* a time of day */
                {"0.5", false, false, NULL},
                {"2958466", false, false, NULL},
                {"99999999999", false, false, NULL},
                {"-1", false, false, NULL},
                {"", false, false, NULL},
                {"1E400", false, false, NULL},
        };

        (void)state;
        for (EACH(i, rows)) {
                const char *date = xlsx_date(rows[i].serial, rows[i].from_1904, rows[i].month, arena);

                if (rows[i].date)
                        assert_string_equal(date ? date : "none", rows[i].date);
                else
                        assert_null(date);
        }
}

static void formats_tell_dates(void **state)
{
        static const struct {
                const char *code;
                int kind, zeros;
                const char *before, *after;
        } rows[] = {
                {"General", FORMAT_NUMBER, 0, "", ""}, /* G, e, n, e, r, a, l are no letters of a date */
                {"G/標準", FORMAT_NUMBER, 0, "", ""},
                {"@", FORMAT_NUMBER, 0, "", ""},
                {"0", FORMAT_NUMBER, 0, "", ""},
                {"#,##0", FORMAT_NUMBER, 0, "", ""},
                {"#,##0;[Red]\\-#,##0", FORMAT_NUMBER, 0, "", ""}, /* Red has an e and a d */
                {"0.00E+00", FORMAT_NUMBER, 0, "", ""},
                {"0%", FORMAT_NUMBER, 0, "", ""},
                {"\"¥\"#,##0", FORMAT_NUMBER, 0, "", ""},
                {"[$¥-411]#,##0", FORMAT_NUMBER, 0, "", ""},
                {"#,##0\"円\"", FORMAT_NUMBER, 0, "", ""},
                {"#,##0\"yen\"", FORMAT_NUMBER, 0, "", ""}, /* quoted y and e */
                {"_ * #,##0_ ;_ * \\-#,##0_ ;_ * \"-\"_ ;_ @_ ", FORMAT_NUMBER, 0, "", ""},
                /* dates */
                {"yyyy/m/d", FORMAT_DATE, 0, "", ""},
                {"yyyy\"年\"m\"月\"d\"日\";@", FORMAT_DATE, 0, "", ""},
                {"yyyy年m月d日", FORMAT_DATE, 0, "", ""},
                {"m/d", FORMAT_DATE, 0, "", ""},
                {"yyyy/m/d\\ h:mm", FORMAT_DATE, 0, "", ""},
                {"[$-411]ge.m.d;@", FORMAT_DATE, 0, "", ""},
                {"[$-411]ggge\"年\"m\"月\"d\"日\"", FORMAT_DATE, 0, "", ""},
                {"[$-ja-JP-x-gannen]ggge\"年\"m\"月\"d\"日\";@", FORMAT_DATE, 0, "", ""},
                {"[$-1030411]GE.M.D", FORMAT_DATE, 0, "", ""}, /* LibreOffice */
                {"e/m/d", FORMAT_DATE, 0, "", ""},
                {"mmm\\-yy", FORMAT_MONTH, 0, "", ""},
                {"yyyy\"年\"m\"月\"", FORMAT_MONTH, 0, "", ""},
                {"yyyy", FORMAT_MONTH, 0, "", ""},
                /* times: m beside h or s is a minute; [h] is a length of time */
                {"h:mm", FORMAT_TIME, 0, "", ""},
                {"mm:ss.0", FORMAT_TIME, 0, "", ""},
                {"[h]:mm:ss", FORMAT_TIME, 0, "", ""},
                {"[mm]:ss", FORMAT_TIME, 0, "", ""},
                {"h:mm AM/PM", FORMAT_TIME, 0, "", ""},
                /* leading zeros are what the cell shows */
                {"0000000000", FORMAT_NUMBER, 10, "", ""},
                {"00", FORMAT_NUMBER, 2, "", ""},
                {"000-0000", FORMAT_NUMBER, 0, "", ""},
                /* what is shown beside the number and changes what it says */
                {"[$$-409]#,##0", FORMAT_NUMBER, 0, "$", ""},
                {"[$€-407]#,##0", FORMAT_NUMBER, 0, "€", ""},
                {"\"$\"#,##0", FORMAT_NUMBER, 0, "$", ""},
                {"\\$#,##0", FORMAT_NUMBER, 0, "$", ""},
                {"$#,##0", FORMAT_NUMBER, 0, "$", ""},
                {"[$USD] #,##0", FORMAT_NUMBER, 0, "USD", ""},
                {"0\"万円\"", FORMAT_NUMBER, 0, "", "万円"},
                {"#,##0,\"千円\"", FORMAT_NUMBER, 0, "", ""}, /* scaled: 12,000 is shown as 12千円 */
                {"#,##0\"千円\"", FORMAT_NUMBER, 0, "", "千円"},
                {"0\"台\"", FORMAT_NUMBER, 0, "", ""},
                /* damaged codes end somewhere */
                {"\"", FORMAT_NUMBER, 0, "", ""},
                {"[", FORMAT_NUMBER, 0, "", ""},
                {"\\", FORMAT_NUMBER, 0, "", ""},
                {"", FORMAT_NUMBER, 0, "", ""},
        };

        (void)state;
        for (EACH(i, rows)) {
                struct xlsx_format f = xlsx_format_of(rows[i].code, arena);

                if ((int)f.kind != rows[i].kind || f.zeros != rows[i].zeros || strcmp(f.before, rows[i].before) != 0 ||
                    strcmp(f.after, rows[i].after) != 0)
                        fail_msg("%s: kind %d, zeros %d, \"%s\", \"%s\"", rows[i].code, (int)f.kind, f.zeros, f.before,
                                 f.after);
        }
}

/* What a person sees beside the digits; of a negative number Excel takes the second section, and writes its own sign. */
static void formats_tell_what_is_shown(void **state)
{
        static const struct {
                const char *code, *before, *after;
        } rows[] = {
                {"\"▲\"#,##0", "▲", ""}, {"-#,##0", "-", ""},  {"(#,##0)", "(", ")"}, {"#,##0\"円(税抜)\"", "", "円(税抜)"},
                {"#,##0;-#,##0", "", ""}, {"_(#,##0_)", "", ""}, {"000-0000", "", ""},  {"#,##0_);(#,##0)", "", ""},
        };

        (void)state;
        for (EACH(i, rows)) {
                struct xlsx_format f = xlsx_format_of(rows[i].code, arena);

                assert_string_equal(f.shown_before, rows[i].before);
                assert_string_equal(f.shown_after, rows[i].after);
        }
}

/* 18.8.30: the ids of all languages, then those of ja-jp. */
static void built_in_formats_tell_dates(void **state)
{
        static const struct {
                int id, kind;
        } rows[] = {
                {0, FORMAT_NUMBER},  {1, FORMAT_NUMBER},  {3, FORMAT_NUMBER},  {11, FORMAT_NUMBER}, {13, FORMAT_NUMBER},
                {14, FORMAT_DATE},   {16, FORMAT_DATE},   {17, FORMAT_MONTH},  {18, FORMAT_TIME},   {21, FORMAT_TIME},
                {22, FORMAT_DATE},   {23, FORMAT_NUMBER}, {27, FORMAT_DATE},   {28, FORMAT_DATE},   {30, FORMAT_DATE},
                {31, FORMAT_DATE},   {32, FORMAT_TIME},   {33, FORMAT_TIME},   {34, FORMAT_MONTH},  {35, FORMAT_DATE},
                {36, FORMAT_DATE},   {37, FORMAT_NUMBER}, {40, FORMAT_NUMBER}, {44, FORMAT_NUMBER}, {45, FORMAT_TIME},
                {46, FORMAT_TIME},   {47, FORMAT_TIME},   {49, FORMAT_NUMBER}, {50, FORMAT_DATE},   {51, FORMAT_DATE},
                {52, FORMAT_MONTH},  {53, FORMAT_DATE},   {54, FORMAT_DATE},   {55, FORMAT_MONTH},  {56, FORMAT_DATE},
                {57, FORMAT_DATE},   {58, FORMAT_DATE},   {59, FORMAT_NUMBER}, {-1, FORMAT_NUMBER},
        };

        (void)state;
        for (EACH(i, rows))
                assert_int_equal(xlsx_format_built_in(rows[i].id).kind, rows[i].kind);
}

/* 22.9.2.19: _xHHHH_ stands for a character that XML cannot hold; _x005F_ for a line that would begin one. */
static void escapes_become_characters(void **state)
{
        static const struct {
                const char *typed, *shown;
        } rows[] = {
                {"霞野診療所", "霞野診療所"},
                {"a_x000D_b", "a\nb"},
                {"a_x000D_\nb", "a\nb"},
                {"a_x000D__x000A_b", "a\nb"},
                {"a\r\nb\rc", "a\nb\nc"},
                {"a_x0009_b", "a\tb"},
                {"_x005F_x000D_", "_x000D_"},
                {"_x9AD9_", "髙"},
                {"_x00e9_", "é"},
                {"_xD842__xDFB7_", "𠮷"}, /* a pair: U+20BB7 */
                {"_xD842_", "_xD842_"},   /* half of one */
                {"_x0000_", "_x0000_"},   /* no character of a text: it stays to be seen */
                {"_x0007_", "_x0007_"},
                {"_xFFFF_", "_xFFFF_"},
                {"_x12_", "_x12_"},
                {"_x000G_", "_x000G_"},
                {"_x000D", "_x000D"},
                {"", ""},
        };

        (void)state;
        for (EACH(i, rows))
                assert_string_equal(xlsx_unescape(rows[i].typed, strlen(rows[i].typed), arena), rows[i].shown);
}

static void references_are_read(void **state)
{
        static const struct {
                const char *text;
                bool good;
                int column, line;
        } rows[] = {
                {"A1", true, 1, 1},         {"C14", true, 3, 14},         {"z9", true, 26, 9},   {"AA10", true, 27, 10},
                {"XFD1048576", true, 16384, 1048576}, /* the last cell of Excel */
                {"XFE1", false, 0, 0},      {"AAAAAAAAAAAAA1", false, 0, 0}, {"", false, 0, 0},     {"$A$1", false, 0, 0},
                {"14", true, 0, 14},        {"C", true, 3, 0},            {"1C", false, 0, 0},
        };

        (void)state;
        for (EACH(i, rows)) {
                int column, line;
                bool good = xlsx_reference(&column, &line, rows[i].text, strlen(rows[i].text));

                assert_int_equal(good, rows[i].good);
                if (good) {
                        assert_int_equal(column, rows[i].column);
                        assert_int_equal(line, rows[i].line);
                }
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(numbers_are_plain_decimals),  cmocka_unit_test(serial_numbers_are_dates),
                cmocka_unit_test(formats_tell_what_is_shown),
                cmocka_unit_test(formats_tell_dates),          cmocka_unit_test(built_in_formats_tell_dates),
                cmocka_unit_test(escapes_become_characters),   cmocka_unit_test(references_are_read),
        };

        return cmocka_run_group_tests(tests, start, stop);
}
