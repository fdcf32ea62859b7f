/* --help: examples first, in the order of the work, one screen. */
#ifndef SOROE_HELP_H
#define SOROE_HELP_H

#include "cmd/command.h"

void help_all(const struct context *, const struct command *const *table);
void help_command(const struct context *);

#endif
