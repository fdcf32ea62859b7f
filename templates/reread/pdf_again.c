#include "templates/reread/pdf_again.h"

#include "templates/reread/pdf_content.h"
#include "templates/pdf/pdf_private.h"

#include <string.h>

#include "core/banned.h"

struct repeating {
        struct pdf_difference *out;
        struct pdf *drawn;
        const struct pdf_text *read;
        struct flaters flaters;
        struct pdf_taken taken;
        struct findings *findings;
        struct arena *arena;
};

static bool differ(struct repeating *r, const char *ja, const char *en, const char *name)
{
        *r->out = (struct pdf_difference){0, ja, en, "", name};
        return false;
}

static bool same_bytes(struct bytes a, struct bytes b)
{
        return a.n == b.n && (!a.n || memcmp(a.at, b.at, a.n) == 0);
}

/* Takes a stream of the file in place of one made here, if they hold the same. */
static bool take_same(struct flated *out, const struct pdf_stream *read, struct flated made, struct arena *arena)
{
        const struct pdf_stream ours = {made.bytes, true};
        struct bytes a, b;

        *out = (struct flated){read->raw, made.inflated};
        if (!made.inflated)
                return !read->raw.n; /* there is none: an identity */
        if (!read->deflated)
                return false;
        return same_bytes(read->raw, made.bytes) ||
               (pdf_stream_content(&a, read, PDF_MOST_CMAP, arena) &&
                pdf_stream_content(&b, &ours, PDF_MOST_CMAP, arena) && same_bytes(a, b));
}

/* pdf_agrees has checked which outlines it shows. */
static bool take_program(struct flated *out, const struct pdf_stream *read, struct flated made, struct arena *arena)
{
        struct bytes file;

        *out = made;
        if (read->deflated && same_bytes(read->raw, made.bytes))
                return true;
        if (!read->deflated || !pdf_stream_content(&file, read, PDF_MOST_OUTLINES, arena) ||
            !font_program_is_plain(file))
                return false;
        *out = (struct flated){read->raw, file.n};
        return true;
}

/* Returns the document's font of a name, from the first page that has it. The last comparison tells whether other pages have the same
 * one. */
static const struct pdf_read_font *font_called(const struct repeating *r, int font)
{
        const char name[] = {'/', 'F', (char)('1' + font), '\0'};

        for (size_t i = 0; i < r->read->n; i++) {
                const struct pdf_faces *faces = r->read->pages.at[i].faces;

                for (size_t k = 0; k < faces->n; k++)
                        if (strcmp(faces->at[k].name, name) == 0)
                                return &r->read->fonts.at[faces->at[k].font];
        }
        return NULL;
}

static bool take_font(struct repeating *r, int font)
{
        const struct pdf_read_font *read = font_called(r, font);
        const struct font_program *made = read ? pdf_font_program(r->drawn, font, &r->flaters) : NULL;
        struct taken_font *taken = &r->taken.fonts[font];

        if (read && !made)
                fault_set(r->findings, F_PDF, "HarfBuzz", NULL);
        if (!made)
                return differ(r, "フォントが足りません", "a font is missing", "");
        if (!take_same(&taken->unicode, &read->unicode, made->unicode, r->arena))
                return differ(r, "文字の読み(ToUnicode)が違います", "a code stands for another text", read->name);
        if (!take_same(&taken->glyphs, &read->glyphs, made->glyphs, r->arena) ||
            !take_same(&taken->set, &read->set, made->set, r->arena))
                return differ(r, "文字と字形の対応が違います", "codes show other glyphs", read->name);
        if (!take_program(&taken->file, &read->file, made->file, r->arena))
                return differ(r, "埋め込みフォントに、字形のほかのものがあります",
                              "an embedded font holds more than outlines", read->name);
        return true;
}

static bool is_used(const struct pdf *pdf, int font)
{
        for (size_t i = 0; i < pdf->pages.n; i++)
                if (pdf->pages.at[i].uses[font])
                        return true;
        return false;
}

static bool take_streams(struct repeating *r)
{
        r->taken.contents = arena_alloc(r->arena, r->read->n * sizeof *r->taken.contents);
        for (size_t i = 0; i < r->read->n; i++)
                r->taken.contents[i] = r->read->pages.at[i].stream.raw;
        for (int font = 0; font < FONTS; font++)
                if (is_used(r->drawn, font) && !take_font(r, font))
                        return false;
        return true;
}

bool pdf_is_again(struct pdf_difference *out, struct pdf *drawn, const struct pdf_text *read, struct bytes file,
                  struct arena *arena, struct findings *findings)
{
        struct repeating r = {.out = out, .drawn = drawn, .read = read, .findings = findings, .arena = arena};
        struct buffer again = buffer_in(arena);
        bool ok;

        r.flaters = pdf_flaters(drawn);
        ok = take_streams(&r);
        pdf_flaters_free(&r.flaters);
        if (!ok)
                return false;
        drawn->taken = &r.taken;
        ok = pdf_finish(drawn, &again, findings) == OK;
        drawn->taken = NULL;
        if (!ok)
                return differ(&r, "描き直せません", "it cannot be drawn again", "");
        return same_bytes(buffer_bytes(&again), file) ||
               differ(&r, "頁のほかに、描き直したPDFにないものがあります",
                      "beside its pages it holds what the PDF drawn again does not", "");
}
