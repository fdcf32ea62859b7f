#include "templates/pdf_font.h"

#include "core/text.h"

#include <string.h>

#include "core/banned.h"

#define FLAG_SYMBOLIC 4   /* the characters are not those of the Latin set (ISO 32000-1, table 123) */
#define BFCHARS       100 /* the most that one block of a CMap may hold */

static const struct character *drawn_at(const struct pdf *pdf, enum face face, size_t i)
{
        return &pdf->characters.at[pdf->drawn[face].at[i]];
}

/* A stream object holding `bytes`, deflated when written. */
static HPDF_Dict stream_new(HPDF_Doc doc, struct bytes bytes)
{
        HPDF_Dict dict = HPDF_DictStream_New(doc->mmgr, doc->xref);

        if (!dict || HPDF_Stream_Write(dict->stream, bytes.at, (HPDF_UINT)bytes.n) != HPDF_OK)
                return NULL;
        dict->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
        return dict;
}

static void put_utf16(struct buffer *out, int32_t c)
{
        if (c > 0xFFFF)
                buffer_printf(out, "%04X%04X", 0xD800u + (unsigned)(c - 0x10000) / 0x400,
                              0xDC00u + (unsigned)(c - 0x10000) % 0x400);
        else
                buffer_printf(out, "%04X", (unsigned)c);
}

static void put_typed(struct buffer *out, const struct character *c)
{
        char text[sizeof c->key + 1] = "";
        const char *s = text;

        memcpy(text, &c->key, sizeof c->key);
        if (*text == '\t' || *text == '\n' || *text == '\r') {
                put_utf16(out, ' ');
                return;
        }
        while (*s)
                put_utf16(out, text_next(&s));
}

/* CID -> text as typed, selectors and sound marks included. */
static struct bytes to_unicode(const struct pdf *pdf, enum face face)
{
        struct buffer out = buffer_in(pdf->arena);
        size_t n = pdf->drawn[face].n;

        buffer_text(&out, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                          "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                          "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                          "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        for (size_t i = 0; i < n; i++) {
                size_t left = n - i;

                if (i % BFCHARS == 0)
                        buffer_printf(&out, "%zu beginbfchar\n", left < BFCHARS ? left : BFCHARS);
                buffer_printf(&out, "<%04zX> <", i + 1);
                put_typed(&out, drawn_at(pdf, face, i));
                buffer_text(&out, ">\n");
                if (i % BFCHARS == BFCHARS - 1 || left == 1)
                        buffer_text(&out, "endbfchar\n");
        }
        buffer_text(&out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        return buffer_bytes(&out);
}

/* CID -> glyph of the cut font: two bytes each; CID 0 is .notdef. */
static struct bytes to_glyphs(const struct font_cut *cut, size_t n, struct arena *arena)
{
        unsigned char *at = arena_alloc(arena, 2 * (n + 1));

