/* How a file of text is written, told from its first bytes: its encoding, what parts its columns, what ends its lines. Only
 * what is certain counts; all else is taken for commas in UTF-8 or CP932, as the header then shows. */
#ifndef SOROE_DIALECT_H
#define SOROE_DIALECT_H

#include "core/base/status.h"
#include "core/base/text.h"

/* Whether the file is read as it is, or is first rewritten as UTF-8 with LF. */
enum dialect_form { DIALECT_PLAIN, DIALECT_UTF16LE, DIALECT_UTF16BE, DIALECT_EUC_JP, DIALECT_JIS, DIALECT_CR };
#define DIALECT_MOST_BYTES ((size_t)16 << 20) /* of a file that is rewritten */

struct dialect {
        enum dialect_form form;
        char separator;   /* ',' '\t' ';' '|' */
        size_t hint;      /* bytes of a first line "sep=," with its line end, which is no record; 0 */
        const char *name; /* for reports and messages: "UTF-16", "TSV"; NULL for a CSV in UTF-8 or CP932 */
};

/* False: it is no text. */
bool dialect_of(struct dialect *out, struct bytes head, struct arena *scratch);
/* Rewrites a whole file as UTF-8 with LF. False: the file is not what its beginning said. */
bool dialect_rewrite(struct bytes *out, struct bytes file, enum dialect_form, struct arena *);

#endif
