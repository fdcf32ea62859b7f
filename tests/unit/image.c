/* Scans: decoded once at intake; what another program may stumble over is refused here, with a reason. */
#define ZLIB_CONST
#include "core/format/image.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jpeglib.h>
#include <png.h>
#include <qpdf/qpdf-c.h>
#include <zlib.h>

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct arena *arena;

static int start(void **state)
{
        (void)state;
        arena = arena_new(abort);
        return 0;
}

static int stop(void **state)
{
        (void)state;
        arena_free(arena);
        return 0;
}

static struct image check(struct bytes bytes)
{
        struct image image;

        image_check(&image, bytes, arena);
        /* a verdict or a reason, never both, in both languages */
        assert_int_equal(image.ok, !image.reason_ja);
        assert_int_equal(image.ok, !image.reason_en);
        return image;
}

/* In memory of its own, so that the sanitizers see a step over its end. */
static struct image check_prefix(struct bytes bytes, size_t n)
{
        unsigned char *copy = malloc(n ? n : 1);
        struct image image;

        assert_non_null(copy);
        memcpy(copy, bytes.at, n);
        image = check((struct bytes){copy, n});
        free(copy);
        return image;
}

static void put_pattern(unsigned char *row, size_t n, size_t y)
{
        for (size_t x = 0; x < n; x++)
                row[x] = (unsigned char)(x * 7 + y * 13 + (x * y) % 11);
}

/* ---- JPEG */

enum { BASELINE, PROGRESSIVE, MANY_SCANS };

struct jpeg_kind {
        int width, height, components; /* 1 grey, 3 colour, 4 CMYK */
        int process;
        int unit, density; /* JFIF: 1 per inch, 2 per cm */
        int orientation;   /* Exif, if not 0 */
        bool motorola;     /* byte order of the Exif */
};

/* An Exif segment: TIFF header, one directory with Orientation, XResolution 300/1, ResolutionUnit inch. */
static void put_exif(struct jpeg_compress_struct *jpeg, int orientation, bool motorola)
{
        unsigned char le[] = {'E', 'x', 'i', 'f', 0, 0, 'I',  'I', 42, 0, 8, 0, 0,    0, 3,  0, 0x12, 1, 3,    0, 1, 0,
                              0,   0,   0,   0,   0, 0, 0x1a, 1,   5,  0, 1, 0, 0,    0, 50, 0, 0,    0, 0x28, 1, 3, 0,
                              1,   0,   0,   0,   2, 0, 0,    0,   0,  0, 0, 0, 0x2c, 1, 0,  0, 1,    0, 0,    0};
        unsigned char be[] = {'E', 'x', 'i', 'f', 0, 0, 'M', 'M',  0, 42, 0, 0, 0, 8, 0, 3,    1, 0x12, 0, 3,    0, 0,
                              0,   1,   0,   0,   0, 0, 1,   0x1a, 0, 5,  0, 0, 0, 1, 0, 0,    0, 50,   1, 0x28, 0, 3,
                              0,   0,   0,   1,   0, 2, 0,   0,    0, 0,  0, 0, 0, 0, 1, 0x2c, 0, 0,    0, 1};

        le[24] = (unsigned char)orientation;
        be[25] = (unsigned char)orientation;
        jpeg_write_marker(jpeg, JPEG_APP0 + 1, motorola ? be : le, motorola ? sizeof be : sizeof le);
}

static void write_rows(struct jpeg_compress_struct *jpeg, const struct jpeg_kind *kind)
{
        size_t n = (size_t)kind->width * (size_t)kind->components;
        JSAMPROW row = malloc(n);

        assert_non_null(row);
        for (int y = 0; y < kind->height; y++) {
                put_pattern(row, n, (size_t)y);
                jpeg_write_scanlines(jpeg, &row, 1);
        }
        free(row);
}

/* One scan for all DC coefficients, then one per AC coefficient and component: 1 + 3 * 63 = 190, all of them in order. */
static int put_many_scans(jpeg_scan_info scans[190])
{
        int n = 0;

        scans[n++] = (jpeg_scan_info){.comps_in_scan = 3, .component_index = {0, 1, 2}};
        for (int component = 0; component < 3; component++)
                for (int k = 1; k < 64; k++)
                        scans[n++] =
                                (jpeg_scan_info){.comps_in_scan = 1, .component_index = {component}, .Ss = k, .Se = k};
        return n;
}

static struct bytes make_jpeg(struct jpeg_kind kind)
{
        jpeg_scan_info scans[190];
        static const J_COLOR_SPACE spaces[] = {[1] = JCS_GRAYSCALE, [3] = JCS_RGB, [4] = JCS_CMYK};
        struct jpeg_compress_struct jpeg;
        struct jpeg_error_mgr errors;
        unsigned char *out = NULL;
        unsigned long n = 0;
        struct bytes copy;

