/* A scan as a PDF carries it: the entries of its image dictionary and its compressed pixels. What a PDF reader can inflate
 * itself is passed through as received: every JPEG, and every PNG without alpha, interlacing or 16-bit samples, whose rows
 * are what the PNG predictor expects (ISO 32000-1, 7.4.4.4). Other PNGs are decoded, laid on white and deflated.
 * Only for bytes that core/image has found whole. */
#ifndef SOROE_PICTURE_H
#define SOROE_PICTURE_H

#include "core/base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

struct picture {
        int32_t width, height; /* pixels as stored, before any turning */
        const char *entries;   /* "/Type /XObject /Subtype /Image …" */
        struct bytes data;     /* may be a view into the file */
        const char *sha256;    /* of the file, where it is known; NULL */
};

/* False: neither JPEG nor PNG, or its decoder fails. `file` must live as long as the picture. */
bool picture_read(struct picture *out, struct bytes file, struct arena *);

#endif
