#include "templates/pdf_read.h"

#include "templates/pdf_content.h"

#include <libdeflate.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

#define FIRST_RATIO 4 /* what pages are deflated to; outlines less */

struct reader {
        qpdf_data pdf;
        struct arena *arena;
        struct pdf_read_fault *fault;
        size_t inflated, taken;      /* so far, of PDF_MOST_INFLATED each */
        struct pdf_read_fonts fonts; /* each read once for all its pages */
};

static bool refuse(struct reader *r, const char *ja, const char *en)
{
        *r->fault = (struct pdf_read_fault){ja, en};
        return false;
}

static bool refuse_damaged(struct reader *r)
{
        return refuse(r, "PDFが壊れています", "the PDF is damaged");
}

static bool refuse_large(struct reader *r)
{
        return refuse(r, "PDFの中身が大きすぎます", "the PDF holds too much");
}

/* qpdf warns where it had to guess. False with the fault if it did, or failed. */
static bool sound(struct reader *r)
{
        if (qpdf_has_error(r->pdf)) {
                if (qpdf_get_error_code(r->pdf, qpdf_get_error(r->pdf)) == qpdf_e_password)
                        return refuse(r, "パスワードが付いています", "it has a password");
                return refuse_damaged(r);
        }
        if (qpdf_more_warnings(r->pdf))
                return refuse(r, "PDFの修復が必要です", "the PDF needs repair");
        return true;
}

static bool is_name(struct reader *r, qpdf_oh dict, const char *key, const char *name)
{
        return qpdf_oh_is_dictionary(r->pdf, dict) &&
               qpdf_oh_is_name_and_equals(r->pdf, qpdf_oh_get_key(r->pdf, dict, key), name);
}

/* ---- streams */

/* qpdf would inflate without a limit; a few bytes can stand for gigabytes. Room is doubled until it is enough, so that no
 * more is worked for than twice what comes out. */
static bool inflate_all(struct buffer *out, struct bytes deflated, size_t most)
{
        struct libdeflate_decompressor *z = libdeflate_alloc_decompressor();
        enum libdeflate_result got = z ? LIBDEFLATE_INSUFFICIENT_SPACE : LIBDEFLATE_BAD_DATA;
        size_t room = deflated.n < most / FIRST_RATIO ? deflated.n * FIRST_RATIO + 1 : most + 1, taken = 0, n = 0;

        while (got == LIBDEFLATE_INSUFFICIENT_SPACE && room <= most + 1) {
                buffer_reserve(out, room);
                got = libdeflate_zlib_decompress_ex(z, deflated.at, deflated.n, out->at, room, &taken, &n);
                room = room > most / 2 && room <= most ? most + 1 : room * 2;
        }
        libdeflate_free_decompressor(z);
        if (got == LIBDEFLATE_INSUFFICIENT_SPACE)
                n = most + 1; /* more than may be */
        out->n = got == LIBDEFLATE_BAD_DATA ? 0 : n;
        return got == LIBDEFLATE_SUCCESS && taken == deflated.n && n <= most;
}

/* Deflated without parameters, or as it is. */
static bool is_readable(struct reader *r, qpdf_oh dict, bool *deflated)
{
        qpdf_oh filter = qpdf_oh_get_key(r->pdf, dict, "/Filter");

        if (qpdf_oh_is_array(r->pdf, filter) && qpdf_oh_get_array_n_items(r->pdf, filter) == 1)
                filter = qpdf_oh_get_array_item(r->pdf, filter, 0);
        *deflated = qpdf_oh_is_name_and_equals(r->pdf, filter, "/FlateDecode");
        return (*deflated || qpdf_oh_is_null(r->pdf, filter)) && !qpdf_oh_has_key(r->pdf, dict, "/DecodeParms") &&
               !qpdf_oh_has_key(r->pdf, dict, "/F");
}