        jpeg.err = jpeg_std_error(&errors);
        jpeg_create_compress(&jpeg);
        jpeg_mem_dest(&jpeg, &out, &n);
        jpeg.image_width = (JDIMENSION)kind.width;
        jpeg.image_height = (JDIMENSION)kind.height;
        jpeg.input_components = kind.components;
        jpeg.in_color_space = spaces[kind.components];
        jpeg_set_defaults(&jpeg);
        if (kind.process == PROGRESSIVE)
                jpeg_simple_progression(&jpeg);
        if (kind.process == MANY_SCANS) {
                jpeg.num_scans = put_many_scans(scans);
                jpeg.scan_info = scans;
        }
        jpeg.density_unit = (UINT8)kind.unit;
        jpeg.X_density = jpeg.Y_density = (UINT16)(kind.unit ? kind.density : 1);
        jpeg_start_compress(&jpeg, TRUE);
        if (kind.orientation)
                put_exif(&jpeg, kind.orientation, kind.motorola);
        write_rows(&jpeg, &kind);
        jpeg_finish_compress(&jpeg);
        jpeg_destroy_compress(&jpeg);
        copy = (struct bytes){(unsigned char *)arena_strndup(arena, (char *)out, n), n};
        free(out);
        return copy;
}

static void whole_jpegs_are_taken(void **state)
{
        static const struct {
                const char *claim;
                struct jpeg_kind kind;
                int dpi, rotation;
        } rows[] = {
                {"grey", {33, 21, 1, BASELINE, 0, 0, 0, false}, 0, 0},
                {"colour, 300 dpi", {40, 30, 3, BASELINE, 1, 300, 0, false}, 300, 0},
                {"118 dots per cm = 299 per inch", {40, 30, 3, BASELINE, 2, 118, 0, false}, 299, 0},
                {"progressive", {64, 48, 3, PROGRESSIVE, 1, 200, 0, false}, 200, 0},
                {"CMYK, which has no JFIF header", {24, 24, 4, BASELINE, 1, 72, 0, false}, 0, 0},
                {"one pixel", {1, 1, 3, BASELINE, 0, 0, 0, false}, 0, 0},
                /* Exif 4.6.4: row 0 and column 0 are, for 3, bottom and right; 6, right and top; 8, left and bottom */
                {"Exif upright, its resolution", {16, 8, 3, BASELINE, 0, 0, 1, false}, 300, 0},
                {"Exif 3", {16, 8, 3, BASELINE, 0, 0, 3, true}, 300, 180},
                {"Exif 6", {16, 8, 3, BASELINE, 0, 0, 6, false}, 300, 90},
                {"Exif 6, Motorola", {16, 8, 3, BASELINE, 0, 0, 6, true}, 300, 90},
                {"Exif 8", {16, 8, 3, BASELINE, 0, 0, 8, false}, 300, 270},
                {"mirrored 2, 4: turned only", {16, 8, 3, BASELINE, 0, 0, 2, false}, 300, 0},
                {"mirrored 4", {16, 8, 3, BASELINE, 0, 0, 4, false}, 300, 180},
                {"mirrored 5", {16, 8, 3, BASELINE, 0, 0, 5, false}, 300, 270},
                {"mirrored 7", {16, 8, 3, BASELINE, 0, 0, 7, false}, 300, 90},
                {"no such orientation", {16, 8, 3, BASELINE, 0, 0, 9, false}, 300, 0},
                {"JFIF speaks before Exif", {16, 8, 3, BASELINE, 1, 150, 6, false}, 150, 90},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct image image = check(make_jpeg(rows[i].kind));

                if (!image.ok || image.dpi != rows[i].dpi || image.rotation != rows[i].rotation)
                        fail_msg("%s: ok %d dpi %d rotation %d", rows[i].claim, image.ok, image.dpi, image.rotation);
                assert_int_equal(image.kind, IMAGE_JPEG);
                assert_int_equal(image.width, rows[i].kind.width);
                assert_int_equal(image.height, rows[i].kind.height);
        }
}

static const struct jpeg_kind small_kinds[] = {
        {64, 48, 3, BASELINE, 1, 300, 6, false},
        {64, 48, 3, PROGRESSIVE, 1, 300, 6, true},
        {40, 40, 4, BASELINE, 0, 0, 0, false},
};

static void a_jpeg_cut_off_anywhere_is_refused(void **state)
{
        (void)state;
        for (size_t i = 0; i < COUNT(small_kinds); i++) {
                struct bytes jpeg = make_jpeg(small_kinds[i]);

                for (size_t n = 0; n < jpeg.n; n += n + 10 < jpeg.n ? 10 : 1)
                        assert_false(check_prefix(jpeg, n).ok);
                assert_true(check_prefix(jpeg, jpeg.n).ok);
        }
}

/* Entropy-coded bytes carry no check sum: a change may go unseen, but is either taken or refused with a reason. */
static void a_changed_jpeg_gets_a_verdict(void **state)
{
        (void)state;
        for (size_t i = 0; i < COUNT(small_kinds); i++) {
                struct bytes jpeg = make_jpeg(small_kinds[i]);
                unsigned char *copy = (unsigned char *)arena_strndup(arena, (const char *)jpeg.at, jpeg.n);
                int refused = 0;

                for (size_t at = 0; at < jpeg.n; at++) {
                        copy[at] ^= 0xff;
                        refused += !check((struct bytes){copy, jpeg.n}).ok;
                        copy[at] = jpeg.at[at];
                }
                assert_true(refused > 50);
        }
}

