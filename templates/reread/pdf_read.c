#include "templates/reread/pdf_read.h"

#include "templates/reread/pdf_content.h"
#include "templates/reread/pdf_objects.h"

#include <string.h>

#include "core/banned.h"

struct pdf_reader {
        struct pdf_objects objects;
        struct arena *arena;
        struct pdf_read_fault *fault;
        const bool *wanted;          /* by page; NULL: all are read */
        size_t pages, at;            /* so many; the one that comes next */
        size_t inflated;             /* so far, of PDF_MOST_INFLATED */
        struct pdf_known *known;     /* NULL */
        struct pdf_read_fonts fonts; /* each read once for all its pages */
};

static bool refuse(struct pdf_reader *r, const char *ja, const char *en)
{
        *r->fault = (struct pdf_read_fault){ja, en};
        return false;
}

static bool refuse_damaged(struct pdf_reader *r)
{
        return refuse(r, "PDFが壊れています", "the PDF is damaged");
}

static bool refuse_large(struct pdf_reader *r)
{
        return refuse(r, "PDFの中身が大きすぎます", "the PDF holds too much");
}

/* False with the fault where an object could not be read. */
static bool sound(struct pdf_reader *r)
{
        return !r->objects.damaged || refuse_damaged(r);
}

static const struct pdf_object *entry(struct pdf_reader *r, const struct pdf_object *dict, const char *key)
{
        return pdf_entry(&r->objects, dict, key);
}

static bool is_name(struct pdf_reader *r, const struct pdf_object *dict, const char *key, const char *name)
{
        return pdf_is_name(entry(r, dict, key), name);
}

/* ---- streams */

/* Deflated without parameters, or as it is. */
static bool is_readable(struct pdf_reader *r, const struct pdf_object *dict, bool *deflated)
{
        const struct pdf_object *filter = entry(r, dict, "/Filter");

        if (filter->kind == PDF_ARRAY && filter->items.n == 1)
                filter = pdf_resolve(&r->objects, &filter->items.at[0]);
        *deflated = pdf_is_name(filter, "/FlateDecode");
        return (*deflated || filter->kind == PDF_NULL) && !pdf_has(&r->objects, dict, "/DecodeParms") &&
               !pdf_has(&r->objects, dict, "/F");
}

/* A stream as it lies there. */
static bool take_stream(struct pdf_stream *out, struct pdf_reader *r, const struct pdf_object *stream, size_t most)
{
        if (!stream->is_stream)
                return sound(r) && refuse(r, "PDFに要る部分がありません", "a part of the PDF is missing");
        if (!is_readable(r, stream, &out->deflated))
                return sound(r) && refuse(r, "soroe の使わない圧縮です", "compressed in a way that soroe does not use");
        out->raw = stream->stream;
        return out->raw.n <= most || refuse_large(r);
}

/* Its content, inflated here. */
static bool read_stream(struct bytes *out, struct pdf_stream *stream, struct pdf_reader *r,
                        const struct pdf_object *object, size_t most)
{
        if (!take_stream(stream, r, object, most))
                return false;
        if (!pdf_stream_content(out, stream, most, r->arena))
                return out->n > most ? refuse_large(r) : refuse_damaged(r);
        r->inflated += out->n;
        return r->inflated <= PDF_MOST_INFLATED || refuse_large(r);
}

/* ---- fonts */

/* W is [ code [ width … ] code [ width … ] … ]; false where it is anything else. */
static bool read_widths(int32_t *out, const struct pdf_codes *codes, struct pdf_reader *r,
                        const struct pdf_object *list)
{
        size_t at = 0;

        for (size_t i = 0; i + 1 < list->items.n; i += 2) {
                const struct pdf_object *first = &list->items.at[i], *widths = pdf_resolve(&r->objects, first + 1);

                if (first->kind != PDF_NUMBER_OF || widths->kind != PDF_ARRAY)
                        return false;
                for (size_t k = 0; k < widths->items.n; k++) {
                        const int64_t code = (int64_t)first->number + (int64_t)k;

                        while (at < codes->n && codes->at[at].code < code)
                                at++;
                        if (widths->items.at[k].kind != PDF_NUMBER_OF)
                                return false;
                        if (at < codes->n && codes->at[at].code == code)
                                out[at++] = widths->items.at[k].number;
                        else if (at && codes->at[at - 1].code >= code)
                                return false; /* said twice, or out of order */
                }
        }
        return list->items.n % 2 == 0;
}

