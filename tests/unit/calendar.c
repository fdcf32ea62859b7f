/* Dates as people type them, and the eras (docs/field.md 5). */
#include "core/value/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const fault_words[] = {"READ", "EMPTY", "UNREADABLE", "AMBIGUOUS", "NO_SUCH", "OUTSIDE_ERA"};

typedef enum date_fault parse(struct date *out, const char *text);

struct row {
        const char *text, *iso; /* "": *out stays as it was */
};

static void expect(parse *read, enum date_fault expected, const struct row rows[], size_t n)
{
        for (size_t i = 0; i < n; i++) {
                struct date d = {0};
                enum date_fault fault = read(&d, rows[i].text);
                char iso[DATE_TEXT];

                if (fault != expected || strcmp(date_iso(iso, d), rows[i].iso) != 0)
                        fail_msg("\"%s\": %s %s, expected %s %s", rows[i].text, fault_words[fault], iso,
                                 fault_words[expected], rows[i].iso);
        }
}

static void expect_fault(enum date_fault expected, const char *const texts[], size_t n)
{
        for (size_t i = 0; i < n; i++) {
                const struct row row = {texts[i], ""};

                expect(date_parse, expected, &row, 1);
        }
}

static void dates_of_the_specification(void **state)
{
        static const struct row rows[] = {
                {"R7.5.12", "2025-05-12"},
                {"R07/05/12", "2025-05-12"},
                {"R.07/5/12", "2025-05-12"},
                {"令7.5.12", "2025-05-12"},
                {"令和7年5月12日", "2025-05-12"},
                {"令和７年５月１２日", "2025-05-12"},
                {"令和七年五月十二日", "2025-05-12"},
                {"令和元年5月1日", "2019-05-01"},
                {"㋿7年5月12日", "2025-05-12"},
                {"2025/5/12", "2025-05-12"},
                {"2025-05-12", "2025-05-12"},
                {"2025年5月12日", "2025-05-12"},
                {"20250512", "2025-05-12"},
                {"45789", "2025-05-12"},
        };
        (void)state;
        expect(date_parse, DATE_READ, rows, COUNT(rows));
        expect(date_parse_instant, DATE_READ, rows, COUNT(rows));
}

static void other_ways_to_write_a_date(void **state)
{
        static const struct row rows[] = {
                {"２０２５／５／１２", "2025-05-12"},
                {"２０２５－０５－１２", "2025-05-12"},
                {"2025ー5ー12", "2025-05-12"},
                {"2025.5.12", "2025-05-12"},
                {"2025−05−12", "2025-05-12"},
                {" 2025/5/12 ", "2025-05-12"},
                {"\xE3\x80\x80"
                 "2025/5/12",
                 "2025-05-12"},
                {"2025 / 5 / 12", "2025-05-12"},
                {"令和 7年 5月 12日", "2025-05-12"},
                {"令和7/5/12", "2025-05-12"},
                {"r7-5-12", "2025-05-12"},
                {"R元.5.1", "2019-05-01"},
                {"㋿元年5月1日", "2019-05-01"},
                {"R070512", "2025-05-12"},
                {"西暦2025年5月12日", "2025-05-12"},
                {"2025年5月12", "2025-05-12"},
                {"二〇二五年五月三十一日", "2025-05-31"},
                {"二千二十五年十月十日", "2025-10-10"},
                {"令和七年十二月二十日", "2025-12-20"},
                {"平成三十一年四月三十日", "2019-04-30"},
                {"㍻31年4月30日", "2019-04-30"},
                {"昭60.1.2", "1985-01-02"},
                {"S64.1.7", "1989-01-07"},
                {"大正十二年九月一日", "1923-09-01"},
                {"明治45年7月29日", "1912-07-29"},
                {"\xE2\x80\x8E"
                 "2025/5/12",
                 "2025-05-12"}, /* the mark that Windows puts before a copied date */
                {"2024/2/29", "2024-02-29"},
                {"2000/2/29", "2000-02-29"},
                {"9999-12-31", "9999-12-31"},
                {"1873-01-01", "1873-01-01"},
        };
        (void)state;
        expect(date_parse, DATE_READ, rows, COUNT(rows));
}

