/* The typefaces of the papers: found in the folder SOROE_FONTS or, where none is named, beside the program or where the system
 * has them. They are opened once per process, cut as HarfBuzz cuts them to the glyphs of one document. A character is served by
 * the first face of its chain that has it, variation selector included; one that no face has is found here,
 * before anything is drawn.
 *
 * The files are mapped, not read: opening all four costs less than a millisecond, and the 46 MB
 * of the fallback face are touched only where a name needs it. */
#ifndef SOROE_FONT_H
#define SOROE_FONT_H

#include "core/base/buffer.h"
#include "core/base/finding.h"
#include "core/base/status.h"

#include <stdbool.h>
#include <stdint.h>

enum face { FACE_GOTHIC, FACE_BOLD, FACE_MINCHO, FACE_FALLBACK, FACES };

struct fonts; /* opaque */

/* ERR_SYSTEM with F_FONT when one is missing. `bulk`: what many documents share is made at once, before the
 * workers of a run part. */
enum status fonts_open(struct fonts **out, bool bulk, arena_exhausted *, struct findings *);
void fonts_close(struct fonts *);
const char *fonts_versions(const struct fonts *); /* "BIZ UDPGothic 1.05; …", for the record */
const char *fonts_harfbuzz(void);                 /* "6.0.0" */

/* One thing to draw: a character with the variation selector that binds to it. A kana with a
 * separate sound mark (U+3099, U+309A) is taken as the one character it is; nothing else is composed. */
struct cluster {
        int32_t code_point, selector; /* selector 0 if none */
        const char *text;             /* as typed, n bytes */
        size_t n;
};
/* May the character here bind to the one before it? Selectors are U+FE00 to U+FE0F (EF B8) and U+E0100 to U+E01EF (F3), the sound marks
 * U+3099 and U+309A are E3 82 99 and E3 82 9A. */
static inline bool cluster_may_bind(const char *s)
{
        const unsigned char *at = (const unsigned char *)s;

        return at[0] == 0xF3 || (at[0] == 0xEF && at[1] == 0xB8) ||
               (at[0] == 0xE3 && at[1] == 0x82 && (at[2] == 0x99 || at[2] == 0x9A));
}
/* False at the end. Tabs and line ends come as a space, what is not UTF-8 as U+FFFD. */
bool cluster_next(struct cluster *out, const char **s);

struct glyph {
        enum face face;
        uint16_t id;     /* 0 = no face has it */
        int16_t advance; /* 1/1000 em */
};
/* The glyph for one character with its variation selector (0 if none), starting at `face`. */
struct glyph fonts_glyph(const struct fonts *, enum face, int32_t code_point, int32_t selector);

/* The first character of `text` that cannot be printed (private use, or in no face), or 0; its variation selector where only that is in no face. */
int32_t fonts_missing(const struct fonts *, enum face, const char *text);

/* A face cut to some glyphs, without hinting: a TrueType file to embed. */
struct font_cut {
        struct bytes file;
        uint16_t *ids; /* ids[i]: the id in `file` of the i-th glyph asked for */
};
/* False where HarfBuzz fails. By HarfBuzz, or by templates/font/font_gather.c, which comes to the same bytes in a third of the time. */
bool fonts_cut(struct font_cut *out, struct fonts *, enum face, const uint16_t *glyphs, size_t n, struct arena *);

struct font_metrics {     /* 1/1000 em */
        const char *name; /* PostScript name */
        int ascent, descent, cap_height, box[4];
};
struct font_metrics fonts_metrics(const struct fonts *, enum face);

#endif