static void take_widths(struct pdf_read_font *out, struct pdf_reader *r, const struct pdf_object *descendant,
                        const struct pdf_object *descriptor)
{
        const struct pdf_object *list = entry(r, descendant, "/W"), *others = entry(r, descendant, "/DW");
        int32_t *widths = arena_alloc(r->arena, (out->codes->n + 1) * sizeof *widths);

        for (size_t i = 0; i < out->codes->n; i++)
                widths[i] = others->kind == PDF_NUMBER_OF ? others->number : 1000; /* 9.7.4.3 */
        if (is_name(r, descendant, "/Subtype", "/CIDFontType2") && !pdf_has(&r->objects, descriptor, "/FontFile") &&
            !pdf_has(&r->objects, descriptor, "/FontFile3") &&
            (list->kind == PDF_NULL || (list->kind == PDF_ARRAY && read_widths(widths, out->codes, r, list))))
                out->widths = widths;
}

/* Takes the outlines if the file has them in our form. If they are not there, the comparison fails. */
static bool take_program(struct pdf_read_font *out, struct pdf_reader *r, const struct pdf_object *font)
{
        const struct pdf_object *list = entry(r, font, "/DescendantFonts"), *descendant, *descriptor, *file, *glyphs,
                                *set;

        if (list->kind != PDF_ARRAY || list->items.n != 1)
                return sound(r);
        descendant = pdf_resolve(&r->objects, &list->items.at[0]);
        glyphs = entry(r, descendant, "/CIDToGIDMap");
        if (glyphs->is_stream && !take_stream(&out->glyphs, r, glyphs, PDF_MOST_CMAP))
                return false;
        descriptor = entry(r, descendant, "/FontDescriptor");
        take_widths(out, r, descendant, descriptor);
        set = entry(r, descriptor, "/CIDSet");
        if (set->is_stream && !take_stream(&out->set, r, set, PDF_MOST_CMAP))
                return false;
        file = entry(r, descriptor, "/FontFile2");
        return !file->is_stream || take_stream(&out->file, r, file, PDF_MOST_OUTLINES);
}

struct pdf_known_codes {
        struct pdf_stream stream;
        size_t inflated;
        const struct pdf_codes *codes;
};

static const struct pdf_known_codes *find_known(const struct pdf_known *known, const struct pdf_stream *stream)
{
        for (size_t i = 0; known && i < known->n; i++) {
                const struct pdf_stream *have = &known->at[i].stream;

                if (have->deflated == stream->deflated && have->raw.n == stream->raw.n &&
                    memcmp(have->raw.at, stream->raw.at, stream->raw.n) == 0)
                        return &known->at[i];
        }
        return NULL;
}

static void keep(struct pdf_known *known, const struct pdf_stream *stream, size_t inflated,
                 const struct pdf_codes *codes)
{
        struct pdf_codes *copy;
        const struct bytes raw = stream->raw;

        if (!known || known->n >= PDF_MOST_KNOWN || !raw.n || raw.n > PDF_MOST_KNOWN_BYTES ||
            inflated > PDF_MOST_KNOWN_BYTES)
                return;
        copy = ARENA_NEW(known->arena, struct pdf_codes);
        for (size_t i = 0; i < codes->n; i++)
                *vec_add(known->arena, copy) = codes->at[i];
        *vec_add(known->arena, known) = (struct pdf_known_codes){
                {{(const unsigned char *)arena_strndup(known->arena, (const char *)raw.at, raw.n), raw.n},
                 stream->deflated},
                inflated,
                copy};
}

/* Reads which text each code stands for. If these bytes were read before, the result is found again, within the same limits. */
static bool read_codes(const struct pdf_codes **out, struct pdf_read_font *font, struct pdf_reader *r,
                       const struct pdf_object *stream)
{
        struct pdf_codes *codes;
        const struct pdf_known_codes *known;
        struct bytes cmap;

        if (!take_stream(&font->unicode, r, stream, PDF_MOST_CMAP))
                return false;
        known = find_known(r->known, &font->unicode);
        if (known) {
                r->inflated += known->inflated;
                *out = known->codes;
                return r->inflated <= PDF_MOST_INFLATED || refuse_large(r);
        }
        if (!read_stream(&cmap, &font->unicode, r, stream, PDF_MOST_CMAP))
                return false;
        codes = ARENA_NEW(r->arena, struct pdf_codes);
        if (!pdf_codes_read(codes, cmap, r->arena))
                return refuse(r, "フォントの文字の対応を読めません", "the ToUnicode of a font cannot be read");
        keep(r->known, &font->unicode, cmap.n, codes);
        *out = codes;
        return true;
}

