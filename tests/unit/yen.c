/* Money: exact sums, rates as fractions, visible rounding; and amounts as people type them (docs/field.md 5). */
#include "core/value/yen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const fault_words[] = {"READ", "EMPTY", "UNREADABLE", "TOO_LARGE", "FRACTION", "CURRENCY"};

struct amount_row {
        const char *text;
        int64_t yen;
};

static void expect_amounts(const struct amount_row rows[], size_t n)
{
        for (size_t i = 0; i < n; i++) {
                struct yen yen = {-1};
                enum yen_fault fault = yen_parse(&yen, rows[i].text);

                if (fault != YEN_READ || yen.n != rows[i].yen)
                        fail_msg("\"%s\": %s %lld, expected %lld", rows[i].text, fault_words[fault], (long long)yen.n,
                                 (long long)rows[i].yen);
        }
}

/* A fault leaves the amount as it was. */
static void expect_fault(enum yen_fault expected, const char *const texts[], size_t n)
{
        for (size_t i = 0; i < n; i++) {
                struct yen yen = {-7};
                enum yen_fault fault = yen_parse(&yen, texts[i]);

                if (fault != expected || yen.n != -7)
                        fail_msg("\"%s\": %s %lld, expected %s", texts[i], fault_words[fault], (long long)yen.n,
                                 fault_words[expected]);
        }
}

static void amounts_of_the_specification(void **state)
{
        static const struct amount_row rows[] = {
                {"12345", 12345},   {"12,345", 12345},   {"１２，３４５", 12345}, {"￥12,345-", 12345},
                {"¥12,345", 12345}, {"\\12,345", 12345}, {"金12,345円也", 12345}, {"12,345円(税込)", 12345},
                {"1.2万円", 12000}, {"1万2千円", 12000}, {"壱萬弐千円", 12000},   {"△1,000", -1000},
                {"▲1,000", -1000},  {"-1,000", -1000},   {"(1,000)", -1000},
        };
        (void)state;
        expect_amounts(rows, COUNT(rows));
}

static void marks_around_an_amount(void **state)
{
        static const struct amount_row rows[] = {
                {"１２，３４５円（税込）", 12345},
                {"税込12,345円", 12345},
                {"（税込）12,345円", 12345},
                {"12,345円 税込み", 12345},
                {"12,345(内税)", 12345},
                {"￥１２，３４５－", 12345},
                {"￥12,345.-", 12345},
                {"￥12,345ー", 12345},
                {"金￥12,345-也", 12345},
                {"金 12,345 円也", 12345},
                {"12,345 円", 12345},
                {"  12,345\t", 12345},
                {"\xE3\x80\x80"
                 "12,345"
                 "\xC2\xA0",
                 12345},
                {"JPY 12,345", 12345},
                {"12,345 yen", 12345},
                {"12,345圓", 12345},
                {"\xEF\xBB\xBF"
                 "12,345",
                 12345},
                {"0", 0},
                {"0円", 0},
                {"零円", 0},
                {"0012", 12},
                {"+1,000", 1000},
                {"12345.00", 12345},
                {"12,345.0", 12345},
                {"999", 999},
                {"1,000,000", 1000000},
        };
        (void)state;
        expect_amounts(rows, COUNT(rows));
}

static void negative_amounts(void **state)
{
        static const struct amount_row rows[] = {
                {"−1,000", -1000},
                {"－１，０００", -1000},
                {"ー1,000", -1000},
                {"‐1,000", -1000},
                {"△ 1,000", -1000},
                {"-￥1,000", -1000},
                {"￥-1,000", -1000},
                {"￥△1,000", -1000},
                {"▲1,000円", -1000},
                {"△￥1,000-", -1000},
                {"（１，０００）", -1000},
                {"(￥1,000)", -1000},
                {"￥(1,000)", -1000},
                {"(1,000円)", -1000},
                {"( 1,000 )円", -1000},
                {"△1万2千円", -12000},
                {"-0", 0},
        };
        (void)state;
        expect_amounts(rows, COUNT(rows));
}

