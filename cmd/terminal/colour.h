/* Colour on a terminal, of single words: red what failed, yellow what somebody must look at, green what is good, cyan ids and
 * commands to copy; bold the totals. It says nothing that the words do not say. None in a pipe or a file, with NO_COLOR or TERM=dumb. */
#ifndef SOROE_COLOUR_H
#define SOROE_COLOUR_H

#include "core/assess/assess.h"
#include "core/base/finding.h"
#include "core/assess/standing.h"

#include <stdio.h>

enum colour { PLAIN, RED, YELLOW, GREEN, CYAN, BOLD };

/* What is printed between the two has the colour. A stream in memory is taken for what will go to stdout. */
void colour_on(FILE *, enum colour);
void colour_off(FILE *, enum colour);
void print_coloured(FILE *, enum colour, const char *text);

enum colour colour_of_severity(enum severity);
enum colour colour_of_status(enum application_status);
enum colour colour_of_standing(enum standing);

#endif
