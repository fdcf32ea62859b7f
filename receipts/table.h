/* One file that is an entry table: recognised by its header, read record by record. */
#ifndef SOROE_TABLE_H
#define SOROE_TABLE_H

#include "core/text.h"

#include "receipts/csv.h"
#include "receipts/map.h"

struct table {
        const char *file; /* base name, for places */
        struct bytes bytes;
        enum encoding encoding;
        struct header header;
        struct csv csv; /* behind the header */
        struct csv_record header_record;
};

/* False: not a table soroe knows; the finding says what is missing. */
bool table_open(struct table *out, const char *file, struct bytes, const struct map *, struct arena *, struct findings *);

/* The next record that is not blank. */
bool table_next(struct csv_record *out, struct table *, struct arena *);

/* The cells of a record, decoded and trimmed; false if they cannot be: a finding says why. */
bool table_cells(const char ***out, const struct table *, const struct csv_record *, struct arena *, struct findings *);

/* The rejected records of a table as a file in its own encoding, two columns added. */
struct rejects {
        struct buffer out; /* empty: nothing was rejected */
};
void rejects_add(struct rejects *, const struct table *, const struct csv_record *, const struct finding *why, struct arena *);

#endif
