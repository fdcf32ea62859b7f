/* What lay among packets and was none (templates/verify/folder.h), said at the end of verify and audit. */
#ifndef SOROE_ASIDES_H
#define SOROE_ASIDES_H

#include "cmd/frame/command.h"

#include "templates/verify/folder.h"

#include <jansson.h>

/* Prints how many there were, of what kind, and the names of the first; nothing if there were none. */
void asides_text(const struct context *, const struct asides *);
json_t *asides_json(const struct asides *); /* [{"file", "kind"}]; kinds: link file device pdf */
const char *aside_word(enum aside_kind, enum language);
int64_t asides_count(const struct asides *);

#endif