static void jpegs_without_a_picture(void **state)
{
        static const struct {
                const char *claim;
                struct bytes bytes;
        } rows[] = {
                {"start and end", {(const unsigned char *)"\xff\xd8\xff\xd9", 4}},
                {"start only", {(const unsigned char *)"\xff\xd8\xff", 3}},
                {"start and a comment", {(const unsigned char *)"\xff\xd8\xff\xfe\0\3a\xff\xd9", 9}},
                /* SOF0, 8 bits, 0 x 0, one component */
                {"no size", {(const unsigned char *)"\xff\xd8\xff\xc0\0\13\10\0\0\0\0\1\1\21\0\xff\xd9", 17}},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct image image = check(rows[i].bytes);

                assert_false(image.ok);
                assert_int_equal(image.kind, IMAGE_JPEG);
        }
        assert_string_equal(check(rows[0].bytes).reason_en, "a JPEG without image");
}

/* The size stands behind FF C0 (baseline) or FF C2 (progressive), length, precision: height, width. */
static struct image claiming(int process, int components, int width, int height)
{
        struct bytes jpeg = make_jpeg((struct jpeg_kind){16, 8, components, process, 0, 0, 0, false});
        unsigned char *copy = (unsigned char *)arena_strndup(arena, (const char *)jpeg.at, jpeg.n);
        const int marker = process == PROGRESSIVE ? 0xc2 : 0xc0;
        size_t at = 0;

        while (at + 9 < jpeg.n && !(copy[at] == 0xff && copy[at + 1] == marker))
                at++;
        copy[at + 5] = (unsigned char)(height >> 8);
        copy[at + 6] = (unsigned char)(height & 255);
        copy[at + 7] = (unsigned char)(width >> 8);
        copy[at + 8] = (unsigned char)(width & 255);
        return check((struct bytes){copy, jpeg.n});
}

/* 65500 * 1600 = 104,800,000 > 100,000,000; 12000 * 9000 = 108,000,000. */
static void a_jpeg_that_claims_too_many_pixels_is_refused(void **state)
{
        (void)state;
        assert_string_equal(claiming(BASELINE, 1, 65500, 1600).reason_en, "too many pixels");
        assert_string_equal(claiming(PROGRESSIVE, 3, 12000, 9000).reason_en, "too many pixels");
}

/* A progressive one is held whole, two bytes a sample: 8000 * 6000 * 2 = 96 MB for grey alone, against 44 MB. Colour is
 * 4:2:0: 4000 * 3000 * 2 * 1.5 = 36 MB, a telephone of 12 megapixels. A plain one is read in rows, whatever its size. */
static void a_progressive_jpeg_is_held_whole(void **state)
{
        (void)state;
        assert_string_equal(claiming(PROGRESSIVE, 1, 8000, 6000).reason_en,
                            "a progressive JPEG too large to decode; save it as a plain one");
        assert_string_equal(claiming(PROGRESSIVE, 3, 4000, 3000).reason_en, "a JPEG cut off or damaged");
        assert_string_equal(claiming(BASELINE, 3, 10000, 10000).reason_en, "a JPEG cut off or damaged");
}

/* Each scan costs a pass over the whole picture, however few bytes it has. */
static void a_jpeg_of_too_many_scans_is_refused(void **state)
{
        struct jpeg_kind kind = {64, 48, 3, MANY_SCANS, 0, 0, 0, false};

        (void)state;
        assert_string_equal(check(make_jpeg(kind)).reason_en, "a damaged JPEG");
        kind.process = PROGRESSIVE;
        assert_true(check(make_jpeg(kind)).ok);
}

static void what_follows_a_whole_jpeg_is_left_alone(void **state)
{
        struct bytes jpeg = make_jpeg(small_kinds[0]);
        struct buffer out = buffer_in(arena);

        (void)state;
        buffer_add(&out, jpeg.at, jpeg.n);
        buffer_text(&out, "a telephone's own trailer");
        assert_true(check(buffer_bytes(&out)).ok);
}

/* ---- PNG */

struct png_kind {
        int width, height, depth, colour;
        bool interlaced;
        int per_metre;
};

static void add_bytes(png_structp png, png_bytep bytes, size_t n)
{
        buffer_add(png_get_io_ptr(png), bytes, n);
}

static void no_flush(png_structp png)
{
        (void)png;
}

static struct bytes make_png(struct png_kind kind)
{
        struct buffer out = buffer_in(arena);
        png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
        png_infop info = png_create_info_struct(png);
        png_color palette[256] = {{0, 0, 0}};
        unsigned char *row;
        int passes;

        png_set_write_fn(png, &out, add_bytes, no_flush);
        png_set_IHDR(png, info, (png_uint_32)kind.width, (png_uint_32)kind.height, kind.depth, kind.colour,
                     kind.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                     PNG_FILTER_TYPE_DEFAULT);
        if (kind.colour == PNG_COLOR_TYPE_PALETTE)
                png_set_PLTE(png, info, palette, 1 << kind.depth);
        if (kind.per_metre)
                png_set_pHYs(png, info, (png_uint_32)kind.per_metre, (png_uint_32)kind.per_metre, PNG_RESOLUTION_METER);
        png_write_info(png, info);
        passes = png_set_interlace_handling(png);
        row = malloc((size_t)kind.width * 8);
        assert_non_null(row);
        for (int pass = 0; pass < passes; pass++) {
                for (int y = 0; y < kind.height; y++) {
                        put_pattern(row, (size_t)kind.width * 8, (size_t)y);
                        png_write_row(png, row);
                }
        }
        free(row);
        png_write_end(png, NULL);
        png_destroy_write_struct(&png, &info);
        return buffer_bytes(&out);
}

