#include "tests/tamper/pdf_forger.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

#define MOST_INFLATED ((size_t)4 << 20)

static struct bytes as_bytes(const char *text)
{
        return (struct bytes){(const unsigned char *)text, strlen(text)};
}

static const unsigned char *find(struct bytes in, const char *text)
{
        return memmem(in.at, in.n, text, strlen(text));
}

static struct bytes replaced(struct arena *arena, struct bytes in, size_t at, size_t n, struct bytes by)
{
        struct buffer out = buffer_in(arena);

        buffer_add(&out, in.at, at);
        buffer_add(&out, by.at, by.n);
        buffer_add(&out, in.at + at + n, in.n - at - n);
        return buffer_bytes(&out);
}

/* ---- apart and together */

bool forged_open(struct forged_pdf *out, struct bytes file, struct arena *arena)
{
        const unsigned char *at = find(file, "1 0 obj\n"), *table = NULL, *next;

        *out = (struct forged_pdf){.arena = arena, .before = "", .trailer = "", .behind = ""};
        for (const unsigned char *s = file.at; (s = memmem(s, (size_t)(file.at + file.n - s), "xref\n0 ", 7)); s++)
                table = s;
        if (!at || !table)
                return false;
        out->head = (struct bytes){file.at, (size_t)(at - file.at)};
        for (size_t n = 2; at < table; n++, at = next) {
                const char *start = arena_printf(arena, "endobj\n%zu 0 obj\n", n);

                next = memmem(at, (size_t)(table - at), start, strlen(start));
                next = next ? next + strlen("endobj\n") : table;
                *vec_add(arena, &out->objects) = (struct bytes){at, (size_t)(next - at)};
        }
        at = memmem(table, (size_t)(file.at + file.n - table), "trailer", 7);
        next = at ? memmem(at, (size_t)(file.at + file.n - at), "/Size ", 6) : NULL;
        if (!next)
                return false;
        out->tail = (struct bytes){at, (size_t)(next - at)};
        return true;
}

struct bytes forged_write(struct forged_pdf *f)
{
        struct buffer out = buffer_in(f->arena), table = buffer_in(f->arena);
        size_t place;

        buffer_add(&out, f->head.at, f->head.n);
        buffer_text(&out, f->before);
        buffer_printf(&table, "xref\n0 %zu\n0000000000 65535 f\r\n", f->objects.n + 1);
        for (size_t i = 0; i < f->objects.n; i++) {
                buffer_printf(&table, "%010zu 00000 n\r\n", out.n);
                buffer_add(&out, f->objects.at[i].at, f->objects.at[i].n);
        }
        place = out.n;
        buffer_add(&out, table.at, table.n);
        buffer_add(&out, f->tail.at, f->tail.n);
        buffer_printf(&out, "/Size %zu\n%s>>\nstartxref\n%zu\n%%%%EOF\n%s", f->objects.n + 1, f->trailer, place,
                      f->behind);
        return buffer_bytes(&out);
}

/* ---- what forgers do with it */

/* The object that has this text, from the n-th on (from 0); -1: none. */
static int object_with(const struct forged_pdf *f, const char *text, int from)
{
        for (size_t i = (size_t)from; i < f->objects.n; i++)
                if (find(f->objects.at[i], text))
                        return (int)i;
        return -1;
}

static bool swap_text(struct forged_pdf *f, const char *object, const char *old, const char *by)
{
        int i = object_with(f, object, 0);
        const unsigned char *at = i < 0 ? NULL : find(f->objects.at[i], old);

        if (!at)
                return false;
        f->objects.at[i] =
                replaced(f->arena, f->objects.at[i], (size_t)(at - f->objects.at[i].at), strlen(old), as_bytes(by));
        return true;
}

/* Entries put in front of all others of the first object with that text. */
static bool add_entries(struct forged_pdf *f, const char *object, const char *entries)
{
        return swap_text(f, object, "<<\n", arena_printf(f->arena, "<<\n%s\n", entries));
}

/* A further object; its number. */
static int add_object(struct forged_pdf *f, const char *text)
{
        const char *whole = arena_printf(f->arena, "%zu 0 obj\n%s\nendobj\n", f->objects.n + 1, text);

        *vec_add(f->arena, &f->objects) = as_bytes(whole);
        return (int)f->objects.n;
}