/* 2025-05-12 is a Monday, 2025-05-05 a Monday and a holiday. */
static void weekday_and_time_behind_a_date(void **state)
{
        static const struct row rows[] = {
                {"2025/5/12 0:00", "2025-05-12"},
                {"2025-05-12T00:00:00", "2025-05-12"},
                {"2025-05-12 23:59:59.999", "2025-05-12"},
                {"2025/5/12 9:30", "2025-05-12"},
                {"2025年5月12日 9時30分", "2025-05-12"},
                {"20250512 10:00", "2025-05-12"},
                {"45789.4375", "2025-05-12"},
                {"2025/5/12(月)", "2025-05-12"},
                {"2025/5/12（月）", "2025-05-12"},
                {"令和7年5月12日(月曜日)", "2025-05-12"},
                {"令和7年5月12日 月曜日", "2025-05-12"},
                {"2025/5/12 (Mon)", "2025-05-12"},
                {"2025/5/5(月・祝)", "2025-05-05"},
                {"2025/5/12(月) 10:00", "2025-05-12"},
        };
        static const char *const wrong_weekday[] = {"2025/5/12(火)", "2025年5月12日（日）"};
        static const char *const unreadable[] = {"2025/5/12 24:00",   "2025/5/12 9:60",    "2025/5/12 9:5",
                                                 "2025/5/12 9:30:60", "2025/5/12T",        "2025/5/12(",
                                                 "2025/5/12(木",      "2025/5/12()",       "2025/5/12 月",
                                                 "2025/5/12 10",      "2025-05-12T10:00Z", "2025-05-12T10:00+09:00"};
        (void)state;
        expect(date_parse, DATE_READ, rows, COUNT(rows));
        expect_fault(DATE_NO_SUCH, wrong_weekday, COUNT(wrong_weekday));
        expect_fault(DATE_UNREADABLE, unreadable, COUNT(unreadable));
}

static void a_year_that_cannot_be_told_is_refused(void **state)
{
        static const char *const texts[] = {
                "25/5/12", "310501",  "7.5.12",    "07-05-12",       "25年5月12日",    "250512",     "5070512",
                "5/12",    "5月12日", "12/5/2025", "七年五月十二日", "２５／５／１２", "５月１２日", "25/5/12 10:00"};
        (void)state;
        expect_fault(DATE_AMBIGUOUS, texts, COUNT(texts));
}

static void no_such_day(void **state)
{
        static const char *const texts[] = {
                "2025-02-30", "2025-02-29", "1900-02-29",     "2100/2/29",      "2025/4/31",     "2025/13/1",
                "2025/0/1",   "2025/1/0",   "20251301",       "令和7年13月1日", "令和0年1月1日", "R7.2.29",
                "1872-12-31", "0000-01-01", "明治5年12月2日", /* the last day of the old calendar; the next was 1873-01-01 */
        };
        (void)state;
        expect_fault(DATE_NO_SUCH, texts, COUNT(texts));
}

static void what_is_no_date(void **state)
{
        static const char *const empty[] = {"", " ", "\xE3\x80\x80"};
        static const char *const texts[] = {
                "なし",
                "2025",
                "2025/5",
                "2025年5月",
                "2025年",
                "令和7年",
                "令和",
                "R",
                "R7",
                "R7.5",
                "2025/5-12",
                "2025-5/12",
                "2025年5/12",
                "2025/5月12日",
                "2025/5/12日",
                "2025//12",
                "2025/5/",
                "/5/12",
                "2025/5/123",
                "2025/123/1",
                "125/5/12",
                "20255/1/1",
                "元年5月1日",
                "2025/5/12x",
                "2025/5/12 頃",
                "X7.5.12",
                "令令7.5.12",
                "R2025.5.12",
                "R0705",
                "123456789",
                "1234",
                "4578",
                "令和7年5月十十日",
                "二十十年五月一日",
                "①年5月1日",
                "2025/5/1²",
                "R1000.1.1",
                "昭和9999年1月1日",
                "-2025/5/12",
                "2025 5 12",
                "45789円",
                "４５７８９", /* a serial is a number, as a spreadsheet writes it */
                "西暦45789",
                "45789(月)",
                "45789 10:00",
                "1e5",
                "2025/5/12\xFF",
                "\xE4\xBB",
                "99999999999999999999999999",
        };
        char long_text[202];

        (void)state;
        memset(long_text, ' ', sizeof long_text);
        long_text[0] = '1';
        long_text[201] = '\0';
        expect_fault(DATE_EMPTY, empty, COUNT(empty));
        expect_fault(DATE_UNREADABLE, texts, COUNT(texts));
        expect_fault(DATE_UNREADABLE, (const char *const[]){long_text}, 1);
}

