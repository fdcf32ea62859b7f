#include "core/paper/grey.h"

#include <string.h>

#include "core/banned.h"

static bool lies(int32_t rotation)
{
        return rotation == 90 || rotation == 270;
}

bool grey_rows_start(struct grey_rows *rows, struct grey *grey, int32_t width, int32_t height, int32_t rotation,
                     struct arena *arena)
{
        *rows = (struct grey_rows){.grey = grey, .width = width, .height = height, .shrink = 1, .rotation = rotation};
        if (width < 1 || height < 1 || (int64_t)width * height > IMAGE_MOST_PIXELS)
                return false;
        while ((int64_t)(width / rows->shrink) * (height / rows->shrink) > GREY_MOST_PIXELS)
                rows->shrink++;
        if (width < rows->shrink || height < rows->shrink)
                return false;
        *grey = (struct grey){.width = width / rows->shrink,
                              .height = height / rows->shrink,
                              .full_width = width,
                              .full_height = height};
        rows->sums = arena_alloc(arena, (size_t)grey->width * sizeof *rows->sums);
        if (lies(rotation))
                *grey = (struct grey){NULL, grey->height, grey->width, grey->full_height, grey->full_width};
        grey->at = arena_alloc(arena, (size_t)grey->width * (size_t)grey->height);
        return true;
}

/* Where the pixel of a stored row stands upright, turned clockwise. */
static size_t place_of(const struct grey_rows *rows, int32_t x, int32_t y)
{
        const struct grey *g = rows->grey;
        int32_t to_x = x, to_y = y;

        if (rows->rotation == 90) {
                to_x = g->width - 1 - y;
                to_y = x;
        } else if (rows->rotation == 180) {
                to_x = g->width - 1 - x;
                to_y = g->height - 1 - y;
        } else if (rows->rotation == 270) {
                to_x = y;
                to_y = g->height - 1 - x;
        }
        return (size_t)to_y * (size_t)g->width + (size_t)to_x;
}

static void put_row(struct grey_rows *rows)
{
        const int32_t n = rows->shrink * rows->shrink, y = rows->y / rows->shrink;
        const int32_t width = lies(rows->rotation) ? rows->grey->height : rows->grey->width;

        for (int32_t x = 0; x < width; x++)
                rows->grey->at[place_of(rows, x, y)] = (unsigned char)((rows->sums[x] + (uint32_t)n / 2) / (uint32_t)n);
        memset(rows->sums, 0, (size_t)width * sizeof *rows->sums);
}

void grey_rows_take(struct grey_rows *rows, const unsigned char *row)
{
        const int32_t k = rows->shrink, width = rows->width / k, height = rows->height / k;

        if (rows->y / k < height) {
                for (int32_t x = 0; x < width * k; x++)
                        rows->sums[x / k] += row[x];
                if (rows->y % k == k - 1)
                        put_row(rows);
        }
        rows->y++;
}

bool grey_decode(struct grey *out, struct bytes file, const struct image *image, struct arena *arena)
{
        *out = (struct grey){0};
        if (image->kind == IMAGE_JPEG)
                return grey_decode_jpeg(out, file, image->rotation, arena);
        return image->kind == IMAGE_PNG && grey_decode_png(out, file, arena);
}
