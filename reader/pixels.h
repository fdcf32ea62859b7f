/* The pixels on stdin. */
#ifndef SOROE_READER_PIXELS_H
#define SOROE_READER_PIXELS_H

#include <leptonica/allheaders.h>
#include <stdbool.h>

#define PIXELS_MOST      20000000 /* of a picture that is handed in */
#define PIXELS_MOST_SIDE 65500

struct pixels {
        PIX *grey;
        int full_width, full_height; /* of the file's picture, if it was made smaller on the way */
};

bool pixels_read(struct pixels *); /* false: they are not what the head says, or more than may be */

#endif