/* 昭和 1926-12-25, 平成 1989-01-08, 令和 2019-05-01, 大正 1912-07-30: each era's last day and the next one's first. */
static void eras_begin_and_end_on_their_day(void **state)
{
        static const struct row inside[] = {
                {"明治6年1月1日", "1873-01-01"},    {"明治45年7月29日", "1912-07-29"},
                {"大正元年7月30日", "1912-07-30"},  {"大正15年12月24日", "1926-12-24"},
                {"昭和元年12月25日", "1926-12-25"}, {"昭和64年1月7日", "1989-01-07"},
                {"平成元年1月8日", "1989-01-08"},   {"平成31年4月30日", "2019-04-30"},
                {"令和元年5月1日", "2019-05-01"},   {"R1.5.1", "2019-05-01"},
        };
        static const struct row outside[] = {
                {"平成32年1月1日", "2020-01-01"},   {"平成31年5月1日", "2019-05-01"},
                {"令和元年4月30日", "2019-04-30"},  {"R1.1.1", "2019-01-01"},
                {"昭和64年1月8日", "1989-01-08"},   {"平成元年1月7日", "1989-01-07"},
                {"昭和元年12月24日", "1926-12-24"}, {"大正15年12月25日", "1926-12-25"},
                {"大正元年7月29日", "1912-07-29"},  {"明治45年7月30日", "1912-07-30"},
                {"昭和100年4月1日", "2025-04-01"},  {"H37.5.12", "2025-05-12"},
        };
        (void)state;
        expect(date_parse, DATE_READ, inside, COUNT(inside));
        expect(date_parse, DATE_OUTSIDE_ERA, outside, COUNT(outside));
}

/* 45658 is 2025-01-01; 31+28+31+30+11 = 131 days later is May 12. A number outside 2013 to 2036 was typed as YYMMDD or YMMDD:
 * 25512 for 25-5-12 would be 1969-11-05, 70512 for R7.05.12 2093-01-18. */
static void excel_serials(void **state)
{
        static const struct row rows[] = {{"45789", "2025-05-12"}, {"45658", "2025-01-01"}, {"41275", "2013-01-01"},
                                          {"45351", "2024-02-29"}, {"50040", "2036-12-31"}};
        static const char *const typed[] = {"25512", "70512", "50512", "40512", "41231", "41274", "50041", "50101", "20000", "36526"};

        (void)state;
        expect(date_parse, DATE_READ, rows, COUNT(rows));
        expect_fault(DATE_AMBIGUOUS, typed, COUNT(typed));
}