static void put_be32(struct buffer *out, uint32_t value)
{
        for (int shift = 24; shift >= 0; shift -= 8)
                buffer_char(out, (char)(unsigned char)(value >> shift & 255));
}

/* The chunk behind IHDR, which ends at 8 + 12 + 13 = 33. */
static struct bytes with_chunk(struct bytes png, const char *type, const char *content, size_t n)
{
        struct buffer out = buffer_in(arena), inner = buffer_in(arena);

        buffer_text(&inner, type);
        buffer_add(&inner, content, n);
        buffer_add(&out, png.at, 33);
        put_be32(&out, (uint32_t)n);
        buffer_add(&out, inner.at, inner.n);
        put_be32(&out, (uint32_t)crc32(0, (const unsigned char *)inner.at, (unsigned)inner.n));
        buffer_add(&out, png.at + 33, png.n - 33);
        return buffer_bytes(&out);
}

static const struct png_kind plain_png = {33, 21, 8, PNG_COLOR_TYPE_RGB, false, 0};

static void whole_pngs_are_taken(void **state)
{
        static const struct {
                const char *claim;
                struct png_kind kind;
                int dpi;
        } rows[] = {
                {"grey", {33, 21, 8, PNG_COLOR_TYPE_GRAY, false, 0}, 0},
                {"black and white, 11811 per metre = 300.0 dpi", {33, 21, 1, PNG_COLOR_TYPE_GRAY, false, 11811}, 300},
                {"colour, 7874 per metre = 200.0 dpi", {33, 21, 8, PNG_COLOR_TYPE_RGB, false, 7874}, 200},
                {"16 bit", {33, 21, 16, PNG_COLOR_TYPE_RGB, false, 0}, 0},
                {"interlaced RGBA", {33, 21, 8, PNG_COLOR_TYPE_RGB_ALPHA, true, 0}, 0},
                {"interlaced 16 bit", {33, 21, 16, PNG_COLOR_TYPE_RGB_ALPHA, true, 2835}, 72},
                {"interlaced, smaller than a pass", {1, 1, 8, PNG_COLOR_TYPE_GRAY, true, 0}, 0},
                {"palette", {33, 21, 8, PNG_COLOR_TYPE_PALETTE, false, 0}, 0},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct image image = check(make_png(rows[i].kind));

                if (!image.ok || image.dpi != rows[i].dpi)
                        fail_msg("%s: ok %d dpi %d", rows[i].claim, image.ok, image.dpi);
                assert_int_equal(image.kind, IMAGE_PNG);
                assert_int_equal(image.width, rows[i].kind.width);
                assert_int_equal(image.height, rows[i].kind.height);
        }
}

static void a_png_cut_off_anywhere_is_refused(void **state)
{
        struct bytes png = make_png((struct png_kind){33, 21, 8, PNG_COLOR_TYPE_RGB, true, 0});

        (void)state;
        for (size_t n = 0; n < png.n; n++)
                assert_false(check_prefix(png, n).ok);
        assert_true(check_prefix(png, png.n).ok);
}

/* Each chunk has a CRC, so no changed bit goes unseen: what the picture needs is refused, what stands beside it warned of. */
static void every_changed_bit_of_a_png_is_seen(void **state)
{
        struct bytes png = make_png((struct png_kind){17, 9, 8, PNG_COLOR_TYPE_RGB, false, 11811});
        unsigned char *copy = (unsigned char *)arena_strndup(arena, (const char *)png.at, png.n);
        struct image image;

        (void)state;
        for (size_t bit = 0; bit < 8 * png.n; bit++) {
                copy[bit / 8] ^= (unsigned char)(1u << bit % 8);
                image = check((struct bytes){copy, png.n});
                if (image.ok && (!image.doubt_ja || bit / 8 < 33 || bit / 8 >= 54)) /* IHDR 8 to 32, pHYs 33 to 53 */
                        fail_msg("bit %zu of byte %zu", bit % 8, bit / 8);
                copy[bit / 8] = png.at[bit / 8];
        }
}

static void pngs_with_a_chunk_more(void **state)
{
        const struct {
                const char *claim, *type, *content;
                size_t n;
                const char *reason; /* NULL: taken */
        } rows[] = {
                {"a text", "tEXt", "Comment\0scan", 12, NULL},
                {"a damaged profile of colours", "iCCP", "x", 1, NULL}, /* skipped: nothing uses it */
                {"an unknown chunk that may be skipped", "soRo", "x", 1, NULL},
                {"an unknown chunk that may not", "SORO", "x", 1, "a damaged PNG"},
                {"an animation of 2 pictures", "acTL", "\0\0\0\2\0\0\0\0", 8, "an animated PNG"},
                {"a second header", "IHDR", "\0\0\0\1\0\0\0\1\10\2\0\0\0", 13, "a damaged PNG"},
                {"the end before the picture", "IEND", "", 0, "a damaged PNG"},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct image image = check(with_chunk(make_png(plain_png), rows[i].type, rows[i].content, rows[i].n));

                if (image.ok != !rows[i].reason)
                        fail_msg("%s: %s", rows[i].claim, image.ok ? "taken" : image.reason_en);
                if (rows[i].reason)
                        assert_string_equal(image.reason_en, rows[i].reason);
        }
}

