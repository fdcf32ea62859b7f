/* Any bytes are read without harm. Where the tables are said to be understood, HarfBuzz finds in them what is found here: as many
 * glyphs, the same advances, and of each simple glyph the same beginning and the same box. What is gathered from them has its glyphs and advances. */
#include "templates/font/font_tables.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/fuzz.h"
#include "templates/font/font_gather.h"
#include "templates/font/font_program.h"

#include "core/banned.h"

enum { MOST_GLYPHS = 256 }; /* that are looked at */

static int signed_at(struct bytes in, size_t at)
{
        return (int16_t)(uint16_t)font_tables_number(in, at, 2);
}

static int less(int a, int b)
{
        return a < b ? a : b;
}

static int more(int a, int b)
{
        return a > b ? a : b;
}

/* HarfBuzz takes each length as signed, in two bytes. */
static void look_at(hb_font_t *font, const struct font_tables *t, unsigned glyph)
{
        unsigned char metrics[FONT_METRICS];
        const struct bytes both = {metrics, sizeof metrics};
        hb_glyph_extents_t box = {0};
        struct bytes bytes;
        int x[2], y[2];

        if (!font_tables_metrics(metrics, t, glyph) ||
            signed_at(both, 0) != (int16_t)hb_font_get_glyph_h_advance(font, glyph))
                abort();
        if (!font_tables_glyph(&bytes, t, glyph) || !font_tables_is_simple(bytes))
                return;
        for (size_t i = 0; i < 2; i++) {
                x[i] = signed_at(bytes, 2 + 4 * i);
                y[i] = signed_at(bytes, 4 + 4 * i);
        }
        if (!hb_font_get_glyph_extents(font, glyph, &box) || box.x_bearing != signed_at(both, 2) ||
            box.y_bearing != more(y[0], y[1]) || box.width != (int16_t)(more(x[0], x[1]) - less(x[0], x[1])) ||
            box.height != (int16_t)(less(y[0], y[1]) - more(y[0], y[1])))
                abort();
}

static void gather(const struct font_tables *whole, struct arena *arena)
{
        const size_t n = whole->glyphs < MOST_GLYPHS ? whole->glyphs : MOST_GLYPHS;
        uint16_t *glyphs = arena_alloc(arena, n * sizeof *glyphs);
        unsigned char a[FONT_METRICS], b[FONT_METRICS];
        struct font_tables cut;
        struct font_cut out;
        bool is_long;

        for (size_t i = 0; i < n; i++)
                glyphs[i] = (uint16_t)(n - 1 - i);
        if (!font_gather(&out, &is_long, whole, glyphs, n, arena))
                return;
        if (!font_tables_open(&cut, out.file) || cut.glyphs != n || (cut.width == 4) != is_long ||
            !font_program_is_plain(out.file))
                abort();
        for (size_t i = 0; i < n; i++)
                if (!font_tables_metrics(a, whole, glyphs[i]) || !font_tables_metrics(b, &cut, out.ids[i]) ||
                    memcmp(a, b, sizeof a) != 0)
                        abort();
}

void fuzz_target(struct bytes in, struct arena *arena)
{
        struct font_tables t;
        hb_blob_t *blob;
        hb_face_t *face;
        hb_font_t *font;

        (void)font_program_is_plain(in);
        if (!font_tables_open(&t, in))
                return;
        gather(&t, arena);
        blob = hb_blob_create((const char *)in.at, (unsigned)in.n, HB_MEMORY_MODE_READONLY, NULL, NULL);
        face = hb_face_create(blob, 0);
        font = hb_font_create(face);
        if (hb_face_get_glyph_count(face) != t.glyphs)
                abort();
        for (unsigned i = 0; i < t.glyphs && i < MOST_GLYPHS; i++)
                look_at(font, &t, i);
        hb_font_destroy(font);
        hb_face_destroy(face);
        hb_blob_destroy(blob);
}