static bool read_font(struct pdf_read_font *out, struct pdf_reader *r, const struct pdf_object *font)
{
        const struct pdf_object *name = entry(r, font, "/BaseFont");

        if (!is_name(r, font, "/Type", "/Font") || !is_name(r, font, "/Subtype", "/Type0") ||
            !is_name(r, font, "/Encoding", "/Identity-H"))
                return sound(r) &&
                       refuse(r, "soroe の使わない種類のフォントです", "a kind of font that soroe does not use");
        if (!read_codes(&out->codes, out, r, entry(r, font, "/ToUnicode")))
                return false;
        out->name = name->kind == PDF_NAME_OF
                            ? arena_strndup(r->arena, (const char *)name->name.at + 1, name->name.n - 1)
                            : "";
        return take_program(out, r, font);
}

/* The index of a font among those of the document; those of the same object are one. */
static bool take_font(size_t *out, struct pdf_reader *r, const struct pdf_object *font)
{
        struct pdf_read_font read = {.id = font->kind == PDF_REFERENCE ? font->number : 0};

        for (*out = 0; read.id && *out < r->fonts.n; ++*out)
                if (r->fonts.at[*out].id == read.id)
                        return true;
        if (!read_font(&read, r, pdf_resolve(&r->objects, font)))
                return false;
        if (r->fonts.n >= PDF_MOST_FACES)
                return refuse(r, "フォントが多すぎます", "too many fonts");
        *out = r->fonts.n;
        *vec_add(r->arena, &r->fonts) = read;
        return true;
}

/* One kind of resource of a page, e.g. /Font: key and value in turn, without those that are null (7.3.9). */
static bool read_resources(struct pdf_items *out, struct pdf_reader *r, const struct pdf_object *dict, size_t most)
{
        for (size_t i = 0; dict->kind == PDF_DICT && i + 1 < dict->items.n && out->n <= 2 * most; i += 2) {
                if (pdf_resolve(&r->objects, &dict->items.at[i + 1])->kind == PDF_NULL)
                        continue;
                *vec_add(r->arena, out) = dict->items.at[i];
                *vec_add(r->arena, out) = dict->items.at[i + 1];
        }
        return sound(r) && (out->n <= 2 * most || refuse(r, "頁の材料が多すぎます", "too many resources of a page"));
}

static const char *name_text(struct pdf_reader *r, const struct pdf_object *name)
{
        return arena_strndup(r->arena, (const char *)name->name.at, name->name.n);
}

static bool read_faces(struct pdf_faces *out, struct pdf_reader *r, const struct pdf_object *resources)
{
        struct pdf_items items = {0};

        if (!read_resources(&items, r, entry(r, resources, "/Font"), PDF_MOST_FONTS))
                return false;
        for (size_t i = 0; i < items.n; i += 2) {
                size_t font;

                if (!take_font(&font, r, &items.at[i + 1]))
                        return false;
                *vec_add(r->arena, out) = (struct pdf_face){name_text(r, &items.at[i]), r->fonts.at[font].codes, font};
        }
        return sound(r);
}

/* An XObject may hold a content of its own, with text that nobody would see here: all of them must be images. */
static bool check_images(struct pdf_reader *r, const struct pdf_object *resources)
{
        struct pdf_items items = {0};

        if (!read_resources(&items, r, entry(r, resources, "/XObject"), PDF_MOST_IMAGES))
                return false;
        for (size_t i = 0; i < items.n; i += 2) {
                const struct pdf_object *image = pdf_resolve(&r->objects, &items.at[i + 1]);

                if (!image->is_stream || !is_name(r, image, "/Subtype", "/Image"))
                        return sound(r) && refuse(r, "画像でないものがあります", "it draws what is not an image");
        }
        return sound(r);
}

/* ---- pages */

static bool read_page(struct pdf_text *text, struct pdf_reader *r, const struct pdf_object *page)
{
        const struct pdf_object *resources = entry(r, page, "/Resources");
        struct pdf_faces *faces = ARENA_NEW(r->arena, struct pdf_faces);
        struct pdf_stream stream;
        struct bytes content;
        const char *runs;

        if (text->n >= PDF_MOST_PAGES)
                return refuse(r, "頁が多すぎます", "too many pages");
        if (pdf_has(&r->objects, page, "/Annots"))
                return refuse(r, "注釈があります", "a page has annotations");
        if (!read_faces(faces, r, resources) || !check_images(r, resources) ||
            !read_stream(&content, &stream, r, entry(r, page, "/Contents"), PDF_MOST_CONTENT))
                return false;
        runs = pdf_content_text(content, faces, r->arena, r->fault);
        if (!runs)
                return false;
        *vec_add(r->arena, text) = runs;
        *vec_add(r->arena, &text->pages) = (struct pdf_read_page){content, stream, faces};
        return sound(r);
}

