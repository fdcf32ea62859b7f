/* soroe verify --against: what another revision or programme would make of a packet. */
#ifndef SOROE_AGAINST_H
#define SOROE_AGAINST_H

#include "cmd/frame/command.h"
#include "cmd/terminal/json.h"

#include "core/assess/comparison.h"

/* 80 columns, indented below the packet's line. */
void against_print(const struct context *, FILE *, const struct comparison *, struct arena *);
/* programme, revision, sha256, same, values [{id, before, after}], steps [{before, after}], findings [{change, finding}].
 * An amount is null, and a step, where one side has none. */
json_t *against_json(const struct context *, const struct comparison *, struct arena *);

#endif
