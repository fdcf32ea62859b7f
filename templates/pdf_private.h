/* What templates/pdf.c records and templates/pdf_write.c and pdf_font.c write. Nobody else includes this. */
#ifndef SOROE_PDF_PRIVATE_H
#define SOROE_PDF_PRIVATE_H

#include "core/vec.h"
#include "templates/pdf.h"

/* A character as one document uses it. Its CID is its place among the characters of its face,
 * from 1: two characters that share a glyph keep CIDs of their own, so that each extracts as typed. */
struct character {
        uint64_t key; /* its bytes as typed, up to 8 */
        enum face asked;
        struct glyph glyph;
        uint16_t cid; /* 0 = measured only, not drawn */
        int32_t code_point;
};
struct character_list {
        VEC(struct character);
};
struct index_list {
        VEC(uint32_t);
};

struct picture_list {
        VEC(struct picture);
};

enum layer { FILLS, WATERMARK, PICTURES, LINES, TEXT, LAYERS };

struct pdf_page {
        struct buffer layers[LAYERS];
        bool uses[FACES];
        struct index_list pictures; /* into the document's */
        /* what the text layer has set */
        enum face face;
        double pt, grey;
        bool font_set;
};
struct pdf_page_list {
        VEC(struct pdf_page);
};

struct pdf {
        struct fonts *fonts;
        struct arena *arena;
        const char *title;
        struct date date;
        struct pdf_page_list pages;
        size_t current;
        struct picture_list pictures;
        struct character_list characters;
        uint32_t *slots; /* open addressing: index + 1 into characters, 0 = empty */
        size_t room;
        struct index_list drawn[FACES]; /* by CID - 1: index into characters */
        int32_t missing;                /* the first character drawn that no face has, or 0 */
};

#endif
