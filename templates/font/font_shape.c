#include "templates/font/font_private.h"

#include <hb-ot.h>
#include <string.h>

#include "core/banned.h"

/* An outline as a number: its points and what joins them, in the order in which they stand. */
struct shape {
        uint64_t hash;
};

static void mix(void *data, uint64_t kind, float a, float b)
{
        struct shape *s = data;
        const float pair[] = {a, b};
        uint64_t bits;

        memcpy(&bits, pair, sizeof bits);
        s->hash = (s->hash ^ bits ^ kind << 62) * UINT64_C(0x9E3779B97F4A7C15);
        s->hash ^= s->hash >> 29;
}

static void move_to(hb_draw_funcs_t *f, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
        (void)f, (void)state, (void)user;
        mix(data, 1, x, y);
}

static void line_to(hb_draw_funcs_t *f, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
        (void)f, (void)state, (void)user;
        mix(data, 2, x, y);
}

static void curve_to(hb_draw_funcs_t *f, void *data, hb_draw_state_t *state, float cx, float cy, float x, float y,
                     void *user)
{
        (void)f, (void)state, (void)user;
        mix(data, 3, cx, cy);
        mix(data, 3, x, y);
}

static uint64_t shape_of(hb_font_t *font, hb_codepoint_t glyph, hb_draw_funcs_t *funcs)
{
        struct shape shape = {UINT64_C(14695981039346656037)};

#if HB_VERSION_ATLEAST(7, 0, 0) /* Debian 12 has 6, and 13 no longer wants the older name */
        hb_font_draw_glyph(font, glyph, funcs, &shape);
#else
        hb_font_get_glyph_shape(font, glyph, funcs, &shape);
#endif
        mix(&shape, 0, (float)hb_font_get_glyph_h_advance(font, glyph), 0);
        return shape.hash;
}

/* The installed face's outlines are worked out once. */
static uint64_t known_shape(struct fonts *fonts, enum face face, uint16_t glyph, hb_draw_funcs_t *funcs)
{
        struct typeface *t = &fonts->typefaces[face];

        if (!t->shapes)
                t->shapes = arena_alloc(fonts->arena, (UINT16_MAX + 1) * sizeof *t->shapes);
        if (!t->shapes[glyph])
                t->shapes[glyph] = shape_of(t->font, glyph, funcs);
        return t->shapes[glyph];
}

enum face font_program_face(const struct fonts *fonts, const char *name)
{
        const char *plus = strchr(name, '+');

        for (int i = 0; plus && i < FACES; i++)
                if (strcmp(plus + 1, fonts->typefaces[i].name) == 0)
                        return (enum face)i;
        return FACES;
}

static hb_font_t *open_program(struct bytes file)
{
        hb_blob_t *blob = hb_blob_create((const char *)file.at, (unsigned)file.n, HB_MEMORY_MODE_READONLY, NULL, NULL);
        hb_face_t *face = hb_face_create(blob, 0);
        hb_font_t *font = hb_font_create(face);

        hb_face_destroy(face);
        hb_blob_destroy(blob);
        return font;
}

static hb_codepoint_t glyph_of(struct bytes glyphs, uint16_t code)
{
        if (!glyphs.n)
                return code;
        return 2 * (size_t)code + 1 < glyphs.n ? (hb_codepoint_t)(glyphs.at[2 * code] << 8 | glyphs.at[2 * code + 1])
                                               : 0;
}

/* Returns the glyph if the whole text is one character of the face. */
static uint16_t wanted_glyph(const struct fonts *fonts, enum face face, const char *text)
{
        struct cluster c;
        struct glyph glyph;

        if (!cluster_next(&c, &text) || *text)
                return 0;
        glyph = fonts_glyph(fonts, face, c.code_point, c.selector);
        return glyph.face == face ? glyph.id : 0;
}

bool font_program_shows(const struct program_code **wrong, struct fonts *fonts, enum face face, struct bytes file,
                        struct bytes glyphs, const struct program_code *codes, size_t n)
{
        hb_draw_funcs_t *funcs = hb_draw_funcs_create();
        hb_font_t *font = open_program(file);
        bool ok = hb_face_get_upem(hb_font_get_face(font)) == (unsigned)fonts->typefaces[face].em;

        hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
        hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
        hb_draw_funcs_set_quadratic_to_func(funcs, curve_to, NULL, NULL);
        *wrong = n ? &codes[0] : NULL;
        for (size_t i = 0; ok && i < n; i++) {
                uint16_t source = wanted_glyph(fonts, face, codes[i].text);
                hb_codepoint_t shown = glyph_of(glyphs, codes[i].code);

                *wrong = &codes[i];
                ok = source && shown && shape_of(font, shown, funcs) == known_shape(fonts, face, source, funcs);
        }
        hb_font_destroy(font);
        hb_draw_funcs_destroy(funcs);
        return ok;
}