/* What a stream holds, inflated; empty where it is none, or is not deflated. Every object is asked, for every change: nothing is made
 * for those that hold none. */
static struct bytes content_of(const struct forged_pdf *f, int i)
{
        static unsigned char room[MOST_INFLATED];
        struct bytes object = f->objects.at[i], out = {0};
        const unsigned char *at = find(object, "/FlateDecode") ? find(object, "stream\r\n") : NULL;
        struct libdeflate_decompressor *z = at ? libdeflate_alloc_decompressor() : NULL;
        size_t taken, n;

        if (z && libdeflate_zlib_decompress_ex(z, at + 8, (size_t)(object.at + object.n - at) - 8, room, sizeof room,
                                               &taken, &n) == LIBDEFLATE_SUCCESS)
                out = (struct bytes){memcpy(arena_alloc(f->arena, n), room, n), n};
        libdeflate_free_decompressor(z);
        return out;
}

/* Other content into the same stream, with its length in the object behind it. `junk`: bytes behind the deflated ones. */
static void put_content(struct forged_pdf *f, int i, struct bytes content, const char *junk)
{
        struct libdeflate_compressor *z = libdeflate_alloc_compressor(6);
        size_t most = libdeflate_zlib_compress_bound(z, content.n);
        unsigned char *room = arena_alloc(f->arena, most);
        size_t n = libdeflate_zlib_compress(z, content.at, content.n, room, most);
        const struct bytes object = f->objects.at[i];
        struct buffer out = buffer_in(f->arena);
        int length = 0;

        libdeflate_free_compressor(z);
        buffer_add(&out, object.at, (size_t)(find(object, "stream\r\n") - object.at) + 8);
        buffer_add(&out, room, n);
        buffer_text(&out, junk);
        buffer_text(&out, "\nendstream\nendobj\n");
        f->objects.at[i] = buffer_bytes(&out);
        length = (int)strtol((const char *)find(object, "/Length ") + 8, NULL, 10);
        f->objects.at[length - 1] =
                as_bytes(arena_printf(f->arena, "%d 0 obj\n%zu\nendobj\n", length, n + strlen(junk)));
}

/* The content of the n-th page (from 0). */
static int page_content(const struct forged_pdf *f, int n)
{
        for (size_t i = 0; i < f->objects.n; i++) {
                struct bytes content = content_of(f, (int)i);

                if (content.n && find(content, " Tf\n") && n-- == 0)
                        return (int)i;
        }
        return -1;
}

static bool add_to_page(struct forged_pdf *f, int page, const char *before, const char *behind)
{
        int i = page_content(f, page);
        struct buffer out = buffer_in(f->arena);
        struct bytes content;

        if (i < 0)
                return false;
        content = content_of(f, i);
        buffer_text(&out, before);
        buffer_add(&out, content.at, content.n);
        buffer_text(&out, behind);
        put_content(f, i, buffer_bytes(&out), "");
        return true;
}

static bool swap_in_page(struct forged_pdf *f, int page, const char *old, const char *by)
{
        int i = page_content(f, page);
        struct bytes content = i < 0 ? (struct bytes){0} : content_of(f, i);
        const unsigned char *at = content.n ? find(content, old) : NULL;

        if (!at)
                return false;
        put_content(f, i, replaced(f->arena, content, (size_t)(at - content.at), strlen(old), as_bytes(by)), "");
        return true;
}

#define FORGERY(name, what)                                                                                            \
        static bool name(struct forged_pdf *f)                                                                         \
        {                                                                                                              \
                return what;                                                                                           \
        }

