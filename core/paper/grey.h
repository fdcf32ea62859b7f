/* The pixels of a scan as a reader wants them: grey, upright, at most GREY_MOST_PIXELS of them; a larger one is made smaller by a
 * whole number while it is decoded. */
#ifndef SOROE_GREY_H
#define SOROE_GREY_H

#include "core/format/image.h"

#define GREY_MOST_PIXELS 20000000

struct grey {
        unsigned char *at; /* rows from the top, without gaps; NULL: none */
        int32_t width, height;
        int32_t full_width, full_height; /* upright, before it was made smaller */
};

/* Of a JPEG or PNG that image_check found good. False: it cannot be decoded after all. */
bool grey_decode(struct grey *out, struct bytes file, const struct image *, struct arena *);

/* Rows as they are decoded, from the top, go into the grey picture at their upright places. */
struct grey_rows {
        struct grey *grey;
        int32_t width, height; /* of the rows that come */
        int32_t shrink, rotation, y;
        uint32_t *sums; /* of the rows that become one */
};
bool grey_rows_start(struct grey_rows *, struct grey *, int32_t width, int32_t height, int32_t rotation,
                     struct arena *);
void grey_rows_take(struct grey_rows *, const unsigned char *row);

bool grey_decode_jpeg(struct grey *out, struct bytes file, int32_t rotation, struct arena *);
bool grey_decode_png(struct grey *out, struct bytes file, struct arena *);

#endif
