/* Reading what was typed behind a command, by its options of cmd/option_list.h. */
#ifndef SOROE_OPTIONS_H
#define SOROE_OPTIONS_H

#include "cmd/command.h"

/* Fills c->options. False: the usage error is printed. */
bool options_parse(struct context *, int argc, char **argv);
bool options_language(struct context *, const char *value);

#endif