/* over, under and instead of the text */
FORGERY(white_over, add_to_page(f, 0, "", "1 g\n56.69 470 481.89 120 re f\n"))
FORGERY(white_over_second, add_to_page(f, 1, "", "1 g\n56.69 300 481.89 120 re f\n0 g\n"))
FORGERY(black_under, add_to_page(f, 0, "0 g\n56.69 470 481.89 120 re f\n", ""))
FORGERY(black_between, swap_in_page(f, 0, "BT\n", "0 g\n56.69 470 481.89 120 re f\nBT\n"))
FORGERY(thick_line, add_to_page(f, 0, "", "1 G\n90 w\n56.69 500 m\n538.58 500 l S\n"))
FORGERY(thick_line_before, swap_in_page(f, 0, "0 g\n", "0 g\n90 w\n56.69 500 m\n538.58 500 l S\n"))
FORGERY(white_ink, swap_in_page(f, 0, "BT\n", "1 g\nBT\n"))
FORGERY(white_ink_between, swap_in_page(f, 0, "ET\n", "ET\n1 g\n"))
FORGERY(no_rendering, swap_in_page(f, 0, "BT\n", "BT\n3 Tr\n"))
FORGERY(clip_rendering, swap_in_page(f, 0, "BT\n", "BT\n7 Tr\n"))
FORGERY(clipped, add_to_page(f, 0, "0 0 1 1 re W n\n", ""))
FORGERY(clipped_lightly, add_to_page(f, 0, "0 0 595 400 re\nW\nn\n", ""))
FORGERY(tiny_type, swap_in_page(f, 0, " Tf\n", " Tf\n/F1 0.1 Tf\n"))
FORGERY(narrow_type, swap_in_page(f, 0, "BT\n", "BT\n1 Tz\n"))
FORGERY(raised_type, swap_in_page(f, 0, "BT\n", "BT\n900 Ts\n"))
FORGERY(spaced_type, swap_in_page(f, 0, "BT\n", "BT\n-5 Tc\n"))
FORGERY(off_the_page, swap_in_page(f, 0, "BT\n", "BT\n5000 0 Td\n"))
FORGERY(turned_over, add_to_page(f, 0, "1 0 0 -1 0 842 cm\n", ""))
FORGERY(hidden_layer, add_to_page(f, 0, "/OC /MC0 BDC\n", "EMC\n"))
FORGERY(inline_image, add_to_page(f, 0, "", "q 480 0 0 100 56 500 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \377 EI Q\n"))
FORGERY(a_comment, add_to_page(f, 0, "% nobody sees this\n", ""))
FORGERY(more_space, add_to_page(f, 0, "", "\n"))
FORGERY(a_text_more, add_to_page(f, 0, "", "BT\n100 100 Td\n/F1 8.5 Tf\n[<00010001>]TJ\nET\n"))
FORGERY(an_empty_text, add_to_page(f, 0, "", "BT\nET\n"))

static bool image_over(struct forged_pdf *f)
{
        int image = add_object(f, "<<\n/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
                                  "/BitsPerComponent 8 /Length 1\n>>\nstream\r\nx\nendstream");

        return add_to_page(f, 0, "", "q 480 0 0 100 56 500 cm /I1 Do Q\n") &&
               swap_text(f, "/Type /Page\n", "/Resources <<\n",
                         arena_printf(f->arena, "/Resources <<\n/XObject << /I1 %d 0 R >>\n", image));
}

static bool form_over(struct forged_pdf *f)
{
        int form = add_object(
                f, "<<\n/Type /XObject /Subtype /Form /BBox [ 0 0 595 842 ] /Length 24\n>>\nstream\r\n1 g 0 0 "
                   "595 842 re f    \nendstream");

        return add_to_page(f, 0, "", "/X1 Do\n") &&
               swap_text(f, "/Type /Page\n", "/Resources <<\n",
                         arena_printf(f->arena, "/Resources <<\n/XObject << /X1 %d 0 R >>\n", form));
}

static bool see_through(struct forged_pdf *f)
{
        return swap_text(f, "/Type /Page\n", "/Resources <<\n", "/Resources <<\n/ExtGState << /G1 << /ca 0 >> >>\n") &&
               add_to_page(f, 0, "/G1 gs\n", "");
}

/* The last array shown on the first page, and the one before it. */
static bool texts_swapped(struct forged_pdf *f)
{
        int i = page_content(f, 0);
        struct bytes content = i < 0 ? (struct bytes){0} : content_of(f, i);
        const unsigned char *first = content.n ? find(content, "\n[") : NULL, *end, *second;

        end = first ? memmem(first, (size_t)(content.at + content.n - first), "]TJ", 3) : NULL;
        second = end ? memmem(end, (size_t)(content.at + content.n - end), "\n[", 2) : NULL;
        if (!second)
                return false;
        put_content(f, i,
                    replaced(f->arena, content, (size_t)(second - content.at), 2,
                             as_bytes(arena_printf(f->arena, "\n%.*s\n[", (int)(end + 3 - first - 1),
                                                   (const char *)first + 1))),
                    "");
        return true;
}

