/* What soroe audit needs to know of a packet, written down as rows for its index (core/audit/store_audit.h). Only a packet that
 * was verified at least to LEVEL_RECORD, and is ok, is read; any other becomes a row that says why it was not. */
#ifndef SOROE_TEMPLATES_AUDIT_H
#define SOROE_TEMPLATES_AUDIT_H

#include "core/base/buffer.h"
#include "core/audit/store_audit.h"

#include "templates/verify/verify.h"

/* Appends the rows, each its kind and its fields with a NUL behind each. */
void audit_write(struct buffer *out, const struct verification *, struct arena *scratch);

/* Takes the next row off `rows`; its fields point into them. False at the end, or where it is none. */
bool audit_next(enum audit_row *kind, const char *fields[AUDIT_MOST_FIELDS], struct bytes *rows);

#endif