/* Japan is nine hours east of Greenwich: 14:59 Z is 23:59 there, 15:00 Z the next day. */
static void instants_are_days_in_japan(void **state)
{
        static const struct row rows[] = {
                {"2026-01-15", "2026-01-15"},
                {"2026-01-15T23:59+09:00", "2026-01-15"},
                {"2026-01-15T23:59", "2026-01-15"},
                {"2026-01-15T14:59Z", "2026-01-15"},
                {"2026-01-15T15:00Z", "2026-01-16"},
                {"2026-01-15T14:59:59.999Z", "2026-01-15"},
                {"2026-01-15T23:59+0900", "2026-01-15"},
                {"2026-01-15T23:59+09", "2026-01-15"},
                {"2026-01-15 15:00z", "2026-01-16"},
                {"2026-01-15T09:59-05:00", "2026-01-15"},
                {"2026-01-15T10:00-05:00", "2026-01-16"},
                {"2026-01-16T01:59+12:00", "2026-01-15"},
                {"2026-01-16T00:00+14:00", "2026-01-15"},
                {"2026-01-16T02:59+12:00", "2026-01-15"},
                {"2026-01-16T03:00+12:00", "2026-01-16"},
                {"2026-01-01T00:00+10:00", "2025-12-31"},
                {"2025-12-31T15:00Z", "2026-01-01"},
                {"2024-02-28T20:00Z", "2024-02-29"},
                {"2026-01-15T20:30+05:30", "2026-01-16"},
                {"2026-01-15T20:29+05:30", "2026-01-15"},
                {"R8.1.15 23:59", "2026-01-15"},
                /* the end of the deadline's day, as the papers print it */
                {"2026-01-15T24:00", "2026-01-15"},
                {"2026-01-15T24:00+09:00", "2026-01-15"},
                {"2026-01-15 24:00", "2026-01-15"},
                {"2026-01-15T24:00Z", "2026-01-16"}, /* 09:00 in Japan */
        };
        static const struct row unreadable[] = {
                {"2026-01-15T24:01+09:00", ""}, {"2026-01-15T23:59+9", ""},      {"2026-01-15T23:59+15:00", ""},
                {"2026-01-15T23:59+09:60", ""}, {"2026-01-15T23:59+09:00x", ""}, {"2026-01-15Z", ""},
                {"2026-01-15T23:59+", ""},      {"2026-01-15T23:59ZZ", ""},      {"2026-01-15T+09:00", ""}};
        static const struct row beyond[] = {{"9999-12-31T23:59Z", ""}, {"1873-01-01T00:00+14:00", ""}};
        static const struct row outside[] = {{"平成31年4月30日 15:00Z", "2019-05-01"},
                                             {"平成32年1月1日 15:00Z", "2020-01-02"}};

        (void)state;
        expect(date_parse_instant, DATE_READ, rows, COUNT(rows));
        expect(date_parse_instant, DATE_UNREADABLE, unreadable, COUNT(unreadable));
        expect(date_parse_instant, DATE_NO_SUCH, beyond, COUNT(beyond));
        expect(date_parse_instant, DATE_READ, outside, 1);
        expect(date_parse_instant, DATE_OUTSIDE_ERA, outside + 1, 1);
}

/* What a search is given: a day, a month, a year, a fiscal year (April to March). */
static void spans_of_days(void **state)
{
        static const struct {
                const char *text;
                enum date_fault fault;
                const char *first, *last;
        } rows[] = {
                {"2025-10-06", DATE_READ, "2025-10-06", "2025-10-06"},
                {"令和7年10月6日", DATE_READ, "2025-10-06", "2025-10-06"},
                {"2025-12-31T23:59Z", DATE_READ, "2026-01-01", "2026-01-01"}, /* the day it is in Japan */
                {"令和7年10月", DATE_READ, "2025-10-01", "2025-10-31"},
                {"令和７年２月", DATE_READ, "2025-02-01", "2025-02-28"},
                {"2024/2", DATE_READ, "2024-02-01", "2024-02-29"},
                {"2025-12", DATE_READ, "2025-12-01", "2025-12-31"},
                {"R7.10", DATE_READ, "2025-10-01", "2025-10-31"},
                {"2025年4月", DATE_READ, "2025-04-01", "2025-04-30"},
                {"令和7年", DATE_READ, "2025-01-01", "2025-12-31"},
                {"R7", DATE_READ, "2025-01-01", "2025-12-31"},
                {"2025", DATE_READ, "2025-01-01", "2025-12-31"},
                {"令和7年度", DATE_READ, "2025-04-01", "2026-03-31"},
                {"2025年度", DATE_READ, "2025-04-01", "2026-03-31"},
                {"令和元年度", DATE_READ, "2019-04-01", "2020-03-31"},
                {"9999-12", DATE_UNREADABLE, "", ""}, /* the last month has no next */
                {"25/5/12", DATE_AMBIGUOUS, "", ""},
                {"令和7年13月", DATE_UNREADABLE, "", ""},
                {"10月", DATE_UNREADABLE, "", ""},
                {"7年度", DATE_UNREADABLE, "", ""},
                {"", DATE_EMPTY, "", ""},
                {"2025-10-", DATE_UNREADABLE, "", ""},
                {"2025-02-30", DATE_NO_SUCH, "", ""},
        };
        char first_text[DATE_TEXT], last_text[DATE_TEXT];

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct date first = {0}, last = {0};
                enum date_fault fault = date_parse_span(&first, &last, rows[i].text);

                if (fault != rows[i].fault || strcmp(date_iso(first_text, first), rows[i].first) != 0 ||
                    strcmp(date_iso(last_text, last), rows[i].last) != 0)
                        fail_msg("%s: fault %d, %s to %s", rows[i].text, (int)fault, first_text, last_text);
        }
}

