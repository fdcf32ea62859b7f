#include "cmd/handbook/handbook.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "cmd/commands.h"
#include "cmd/handbook/reasons.h"

#include "version.h"

#include "core/banned.h"

#define DATE "November 28, 2026" /* of these words: the pages have no clock */

static bool ends_a_phrase(const char *text, size_t n)
{
        static const char *const marks[] = {"、", "。", "」"};
        const size_t size = strlen(marks[0]);

        for (size_t i = 0; n >= size && i < sizeof marks / sizeof *marks; i++)
                if (memcmp(text + n - size, marks[i], size) == 0)
                        return true;
        return false;
}

/* A line of text: a dot or quote at its start, and a backslash, have a meaning in roff. */
static void print_text(const char *text, size_t n)
{
        if (n && (*text == '.' || *text == '\''))
                fputs("\\&", stdout);
        for (size_t i = 0; i < n; i++) {
                if (text[i] == ' ' && i > 1 && strchr(".?!", text[i - 1]) && isupper((unsigned char)text[i + 1])) {
                        putchar('\n'); /* a sentence, a line */
                        continue;
                }
                if (text[i] == '\\')
                        fputs("\\e", stdout);
                else if (text[i] == '-')
                        fputs("\\-", stdout);
                else
                        putchar(text[i]);
                if (ends_a_phrase(text, i + 1)) /* a line may end here: Japanese has no spaces */
                        fputs("\\:", stdout);
        }
        putchar('\n');
}

/* Words on the line of a macro: what looks like one is none. */
static void print_heading(const char *text)
{
        fputs(".Ss", stdout);
        for (const char *at = text; *at; at += strspn(at, " ")) {
                const size_t n = strcspn(at, " ");

                printf(n <= 3 && isupper((unsigned char)*at) ? " \\&%.*s" : " %.*s", (int)n, at);
                at += n;
        }
        putchar('\n');
}

static void heading(const char *name, const char *summary)
{
        printf(".\\\" written by `make docs`\n.Dd " DATE "\n.Dt ");
        for (const char *p = name; *p; p++)
                putchar(toupper((unsigned char)*p));
        printf(" 1\n.Os Soroe " VERSION "\n.Sh NAME\n.Nm %s\n.Nd ", name);
        /* the one line of apropos has no full stop */
        print_text(summary, strlen(summary) - (summary[strlen(summary) - 1] == '.'));
}

static void print_option(const struct command *command, enum option_id id, enum language language)
{
        const struct option_row *row = &option_rows[id];
        const char *argument = option_argument(id, language), *words = option_words(command, id, language);
        const bool is_day = strcmp(option_name(command, id), row->name) != 0;

        fputs(".It ", stdout);
        if (row->letter)
                printf("Fl %c , ", row->letter);
        printf("Fl Fl %s", option_name(command, id));
        if (argument)
                printf(" Ar %s", argument);
        putchar('\n');
        print_text(words, strlen(words));
        if (is_day)
                printf(language == JAPANESE ? "(\\-\\-%s も同じです)\n" : "(\\-\\-%s is the same)\n", row->name);
        if (id == OPT_FORMAT)
                printf(language == JAPANESE ? "%.*s(既定)%s\n" : "%.*s (default)%s\n",
                       (int)strcspn(command->formats, " "), command->formats,
                       command->formats + strcspn(command->formats, " "));
}

static void print_options(const struct command *command, enum language language)
{
        puts(".Bl -tag -width Ds");
        for (int i = 0; i < OPTIONS; i++)
                if (i == OPT_HELP || i == OPT_LANG || i == OPT_DIR || options_listed(command, (enum option_id)i))
                        print_option(command, (enum option_id)i, language);
        puts(".El");
}

static void exit_status(enum language language)
{
        puts(".Sh EXIT STATUS");
        puts(language == JAPANESE ? "0 問題なし。1 足りないものあり。2 使い方の誤り。3 システムの障害。"
                                  : "0 all well, 1 something missing, 2 wrong usage, 3 the system failed.");
}

