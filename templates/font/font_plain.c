#include "templates/font/font_program.h"

#include "templates/font/font_tables.h"

#include "core/banned.h"

/* Of a component of a glyph. */
enum {
        ARE_WORDS = 0x1,
        HAS_SCALE = 0x8,
        MORE = 0x20,
        HAS_TWO_SCALES = 0x40,
        HAS_MATRIX = 0x80,
        HAS_INSTRUCTIONS = 0x100
};

static bool is_plain_composite(struct bytes glyph)
{
        size_t at = 10;
        int64_t flags;

        do {
                flags = font_tables_number(glyph, at, 2);
                if (flags < 0 || flags & HAS_INSTRUCTIONS)
                        return false;
                at += flags & ARE_WORDS ? 8 : 6;
                at += flags & HAS_MATRIX ? 8 : flags & HAS_TWO_SCALES ? 4 : flags & HAS_SCALE ? 2 : 0;
        } while (flags & MORE);
        return true;
}

static bool is_plain_glyph(struct bytes glyph)
{
        const int64_t contours = font_tables_number(glyph, 0, 2);

        if (!glyph.n)
                return true;
        if (contours > INT16_MAX)
                return is_plain_composite(glyph);
        return contours >= 0 && font_tables_number(glyph, 10 + 2 * (size_t)contours, 2) == 0;
}

bool font_program_is_plain(struct bytes file)
{
        struct font_tables t;
        struct bytes glyph;

        if (!font_tables_take(&t, file))
                return false;
        for (unsigned i = 0; i < t.glyphs; i++)
                if (!font_tables_glyph(&glyph, &t, i) || !is_plain_glyph(glyph))
                        return false;
        return true;
}
