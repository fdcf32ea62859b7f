/* What people type when soroe go asks them. It is Monday 2025-12-22. */
#include "core/value/reply.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/banned.h"

static const struct date monday = {2025, 12, 22};

static void yes_and_no(void **state)
{
        static const struct {
                enum reply reply;
                const char *texts[12];
        } rows[] = {
                {REPLY_YES, {"はい", "ハイ", "ﾊｲ", "は", "y", "ｙ", "YES", "1", "１", " はい　", NULL}},
                {REPLY_NO, {"いいえ", "イイエ", "い", "n", "Ｎ", "no", "2", "２", NULL}},
                {REPLY_LATER, {"", " ", "あとで", "後で", "a", "Ａ", "まだ", NULL}},
                {REPLY_EACH, {"1件ずつ", "１件ずつ", "ひとつずつ", NULL}},
                {REPLY_UNCLEAR, {"たぶん", "はいいいえ", "12", "yn", "\xff", NULL}},
        };
        struct arena *arena = arena_new(abort);

        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
                for (const char *const *text = rows[i].texts; *text; text++)
                        if (reply_read(*text, arena) != rows[i].reply)
                                fail_msg("\"%s\" is %d, not %d", *text, (int)rows[i].reply,
                                         (int)reply_read(*text, arena));
        arena_free(arena);
}

struct day_row {
        const char *text;
        enum reply_day verdict;
        const char *iso; /* where there is a day */
};

static void expect(const struct day_row *rows, size_t n, bool happened)
{
        struct arena *arena = arena_new(abort);

        for (size_t i = 0; i < n; i++) {
                struct date day = {0};
                char iso[DATE_TEXT];
                enum reply_day verdict = reply_day_read(&day, rows[i].text, monday, happened, arena);

                if (verdict != rows[i].verdict || (*rows[i].iso && strcmp(date_iso(iso, day), rows[i].iso) != 0))
                        fail_msg("\"%s\": %d %s, expected %d %s", rows[i].text, (int)verdict, date_iso(iso, day),
                                 (int)rows[i].verdict, rows[i].iso);
        }
        arena_free(arena);
}

static void a_day_to_come(void **state)
{
        static const struct day_row rows[] = {
                {"今日", REPLY_DAY, "2025-12-22"},
                {"きょう", REPLY_DAY, "2025-12-22"},
                {"本日", REPLY_DAY, "2025-12-22"},
                {"明日", REPLY_DAY, "2025-12-23"},
                {"あさって", REPLY_DAY, "2025-12-24"},
                {"12/25", REPLY_DAY, "2025-12-25"},
                {"１２／２５", REPLY_DAY, "2025-12-25"},
                {"12月25日", REPLY_DAY, "2025-12-25"},
                {"25日", REPLY_DAY, "2025-12-25"},
                {"12/22", REPLY_DAY, "2025-12-22"},
                {"5日", REPLY_DAY, "2026-01-05"}, /* the next 5th */
                {"1/9", REPLY_DAY, "2026-01-09"},
                {"R7.12.25", REPLY_DAY, "2025-12-25"},
                {"令和7年12月25日", REPLY_DAY, "2025-12-25"},
                {"2025-12-25", REPLY_DAY, "2025-12-25"},
                {"20251225", REPLY_DAY, "2025-12-25"},
                {"月曜", REPLY_DAY, "2025-12-22"},
                {"金曜", REPLY_DAY, "2025-12-26"},
                {"金曜日", REPLY_DAY, "2025-12-26"},
                {"来週の月曜", REPLY_DAY, "2025-12-29"},
                {"来週の日曜", REPLY_DAY, "2026-01-04"}, /* weeks begin on Monday */
                {"12/21", REPLY_DAY_PAST, "2025-12-21"}, /* not a year from now */
                {"昨日", REPLY_DAY_PAST, "2025-12-21"},
                {"2025-12-01", REPLY_DAY_PAST, "2025-12-01"},
                {"25/12/22", REPLY_DAY_YEAR, ""},
                {"", REPLY_DAY_LATER, ""},
                {"あとで", REPLY_DAY_LATER, ""},
                {"13/1", REPLY_DAY_YEAR, ""}, /* of Heisei? */
                {"2/30", REPLY_DAY_UNCLEAR, ""},
                {"そのうち", REPLY_DAY_UNCLEAR, ""},
        };

        (void)state;
        expect(rows, sizeof rows / sizeof *rows, false);
}

static void a_day_that_was(void **state)
{
        static const struct day_row rows[] = {
                {"今日", REPLY_DAY, "2025-12-22"},  {"昨日", REPLY_DAY, "2025-12-21"},
                {"12/21", REPLY_DAY, "2025-12-21"}, {"25日", REPLY_DAY, "2025-11-25"},
                {"12/25", REPLY_DAY, "2024-12-25"}, {"明日", REPLY_DAY_AHEAD, "2025-12-23"},
        };

        (void)state;
        expect(rows, sizeof rows / sizeof *rows, true);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(yes_and_no),
                cmocka_unit_test(a_day_to_come),
                cmocka_unit_test(a_day_that_was),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
