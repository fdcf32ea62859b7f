/* CSV as RFC 4180 has it: fields quoted or not, a quote inside written twice, CRLF or LF, parted by commas or by another
 * character of ASCII. Works on bytes, so a record can be given back exactly as it came; in UTF-8 and CP932 no other character
 * contains the bytes of a separator, a quote or a line end. Knows nothing of columns or shops. */
#ifndef SOROE_CSV_H
#define SOROE_CSV_H

#include "core/base/buffer.h"
#include "core/base/vec.h"

#include <stdbool.h>

#define CSV_MOST_FIELDS 500
#define CSV_MOST_RECORD ((size_t)1 << 16) /* bytes; also how far an unclosed quote is followed */

/* CSV_SWALLOWS: a stray quote, not a value of several lines. A quoted field spans several lines, and either its first line, cut at
 * the separators, fills the header already, or a later line looks like a row of the table. */
enum csv_fault { CSV_OK, CSV_UNCLOSED_QUOTE, CSV_SWALLOWS, CSV_TOO_MANY_FIELDS, CSV_TOO_LONG };

/* Reads from a window of the text. Unless it is the last one, a window must hold CSV_WINDOW bytes from `at` on. Then no readable
 * record is cut, and an unreadable record has the same fault wherever the window ends. */
#define CSV_WINDOW (2 * CSV_MOST_RECORD + 16)
struct csv {
        struct bytes in;
        size_t at;
        int line; /* physical line at `at`, from 1 */
        char separator;
        size_t columns; /* of the header, once it is known: then a record may be CSV_SWALLOWS; 0 */
};

struct csv_field {
        struct bytes value; /* unquoted */
        size_t start;       /* offset of the field in raw */
};
struct csv_record {
        struct bytes raw; /* without its line end */
        int line;         /* physical line of its start */
        bool crlf, blank;
        bool quoted; /* every field of it */
        enum csv_fault fault;
        struct csv_fields {
                VEC(struct csv_field);
        } fields;
};

struct csv csv_of(struct bytes); /* parted by commas; skips byte order marks */

/* Reads the next record; returns false at the end. A record with a fault is one physical line, and reading goes on behind it. */
bool csv_next(struct csv_record *out, struct csv *, struct arena *);

/* Appends a field to a line, quoted where needed. */
void csv_put(struct buffer *, struct bytes);
/* the same for a table parted by another character */
void csv_put_between(struct buffer *, struct bytes, char separator);

#endif
