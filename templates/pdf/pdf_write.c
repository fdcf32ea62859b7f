#include "templates/pdf/pdf_archive.h"
#include "templates/pdf/pdf_navigation.h"
#include "templates/pdf/pdf_stream.h"

#include "core/file/digest.h"

#include <hpdf_pages.h>
#include <string.h>

#include "core/banned.h"

/* templates/pdf/pdf_font.c and this file build on the objects of exactly this libharu. */
#define LIBHARU "2.3.0"
#define NO_POOL 0 /* what its memory pool hands out is not aligned for the structures put there */

#define A4_WIDTH  595.276F
#define A4_HEIGHT 841.89F

/* libharu calls this on every failure and returns; the first one is kept. */
struct trouble {
        HPDF_STATUS first, detail;
};

static void on_error(HPDF_STATUS number, HPDF_STATUS detail, void *user)
{
        struct trouble *t = user;

        if (!t->first)
                *t = (struct trouble){number, detail};
}

/* What libharu says to its allocator is a size and no more, so the arena of the document that this thread is writing stands here. All of it
 * dies with the document: nothing is freed piece by piece. libharu holds nothing but memory where it deflates and loads nothing. */
static _Thread_local struct arena *written_in;

static void *give(HPDF_UINT n)
{
        return arena_alloc_unset(written_in, n);
}

static void keep(void *at)
{
        (void)at;
}

const char *pdf_libharu(void)
{
        return HPDF_GetVersion();
}

/* The file identifier: a digest of the pages, twice (ISO 32000-1, 14.4). */
static HPDF_STATUS write_id(HPDF_Doc doc, const struct pdf *pdf)
{
        struct buffer all = buffer_in(pdf->arena);
        HPDF_Array id = HPDF_Array_New(doc->mmgr);
        struct digest digest;
        HPDF_STATUS bad = 0;

        buffer_text(&all, pdf->title);
        for (size_t i = 0; i < pdf->pages.n; i++)
                for (int k = 0; k < LAYERS; k++)
                        buffer_add(&all, pdf->pages.at[i].layers[k].at, pdf->pages.at[i].layers[k].n);
        for (int face = 0; face < FACES; face++)
                for (size_t i = 0; i < pdf->drawn[face].n; i++)
                        buffer_add(&all, &pdf->characters.at[pdf->drawn[face].at[i]].key, sizeof(uint64_t));
        for (size_t i = 0; i < pdf->pictures.n; i++) {
                const struct picture *picture = &pdf->pictures.at[i];

                if (!picture->sha256)
                        digest = digest_of(picture->data);
                buffer_text(&all, picture->entries);
                buffer_text(&all, picture->sha256 ? picture->sha256 : digest.hex);
        }
        digest = digest_of(buffer_bytes(&all));
        for (int i = 0; id && i < 2; i++)
                bad |= HPDF_Array_Add(id, HPDF_Binary_New(doc->mmgr, (HPDF_BYTE *)digest.hex, 16));
        return id ? bad | HPDF_Dict_Add(doc->trailer, "ID", id) : HPDF_FAILD_TO_ALLOC_MEM;
}

/* Each picture stands on one page, so that its object may be made with it. */
/* ---- pictures: libharu's own readers abort on a damaged PNG, free twice on an interlaced one and decode what could be passed
 * through. Here its stream object carries the bytes as they are. */

/* libharu drops a /Filter that is not its own, so this writes it behind the entries of libharu. */
static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream)
{
        const struct picture *picture = dict->attr;

        return HPDF_Stream_Write(stream, (const HPDF_BYTE *)picture->entries, (HPDF_UINT)strlen(picture->entries));
}

/* Enters the image XObject in the document. The picture must live until the document is saved. NULL where libharu fails. */
static HPDF_Dict image_new(HPDF_Doc doc, const struct picture *picture, struct arena *arena)
{
        HPDF_Dict dict = HPDF_DictStream_New(doc->mmgr, doc->xref);

        if (!dict)
                return NULL;
        dict->attr = (void *)(uintptr_t)picture;
        dict->write_fn = write_entries;
        dict->filter = HPDF_STREAM_FILTER_NONE;
        return pdf_stream_over(&dict->stream, doc, picture->data, arena) == HPDF_OK ? dict : NULL;
}

static HPDF_STATUS write_pictures(HPDF_Doc doc, HPDF_Dict resources, const struct pdf *pdf, const struct pdf_page *page)
{
        HPDF_Dict names = page->pictures.n ? HPDF_Dict_New(doc->mmgr) : NULL;
        HPDF_STATUS bad;

        if (!names)
                return page->pictures.n ? HPDF_FAILD_TO_ALLOC_MEM : HPDF_OK;
        bad = HPDF_Dict_Add(resources, "XObject", names);
        for (size_t i = 0; i < page->pictures.n; i++) {
                uint32_t index = page->pictures.at[i];
                HPDF_Dict image = image_new(doc, &pdf->pictures.at[index], pdf->arena);

                if (!image)
                        return HPDF_FAILD_TO_ALLOC_MEM;
                bad |= HPDF_Dict_Add(names, arena_printf(pdf->arena, "I%u", (unsigned)index + 1), image);
        }
        return bad;
}

struct bytes pdf_page_content(const struct pdf_page *page, struct arena *arena)
{
        struct buffer all = buffer_in(arena);