static void units_and_kanji(void **state)
{
        static const struct amount_row rows[] = {
                {"１．２万円", 12000},
                {"1.2345万", 12345},
                {"0.5万円", 5000},
                {"1.25千円", 1250},
                {"1.5百万円", 1500000},
                {"12千円", 12000},
                {"1,234千円", 1234000},
                {"5百万円", 5000000},
                {"3千万円", 30000000},
                {"1,000万円", 10000000},
                {"2千5百円", 2500},
                {"1万2,345円", 12345},
                {"1万0500円", 10500},
                {"10万5,000円", 105000},
                {"1億2,345万6,789円", 123456789},
                {"1.500万円", 15000},
                {"一万二千三百四十五円", 12345},
                {"一二三四五", 12345},
                {"二〇万円", 200000},
                {"百二十三", 123},
                {"十", 10},
                {"千円", 1000},
                {"三千円也", 3000},
                {"千五百万", 15000000},
                {"一億円", 100000000},
                {"金壱拾弐萬参阡四百伍拾円也", 123450},
                {"金壱百弐拾参萬円也", 1230000},
                {"弐拾萬圓", 200000},
                /* 肆仟陸佰漆拾捌 4,678 · 玖 9 */
                {"肆仟陸佰漆拾捌円", 4678},
                {"玖円", 9},
        };
        (void)state;
        expect_amounts(rows, COUNT(rows));
}

static void what_has_two_readings_is_refused(void **state)
{
        static const char *const texts[] = {
                "12.8万5千",
                "1.2万3",
                "1.2.3万",
                "52,8OO",
                "52,800o",
                "l2,345",
                "1,23,45",
                "12,34",
                "1234,567",
                ",123",
                "12,345,",
                "1,2345",
                "0,123",
                "1,000,00",
                "1,,000",
                "12 345",
                "12、345",
                "12・345",
                "12.000",
                "12.345", /* a thousand with the key beside the comma, or twelve */
                "12,345-",
                "-12,345-",
                "12,345△", /* a closing stroke, or a minus as ledgers print it */
                "(-1,000)",
                "-(1,000)",
                "△△1,000",
                "--1,000",
                "(1,000",
                "1,000)",
                "()",
                "(△1,000)",
                "12,345円(税抜)",
                "12,345円（税別）",
                "税抜12,345円",
                "12,345円+税",
                "12,345円(税込)(税抜)",
                "外税12,345円",
                "①1,000",
                "⑴",
                "1²",
                "½",
                "𝟏𝟐",
                "٣",
                "1万二千",
                "一2三",
                "十十",
                "二千三千",
                "百二三",
                "1万12千",
                "5百千",
                "万円",
                "2万3億",
                "1万2万",
                "〇千",
                "0万",
                "5.",
                ".5",
                "1.5千百",
                "12e3",
                "0x10",
                "1'000",
                "12,345円から",
                "約12,345円",
                "12,345~13,000",
                "12345/2",
                "なし",
                "-",
                "￥",
                "円",
                "税込",
                "￥￥100",
                "abc",
                "1\xFF",
                "\xE5\x86",
                "1\xE2\x80\xAE"
                "000",
        };
        (void)state;
        expect_fault(YEN_UNREADABLE, texts, COUNT(texts));
}

static void other_currencies_are_named_as_such(void **state)
{
        static const char *const texts[] = {
                "USD 100",   "100USD", "usd100", "100ドル",   "100米ドル", "€5",     "$5",          "＄５",
                "US$5",      "£5",     "￡5",    "100ユーロ", "100元",     "1万元",  "100人民元",   "￦100",
                "100ウォン", "5¢",     "ﾄﾞﾙ100", "100㌦",     "EUR 12.50", "CHF100", "100 dollars", "$5 (¥750)",
        };
        static const char *const not_named[] = {"還元100円", "アイドル100", "ABC 100", "USDA100"};
        (void)state;
        expect_fault(YEN_CURRENCY, texts, COUNT(texts));
        expect_fault(YEN_UNREADABLE, not_named, COUNT(not_named));
}

