/* A small picture of a scan, for a page or a workbook. It is a JPEG that shows a JPEG or PNG, or a part of one, upright and scaled
 * down. Decoding holds a few rows in memory, whatever the size of the scan. */
#ifndef SOROE_THUMBNAIL_H
#define SOROE_THUMBNAIL_H

#include "core/format/image.h"

/* In pixels of the upright picture, from its upper left. Width 0: the whole. */
struct picture_part {
        int32_t x, y, width, height;
};

struct thumbnail_want {
        int32_t most_width, most_height; /* it is never enlarged */
        struct picture_part part;
        size_t most_bytes; /* quality is given up for it, then size; 0: no bound */
};

struct thumbnail {
        struct bytes jpeg; /* n 0: there is none */
        int32_t width, height;
        struct picture_part part; /* what it shows: as wanted, as far as the picture goes */
};

/* Returns false, and makes none, if the file is no JPEG or PNG (a PDF has no such picture), is damaged, or does not fit the memory
 * of a decoder. The same bytes give the same picture wherever libjpeg is the same. */
bool thumbnail_make(struct thumbnail *out, struct bytes file, const struct thumbnail_want *, struct arena *);

#endif
