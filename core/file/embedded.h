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
const char *embedded_digest(struct bytes);              /* the digest of the file that has these bytes; NULL: no file has them */

/* Is it a programme that is compiled in, or an earlier revision of one? */
bool embedded_is_programme(struct bytes);
/* Returns the ids of the programmes that are compiled in, in the order of their names, without earlier revisions. */
struct texts embedded_programmes(struct arena *);

#endif
