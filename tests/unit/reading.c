/* The text that a reading travels as: what is one, what is none, and where a box lies on the file's picture. */
#include "core/reading/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define HEAD "R\ttesseract 5.3.0 / jpn+eng 4.1.0 / prep 1\n"
#define PAGE "P\t1\tpixels\t1700\t2400\t90\n"
#define LINE "L\t100\t200\t700\t230\t93\t合計  ¥12,800\n"
#define RUN  "D\t500\t200\t700\t230\t88\t95\t¥12,800\t12,800\n"

static void parts(void **state)
{
        static const char text[] =
                HEAD PAGE "M\t1000000000\t0\t-20000000000\t0\t1000000000\t5000000000\t0\t0\t1000000000\n"
                          "L\t0\t0\t10\t20\t50\tno figures\n" LINE RUN "D\t710\t200\t720\t230\t1\t0\t8\t\n"
                          "Q\t5\t6\t70\t80\tSOROE 1311234567 R-0412\nP\t3\tnone\t0\t0\t0\nN\tdamaged\nE\n";
        struct arena *arena = *state;
        struct buffer written = buffer_in(arena);
        struct reading reading;
        const struct reading_page *page;
        struct reading_box box;

        assert_true(reading_parse(&reading, bytes_of(text), arena));
        assert_string_equal(reading.reader, "tesseract 5.3.0 / jpn+eng 4.1.0 / prep 1");
        assert_int_equal(reading.pages.n, 2);
        page = &reading.pages.at[0];
        assert_int_equal(page->turned, 90);
        assert_int_equal(page->lines.n, 2);
        assert_string_equal(page->lines.at[1].text, "合計  ¥12,800");
        assert_int_equal(page->lines.at[0].runs, 0);
        assert_int_equal(page->lines.at[1].runs, 2);
        assert_string_equal(page->runs.at[0].second, "12,800");
        assert_string_equal(page->runs.at[1].second, "");
        assert_int_equal(page->runs.at[1].line, 1);
        assert_string_equal(page->codes.at[0].text, "SOROE 1311234567 R-0412");
        assert_string_equal(reading.pages.at[1].why, "damaged");
        /* 20 pixels to the left, 5 down; what would lie left of the picture begins at its edge */
        assert_true(reading_on_file(&box, page, (struct reading_box){10, 20, 30, 40}));
        assert_memory_equal(&box, (&(struct reading_box){0, 25, 10, 45}), sizeof box);
        assert_false(reading_on_file(&box, &reading.pages.at[1], (struct reading_box){10, 20, 30, 40}));
        reading_write(&written, &reading);
        assert_string_equal(written.at, text);
}

static void refused(void **state)
{
        static const char *const rows[] = {
                "",
                HEAD,
                "E\n",
                HEAD "E\nE\n",
                HEAD PAGE LINE RUN,
                HEAD PAGE LINE RUN "E",
                HEAD PAGE LINE RUN "E\n" HEAD,
                PAGE LINE "E\n", /* by nobody */
                HEAD HEAD "E\n",
                HEAD LINE "E\n",      /* of no page */
                HEAD PAGE RUN "E\n",  /* of no line */
                HEAD PAGE PAGE "E\n", /* twice */
                HEAD "P\t0\tpixels\t1\t1\t0\nE\n",
                HEAD "P\t51\tpixels\t1\t1\t0\nE\n",
                HEAD "P\t01\tpixels\t1\t1\t0\nE\n",
                HEAD "P\t1\tpixels\t1\t1\t45\nE\n",
                HEAD "P\t1\tpicture\t1\t1\t0\nE\n",
                HEAD "P\t1\tpixels\t1\t1\nE\n",
                HEAD "P\t1\tpixels\t1\t1\t0\t\nE\n",
                HEAD "P\t1\tpixels\t200001\t1\t0\nE\n",
                HEAD "P\t1\tnone\t0\t0\t0\nE\n", /* and does not say why */
                HEAD "P\t1\tnone\t0\t0\t0\nN\tbecause\nE\n",
                HEAD "P\t1\tnone\t0\t0\t0\nN\tdamaged\nN\tlarge\nE\n",
                HEAD "P\t1\tnone\t0\t0\t0\nN\tdamaged\n" LINE "E\n",
                HEAD PAGE "N\tdamaged\nE\n",
                HEAD PAGE "L\t10\t0\t9\t5\t50\tx\nE\n", /* ends before it begins */
                HEAD PAGE "L\t-1\t0\t9\t5\t50\tx\nE\n",
                HEAD PAGE "L\t0\t0\t9\t5\t101\tx\nE\n",
                HEAD PAGE "L\t0\t0\t9\t5\t50\n"
                          "E\n",
                HEAD PAGE "L\t0\t0\t9\t5\t50\tx\ty\nE\n",
                HEAD PAGE "L\t0\t0\t9\t5\t50\t\x01\nE\n",
                HEAD PAGE "L\t0\t0\t9\t5\t50\t\xff\nE\n",
                HEAD PAGE "L\t0\t0\t9\t5\t50\tx\r\nE\n",
                HEAD PAGE "L\t0\t0\t9\t5\t1e1\tx\nE\n",
                HEAD PAGE "L\t0\t0\t99999999999999999999\t5\t1\tx\nE\n",
                HEAD PAGE "M\t1\t2\t3\nE\n",
                HEAD PAGE LINE "M\t1\t0\t0\t0\t1\t0\t0\t0\t1\nE\n", /* behind a line */
                HEAD PAGE "X\t1\nE\n",
                HEAD PAGE "\nE\n",
        };
        struct arena *arena = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                struct reading reading;

                if (reading_parse(&reading, bytes_of(rows[i]), arena))
                        fail_msg("row %zu is no reading: %s", i, rows[i]);
                assert_null(reading.reader);
                assert_int_equal(reading.pages.n, 0);
        }
}

/* A page may have so many lines and no more; a reading of no page is one. */
static void limits(void **state)
{
        struct arena *arena = *state;
        struct reading reading;

        assert_true(reading_parse(&reading, bytes_of(HEAD "E\n"), arena));
        for (int more = 0; more < 2; more++) {
                struct buffer b = buffer_in(arena);

                buffer_text(&b, HEAD PAGE);
                for (int i = 0; i < READING_MOST_LINES + more; i++)
                        buffer_text(&b, LINE);
                buffer_text(&b, "E\n");
                assert_int_equal(reading_parse(&reading, buffer_bytes(&b), arena), !more);
        }
}

/* The lines of one page are kept apart from its numbers. */
static void kept(void **state)
{
        struct arena *arena = *state;
        struct reading_page page = {.number = 2, .source = READING_TEXT, .width = 2480, .height = 3508};
        struct buffer b = buffer_in(arena);

        assert_true(reading_parse_lines(&page, bytes_of(LINE RUN), arena));
        reading_write_lines(&b, &page);
        assert_string_equal(b.at, LINE RUN);
        assert_false(reading_parse_lines(&page, bytes_of(PAGE LINE), arena));
        assert_false(reading_parse_lines(&page, bytes_of(LINE "E\n"), arena));
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
        const struct CMUnitTest tests[] = {cmocka_unit_test(parts), cmocka_unit_test(refused), cmocka_unit_test(limits),
                                           cmocka_unit_test(kept)};

        return cmocka_run_group_tests(tests, open_arena, close_arena);
}
