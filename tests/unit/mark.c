/* The part of a value that is wrong, and the hint under it. Each row: the value, the marked part, the hint in Japanese. */
#include "core/value/mark.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/finding.h"

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct row {
        const char *value, *part, *hint; /* hint "": none */
};

static void expect(const struct row *row, struct mark mark, struct arena *arena)
{
        const char *part = arena_strndup(arena, row->value + mark.at, mark.n);
        const char *hint = mark.hint ? finding_word(arena, mark.hint, JAPANESE) : "";

        if (mark.at + mark.n > strlen(row->value) || strcmp(part, row->part) != 0 || strcmp(hint, row->hint) != 0)
                fail_msg("\"%s\": \"%s\" %s, expected \"%s\" %s", row->value, part, hint, row->part, row->hint);
}

static void amounts(void **state)
{
        static const struct row rows[] = {
                {"52,8OO", "OO", "英字の O です"},
                {"l2,000円", "l", "英字の l(エル)です"},
                {"５２，８ＯＯ", "ＯＯ", "英字の O です"},
                {"1○○,000", "○○", "記号の ○ です"},
                {"12.8万5千", "12.8万5千", "二通りに読めます"},
                {"1,23,45", ",23", "3桁ごとの区切りではありません"},
                {"12.000", ".000", "「.」か「,」かわかりません"},
                {"100.5", ".5", "1円に満たない端数です"},
                {"12,345-", "-", "マイナスか、閉じる線かわかりません"},
                {"5,000円(税抜)", "税抜", "税込の金額が要ります"},
                {"約5,000円", "約", ""},
                {"5,000円くらい", "くらい", ""},
                {"一式", "式", ""},
        };
        struct arena *arena = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                struct yen yen;

                assert_int_equal(yen_parse(&yen, rows[i].value),
                                 rows[i].value[0] == '1' && !strcmp(rows[i].value, "100.5") ? YEN_FRACTION
                                                                                            : YEN_UNREADABLE);
                expect(&rows[i], mark_amount(rows[i].value, YEN_UNREADABLE), arena);
        }
        expect(&(struct row){" 99,999,999,999,999 ", "99,999,999,999,999", "大きすぎます"},
               mark_amount(" 99,999,999,999,999 ", YEN_TOO_LARGE), arena);
}

/* Both readings, the one nearer to 2020 first. 平成31年5月1日 never was (令和 began that day), and stands on many forms. */
static void dates_that_can_be_read_in_two_ways(void **state)
{
        static const struct row rows[] = {
                {"25/5/12", "25", "2025年5月12日か、平成25年5月12日か"},
                {"7/5/12", "7", "令和7年5月12日か、2007年5月12日か"},
                {"07.05.12", "07", "令和7年5月12日か、2007年5月12日か"},
                {"60/1/2", "60", "昭和60年1月2日か、2060年1月2日か"},
                {"310501", "31", "平成31年5月1日か、2031年5月1日か"},
                {"５０７０５１２", "５０７０５１２", "令和7年5月12日のことですか"},
                {"2025512", "2025512", "2025年5月12日のことですか"},
                {"2025112", "2025112", "2025年1月12日か、2025年11月2日か"},
                {"5/12/2025", "5/12/2025", "2025年5月12日か、2025年12月5日か"},
                {"5/12", "5/12", "年がありません"},
                {"5月12日", "5月12日", "年がありません"},
        };
        struct arena *arena = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                struct date date;

                if (date_parse(&date, rows[i].value) != DATE_AMBIGUOUS)
                        fail_msg("\"%s\" is not ambiguous", rows[i].value);
                expect(&rows[i], mark_date(rows[i].value, DATE_AMBIGUOUS, arena), arena);
        }
}

/* 2025-05-12 is a Monday. */
static void days_that_never_were(void **state)
{
        static const struct row rows[] = {
                {"2025/2/29", "29", "この年の2月は28日までです"},
                {"2024/2/30", "30", "2月は29日までです"},
                {"2025/4/31", "31", "4月は30日までです"},
                {"令和7年13月1日", "13", "月は1から12までです"},
                {"2025/5/0", "0", "5月は31日までです"},
                {"2025/5/12(火)", "(火)", "令和7年5月12日は月曜日です"},
        };
        struct arena *arena = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                struct date date;

                assert_int_equal(date_parse(&date, rows[i].value), DATE_NO_SUCH);
                expect(&rows[i], mark_date(rows[i].value, DATE_NO_SUCH, arena), arena);
        }
}

static void eras_that_had_ended(void **state)
{
        static const struct row rows[] = {
                {"平成32年1月1日", "平成32", "平成31年4月30日までです"},
                {"H32.1.1", "H32", "平成31年4月30日までです"},
                {"昭和64年2月1日", "昭和64", "昭和64年1月7日までです"},
        };
        struct arena *arena = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                struct date date;

                assert_int_equal(date_parse(&date, rows[i].value), DATE_OUTSIDE_ERA);
                expect(&rows[i], mark_date(rows[i].value, DATE_OUTSIDE_ERA, arena), arena);
        }
}

static void dates_that_are_none(void **state)
{
        static const struct row rows[] = {
                {"2025/5/l2", "l", "英字の l(エル)です"},
                {"2O25/5/12", "O", "英字の O です"},
                {"九月ごろ", "ごろ", ""},
                {"2025/9/2/3", "2025/9/2/3", ""},
        };
        struct arena *arena = *state;

        for (size_t i = 0; i < COUNT(rows); i++)
                expect(&rows[i], mark_date(rows[i].value, DATE_UNREADABLE, arena), arena);
}

static void codes_and_counts(void **state)
{
        static const struct row codes[] = {
                {"1.31881E+09", "E+09", "Excel の指数の形です"},
                {"1310415067.0", ".0", ""},
                {"011801001O", "O", "英字の O です"},
                {"01180100161", "01180100161", "11桁あります"},
                {"0118010016番", "番", ""},
        };
        static const struct row counts[] = {
                {"2.5", ".5", "端数です"}, {"l0台", "l", "英字の l(エル)です"}, {"少し", "少し", ""}};
        struct arena *arena = *state;

        for (size_t i = 0; i < COUNT(codes); i++)
                expect(&codes[i], mark_code(codes[i].value, arena), arena);
        for (size_t i = 0; i < COUNT(counts); i++)
                expect(&counts[i], mark_count(counts[i].value), arena);
}

static int open_arena(void **state)
{
        *state = arena_new(abort);
        return 0;
}

static int close_arena(void **state)
{
        arena_free(*state);
        return 0;
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(amounts),
                cmocka_unit_test(dates_that_can_be_read_in_two_ways),
                cmocka_unit_test(days_that_never_were),
                cmocka_unit_test(eras_that_had_ended),
                cmocka_unit_test(dates_that_are_none),
                cmocka_unit_test(codes_and_counts),
        };
        return cmocka_run_group_tests(tests, open_arena, close_arena);
}
