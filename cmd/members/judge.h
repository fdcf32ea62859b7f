/* The facilities named on the command line, judged one after another (core/judge/judge.h). */
#ifndef SOROE_CMD_JUDGE_H
#define SOROE_CMD_JUDGE_H

#include "cmd/frame/command.h"

#include "core/judge/judge.h"

/* Judges the facilities of these codes, or all. A code that is not there is a usage error: it is printed, and
 * ERR_USAGE returned. */
enum status judge(struct context *, struct store *, const struct programme *, const struct texts *codes,
                  struct date as_of, judge_each *, void *user);
/* Before anything is made or printed: whether every code that is named is a facility's; else ERR_USAGE, printed. */
enum status codes_are_there(struct context *, struct store *, const struct texts *named);
int no_such_facility(struct context *, const char *code); /* prints the usage error and returns it */

#endif
