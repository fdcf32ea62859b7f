/* A stream of a PDF as it lies in the file, and what it holds: the bytes as they are, or what they were deflated from. A few bytes can
 * stand for gigabytes, so whoever asks says how many may come. */
#ifndef SOROE_PDF_INFLATE_H
#define SOROE_PDF_INFLATE_H

#include "core/base/buffer.h"

#include <stdbool.h>

struct pdf_stream {
        struct bytes raw; /* a view of the file; none where it has no such stream */
        bool deflated;
};

/* False if it is damaged, or larger than `most`: then out->n says so, and there are no bytes. */
bool pdf_stream_content(struct bytes *out, const struct pdf_stream *, size_t most, struct arena *);

#endif