static void print_examples(const struct command *command, enum language language, struct arena *arena)
{
        puts(".Sh EXAMPLES\n.Bl -tag -width Ds");
        for (const char *at = command->examples; *at;) {
                struct command_example e;

                at = example_read(&e, language, at, arena);
                puts(".It Xo");
                printf("soroe ");
                print_text(e.typed, strlen(e.typed));
                puts(".Xc");
                print_text(e.words, strlen(e.words));
        }
        puts(".El");
}

/* A line of the usage for each way to call it. */
static void print_synopsis(const struct command *command, enum language language)
{
        puts(".Sh SYNOPSIS");
        for (const char *way = command->usage[language]; *way;) {
                const size_t n = strcspn(way, "\n");

                printf(".Nm soroe %s\n", command->name);
                print_text(way, n);
                way += n + (way[n] == '\n');
        }
}

static void print_reasons(const struct command *command, enum language language)
{
        for (const struct reason *r = reasons; r->command; r++) {
                if (strcmp(r->command, command->name) != 0)
                        continue;
                print_heading(r->heading[language]);
                print_text(r->words[language], strlen(r->words[language]));
        }
}

void man_command(const struct command *command, enum language language, struct arena *arena)
{
        const struct command_line *line = command_line_of(command->name);
        char name[64];

        snprintf(name, sizeof name, "soroe-%s", command->name);
        heading(name, line ? line->words[language] : command->summary[language]);
        print_synopsis(command, language);
        puts(".Sh DESCRIPTION");
        print_text(command->summary[language], strlen(command->summary[language]));
        print_options(command, language);
        print_reasons(command, language);
        exit_status(language);
        print_examples(command, language, arena);
        puts(".Sh SEE ALSO\n.Xr soroe 1");
}

static void print_group(const struct command_group *group, enum language language)
{
        print_heading(group->words[language]);
        puts(".Bl -tag -width Ds");
        for (const struct command_line *line = group->lines; line->name; line++) {
                if (!command_by_name(line->name))
                        continue;
                printf(".It Xr soroe-%s 1\n", line->name);
                print_text(line->words[language], strlen(line->words[language]));
        }
        puts(".El");
}

/* What holds for every command. */
static void print_rules(enum language language)
{
        puts(language == JAPANESE ? ".Sh すべてのコマンドに共通のこと" : ".Sh RULES OF ALL COMMANDS");
        for (const struct reason *r = rules; r->heading[0]; r++) {
                print_heading(r->heading[language]);
                print_text(r->words[language], strlen(r->words[language]));
        }
}

void man_overview(enum language language)
{
        bool ja = language == JAPANESE;

        heading("soroe", ja ? "領収書から、点検済みの補助金申請書類一式を作る"
                            : "turns receipts into a checked, complete subsidy application");
        puts(".Sh SYNOPSIS\n.Nm soroe\n.Op Fl C Ar DIR\n.Op Fl Fl lang Cm ja | en\n.Ar COMMAND\n.Op Ar ARGUMENTS\n"
             ".Nm soroe\n.Fl Fl version\n.Sh DESCRIPTION");
        puts(ja ? "診療所の領収書と購入明細を取り込み、補助事業の規則で点検し、申請書類一式(ZIP)を作ります。"
                : "Brings in a clinic's receipts and purchases, judges them by the rules of the programme, and writes "
                  "the application "
                  "packet (ZIP).");
        for (const struct command_group *g = command_groups; g->words[0]; g++)
                print_group(g, language);
        print_rules(language);
        puts(".Sh ENVIRONMENT\n.Bl -tag -width Ds\n.It Ev SOROE_DIR");
        puts(ja ? "作業フォルダー(-C がないとき)" : "the workspace, where no -C says another");
        puts(".It Ev SOROE_FONTS");
        puts(ja ? "書体を探すフォルダー" : "the folder with the typefaces");
        puts(".El");
        exit_status(language);
        puts(".Sh SEE ALSO\n.Xr soroe-json 5 ,\n.Xr soroe-map 5 ,\n.Xr soroe-programme 5");
}
