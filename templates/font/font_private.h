/* What templates/font/font_find.c opens, font_cut.c cuts and font_base.c keeps. Nobody else includes this. */
#ifndef SOROE_FONT_PRIVATE_H
#define SOROE_FONT_PRIVATE_H

#include "core/base/vec.h"

#include "templates/font/font_program.h"
#include "templates/font/font_tables.h"

#include <hb-subset.h>
#include <hb.h>

enum { FACE_TABLES = 6 };

struct typeface {
        hb_face_t *face;
        hb_face_t *outlines; /* the same without what a PDF does not need; reads from `face` */
        hb_font_t *font;
        struct known_glyph *known;     /* by glyph; NULL: none (templates/font/font_shape.c) */
        int em;                        /* units of an em */
        const char *name;              /* PostScript name */
        struct font_tables tables;     /* of `outlines`; no glyphs where they are not understood */
        hb_blob_t *blobs[FACE_TABLES]; /* that hold them */
        /* does font_gather cut as HarfBuzz does? By the size of places */
        enum gathers { NOT_SEEN, GATHERS, DIFFERS } gathers[2];
};

/* What was found out of a glyph of an installed face. */
struct known_glyph {
        uint64_t shape;                    /* what its outline comes to; 0: not looked at yet */
        const struct proven_glyph *proven; /* bytes that were found to show it; NULL */
};

struct base_code {
        uint64_t key;
        uint16_t code;
};
struct font_base { /* see templates/font/font_program.h; filled when first asked for */
        bool is_loaded;
        struct {
                VEC(struct program_character);
        } characters; /* by code - 1 */
        struct {
                VEC(struct base_code);
        } codes;            /* by key */
        uint16_t *by_point; /* codes of characters that are one code point below BASE_POINTS; 0: none */
        struct font_program program;
};

#define PROVEN_MOST_GLYPH ((size_t)16 << 10) /* bytes of one glyph that are kept */
#define PROVEN_MOST_BYTES ((size_t)8 << 20)  /* of all; what comes then is drawn each time */

struct fonts {
        struct arena *arena;
        size_t proven_bytes;
        struct typeface typefaces[FACES];
        struct font_base bases[FACES];
        const char *versions;
};

/* templates/font/font_find.c: opens the faces. False with F_FONT or F_FONT_UNREAD where one is missing. */
bool fonts_find(struct fonts *, struct findings *);
void fonts_note_names(struct fonts *); /* and their versions */
void font_close(struct typeface *);

#endif
