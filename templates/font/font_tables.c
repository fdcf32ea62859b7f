#include "templates/font/font_tables.h"

#include <string.h>

#include "core/banned.h"

enum { DIRECTORY = 12, RECORD = 16, TABLES = 6 };
enum { HEAD_SIZE = 54, HHEA_SIZE = 36, MAXP_SIZE = 32, GLYPH_HEADER = 10 };
#define VERSION_1  0x00010000
#define HEAD_MAGIC 0x5F0F3CF5

int64_t font_tables_number(struct bytes in, size_t at, size_t bytes)
{
        int64_t n = 0;

        if (at > in.n || bytes > in.n - at)
                return -1;
        for (size_t i = 0; i < bytes; i++)
                n = n << 8 | in.at[at + i];
        return n;
}

/* Takes all six tables. Each must be there once, in the order of the tags, and lie within the file. */
static bool take_tables(struct font_tables *out, struct bytes file)
{
        static const char *const tags[TABLES] = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"};
        struct bytes *const tables[TABLES] = {&out->glyf, &out->head, &out->hhea, &out->hmtx, &out->loca, &out->maxp};

        if (font_tables_number(file, 0, 4) != VERSION_1 || font_tables_number(file, 4, 2) != TABLES)
                return false;
        for (size_t i = 0; i < TABLES; i++) {
                const size_t record = DIRECTORY + i * RECORD;
                const int64_t offset = font_tables_number(file, record + 8, 4),
                              n = font_tables_number(file, record + 12, 4);

                if (offset < 0 || n < 0 || memcmp(file.at + record, tags[i], 4) != 0 || (size_t)offset > file.n ||
                    (size_t)n > file.n - (size_t)offset)
                        return false;
                *tables[i] = (struct bytes){file.at + offset, (size_t)n};
        }
        return true;
}

static bool read_sizes(struct font_tables *out)
{
        int64_t format, glyphs;

        format = font_tables_number(out->head, 50, 2);
        glyphs = font_tables_number(out->maxp, 4, 2);
        if (format < 0 || glyphs < 0)
                return false;
        out->width = format ? 4 : 2;
        out->glyphs = (unsigned)glyphs;
        return true;
}

bool font_tables_take(struct font_tables *out, struct bytes file)
{
        *out = (struct font_tables){0};
        return take_tables(out, file) && read_sizes(out);
}

bool font_tables_open(struct font_tables *out, struct bytes file)
{
        *out = (struct font_tables){0};
        return take_tables(out, file) && font_tables_read(out);
}

/* A reader that finds another version, or fewer bytes than it counts on, may make up values of its own. */
bool font_tables_read(struct font_tables *out)
{
        const struct font_tables *t = out;

        if (!read_sizes(out) || t->head.n < HEAD_SIZE || t->hhea.n < HHEA_SIZE || t->maxp.n < MAXP_SIZE)
                return false;
        out->em = (unsigned)font_tables_number(t->head, 18, 2);
        out->metrics = (unsigned)font_tables_number(t->hhea, 34, 2);
        return font_tables_number(t->head, 0, 4) == VERSION_1 && font_tables_number(t->head, 12, 4) == HEAD_MAGIC &&
               font_tables_number(t->head, 50, 2) <= 1 && font_tables_number(t->head, 52, 2) == 0 &&
               font_tables_number(t->hhea, 0, 4) == VERSION_1 && font_tables_number(t->maxp, 0, 4) == VERSION_1 &&
               t->metrics && t->metrics <= t->glyphs &&
               t->hmtx.n >= FONT_METRICS * (size_t)t->metrics + 2 * (size_t)(t->glyphs - t->metrics) &&
               t->loca.n >= t->width * ((size_t)t->glyphs + 1);
}

bool font_tables_glyph(struct bytes *out, const struct font_tables *t, unsigned glyph)
{
        const int64_t unit = t->width == 2 ? 2 : 1;
        const int64_t from = font_tables_number(t->loca, glyph * t->width, t->width) * unit,
                      to = font_tables_number(t->loca, (glyph + 1) * t->width, t->width) * unit;

        if (glyph >= t->glyphs || from < 0 || to < from || (size_t)to > t->glyf.n)
                return false;
        *out = (struct bytes){t->glyf.at + from, (size_t)(to - from)};
        return true;
}

bool font_tables_is_simple(struct bytes glyph)
{
        const int64_t contours = font_tables_number(glyph, 0, 2);

        return glyph.n >= GLYPH_HEADER && contours > 0 && contours <= INT16_MAX;
}

/* Glyphs behind the last advance have that one, and say only where they begin. */
bool font_tables_metrics(unsigned char out[FONT_METRICS], const struct font_tables *t, unsigned glyph)
{
        const unsigned last = glyph < t->metrics ? glyph : t->metrics - 1;

        if (glyph >= t->glyphs)
                return false;
        memcpy(out, t->hmtx.at + FONT_METRICS * (size_t)last, FONT_METRICS);
        if (last != glyph)
                memcpy(out + 2, t->hmtx.at + FONT_METRICS * (size_t)t->metrics + 2 * (size_t)(glyph - t->metrics), 2);
        return true;
}
