#include "cmd/handbook/handbook.h"

#include <stdio.h>
#include <string.h>

#include "cmd/commands.h"

#include "core/banned.h"

/* A description inside '...[...]': what has a meaning there is escaped. */
static void print_words(const char *text)
{
        for (const char *p = text; *p; p++) {
                if (*p == '\'')
                        fputs("'\\'", stdout);
                else if (strchr("[]:\\", *p))
                        putchar('\\');
                putchar(*p);
        }
}

static void print_value(struct value value, const char *argument)
{
        printf(":%s:", argument);
        if (value.kind == VALUE_FOLDERS)
                fputs("_directories", stdout);
        else if (value.kind == VALUE_FILES && *value.words)
                /* behind the space: without it zsh hands over options that _alternative does not take */
                printf(" _alternative \"words\\:word\\:(%s)\" \"files\\:file\\:_files\"", value.words);
        else if (value.kind == VALUE_FILES)
                fputs("_files", stdout);
        else if (*value.words)
                printf("(%s)", value.words);
}

static void print_option(const struct command *command, enum option_id id, struct arena *arena)
{
        const struct option_row *row = &option_rows[id];
        const char *name = option_name(command, id);

        if (row->letter)
                printf("                        '(-%c --%s)'{-%c,--%s}'[", row->letter, name, row->letter, name);
        else
                printf("                        '*--%s[", name);
        print_words(option_words(command, id, ENGLISH));
        putchar(']');
        if (row->argument)
                print_value(value_of_option(command, id, arena), row->argument);
        puts("' \\");
}

static void print_command(const struct command *command, struct arena *arena)
{
        struct value value = value_of_arguments(command, arena);

        printf("                %s) _arguments -s \\\n", command->name);
        for (int i = 0; i < OPTIONS; i++)
                if (i == OPT_HELP || i == OPT_LANG || i == OPT_DIR || options_listed(command, (enum option_id)i))
                        print_option(command, (enum option_id)i, arena);
        fputs("                        '*", stdout);
        print_value(value, "argument");
        puts("' ;;");
}

void zsh_completion(struct arena *arena)
{
        puts("#compdef soroe\n# zsh completion for soroe; written by `make docs`\n\n"
             "_soroe() {\n"
             "        local curcontext=$curcontext state line ret=1\n"
             "        local -a commands\n\n"
             "        commands=(");
        for (size_t i = 0; commands[i]; i++) {
                printf("                '%s:", commands[i]->name);
                print_words(command_line_of(commands[i]->name) ? command_line_of(commands[i]->name)->words[ENGLISH]
                                                               : commands[i]->summary[ENGLISH]);
                puts("'");
        }
        puts("        )\n"
             "        _arguments -C \\\n"
             "                '(-h --help)'{-h,--help}'[show this help]' \\\n"
             "                '(-V --version)'{-V,--version}'[show the version]' \\\n"
             "                '--lang[language of the output]:language:(ja en)' \\\n"
             "                '(-C --directory)'{-C,--directory}'[the workspace]:folder:_directories' \\\n"
             "                '1:command:->command' '*::argument:->argument' && ret=0\n"
             "        case $state in\n"
             "        command) _describe command commands && ret=0 ;;\n"
             "        argument)\n"
             "                case $words[1] in");
        for (size_t i = 0; commands[i]; i++)
                print_command(commands[i], arena);
        puts("                esac && ret=0 ;;\n"
             "        esac\n"
             "        return ret\n"
             "}\n"
             "_soroe \"$@\"");
}