/* The first text of a page drawn elsewhere. */
static bool text_moved(struct forged_pdf *f)
{
        int i = page_content(f, 1);
        struct bytes content = i < 0 ? (struct bytes){0} : content_of(f, i);
        const unsigned char *at = content.n ? find(content, "BT\n") : NULL;

        if (!at)
                return false;
        put_content(f, i,
                    replaced(f->arena, content, (size_t)(at + 3 - content.at), 1, as_bytes(at[3] == '1' ? "2" : "1")),
                    "");
        return true;
}

/* Of every text of the page one code becomes the next one: an amount, a word. `n`: the so-manieth array. */
static bool code_changed(struct forged_pdf *f, int page, int n)
{
        int i = page_content(f, page);
        struct bytes content = i < 0 ? (struct bytes){0} : content_of(f, i);
        unsigned char *at = (unsigned char *)(uintptr_t)content.at, *end = at + content.n;

        while (n-- && at)
                at = (at = memmem(at, (size_t)(end - at), "]TJ", 3)) ? at + 3 : NULL;
        at = at ? memmem(at, (size_t)(end - at), "]TJ", 3) : NULL;
        if (!at || at - content.at < 3)
                return false;
        at -= at[-1] == ')' || at[-1] == '>' ? 2 : 1;
        if (*at == '\\' || at[-1] == '\\')
                return false;
        *at = *at == '1' ? '2' : *at == '9' ? '8' : (unsigned char)(*at ^ 1);
        put_content(f, i, content, "");
        return true;
}
FORGERY(a_code_of_the_cover, code_changed(f, 0, 20))
FORGERY(a_code_of_the_calculation, code_changed(f, 1, 16))
FORGERY(a_code_of_the_list, code_changed(f, 3, 20))

/* ---- fonts */

static int font_stream(const struct forged_pdf *f, const char *inflated)
{
        for (size_t i = 0; i < f->objects.n; i++)
                if (find(f->objects.at[i], "/FlateDecode") && find(content_of(f, (int)i), inflated))
                        return (int)i;
        return -1;
}

/* A byte in the middle of a table of the first font. */
static bool table_changed(struct forged_pdf *f, const char *tag, size_t from_end)
{
        int i = object_with(f, "/Length1 ", 0);
        struct bytes file = i < 0 ? (struct bytes){0} : content_of(f, i);
        const unsigned char *record = file.n ? find(file, tag) : NULL;
        unsigned char *bytes = (unsigned char *)(uintptr_t)file.at;
        size_t offset, n;

        if (!record)
                return false;
        offset = (size_t)record[8] << 24 | (size_t)record[9] << 16 | (size_t)record[10] << 8 | record[11];
        n = (size_t)record[12] << 24 | (size_t)record[13] << 16 | (size_t)record[14] << 8 | record[15];
        bytes[offset + (from_end ? n - from_end : n / 2)] ^= 0x10;
        put_content(f, i, file, "");
        return true;
}
FORGERY(an_outline, table_changed(f, "glyf", 0))
FORGERY(a_width_of_the_program, table_changed(f, "hmtx", 0))
FORGERY(the_units_of_the_program, table_changed(f, "head", 36))

static bool program_longer(struct forged_pdf *f)
{
        int i = object_with(f, "/Length1 ", 0);

        if (i < 0)
                return false;
        put_content(f, i, content_of(f, i), "junk");
        return true;
}

static bool readings_swapped(struct forged_pdf *f)
{
        int i = font_stream(f, "beginbfchar");
        struct bytes map = i < 0 ? (struct bytes){0} : content_of(f, i);
        unsigned char *at = map.n ? (unsigned char *)(uintptr_t)find(map, "<0002> <") : NULL;

        if (!at)
                return false;
        at[11] = at[11] == '1' ? '2' : '1';
        put_content(f, i, map, "");
        return true;
}

