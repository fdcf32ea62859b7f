#include "templates/reread/pdf_first.h"

#include "templates/reread/pdf_content.h"
#include "templates/font/font_program.h"
#include "templates/reread/pdf_layers.h"

#include "core/base/text.h"

#include <string.h>

#include "core/banned.h"

/* What 0.1.0 and libharu 2.3.0 wrote, word for word. */
#define HEAD       "%PDF-1.4\n%\xB7\xBE\xAD\xAA\n"
#define PAGE_BOX   "/MediaBox [ 0 0 595.276 841.89001 ]\n"
#define PROCEDURES "/ProcSet [ /PDF /Text /ImageB /ImageC /ImageI ]\n"
#define FILTER     "/Filter [ /FlateDecode ]\n"

enum { CATALOGUE = 1, PAGES, INFORMATION, FIRST_FONT, PER_FONT = 9, TYPE0 = 8, PER_PAGE = 3, TAG = 6 };

struct writing {
        struct pdf_difference *out;
        const struct pdf_first *first;
        const struct pdf_text *read;
        const struct pdf_read_font *fonts[FACES]; /* NULL: not used */
        int32_t objects[FACES];                   /* the first of each font's */
        int32_t next;                             /* object */
        struct buffer file;
        struct buffer table; /* the places of the objects */
        struct arena *arena;
};

static bool differ(struct writing *w, size_t page, const char *ja, const char *en, const char *read)
{
        *w->out = (struct pdf_difference){page, ja, en, "", read};
        return false;
}

/* ---- objects, in the order in which libharu numbers them */

static void begin_object(struct writing *w)
{
        buffer_printf(&w->table, "%010zu 00000 n\r\n", w->file.n);
        buffer_printf(&w->file, "%d 0 obj\n", (int)w->next++);
}

static void end_object(struct writing *w)
{
        buffer_text(&w->file, "endobj\n");
}

/* A stream, and its length in the object behind it. */
static void put_stream(struct writing *w, const char *entries, struct bytes raw)
{
        begin_object(w);
        buffer_printf(&w->file, "<<\n/Length %d 0 R\n%s" FILTER ">>\nstream\r\n", (int)w->next, entries);
        buffer_add(&w->file, raw.at, raw.n);
        buffer_text(&w->file, "\nendstream\n");
        end_object(w);
        begin_object(w);
        buffer_printf(&w->file, "%zu\n", raw.n);
        end_object(w);
}

static void put_title(struct writing *w, const char *title)
{
        int32_t c;

        buffer_text(&w->file, "<FEFF");
        while ((c = text_next(&title)) >= 0) {
                if (c > 0xFFFF)
                        buffer_printf(&w->file, "%04X%04X", 0xD800u + ((unsigned)c - 0x10000) / 0x400,
                                      0xDC00u + ((unsigned)c - 0x10000) % 0x400);
                else
                        buffer_printf(&w->file, "%04X", (unsigned)c);
        }
        buffer_text(&w->file, ">\n");
}

static void put_head(struct writing *w, int32_t first_page)
{
        const struct date day = w->first->date;

        buffer_text(&w->file, HEAD);
        begin_object(w);
        buffer_text(&w->file, "<<\n/Type /Catalog\n/Pages 2 0 R\n/Lang (ja-JP)\n>>\n");
        end_object(w);
        begin_object(w);
        buffer_text(&w->file, "<<\n/Type /Pages\n/Kids [ ");
        for (size_t i = 0; i < w->read->n; i++)
                buffer_printf(&w->file, "%d 0 R ", (int)(first_page + PER_PAGE * (int32_t)i));
        buffer_printf(&w->file, "]\n/Count %zu\n>>\n", w->read->n);
        end_object(w);
        begin_object(w);
        buffer_text(&w->file, "<<\n/Producer (Haru Free PDF Library 2.3.0)\n/Title ");
        put_title(w, w->first->title);
        buffer_printf(&w->file, "/CreationDate (D:%04d%02d%02d000000+09'00')\n>>\n", day.year, day.month, day.day);
        end_object(w);
}

/* ---- fonts */

/* Finds the one character of the face that is the whole text of a code. Returns false if there is none. */
static bool glyph_of(struct glyph *out, const struct writing *w, enum face face, const struct pdf_code *code)
{
        char text[PDF_MOST_TYPED + 1] = "";
        const char *s = text;
        struct cluster c;

        memcpy(text, code->text, code->n);
        if (!cluster_next(&c, &s) || *s)
                return false;
        *out = fonts_glyph(w->first->fonts, face, c.code_point, c.selector);
        return out->id && out->face == face;
}

/* The widths of all codes, 1, 2, 3, …; NULL where one is missing or no character of the face. */
static const char *widths_of(struct writing *w, enum face face, const struct pdf_codes *codes)
{
        struct buffer out = buffer_in(w->arena);

        for (size_t i = 0; i < codes->n; i++) {
                struct glyph glyph;

                if (codes->at[i].code != i + 1 || !glyph_of(&glyph, w, face, &codes->at[i]))
                        return NULL;
                buffer_printf(&out, "%d ", glyph.advance);
        }
        return out.n ? out.at : NULL;
}

