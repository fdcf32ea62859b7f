/* What templates/pdf/pdf.c and pdf_text.c record and templates/pdf/pdf_write.c and pdf_font.c write. Nobody else includes this. */
#ifndef SOROE_PDF_PRIVATE_H
#define SOROE_PDF_PRIVATE_H

#include "core/base/vec.h"
#include "templates/font/font_program.h"
#include "templates/pdf/pdf.h"

/* A font of the document: a face's repertoire, whose codes are fixed (templates/font/font_program.h), or the characters that
 * this document has besides. */
enum { FONTS = 2 * FACES };
#define BASE_FONT(face) ((int)(face))
#define REST_FONT(face) (FACES + (int)(face))

/* A character as one document uses it, where the repertoire's quick way (font_quick_next) does not serve. Of its own characters the codes are given in the order of drawing. */
struct character {
        uint64_t key;   /* its bytes in the text, up to 8 */
        uint64_t typed; /* what it extracts as: the same, or 〓 in its place */
        enum face asked;
        struct glyph glyph;
        int font;     /* BASE_FONT or REST_FONT */
        uint16_t cid; /* 0 = measured only, not drawn */
        int32_t code_point;
};
struct character_slot {
        uint64_t key;
        uint32_t place; /* in the list of characters, from 1; 0: empty */
        enum face asked;
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
        bool uses[FONTS];
        struct index_list pictures; /* into the document's */
        /* what the text layer has set */
        int font;
        double pt, grey;
        bool font_set;
};
struct pdf_bookmark {
        size_t page; /* from 0 */
        const char *title;
};
struct pdf_bookmark_list {
        VEC(struct pdf_bookmark);
};
struct pdf_page_list {
        VEC(struct pdf_page);
};

/* Streams that were read back from a file and hold what would be written. Another library deflates streams and cuts fonts
 * differently, so these take the place of the ones made here (templates/reread/pdf_again.c). */
struct pdf_taken {
        struct bytes *contents; /* by page, deflated */
        struct taken_font {
                struct flated file, glyphs, unicode, set;
        } fonts[FONTS];
};

struct pdf {
        struct fonts *fonts;
        struct arena *arena;
        const char *title;
        const struct pdf_taken *taken; /* NULL */
        struct date date;
        struct pdf_page_list pages;
        size_t current;
        struct picture_list pictures;
        struct character_list characters;
        struct character_slot *slots; /* open addressing */
        size_t room;
        bool *of_base[FACES];           /* by code: drawn from the repertoire by its quick way; NULL: none */
        struct index_list drawn[FACES]; /* besides the repertoire, by CID - 1: index into characters */
        int32_t missing;                /* the first character drawn that no face has, or 0 */
        struct pdf_bookmark_list bookmarks;
        const char *label_prefix; /* of the pages' labels; "" */
        const char *program;      /* "soroe 0.3.0" */
        enum record_form form;
        bool stored; /* what is large in it is not deflated */
        bool has_break;
        bool geta; /* 〓 for what no face has */
};

struct pdf_page *pdf_current(struct pdf *);

/* An operator of a page's content with its numbers, and where a point of the page lies in it (templates/pdf/pdf.c). */
#define PDF_POINTS_PER_MM  (72 / 25.4)
#define PDF_PAGE_WIDTH_MM  210.0
#define PDF_PAGE_HEIGHT_MM 297.0
#define PDF_NUMBER_MOST    32 /* bytes of a number, or of a code with what stands before it */
#define PDF_PUT(out, operator, ...)                                                                                    \
        pdf_put_numbers((out), (const double[]){__VA_ARGS__}, sizeof((const double[]){__VA_ARGS__}) / sizeof(double),  \
                        (operator))
void pdf_put_numbers(struct buffer *, const double *, size_t n, const char *operator);
char *pdf_put_whole(char *at, unsigned long); /* returns where it ends */
double pdf_across(double mm);
double pdf_up(double mm);

/* What a character is drawn by: it is the document's from now on (templates/pdf/pdf_characters.c). */
struct drawn {
        const struct glyph *glyph;
        int font;
        uint16_t cid; /* 0: not drawn */
};
/* Those of the repertoire that its quick way serves need not be asked for one by one: they are marked here, by their codes. */
bool *pdf_base_drawn(struct pdf *, enum face);
struct drawn pdf_character_drawn(struct pdf *, const struct cluster *, enum face asked);
/* How wide it is, in thousandths of an em; measured only, it needs no code. */
int pdf_character_advance(struct pdf *, const struct cluster *, enum face asked);

/* The layers of a page in their order, as its content stream has them. */
struct bytes pdf_page_content(const struct pdf_page *, struct arena *);

/* Returns the program that is embedded for a font of the document: that of a face's repertoire, or of the other characters that are
 * drawn. NULL if HarfBuzz fails. */
const struct font_program *pdf_font_program(const struct pdf *, int font, const struct flaters *);

/* Returns those of this document, which are yours until pdf_flaters_free. */
struct flaters pdf_flaters(const struct pdf *);
void pdf_flaters_free(struct flaters *);

#endif
