/* What soroe --help and soroe COMMAND --help print: a screen of 80 cells, no word broken, an example that the command takes. */
#include "cmd/help.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "cmd/commands.h"
#include "cmd/frame/options.h"

#include "core/base/text.h"

enum { LINE = 80, MOST_LINES = 60 };

static void no_memory(void)
{
        abort();
}

/* The lines that `print` writes to stdout. */
static struct texts lines_of(struct context *c, void (*print)(const struct context *))
{
        struct texts lines = {0};
        FILE *file = tmpfile();
        char line[4096];
        int kept;

        fflush(stdout);
        kept = dup(1);
        dup2(fileno(file), 1);
        print(c);
        fflush(stdout);
        dup2(kept, 1);
        close(kept);
        rewind(file);
        while (fgets(line, sizeof line, file)) {
                line[strcspn(line, "\n")] = '\0';
                *vec_add(c->arena, &lines) = arena_strdup(c->arena, line);
        }
        fclose(file);
        return lines;
}

static struct context context_of(enum language language, const struct command *command)
{
        struct context c = {.language = language, .command = command, .folder = ".", .arena = arena_new(no_memory)};

        c.findings = findings_in(c.arena);
        return c;
}

static void each(void (*test)(struct context *))
{
        for (size_t i = 0; commands[i]; i++)
                for (int language = JAPANESE; language <= ENGLISH; language++) {
                        struct context c = context_of((enum language)language, commands[i]);

                        test(&c);
                        arena_free(c.arena);
                }
}

static void check_width(struct context *c)
{
        const struct texts lines = lines_of(c, help_command);

        assert_true(lines.n > 3 && lines.n < MOST_LINES);
        for (size_t i = 0; i < lines.n; i++)
                if (text_width(lines.at[i]) > LINE || (*lines.at[i] && lines.at[i][strlen(lines.at[i]) - 1] == ' '))
                        fail_msg("soroe %s --help: %d cells: %s", c->command->name, text_width(lines.at[i]), lines.at[i]);
}

static void no_line_is_wider_than_the_screen(void **state)
{
        (void)state;
        each(check_width);
        for (int language = JAPANESE; language <= ENGLISH; language++) {
                struct context c = context_of((enum language)language, NULL);
                const struct texts lines = lines_of(&c, help_all);

                assert_true(lines.n < 50);
                for (size_t i = 0; i < lines.n; i++)
                        assert_true(text_width(lines.at[i]) <= LINE);
                arena_free(c.arena);
        }
}

static bool is_letter(int32_t c)
{
        return c >= 0x3041 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Put together again without the breaks, the words of an option must be its words: where a line ends, a space, 、 。 ) or 」 stands. */
static void check_breaks(struct context *c)
{
        const struct texts lines = lines_of(c, help_command);

        for (size_t i = 0; i + 1 < lines.n; i++) {
                const char *line = lines.at[i], *next = lines.at[i + 1] + strspn(lines.at[i + 1], " ");
                const size_t indent = strspn(lines.at[i + 1], " ");
                const char *s = line;
                int32_t last = 0, first;

                if (indent < 20 || !*next || *next == '[' || strncmp(next, "soroe ", 6) == 0)
                        continue; /* a line of its own */
                while (*s)
                        last = text_next(&s);
                first = text_next(&next);
                /* two Japanese characters side by side: the mark before must end a phrase */
                if (last >= 0x3041 && first >= 0x3041 && is_letter(last) && is_letter(first) && !strstr(line, "  --") &&
                    !strstr(line, "  -"))
                        fail_msg("soroe %s --help breaks a word: %s", c->command->name, line);
        }
}

static void no_word_is_broken(void **state)
{
        (void)state;
        each(check_breaks);
}

/* An example is one of this command, and names no option that the command does not take. */
static void check_examples(struct context *c)
{
        const struct command_line *line = command_line_of(c->command->name);
        const char *at = c->command->examples;
        int n = 0;

        assert_non_null(line);
        while (*at) {
                struct command_example e;

                at = example_read(&e, c->language, at, c->arena);
                n++;
                if (!strstr(e.typed, c->command->name))
                        fail_msg("soroe %s: the example is another command's: %s", c->command->name, e.typed);
                for (const char *s = strstr(e.typed, "--"); s; s = strstr(s + 2, "--")) {
                        const char *name = arena_strndup(c->arena, s + 2, strcspn(s + 2, " "));
                        bool known = false;

                        for (int i = 0; i < OPTIONS; i++)
                                known |= options_listed(c->command, (enum option_id)i) &&
                                         strcmp(option_name(c->command, (enum option_id)i), name) == 0;
                        if (!known)
                                fail_msg("soroe %s has no --%s: %s", c->command->name, name, e.typed);
                }
        }
        assert_true(n > 0);
}

static void every_command_has_an_example_and_a_line(void **state)
{
        (void)state;
        each(check_examples);
}

/* One word for one day: --on wherever a command has one day, and the older names mean the same. */
static void a_day_is_called_on(void **state)
{
        static const char *const names[] = {"--on", "--as-of", "--applied-on"};
        static const enum option_id days[] = {OPT_APPLIED_ON, OPT_GO_APPLIED_ON, OPT_AS_OF, OPT_LETTERS_AS_OF, OPT_ON};

        (void)state;
        for (size_t i = 0; commands[i]; i++) {
                enum option_id day = OPTIONS;
                int n = 0;

                for (size_t k = 0; k < 5; k++)
                        if (options_listed(commands[i], days[k])) {
                                day = days[k];
                                n++;
                        }
                for (size_t k = 0; n == 1 && k < 3; k++) {
                        struct context c = context_of(ENGLISH, commands[i]);
                        char *typed[] = {arena_strdup(c.arena, commands[i]->name), arena_strdup(c.arena, names[k]),
                                         arena_strdup(c.arena, "2025-12-22"), NULL};

                        assert_true(options_parse(&c, 3, typed));
                        assert_string_equal(c.options.values[day].at[0], "2025-12-22");
                        assert_string_equal(option_name(commands[i], day), "on");
                        arena_free(c.arena);
                }
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(no_line_is_wider_than_the_screen),
                cmocka_unit_test(no_word_is_broken),
                cmocka_unit_test(every_command_has_an_example_and_a_line),
                cmocka_unit_test(a_day_is_called_on),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
