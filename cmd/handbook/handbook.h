/* The man pages (mdoc) and the completions for bash and zsh, written to stdout from the tables that the commands are made of:
 * cmd/commands.h, cmd/frame/option_list.h, the finding ids, the programmes, the states. No clock, no locale: same tables, same bytes.
 * `make docs` writes the files, tests/handbook.sh compares them. */
#ifndef SOROE_HANDBOOK_H
#define SOROE_HANDBOOK_H

#include "cmd/frame/command.h"
#include "cmd/frame/options.h"

void man_overview(enum language);
void man_command(const struct command *, enum language, struct arena *);
void bash_completion(struct arena *);
void zsh_completion(struct arena *);

/* What the value of an option, or what stands behind a command, may be. */
enum value_kind { VALUE_FREE, VALUE_WORDS, VALUE_FILES, VALUE_FOLDERS };
struct value {
        enum value_kind kind;
        const char *words; /* separated by spaces; with VALUE_FILES too: files, and these */
};
struct value value_of_option(const struct command *, enum option_id,
                             struct arena *); /* command NULL: before the command */
struct value value_of_arguments(const struct command *, struct arena *);

#endif
