/* Institution codes and registration numbers: the published ones of docs/field.md 3 and 4, and what must not pass. */
#include "core/value/identifier.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const verdict_words[] = {"OK",    "LOOKS_DENTAL", "CHECK_FAILS", "NO_PREFECTURE",
                                            "SHORT", "EXCEL",        "NUMBER",      "UNREADABLE"};

struct row {
        const char *text, *digits;
};

static void expect_code(enum code_verdict expected, const struct row rows[], size_t n)
{
        for (size_t i = 0; i < n; i++) {
                char digits[CODE_TEXT];
                enum code_verdict verdict = code_parse(digits, rows[i].text);

                if (verdict != expected || (rows[i].digits && strcmp(digits, rows[i].digits) != 0))
                        fail_msg("\"%s\": %s %s, expected %s %s", rows[i].text, verdict_words[verdict], digits,
                                 verdict_words[expected], rows[i].digits ? rows[i].digits : "");
        }
}

/* 0118010016: from the right 1·2 0·1 0·2 1·1 0·2 8·1 1·2 1·1 0·2 = 2+0+0+1+0+8+2+1+0 = 14, and 6 more make 20. */
static void luhn_over_nine_digits(void **state)
{
        static const char *const codes[] = {"0118010016", "0418010146", "1518910011", "1718010091", "2319900110",
                                            "2619900042", "2719900249", "3319800011", "3418010017", "4019819897",
                                            "4618010211", "0110112489", "2739400105", "2739900021", "2730600463"};
        (void)state;
        for (size_t i = 0; i < COUNT(codes); i++)
                expect_code(CODE_OK, &(struct row){codes[i], codes[i]}, 1);
}

/* 1318814790, the part 881479: 9·2=18→9 7·1 4·2 1·1 8·2=16→7 8·1 = 9+7+8+1+7+8 = 40, check digit 0. */
static void luhn_over_six_digits_in_four_prefectures(void **state)
{
        static const char *const codes[] = {"1318814790", "1310415067", "1310314732",
                                            "1410803304", "1219210014", "1112401966"};
        /* the same in prefecture 15: 9·2=18→9 7·1 4·2 1·1 8·2=16→7 8·1 1·2 5·1 1·2 = 9+7+8+1+7+8+2+5+2 = 49, check digit 1 */
        static const struct row elsewhere[] = {{"1518814790", "1518814790"}};

        (void)state;
        for (size_t i = 0; i < COUNT(codes); i++)
                expect_code(CODE_OK, &(struct row){codes[i], codes[i]}, 1);
        expect_code(CODE_CHECK_FAILS, elsewhere, 1);
}

/* Every other last digit fails in a prefecture of variant A. */
static void a_wrong_check_digit_is_seen(void **state)
{
        char code[] = "4019819897";

        (void)state;
        for (char last = '0'; last <= '9'; last++) {
                char digits[CODE_TEXT];

                code[9] = last;
                if (last != '7')
                        assert_int_not_equal(code_parse(digits, code), CODE_OK);
        }
}

static void dental_codes_listed_as_medical(void **state)
{
        static const struct row dental[] = {
                {"2719400105", "2719400105"}, {"2719900021", "2719900021"}, {"2710600463", "2710600463"}};

        (void)state;
        expect_code(CODE_LOOKS_DENTAL, dental, COUNT(dental));
}

static void codes_as_people_type_them(void **state)
{
        static const struct row ok[] = {{"０１１８０１００１６", "0118010016"},
                                        {" 01 1 8010016 ", "0118010016"},
                                        {"01-1-80-1001-6", "0118010016"},
                                        {"01−1−8010016", "0118010016"},
                                        {"'0118010016", "0118010016"},
                                        {"=\"0118010016\"", "0118010016"},
                                        {"1310415067.0", "1310415067"}, /* a float: all ten are there */
                                        {"\xE3\x80\x80"
                                         "0118010016",
                                         "0118010016"}};
        static const struct row number[] = {{"118010016.0", "118010016"}, {"118010016.00", "118010016"}};
        static const struct row prefecture[] = {
                {"0018010016", "0018010016"}, {"4818010016", "4818010016"}, {"9918010016", "9918010016"}};
        static const struct row brief[] = {
                {"118010016", "118010016"}, {"8010016", "8010016"}, {"８０１００１６", "8010016"}};
        static const struct row excel[] = {
                {"1.31881E+09", NULL}, {"1.3E+9", NULL}, {"１．３１８８１Ｅ＋０９", NULL}, {"1e+09", NULL}};
        static const struct row bad[] = {{"", ""},
                                         {"なし", ""},
                                         {"12345678", "12345678"},
                                         {"01180100161", "01180100161"},
                                         {"011801001O", NULL},
                                         {"T118010016", NULL},
                                         {"01180100①6", NULL},
                                         {"1.31881", NULL},
                                         {"0118010016\xFF", NULL},
                                         {"01234567890123456789012345678901234567890123456789", NULL}};

        (void)state;
        expect_code(CODE_OK, ok, COUNT(ok));
        expect_code(CODE_NO_PREFECTURE, prefecture, COUNT(prefecture));
        expect_code(CODE_SHORT, brief, COUNT(brief));
        expect_code(CODE_EXCEL, excel, COUNT(excel));
        expect_code(CODE_NUMBER, number, COUNT(number));
        expect_code(CODE_UNREADABLE, bad, COUNT(bad));
}