/* A header alone, of the size given. */
static struct bytes png_header(uint32_t width, uint32_t height)
{
        struct buffer out = buffer_in(arena), ihdr = buffer_in(arena);

        buffer_text(&ihdr, "IHDR");
        put_be32(&ihdr, width);
        put_be32(&ihdr, height);
        buffer_add(&ihdr, "\10\2\0\0\0", 5);
        buffer_add(&out, "\x89PNG\r\n\x1a\n\0\0\0\r", 12);
        buffer_add(&out, ihdr.at, ihdr.n);
        put_be32(&out, (uint32_t)crc32(0, (const unsigned char *)ihdr.at, (unsigned)ihdr.n));
        buffer_add(&out, "\0\0\0\0IDAT\x35\xaf\x06\x1e", 12);
        return buffer_bytes(&out);
}

static void sizes_of_a_png(void **state)
{
        static const struct {
                uint32_t width, height;
                const char *reason;
        } rows[] = {
                {0, 10, "a damaged PNG"},          {10, 0, "a damaged PNG"},
                {10000, 10001, "too many pixels"}, /* 100,010,000 */
                {65501, 1, "too many pixels"},     {2147483647, 2147483647, "too many pixels"},
                {0xffffffff, 1, "a damaged PNG"},  {10000, 10000, "a PNG cut off"}, /* within the limit: read on */
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++)
                assert_string_equal(check(png_header(rows[i].width, rows[i].height)).reason_en, rows[i].reason);
}

/* ---- PDF */

/* Catalogue, tree, `pages` pages drawing one stream; offsets in the table as they are. */
static struct bytes make_pdf_with(int pages, const char *catalogue, const char *page)
{
        struct buffer out = buffer_in(arena);
        size_t offsets[64], n = 0, table;

        buffer_text(&out, "%PDF-1.4\n");
        offsets[n++] = out.n;
        buffer_printf(&out, "1 0 obj\n<< /Type /Catalog /Pages 2 0 R %s >>\nendobj\n", catalogue);
        offsets[n++] = out.n;
        buffer_printf(&out, "2 0 obj\n<< /Type /Pages /Count %d /Kids [", pages);
        for (int i = 0; i < pages; i++)
                buffer_printf(&out, " %d 0 R", 4 + i);
        buffer_text(&out, " ] >>\nendobj\n");
        offsets[n++] = out.n;
        buffer_text(&out, "3 0 obj\n<< /Length 11 >>\nstream\n0 0 m 9 9 l\nendstream\nendobj\n");
        for (int i = 0; i < pages; i++) {
                offsets[n++] = out.n;
                buffer_printf(
                        &out,
                        "%d 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 3 0 R %s >>\nendobj\n",
                        4 + i, page);
        }
        table = out.n;
        buffer_printf(&out, "xref\n0 %zu\n0000000000 65535 f \n", n + 1);
        for (size_t i = 0; i < n; i++)
                buffer_printf(&out, "%010zu 00000 n \n", offsets[i]);
        buffer_printf(&out, "trailer\n<< /Size %zu /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", n + 1, table);
        return buffer_bytes(&out);
}

static struct bytes make_pdf(int pages)
{
        return make_pdf_with(pages, "", "");
}

