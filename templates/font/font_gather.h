/* A face cut to some glyphs as HarfBuzz cuts it without hinting (hb-subset), where each glyph is drawn by its own points alone: then their
 * descriptions need only be gathered. HarfBuzz plans each cut anew. That both come to the same bytes is seen where it is used
 * (templates/font/font_cut.c), and every document's outlines are held against the face's. */
#ifndef SOROE_FONT_GATHER_H
#define SOROE_FONT_GATHER_H

#include "templates/font/font.h"
#include "templates/font/font_tables.h"

/* Returns false for a glyph that is made of others, or is not understood. `whole` may be hostile. *is_long: the places of its glyphs
 * have four bytes, not two. */
bool font_gather(struct font_cut *out, bool *is_long, const struct font_tables *whole, const uint16_t *glyphs, size_t n,
                 struct arena *);

#endif