        for (int i = 0; i < LAYERS; i++) {
                buffer_add(&all, page->layers[i].at, page->layers[i].n);
                if (i == WATERMARK)
                        buffer_text(&all, "0 g\n");
        }
        return buffer_bytes(&all);
}

static struct bytes content_of(const struct pdf *pdf, size_t i, const struct flaters *flaters)
{
        if (pdf->taken)
                return pdf->taken->contents[i];
        return pdf_flate(flaters->large, pdf_page_content(&pdf->pages.at[i], pdf->arena), pdf->arena).bytes;
}

static HPDF_STATUS write_page(HPDF_Page *written, HPDF_Doc doc, const struct pdf *pdf, size_t number,
                              const HPDF_Dict fonts[FONTS], const struct flaters *flaters)
{
        const struct pdf_page *page = &pdf->pages.at[number];
        HPDF_Page out = *written = HPDF_AddPage(doc);
        HPDF_Dict resources = out ? HPDF_Page_GetInheritableItem(out, "Resources", HPDF_OCLASS_DICT) : NULL;
        HPDF_Dict names = resources ? HPDF_Dict_New(doc->mmgr) : NULL;
        const struct bytes content = content_of(pdf, number, flaters);
        HPDF_PageAttr attr;
        HPDF_STATUS bad;

        if (!names)
                return HPDF_FAILD_TO_ALLOC_MEM;
        bad = HPDF_Page_SetWidth(out, A4_WIDTH) | HPDF_Page_SetHeight(out, A4_HEIGHT);
        bad |= HPDF_Dict_Add(resources, "Font", names);
        for (int i = 0; i < FONTS; i++) {
                const char name[] = {'F', (char)('1' + i), '\0'};
                if (page->uses[i])
                        bad |= HPDF_Dict_Add(names, name, fonts[i]);
        }
        bad |= write_pictures(doc, resources, pdf, page);
        attr = (HPDF_PageAttr)out->attr;
        bad |= pdf_stream_over(&attr->contents->stream, doc, content, pdf->arena);
        attr->stream = attr->contents->stream;
        pdf_entries(attr->contents, PDF_FLATED);
        return bad;
}

static bool uses_font(const struct pdf *pdf, int font)
{
        for (size_t i = 0; i < pdf->pages.n; i++)
                if (pdf->pages.at[i].uses[font])
                        return true;
        return false;
}

static HPDF_STATUS write_all(HPDF_Doc doc, const struct pdf *pdf, const struct flaters *flaters)
{
        HPDF_Page *pages = arena_alloc(pdf->arena, pdf->pages.n * sizeof *pages);
        HPDF_Dict fonts[FONTS] = {NULL};
        const bool archive = !pdf->pictures.n;
        HPDF_STATUS bad = HPDF_SetCompressionMode(doc, HPDF_COMP_NONE); /* what is large is deflated before */

        doc->pdf_version = HPDF_VER_14;
        bad |= write_id(doc, pdf);
        bad |= pdf_write_metadata(doc, pdf, archive);
        bad |= archive ? pdf_write_intent(doc, pdf->arena) : HPDF_OK;
        for (int i = 0; i < FONTS; i++) {
                if (!uses_font(pdf, i))
                        continue;
                fonts[i] = pdf_font_new(doc, pdf, i, flaters);
                if (!fonts[i])
                        return bad | HPDF_INVALID_FONT;
        }
        for (size_t i = 0; !bad && i < pdf->pages.n; i++)
                bad |= write_page(&pages[i], doc, pdf, i, fonts, flaters);
        bad = bad ? bad : pdf_write_navigation(doc, pdf, pages);
        return bad;
}

struct flaters pdf_flaters(const struct pdf *pdf)
{
        return (struct flaters){flater_new(pdf->stored ? FLATE_STORED : FLATE_QUICK, pdf->arena),
                                flater_new(FLATE_QUICK, pdf->arena)};
}

void pdf_flaters_free(struct flaters *flaters)
{
        flater_free(flaters->large);
        flater_free(flaters->small);
}

enum status pdf_finish(struct pdf *pdf, struct buffer *out, struct findings *findings)
{
        struct trouble trouble = {0};
        HPDF_STATUS bad = HPDF_INVALID_DOCUMENT;
        HPDF_Doc doc;

        if (pdf->missing)
                return fault_set(findings, F_INTERNAL, "PDF",
                                 arena_printf(findings->arena, "U+%04X", (unsigned)pdf->missing));
        if (strcmp(HPDF_GetVersion(), LIBHARU) != 0)
                return fault_set(findings, F_PDF, "libharu", HPDF_GetVersion());
        written_in = pdf->arena;
        doc = HPDF_NewEx(on_error, give, keep, NO_POOL, &trouble);
        if (doc) {
                struct flaters flaters = pdf_flaters(pdf);

                bad = write_all(doc, pdf, &flaters);
                pdf_flaters_free(&flaters);
        }
        if (!bad)
                bad = pdf_stream_save(out, doc);
        written_in = NULL;
        if (bad || trouble.first)
                return fault_set(findings, F_PDF, "libharu",
                                 arena_printf(findings->arena, "0x%04lX, %ld",
                                              (unsigned long)(trouble.first ? trouble.first : bad),
                                              (long)trouble.detail));
        return OK;
}
