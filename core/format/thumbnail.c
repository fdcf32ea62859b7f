#include "core/format/thumbnail_private.h"

#include <string.h>

#include "core/banned.h"

enum { COLOURS = 3 };

void scaler_take(struct scaler *s, int32_t y, const unsigned char *rgb)
{
        const int32_t row = y - s->part.y;
        size_t line;

        if (row < 0 || row >= s->part.height)
                return;
        line = (size_t)((int64_t)row * s->height / s->part.height) * (size_t)s->width;
        for (int32_t x = 0; x < s->part.width; x++) {
                const size_t to = line + (size_t)((int64_t)x * s->width / s->part.width);
                const unsigned char *from = rgb + (size_t)(s->part.x + x) * COLOURS;

                for (size_t i = 0; i < COLOURS; i++)
                        s->sums[to * COLOURS + i] += from[i];
                s->counts[to]++;
        }
}

/* Turns a part that is given upright into the part of the stored picture: the opposite of the turn that makes the picture upright. */
static struct picture_part stored(struct picture_part p, const struct image *image)
{
        switch (image->rotation) {
        case 90:
                return (struct picture_part){p.y, image->height - p.x - p.width, p.height, p.width};
        case 180:
                return (struct picture_part){image->width - p.x - p.width, image->height - p.y - p.height, p.width,
                                             p.height};
        case 270:
                return (struct picture_part){image->width - p.y - p.height, p.x, p.height, p.width};
        default:
                return p;
        }
}

/* Returns the wanted part as far as it lies in the picture; the whole picture if no part is wanted or it lies outside. */
static struct picture_part part_of(const struct thumbnail_want *want, const struct image *image)
{
        const bool lies = image->rotation == 90 || image->rotation == 270;
        const int32_t width = lies ? image->height : image->width, height = lies ? image->width : image->height;
        struct picture_part p = want->part;

        if (p.width <= 0 || p.height <= 0 || p.x < 0 || p.y < 0 || p.x >= width || p.y >= height)
                p = (struct picture_part){0, 0, width, height};
        if (p.width > width - p.x)
                p.width = width - p.x;
        if (p.height > height - p.y)
                p.height = height - p.y;
        return p;
}

/* The largest size within the bounds, of the same shape. */
static void fit(int32_t *width, int32_t *height, struct picture_part part, int32_t most_width, int32_t most_height)
{
        *width = part.width;
        *height = part.height;
        if (*width > most_width) {
                *width = most_width;
                *height = (int32_t)((int64_t)part.height * most_width / part.width);
        }
        if (*height > most_height) {
                *height = most_height;
                *width = (int32_t)((int64_t)part.width * most_height / part.height);
        }
        if (*width < 1)
                *width = 1;
        if (*height < 1)
                *height = 1;
}

/* Where a pixel of the upright picture is found in the one that is stored. */
static size_t pixel_at(const struct scaler *s, int32_t rotation, int32_t x, int32_t y)
{
        int32_t from_x = x, from_y = y;

        if (rotation == 90) {
                from_x = y;
                from_y = s->height - 1 - x;
        } else if (rotation == 180) {
                from_x = s->width - 1 - x;
                from_y = s->height - 1 - y;
        } else if (rotation == 270) {
                from_x = s->width - 1 - y;
                from_y = x;
        }
        return (size_t)from_y * (size_t)s->width + (size_t)from_x;
}

static unsigned char *upright(const struct scaler *s, int32_t rotation, int32_t width, int32_t height,
                              struct arena *arena)
{
        unsigned char *rgb = arena_alloc(arena, (size_t)width * (size_t)height * COLOURS), *to = rgb;

        for (int32_t y = 0; y < height; y++)
                for (int32_t x = 0; x < width; x++) {
                        const size_t from = pixel_at(s, rotation, x, y);
                        const uint32_t n = s->counts[from] ? s->counts[from] : 1;

                        for (size_t i = 0; i < COLOURS; i++)
                                *to++ = (unsigned char)((s->sums[from * COLOURS + i] + n / 2) / n);
                }
        return rgb;
}

static bool decode(struct scaler *s, const struct image *image, struct bytes file, struct arena *arena)
{
        const size_t pixels = (size_t)s->width * (size_t)s->height;

        s->sums = arena_alloc(arena, pixels * COLOURS * sizeof *s->sums);
        s->counts = arena_alloc(arena, pixels * sizeof *s->counts);
        return image->kind == IMAGE_JPEG ? thumbnail_decode_jpeg(s, file) : thumbnail_decode_png(s, file, arena);
}

/* The best quality whose file is small enough; the last one as it is. False: it is still too large. */
static bool encode(struct thumbnail *out, const unsigned char *rgb, size_t most, struct arena *arena)
{
        static const int qualities[] = {80, 65, 50, 35};

        for (size_t i = 0; i < sizeof qualities / sizeof *qualities; i++) {
                if (!thumbnail_encode(&out->jpeg, rgb, out->width, out->height, qualities[i], arena))
                        break;
                if (!most || out->jpeg.n <= most)
                        return true;
        }
        return false;
}

/* Makes the picture in one size. Returns false if that fails or the file is too large. */
static bool make(struct thumbnail *out, struct bytes file, const struct image *image, const struct thumbnail_want *want,
                 int32_t most_width, int32_t most_height, struct arena *scratch)
{
        const bool lies = image->rotation == 90 || image->rotation == 270;
        struct scaler s = {0};

        out->part = part_of(want, image);
        s.part = stored(out->part, image);
        fit(&s.width, &s.height, s.part, lies ? most_height : most_width, lies ? most_width : most_height);
        out->width = lies ? s.height : s.width;
        out->height = lies ? s.width : s.height;
        return decode(&s, image, file, scratch) &&
               encode(out, upright(&s, image->rotation, out->width, out->height, scratch), want->most_bytes, scratch);
}

bool thumbnail_make(struct thumbnail *out, struct bytes file, const struct thumbnail_want *want, struct arena *arena)
{
        struct arena *scratch = arena_child(arena);
        struct image image = {0};
        bool made = false;

        *out = (struct thumbnail){0};
        image_check(&image, file, scratch);
        for (int shrink = 1; image.ok && image.kind != IMAGE_PDF && !made && shrink <= 4; shrink *= 2) {
                made = make(out, file, &image, want, want->most_width / shrink, want->most_height / shrink, scratch);
                if (made)
                        out->jpeg.at =
                                (const unsigned char *)arena_strndup(arena, (const char *)out->jpeg.at, out->jpeg.n);
                arena_reset(scratch);
        }
        arena_free(scratch);
        if (!made)
                *out = (struct thumbnail){0};
        return made;
}
