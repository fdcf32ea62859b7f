/* Deflated bytes as a PDF's streams carry them (/FlateDecode, ISO 32000-1, 7.4.4), by libdeflate: a third of zlib's time for
 * the same size. libharu would deflate each stream with zlib and its default effort whenever it is written; here what many
 * documents share is deflated once and thoroughly, and the rest with the effort that its saving is worth. */
#ifndef SOROE_PDF_FLATE_H
#define SOROE_PDF_FLATE_H

#include "core/base/buffer.h"

enum flate_effort {
        /* what is large in a packet, from form 3 on: a twentieth more of a packet, a tenth less of its time */
        FLATE_STORED = 0,
        FLATE_QUICK = 1,     /* of one document: 2 % larger than by the default, in half the time */
        FLATE_THOROUGH = 10, /* once per process */
};

struct flated {
        struct bytes bytes;
        size_t inflated; /* bytes before */
};

/* One for all streams of a document: to make one takes as long as to deflate a page. */
struct flater;
struct flater *flater_new(enum flate_effort, struct arena *); /* never NULL */
void flater_free(struct flater *);

struct flated pdf_flate(struct flater *, struct bytes, struct arena *);
const char *pdf_flate_version(void); /* "1.14": the same version gives the same bytes */

/* By which the streams of one document are deflated. */
struct flaters {
        struct flater *large; /* pages and outlines */
        struct flater *small; /* tables of fonts */
};

#endif
