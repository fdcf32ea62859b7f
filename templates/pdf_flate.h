/* Deflated bytes as a PDF's streams carry them (/FlateDecode, ISO 32000-1, 7.4.4). libharu would deflate each stream
 * with the default effort whenever it is written; here what many documents share is deflated once, and the rest
 * with the effort that its saving is worth. */
#ifndef SOROE_PDF_FLATE_H
#define SOROE_PDF_FLATE_H

#include "core/buffer.h"

enum flate_effort {
        FLATE_QUICK = 1,    /* outlines of one document: 3 % larger than by the default, in a third of the time */
        FLATE_CONTENT = 4,  /* pages */
        FLATE_THOROUGH = 9, /* once per process */
};

struct flated {
        struct bytes bytes;
        size_t inflated; /* bytes before */
};

struct flated pdf_flate(struct bytes, enum flate_effort, struct arena *);

#endif
