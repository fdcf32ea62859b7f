/* Bytes that are no text of their file's encoding: what can be read is shown as text, the others as \x83. */
#ifndef SOROE_BAD_BYTES_H
#define SOROE_BAD_BYTES_H

#include "core/base/finding.h"
#include "core/base/text.h"

/* As much of a value as a message has room for; *mark: the first bytes that are no text, in what is returned. */
char *bad_bytes_show(struct mark *mark, struct bytes, enum encoding, struct arena *);
/* Finding E004 for a value that cannot be decoded: with the bytes, and where among the value's bytes the first stands. */
struct finding *bad_bytes_complain(struct findings *, struct bytes, enum encoding, const char *place, struct arena *);

#endif
