/* What is gathered from a face is, byte for byte, what HarfBuzz cuts from it; and what is not understood is left to HarfBuzz. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "templates/font/font_gather.h"
#include "templates/font/font_private.h"

#include "core/banned.h"

#define MOST 1500

static struct fonts *opened(struct arena *arena)
{
        struct findings findings = findings_in(arena);
        struct fonts *fonts;

        assert_int_equal(fonts_open(&fonts, false, abort, &findings), OK);
        return fonts;
}

/* The same each time. */
static unsigned draw(uint32_t *seed, unsigned below)
{
        *seed = *seed * 1664525u + 1013904223u;
        return (*seed >> 8) % below;
}

static void assert_as_harfbuzz(const struct typeface *t, const struct font_cut *cut, const uint16_t *glyphs, size_t n)
{
        hb_subset_input_t *input = hb_subset_input_create_or_fail();
        hb_subset_plan_t *plan;
        const hb_map_t *ids;
        hb_face_t *face;
        hb_blob_t *blob;
        unsigned length;
        const char *bytes;

        hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
        for (size_t i = 0; i < n; i++)
                hb_set_add(hb_subset_input_glyph_set(input), glyphs[i]);
        plan = hb_subset_plan_create_or_fail(t->outlines, input);
        assert_non_null(plan);
        face = hb_subset_plan_execute_or_fail(plan);
        assert_non_null(face);
        blob = hb_face_reference_blob(face);
        bytes = hb_blob_get_data(blob, &length);
        assert_int_equal(cut->file.n, length);
        assert_memory_equal(cut->file.at, bytes, length);
        ids = hb_subset_plan_old_to_new_glyph_mapping(plan);
        for (size_t i = 0; i < n; i++)
                assert_int_equal(cut->ids[i], hb_map_get(ids, glyphs[i]));
        hb_blob_destroy(blob);
        hb_face_destroy(face);
        hb_subset_plan_destroy(plan);
        hb_subset_input_destroy(input);
}

/* One glyph and many, some twice, in any order; the many take places of four bytes. */
static void gathers_what_harfbuzz_cuts(void **state)
{
        static const size_t sizes[] = {1, 2, 3, 5, 17, 64, 255, 600, MOST};
        struct arena *arena = arena_new(abort);
        struct fonts *fonts = opened(arena);
        uint32_t seed = 1;

        (void)state;
        for (int face = 0; face < FACES; face++) {
                const struct typeface *t = &fonts->typefaces[face];
                bool is_long = false, was_short = false;

                assert_true(t->tables.glyphs > MOST);
                for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
                        struct arena *scratch = arena_child(arena);
                        struct font_cut cut;
                        uint16_t glyphs[MOST];

                        for (size_t k = 0; k < sizes[i]; k++)
                                glyphs[k] = (uint16_t)(1 + draw(&seed, t->tables.glyphs - 1));
                        glyphs[sizes[i] - 1] = glyphs[0];
                        assert_true(font_gather(&cut, &is_long, &t->tables, glyphs, sizes[i], scratch));
                        assert_as_harfbuzz(t, &cut, glyphs, sizes[i]);
                        was_short |= !is_long;
                        arena_free(scratch);
                }
                assert_true(was_short && is_long);
        }
        fonts_close(fonts);
        arena_free(arena);
}

/* A run's first cut is made by both. */
static void is_used_once_it_was_seen_to_be_the_same(void **state)
{
        struct arena *arena = arena_new(abort);
        struct fonts *fonts = opened(arena);
        struct typeface *t = &fonts->typefaces[FACE_GOTHIC];
        const uint16_t glyphs[] = {40, 7, 900};
        struct font_cut first, second, third;

        (void)state;
        assert_int_equal(t->gathers[0], NOT_SEEN);
        assert_true(fonts_cut(&first, fonts, FACE_GOTHIC, glyphs, 3, arena));
        assert_int_equal(t->gathers[0], GATHERS);
        assert_int_equal(t->gathers[1], NOT_SEEN);
        assert_true(fonts_cut(&second, fonts, FACE_GOTHIC, glyphs, 3, arena));
        t->gathers[0] = DIFFERS;
        assert_true(fonts_cut(&third, fonts, FACE_GOTHIC, glyphs, 3, arena));
        assert_int_equal(t->gathers[0], DIFFERS);
        assert_as_harfbuzz(t, &first, glyphs, 3);
        assert_as_harfbuzz(t, &second, glyphs, 3);
        assert_as_harfbuzz(t, &third, glyphs, 3);
        fonts_close(fonts);
        arena_free(arena);
}

/* A face with one glyph changed. */
static bool gathers_changed(const struct typeface *t, uint16_t glyph, size_t at, unsigned byte, struct arena *arena)
{
        struct font_tables changed = t->tables;
        struct font_cut cut;
        struct bytes whole;
        unsigned char *copy = arena_alloc(arena, t->tables.glyf.n);
        bool is_long;

        assert_true(font_tables_glyph(&whole, &t->tables, glyph));
        memcpy(copy, t->tables.glyf.at, t->tables.glyf.n);
        copy[(size_t)(whole.at - t->tables.glyf.at) + at] = (unsigned char)byte;
        changed.glyf.at = copy;
        return font_gather(&cut, &is_long, &changed, &glyph, 1, arena);
}

static void leaves_what_is_not_understood(void **state)
{
        struct arena *arena = arena_new(abort);
        struct fonts *fonts = opened(arena);
        const struct typeface *t = &fonts->typefaces[FACE_GOTHIC];
        const uint16_t glyph = fonts_glyph(fonts, FACE_GOTHIC, '1', 0).id;
        struct font_tables other = t->tables;
        struct font_cut cut;
        bool is_long;

        (void)state;
        assert_true(gathers_changed(t, glyph, 0, 0, arena));     /* as it is: the figure has less than 256 contours */
        assert_false(gathers_changed(t, glyph, 0, 0xFF, arena)); /* made of others: less than no contours */
        assert_false(gathers_changed(t, glyph, 0, 0x7F, arena)); /* more contours than it has bytes */
        assert_false(
                gathers_changed(t, glyph, 10, 0x7F, arena)); /* more points in its first contour than it has bytes */
        assert_false(gathers_changed(t, glyph, 12, 0x7F, arena)); /* more instructions than it has bytes */
        other.maxp.n = 6;                                         /* version 0.5 */
        assert_false(font_gather(&cut, &is_long, &other, &glyph, 1, arena));
        other = (struct font_tables){0}; /* not understood when the face was opened */
        assert_false(font_gather(&cut, &is_long, &other, &glyph, 1, arena));
        fonts_close(fonts);
        arena_free(arena);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(gathers_what_harfbuzz_cuts),
                cmocka_unit_test(is_used_once_it_was_seen_to_be_the_same),
                cmocka_unit_test(leaves_what_is_not_understood),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