/* A stream as it lies there. */
static bool take_stream(struct pdf_stream *out, struct reader *r, qpdf_oh stream, size_t most)
{
        unsigned char *raw = NULL;
        size_t n = 0;
        qpdf_oh dict;
        bool ok;

        if (!qpdf_oh_is_stream(r->pdf, stream))
                return sound(r) && refuse(r, "PDFに要る部分がありません", "a part of the PDF is missing");
        dict = qpdf_oh_get_dict(r->pdf, stream);
        if (!is_readable(r, dict, &out->deflated))
                return sound(r) && refuse(r, "soroe の使わない圧縮です", "compressed in a way that soroe does not use");
        if (qpdf_oh_get_int_value(r->pdf, qpdf_oh_get_key(r->pdf, dict, "/Length")) > (long long)most)
                return refuse_large(r);
        qpdf_oh_get_stream_data(r->pdf, stream, qpdf_dl_none, NULL, &raw, &n);
        r->taken += n;
        ok = sound(r) && ((n <= most && r->taken <= PDF_MOST_INFLATED) || refuse_large(r));
        if (ok)
                out->raw = (struct bytes){(unsigned char *)arena_strndup(r->arena, (const char *)raw, n), n};
        free(raw);
        return ok;
}

bool pdf_stream_content(struct bytes *out, const struct pdf_stream *stream, size_t most, struct arena *arena)
{
        struct buffer inflated = buffer_in(arena);

        if (!stream->deflated) {
                *out = stream->raw;
                return stream->raw.n <= most;
        }
        if (!inflate_all(&inflated, stream->raw, most))
                return false;
        *out = buffer_bytes(&inflated);
        return true;
}

/* Its content, inflated here. */
static bool read_stream(struct bytes *out, struct pdf_stream *stream, struct reader *r, qpdf_oh object, size_t most)
{
        struct buffer inflated = buffer_in(r->arena);

        if (!take_stream(stream, r, object, most))
                return false;
        if (!stream->deflated)
                buffer_add(&inflated, stream->raw.at, stream->raw.n);
        else if (!inflate_all(&inflated, stream->raw, most))
                return inflated.n > most ? refuse_large(r) : refuse_damaged(r);
        r->inflated += inflated.n;
        *out = buffer_bytes(&inflated);
        return r->inflated <= PDF_MOST_INFLATED || refuse_large(r);
}

/* ---- fonts */

/* The outlines, where the file has them in the form of ours: who compares them misses what is not there. */
static bool take_program(struct pdf_read_font *out, struct reader *r, qpdf_oh font)
{
        qpdf_oh list = qpdf_oh_get_key(r->pdf, font, "/DescendantFonts"), descendant, file, glyphs;

        if (!qpdf_oh_is_array(r->pdf, list) || qpdf_oh_get_array_n_items(r->pdf, list) != 1)
                return sound(r);
        descendant = qpdf_oh_get_array_item(r->pdf, list, 0);
        if (!qpdf_oh_is_dictionary(r->pdf, descendant))
                return sound(r);
        glyphs = qpdf_oh_get_key(r->pdf, descendant, "/CIDToGIDMap");
        if (qpdf_oh_is_stream(r->pdf, glyphs) && !take_stream(&out->glyphs, r, glyphs, PDF_MOST_CMAP))
                return false;
        file = qpdf_oh_get_key(r->pdf, descendant, "/FontDescriptor");
        if (!qpdf_oh_is_dictionary(r->pdf, file))
                return sound(r);
        file = qpdf_oh_get_key(r->pdf, file, "/FontFile2");
        return !qpdf_oh_is_stream(r->pdf, file) || take_stream(&out->file, r, file, PDF_MOST_OUTLINES);
}

static bool read_font(struct pdf_read_font *out, struct reader *r, qpdf_oh font)
{
        struct pdf_codes *codes = ARENA_NEW(r->arena, struct pdf_codes);
        qpdf_oh name = qpdf_oh_get_key(r->pdf, font, "/BaseFont");
        struct bytes cmap;

        if (!is_name(r, font, "/Type", "/Font") || !is_name(r, font, "/Subtype", "/Type0") ||
            !is_name(r, font, "/Encoding", "/Identity-H"))
                return refuse(r, "soroe の使わない種類のフォントです", "a kind of font that soroe does not use");
        if (!read_stream(&cmap, &out->unicode, r, qpdf_oh_get_key(r->pdf, font, "/ToUnicode"), PDF_MOST_CMAP))
                return false;
        if (!pdf_codes_read(codes, cmap, r->arena))
                return refuse(r, "フォントの文字の対応を読めません", "the ToUnicode of a font cannot be read");
        out->codes = codes;
        out->name = qpdf_oh_is_name(r->pdf, name) ? arena_strdup(r->arena, qpdf_oh_get_name(r->pdf, name) + 1) : "";
        return take_program(out, r, font);
}

