/* The typefaces of the papers: found by fontconfig (or in the folder SOROE_FONTS), opened once
 * per process, cut by HarfBuzz to the characters of one document. A character is served by
 * the first face of its chain that has it, variation selector included; one that no face has is found here,
 * before anything is drawn. */
#ifndef SOROE_FONT_H
#define SOROE_FONT_H

#include "core/buffer.h"
#include "core/finding.h"
#include "core/status.h"

#include <stdint.h>

enum face { FACE_GOTHIC, FACE_BOLD, FACE_MINCHO, FACE_FALLBACK, FACES };

struct fonts; /* opaque */

/* ERR_SYSTEM with F_FONT when one is missing. `bulk`: prepare for many documents (HarfBuzz preprocessed faces). */
enum status fonts_open(struct fonts **out, bool bulk, arena_exhausted *, struct findings *);
void fonts_close(struct fonts *);
const char *fonts_versions(const struct fonts *); /* "BIZ UDPGothic 1.05; …", for the record */

struct glyph {
        enum face face;
        uint16_t id;      /* 0 = no face has it */
        int16_t advance;  /* 1/1000 em */
};
/* The glyph for one character with its variation selector (0 if none), starting at `face`. */
struct glyph fonts_glyph(const struct fonts *, enum face, int32_t code_point, int32_t selector);

/* The first character of `text` that cannot be printed (private use, or in no face), or 0. */
int32_t fonts_missing(const struct fonts *, enum face, const char *text);

#endif
