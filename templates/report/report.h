/* The parts that the pages of verify and audit share: their head and foot, the tiles, the table of what needs a look. In the
 * style of the status page (status/status.css), without a script. */
#ifndef SOROE_REPORT_H
#define SOROE_REPORT_H

#include "core/base/finding.h"
#include "core/base/text.h"

#include "templates/verify/folder.h"
#include "templates/status/html.h"
#include "templates/workbook/packet_index_check.h"

/* Up to <main>: a title, and two lines below it. */
void report_head(struct buffer *out, enum language, const char *title, const char *line, const char *under,
                 struct arena *);
void report_foot(struct buffer *out);

/* Counts in a row: each with its class of colour (error confirm ready no-data). */
struct report_tile {
        const char *class_name, *name;
        int64_t n;
        const char *unit, *under;
};
void report_tiles(struct buffer *out, const struct report_tile *, size_t n, struct arena *);

/* A table with a heading: columns, of which the bits of `numbers` are to the right. Rows follow; then the end. */
void report_table(struct buffer *out, const char *id, const char *title, const char *const *columns, size_t n,
                  unsigned numbers);
void report_table_end(struct buffer *out);
const char *report_yen(struct arena *, int64_t);

/* What lay among the packets and was none; nothing where there was nothing. `words`: of each kind. */
void report_asides(struct buffer *out, const struct asides *, const char *const *words, enum language, struct arena *);
/* A list of packets, and how what is there differs from it. */
void report_index(struct buffer *out, const struct index_check *, enum language, struct arena *);

#endif
