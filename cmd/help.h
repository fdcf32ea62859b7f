/* --help: examples first, in the order of the work, one screen of 80 cells. */
#ifndef SOROE_HELP_H
#define SOROE_HELP_H

#include "cmd/frame/command.h"

void help_all(const struct context *);
void help_command(const struct context *);

#endif
