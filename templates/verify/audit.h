/* Writes what soroe audit needs to know of a packet as rows for its index (core/audit/store_audit.h). A packet is read only if it was
 * verified at least to LEVEL_RECORD and is ok; any other becomes a row that says why it was not read. */
#ifndef SOROE_TEMPLATES_AUDIT_H
#define SOROE_TEMPLATES_AUDIT_H

#include "core/base/buffer.h"
#include "core/audit/store_audit.h"

#include "templates/verify/verify.h"

/* Appends the rows, each its kind and its fields with a NUL behind each. */
void audit_write(struct buffer *out, const struct verification *, struct arena *scratch);

/* Takes the next row off `rows`; its fields point into the row. Returns false at the end, and if the next bytes are no row. */
bool audit_next(enum audit_row *kind, const char *fields[AUDIT_MOST_FIELDS], struct bytes *rows);

#endif