static void days_are_counted(void **state)
{
        static const struct {
                struct date from, to;
                int32_t days;
        } rows[] = {
                {{2025, 5, 12}, {2026, 1, 15}, 248}, /* 19+30+31+31+30+31+30+31+15 */
                {{2024, 2, 28}, {2024, 3, 1}, 2},     {{2023, 2, 28}, {2023, 3, 1}, 1},
                {{1900, 2, 28}, {1900, 3, 1}, 1},     {{2000, 1, 1}, {2001, 1, 1}, 366},
                {{2026, 1, 15}, {2026, 1, 15}, 0},    {{2026, 1, 15}, {2026, 1, 14}, -1},
                {{2000, 3, 1}, {2400, 3, 1}, 146097}, {{1970, 1, 1}, {2000, 1, 1}, 10957}, /* 30·365 + 7 leap days */
        };
        struct date d;

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                assert_int_equal(date_days_between(rows[i].from, rows[i].to), rows[i].days);
                assert_true(date_shift(&d, rows[i].from, rows[i].days));
                assert_int_equal(date_compare(d, rows[i].to), 0);
        }
        assert_false(date_shift(&d, (struct date){9999, 12, 31}, 1));
        assert_false(date_shift(&d, (struct date){1873, 1, 1}, -1));
        assert_false(date_shift(&d, (struct date){2025, 5, 12}, INT32_MAX));
        assert_false(date_shift(&d, (struct date){2025, 5, 12}, INT32_MIN));
}

/* One step at a time through every day there is: each follows the one before, and weekdays go round. */
static void every_day_follows_the_one_before(void **state)
{
        struct date d = {1873, 1, 1}, next, made;
        int weekday = 3; /* 1873-01-01 was a Wednesday */
        int32_t days = 0;

        (void)state;
        assert_int_equal(date_weekday(d), weekday);
        while (date_shift(&next, d, 1)) {
                bool same_month = next.month == d.month && next.day == d.day + 1;
                bool new_month = next.day == 1 && next.month == d.month % 12 + 1;

                weekday = (weekday + 1) % 7;
                assert_true(same_month || new_month);
                assert_true(date_compare(d, next) < 0 && date_make(&made, next.year, next.month, next.day));
                assert_int_equal(date_weekday(next), weekday);
                d = next;
                days++;
        }
        assert_int_equal(d.year, 9999);
        /* 8127 years, of which 2031 divide by 4, 81 by 100 and 20 by 400: 8127·365 + 2031 − 81 + 20 days, less the first */
        assert_int_equal(days, 8127 * 365 + 2031 - 81 + 20 - 1);
}

static void weekdays(void **state)
{
        (void)state;
        assert_int_equal(date_weekday((struct date){2025, 5, 12}), 1);
        assert_int_equal(date_weekday((struct date){2026, 1, 15}), 4);
        assert_int_equal(date_weekday((struct date){1970, 1, 1}), 4);
        assert_int_equal(date_weekday((struct date){2000, 1, 2}), 0);
}

