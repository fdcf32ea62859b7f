/* Scans in a PDF: every kind of JPEG and PNG comes out as it looks, upright at each turn, and what need not be
 * decoded is passed through. Each picture has four quarters; poppler says what colour stands where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/format/image.h"
#include "templates/pdf/pdf.h"
#include "tests/unit/pdf_tools.h"

#include <jpeglib.h>
#include <png.h>

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define WIDE         40
#define HIGH         24

struct drawing {
        struct arena *arena;
        struct fonts *fonts;
        struct findings findings;
};

static int open_drawing(void **state)
{
        struct arena *arena = arena_new(abort);
        struct drawing *d = ARENA_NEW(arena, struct drawing);

        d->arena = arena;
        d->findings = findings_in(arena);
        *state = d;
        return fonts_open(&d->fonts, false, abort, &d->findings) == OK ? 0 : -1;
}

static int close_drawing(void **state)
{
        struct drawing *d = *state;

        fonts_close(d->fonts);
        arena_free(d->arena);
        return 0;
}

/* ---- pictures: red and green above, blue and white below (for one grey: black, 1/4, 1/2, white) */

static int quarter_of(int x, int y)
{
        return (y >= HIGH / 2) * 2 + (x >= WIDE / 2);
}

struct quarters {
        unsigned char at[4][3];
};
static const struct quarters colours = {{{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {255, 255, 255}}};
static const unsigned char greys[4] = {0, 64, 128, 255};

struct png_kind {
        const char *name;
        int colours, depth;
        bool interlaced, key;
        bool passed_through; /* expected */
};

static void put_sample(unsigned char *row, int i, int depth, unsigned value)
{
        if (depth == 16)
                row[2 * i] = row[2 * i + 1] = (unsigned char)value;
        else if (depth == 8)
                row[i] = (unsigned char)value;
        else
                row[i * depth / 8] |= (unsigned char)(value << (8 - depth - i * depth % 8));
}

/* How the four quarters are said in this kind. */
static void put_pixel(unsigned char *row, const struct png_kind *k, int x, int quarter)
{
        int channels = k->colours == PNG_COLOR_TYPE_RGB          ? 3
                       : k->colours == PNG_COLOR_TYPE_RGB_ALPHA  ? 4
                       : k->colours == PNG_COLOR_TYPE_GRAY_ALPHA ? 2
                                                                 : 1;
        bool clear = quarter == 3 && k->colours & PNG_COLOR_MASK_ALPHA;

        for (int c = 0; c < channels; c++) {
                unsigned value = channels >= 3 ? (c < 3 ? colours.at[quarter][c] : 0) : greys[quarter];

                if (k->colours == PNG_COLOR_TYPE_PALETTE)
                        value = (unsigned)quarter;
                else if (k->colours == PNG_COLOR_TYPE_GRAY && k->depth < 8)
                        value = (unsigned)greys[quarter] >> (8 - k->depth);
                if (k->colours & PNG_COLOR_MASK_ALPHA && c == channels - 1)
                        value = clear ? 0 : 255;
                else if (clear)
                        value = 0; /* black that must not be seen */
                put_sample(row, x * channels + c, k->depth, value);
        }
}

static void on_png_write(png_structp png, png_bytep bytes, size_t n)
{
        buffer_add(png_get_io_ptr(png), bytes, n);
}

static void on_png_flush(png_structp png)
{
        (void)png;
}

static void write_palette(png_structp png, png_infop info, const struct png_kind *k)
{
        png_color palette[4];
        const png_byte alpha[4] = {255, 255, 255, 0};

        for (int i = 0; i < 4; i++)
                palette[i] = (png_color){colours.at[i][0], colours.at[i][1], colours.at[i][2]};
        if (k->key)
                palette[3] = (png_color){0, 0, 0};
        png_set_PLTE(png, info, palette, 4);
        if (k->key)
                png_set_tRNS(png, info, alpha, 4, NULL);
}

static struct bytes png_of(struct arena *arena, const struct png_kind *k)
{
        struct buffer out = buffer_in(arena);
        unsigned char *rows[HIGH];
        png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
        png_infop info = png_create_info_struct(png);

        png_set_write_fn(png, &out, on_png_write, on_png_flush);
        png_set_IHDR(png, info, WIDE, HIGH, k->depth, k->colours, k->interlaced, PNG_COMPRESSION_TYPE_DEFAULT,
                     PNG_FILTER_TYPE_DEFAULT);
        png_set_filter(png, 0, PNG_ALL_FILTERS);
        if (k->colours == PNG_COLOR_TYPE_PALETTE)
                write_palette(png, info, k);
        for (int y = 0; y < HIGH; y++) {
                rows[y] = arena_alloc(arena, WIDE * 8);
                for (int x = 0; x < WIDE; x++)
                        put_pixel(rows[y], k, x, quarter_of(x, y));
        }
        png_set_rows(png, info, rows);
        png_write_png(png, info, PNG_TRANSFORM_IDENTITY, NULL);
        png_destroy_write_struct(&png, &info);
        return buffer_bytes(&out);
}

struct jpeg_kind {
        const char *name;
        J_COLOR_SPACE from, to;
        bool progressive, marked; /* with the marker of JFIF or Adobe that belongs to it */
};

/* CMYK as Adobe's programs write it, inverted: 255 is no ink. */
static void jpeg_pixel(unsigned char *at, const struct jpeg_kind *k, int quarter)
{
        for (int c = 0; c < 3; c++)
                at[c] = k->from == JCS_GRAYSCALE ? greys[quarter] : colours.at[quarter][c];
        if (k->from == JCS_CMYK)
                at[3] = 255;
}

static struct bytes jpeg_of(struct arena *arena, const struct jpeg_kind *k)
{
        struct jpeg_compress_struct jpeg;
        struct jpeg_error_mgr errors;
        unsigned char row[WIDE * 4 + 4], *rows[1] = {row}, *bytes = NULL;
        unsigned long n = 0;
        struct bytes out;

        jpeg.err = jpeg_std_error(&errors);
        jpeg_create_compress(&jpeg);
        jpeg_mem_dest(&jpeg, &bytes, &n);
        jpeg.image_width = WIDE;
        jpeg.image_height = HIGH;
        jpeg.input_components = k->from == JCS_GRAYSCALE ? 1 : k->from == JCS_CMYK ? 4 : 3;
        jpeg.in_color_space = k->from;
        jpeg_set_defaults(&jpeg);
        jpeg_set_colorspace(&jpeg, k->to);
        jpeg_set_quality(&jpeg, 95, TRUE);
        if (k->progressive)
                jpeg_simple_progression(&jpeg);
        if (!k->marked)
                jpeg.write_JFIF_header = jpeg.write_Adobe_marker = FALSE;
        jpeg_start_compress(&jpeg, TRUE);
        for (int y = 0; y < HIGH; y++) {
                for (int x = 0; x < WIDE; x++)
                        jpeg_pixel(row + x * jpeg.input_components, k, quarter_of(x, y));
                jpeg_write_scanlines(&jpeg, rows, 1);
        }
        jpeg_finish_compress(&jpeg);
        jpeg_destroy_compress(&jpeg);
        out = (struct bytes){(unsigned char *)arena_strndup(arena, (char *)bytes, n), n};
        free(bytes);
        return out;
}

/* ---- looking at the page: one pixel to the millimetre */

struct look {
        const unsigned char *pixels;
        size_t wide;
};

static struct bytes page_with(struct drawing *d, const struct picture *picture, double w, double h, int32_t rotation)
{
        struct pdf *pdf = pdf_new(d->fonts, d->arena);
        struct buffer out = buffer_in(d->arena);

        pdf_page(pdf);
        pdf_picture(pdf, 20, 40, w, h, picture, rotation);
        assert_int_equal(pdf_finish(pdf, &out, &d->findings), OK);
        return buffer_bytes(&out);
}

static struct look look_at(struct drawing *d, struct bytes pdf)
{
        char folder[] = "/tmp/soroe-test-XXXXXX";
        struct bytes seen = {0};
        struct look look;
        char *file, *output;

        assert_non_null(mkdtemp(folder));
        file = file_join(d->arena, folder, "document.pdf");
        output = file_join(d->arena, folder, "page");
        assert_int_equal(file_write(file, pdf, 0600, d->arena, &d->findings), OK);
        {
                char program[] = "pdftoppm", option[] = "-r", dpi[] = "25.4";
                char *const argv[] = {program, option, dpi, file, NULL};

                assert_true(tool_run(argv, output));
        }
        assert_int_equal(file_read(&seen, output, TOOL_MOST_OUTPUT, d->arena, &d->findings), OK);
        unlink(file);
        unlink(output);
        rmdir(folder);
        /* "P6\n211 298\n255\n": the paper is a hair wider than 210 pixels */
        assert_true(seen.n > 211 * 298 * 3);
        assert_memory_equal(seen.at, "P6\n211 298\n255\n", 15);
        look = (struct look){seen.at + 15, 211};
        return look;
}

static bool is_near(const struct look *look, double x, double y, const unsigned char wanted[3])
{
        const unsigned char *at = look->pixels + ((size_t)y * look->wide + (size_t)x) * 3;

        for (int c = 0; c < 3; c++)
                if (abs(at[c] - wanted[c]) > 12)
                        return false;
        return true;
}

/* The quarters as they stand on the page: above left and right, below left and right. */
static bool stand(const struct look *look, double w, double h, const int order[4], const struct quarters *wanted)
{
        for (int q = 0; q < 4; q++)
                if (!is_near(look, 20 + w * (q % 2 ? 0.75 : 0.25), 40 + h * (q / 2 ? 0.75 : 0.25),
                             wanted->at[order[q]]))
                        return false;
        return true;
}

static const int as_stored[4] = {0, 1, 2, 3};

static struct quarters wanted_of_greys(int depth)
{
        struct quarters out;

        for (int i = 0; i < 4; i++) {
                int most = depth < 8 ? (1 << depth) - 1 : 255, value = depth < 8 ? greys[i] >> (8 - depth) : greys[i];

                memset(out.at[i], value * 255 / most, 3);
        }
        return out;
}

static struct bytes checked(struct drawing *d, struct bytes file, const char *name)
{
        struct image image;

        image_check(&image, file, d->arena);
        if (!image.ok)
                fail_msg("%s is refused at intake: %s", name, image.reason_en);
        return file;
}

/* ---- */

static const struct png_kind png_kinds[] = {
        {"black and white", PNG_COLOR_TYPE_GRAY, 1, false, false, true},
        {"four greys", PNG_COLOR_TYPE_GRAY, 2, false, false, true},
        {"sixteen greys", PNG_COLOR_TYPE_GRAY, 4, false, false, true},
        {"grey", PNG_COLOR_TYPE_GRAY, 8, false, false, true},
        {"colour", PNG_COLOR_TYPE_RGB, 8, false, false, true},
        {"palette of four", PNG_COLOR_TYPE_PALETTE, 2, false, false, true},
        {"palette, a byte each", PNG_COLOR_TYPE_PALETTE, 8, false, false, true},
        {"palette with a clear colour", PNG_COLOR_TYPE_PALETTE, 8, false, true, false},
        {"grey of 16 bits", PNG_COLOR_TYPE_GRAY, 16, false, false, false},
        {"colour of 16 bits", PNG_COLOR_TYPE_RGB, 16, false, false, false},
        {"colour and alpha", PNG_COLOR_TYPE_RGB_ALPHA, 8, false, false, false},
        {"grey and alpha", PNG_COLOR_TYPE_GRAY_ALPHA, 8, false, false, false},
        {"interlaced colour", PNG_COLOR_TYPE_RGB, 8, true, false, false},
        {"interlaced colour and alpha", PNG_COLOR_TYPE_RGB_ALPHA, 8, true, false, false},
        {"interlaced black and white", PNG_COLOR_TYPE_GRAY, 1, true, false, false},
};

static void every_png_looks_as_it_is(void **state)
{
        struct drawing *d = *state;

        for (size_t i = 0; i < COUNT(png_kinds); i++) {
                const struct png_kind *k = &png_kinds[i];
                bool in_greys = !(k->colours & PNG_COLOR_MASK_COLOR);
                struct picture picture;
                struct quarters wanted = in_greys ? wanted_of_greys(k->depth) : colours;
                struct look look;

                assert_true(picture_read(&picture, checked(d, png_of(d->arena, k), k->name), d->arena));
                assert_int_equal(picture.width, WIDE);
                assert_int_equal(picture.height, HIGH);
                if ((strstr(picture.entries, "/Predictor 15") != NULL) != k->passed_through)
                        fail_msg("%s: %s", k->name, picture.entries);
                look = look_at(d, page_with(d, &picture, 80, 48, 0));
                if (!stand(&look, 80, 48, as_stored, &wanted))
                        fail_msg("%s looks different", k->name);
        }
}

static const struct jpeg_kind jpeg_kinds[] = {
        {"grey", JCS_GRAYSCALE, JCS_GRAYSCALE, false, true},
        {"colour", JCS_RGB, JCS_YCbCr, false, true},
        {"progressive", JCS_RGB, JCS_YCbCr, true, true},
        {"colour without a marker", JCS_RGB, JCS_YCbCr, false, false},
        {"RGB with Adobe's marker", JCS_RGB, JCS_RGB, false, true},
        {"RGB that only its names tell", JCS_RGB, JCS_RGB, false, false},
        {"CMYK of Adobe", JCS_CMYK, JCS_CMYK, false, true},
        {"YCCK of Adobe", JCS_CMYK, JCS_YCCK, false, true},
};

/* The same on poppler's press: magenta and yellow, cyan and yellow, cyan and magenta, and no ink. */
static const struct quarters inks = {{{237, 28, 36}, {0, 166, 80}, {46, 49, 146}, {255, 255, 255}}};

/* Passed through byte by byte, whatever it is. */
static void every_jpeg_looks_as_it_is(void **state)
{
        struct drawing *d = *state;

        for (size_t i = 0; i < COUNT(jpeg_kinds); i++) {
                const struct jpeg_kind *k = &jpeg_kinds[i];
                struct bytes file = checked(d, jpeg_of(d->arena, k), k->name), pdf;
                struct quarters wanted = k->from == JCS_GRAYSCALE ? wanted_of_greys(8)
                                         : k->from == JCS_CMYK    ? inks
                                                                  : colours;
                struct picture picture;
                struct look look;

                assert_true(picture_read(&picture, file, d->arena));
                pdf = page_with(d, &picture, 80, 48, 0);
                assert_non_null(memmem(pdf.at, pdf.n, file.at, file.n));
                look = look_at(d, pdf);
                if (!stand(&look, 80, 48, as_stored, &wanted))
                        fail_msg("%s looks different: %s", k->name, picture.entries);
        }
}

/* Turned clockwise: what stood below left comes above left at 90 degrees. */
static void pictures_are_turned_upright(void **state)
{
        static const struct {
                int32_t degrees;
                double w, h;
                int order[4];
        } rows[] = {
                {0, 80, 48, {0, 1, 2, 3}},
                {90, 48, 80, {2, 0, 3, 1}},
                {180, 80, 48, {3, 2, 1, 0}},
                {270, 48, 80, {1, 3, 0, 2}},
        };
        struct drawing *d = *state;
        struct picture picture;

        assert_true(picture_read(&picture, png_of(d->arena, &png_kinds[4]), d->arena));
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct look look = look_at(d, page_with(d, &picture, rows[i].w, rows[i].h, rows[i].degrees));

                if (!stand(&look, rows[i].w, rows[i].h, rows[i].order, &colours))
                        fail_msg("not upright at %d degrees", (int)rows[i].degrees);
        }
}

