/* handbook bash | zsh | names | man LANG [COMMAND]: one of the pages, on standard output. */
#include "cmd/handbook/handbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/commands.h"

#include "core/banned.h"

_Noreturn static void exhausted(void)
{
        exit(EXIT_FAULT);
}

static bool print_man(int argc, char **argv, struct arena *arena)
{
        enum language language = strcmp(argv[2], "ja") == 0 ? JAPANESE : ENGLISH;

        if (argc == 3) {
                man_overview(language);
                return true;
        }
        for (size_t i = 0; commands[i]; i++) {
                if (strcmp(commands[i]->name, argv[3]) != 0)
                        continue;
                man_command(commands[i], language, arena);
                return true;
        }
        return false;
}

static bool print_page(int argc, char **argv, struct arena *arena)
{
        const char *what = argc > 1 ? argv[1] : "";

        if (strcmp(what, "man") == 0 && argc > 2)
                return print_man(argc, argv, arena);
        if (strcmp(what, "bash") == 0)
                bash_completion(arena);
        else if (strcmp(what, "zsh") == 0)
                zsh_completion(arena);
        else if (strcmp(what, "names") != 0)
                return false;
        for (size_t i = 0; commands[i] && strcmp(what, "names") == 0; i++)
                puts(commands[i]->name);
        return true;
}

int main(int argc, char **argv)
{
        struct arena *arena = arena_new(exhausted);
        bool good = print_page(argc, argv, arena);

        arena_free(arena);
        if (!good)
                return EXIT_USAGE;
        return fflush(stdout) || ferror(stdout) ? EXIT_FAULT : EXIT_GOOD;
}
