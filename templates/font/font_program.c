#include "templates/font/font_program.h"

#include "core/base/text.h"

#include <string.h>

#include "core/banned.h"

#define BFCHARS 100  /* the most that one block of a CMap may hold */
#define EM      1000 /* the width of what W does not name (DW) */

uint64_t character_key(const struct cluster *c)
{
        uint64_t key = 0;

        if (c->n == 3) /* most kanji and kana: a length known here costs no call */
                memcpy(&key, c->text, 3);
        else
                memcpy(&key, c->text, c->n < sizeof key ? c->n : sizeof key);
        return key;
}

static void put_hex(struct buffer *out, unsigned unit)
{
        static const char hex[] = "0123456789ABCDEF";
        const char digits[] = {hex[unit >> 12 & 15], hex[unit >> 8 & 15], hex[unit >> 4 & 15], hex[unit & 15]};

        buffer_add(out, digits, sizeof digits);
}

static void put_utf16(struct buffer *out, int32_t c)
{
        if (c > 0xFFFF) {
                put_hex(out, 0xD800u + (unsigned)(c - 0x10000) / 0x400);
                c = 0xDC00 + (c - 0x10000) % 0x400;
        }
        put_hex(out, (unsigned)c);
}

static void put_typed(struct buffer *out, uint64_t key)
{
        char text[CHARACTER_MOST + 1] = "";
        const char *s = text;

        memcpy(text, &key, sizeof key);
        if (*text == '\t' || *text == '\n' || *text == '\r') {
                put_utf16(out, ' ');
                return;
        }
        while (*s)
                put_utf16(out, text_next(&s));
}

/* Code -> text as typed, selectors and sound marks included. */
static struct bytes to_unicode(const struct program_character *list, size_t n, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                          "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                          "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                          "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        for (size_t i = 0; i < n; i++) {
                size_t left = n - i;

                if (i % BFCHARS == 0)
                        buffer_printf(&out, "%zu beginbfchar\n", left < BFCHARS ? left : BFCHARS);
                buffer_char(&out, '<');
                put_hex(&out, (unsigned)i + 1);
                buffer_text(&out, "> <");
                put_typed(&out, list[i].key);
                buffer_text(&out, ">\n");
                if (i % BFCHARS == BFCHARS - 1 || left == 1)
                        buffer_text(&out, "endbfchar\n");
        }
        buffer_text(&out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        return buffer_bytes(&out);
}

/* Code -> glyph of the cut font: two bytes each; code 0 is .notdef. */
static struct bytes to_glyphs(const struct font_cut *cut, size_t n, struct arena *arena)
{
        unsigned char *at = arena_alloc(arena, 2 * (n + 1));

        for (size_t i = 0; i < n; i++) {
                at[2 * i + 2] = (unsigned char)(cut->ids[i] >> 8);
                at[2 * i + 3] = (unsigned char)(cut->ids[i] & 255);
        }
        return (struct bytes){at, 2 * (n + 1)};
}

static bool is_identity(const struct font_cut *cut, size_t n)
{
        for (size_t i = 0; i < n; i++)
                if (cut->ids[i] != i + 1)
                        return false;
        return true;
}

/* A bit for every code that is there, 0 included, the first in the highest bit. */
static struct bytes code_set(size_t n, struct arena *arena)
{
        const size_t bits = n + 1, bytes = (bits + 7) / 8;
        unsigned char *at = arena_alloc(arena, bytes);

        for (size_t i = 0; i < bits; i++)
                at[i / 8] |= (unsigned char)(0x80 >> i % 8);
        return (struct bytes){at, bytes};
}

/* "1[500 640]4[713]": runs of characters that are not 1 em wide (ISO 32000-1, 9.7.4.3). */
static const char *widths_of(const struct program_character *list, size_t n, struct arena *arena)
{
        struct buffer out = buffer_in(arena);
        bool open = false;

        for (size_t i = 0; i < n; i++) {
                const bool is_plain = list[i].glyph.advance == EM;

                if (!is_plain) {
                        if (!open)
                                buffer_int(&out, (int64_t)i + 1);
                        buffer_char(&out, open ? ' ' : '[');
                        buffer_int(&out, list[i].glyph.advance);
                } else if (open) {
                        buffer_char(&out, ']');
                }
                open = !is_plain;
        }
        if (open)
                buffer_char(&out, ']');
        return out.n ? out.at : "";
}

/* Six letters that differ with the characters chosen (ISO 32000-1, 9.6.4). */
static const char *subset_name(const char *name, const struct program_character *list, size_t n, struct arena *arena)
{
        uint64_t h = UINT64_C(14695981039346656037);
        char tag[7] = "";

        for (size_t i = 0; i < n; i++)
                h = (h ^ list[i].key) * UINT64_C(1099511628211);
        h ^= h >> 32;
        for (int i = 0; i < 6; i++, h /= 26)
                tag[i] = (char)('A' + h % 26);
        return arena_printf(arena, "%s+%s", tag, name);
}

bool font_program_make(struct font_program *out, struct fonts *fonts, enum face face,
                       const struct program_character *list, size_t n, const struct flaters *flaters,
                       struct arena *arena)
{
        uint16_t *glyphs = arena_alloc(arena, n * sizeof *glyphs);
        struct font_cut cut;

        for (size_t i = 0; i < n; i++)
                glyphs[i] = list[i].glyph.id;
        if (!fonts_cut(&cut, fonts, face, glyphs, n, arena))
                return false;
        *out = (struct font_program){.n = n};
        out->name = subset_name(fonts_metrics(fonts, face).name, list, n, arena);
        out->widths = widths_of(list, n, arena);
        out->file = pdf_flate(flaters->large, cut.file, arena);
        if (!is_identity(&cut, n))
                out->glyphs = pdf_flate(flaters->small, to_glyphs(&cut, n, arena), arena);
        out->unicode = pdf_flate(flaters->small, to_unicode(list, n, arena), arena);
        out->set = pdf_flate(flaters->small, code_set(n, arena), arena);
        return true;
}
