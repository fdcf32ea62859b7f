#include "templates/font/font_program.h"

#include <string.h>

#include "core/banned.h"

/* TrueType, as HarfBuzz cuts it without hinting (OpenType 1.9: table directory, loca, glyf). */
enum { DIRECTORY = 12, RECORD = 16, TABLES = 6 };
enum { GLYF, HEAD, HHEA, HMTX, LOCA, MAXP }; /* in the order of their tags */
static const char *const tags[TABLES] = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"};

/* Of a component of a glyph. */
enum {
        ARE_WORDS = 0x1,
        HAS_SCALE = 0x8,
        MORE = 0x20,
        HAS_TWO_SCALES = 0x40,
        HAS_MATRIX = 0x80,
        HAS_INSTRUCTIONS = 0x100
};

/* Returns the number that two or four bytes hold; -1 behind the end. */
static int64_t number(struct bytes in, size_t at, size_t bytes)
{
        int64_t n = 0;

        if (at > in.n || bytes > in.n - at)
                return -1;
        for (size_t i = 0; i < bytes; i++)
                n = n << 8 | in.at[at + i];
        return n;
}

/* Takes all six tables. Each must be there once, in the order of the tags, and lie within the file. */
static bool take_tables(struct bytes out[TABLES], struct bytes file)
{
        if (number(file, 0, 4) != 0x00010000 || number(file, 4, 2) != TABLES)
                return false;
        for (size_t i = 0; i < TABLES; i++) {
                const size_t record = DIRECTORY + i * RECORD;
                const int64_t offset = number(file, record + 8, 4), n = number(file, record + 12, 4);

                if (offset < 0 || n < 0 || memcmp(file.at + record, tags[i], 4) != 0 || (size_t)offset > file.n ||
                    (size_t)n > file.n - (size_t)offset)
                        return false;
                out[i] = (struct bytes){file.at + offset, (size_t)n};
        }
        return true;
}

static bool is_plain_composite(struct bytes glyph)
{
        size_t at = 10;
        int64_t flags;

        do {
                flags = number(glyph, at, 2);
                if (flags < 0 || flags & HAS_INSTRUCTIONS)
                        return false;
                at += flags & ARE_WORDS ? 8 : 6;
                at += flags & HAS_MATRIX ? 8 : flags & HAS_TWO_SCALES ? 4 : flags & HAS_SCALE ? 2 : 0;
        } while (flags & MORE);
        return true;
}

static bool is_plain_glyph(struct bytes glyph)
{
        const int64_t contours = number(glyph, 0, 2);

        if (!glyph.n)
                return true;
        if (contours > INT16_MAX)
                return is_plain_composite(glyph);
        return contours >= 0 && number(glyph, 10 + 2 * (size_t)contours, 2) == 0;
}

bool font_program_is_plain(struct bytes file)
{
        struct bytes t[TABLES];
        size_t width;
        int64_t glyphs;

        if (!take_tables(t, file) || number(t[HEAD], 50, 2) < 0 || number(t[MAXP], 4, 2) < 0)
                return false;
        width = number(t[HEAD], 50, 2) ? 4 : 2;
        glyphs = number(t[MAXP], 4, 2);
        for (size_t i = 0; i < (size_t)glyphs; i++) {
                const int64_t unit = width == 2 ? 2 : 1;
                const int64_t from = number(t[LOCA], i * width, width) * unit,
                              to = number(t[LOCA], (i + 1) * width, width) * unit;

                if (from < 0 || to < from || (size_t)to > t[GLYF].n ||
                    !is_plain_glyph((struct bytes){t[GLYF].at + from, (size_t)(to - from)}))
                        return false;
        }
        return true;
}