static bool glyphs_swapped(struct forged_pdf *f)
{
        for (size_t i = 0; i < f->objects.n; i++) {
                struct bytes map = find(f->objects.at[i], "/FlateDecode") && !find(f->objects.at[i], "/Length1")
                                           ? content_of(f, (int)i)
                                           : (struct bytes){0};
                unsigned char *at = (unsigned char *)(uintptr_t)map.at;

                if (map.n < 8 || at[0] || at[1] || find(map, "begin"))
                        continue;
                memcpy(at + 2, (unsigned char[]){at[4], at[5], at[2], at[3]}, 4);
                put_content(f, (int)i, map, "");
                return true;
        }
        return false;
}
FORGERY(a_width, swap_text(f, "/W [", "0 ", "1 "))
FORGERY(default_width, swap_text(f, "/DW 1000", "/DW 1000", "/DW 500"))
FORGERY(the_ascent, swap_text(f, "/Ascent", "/Ascent 879", "/Ascent 1"))
FORGERY(another_face, swap_text(f, "/Type /FontDescriptor", "/FontName /", "/FontName /X"))
FORGERY(a_second_program, add_entries(f, "/Type /FontDescriptor", "/FontFile3 1 0 R"))
FORGERY(vertical_widths, add_entries(f, "/Subtype /CIDFontType2", "/DW2 [ 0 0 ]"))
FORGERY(another_encoding, swap_text(f, "/Encoding", "/Identity-H", "/Identity-V"))

/* ---- the document */

FORGERY(starts_a_script, add_entries(f, "/Type /Catalog", "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"))
FORGERY(starts_two, add_entries(f, "/Type /Catalog",
                                "/OpenAction << /S /GoTo /D [ 1 0 R /Fit ] /Next << /S /JavaScript /JS (1) >> >>"))
FORGERY(acts, add_entries(f, "/Type /Catalog", "/AA << /WC << /S /JavaScript /JS (1) >> >>"))
FORGERY(has_a_form, add_entries(f, "/Type /Catalog", "/AcroForm << /Fields [ ] >>"))
FORGERY(has_files, add_entries(f, "/Type /Catalog", "/Names << /EmbeddedFiles << /Names [ ] >> >>"))
FORGERY(has_layers, add_entries(f, "/Type /Catalog", "/OCProperties << /OCGs [ ] /D << >> >>"))
FORGERY(is_a_collection, add_entries(f, "/Type /Catalog", "/Collection << >>"))
FORGERY(another_language, swap_text(f, "/Type /Catalog", "(ja-JP)", "(en-US)"))
FORGERY(another_mode, swap_text(f, "/Type /Catalog", "/UseOutlines", "/FullScreen"))
FORGERY(other_labels, swap_text(f, "/Type /Catalog", "/S /D", "/S /D /St 7"))
FORGERY(a_bookmark, swap_text(f, "/Dest [", "/Title <FEFF", "/Title <FEFF0041"))
FORGERY(a_bookmark_that_acts, add_entries(f, "/Dest [", "/A << /S /URI /URI (http://example.com/) >>"))
FORGERY(other_metadata, swap_text(f, "/Type /Metadata", "<pdfaid:part>1", "<pdfaid:part>2"))
FORGERY(another_profile, swap_text(f, "/GTS_PDFA1", "(Grey, gamma 2.2)", "(Grey, gamma 2.3)"))
FORGERY(another_title, swap_text(f, "/Producer", "<FEFF", "<FEFF0041"))
FORGERY(another_producer, swap_text(f, "/Producer", "/Producer (", "/Producer (x"))
FORGERY(more_information, add_entries(f, "/Producer", "/Keywords (x)"))
FORGERY(another_day, swap_text(f, "/CreationDate", "(D:20", "(D:19"))
FORGERY(cropped, add_entries(f, "/Type /Page\n", "/CropBox [ 0 0 595 300 ]"))
FORGERY(turned, add_entries(f, "/Type /Page\n", "/Rotate 180"))
FORGERY(scaled, add_entries(f, "/Type /Page\n", "/UserUnit 10"))
FORGERY(grouped, add_entries(f, "/Type /Page\n", "/Group << /S /Transparency >>"))
FORGERY(annotated,
        add_entries(f, "/Type /Page\n", "/Annots [ << /Type /Annot /Subtype /FreeText /Rect [ 0 0 9 9 ] >> ]"))
FORGERY(a_page_that_acts, add_entries(f, "/Type /Page\n", "/AA << /O << /S /JavaScript /JS (1) >> >>"))
FORGERY(another_size, swap_text(f, "/Type /Page\n", "[ 0 0 595.276", "[ 0 400 595.276"))
FORGERY(turned_for_all, add_entries(f, "/Type /Pages", "/Rotate 90"))
FORGERY(two_contents, swap_text(f, "/Type /Page\n", "/Contents ", "/Tabs /S\n/Contents "))
FORGERY(parameters, add_entries(f, "/FlateDecode", "/DecodeParms << /Predictor 1 >>"))
FORGERY(twice_the_same_key, add_entries(f, "/Type /Page\n", "/MediaBox [ 0 0 10 10 ]"))

