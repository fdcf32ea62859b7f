#include "cmd/help.h"

#include <stdio.h>
#include <string.h>

#include "cmd/commands.h"
#include "cmd/frame/options.h"
#include "cmd/terminal/print.h"

#include "core/platform/platform.h"

#include "core/banned.h"

enum {
        LINE = 80,
        OPTION_COLUMN = 26,
        MOST_EXAMPLE = 52,
        BELOW = 8,
        NAME_COLUMN = 13,
        SHORT = 30 /* bytes in brackets stay together */
};

/* ---- lines that never break inside a word */

/* How much of the text stays together: a word and the space or the 、 。 behind it. Japanese words have no ends that could be seen, so
 * what stands between two marks stays together. */
static size_t piece(const char *text)
{
        static const char *const ends[] = {"、", "。", ")", "」"};

        for (size_t n = 0; text[n]; n++) {
                const size_t brackets = text[n] == '(' ? strcspn(text + n, ")") : 0;

                if (brackets && brackets <= SHORT && text[n + brackets]) {
                        n += brackets - 1;
                        continue;
                }
                if (text[n] == ' ')
                        return n + strspn(text + n, " ");
                for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
                        const size_t end = strlen(ends[i]);

                        if (strncmp(text + n, ends[i], end) == 0 && !strchr(").,:;", text[n + end]) &&
                            strncmp(text + n + end, "。", strlen("。")) != 0 &&
                            strncmp(text + n + end, "、", strlen("、")) != 0)
                                return n + end + strspn(text + n + end, " ");
                }
        }
        return strlen(text);
}

/* `used` cells of the first line are taken; ends the last line. */
static void print_pieces(const struct context *c, const char *text, int used, int indent)
{
        int spaces = 0; /* behind the last piece: printed where the line goes on */

        while (*text) {
                const size_t n = piece(text);
                size_t bare = n;
                int cells;

                while (bare && text[bare - 1] == ' ')
                        bare--;
                cells = text_width(arena_strndup(c->arena, text, bare));
                if (used > indent && used + spaces + cells > LINE) {
                        printf("\n%*s", indent, "");
                        used = indent;
                        spaces = 0;
                }
                printf("%*s%.*s", spaces, "", (int)bare, text);
                used += spaces + cells;
                spaces = (int)(n - bare);
                text += n;
        }
        putchar('\n');
}

/* ---- soroe --help */

static void print_line(const struct context *c, const struct command_line *line)
{
        fputs("  ", stdout);
        print_cells_in(stdout, CYAN, line->name, NAME_COLUMN - 2, LEFT_SIDE);
        print_pieces(c, line->words[c->language], NAME_COLUMN, NAME_COLUMN);
}

void help_all(const struct context *c)
{
        const char *manual = platform_own_words("manual", c->language == ENGLISH);

        puts(say(c, "領収書から、点検済みの補助金申請書類を作ります。",
                 "Turns receipts into a checked subsidy application."));
        if (command_by_name("go"))
                puts(say(c, "  soroe go 補助金      領収書を入れたフォルダーで。足りないものと補助額を知る",
                         "  soroe go subsidy     in a folder of receipts: what is missing, and how much"));
        putchar('\n');
        for (const struct command_group *g = command_groups; g->words[0]; g++) {
                puts(g->words[c->language]);
                for (const struct command_line *line = g->lines; line->name; line++)
                        if (command_by_name(line->name))
                                print_line(c, line);
        }
        putchar('\n');
        puts(say(c, "使い方: soroe [-C フォルダー] コマンド      くわしく: soroe help コマンド",
                 "usage: soroe [-C FOLDER] COMMAND            more: soroe help COMMAND"));
        printf(say(c, "共通: --lang ja|en  --help  --version      %s\n",
                   "always: --lang ja|en  --help  --version     %s\n"),
               manual ? manual : say(c, "man soroe に、すべてがあります", "everything: man soroe"));
        puts(say(c, "終了状態: 0 問題なし  1 足りないものあり  2 使い方の誤り  3 システムの障害",
                 "exit status: 0 all well  1 something missing  2 wrong usage  3 system failure"));
}

