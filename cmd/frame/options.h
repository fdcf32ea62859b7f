/* Reading what was typed behind a command, by its options of cmd/frame/option_list.h. */
#ifndef SOROE_OPTIONS_H
#define SOROE_OPTIONS_H

#include "cmd/frame/command.h"

/* What cmd/frame/option_list.h says of an option. */
struct option_row {
        const char *name, *argument; /* NULL: it has none */
        char letter;                 /* 0: it has none */
        const char *words[2];
};
extern const struct option_row option_rows[OPTIONS];

/* Is it one of the command's own? --help, --lang and -C are of every command. */
bool options_listed(const struct command *, enum option_id);

/* Fills c->options. False: the usage error is printed. */
bool options_parse(struct context *, int argc, char **argv);
bool options_language(struct context *, const char *value);

#endif
