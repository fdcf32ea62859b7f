/* Small pictures of scans: which part, how large, which way up. */
#include "core/format/thumbnail_private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/file/file.h"

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define SCANS        "tests/cases/demo/scans/"
#define SEEDS        "../../../corpus/image/"

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

static struct bytes scan(const char *name)
{
        struct findings findings = findings_in(arena);
        struct bytes bytes;

        assert_int_equal(file_read(&bytes, file_join(arena, SCANS, name), IMAGE_MOST_BYTES, arena, &findings), OK);
        return bytes;
}

/* The scans of the demo are A4 at 200 dpi, less their edges: 1165 × 1654. 1654 × 224 ÷ 1165 = 318.02; 1165 × 100 ÷ 1654 = 70.4 */
static const struct {
        const char *name;
        struct thumbnail_want want;
        int32_t width, height; /* 0: none is made */
} sizes[] = {
        {"m-25071.jpg", {224, 320, {0}, 0}, 224, 318},
        {"m-25071.jpg", {224, 100, {0}, 0}, 70, 100},
        {"m-25071.jpg", {5000, 5000, {0}, 0}, 1165, 1654},               /* never enlarged */
        {"4471.jpg", {224, 320, {0}, 0}, 224, 318},                      /* lies on its side; EXIF says so */
        {"m-25093.png", {224, 320, {0}, 0}, 224, 318},                   /* grey, 8 bits */
        {"m-25093-uchiwake-1.png", {224, 320, {0}, 0}, 224, 318},        /* grey, 1 bit */
        {"m-25071.jpg", {560, 200, {100, 380, 900, 180}, 0}, 560, 112},  /* 180 × 560 ÷ 900 */
        {"4471.jpg", {560, 200, {100, 380, 900, 180}, 0}, 560, 112},     /* pixels of the upright picture */
        {"m-25071.jpg", {560, 200, {1000, 1600, 900, 180}, 0}, 165, 54}, /* what lies inside of it: 165 × 54 */
        {"m-25071.jpg", {224, 320, {2000, 0, 10, 10}, 0}, 224, 318},     /* outside: the whole */
        {"m-25071.jpg", {224, 320, {0}, 3000}, 112, 159},                /* half the size, for the bytes */
        {"m-25071.jpg", {224, 320, {0}, 100}, 0, 0},                     /* no picture is so small */
        {SEEDS "cmyk.jpg", {8, 8, {0}, 0}, 8, 8},
        {SEEDS "progressive.jpg", {8, 8, {0}, 0}, 5, 8},
        {SEEDS "interlaced.png", {8, 8, {0}, 0}, 8, 6},
        {SEEDS "palette.png", {8, 8, {0}, 0}, 8, 6},
        {"t-0398.pdf", {224, 320, {0}, 0}, 0, 0},
};

static void sizes_fit(void **state)
{
        (void)state;
        for (size_t i = 0; i < COUNT(sizes); i++) {
                struct thumbnail made;
                struct image image;

                assert_int_equal(thumbnail_make(&made, scan(sizes[i].name), &sizes[i].want, arena),
                                 sizes[i].width != 0);
                assert_int_equal(made.width, sizes[i].width);
                assert_int_equal(made.height, sizes[i].height);
                if (made.width && sizes[i].want.part.width == 900)
                        assert_int_equal(made.part.x, sizes[i].want.part.x);
                if (!made.width)
                        continue;
                image_check(&image, made.jpeg, arena);
                assert_true(image.ok && image.kind == IMAGE_JPEG);
                assert_int_equal(image.width, made.width);
                assert_int_equal(image.height, made.height);
                if (sizes[i].want.most_bytes)
                        assert_true(made.jpeg.n <= sizes[i].want.most_bytes);
        }
}

static void what_is_damaged_has_none(void **state)
{
        static const struct thumbnail_want want = {224, 320, {0}, 0};
        const struct bytes whole = scan("m-25071.jpg");
        struct thumbnail made;

        (void)state;
        assert_false(thumbnail_make(&made, (struct bytes){whole.at, whole.n / 2}, &want, arena));
        assert_false(thumbnail_make(&made, (struct bytes){0}, &want, arena));
        assert_int_equal(made.jpeg.n, 0);
}

/* 64 × 32: red and green above blue and white. */
static struct bytes quarters(void)
{
        static const unsigned char colours[4][3] = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {255, 255, 255}};
        static unsigned char rgb[32][64][3];
        struct bytes jpeg;

        for (size_t y = 0; y < 32; y++)
                for (size_t x = 0; x < 64; x++)
                        memcpy(rgb[y][x], colours[y / 16 * 2 + x / 32], 3);
        assert_true(thumbnail_encode(&jpeg, &rgb[0][0][0], 64, 32, 95, arena));
        return jpeg;
}

/* Each part of it holds one colour; JPEG may be off by a little. */
static const struct {
        struct picture_part part;
        unsigned char rgb[3];
} parts[] = {
        {{0, 0, 32, 16}, {255, 0, 0}},
        {{32, 0, 32, 16}, {0, 255, 0}},
        {{0, 16, 32, 16}, {0, 0, 255}},
        {{32, 16, 32, 16}, {255, 255, 255}},
};

static void parts_are_where_they_are(void **state)
{
        (void)state;
        for (size_t i = 0; i < COUNT(parts); i++) {
                uint32_t sums[3] = {0}, counts[1] = {0};
                struct scaler s = {.part = parts[i].part, .width = 1, .height = 1, .sums = sums, .counts = counts};

                assert_true(thumbnail_decode_jpeg(&s, quarters()));
                assert_true(counts[0] > 0);
                for (size_t k = 0; k < 3; k++)
                        assert_in_range(sums[k] / counts[0] + 25, parts[i].rgb[k], (unsigned)parts[i].rgb[k] + 50);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(sizes_fit),
                cmocka_unit_test(what_is_damaged_has_none),
                cmocka_unit_test(parts_are_where_they_are),
        };

        return cmocka_run_group_tests(tests, start, stop);
}