/* Entries of the catalogue and of a page (ISO 32000-1, 7.7.2, 12.3.2, 12.5, 12.6, 12.7). */
static void what_a_pdf_carries_is_told(void **state)
{
        static const struct {
                const char *catalogue, *page;
                int carries;
        } rows[] = {
                {"", "", 0},
                {"/OpenAction [3 0 R /Fit]", "/Annots []", 0}, /* where to open it */
                {"/OpenAction <</S/GoTo/D[3 0 R/Fit]>>", "/Annots [<</Subtype/Link/A<</S/URI/URI(x)>>>>]", 0},
                {"/OpenAction <</S/JavaScript/JS(app.alert\\(1\\))>>", "", PDF_SCRIPT},
                {"/Names <</JavaScript<</Names[(a)<</S/JavaScript/JS(1)>>]>>>>", "", PDF_SCRIPT},
                {"", "/AA <</O<</S/JavaScript/JS(1)>>>>", PDF_SCRIPT},
                {"", "/Annots [<</Subtype/Link/A<</S/Launch/F(cmd)>>>>]", PDF_SCRIPT},
                /* what follows an action (12.6.2), in a ring too; an address that viewers run; fields and bookmarks */
                {"/OpenAction <</S/Named/N/NextPage/Next<</S/JavaScript/JS(1)>>>>", "", PDF_SCRIPT},
                {"",
                 "/Annots "
                 "[<</Subtype/Link/A<</S/URI/URI(x)/Next[<</S/GoTo>><</S/GoTo/Next[<</S/JavaScript/JS(1)>>]>>]>>>>]",
                 PDF_SCRIPT},
                {"", "/Annots [<</Subtype/Link/A<</S/URI/URI( JavaScript:app.alert\\(1\\))>>>>]", PDF_SCRIPT},
                {"", "/Annots [<</Subtype/Link/PA<</S/JavaScript/JS(1)>>>>]", PDF_SCRIPT},
                {"", "/Annots [<</Subtype/Widget/Parent<</Parent<</AA<</K<</S/JavaScript/JS(1)>>>>>>>>>>]", PDF_SCRIPT},
                {"/Outlines <</First<</Title(x)/First<</Title(y)/Next<</Title(z)/A<</S/JavaScript/JS(1)>>>>>>>>>>", "",
                 PDF_SCRIPT},
                {"/Outlines <</First<</Title(x)/Dest[3 0 R/Fit]/Next<</Title(y)/A<</S/GoTo/D[3 0 R/Fit]>>>>>>>>", "",
                 0},
                {"/OpenAction <</S/GoToE/T<</R/C/N(a)>>>>", "", PDF_FILES},
                {"", "/Annots [<</Subtype/RichMedia/RichMediaContent<<>>>>]", PDF_MEDIA},
                {"", "/Annots [<</Subtype/Screen/A<</S/Rendition/JS(1)>>>>]", PDF_SCRIPT | PDF_MEDIA},
                {"", "/AF [<<>>]", PDF_FILES},
                {"/Names <</EmbeddedFiles<</Names[]>>>>", "", PDF_FILES},
                {"", "/Annots [<</Subtype/FileAttachment>>]", PDF_FILES},
                {"/AcroForm <</Fields[<</FT/Tx/T(name)>>]>>", "", PDF_FORM},
                {"/AcroForm <</Fields[<</FT/Sig/T(signed)>>]>>", "", 0}, /* an electronic signature */
                {"/AcroForm <</Fields[]/XFA(x)>> /AA <<>>", "", PDF_FORM | PDF_SCRIPT},
                {"/Names 7 /AcroForm [] /OpenAction 1", "/Annots 3", 0},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct image image = check(make_pdf_with(1, rows[i].catalogue, rows[i].page));

                if (!image.ok || image.carries != rows[i].carries)
                        fail_msg("%s %s: %d %d", rows[i].catalogue, rows[i].page, image.ok, image.carries);
        }
}

static void pdfs_that_go_round_in_circles(void **state)
{
        static const char *const loops[][2] = {
                {"/Kids [ 4 0 R ]", "/Kids [ 2 0 R ]"},
                {"0 0 m 9 9 l\nendstream", "0 0 m 9 9 l\nendstre4m"},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(loops); i++) {
                struct bytes pdf = make_pdf(1);
                char *at = memmem(pdf.at, pdf.n, loops[i][0], strlen(loops[i][0]));

                assert_non_null(at);
                memcpy(at, loops[i][1], strlen(loops[i][1]));
                assert_false(check(pdf).ok);
        }
}

static struct bytes encrypted(struct bytes pdf, const char *user_password)
{
        qpdf_data q = qpdf_init();
        struct bytes copy;

        assert_int_equal(qpdf_read_memory(q, "", (const char *)pdf.at, pdf.n, NULL), QPDF_SUCCESS);
        assert_int_equal(qpdf_init_write_memory(q), QPDF_SUCCESS);
        qpdf_set_r6_encryption_parameters2(q, user_password, "owner", QPDF_TRUE, QPDF_TRUE, QPDF_FALSE, QPDF_FALSE,
                                           QPDF_FALSE, QPDF_FALSE, qpdf_r3p_full, QPDF_TRUE);
        assert_int_equal(qpdf_write(q), QPDF_SUCCESS);
        copy.n = qpdf_get_buffer_length(q);
        copy.at = (unsigned char *)arena_strndup(arena, (const char *)qpdf_get_buffer(q), copy.n);
        qpdf_cleanup(&q);
        return copy;
}

static void pdfs(void **state)
{
        struct bytes whole = make_pdf(2), moved;
        struct buffer out = buffer_in(arena);
        struct image image;

        (void)state;
        image = check(whole);
        assert_true(image.ok);
        assert_int_equal(image.pages, 2);
        assert_string_equal(check(make_pdf(0)).reason_en, "a PDF without pages");
        assert_string_equal(check(encrypted(whole, "secret")).reason_en,
                            "a PDF with a password; open it and print it to a PDF");
        assert_true(check(encrypted(whole, "")).ok); /* opens without a password, as everywhere */

        buffer_add(&out, whole.at, 9);
        buffer_char(&out, '\n'); /* the table of offsets is one byte off from here */
        buffer_add(&out, whole.at + 9, whole.n - 9);
        moved = buffer_bytes(&out);
        assert_string_equal(check(moved).reason_en, "a PDF that needs repair; open it and print it to a PDF");
}

static size_t deflated(struct buffer *out, z_stream *z, const unsigned char *bytes, size_t n, int flush)
{
        unsigned char piece[65536];
        size_t before = out->n;

        z->next_in = bytes;
        z->avail_in = (uInt)n;
        do {
                z->next_out = piece;
                z->avail_out = sizeof piece;
                deflate(z, flush);
                buffer_add(out, piece, sizeof piece - z->avail_out);
        } while (z->avail_out == 0);
        return out->n - before;
}