/* The index of a font among those of the document; those of the same object are one. */
static bool take_font(size_t *out, struct reader *r, qpdf_oh font)
{
        struct pdf_read_font read = {.id = qpdf_oh_get_object_id(r->pdf, font),
                                     .generation = qpdf_oh_get_generation(r->pdf, font)};

        for (*out = 0; read.id && *out < r->fonts.n; ++*out)
                if (r->fonts.at[*out].id == read.id && r->fonts.at[*out].generation == read.generation)
                        return true;
        if (!read_font(&read, r, font))
                return false;
        if (r->fonts.n >= PDF_MOST_FACES)
                return refuse(r, "フォントが多すぎます", "too many fonts");
        *out = r->fonts.n;
        *vec_add(r->arena, &r->fonts) = read;
        return true;
}

static bool add_face(struct pdf_faces *faces, struct reader *r, qpdf_oh fonts, const char *name)
{
        size_t font;

        if (!take_font(&font, r, qpdf_oh_get_key(r->pdf, fonts, name)))
                return false;
        *vec_add(r->arena, faces) = (struct pdf_face){arena_strdup(r->arena, name), r->fonts.at[font].codes, font};
        return true;
}

struct names {
        VEC(const char *);
};

/* The names of one kind of resource of a page, e.g. /Font; none if it has none. */
static bool read_names(struct names *out, struct reader *r, qpdf_oh dict, size_t most)
{
        if (!qpdf_oh_is_dictionary(r->pdf, dict))
                return sound(r);
        qpdf_oh_begin_dict_key_iter(r->pdf, dict);
        while (out->n <= most && qpdf_oh_dict_more_keys(r->pdf))
                *vec_add(r->arena, out) = arena_strdup(r->arena, qpdf_oh_dict_next_key(r->pdf));
        return out->n <= most || refuse(r, "頁の材料が多すぎます", "too many resources of a page");
}

static bool read_faces(struct pdf_faces *out, struct reader *r, qpdf_oh resources)
{
        qpdf_oh fonts = qpdf_oh_get_key_if_dict(r->pdf, resources, "/Font");
        struct names names = {0};

        if (!read_names(&names, r, fonts, PDF_MOST_FONTS))
                return false;
        for (size_t i = 0; i < names.n; i++)
                if (!add_face(out, r, fonts, names.at[i]))
                        return false;
        return sound(r);
}

/* An XObject may hold a content of its own, with text that nobody would see here: all of them must be images. */
static bool check_images(struct reader *r, qpdf_oh resources)
{
        qpdf_oh images = qpdf_oh_get_key_if_dict(r->pdf, resources, "/XObject");
        struct names names = {0};

        if (!read_names(&names, r, images, PDF_MOST_IMAGES))
                return false;
        for (size_t i = 0; i < names.n; i++) {
                qpdf_oh image = qpdf_oh_get_key(r->pdf, images, names.at[i]);

                if (!qpdf_oh_is_stream(r->pdf, image) ||
                    !is_name(r, qpdf_oh_get_dict(r->pdf, image), "/Subtype", "/Image"))
                        return sound(r) && refuse(r, "画像でないものがあります", "it draws what is not an image");
        }
        return sound(r);
}

/* ---- pages */

static bool read_page(struct pdf_text *text, struct reader *r, qpdf_oh page)
{
        qpdf_oh resources = qpdf_oh_get_key(r->pdf, page, "/Resources");
        struct pdf_faces *faces = ARENA_NEW(r->arena, struct pdf_faces);
        struct pdf_stream stream;
        struct bytes content;
        const char *runs;

        if (text->n >= PDF_MOST_PAGES)
                return refuse(r, "頁が多すぎます", "too many pages");
        if (qpdf_oh_has_key(r->pdf, page, "/Annots"))
                return refuse(r, "注釈があります", "a page has annotations");
        if (!read_faces(faces, r, resources) || !check_images(r, resources) ||
            !read_stream(&content, &stream, r, qpdf_oh_get_key(r->pdf, page, "/Contents"), PDF_MOST_CONTENT))
                return false;
        runs = pdf_content_text(content, faces, r->arena, r->fault);
        if (!runs)
                return false;
        *vec_add(r->arena, text) = runs;
        *vec_add(r->arena, &text->pages) = (struct pdf_read_page){content, faces};
        return sound(r);
}

