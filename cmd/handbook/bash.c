#include "cmd/handbook/handbook.h"

#include <stdio.h>

#include "cmd/commands.h"

#include "core/banned.h"

static void print_value(struct value value)
{
        if (*value.words)
                printf(" words='%s'", value.words);
        if (value.kind == VALUE_FILES)
                fputs(" files=-f", stdout);
        if (value.kind == VALUE_FOLDERS)
                fputs(" files=-d", stdout);
        puts(" ;;");
}

/* What stands behind each option. */
static void option_values(const struct command *command, struct arena *arena)
{
        for (int i = 0; i < OPTIONS; i++) {
                const struct option_row *row = &option_rows[i];

                if (!row->argument || !options_listed(command, (enum option_id)i))
                        continue;
                printf("        %s:--%s", command->name, option_name(command, (enum option_id)i));
                if (row->letter)
                        printf(" | %s:-%c", command->name, row->letter);
                fputs(") is_value=1", stdout);
                print_value(value_of_option(command, (enum option_id)i, arena));
        }
}

static void option_names(const struct command *command)
{
        printf("        %s) words='--help --lang --directory", command->name);
        for (int i = 0; i < OPTIONS; i++)
                if (options_listed(command, (enum option_id)i))
                        printf(" --%s", option_name(command, (enum option_id)i));
        puts("' ;;");
}

void bash_completion(struct arena *arena)
{
        puts("# bash completion for soroe; written by `make docs`\n\n"
             "_soroe()\n{\n"
             "        local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
             "        local command='' words='' files='' is_value='' i\n\n"
             "        COMPREPLY=()\n"
             "        for ((i = 1; i < COMP_CWORD; i++)); do\n"
             "                case ${COMP_WORDS[i]} in\n"
             "                -C | --directory | --lang) ((i++)) ;;\n"
             "                -*) ;;\n"
             "                *) command=${COMP_WORDS[i]}; break ;;\n"
             "                esac\n"
             "        done\n"
             "        case $command:$before in\n"
             "        *:-C | *:--directory) is_value=1 files=-d ;;\n"
             "        *:--lang) is_value=1 words='ja en' ;;");
        for (size_t i = 0; commands[i]; i++)
                option_values(commands[i], arena);
        puts("        esac\n"
             "        if [[ ! $is_value && $current == -* ]]; then\n"
             "                case $command in\n"
             "        '') words='--help --version --lang --directory' ;;");
        for (size_t i = 0; commands[i]; i++)
                option_names(commands[i]);
        fputs("                esac\n"
              "        elif [[ ! $is_value ]]; then\n"
              "                case $command in\n"
              "        '') words='",
              stdout);
        for (size_t i = 0; commands[i]; i++)
                printf("%s%s", i ? " " : "", commands[i]->name);
        puts("' ;;");
        for (size_t i = 0; commands[i]; i++) {
                printf("        %s)", commands[i]->name);
                print_value(value_of_arguments(commands[i], arena));
        }
        puts("                esac\n"
             "        fi\n"
             "        [[ ! $words ]] || mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
             "        if [[ $files ]]; then\n"
             "                compopt -o filenames 2>/dev/null\n"
             "                mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen $files -- \"$current\")\n"
             "        fi\n"
             "}\n"
             "complete -F _soroe soroe");
}
