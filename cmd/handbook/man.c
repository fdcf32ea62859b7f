#include "cmd/handbook/handbook.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "cmd/commands.h"

#include "core/banned.h"

#define DATE "November 24, 2026" /* of these words: the pages have no clock */

/* A line of text: a dot or quote at its start, and a backslash, have a meaning in roff. */
static void print_text(const char *text, size_t n)
{
        if (n && (*text == '.' || *text == '\''))
                fputs("\\&", stdout);
        for (size_t i = 0; i < n; i++) {
                if (text[i] == '\\')
                        fputs("\\e", stdout);
                else if (text[i] == '-')
                        fputs("\\-", stdout);
                else
                        putchar(text[i]);
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

static void print_option(enum option_id id, enum language language)
{
        const struct option_row *row = &option_rows[id];

        fputs(".It ", stdout);
        if (row->letter)
                printf("Fl %c , ", row->letter);
        printf("Fl Fl %s", row->name);
        if (row->argument)
                printf(" Ar %s", row->argument);
        putchar('\n');
        print_text(row->words[language], strlen(row->words[language]));
}

static void print_options(const struct command *command, enum language language)
{
        puts(".Bl -tag -width Ds");
        for (int i = 0; i < OPTIONS; i++)
                if (i == OPT_HELP || i == OPT_LANG || i == OPT_DIR || options_listed(command, (enum option_id)i))
                        print_option((enum option_id)i, language);
        puts(".El");
        if (!options_listed(command, OPT_FORMAT))
                return;
        puts(".Pp");
        printf("%s%s\n", language == JAPANESE ? "出力の形式(最初が既定): " : "Forms of the output, the default first: ",
               command->formats);
}

static void exit_status(enum language language)
{
        puts(".Sh EXIT STATUS");
        puts(language == JAPANESE ? "0 問題なし。1 指摘あり。2 使い方の誤り。3 システムの障害。"
                                  : "0 nothing wrong, 1 findings, 2 wrong usage, 3 the system failed.");
}

static void print_examples(const struct command *command, enum language language)
{
        puts(".Sh EXAMPLES\n.Bl -tag -width Ds");
        for (const char *line = command->examples; *line;) {
                const char *ja = strchr(line, '\t') + 1, *en = strchr(ja, '\t') + 1;
                size_t end = strcspn(en, "\n");
                char command_line[EXAMPLE_TEXT];

                example_command(command_line, line, language);
                puts(".It Xo");
                printf("soroe ");
                print_text(command_line, strlen(command_line));
                puts(".Xc");
                print_text(language == JAPANESE ? ja : en, language == JAPANESE ? (size_t)(en - 1 - ja) : end);
                line = en + end + (en[end] == '\n');
        }
        puts(".El");
}

void man_command(const struct command *command, enum language language)
{
        char name[64];

        snprintf(name, sizeof name, "soroe-%s", command->name);
        heading(name, command->summary[language]);
        printf(".Sh SYNOPSIS\n.Nm soroe %s\n", command->name);
        print_text(command->usage[language], strlen(command->usage[language]));
        puts(".Sh DESCRIPTION");
        print_text(command->summary[language], strlen(command->summary[language]));
        print_options(command, language);
        exit_status(language);
        print_examples(command, language);
        puts(".Sh SEE ALSO\n.Xr soroe 1");
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
        puts(ja ? "コマンドは次のとおりです。" : "The commands:");
        puts(".Bl -tag -width Ds");
        for (size_t i = 0; commands[i]; i++) {
                printf(".It Xr soroe-%s 1\n", commands[i]->name);
                print_text(commands[i]->summary[language], strlen(commands[i]->summary[language]));
        }
        puts(".El\n.Sh ENVIRONMENT\n.Bl -tag -width Ds\n.It Ev SOROE_DIR");
        puts(ja ? "作業フォルダー(-C がないとき)" : "the workspace, where no -C says another");
        puts(".It Ev SOROE_FONTS");
        puts(ja ? "書体を探すフォルダー" : "the folder with the typefaces");
        puts(".El");
        exit_status(language);
        puts(".Sh SEE ALSO\n.Xr soroe-json 5 ,\n.Xr soroe-map 5 ,\n.Xr soroe-programme 5");
}
