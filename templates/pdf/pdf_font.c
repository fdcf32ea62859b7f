#include "templates/pdf/pdf_font.h"

#include "templates/pdf/pdf_stream.h"

#include <string.h>

#include "core/banned.h"

#define FLAG_SYMBOLIC 4 /* the characters are not those of the Latin set (ISO 32000-1, table 123) */

/* Entries for which libharu has no call are written behind a dictionary's own. */
static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream)
{
        const char *entries = dict->attr;

        return HPDF_Stream_Write(stream, (const HPDF_BYTE *)entries, (HPDF_UINT)strlen(entries));
}

void pdf_entries(HPDF_Dict dict, const char *entries)
{
        dict->attr = (void *)(uintptr_t)entries;
        dict->write_fn = write_entries;
}

HPDF_Dict pdf_flated_new(HPDF_Doc doc, struct flated flated, struct arena *arena)
{
        HPDF_Dict dict = HPDF_DictStream_New(doc->mmgr, doc->xref);

        if (!dict || pdf_stream_over(&dict->stream, doc, flated.bytes, arena) != HPDF_OK)
                return NULL;
        dict->filter = HPDF_STREAM_FILTER_NONE; /* it is deflated already */
        pdf_entries(dict, PDF_FLATED);
        return dict;
}

static HPDF_Dict descriptor_new(HPDF_Doc doc, const struct font_metrics *m, const struct font_program *program,
                                struct arena *arena)
{
        HPDF_Dict out = HPDF_Dict_New(doc->mmgr), file = pdf_flated_new(doc, program->file, arena);
        HPDF_Dict set = pdf_flated_new(doc, program->set, arena);
        HPDF_Array box = HPDF_Array_New(doc->mmgr);
        HPDF_STATUS bad;

        if (!out || !file || !set || !box)
                return NULL;
        bad = HPDF_Xref_Add(doc->xref, out);
        bad |= HPDF_Dict_AddNumber(file, "Length1", (HPDF_INT32)program->file.inflated);
        for (int i = 0; i < 4; i++)
                bad |= HPDF_Array_AddNumber(box, m->box[i]);
        bad |= HPDF_Dict_AddName(out, "Type", "FontDescriptor");
        bad |= HPDF_Dict_AddName(out, "FontName", program->name);
        bad |= HPDF_Dict_AddNumber(out, "Flags", FLAG_SYMBOLIC);
        bad |= HPDF_Dict_Add(out, "FontBBox", box);
        bad |= HPDF_Dict_AddNumber(out, "ItalicAngle", 0);
        bad |= HPDF_Dict_AddNumber(out, "Ascent", m->ascent);
        bad |= HPDF_Dict_AddNumber(out, "Descent", m->descent);
        bad |= HPDF_Dict_AddNumber(out, "CapHeight", m->cap_height);
        bad |= HPDF_Dict_AddNumber(out, "StemV", 80);
        bad |= HPDF_Dict_Add(out, "FontFile2", file);
        bad |= HPDF_Dict_Add(out, "CIDSet", set);
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

/* The CIDFont: widths, outlines, and which glyph each code shows. */
static HPDF_Dict descendant_new(HPDF_Doc doc, const struct font_metrics *m, const struct font_program *program,
                                struct arena *arena)
{
        HPDF_Dict out = HPDF_Dict_New(doc->mmgr), info = system_info_new(doc);
        HPDF_Dict descriptor = descriptor_new(doc, m, program, arena);
        HPDF_Dict glyphs = program->glyphs.inflated ? pdf_flated_new(doc, program->glyphs, arena) : NULL;
        HPDF_STATUS bad;

