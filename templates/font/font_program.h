/* What a document embeds of a face: the outlines of some characters and the tables between code, glyph and text.
 * A character's code (CID) is its place in the list, from 1; two that share a glyph keep codes of their own,
 * so that each extracts as typed. */
#ifndef SOROE_FONT_PROGRAM_H
#define SOROE_FONT_PROGRAM_H

#include "templates/font/font.h"
#include "templates/font/pdf_flate.h"

#define CHARACTER_MOST 8 /* bytes as typed: a character and its selector */

struct program_character {
        uint64_t key; /* its bytes as typed */
        struct glyph glyph;
};

struct font_program {
        const char *name;      /* "QWERTY+BIZUDPGothic" */
        size_t n;              /* characters */
        const char *widths;    /* the array W, as it stands in the file; characters of 1 em are left to DW */
        struct flated file;    /* TrueType, without hinting */
        struct flated glyphs;  /* CIDToGIDMap; empty: a code is the number of its glyph */
        struct flated unicode; /* ToUnicode */
        struct flated set;     /* CIDSet (PDF/A-1) */
};

uint64_t character_key(const struct cluster *);
/* False where HarfBuzz fails. */
bool font_program_make(struct font_program *out, struct fonts *, enum face, const struct program_character *, size_t n,
                       const struct flaters *, struct arena *);

/* Does each code of a program, as it was read back from a document, show the outline that the installed face has for its
 * text? `glyphs` empty: a code is the number of its glyph. The bytes may be hostile. */
struct program_code {
        uint16_t code;
        const char *text;
};
bool font_program_shows(const struct program_code **wrong, struct fonts *, enum face, struct bytes file,
                        struct bytes glyphs, const struct program_code *, size_t n);
/* Is a TrueType file nothing but outlines and widths: no other table, none twice, and no instructions, which could move the points? */
bool font_program_is_plain(struct bytes file);
/* The face of a program by its name; FACES if none of ours. */
enum face font_program_face(const struct fonts *, const char *name);

/* The repertoire: the characters that almost every packet prints (texts/repertoire.txt). It is cut and deflated once per process, and
 * its codes are the same in every document of this version. Mincho and the fallback, which print names, have none. */
uint16_t font_base_code(struct fonts *, struct glyph *out, enum face, uint64_t key); /* 0: not in it */
/* The same for one character after another, without a search or a call. */
#define BASE_POINTS 0x10000
struct font_quick {
        const uint16_t *codes;                      /* by code points below BASE_POINTS; NULL: the face has none */
        const struct program_character *characters; /* by code - 1 */
};
struct font_quick font_base_quick(struct fonts *, enum face);
/* Takes a character and returns its code. 0: cluster_next is to take it, though it may be in the repertoire. */
static inline uint16_t font_quick_next(int32_t *code_point, const struct font_quick *quick, const char **text)
{
        const unsigned char *at = (const unsigned char *)*text;
        uint32_t c = at[0];
        uint16_t code;
        size_t n = 1;

        if (!quick->codes)
                return 0;
        if (c >= 0xE1 && c != 0xED && c <= 0xEF && (at[1] & 0xC0) == 0x80 && (at[2] & 0xC0) == 0x80) {
                c = (c & 15) << 12 | (at[1] & 63u) << 6 | (at[2] & 63u);
                n = 3;
        } else if (c >= 0xC2 && c <= 0xDF && (at[1] & 0xC0) == 0x80) {
                c = (c & 31) << 6 | (at[1] & 63u);
                n = 2;
        } else if (c >= 0x80) {
                return 0;
        }
        code = quick->codes[c];
        if (!code || cluster_may_bind(*text + n))
                return 0;
        *code_point = (int32_t)c;
        *text += n;
        return code;
}
size_t font_base_size(struct fonts *, enum face);                        /* codes go from 1 to this */
uint64_t font_base_key(struct fonts *, enum face, uint16_t code);        /* its bytes as typed */
const struct font_program *font_base_program(struct fonts *, enum face); /* NULL where HarfBuzz fails */

#endif
