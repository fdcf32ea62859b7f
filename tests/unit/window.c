/* The window of a program that nobody called from a shell: it asks for the folder, shows the page and waits for a key; in a shell it
 * does none of it. The system below it is the one of this test. */
#include "cmd/window.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/platform/platform.h"

/* ---- the system */
static struct {
        bool own;           /* its window is the program's */
        const char *chosen; /* in its dialogue; NULL: given up */
        bool can_show;
        int asked, shown, keys; /* how often */
} system_of_test;

bool platform_own_window(void)
{
        return system_of_test.own;
}

char *platform_ask_folder(const char *title)
{
        system_of_test.asked++;
        assert_string_equal(title, "領収書を入れたフォルダーを選んでください");
        return system_of_test.chosen ? strdup(system_of_test.chosen) : NULL;
}

bool platform_show(const char *path)
{
        assert_string_equal(path, "D:/補助金/結果.html");
        system_of_test.shown++;
        return system_of_test.can_show;
}

void platform_wait_key(void)
{
        system_of_test.keys++;
}

static void no_memory(void)
{
        abort();
}

static void asks_for_the_folder(void **state)
{
        static const struct {
                bool own;
                const char *chosen, *folder;
                int asked;
        } rows[] = {
                {false, "D:/補助金", NULL, 0}, /* in a shell the help is shown, as ever */
                {true, "D:/補助金", "D:/補助金", 1},
                {true, NULL, NULL, 1},
        };

        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                struct context c = {.language = JAPANESE, .arena = arena_new(no_memory)};
                const char *folder;

                memset(&system_of_test, 0, sizeof system_of_test);
                system_of_test.own = rows[i].own;
                system_of_test.chosen = rows[i].chosen;
                folder = window_ask_folder(&c);
                if (rows[i].folder)
                        assert_string_equal(folder, rows[i].folder);
                else
                        assert_null(folder);
                assert_int_equal(system_of_test.asked, rows[i].asked);
                arena_free(c.arena);
        }
}

static void shows_the_page_and_waits(void **state)
{
        static const char *const page = "D:/補助金/結果.html";
        const struct {
                const char *page;
                bool own;
                int status, shown, keys;
        } rows[] = {
                {page, false, EXIT_GOOD, 0, 0},    {page, true, EXIT_GOOD, 1, 1},
                {page, true, EXIT_FINDINGS, 1, 1}, /* something is missing: the page says what */
                {page, true, EXIT_FAULT, 0, 1},    /* the page may be of another day; the window says why */
                {NULL, true, EXIT_USAGE, 0, 1},
        };

        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                struct context c = {.language = JAPANESE, .page = rows[i].page};

                memset(&system_of_test, 0, sizeof system_of_test);
                system_of_test.own = rows[i].own;
                system_of_test.can_show = true;
                window_end(&c, rows[i].status);
                assert_int_equal(system_of_test.shown, rows[i].shown);
                assert_int_equal(system_of_test.keys, rows[i].keys);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {cmocka_unit_test(asks_for_the_folder),
                                           cmocka_unit_test(shows_the_page_and_waits)};

        return cmocka_run_group_tests(tests, NULL, NULL);
}