static bool is_tagged(const char *name, const char *face)
{
        for (size_t i = 0; i < TAG; i++)
                if (name[i] < 'A' || name[i] > 'Z')
                        return false;
        return name[TAG] == '+' && strcmp(name + TAG + 1, face) == 0;
}

static bool put_font(struct writing *w, enum face face)
{
        const struct pdf_read_font *font = w->fonts[face];
        const struct font_metrics m = fonts_metrics(w->first->fonts, face);
        const char *widths = widths_of(w, face, font->codes);
        const int32_t first = w->next;
        struct bytes program;

        if (!widths || !is_tagged(font->name, m.name) || !font->file.deflated || !font->glyphs.deflated ||
            !pdf_stream_content(&program, &font->file, PDF_MOST_OUTLINES, w->arena) || !font_program_is_plain(program))
                return differ(w, 0, "この形式にない埋め込みフォントです",
                              "an embedded font that this form does not have", font->name);
        put_stream(w, arena_printf(w->arena, "/Length1 %zu\n", program.n), font->file.raw);
        begin_object(w);
        buffer_printf(&w->file,
                      "<<\n/Type /FontDescriptor\n/FontName /%s\n/Flags 4\n/FontBBox [ %d %d %d %d ]\n/ItalicAngle "
                      "0\n/Ascent %d\n/Descent %d\n/CapHeight %d\n/StemV 80\n/FontFile2 %d 0 R\n>>\n",
                      font->name, m.box[0], m.box[1], m.box[2], m.box[3], m.ascent, m.descent, m.cap_height,
                      (int)first);
        end_object(w);
        put_stream(w, "", font->glyphs.raw);
        begin_object(w);
        buffer_printf(&w->file,
                      "<<\n/Type /Font\n/Subtype /CIDFontType2\n/BaseFont /%s\n/CIDSystemInfo <<\n/Registry "
                      "(Adobe)\n/Ordering (Identity)\n/Supplement 0\n>>\n/FontDescriptor %d 0 R\n/DW 1000\n/W [ 1 [ "
                      "%s] ]\n/CIDToGIDMap %d 0 R\n>>\n",
                      font->name, (int)first + 2, widths, (int)first + 3);
        end_object(w);
        put_stream(w, "", font->unicode.raw);
        begin_object(w);
        buffer_printf(
                &w->file,
                "<<\n/Type /Font\n/Subtype /Type0\n/BaseFont /%s\n/Encoding /Identity-H\n/DescendantFonts [ %d 0 R "
                "]\n/ToUnicode %d 0 R\n>>\n",
                font->name, (int)first + 5, (int)first + 6);
        end_object(w);
        return true;
}

/* ---- pages */

static void put_page(struct writing *w, const struct pdf_read_page *page)
{
        begin_object(w);
        buffer_printf(&w->file,
                      "<<\n/Type /Page\n" PAGE_BOX "/Contents %d 0 R\n/Resources <<\n" PROCEDURES "/Font <<\n",
                      (int)w->next);
        for (size_t i = 0; i < page->faces->n; i++)
                for (int face = 0; face < FACES; face++)
                        if (&w->read->fonts.at[page->faces->at[i].font] == w->fonts[face])
                                buffer_printf(&w->file, "/F%d %d 0 R\n", face + 1, (int)w->objects[face] + TYPE0);
        buffer_text(&w->file, ">>\n>>\n/Parent 2 0 R\n>>\n");
        end_object(w);
        put_stream(w, "", page->stream.raw);
}

static void put_end(struct writing *w, const char *id)
{
        const size_t place = w->file.n;

        buffer_printf(&w->file, "xref\n0 %d\n0000000000 65535 f\r\n", (int)w->next);
        buffer_add(&w->file, w->table.at, w->table.n);
        buffer_printf(
                &w->file,
                "trailer\n<<\n/ID [ <%s> <%s> ]\n/Root 1 0 R\n/Info 3 0 R\n/Size %d\n>>\nstartxref\n%zu\n%%%%EOF\n", id,
                id, (int)w->next, place);
}

/* ---- what is read back */

/* F1 is the Gothic, and so on; each the same object on all its pages (else the file differs). */
static void find_fonts(struct writing *w)
{
        for (size_t i = 0; i < w->read->n; i++) {
                const struct pdf_faces *faces = w->read->pages.at[i].faces;

                for (size_t k = 0; k < faces->n; k++) {
                        const char *name = faces->at[k].name;

                        if (strlen(name) == 3 && name[1] == 'F' && name[2] >= '1' && name[2] < '1' + FACES &&
                            !w->fonts[name[2] - '1'])
                                w->fonts[name[2] - '1'] = &w->read->fonts.at[faces->at[k].font];
                }
        }
}

