/* The tables of a TrueType file as HarfBuzz cuts it without hinting (OpenType 1.9): glyf, head, hhea, hmtx, loca and maxp, each once,
 * nothing else. The bytes may be hostile: nothing outside them is read. */
#ifndef SOROE_FONT_TABLES_H
#define SOROE_FONT_TABLES_H

#include "core/base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

#define FONT_METRICS 4 /* bytes of a glyph's metrics: how far it moves on, and where its outline begins */

struct font_tables {
        struct bytes glyf, head, hhea, hmtx, loca, maxp;
        unsigned glyphs, metrics; /* metrics: glyphs that have an advance of their own */
        unsigned em;              /* units of an em, as they stand there */
        size_t width;             /* of a place in loca */
};

/* Returns false if the file does not have these tables. They are views of it. */
bool font_tables_take(struct font_tables *out, struct bytes file);
/* The same, and each is of the version and size that is known, so that whoever reads them finds the same in them. */
bool font_tables_open(struct font_tables *out, struct bytes file);
/* The same of tables that are given, wherever they lie. */
bool font_tables_read(struct font_tables *);
/* The description of a glyph; no bytes: it shows nothing. Returns false if there is none. */
bool font_tables_glyph(struct bytes *out, const struct font_tables *, unsigned glyph);
/* Is it drawn by its own points alone, and not made of other glyphs or empty? */
bool font_tables_is_simple(struct bytes glyph);
bool font_tables_metrics(unsigned char out[FONT_METRICS], const struct font_tables *, unsigned glyph);
/* Returns the number that two or four bytes hold; -1 behind the end. */
int64_t font_tables_number(struct bytes, size_t at, size_t bytes);

#endif
