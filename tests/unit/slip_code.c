/* The code on a slip: what is written is read as the same; what is another code, or is not written so, is none. */
#include "core/reading/slip_code.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void both_ways(void **state)
{
        static const struct {
                const char *number, *code;
        } rows[] = {
                {"R-0412", "SOROE1 1919990018 R-0412"},
                {"あ-102", "SOROE1 1919990018 %E3%81%82-102"},
                {"a b/c%", "SOROE1 1919990018 a%20b%2Fc%25"},
        };
        struct arena *arena = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                struct slip_code code = {"1919990018", rows[i].number}, again;

                assert_string_equal(slip_code_write(&code, arena), rows[i].code);
                assert_true(slip_code_read(&again, rows[i].code, arena));
                assert_string_equal(again.facility, "1919990018");
                assert_string_equal(again.number, rows[i].number);
        }
}

static void others(void **state)
{
        static const char *const rows[] = {
                "",
                "https://example.com/",
                "SOROE1 ",
                "SOROE1 1919990018 ",
                "SOROE1 1919990018",
                "SOROE1 191999001 R-1",
                "SOROE2 1919990018 R-1",
                "SOROE1 1919990018 R 1",
                "SOROE1 1919990018 %e3%81%82", /* written in capitals */
                "SOROE1 1919990018 %41",       /* what is plain stands plain */
                "SOROE1 1919990018 %00",
                "SOROE1 1919990018 %E3%81",
                "SOROE1 1919990018 a%09b",
                "SOROE1 1919990018 %4",
        };
        struct arena *arena = *state;
        struct slip_code code;

        for (size_t i = 0; i < COUNT(rows); i++)
                if (slip_code_read(&code, rows[i], arena))
                        fail_msg("row %zu is no slip: %s", i, rows[i]);
}

#define PAGE "R\tx\nP\t1\tpixels\t9\t9\t0\n"

static void of_a_scan(void **state)
{
        static const struct {
                const char *text;
                bool is_one;
        } rows[] = {
                {PAGE "E\n", false},
                {PAGE "Q\t0\t0\t1\t1\thttps://example.com/\nQ\t0\t0\t1\t1\tSOROE1 1919990018 R-1\nE\n", true},
                {PAGE "Q\t0\t0\t1\t1\tSOROE1 1919990018 R-1\nQ\t0\t0\t1\t1\tSOROE1 1919990018 R-1\nE\n", true},
                {PAGE "Q\t0\t0\t1\t1\tSOROE1 1919990018 R-1\nQ\t0\t0\t1\t1\tSOROE1 1919990018 R-2\nE\n", false},
        };
        struct arena *arena = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                struct reading reading;
                struct slip_code code;

                assert_true(reading_parse(&reading, bytes_of(rows[i].text), arena));
                assert_int_equal(slip_code_of(&code, &reading, arena), rows[i].is_one);
        }
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
        const struct CMUnitTest tests[] = {cmocka_unit_test(both_ways), cmocka_unit_test(others),
                                           cmocka_unit_test(of_a_scan)};

        return cmocka_run_group_tests(tests, open_arena, close_arena);
}
