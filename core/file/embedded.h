/* The files of templates/ that are compiled into the binary: programmes, schemas, maps, texts. */
#ifndef SOROE_EMBEDDED_H
#define SOROE_EMBEDDED_H

#include "core/base/buffer.h"
#include "core/base/text.h"

#include <stdbool.h>

struct embedded {
        const char *name; /* "programmes/r7-online-qualification.xml" */
        const unsigned char *bytes;
        size_t n;
        const char *sha256;
};
extern const struct embedded embedded_files[]; /* ends with a NULL name */

bool embedded_find(struct bytes *out, const char *name);
const struct embedded *embedded_file(const char *name); /* NULL: there is no such file */
const char *embedded_digest(struct bytes); /* the digest of the file that has these bytes; NULL: no file has them */

/* Whether these bytes are a file below that folder ("programmes/"). Such a file matches its schema: a test has held it against it
 * (tests/unit/schema_words.c), so that no run need do so again. */
bool embedded_below(const char *folder, struct bytes);

/* Returns the ids of the programmes that are compiled in, in the order of their names, without earlier revisions. */
struct texts embedded_programmes(struct arena *);

#endif
