/* Between the scaler of thumbnails and what decodes and encodes for it. */
#ifndef SOROE_THUMBNAIL_PRIVATE_H
#define SOROE_THUMBNAIL_PRIVATE_H

#include "core/format/thumbnail.h"

/* Takes the rows of a picture as they are stored, from the top, and adds up what falls into each pixel of the small picture. */
struct scaler {
        struct picture_part part; /* of the rows that come */
        int32_t width, height;    /* of what is made, not yet upright; never more than the part's */
        uint32_t *sums, *counts;  /* three colours a pixel */
};
void scaler_take(struct scaler *, int32_t y, const unsigned char *rgb);

/* `part` and the size are in pixels of the file; a decoder that scales by itself changes the part. Each returns false if it broke
 * off. */
bool thumbnail_decode_jpeg(struct scaler *, struct bytes);
bool thumbnail_decode_png(struct scaler *, struct bytes, struct arena *);
bool thumbnail_encode(struct bytes *out, const unsigned char *rgb, int32_t width, int32_t height, int quality,
                      struct arena *);

#endif
