#include "templates/font/font.h"
#include "templates/font/font_private.h"

#include "core/base/text.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

enum status fonts_open(struct fonts **out, bool bulk, arena_exhausted *exhausted, struct findings *findings)
{
        struct arena *arena = arena_new(exhausted);
        struct fonts *fonts = ARENA_NEW(arena, struct fonts);

        fonts->arena = arena;
        if (!fonts_find(fonts, findings)) {
                fonts_close(fonts);
                return ERR_SYSTEM;
        }
        fonts_note_names(fonts);
        /* what fails here is reported with the first document */
        for (int i = 0; bulk && i < FACE_FALLBACK; i++)
                font_base_program(fonts, (enum face)i);
        *out = fonts;
        return OK;
}

void fonts_close(struct fonts *fonts)
{
        if (!fonts)
                return;
        for (int i = 0; i < FACES; i++)
                font_close(&fonts->typefaces[i]);
        arena_free(fonts->arena);
}

const char *fonts_versions(const struct fonts *fonts)
{
        return fonts->versions;
}

const char *fonts_harfbuzz(void)
{
        return hb_version_string();
}

static bool is_selector(int32_t c)
{
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

static void bind(struct cluster *out, const char **s)
{
        const char *behind = *s;
        hb_codepoint_t composed;
        int32_t next = text_next(&behind);

        if (is_selector(next)) {
                out->selector = next;
                *s = behind;
        } else if ((next == 0x3099 || next == 0x309A) &&
                   hb_unicode_compose(hb_unicode_funcs_get_default(), (hb_codepoint_t)out->code_point,
                                      (hb_codepoint_t)next, &composed)) {
                out->code_point = (int32_t)composed;
                *s = behind;
        }
}

bool cluster_next(struct cluster *out, const char **s)
{
        const char *start = *s;
        int32_t c = (unsigned char)*start;

        if (!*start)
                return false;
        if (c < 0x80) {
                ++*s;
        } else if (c >= 0xE1 && c <= 0xEC && ((unsigned char)start[1] & 0xC0) == 0x80 &&
                   ((unsigned char)start[2] & 0xC0) == 0x80) { /* most kana and kanji: nothing in it to be refused */
                c = (c & 15) << 12 | ((unsigned char)start[1] & 63) << 6 | ((unsigned char)start[2] & 63);
                *s += 3;
        } else {
                c = text_next(s);
        }
        if (c < 0) {
                *s = start + 1;
                c = 0xFFFD;
        }
        if (c == '\t' || c == '\n' || c == '\r')
                c = ' ';
        *out = (struct cluster){.code_point = c, .text = start};
        if (cluster_may_bind(*s))
                bind(out, s);
        out->n = (size_t)(*s - start);
        return true;
}

static bool find_glyph(hb_codepoint_t *out, const struct typeface *t, int32_t code_point, int32_t selector)
{
        if (!selector)
                return hb_font_get_nominal_glyph(t->font, (hb_codepoint_t)code_point, out);
        return hb_font_get_variation_glyph(t->font, (hb_codepoint_t)code_point, (hb_codepoint_t)selector, out);
}

struct glyph fonts_glyph(const struct fonts *fonts, enum face face, int32_t code_point, int32_t selector)
{
        const enum face chain[] = {face, FACE_FALLBACK};
        hb_codepoint_t id;

        if (text_is_private_use(code_point))
                return (struct glyph){.face = face};
        for (size_t i = 0; i < 2; i++) {
                const struct typeface *t = &fonts->typefaces[chain[i]];

                if (find_glyph(&id, t, code_point, selector) && id && id <= UINT16_MAX) {
                        int64_t wide = hb_font_get_glyph_h_advance(t->font, id);
                        return (struct glyph){chain[i], (uint16_t)id, (int16_t)((wide * 1000 + t->em / 2) / t->em)};
                }
        }
        /* text and emoji presentation say nothing about the shape of a letter or kanji */
        if (selector == 0xFE0E || selector == 0xFE0F)
                return fonts_glyph(fonts, face, code_point, 0);
        return (struct glyph){.face = face};
}

int32_t fonts_missing(const struct fonts *fonts, enum face face, const char *text)
{
        struct cluster c;

        while (cluster_next(&c, &text))
                if (!fonts_glyph(fonts, face, c.code_point, c.selector).id)
                        /* where the character alone can be printed, what is missing is its variant */
                        return c.selector && fonts_glyph(fonts, face, c.code_point, 0).id ? c.selector : c.code_point;
        return 0;
}