static bool an_object_more(struct forged_pdf *f)
{
        return add_object(f, "<< /Note (nobody refers to this) >>") > 0;
}

static bool between_objects(struct forged_pdf *f)
{
        f->before = "% a comment\n";
        return true;
}

static bool bytes_behind(struct forged_pdf *f)
{
        f->behind = "x";
        return true;
}

static bool a_line_behind(struct forged_pdf *f)
{
        f->behind = "\n";
        return true;
}

static bool more_in_the_trailer(struct forged_pdf *f)
{
        f->trailer = "/Note (x)\n";
        return true;
}

/* The catalogue once more, behind the end, with a script: what readers of PDF take for the newest. */
static bool updated(struct forged_pdf *f)
{
        struct buffer out = buffer_in(f->arena);
        const struct bytes file = forged_write(f), catalogue = f->objects.at[0];
        const unsigned char *end = find(file, "startxref\n");
        size_t place = file.n + catalogue.n;

        buffer_add(&out, catalogue.at, catalogue.n);
        buffer_printf(&out,
                      "xref\n1 1\n%010zu 00000 n\r\ntrailer\n<<\n/Root 1 0 R\n/Size %zu\n/Prev "
                      "%ld\n>>\nstartxref\n%zu\n%%%%EOF\n",
                      file.n, f->objects.n + 1, strtol((const char *)end + 10, NULL, 10), place);
        buffer_char(&out, '\0');
        f->behind = out.at;
        return true;
}

#define ROW(name)                                                                                                      \
        {                                                                                                              \
#name, name                                                                                            \
        }
const struct pdf_forgery pdf_forgeries[] = {
        ROW(white_over),
        ROW(white_over_second),
        ROW(black_under),
        ROW(black_between),
        ROW(thick_line),
        ROW(thick_line_before),
        ROW(white_ink),
        ROW(white_ink_between),
        ROW(no_rendering),
        ROW(clip_rendering),
        ROW(clipped),
        ROW(clipped_lightly),
        ROW(tiny_type),
        ROW(narrow_type),
        ROW(raised_type),
        ROW(spaced_type),
        ROW(off_the_page),
        ROW(turned_over),
        ROW(hidden_layer),
        ROW(inline_image),
        ROW(a_comment),
        ROW(more_space),
        ROW(a_text_more),
        ROW(an_empty_text),
        ROW(image_over),
        ROW(form_over),
        ROW(see_through),
        ROW(texts_swapped),
        ROW(text_moved),
        ROW(a_code_of_the_cover),
        ROW(a_code_of_the_calculation),
        ROW(a_code_of_the_list),
        ROW(an_outline),
        ROW(a_width_of_the_program),
        ROW(the_units_of_the_program),
        ROW(program_longer),
        ROW(readings_swapped),
        ROW(glyphs_swapped),
        ROW(a_width),
        ROW(default_width),
        ROW(the_ascent),
        ROW(another_face),
        ROW(a_second_program),
        ROW(vertical_widths),
        ROW(another_encoding),
        ROW(starts_a_script),
        ROW(starts_two),
        ROW(acts),
        ROW(has_a_form),
        ROW(has_files),
        ROW(has_layers),
        ROW(is_a_collection),
        ROW(another_language),
        ROW(another_mode),
        ROW(other_labels),
        ROW(a_bookmark),
        ROW(a_bookmark_that_acts),
        ROW(other_metadata),
        ROW(another_profile),
        ROW(another_title),
        ROW(another_producer),
        ROW(more_information),
        ROW(another_day),
        ROW(cropped),
        ROW(turned),
        ROW(scaled),
        ROW(grouped),
        ROW(annotated),
        ROW(a_page_that_acts),
        ROW(another_size),
        ROW(turned_for_all),
        ROW(two_contents),
        ROW(parameters),
        ROW(twice_the_same_key),
        ROW(an_object_more),
        ROW(between_objects),
        ROW(bytes_behind),
        ROW(a_line_behind),
        ROW(more_in_the_trailer),
        ROW(updated),
        {NULL, NULL},
};
