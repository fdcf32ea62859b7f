/* What a finding means, in a few sentences: templates/texts/findings.<language>.txt. */
#ifndef SOROE_FINDING_LONG_H
#define SOROE_FINDING_LONG_H

#include "core/base/buffer.h"
#include "core/base/finding.h"

/* Returns the text of an id, its lines joined; "" if the file has none. */
char *finding_long(enum finding_id, enum language, struct arena *);
/* The same from the bytes of such a file: '#' begins a comment, a line that is an id alone begins its text. */
char *finding_long_in(struct bytes file, const char *id, enum language, struct arena *);
/* The ids of such a file in order, for proving it. */
bool finding_long_id(const char **next, const char *end, char id[5]);

#endif