static void empty_fractional_and_huge(void **state)
{
        static const char *const empty[] = {"", " ", "\xE3\x80\x80", "\t\r\n"};
        static const char *const fraction[] = {"12.5円", "12.5", "0.1", "12,345.67", "1.23456万円", "1.0001千", "-0.5"};
        static const char *const huge[] = {"1,000,000,000,001",
                                           "1000000000001",
                                           "-1,000,000,000,001",
                                           "二兆円",
                                           "1.1兆",
                                           "9223372036854775807",
                                           "9223372036854775808",
                                           "18446744073709551617",
                                           "99999999999999999999999999999999999999999999999999",
                                           "99999999999999億",
                                           "千兆円",
                                           "1000000000001.5"};
        static const struct amount_row most[] = {{"1,000,000,000,000", YEN_MOST},
                                                 {"△1,000,000,000,000", -YEN_MOST},
                                                 {"一兆円", YEN_MOST},
                                                 {"00000000000000000000000000000005", 5}};
        (void)state;
        expect_fault(YEN_EMPTY, empty, COUNT(empty));
        expect_fault(YEN_FRACTION, fraction, COUNT(fraction));
        expect_fault(YEN_TOO_LARGE, huge, COUNT(huge));
        expect_amounts(most, COUNT(most));
}

static void at_most_200_bytes(void **state)
{
        char text[202];
        struct yen yen = {-7};

        (void)state;
        memset(text, '0', sizeof text);
        text[200] = '\0';
        text[199] = '5';
        assert_int_equal(yen_parse(&yen, text), YEN_READ);
        assert_int_equal(yen.n, 5);
        text[200] = '5';
        text[201] = '\0';
        assert_int_equal(yen_parse(&yen, text), YEN_UNREADABLE);
}

static void counts(void **state)
{
        static const struct amount_row rows[] = {
                {"2", 2},     {"２", 2},          {"2台", 2},     {"1 式", 1},      {"一式", 1},
                {"１式", 1},  {"1,200枚", 1200},  {"12か月", 12}, {"12ヶ月", 12},   {"１２ヵ月分", 12},
                {"3ｾｯﾄ", 3},  {"5ライセンス", 5}, {"2名", 2},     {"2人", 2},       {"1回", 1},
                {"8時間", 8}, {"1年", 1},         {"10個", 10},   {"3本", 3},       {"4件", 4},
                {"二台", 2},  {"十二か月", 12},   {"2.0", 2},     {"-1", -1},       {"△1台", -1},
                {"0", 0},     {"1set", 1},        {" 2 台 ", 2},  {"1万枚", 10000},
        };
        static const char *const refused[] = {
                "",       " ",         "1.5",           "1.5時間", "半",   "台",   "式",
                "2台3台", "2 3",       "1,2",           "2匹x",    "x2",   "数台", "約2台",
                "①",      "2台(税込)", "1000000000001", "2-3",     "2\xFF"};

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                int64_t n = -99;

                if (!count_parse(&n, rows[i].text) || n != rows[i].yen)
                        fail_msg("\"%s\": %lld, expected %lld", rows[i].text, (long long)n, (long long)rows[i].yen);
        }
        for (size_t i = 0; i < COUNT(refused); i++) {
                int64_t n = -99;

                if (count_parse(&n, refused[i]) || n != -99)
                        fail_msg("\"%s\" was read as %lld", refused[i], (long long)n);
        }
}

static void sums_are_checked(void **state)
{
        struct yen y = {7};

        (void)state;
        assert_true(yen_add(&y, (struct yen){41000}, (struct yen){130000}));
        assert_int_equal(y.n, 171000);
        assert_true(yen_times(&y, (struct yen){20500}, 2));
        assert_int_equal(y.n, 41000);
        assert_true(yen_times(&y, (struct yen){-500}, 3));
        assert_int_equal(y.n, -1500);
        assert_false(yen_add(&y, (struct yen){INT64_MAX}, (struct yen){1}));
        assert_false(yen_add(&y, (struct yen){INT64_MIN}, (struct yen){-1}));
        assert_false(yen_times(&y, (struct yen){INT64_MAX / 2 + 1}, 2));
        assert_false(yen_times(&y, (struct yen){INT64_MIN}, -1));
        assert_int_equal(y.n, -1500);
        assert_int_equal(yen_min((struct yen){3}, (struct yen){2}).n, 2);
        assert_int_equal(yen_min((struct yen){-3}, (struct yen){2}).n, -3);
}