/* An object stream that is whole and well-formed: the page tree, then `megabytes` of spaces. A megabyte flushed with
 * Z_FULL_FLUSH is a piece of its own, which can be repeated; Adler-32 is combined for the end of the stream. */
static struct bytes object_stream(size_t megabytes)
{
        static const char tree[] = "2 0 <</Type/Pages/Count 1/Kids[3 0 R]>>";
        unsigned char *spaces = malloc(1 << 20);
        struct buffer out = buffer_in(arena);
        uLong sum, one;
        z_stream z = {0};
        size_t piece, at;

        assert_non_null(spaces);
        memset(spaces, ' ', 1 << 20);
        sum = adler32(adler32(0, NULL, 0), (const unsigned char *)tree, sizeof tree - 1);
        one = adler32(adler32(0, NULL, 0), spaces, 1 << 20);
        assert_int_equal(deflateInit(&z, 9), Z_OK);
        deflated(&out, &z, (const unsigned char *)tree, sizeof tree - 1, Z_FULL_FLUSH);
        at = out.n;
        piece = deflated(&out, &z, spaces, 1 << 20, Z_FULL_FLUSH);
        deflateEnd(&z);
        free(spaces);
        for (size_t i = 1; i < megabytes; i++)
                buffer_add(&out, arena_strndup(arena, out.at + at, piece), piece);
        for (size_t i = 0; i < megabytes; i++)
                sum = adler32_combine(sum, one, 1 << 20);
        buffer_add(&out, "\3\0", 2); /* the last block, empty (RFC 1951, 3.2.6) */
        put_be32(&out, (uint32_t)sum);
        return buffer_bytes(&out);
}

static void put_row(struct buffer *out, int type, size_t where)
{
        buffer_char(out, (char)type);
        put_be32(out, (uint32_t)where);
        buffer_add(out, "\0", 1);
}

/* Object 2 lies in the object stream 4; the table itself is a stream (ISO 32000-1, 7.5.7 and 7.5.8). */
static struct bytes pdf_that_swells(size_t megabytes)
{
        struct bytes stream = object_stream(megabytes);
        struct buffer out = buffer_in(arena), rows = buffer_in(arena);
        size_t first, third, fourth, table;

