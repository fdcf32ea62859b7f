/* Asking a person at a terminal: one thing on one line, the prompt on stderr. Enter takes what is safe; what is not understood is
 * asked again, three times, then it is put off. At the end of the input everything is put off. */
#ifndef SOROE_GO_TALK_H
#define SOROE_GO_TALK_H

#include "cmd/go/go.h"

#include "core/value/reply.h"

/* One line, trimmed; "" for Enter. NULL at the end of the input. */
const char *talk_line(const struct go *, const char *prompt);

/* `prompt` names the words that are understood. `each`: 1件ずつ is one of them. */
enum reply talk_answer(const struct go *, const char *prompt, bool each);
/* Has it been done? Enter is not yet. */
bool talk_done(const struct go *, const char *prompt);
/* The same where Enter means yes: of what changes nothing. */
bool talk_agrees(const struct go *, const char *prompt);

/* A day; `last` unset: none is too late. False: put off. `happened`: it is not after today, Enter is today. */
bool talk_day(struct date *out, const struct go *, const char *prompt, struct date last, bool happened);

/* A line to be printed on papers; "" where none was given. `usual`: what Enter takes; NULL: nothing. */
const char *talk_words(const struct go *, const char *prompt, const char *usual);

#endif