/* base·num = out·den + rest, 0 <= rest < den */
static void rates_are_fractions(void **state)
{
        static const struct {
                int64_t base;
                struct rate rate;
                int64_t yen;
                int32_t rest;
        } rows[] = {
                {171000, {3, 4}, 128250, 0},                                             /* 513,000 / 4 */
                {171001, {3, 4}, 128250, 3},                                             /* 513,003 = 128,250·4 + 3 */
                {100, {2, 3}, 66, 2},                                                    /* 200 = 66·3 + 2 */
                {822000, {1, 2}, 411000, 0},  {0, {1, 2}, 0, 0}, {-100, {2, 3}, -67, 1}, /* -200 = -67·3 + 1 */
                {-171000, {1, 2}, -85500, 0},
        };
        struct yen y = {7};
        int32_t rest = 9;

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                assert_true(yen_rate(&y, &rest, (struct yen){rows[i].base}, rows[i].rate));
                assert_int_equal(y.n, rows[i].yen);
                assert_int_equal(rest, rows[i].rest);
        }
        y.n = 7;
        assert_false(yen_rate(&y, &rest, (struct yen){INT64_MAX}, (struct rate){2, 3}));
        assert_false(yen_rate(&y, &rest, (struct yen){1}, (struct rate){1, 0}));
        assert_int_equal(y.n, 7);
}

/* The limits printed in the programme files follow from cost cap, rate and rounding. */
static void rounding_is_visible(void **state)
{
        static const struct {
                int64_t amount;
                int32_t rest, den;
                int64_t unit;
                enum rounding how;
                int64_t expected;
        } rows[] = {
                {85500, 0, 2, 1000, ROUND_DOWN, 85000},        /* chain: 171,000 × 1/2 */
                {390500, 0, 2, 1000, ROUND_DOWN, 390000},      /* hospital: 781,000 × 1/2 */
                {97500, 0, 4, 1000, ROUND_DOWN, 97000},        /* clinic: 130,000 × 3/4 */
                {128250, 0, 4, 1000, ROUND_DOWN, 128000},      /* clinic: 171,000 × 3/4 */
                {96750, 0, 4, 1000, ROUND_HALF_UP, 97000},     /* e-prescription, chain: 387,000 × 1/4 */
                {193500, 0, 2, 1000, ROUND_HALF_UP, 194000},   /* clinic: 387,000 × 1/2, exactly half */
                {1086333, 1, 3, 1000, ROUND_HALF_UP, 1086000}, /* hospital: 3,259,000 / 3 */
                {1622000, 0, 3, 1000, ROUND_HALF_UP, 1622000}, /* large hospital: 4,866,000 / 3 */
                {66, 2, 3, 1, ROUND_DOWN, 66},                 /* 66 2/3 */
                {66, 2, 3, 1, ROUND_HALF_UP, 67},
                {66, 1, 3, 1, ROUND_HALF_UP, 66},
                {66, 1, 2, 1, ROUND_HALF_UP, 67}, /* exactly half a yen */
                {66, 1, 3, 1, ROUND_UP, 67},
                {66, 0, 1, 1, ROUND_UP, 66},
                {1499, 2, 3, 1000, ROUND_HALF_UP, 1000}, /* 1,499 2/3 is below half */
                {2, 1, 2, 5, ROUND_HALF_UP, 5},          /* 2 1/2 of 5 is half */
                {2, 1, 3, 5, ROUND_HALF_UP, 0},
                {1000, 1, 3, 1000, ROUND_UP, 2000},
                {0, 0, 1, 1000, ROUND_UP, 0},
                {999, 2, 3, 1000, ROUND_DOWN, 0},
                {-1500, 0, 1, 1000, ROUND_DOWN, -2000}, /* down is towards less, also below zero */
                {-1500, 0, 1, 1000, ROUND_HALF_UP, -1000},
                {-1500, 0, 1, 1000, ROUND_UP, -1000},
        };
        struct yen y = {7};

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                assert_true(yen_round(&y, (struct yen){rows[i].amount}, rows[i].rest, rows[i].den, rows[i].unit,
                                      rows[i].how));
                if (y.n != rows[i].expected)
                        fail_msg("row %zu: %lld, expected %lld", i, (long long)y.n, (long long)rows[i].expected);
        }
        y.n = 7;
        assert_false(yen_round(&y, (struct yen){INT64_MAX}, 0, 1, 1000, ROUND_UP));
        assert_false(yen_round(&y, (struct yen){INT64_MIN}, 0, 1, 1000, ROUND_DOWN));
        assert_false(yen_round(&y, (struct yen){1}, 3, 3, 1000, ROUND_DOWN));
        assert_false(yen_round(&y, (struct yen){1}, 0, 1, 0, ROUND_DOWN));
        assert_int_equal(y.n, 7);
}