        buffer_text(&out, "%PDF-1.5\n");
        first = out.n;
        buffer_text(&out, "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
        third = out.n;
        buffer_text(&out, "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n");
        fourth = out.n;
        buffer_printf(&out, "4 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %zu>>stream\n", stream.n);
        buffer_add(&out, stream.at, stream.n);
        buffer_text(&out, "\nendstream\nendobj\n");
        table = out.n;
        put_row(&rows, 0, 0);
        put_row(&rows, 1, first);
        put_row(&rows, 2, 4);
        put_row(&rows, 1, third);
        put_row(&rows, 1, fourth);
        put_row(&rows, 1, table);
        buffer_printf(&out, "5 0 obj\n<</Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Length %zu>>stream\n", rows.n);
        buffer_add(&out, rows.at, rows.n);
        buffer_printf(&out, "\nendstream\nendobj\nstartxref\n%zu\n%%%%EOF\n", table);
        return buffer_bytes(&out);
}

/* 0.1 MB become 100 MB, more than a decoder may have; a megabyte is nothing. */
static void a_pdf_that_swells_beyond_the_memory_is_refused(void **state)
{
        (void)state;
        assert_true(check(pdf_that_swells(1)).ok);
        assert_false(check(pdf_that_swells(100)).ok);
}

static void a_pdf_cut_off_is_refused(void **state)
{
        struct bytes pdf = make_pdf(1);
        size_t end = pdf.n - strlen("\n%%EOF\n");

        (void)state;
        for (size_t n = 0; n < end; n += n + 10 < end ? 10 : 1)
                assert_false(check_prefix(pdf, n).ok);
}

static void a_changed_pdf_gets_a_verdict(void **state)
{
        struct bytes pdf = make_pdf(2);
        unsigned char *copy = (unsigned char *)arena_strndup(arena, (const char *)pdf.at, pdf.n);

        (void)state;
        for (size_t at = 0; at < pdf.n; at += 3) {
                copy[at] ^= 0x15;
                check((struct bytes){copy, pdf.n});
                copy[at] = pdf.at[at];
        }
}

/* ---- kinds */

static void a_kind_is_known_by_its_first_bytes(void **state)
{
        static const struct {
                const char *bytes;
                size_t n;
                enum image_kind kind;
                const char *ext, *reason;
        } rows[] = {
                {"", 0, IMAGE_NONE, "", "an empty file"},
                {"\xff\xd8", 2, IMAGE_NONE, "", "neither JPEG, PNG nor PDF"},
                {"\xff\xd8\xff", 3, IMAGE_JPEG, "jpg", "a JPEG cut off or damaged"},
                {"\x89PNG\r\n\x1a\n", 8, IMAGE_PNG, "png", "a PNG cut off"},
                {"\x89PNG\n\x1a\n ", 8, IMAGE_NONE, "", "neither JPEG, PNG nor PDF"}, /* as a text transfer spoils it */
                {"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", 45, IMAGE_PDF, "pdf", "a damaged PDF"},
                {"\0\0\0\x18"
                 "ftypheic\0\0\0\0mif1heic",
                 24, IMAGE_HEIC, "heic", "HEIC; save it as JPEG"},
                {"\0\0\0\x18"
                 "ftypmif1\0\0\0\0mif1heic",
                 24, IMAGE_HEIC, "heic", "HEIC; save it as JPEG"},
                {"\0\0\0\x18"
                 "ftypisom\0\0\0\0isomiso2",
                 24, IMAGE_NONE, "", "neither JPEG, PNG nor PDF"},
                {"II*\0\10\0\0\0", 8, IMAGE_TIFF, "tif", "TIFF; save it as JPEG or PDF"},
                {"MM\0*\0\0\0\10", 8, IMAGE_TIFF, "tif", "TIFF; save it as JPEG or PDF"},
                {"\0\0\0\x18"
                 "ftypmsf1\0\0\0\0msf1hevc",
                 24, IMAGE_HEIC, "heic", "HEIC; save it as JPEG"},
                {"\0\0\0\x18"
                 "ftypheix\0\0\0\0mif1heix",
                 24, IMAGE_HEIC, "heic", "HEIC; save it as JPEG"},
                {"\0\0\0\x18"
                 "ftypavif\0\0\0\0avifmif1",
                 24, IMAGE_AVIF, "avif", "AVIF; save it as JPEG"},
                {"GIF87a", 6, IMAGE_GIF, "gif", "GIF; save it as PNG or JPEG"},
                {"GIF89a", 6, IMAGE_GIF, "gif", "GIF; save it as PNG or JPEG"},
                {"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", 18, IMAGE_BMP, "bmp", "BMP; save it as PNG or JPEG"},
                {"BMI,42\nheight,180\n", 18, IMAGE_NONE, "", "neither JPEG, PNG nor PDF"},
                {"RIFF\x1a\0\0\0WEBPVP8 ", 16, IMAGE_WEBP, "webp", "WebP; save it as JPEG"},
                {"\0\0\0\x0cjP  \r\n\x87\n", 12, IMAGE_JPEG_2000, "jp2", "JPEG 2000; save it as JPEG"},
                {"\0\0\0\x0cJXL \r\n\x87\n", 12, IMAGE_JPEG_XL, "jxl", "JPEG XL; save it as JPEG"},
                {"8BPS\0\1\0\0", 8, IMAGE_PSD, "psd", "Photoshop; save it as JPEG or PNG"},
                {"\x1b%-12345X%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", 54, IMAGE_PDF, "pdf", "a damaged PDF"},
                {"x%PDF-1.7,y\n", 12, IMAGE_NONE, "", "neither JPEG, PNG nor PDF"},
                {"RIFF\x1a\0\0\0WAVEfmt ", 16, IMAGE_NONE, "", "neither JPEG, PNG nor PDF"},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct bytes bytes = {(const unsigned char *)rows[i].bytes, rows[i].n};
                struct image image = check_prefix(bytes, bytes.n);

                assert_int_equal(image_kind_of(bytes), rows[i].kind);
                assert_int_equal(image.kind, rows[i].kind);
                assert_string_equal(image_ext(image.kind), rows[i].ext);
                assert_false(image.ok);
                assert_string_equal(image.reason_en, rows[i].reason);
        }
}

/* The size is looked at before any byte behind the first few. */
static void more_bytes_than_the_limit_are_refused(void **state)
{
        struct image image;

        (void)state;
        image_check(&image, (struct bytes){(const unsigned char *)"\xff\xd8\xff     ", IMAGE_MOST_BYTES + 1}, arena);
        assert_false(image.ok);
        assert_string_equal(image.reason_en, "larger than 64 MB");
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(whole_jpegs_are_taken),
                cmocka_unit_test(a_jpeg_cut_off_anywhere_is_refused),
                cmocka_unit_test(a_changed_jpeg_gets_a_verdict),
                cmocka_unit_test(jpegs_without_a_picture),
                cmocka_unit_test(a_jpeg_that_claims_too_many_pixels_is_refused),
                cmocka_unit_test(a_progressive_jpeg_is_held_whole),
                cmocka_unit_test(a_jpeg_of_too_many_scans_is_refused),
                cmocka_unit_test(what_follows_a_whole_jpeg_is_left_alone),
                cmocka_unit_test(whole_pngs_are_taken),
                cmocka_unit_test(a_png_cut_off_anywhere_is_refused),
                cmocka_unit_test(every_changed_bit_of_a_png_is_seen),
                cmocka_unit_test(pngs_with_a_chunk_more),
                cmocka_unit_test(sizes_of_a_png),
                cmocka_unit_test(pdfs),
                cmocka_unit_test(what_a_pdf_carries_is_told),
                cmocka_unit_test(pdfs_that_go_round_in_circles),
                cmocka_unit_test(a_pdf_that_swells_beyond_the_memory_is_refused),
                cmocka_unit_test(a_pdf_cut_off_is_refused),
                cmocka_unit_test(a_changed_pdf_gets_a_verdict),
                cmocka_unit_test(a_kind_is_known_by_its_first_bytes),
                cmocka_unit_test(more_bytes_than_the_limit_are_refused),
        };
        return cmocka_run_group_tests(tests, start, stop);
}