static void tools_accept_the_pictures(void **state)
{
        struct drawing *d = *state;

        for (size_t i = 0; i < COUNT(png_kinds); i++) {
                struct picture picture;
                struct bytes pdf;

                assert_true(picture_read(&picture, png_of(d->arena, &png_kinds[i]), d->arena));
                pdf = page_with(d, &picture, 80, 48, 90);
                if (!tool_says(d->arena, pdf, "qpdf", "--check", NULL))
                        fail_msg("qpdf finds fault with %s", png_kinds[i].name);
        }
}

/* The word in outline lies over the picture, and leaves between its lines what the picture shows. */
static void a_draft_is_outlined_over_the_picture(void **state)
{
        struct drawing *d = *state;
        struct pdf *pdf = pdf_new(d->fonts, d->arena);
        struct buffer out = buffer_in(d->arena);
        int grey = 0, red = 0, light = 0;
        struct picture picture;
        struct look look;

        assert_true(picture_read(&picture, png_of(d->arena, &png_kinds[4]), d->arena));
        pdf_page(pdf);
        pdf_watermark(pdf, "下書き");
        pdf_picture(pdf, 5, 5, 400, 560, &picture, 0); /* its red quarter covers the page */
        pdf_outline(pdf, "下書き");
        assert_int_equal(pdf_finish(pdf, &out, &d->findings), OK);
        look = look_at(d, buffer_bytes(&out));
        for (int y = 60; y < 240; y++)
                for (int x = 30; x < 180; x++) {
                        const unsigned char *at = look.pixels + ((size_t)y * look.wide + (size_t)x) * 3;

                        red += at[0] == 255 && at[1] == 0;
                        grey += at[1] > 20 && at[1] <= 140;
                        light += at[1] > 200; /* the watermark, which the picture must cover */
                }
        assert_true(grey > 300 && grey < 6000);
        assert_true(red > 180 * 150 * 3 / 4);
        assert_int_equal(light, 0);
}