static void a_lost_leading_zero_is_offered_back(void **state)
{
        struct arena *arena = arena_new(abort);

        (void)state;
        assert_string_equal(code_completion(arena, "118010016"), "0118010016");
        assert_string_equal(code_completion(arena, "418010146"), "0418010146");
        assert_string_equal(code_completion(arena, "118010016.0"), "0118010016");
        assert_string_equal(code_completion(arena, "1.310415067E+09"), "1310415067");
        assert_string_equal(code_completion(arena, "1.18010016E+08"), "0118010016");
        /* of 1310415065 … 1310415074 one passes; of 1180100155 … 1180100164 two do: 1180100156 and 1180100164 */
        assert_string_equal(code_completion(arena, "1.31041507E+09"), "1310415067");
        assert_null(code_completion(arena, "1.18010016E+09"));
        assert_null(code_completion(arena, "1.31881E+09"));
        assert_null(code_completion(arena, "1310415068.0"));
        assert_null(code_completion(arena, "118010017"));
        assert_null(code_completion(arena, "8010016"));
        assert_null(code_completion(arena, "0118010016"));
        assert_null(code_completion(arena, ""));
        arena_free(arena);
}

static void the_table_is_the_third_digit(void **state)
{
        char digits[CODE_TEXT];

        (void)state;
        code_parse(digits, "0118010016");
        assert_int_equal(code_table(digits), '1');
        code_parse(digits, "2739400105");
        assert_int_equal(code_table(digits), '3');
}

/* T7010705000725: from the right 5·1 2·2 7·1 0·2 0·1 0·2 5·1 0·2 7·1 0·2 1·1 0·2 = 5+4+7+5+7+1 = 29; 9 − 29 mod 9 = 7. */
static void registration_numbers(void **state)
{
        static const struct {
                const char *text, *number;
                enum registration_verdict verdict;
        } rows[] = {
                {"T7010705000725", "T7010705000725", REGISTRATION_OK},
                {"T7120001168421", "T7120001168421", REGISTRATION_OK},
                {"T3040001028447", "T3040001028447", REGISTRATION_OK},
                {"T6070001038201", "T6070001038201", REGISTRATION_OK},
                {"Ｔ６０７０００１０３８２０１", "T6070001038201", REGISTRATION_OK},
                {"t6070001038201", "T6070001038201", REGISTRATION_OK},
                {"T 6-0700-0103-8201", "T6070001038201", REGISTRATION_OK},
                {"T-6070001038201", "T6070001038201", REGISTRATION_OK},
                {"T1234567890123", "T1234567890123", REGISTRATION_CHECK_FAILS},
                {"T7654321098765", "T7654321098765", REGISTRATION_CHECK_FAILS},
                {"", "", REGISTRATION_UNREADABLE},
                {"T", "", REGISTRATION_UNREADABLE},
                {"6070001038201", "", REGISTRATION_UNREADABLE},
                {"T607000103820", "", REGISTRATION_UNREADABLE},
                {"T60700010382011", "", REGISTRATION_UNREADABLE},
                {"T6070001038201>", "", REGISTRATION_UNREADABLE},
                {"TT6070001038201", "", REGISTRATION_UNREADABLE},
                {"なし", "", REGISTRATION_UNREADABLE},
                {"T0000000000000000000000000000000000000000", "", REGISTRATION_UNREADABLE},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                char number[CODE_TEXT];
                enum registration_verdict verdict = registration_parse(number, rows[i].text);

                if (verdict != rows[i].verdict || strcmp(number, rows[i].number) != 0)
                        fail_msg("\"%s\": %d %s, expected %d %s", rows[i].text, (int)verdict, number,
                                 (int)rows[i].verdict, rows[i].number);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(luhn_over_nine_digits),
                cmocka_unit_test(luhn_over_six_digits_in_four_prefectures),
                cmocka_unit_test(a_wrong_check_digit_is_seen),
                cmocka_unit_test(dental_codes_listed_as_medical),
                cmocka_unit_test(codes_as_people_type_them),
                cmocka_unit_test(a_lost_leading_zero_is_offered_back),
                cmocka_unit_test(the_table_is_the_third_digit),
                cmocka_unit_test(registration_numbers),
        };
        return cmocka_run_group_tests_name("identifier", tests, NULL, NULL);
}