/* ---- soroe COMMAND --help */

static const char *read_example(struct command_example *out, const struct context *c, const char *at)
{
        at = example_read(out, c->language, at, c->arena);
        out->typed = arena_printf(c->arena, "  soroe %s", out->typed);
        return at;
}

/* The words stand in one column beside the examples that leave room for theirs, and below the others. */
static int example_column(const struct context *c)
{
        int column = 0;

        for (const char *at = c->command->examples; *at;) {
                struct command_example e;

                at = read_example(&e, c, at);
                if (text_width(e.typed) + 2 <= MOST_EXAMPLE && text_width(e.typed) + 2 + text_width(e.words) <= LINE)
                        column = text_width(e.typed) + 2 > column ? text_width(e.typed) + 2 : column;
        }
        return column;
}

static void print_examples(const struct context *c)
{
        const int column = example_column(c);

        puts(say(c, "例:", "examples:"));
        for (const char *at = c->command->examples; *at;) {
                struct command_example e;

                at = read_example(&e, c, at);
                fputs(e.typed, stdout);
                if (text_width(e.typed) + 2 <= column && column + text_width(e.words) <= LINE) {
                        printf("%*s%s\n", column - text_width(e.typed), "", e.words);
                        continue;
                }
                printf("\n%*s", BELOW, "");
                print_pieces(c, e.words, BELOW, BELOW);
        }
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

/* Each line of the usage is a way to call it. */
static void print_way(const struct context *c, const char *head, const char *text, size_t end)
{
        const int indent = text_width(head);
        const char *const stop = text + end;
        int used = indent;

        fputs(head, stdout);
        while (text < stop) {
                const size_t n = usage_word(text) < (size_t)(stop - text) ? usage_word(text) : (size_t)(stop - text);
                const int cells = text_width(arena_strndup(c->arena, text, n));

                if (used + 1 + cells > LINE && used > indent) {
                        printf("\n%*s", indent, "");
                        used = indent;
                }
                printf(" %.*s", (int)n, text);
                used += 1 + cells;
                text += n + strspn(text + n, " ");
        }
        putchar('\n');
}

static void print_usage(const struct context *c)
{
        const char *first = say(c, "使い方:", "usage:"), *text = c->command->usage[c->language];

        for (bool again = false; *text || !again; again = true) {
                const size_t end = strcspn(text, "\n");

                print_way(c,
                          again ? arena_printf(c->arena, "%*s soroe %s", text_width(first), "", c->command->name)
                                : arena_printf(c->arena, "%s soroe %s", first, c->command->name),
                          text, end);
                text += end + (text[end] == '\n');
                if (!*text)
                        break;
        }
}

/* "text (default) json csv" */
static const char *formats_of(const struct context *c)
{
        const char *formats = c->command->formats;
        const size_t first = strcspn(formats, " ");

        return arena_printf(c->arena, "%.*s%s%s", (int)first, formats, say(c, "(既定)", " (default)"), formats + first);
}

static void print_option(const struct context *c, enum option_id id)
{
        const struct option_row *row = &option_rows[id];
        const char *argument = option_argument(id, c->language), *name = option_name(c->command, id);
        const char *words = id == OPT_FORMAT ? formats_of(c) : option_words(c->command, id, c->language);
        const char *left = row->letter ? arena_printf(c->arena, "  -%c, --%s", row->letter, name)
                                       : arena_printf(c->arena, "  --%s", name);

        if (argument)
                left = arena_printf(c->arena, "%s %s", left, argument);
        print_cells(stdout, left, OPTION_COLUMN, LEFT_SIDE);
        if (text_width(left) > OPTION_COLUMN - 1)
                printf("\n%*s", OPTION_COLUMN, "");
        print_pieces(c, words, OPTION_COLUMN, OPTION_COLUMN);
}

void help_command(const struct context *c)
{
        print_pieces(c, c->command->summary[c->language], 0, 0);
        print_examples(c);
        print_usage(c);
        for (int i = 0; i < OPTIONS; i++)
                if (options_listed(c->command, (enum option_id)i))
                        print_option(c, (enum option_id)i);
}
