#include "templates/font/font_private.h"
#include "templates/font/font_tables.h"

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

static struct known_glyph *known_glyph(struct fonts *fonts, enum face face, uint16_t glyph)
{
        struct typeface *t = &fonts->typefaces[face];

        if (!t->known)
                t->known = arena_alloc(fonts->arena, (UINT16_MAX + 1) * sizeof *t->known);
        return &t->known[glyph];
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

/* ---- a glyph whose bytes were drawn before, and found right, is not drawn again */

struct proven_glyph {
        unsigned char metrics[FONT_METRICS];
        struct bytes bytes;
};

/* A program that is looked at. */
struct program {
        struct fonts *fonts;
        enum face face;
        struct bytes file;
        struct font_tables tables;
        bool is_plain;   /* its tables are understood, so that equal bytes of a glyph show the same */
        hb_font_t *font; /* opened when first asked for */
        hb_draw_funcs_t *funcs;
};

static hb_font_t *program_font(struct program *p)
{
        if (p->font)
                return p->font;
        p->font = open_program(p->file);
        p->funcs = hb_draw_funcs_create();
        hb_draw_funcs_set_move_to_func(p->funcs, move_to, NULL, NULL);
        hb_draw_funcs_set_line_to_func(p->funcs, line_to, NULL, NULL);
        hb_draw_funcs_set_quadratic_to_func(p->funcs, curve_to, NULL, NULL);
        return p->font;
}

/* Units of an em that are not those of the face are left to HarfBuzz, which takes some for others. */
static bool has_em(struct program *p)
{
        const unsigned em = (unsigned)p->fonts->typefaces[p->face].em;

        p->is_plain = font_tables_open(&p->tables, p->file) && p->tables.em == em;
        return p->is_plain || hb_face_get_upem(hb_font_get_face(program_font(p))) == em;
}

static bool take_glyph(struct proven_glyph *out, const struct program *p, hb_codepoint_t glyph)
{
        return p->is_plain && font_tables_glyph(&out->bytes, &p->tables, glyph) && font_tables_is_simple(out->bytes) &&
               font_tables_metrics(out->metrics, &p->tables, glyph);
}

static bool is_proven(const struct proven_glyph *proven, const struct proven_glyph *shown)
{
        return proven && proven->bytes.n == shown->bytes.n &&
               memcmp(proven->metrics, shown->metrics, sizeof proven->metrics) == 0 &&
               memcmp(proven->bytes.at, shown->bytes.at, shown->bytes.n) == 0;
}

static void keep(struct known_glyph *known, const struct proven_glyph *shown, struct fonts *fonts)
{
        const size_t n = shown->bytes.n;
        struct proven_glyph *copy;

        if (known->proven || n > PROVEN_MOST_GLYPH || n > PROVEN_MOST_BYTES - fonts->proven_bytes)
                return;
        fonts->proven_bytes += n;
        copy = ARENA_NEW(fonts->arena, struct proven_glyph);
        *copy = *shown;
        copy->bytes.at = (unsigned char *)arena_strndup(fonts->arena, (const char *)shown->bytes.at, n);
        known->proven = copy;
}

/* Does the program's glyph have the outline and the advance of the face's? The face's own are worked out once. */
static bool shows(struct program *p, hb_codepoint_t glyph, uint16_t source)
{
        struct known_glyph *known = known_glyph(p->fonts, p->face, source);
        struct proven_glyph shown;
        const bool is_simple = take_glyph(&shown, p, glyph);
        hb_font_t *font;

        if (is_simple && is_proven(known->proven, &shown))
                return true;
        font = program_font(p);
        if (!known->shape)
                known->shape = shape_of(p->fonts->typefaces[p->face].font, source, p->funcs);
        if (shape_of(font, glyph, p->funcs) != known->shape)
                return false;
        if (is_simple)
                keep(known, &shown, p->fonts);
        return true;
}

bool font_program_shows(const struct program_code **wrong, struct fonts *fonts, enum face face, struct bytes file,
                        struct bytes glyphs, const struct program_code *codes, size_t n)
{
        struct program p = {.fonts = fonts, .face = face, .file = file};
        bool ok = has_em(&p);

        *wrong = n ? &codes[0] : NULL;
        for (size_t i = 0; ok && i < n; i++) {
                uint16_t source = wanted_glyph(fonts, face, codes[i].text);
                hb_codepoint_t shown = glyph_of(glyphs, codes[i].code);

                *wrong = &codes[i];
                ok = source && shown && shows(&p, shown, source);
        }
        hb_font_destroy(p.font);
        hb_draw_funcs_destroy(p.funcs);
        return ok;
}
