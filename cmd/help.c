#include "cmd/help.h"

#include <stdio.h>
#include <string.h>

#include "cmd/print.h"

#include "core/banned.h"

/* What it does stands in its column, or below what is too long for it. */
static void print_column(const char *left, int cells)
{
        print_cells(stdout, left, cells, LEFT_SIDE);
        if (text_width(left) > cells - 1)
                printf("\n%*s", cells, "");
}

void help_all(const struct context *c, const struct command *const *table)
{
        bool ja = c->language == JAPANESE;

        puts(ja ? "領収書から、点検済みの補助金申請書類一式を作ります。\n例:"
                : "turns receipts into a checked, complete subsidy application.\nexamples:");
        for (size_t i = 0; table[i]; i++) {
                const char *line = table[i]->examples;
                const char *ja_text = strchr(line, '\t') + 1, *en_text = strchr(ja_text, '\t') + 1;

                print_column(arena_printf(c->arena, "  soroe %.*s", (int)(ja_text - 1 - line), line), 48);
                printf("%.*s\n", ja ? (int)(en_text - 1 - ja_text) : (int)strcspn(en_text, "\n"),
                       ja ? ja_text : en_text);
        }
        puts(ja ? "使い方: soroe [-C フォルダー] コマンド [引数]     説明: soroe コマンド --help\n"
                  "共通: --lang ja|en  --help  --version\n"
                  "終了状態: 0 問題なし  1 指摘あり  2 使い方の誤り  3 システムの障害"
                : "usage: soroe [-C DIR] COMMAND [ARGUMENTS]     help: soroe COMMAND --help\n"
                  "always: --lang ja|en  --help  --version\n"
                  "exit status: 0 nothing wrong  1 findings  2 wrong usage  3 the system failed");
}

static void print_option(const struct context *c, const char *name, char letter, const char *argument, const char *text)
{
        const char *left = letter ? arena_printf(c->arena, "  -%c, --%s %s", letter, name, argument ? argument : "")
                                  : arena_printf(c->arena, "  --%s %s", name, argument ? argument : "");

        print_column(left, 24);
        puts(text);
}

static bool is_listed(const struct command *command, enum option_id id)
{
        for (const enum option_id *o = command->options; *o != OPTIONS; o++)
                if (*o == id)
                        return true;
        return false;
}

void help_command(const struct context *c)
{
        const struct command *command = c->command;
        bool ja = c->language == JAPANESE;

        puts(command->summary[c->language]);
        puts(ja ? "例:" : "examples:");
        for (const char *line = command->examples; *line;) {
                const char *ja_text = strchr(line, '\t') + 1, *en_text = strchr(ja_text, '\t') + 1;
                size_t end = strcspn(en_text, "\n");

                print_column(arena_printf(c->arena, "  soroe %.*s", (int)(ja_text - 1 - line), line), 48);
                printf("%.*s\n", ja ? (int)(en_text - 1 - ja_text) : (int)end, ja ? ja_text : en_text);
                line = en_text + end + (en_text[end] == '\n');
        }
        printf("%s soroe %s %s\n", ja ? "使い方:" : "usage:", command->name, command->usage[c->language]);
#define O(id, name, letter, argument, ja_text, en_text)                                                                \
        if (is_listed(command, OPT_##id))                                                                              \
                print_option(c, name, letter, argument, ja ? ja_text : en_text);
#include "cmd/option_list.h"
#undef O
        if (is_listed(command, OPT_FORMAT))
                printf("  --format: %s\n", command->formats);
}
