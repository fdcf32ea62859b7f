#include "cmd/help.h"

#include <stdio.h>
#include <string.h>

#include "cmd/commands.h"
#include "cmd/frame/options.h"
#include "cmd/terminal/print.h"

#include "core/banned.h"

enum { LINE = 80, OPTION_COLUMN = 24, EXAMPLE_COLUMN = 48, GROUP_COLUMN = 12 };

/* What it does stands in its column, or below what is too long for it. */
static void print_row(const char *left, int cells, const char *text)
{
        print_cells(stdout, left, cells, LEFT_SIDE);
        if (text_width(left) > cells - 1)
                printf("\n%*s", cells, "");
        print_wrapped(stdout, text, cells, cells, LINE);
}

/* Prints an example and returns the one behind it. */
static const char *print_example(const struct context *c, const char *line)
{
        const char *ja = strchr(line, '\t') + 1, *en = strchr(ja, '\t') + 1;
        const size_t end = strcspn(en, "\n");
        char command[EXAMPLE_TEXT];
        const char *words = c->language == JAPANESE ? arena_strndup(c->arena, ja, (size_t)(en - 1 - ja))
                                                    : arena_strndup(c->arena, en, end);

        print_row(arena_printf(c->arena, "  soroe %s", example_command(command, line, c->language)), EXAMPLE_COLUMN,
                  words);
        return en + end + (en[end] == '\n');
}

/* The words of a usage line, what stands in brackets being one. */
static size_t usage_word(const char *text)
{
        size_t n = 0;

        for (int depth = 0; text[n] && (depth > 0 || text[n] != ' '); n++) {
                depth += text[n] == '[' || text[n] == '(';
                depth -= text[n] == ']' || text[n] == ')';
        }
        return n;
}

static void print_usage(const struct context *c)
{
        char *head = arena_printf(c->arena, "%s soroe %s", say(c, "使い方:", "usage:"), c->command->name);
        const int indent = text_width(head);
        int used = indent;

        fputs(head, stdout);
        for (const char *text = c->command->usage[c->language]; *text; text += strspn(text, " ")) {
                const size_t n = usage_word(text);
                const int cells = text_width(arena_strndup(c->arena, text, n));

                if (used + 1 + cells > LINE) {
                        printf("\n%*s", indent, "");
                        used = indent;
                }
                printf(" %.*s", (int)n, text);
                used += 1 + cells;
                text += n;
        }
        putchar('\n');
}

static void print_groups(const struct context *c)
{
        const struct command *const *at = commands;

        for (const struct command_group *group = command_groups; group->last; group++) {
                struct buffer names = buffer_in(c->arena);

                for (bool last = false; !last; at++) {
                        buffer_printf(&names, "%s%s", names.n ? " " : "", (*at)->name);
                        last = *at == group->last;
                }
                print_row(arena_printf(c->arena, "  %s", group->words[c->language]), GROUP_COLUMN, names.at);
        }
}

void help_all(const struct context *c)
{
        puts(say(c, "領収書から、点検済みの補助金申請書類一式を作ります。\n例:",
                 "turns receipts into a checked, complete subsidy application.\nexamples:"));
        for (size_t i = 0; first_steps[i]; i++)
                print_example(c, first_steps[i]->examples);
        puts(say(c, "使い方: soroe [-C フォルダー] コマンド [引数]     説明: soroe コマンド --help",
                 "usage: soroe [-C DIR] COMMAND [ARGUMENTS]     help: soroe COMMAND --help"));
        print_groups(c);
        puts(say(c,
                 "共通: --lang ja|en  --help  --version\n"
                 "終了状態: 0 問題なし  1 指摘あり  2 使い方の誤り  3 システムの障害",
                 "always: --lang ja|en  --help  --version\n"
                 "exit status: 0 nothing wrong  1 findings  2 wrong usage  3 the system failed"));
}

static void print_option(const struct context *c, const struct option_row *row)
{
        const char *argument = row->argument ? row->argument : "";
        const char *left = row->letter ? arena_printf(c->arena, "  -%c, --%s %s", row->letter, row->name, argument)
                                       : arena_printf(c->arena, "  --%s %s", row->name, argument);

        print_row(left, OPTION_COLUMN, row->words[c->language]);
}

void help_command(const struct context *c)
{
        const struct command *command = c->command;

        print_wrapped(stdout, command->summary[c->language], 0, 0, LINE);
        puts(say(c, "例:", "examples:"));
        for (const char *line = command->examples; *line;)
                line = print_example(c, line);
        print_usage(c);
        for (int i = 0; i < OPTIONS; i++)
                if (options_listed(command, (enum option_id)i))
                        print_option(c, &option_rows[i]);
        if (options_listed(command, OPT_FORMAT))
                printf("  --format: %s\n", command->formats);
}