        if (!out || !info || !descriptor || (!glyphs && program->glyphs.inflated))
                return NULL;
        bad = HPDF_Xref_Add(doc->xref, out);
        bad |= HPDF_Dict_AddName(out, "Type", "Font");
        bad |= HPDF_Dict_AddName(out, "Subtype", "CIDFontType2");
        bad |= HPDF_Dict_AddName(out, "BaseFont", program->name);
        bad |= HPDF_Dict_Add(out, "CIDSystemInfo", info);
        bad |= HPDF_Dict_Add(out, "FontDescriptor", descriptor);
        bad |= HPDF_Dict_AddNumber(out, "DW", 1000);
        bad |= glyphs ? HPDF_Dict_Add(out, "CIDToGIDMap", glyphs) : HPDF_Dict_AddName(out, "CIDToGIDMap", "Identity");
        pdf_entries(out, arena_printf(arena, "/W [%s]\n", program->widths));
        return bad ? NULL : out;
}

/* The characters of a face that are not of its repertoire. */
static bool make_rest(struct font_program *out, const struct pdf *pdf, enum face face, const struct flaters *flaters)
{
        const struct index_list *drawn = &pdf->drawn[face];
        struct program_character *list = arena_alloc(pdf->arena, drawn->n * sizeof *list);

        for (size_t i = 0; i < drawn->n; i++) {
                const struct character *c = &pdf->characters.at[drawn->at[i]];

                list[i] = (struct program_character){c->typed, c->glyph};
        }
        return font_program_make(out, pdf->fonts, face, list, drawn->n, flaters, pdf->arena);
}

const struct font_program *pdf_font_program(const struct pdf *pdf, int font, const struct flaters *flaters)
{
        const enum face face = (enum face)(font % FACES);
        struct font_program *rest;

        if (font == BASE_FONT(face))
                return font_base_program(pdf->fonts, face);
        rest = ARENA_NEW(pdf->arena, struct font_program);
        return make_rest(rest, pdf, face, flaters) ? rest : NULL;
}

/* With the streams of a file that was read back in place of those made here. */
static const struct font_program *embedded_program(const struct pdf *pdf, int font, const struct flaters *flaters)
{
        const struct font_program *made = pdf_font_program(pdf, font, flaters);
        struct font_program *out;

        if (!made || !pdf->taken)
                return made;
        out = ARENA_NEW(pdf->arena, struct font_program);
        *out = *made;
        out->file = pdf->taken->fonts[font].file;
        out->glyphs = pdf->taken->fonts[font].glyphs;
        out->unicode = pdf->taken->fonts[font].unicode;
        out->set = pdf->taken->fonts[font].set;
        return out;
}

HPDF_Dict pdf_font_new(HPDF_Doc doc, const struct pdf *pdf, int font, const struct flaters *flaters)
{
        const enum face face = (enum face)(font % FACES);
        const struct font_metrics metrics = fonts_metrics(pdf->fonts, face);
        const struct font_program *program = embedded_program(pdf, font, flaters);
        HPDF_Dict out, descendant, unicode;
        HPDF_Array descendants;
        HPDF_STATUS bad;

        if (!program)
                return NULL;
        out = HPDF_Dict_New(doc->mmgr);
        descendant = descendant_new(doc, &metrics, program, pdf->arena);
        descendants = HPDF_Array_New(doc->mmgr);
        unicode = pdf_flated_new(doc, program->unicode, pdf->arena);
        if (!out || !descendant || !descendants || !unicode)
                return NULL;
        bad = HPDF_Xref_Add(doc->xref, out);
        bad |= HPDF_Array_Add(descendants, descendant);
        bad |= HPDF_Dict_AddName(out, "Type", "Font");
        bad |= HPDF_Dict_AddName(out, "Subtype", "Type0");
        bad |= HPDF_Dict_AddName(out, "BaseFont", program->name);
        bad |= HPDF_Dict_AddName(out, "Encoding", "Identity-H");
        bad |= HPDF_Dict_Add(out, "DescendantFonts", descendants);
        bad |= HPDF_Dict_Add(out, "ToUnicode", unicode);
        return bad ? NULL : out;
}
