/* All subcommands, for cmd/main.c which runs one of them, and for cmd/handbook/ which writes the man pages and completions. */
#ifndef SOROE_COMMANDS_H
#define SOROE_COMMANDS_H

#include "cmd/frame/command.h"

extern const struct command *const commands[];    /* ends with NULL */
extern const struct command *const first_steps[]; /* what one application needs, in order; ends with NULL */

/* commands[] falls into groups, each from where the one before ends. */
struct command_group {
        const char *words[2];
        const struct command *last;
};
extern const struct command_group command_groups[]; /* ends with one without `last` */

#endif