        for (size_t i = 0; i < n; i++) {
                at[2 * i + 2] = (unsigned char)(cut->ids[i] >> 8);
                at[2 * i + 3] = (unsigned char)(cut->ids[i] & 255);
        }
        return (struct bytes){at, 2 * (n + 1)};
}

/* "QWERTY+BIZUDPGothic": six letters that differ with the characters chosen (ISO 32000-1, 9.6.4). */
static const char *subset_name(const struct pdf *pdf, enum face face, const char *name)
{
        uint64_t h = UINT64_C(14695981039346656037);
        char tag[7] = "";

        for (size_t i = 0; i < pdf->drawn[face].n; i++)
                h = (h ^ drawn_at(pdf, face, i)->key) * UINT64_C(1099511628211);
        h ^= h >> 32;
        for (int i = 0; i < 6; i++, h /= 26)
                tag[i] = (char)('A' + h % 26);
        return arena_printf(pdf->arena, "%s+%s", tag, name);
}

static HPDF_Array widths_new(HPDF_Doc doc, const struct pdf *pdf, enum face face)
{
        HPDF_Array out = HPDF_Array_New(doc->mmgr), list = HPDF_Array_New(doc->mmgr);
        HPDF_STATUS bad;

        if (!out || !list)
                return NULL;
        bad = HPDF_Array_AddNumber(out, 1);
        bad |= HPDF_Array_Add(out, list);
        for (size_t i = 0; i < pdf->drawn[face].n; i++)
                bad |= HPDF_Array_AddNumber(list, drawn_at(pdf, face, i)->glyph.advance);
        return bad ? NULL : out;
}

static HPDF_Dict descriptor_new(HPDF_Doc doc, const struct font_metrics *m, const char *name, struct bytes file)
{
        HPDF_Dict out = HPDF_Dict_New(doc->mmgr), stream = stream_new(doc, file);
        HPDF_Array box = HPDF_Array_New(doc->mmgr);
        HPDF_STATUS bad;

        if (!out || !stream || !box)
                return NULL;
        bad = HPDF_Xref_Add(doc->xref, out);
        bad |= HPDF_Dict_AddNumber(stream, "Length1", (HPDF_INT32)file.n);
        for (int i = 0; i < 4; i++)
                bad |= HPDF_Array_AddNumber(box, m->box[i]);
        bad |= HPDF_Dict_AddName(out, "Type", "FontDescriptor");
        bad |= HPDF_Dict_AddName(out, "FontName", name);
        bad |= HPDF_Dict_AddNumber(out, "Flags", FLAG_SYMBOLIC);
        bad |= HPDF_Dict_Add(out, "FontBBox", box);
        bad |= HPDF_Dict_AddNumber(out, "ItalicAngle", 0);
        bad |= HPDF_Dict_AddNumber(out, "Ascent", m->ascent);
        bad |= HPDF_Dict_AddNumber(out, "Descent", m->descent);
        bad |= HPDF_Dict_AddNumber(out, "CapHeight", m->cap_height);
        bad |= HPDF_Dict_AddNumber(out, "StemV", 80);
        bad |= HPDF_Dict_Add(out, "FontFile2", stream);
        return bad ? NULL : out;
}

static HPDF_Dict system_info_new(HPDF_Doc doc)
{
        HPDF_Dict out = HPDF_Dict_New(doc->mmgr);
        HPDF_STATUS bad;

        if (!out)
                return NULL;
        bad = HPDF_Dict_Add(out, "Registry", HPDF_String_New(doc->mmgr, "Adobe", NULL));
        bad |= HPDF_Dict_Add(out, "Ordering", HPDF_String_New(doc->mmgr, "Identity", NULL));
        bad |= HPDF_Dict_AddNumber(out, "Supplement", 0);
        return bad ? NULL : out;
}

/* The CIDFont: widths, outlines, and which glyph each CID shows. */
static HPDF_Dict descendant_new(HPDF_Doc doc, const struct pdf *pdf, enum face face, const char *name,
                                const struct font_metrics *m, const struct font_cut *cut)
{
        size_t n = pdf->drawn[face].n;
        HPDF_Dict out = HPDF_Dict_New(doc->mmgr), info = system_info_new(doc);
        HPDF_Dict descriptor = descriptor_new(doc, m, name, cut->file);
        HPDF_Dict glyphs = stream_new(doc, to_glyphs(cut, n, pdf->arena));
        HPDF_Array widths = widths_new(doc, pdf, face);
        HPDF_STATUS bad;

        if (!out || !info || !descriptor || !glyphs || !widths)
                return NULL;
        bad = HPDF_Xref_Add(doc->xref, out);
        bad |= HPDF_Dict_AddName(out, "Type", "Font");
        bad |= HPDF_Dict_AddName(out, "Subtype", "CIDFontType2");
        bad |= HPDF_Dict_AddName(out, "BaseFont", name);
        bad |= HPDF_Dict_Add(out, "CIDSystemInfo", info);
        bad |= HPDF_Dict_Add(out, "FontDescriptor", descriptor);
        bad |= HPDF_Dict_AddNumber(out, "DW", 1000);
        bad |= HPDF_Dict_Add(out, "W", widths);
        bad |= HPDF_Dict_Add(out, "CIDToGIDMap", glyphs);
        return bad ? NULL : out;
}

static bool cut_face(struct font_cut *out, const struct pdf *pdf, enum face face)
{
        size_t n = pdf->drawn[face].n;
        uint16_t *glyphs = arena_alloc(pdf->arena, n * sizeof *glyphs);

        for (size_t i = 0; i < n; i++)
                glyphs[i] = drawn_at(pdf, face, i)->glyph.id;
        return fonts_cut(out, pdf->fonts, face, glyphs, n, pdf->arena);
}

HPDF_Dict pdf_font_new(HPDF_Doc doc, const struct pdf *pdf, enum face face)
{
        struct font_metrics metrics = fonts_metrics(pdf->fonts, face);
        const char *name = subset_name(pdf, face, metrics.name);
        struct font_cut cut;
        HPDF_Dict out, descendant, unicode;
        HPDF_Array descendants;
        HPDF_STATUS bad;

        if (!cut_face(&cut, pdf, face))
                return NULL;
        out = HPDF_Dict_New(doc->mmgr);
        descendant = descendant_new(doc, pdf, face, name, &metrics, &cut);
        descendants = HPDF_Array_New(doc->mmgr);
        unicode = stream_new(doc, to_unicode(pdf, face));
        if (!out || !descendant || !descendants || !unicode)
                return NULL;
        bad = HPDF_Xref_Add(doc->xref, out);
        bad |= HPDF_Array_Add(descendants, descendant);
        bad |= HPDF_Dict_AddName(out, "Type", "Font");
        bad |= HPDF_Dict_AddName(out, "Subtype", "Type0");
        bad |= HPDF_Dict_AddName(out, "BaseFont", name);
        bad |= HPDF_Dict_AddName(out, "Encoding", "Identity-H");
        bad |= HPDF_Dict_Add(out, "DescendantFonts", descendants);
        bad |= HPDF_Dict_Add(out, "ToUnicode", unicode);
        return bad ? NULL : out;
}