static void amounts_are_written_in_threes(void **state)
{
        char buf[YEN_TEXT];

        (void)state;
        assert_string_equal(yen_format(buf, (struct yen){0}, "-"), "0");
        assert_string_equal(yen_format(buf, (struct yen){999}, "-"), "999");
        assert_string_equal(yen_format(buf, (struct yen){1000}, "-"), "1,000");
        assert_string_equal(yen_format(buf, (struct yen){12345}, "-"), "12,345");
        assert_string_equal(yen_format(buf, (struct yen){-5500}, "-"), "-5,500");
        assert_string_equal(yen_format(buf, (struct yen){-5500}, "△"), "△5,500");
        assert_string_equal(yen_format(buf, (struct yen){YEN_MOST}, "-"), "1,000,000,000,000");
        assert_string_equal(yen_format(buf, (struct yen){INT64_MIN}, "△"), "△9,223,372,036,854,775,808");
}

/* What is read at once reads as what is read at length: a space behind it makes the difference. */
static void plain_numbers_both_ways(void **state)
{
        static const char *const texts[] = {"1",
                                            "9",
                                            "10",
                                            "60000",
                                            "99999999999",
                                            "100000000000",
                                            "999999999999",
                                            "1000000000000",
                                            "1000000000001",
                                            "0",
                                            "00",
                                            "007",
                                            "1234567890123",
                                            "12345678901234567890"};
        (void)state;

        for (size_t i = 0; i < COUNT(texts); i++) {
                struct yen at_once = {-7}, at_length = {-7};
                int64_t count_at_once = -7, count_at_length = -7;
                char spaced[64];

                snprintf(spaced, sizeof spaced, "%s ", texts[i]);
                assert_int_equal(yen_parse(&at_once, texts[i]), yen_parse(&at_length, spaced));
                assert_int_equal(at_once.n, at_length.n);
                assert_int_equal(count_parse(&count_at_once, texts[i]), count_parse(&count_at_length, spaced));
                assert_int_equal(count_at_once, count_at_length);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(plain_numbers_both_ways),
                cmocka_unit_test(amounts_of_the_specification),
                cmocka_unit_test(marks_around_an_amount),
                cmocka_unit_test(negative_amounts),
                cmocka_unit_test(units_and_kanji),
                cmocka_unit_test(what_has_two_readings_is_refused),
                cmocka_unit_test(other_currencies_are_named_as_such),
                cmocka_unit_test(empty_fractional_and_huge),
                cmocka_unit_test(at_most_200_bytes),
                cmocka_unit_test(counts),
                cmocka_unit_test(sums_are_checked),
                cmocka_unit_test(rates_are_fractions),
                cmocka_unit_test(rounding_is_visible),
                cmocka_unit_test(amounts_are_written_in_threes),
        };
        return cmocka_run_group_tests_name("yen", tests, NULL, NULL);
}