static bool take_page(struct pdf_text *text, struct pdf_reader *r, const struct pdf_object *page)
{
        size_t at = r->at++;

        if (!r->wanted)
                return read_page(text, r, page);
        if (at >= r->pages)
                return refuse(r, "頁が多すぎます", "too many pages");
        return !r->wanted[at] || read_page(text, r, page);
}

/* A node of the page tree, with the child that comes next. */
struct node {
        const struct pdf_object *kids;
        size_t next;
};

struct path {
        struct node at[PDF_MOST_DEPTH];
        size_t depth, nodes;
};

static bool refuse_tree(struct pdf_reader *r)
{
        return sound(r) && refuse(r, "頁の並びが壊れています", "the page tree is damaged");
}

static bool enter(struct path *path, struct pdf_reader *r, const struct pdf_object *pages)
{
        struct node *node = &path->at[path->depth];

        if (!is_name(r, pages, "/Type", "/Pages"))
                return refuse_tree(r);
        if (path->depth >= PDF_MOST_DEPTH)
                return refuse(r, "頁の並びが深すぎます", "the page tree is too deep");
        node->kids = entry(r, pages, "/Kids");
        if (node->kids->kind != PDF_ARRAY)
                return refuse_tree(r);
        node->next = 0;
        path->depth++;
        return true;
}

/* Without recursion. A tree that leads back into itself ends at the limits. */
static bool read_pages(struct pdf_text *text, struct pdf_reader *r)
{
        struct path path = {.depth = 0};

        if (!enter(&path, r, entry(r, entry(r, &r->objects.trailer, "/Root"), "/Pages")))
                return false;
        while (path.depth) {
                struct node *node = &path.at[path.depth - 1];
                const struct pdf_object *kid;

                if (node->next >= node->kids->items.n) {
                        path.depth--;
                        continue;
                }
                if (++path.nodes > PDF_MOST_NODES)
                        return refuse(r, "頁が多すぎます", "too many pages");
                kid = pdf_resolve(&r->objects, &node->kids->items.at[node->next++]);
                if (!(is_name(r, kid, "/Type", "/Page") ? take_page(text, r, kid) : enter(&path, r, kid)))
                        return false;
        }
        return text->n ? sound(r) : refuse(r, "頁がありません", "there is no page");
}

static bool read_document(struct pdf_text *text, struct pdf_reader *r, struct bytes pdf)
{
        if (pdf.n > PDF_MOST_BYTES)
                return refuse(r, "PDFが大きすぎます", "the PDF is too large");
        if (pdf.n < 5 || memcmp(pdf.at, "%PDF-", 5) != 0)
                return refuse(r, "PDFではありません", "it is not a PDF");
        if (!pdf_objects_open(&r->objects, pdf, r->arena))
                return refuse_damaged(r);
        if (r->objects.encrypted)
                return refuse(r, "暗号化されています", "it is encrypted");
        return read_pages(text, r);
}

static enum status read_with(struct pdf_text *out, struct bytes pdf, struct pdf_reader r)
{
        struct pdf_text text = {0};

        if (!read_document(&text, &r, pdf))
                return ERR_INPUT;
        text.fonts = r.fonts;
        *out = text;
        return OK;
}

enum status pdf_read_some(struct pdf_text *out, struct bytes pdf, const bool *wanted, size_t pages, struct arena *arena,
                          struct pdf_read_fault *fault)
{
        return read_with(out, pdf,
                         (struct pdf_reader){.arena = arena, .fault = fault, .wanted = wanted, .pages = pages});
}

enum status pdf_read_known(struct pdf_text *out, struct bytes pdf, struct pdf_known *known, struct arena *arena,
                           struct pdf_read_fault *fault)
{
        return read_with(out, pdf, (struct pdf_reader){.arena = arena, .fault = fault, .known = known});
}

enum status pdf_read_text(struct pdf_text *out, struct bytes pdf, struct arena *arena, struct pdf_read_fault *fault)
{
        return pdf_read_some(out, pdf, NULL, 0, arena, fault);
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
