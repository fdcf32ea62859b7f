/* CSV as RFC 4180 has it: fields quoted or not, a quote inside written twice, CRLF or LF. Works on
 * bytes, so a record can be given back exactly as it came; in UTF-8 and CP932 no other character contains
 * the bytes of a comma, a quote or a line end. Knows nothing of columns or shops. */
#ifndef SOROE_CSV_H
#define SOROE_CSV_H

#include "core/buffer.h"
#include "core/vec.h"

#include <stdbool.h>

#define CSV_MOST_FIELDS 500
#define CSV_MOST_RECORD ((size_t)1 << 16) /* bytes; also how far an unclosed quote is followed */

enum csv_fault { CSV_OK, CSV_UNCLOSED_QUOTE, CSV_TOO_MANY_FIELDS, CSV_TOO_LONG };

/* Reads from a window of the text. A window that is not the last one must hold CSV_WINDOW bytes from `at` on: then no
 * record that can be read is cut, and one that cannot is the same fault wherever the window ends. */
#define CSV_WINDOW (2 * CSV_MOST_RECORD + 16)
struct csv {
        struct bytes in;
        size_t at;
        int line; /* physical line at `at`, from 1 */
};

struct csv_field {
        struct bytes value; /* unquoted */
        size_t start;       /* offset of the field in raw */
};
struct csv_record {
        struct bytes raw; /* without its line end */
        int line;         /* physical line of its start */
        bool crlf, blank;
        enum csv_fault fault;
        struct csv_fields {
                VEC(struct csv_field);
        } fields;
};

struct csv csv_of(struct bytes); /* skips a byte order mark */

/* The next record, or false at the end. A record with a fault is one physical line: reading goes on behind it. */
bool csv_next(struct csv_record *out, struct csv *, struct arena *);

/* Appends a field to a line, quoted where needed. */
void csv_put(struct buffer *, struct bytes);

#endif
