#include "templates/font/font_gather.h"
#include "templates/font/font_private.h"

#include <hb-ot.h>
#include <string.h>

#include "core/banned.h"

static bool copy_cut(struct font_cut *out, const hb_subset_plan_t *plan, hb_face_t *cut, const uint16_t *glyphs,
                     size_t n, struct arena *arena)
{
        const hb_map_t *ids = hb_subset_plan_old_to_new_glyph_mapping(plan);
        hb_blob_t *blob = hb_face_reference_blob(cut);
        unsigned length;
        const char *bytes = hb_blob_get_data(blob, &length);
        bool ok = bytes && length;

        out->ids = arena_alloc(arena, n * sizeof *out->ids);
        for (size_t i = 0; ok && i < n; i++) {
                hb_codepoint_t id = hb_map_get(ids, glyphs[i]);

                ok = id && id <= UINT16_MAX;
                out->ids[i] = (uint16_t)id;
        }
        if (ok)
                out->file = (struct bytes){(unsigned char *)arena_strndup(arena, bytes, length), length};
        hb_blob_destroy(blob);
        return ok;
}

static bool cut_by_harfbuzz(struct font_cut *out, const struct typeface *t, const uint16_t *glyphs, size_t n,
                            struct arena *arena)
{
        hb_face_t *cut = NULL;
        hb_subset_input_t *input = hb_subset_input_create_or_fail();
        hb_subset_plan_t *plan = NULL;
        bool ok = false;

        if (!input)
                return false;
        hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
        for (size_t i = 0; i < n; i++)
                hb_set_add(hb_subset_input_glyph_set(input), glyphs[i]);
        plan = hb_subset_plan_create_or_fail(t->outlines, input);
        if (!plan)
                goto done;
        cut = hb_subset_plan_execute_or_fail(plan);
        if (!cut)
                goto done;
        ok = copy_cut(out, plan, cut, glyphs, n, arena);
done:
        hb_face_destroy(cut);
        hb_subset_plan_destroy(plan);
        hb_subset_input_destroy(input);
        return ok;
}

static bool is_same(const struct font_cut *a, const struct font_cut *b, size_t n)
{
        return a->file.n == b->file.n && memcmp(a->file.at, b->file.at, a->file.n) == 0 &&
               memcmp(a->ids, b->ids, n * sizeof *a->ids) == 0;
}

/* The first cut of a face is made by both, and the others as HarfBuzz makes them only if these are the same: another version may cut
 * differently, and what it cuts is what the record says. */
bool fonts_cut(struct font_cut *out, struct fonts *fonts, enum face face, const uint16_t *glyphs, size_t n,
               struct arena *arena)
{
        struct typeface *t = &fonts->typefaces[face];
        struct font_cut gathered;
        bool is_long = false;
        const bool is_gathered = font_gather(&gathered, &is_long, &t->tables, glyphs, n, arena);
        enum gathers *gathers = &t->gathers[is_long];

        if (is_gathered && *gathers == GATHERS) {
                *out = gathered;
                return true;
        }
        if (!cut_by_harfbuzz(out, t, glyphs, n, arena))
                return false;
        if (is_gathered && *gathers == NOT_SEEN)
                *gathers = is_same(&gathered, out, n) ? GATHERS : DIFFERS;
        return true;
}

static int in_thousandths(const struct typeface *t, int64_t units)
{
        return (int)(units * 1000 / t->em);
}

/* The corners of the box around all glyphs: xMin yMin xMax yMax at byte 36 of the table 'head'. */
static void read_box(int box[4], const struct typeface *t)
{
        hb_blob_t *head = hb_face_reference_table(t->face, HB_TAG('h', 'e', 'a', 'd'));
        unsigned length;
        const unsigned char *at = (const unsigned char *)hb_blob_get_data(head, &length);

        for (unsigned i = 0; length >= 44 && i < 4; i++)
                box[i] = in_thousandths(t, (int16_t)(uint16_t)(at[36 + 2 * i] << 8 | at[37 + 2 * i]));
        hb_blob_destroy(head);
}

struct font_metrics fonts_metrics(const struct fonts *fonts, enum face face)
{
        const struct typeface *t = &fonts->typefaces[face];
        struct font_metrics out = {.name = t->name};
        hb_font_extents_t extents = {0};
        hb_position_t cap = 0;

        hb_font_get_h_extents(t->font, &extents);
        out.ascent = in_thousandths(t, extents.ascender);
        out.descent = in_thousandths(t, extents.descender);
        out.cap_height = hb_ot_metrics_get_position(t->font, HB_OT_METRICS_TAG_CAP_HEIGHT, &cap)
                                 ? in_thousandths(t, cap)
                                 : out.ascent;
        read_box(out.box, t);
        return out;
}