/* A node of the page tree, with the child that comes next. */
struct node {
        qpdf_oh kids;
        int next, n;
};

struct path {
        struct node at[PDF_MOST_DEPTH];
        size_t depth, nodes;
};

static bool refuse_tree(struct reader *r)
{
        return sound(r) && refuse(r, "頁の並びが壊れています", "the page tree is damaged");
}

static bool enter(struct path *path, struct reader *r, qpdf_oh pages)
{
        struct node *node = &path->at[path->depth];

        if (!is_name(r, pages, "/Type", "/Pages"))
                return refuse_tree(r);
        if (path->depth >= PDF_MOST_DEPTH)
                return refuse(r, "頁の並びが深すぎます", "the page tree is too deep");
        node->kids = qpdf_oh_get_key(r->pdf, pages, "/Kids");
        if (!qpdf_oh_is_array(r->pdf, node->kids))
                return refuse_tree(r);
        node->n = qpdf_oh_get_array_n_items(r->pdf, node->kids);
        node->next = 0;
        path->depth++;
        return true;
}

/* qpdf's own walk is recursive. A tree that leads back into itself ends at the limits. */
static bool read_pages(struct pdf_text *text, struct reader *r)
{
        struct path path = {.depth = 0};

        if (!enter(&path, r, qpdf_oh_get_key(r->pdf, qpdf_get_root(r->pdf), "/Pages")))
                return false;
        while (path.depth) {
                struct node *node = &path.at[path.depth - 1];
                qpdf_oh kid;

                if (node->next >= node->n) {
                        path.depth--;
                        continue;
                }
                if (++path.nodes > PDF_MOST_NODES)
                        return refuse(r, "頁が多すぎます", "too many pages");
                kid = qpdf_oh_get_array_item(r->pdf, node->kids, node->next++);
                if (!(is_name(r, kid, "/Type", "/Page") ? read_page(text, r, kid) : enter(&path, r, kid)))
                        return false;
        }
        return text->n ? sound(r) : refuse(r, "頁がありません", "there is no page");
}

static bool read_document(struct pdf_text *text, struct reader *r, struct bytes pdf)
{
        if (pdf.n > PDF_MOST_BYTES)
                return refuse(r, "PDFが大きすぎます", "the PDF is too large");
        if (pdf.n < 5 || memcmp(pdf.at, "%PDF-", 5) != 0)
                return refuse(r, "PDFではありません", "it is not a PDF");
        qpdf_read_memory(r->pdf, "", (const char *)pdf.at, pdf.n, NULL);
        if (!sound(r))
                return false;
        if (qpdf_is_encrypted(r->pdf))
                return refuse(r, "暗号化されています", "it is encrypted");
        return read_pages(text, r);
}

enum status pdf_read_text(struct pdf_text *out, struct bytes pdf, struct arena *arena, struct pdf_read_fault *fault)
{
        struct reader r = {.pdf = qpdf_init(), .arena = arena, .fault = fault};
        struct pdf_text text = {0};
        bool ok;

        qpdf_silence_errors(r.pdf);
        qpdf_set_suppress_warnings(r.pdf, QPDF_TRUE);
        qpdf_set_attempt_recovery(r.pdf, QPDF_FALSE);
        /* libharu writes a plain table; streams of references or objects would be inflated without a limit */
        qpdf_set_ignore_xref_streams(r.pdf, QPDF_TRUE);
        ok = read_document(&text, &r, pdf);
        text.fonts = r.fonts;
        qpdf_cleanup(&r.pdf);
        if (ok)
                *out = text;
        return ok ? OK : ERR_INPUT;
}

bool pdf_text_has(const struct pdf_text *text, size_t page, const char *run)
{
        const char *at = page < text->n ? text->at[page] : "";
        size_t n = strlen(run);

        while (*at) {
                size_t length = strcspn(at, "\n");

                if (length == n && memcmp(at, run, n) == 0)
                        return true;
                at += length + (at[length] == '\n');
        }
        return false;
}
