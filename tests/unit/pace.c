/* How far a long piece of work is: every figure of a line, worked out beside it. */
#include "cmd/terminal/pace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/text.h"

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void no_memory(void)
{
        abort();
}

static int set_up(void **state)
{
        *state = arena_new(no_memory);
        return 0;
}

static int tear_down(void **state)
{
        arena_free(*state);
        return 0;
}

/* 45 of 100 bytes in 2 s: 22 bytes a second, so 55 more take 3 s, rounded up; 90,000 rows in 2 s are 45,000 a second. */
static const struct pace import = {
        .what = {"取り込み", "import"}, .done = 45, .of = 100, .count = 90000, .unit = PACE_ROWS, .ms = 2000};
/* 900 of 2,000 in 3 s: 300 a second; 1,100 more take 3.67 s. */
static const struct pace packets = {.what = {"書類", "packets"},
                                    .done = 900,
                                    .of = 2000,
                                    .count = 900,
                                    .unit = PACE_FACILITIES,
                                    .of_is_count = true,
                                    .ms = 3000};

static void the_words_say_what_is_known(void **state)
{
        static const struct pace no_total = {
                .what = {"画像の確認", "scans"}, .count = 12, .done = 12, .unit = PACE_SCANS, .ms = 4000};
        static const struct pace at_once = {
                .what = {"検証", "verify"}, .of = 7, .unit = PACE_PACKETS, .of_is_count = true, .ms = 0};
        static const struct pace writing = {.what = {"書き込み中", "writing"}, .unit = PACE_NOTHING, .ms = 9000};
        /* 1 of 1,000 in 5 s is less than one in a second: the rate is not shown as 0, and nothing is said of what is left */
        static const struct pace slow = {.what = {"検証", "verify"},
                                         .done = 1,
                                         .of = 1000,
                                         .count = 1,
                                         .unit = PACE_PACKETS,
                                         .of_is_count = true,
                                         .ms = 5000};
        /* 100 a second; 999,900 more: 9,999 s are 2 h 46 min 39 s */
        static const struct pace long_one = {.what = {"検証", "verify"},
                                             .done = 100,
                                             .of = 1000000,
                                             .count = 100,
                                             .unit = PACE_PACKETS,
                                             .of_is_count = true,
                                             .ms = 1000};
        /* 1 s left is still said; when all is done nothing is */
        static const struct pace done = {.what = {"取り込み", "import"},
                                         .done = 100,
                                         .of = 100,
                                         .count = 1234567,
                                         .unit = PACE_ROWS,
                                         .ms = 1000};
        static const struct {
                const struct pace *pace;
                const char *words[2];
        } rows[] = {
                {&import,
                 {"取り込み:  45%  90,000行  45,000/秒  残り 0:03", "import:  45%  90,000 rows  45,000/s  0:03 left"}},
                {&packets,
                 {"書類:  45%  900/2,000施設  300/秒  残り 0:04",
                  "packets:  45%  900/2,000 facilities  300/s  0:04 left"}},
                {&no_total, {"画像の確認: 12枚  3/秒", "scans: 12 scans  3/s"}},
                {&at_once, {"検証:   0%  0/7件", "verify:   0%  0/7 packets"}},
                {&writing, {"書き込み中", "writing"}},
                {&slow, {"検証:   0%  1/1,000件", "verify:   0%  1/1,000 packets"}},
                {&long_one,
                 {"検証:   0%  100/1,000,000件  100/秒  残り 2:46:39",
                  "verify:   0%  100/1,000,000 packets  100/s  2:46:39 left"}},
                {&done, {"取り込み: 100%  1,234,567行  1,234,567/秒", "import: 100%  1,234,567 rows  1,234,567/s"}},
        };

        for (size_t i = 0; i < COUNT(rows); i++)
                for (int language = JAPANESE; language <= ENGLISH; language++)
                        assert_string_equal(pace_words(*state, rows[i].pace, (enum language)language),
                                            rows[i].words[language]);
}

/* The words of `import` take 36 cells, its name 8 and a space: of 79 cells 34 are left; "[", "]" and a space take 3, and 45 of
 * 100 are 13 of 31. */
static void the_bar_takes_what_the_words_leave(void **state)
{
        static const struct {
                int columns;
                const char *bar;
        } rows[] = {
                {80, "取り込み [=============>                 ]  45%  90,000行  45,000/秒  残り 0:03"},
                /* of 59 cells 11; of 57 there are 9 left, less than ten: words alone */
                {60, "取り込み [====>      ]  45%  90,000行  45,000/秒  残り 0:03"},
                {58, "取り込み  45%  90,000行  45,000/秒  残り 0:03"},
                /* and these cut before a character that would not fit */
                {20, "取り込み  45%  90,0"},
                {7, "取り込"},
                {1, ""},
        };

        for (size_t i = 0; i < COUNT(rows); i++) {
                assert_string_equal(pace_bar(*state, &import, JAPANESE, rows[i].columns), rows[i].bar);
                assert_true(text_width(rows[i].bar) < rows[i].columns);
        }
        /* never longer than forty */
        assert_string_equal(pace_bar(*state, &import, ENGLISH, 200),
                            "import [==================>                     ]  45%  90,000 rows  45,000/s  0:03 left");
        /* every width, at both ends and in between */
        for (int columns = 1; columns < 120; columns++)
                for (int64_t done = 0; done <= 2000; done += 500) {
                        struct pace p = packets;

                        p.done = p.count = done;
                        assert_true(text_width(pace_bar(*state, &p, JAPANESE, columns)) < columns);
                        assert_true(text_width(pace_bar(*state, &p, ENGLISH, columns)) < columns);
                }
}

/* A log gets a line for a tenth more, but never two in a second; where nothing moves, one each five seconds. */
static void a_log_is_not_flooded(void **state)
{
        static const struct {
                int64_t told_ms, told, ms, now, of;
                bool due;
        } rows[] = {
                {0, 0, 999, 90, 100, false},      {0, 0, 1000, 9, 100, false},      {0, 0, 1000, 10, 100, true},
                {1000, 10, 1999, 55, 100, false}, {1000, 10, 2000, 19, 100, false}, {1000, 10, 2000, 20, 100, true},
                {1000, 10, 5999, 11, 100, false}, {1000, 10, 6000, 11, 100, true},  {0, 0, 4999, 7, 0, false},
                {0, 0, 5000, 7, 0, true},
        };
        (void)state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                const struct pace told = {.done = rows[i].told, .of = rows[i].of, .ms = rows[i].told_ms};
                const struct pace now = {.done = rows[i].now, .of = rows[i].of, .ms = rows[i].ms};

                if (pace_due(&now, &told) != rows[i].due)
                        fail_msg("row %zu", i);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(the_words_say_what_is_known, set_up, tear_down),
                cmocka_unit_test_setup_teardown(the_bar_takes_what_the_words_leave, set_up, tear_down),
                cmocka_unit_test(a_log_is_not_flooded),
        };

        return cmocka_run_group_tests_name("pace", tests, NULL, NULL);
}