static void what_is_no_picture_is_refused(void **state)
{
        struct drawing *d = *state;
        struct bytes png = png_of(d->arena, &png_kinds[4]), interlaced = png_of(d->arena, &png_kinds[12]);
        struct bytes jpeg = jpeg_of(d->arena, &jpeg_kinds[1]);
        const struct {
                const char *what;
                struct bytes file;
        } rows[] = {
                {"nothing", {(const unsigned char *)"", 0}},
                {"text", bytes_of("a receipt")},
                {"PDF", bytes_of("%PDF-1.4\n")},
                {"PNG without a picture", {png.at, 33}},
                {"PNG of its signature", {png.at, 8}},
                {"interlaced PNG cut off", {interlaced.at, interlaced.n / 2}},
                {"JPEG of its first bytes", {jpeg.at, 4}},
                {"JPEG without its frame", {jpeg.at, 20}},
        };
        struct picture picture;

        for (size_t i = 0; i < COUNT(rows); i++)
                if (picture_read(&picture, rows[i].file, d->arena))
                        fail_msg("taken for a picture: %s", rows[i].what);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(every_png_looks_as_it_is, open_drawing, close_drawing),
                cmocka_unit_test_setup_teardown(every_jpeg_looks_as_it_is, open_drawing, close_drawing),
                cmocka_unit_test_setup_teardown(pictures_are_turned_upright, open_drawing, close_drawing),
                cmocka_unit_test_setup_teardown(tools_accept_the_pictures, open_drawing, close_drawing),
                cmocka_unit_test_setup_teardown(a_draft_is_outlined_over_the_picture, open_drawing, close_drawing),
                cmocka_unit_test_setup_teardown(what_is_no_picture_is_refused, open_drawing, close_drawing),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