/* Sixteen bytes that depend on the pages of that version; no reader shows them. */
static const char *id_of(struct bytes file, struct arena *arena)
{
        const char *at = memmem(file.at, file.n, "\n/ID [ <", 8);
        const char *end = (const char *)file.at + file.n;

        if (!at || end - at < 8 + 32 || strspn(at + 8, "0123456789ABCDEFabcdef") < 32)
                return "";
        return arena_strndup(arena, at + 8, 32);
}

/* The bytes from a page's first text to the end of its n-th. */
static struct bytes first_texts(struct bytes content, int n)
{
        const unsigned char *from = memmem(content.at, content.n, "BT\n", 3), *to = from;

        while (n-- && to)
                to = (to = memmem(to, (size_t)(content.at + content.n - to), "ET\n", 3)) ? to + 3 : NULL;
        return to ? (struct bytes){from, (size_t)(to - from)} : (struct bytes){0};
}

/* The last texts of each page: the word, the check code and the number of the page, at the same place on all. */
static bool has_foot(const struct writing *w, size_t page)
{
        static const char *const feet[] = {"BT\n", "BT\n93.54 31.18 Td\n", "BT\n56.69 31.18 Td\n"}; /* from the end */
        const struct bytes content = w->read->pages.at[page].content;
        const char *text = w->read->at[page], *last = strrchr(text, '\n');
        size_t end = content.n;

        for (size_t i = 0; i < sizeof feet / sizeof *feet; i++) {
                const unsigned char *at = content.at + end;
                const size_t n = strlen(feet[i]);

                do {
                        if (at == content.at)
                                return false;
                        at--;
                } while ((size_t)(content.at + end - at) < 3 || memcmp(at, "BT\n", 3) != 0);
                if ((size_t)(content.at + end - at) < n || memcmp(at, feet[i], n) != 0)
                        return false;
                end = (size_t)(at - content.at);
        }
        return last && strcmp(last + 1, arena_printf(w->arena, "%zu / %zu", page + 1, w->read->n)) == 0;
}

/* A draft's pages begin with their watermark, which pdf_is_layered has seen to, and with a label in white before the head. */
static struct bytes head_of(const struct writing *w, size_t page)
{
        static const char label[] = "\n1 g\nBT\n";
        struct bytes content = w->read->pages.at[page].content;
        const unsigned char *at = memmem(content.at, content.n, label, strlen(label));

        if (!w->first->draft)
                return first_texts(content, 2);
        return at ? first_texts((struct bytes){at, content.n - (size_t)(at - content.at)}, 3) : (struct bytes){0};
}

/* Each page begins with two texts, that of a draft with three. They are the same on all pages. */
static bool has_head(const struct writing *w, size_t page)
{
        const struct bytes a = head_of(w, 0), b = head_of(w, page);

        return a.n && b.at && a.n == b.n && memcmp(a.at, b.at, a.n) == 0;
}

/* What the watermark says is the first text of a draft's page. */
static bool says_draft(const struct writing *w, size_t page)
{
        static const char words[] = "下書き\n";

        return !w->first->draft || strncmp(w->read->at[page], words, strlen(words)) == 0;
}

static bool check_pages(struct writing *w)
{
        struct pdf_read_fault fault = {0};

        for (size_t i = 0; i < w->read->n; i++)
                if (!pdf_is_layered(&fault, w->read->pages.at[i].content, w->first->draft, w->arena))
                        return differ(w, i + 1, fault.ja, fault.en, "");
        for (size_t i = 0; i < w->read->n; i++)
                if (!says_draft(w, i) || !has_head(w, i) || !has_foot(w, i))
                        return differ(w, i + 1, "頁の上端か下端が違います", "the head or the foot of a page is another",
                                      "");
        return true;
}

static bool check_outlines(struct writing *w, enum face face)
{
        const char *wrong;

        return pdf_font_shows(&wrong, w->first->fonts, face, w->fonts[face], w->arena) ||
               differ(w, 0, "文字の字形が、フォントのものと違います",
                      "a character is shown by another outline than the typeface has", wrong);
}

bool pdf_is_first(struct pdf_difference *out, const struct pdf_first *first, const struct pdf_text *read,
                  struct bytes file, struct arena *arena)
{
        struct writing w = {.out = out,
                            .first = first,
                            .read = read,
                            .next = 1,
                            .file = buffer_in(arena),
                            .table = buffer_in(arena),
                            .arena = arena};
        int32_t object = FIRST_FONT;

        find_fonts(&w);
        if (!check_pages(&w))
                return false;
        for (int face = 0; face < FACES; face++) {
                w.objects[face] = object;
                object += w.fonts[face] ? PER_FONT : 0;
        }
        put_head(&w, object);
        for (int face = 0; face < FACES; face++)
                if (w.fonts[face] && (!put_font(&w, (enum face)face) || !check_outlines(&w, (enum face)face)))
                        return false;
        for (size_t i = 0; i < read->n; i++)
                put_page(&w, &read->pages.at[i]);
        put_end(&w, id_of(file, arena));
        return (w.file.n == file.n && memcmp(w.file.at, file.at, file.n) == 0) ||
               differ(&w, 0, "頁のほかに、この形式にないものがあります",
                      "beside its pages it holds what this form does not have", "");
}
