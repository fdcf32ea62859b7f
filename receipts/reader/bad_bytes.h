/* Bytes that are no text of their file's encoding: what can be read is shown as text, the others as \x83. */
#ifndef SOROE_BAD_BYTES_H
#define SOROE_BAD_BYTES_H

#include "core/base/finding.h"
#include "core/base/text.h"

/* Returns as much of the value as a message has room for. *mark says where the first bytes that are no text stand in
 * it. */
char *bad_bytes_show(struct mark *mark, struct bytes, enum encoding, struct arena *);
/* Adds finding E004 for a value that cannot be decoded. It shows the bytes, and marks the first that are no text. */
struct finding *bad_bytes_complain(struct findings *, struct bytes, enum encoding, const char *place, struct arena *);

#endif
