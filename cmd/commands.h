/* All subcommands, for cmd/main.c which runs one of them, and for cmd/handbook/ which writes the man pages and completions. */
#ifndef SOROE_COMMANDS_H
#define SOROE_COMMANDS_H

#include "cmd/frame/command.h"

extern const struct command *const commands[]; /* ends with NULL */

/* What soroe --help says of each, one line of a screen, in groups. A line without its command is not shown. */
struct command_line {
        const char *name, *words[2];
};
enum { LINES_OF_A_GROUP = 12 };
struct command_group {
        const char *words[2];
        struct command_line lines[LINES_OF_A_GROUP]; /* ends with one without a name */
};
extern const struct command_group command_groups[];  /* ends with one without words */
const struct command *command_by_name(const char *); /* NULL: there is none */
/* "check": what its line says; NULL: it has none. */
const struct command_line *command_line_of(const char *name);

#endif
