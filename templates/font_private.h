/* What templates/font.c opens and templates/font_cut.c cuts. Nobody else includes this. */
#ifndef SOROE_FONT_PRIVATE_H
#define SOROE_FONT_PRIVATE_H

#include "templates/font.h"

#include <hb-subset.h>
#include <hb.h>

struct typeface {
        hb_face_t *face;
        hb_face_t *outlines; /* the same without what a PDF does not need; reads from `face` */
        hb_face_t *prepared; /* for cutting many times; NULL if not prepared */
        hb_font_t *font;
        int em;           /* units of an em */
        const char *name; /* PostScript name */
};

struct fonts {
        struct arena *arena;
        struct typeface typefaces[FACES];
        const char *versions;
};

#endif