static void dates_are_written(void **state)
{
        static const struct {
                struct date date;
                const char *iso, *japanese;
        } rows[] = {
                {{2026, 1, 15}, "2026-01-15", "令和8年1月15日"},
                {{2019, 5, 1}, "2019-05-01", "令和元年5月1日"},
                {{2019, 4, 30}, "2019-04-30", "平成31年4月30日"},
                {{1989, 1, 8}, "1989-01-08", "平成元年1月8日"},
                {{1989, 1, 7}, "1989-01-07", "昭和64年1月7日"},
                {{1926, 12, 25}, "1926-12-25", "昭和元年12月25日"},
                {{1926, 12, 24}, "1926-12-24", "大正15年12月24日"},
                {{1912, 7, 30}, "1912-07-30", "大正元年7月30日"},
                {{1912, 7, 29}, "1912-07-29", "明治45年7月29日"},
                {{1873, 1, 1}, "1873-01-01", "明治6年1月1日"},
                {{0}, "", ""},
        };
        char buf[DATE_TEXT];

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                assert_string_equal(date_iso(buf, rows[i].date), rows[i].iso);
                assert_string_equal(date_japanese(buf, rows[i].date), rows[i].japanese);
        }
        assert_false(date_is_set((struct date){0}));
        assert_true(date_is_set((struct date){2026, 1, 15}));
        assert_true(date_compare((struct date){2026, 1, 15}, (struct date){2025, 12, 31}) > 0);
        assert_true(date_compare((struct date){2026, 1, 15}, (struct date){2026, 2, 1}) < 0);
}

/* Two zones a day and two hours apart; when midnight in Japan falls between the two calls they are made again. */
static void today_does_not_depend_on_the_zone(void **state)
{
        struct date before, west, east, after;

        (void)state;
        do {
                before = date_today_in_japan();
                setenv("TZ", "XXX+12", 1);
                west = date_today_in_japan();
                setenv("TZ", "XXX-14", 1);
                east = date_today_in_japan();
                unsetenv("TZ");
                after = date_today_in_japan();
        } while (date_compare(before, after) != 0);
        assert_int_equal(date_compare(west, before), 0);
        assert_int_equal(date_compare(east, before), 0);
        assert_true(date_compare(before, (struct date){2025, 1, 1}) > 0);
}

/* What is read at once reads as what is read at length: a space behind it makes the difference. Days that are none, too. */
static void iso_dates_both_ways(void **state)
{
        (void)state;

        for (int year = 1860; year <= 2110; year++)
                for (int month = 0; month <= 13; month++)
                        for (int day = 0; day <= 32; day++) {
                                struct date at_once = {0}, at_length = {0};
                                char text[64], spaced[72];

                                snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
                                snprintf(spaced, sizeof spaced, "%s ", text);
                                if (date_parse(&at_once, text) != date_parse(&at_length, spaced) ||
                                    memcmp(&at_once, &at_length, sizeof at_once) != 0)
                                        fail_msg("%s", text);
                        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(iso_dates_both_ways),
                cmocka_unit_test(dates_of_the_specification),
                cmocka_unit_test(other_ways_to_write_a_date),
                cmocka_unit_test(weekday_and_time_behind_a_date),
                cmocka_unit_test(a_year_that_cannot_be_told_is_refused),
                cmocka_unit_test(no_such_day),
                cmocka_unit_test(what_is_no_date),
                cmocka_unit_test(eras_begin_and_end_on_their_day),
                cmocka_unit_test(excel_serials),
                cmocka_unit_test(instants_are_days_in_japan),
                cmocka_unit_test(spans_of_days),
                cmocka_unit_test(days_are_counted),
                cmocka_unit_test(every_day_follows_the_one_before),
                cmocka_unit_test(weekdays),
                cmocka_unit_test(dates_are_written),
                cmocka_unit_test(today_does_not_depend_on_the_zone),
        };
        return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
