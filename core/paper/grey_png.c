#include "core/paper/grey.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "core/banned.h"

enum { MOST_INTERLACED = 100 << 20 }; /* bytes; such a picture is whole only after its last pass */

struct decoder {
        struct bytes bytes;
        size_t at;
        png_structp png;
        png_infop info;
        jmp_buf out;
};

__attribute__((noreturn)) static void on_error(png_structp png, png_const_charp words)
{
        struct decoder *d = png_get_error_ptr(png);

        (void)words;
        longjmp(d->out, 1);
}

static void on_warning(png_structp png, png_const_charp words)
{
        (void)png;
        (void)words;
}

static void on_read(png_structp png, png_bytep to, size_t n)
{
        struct decoder *d = png_get_io_ptr(png);

        if (n > d->bytes.n - d->at)
                longjmp(d->out, 1);
        memcpy(to, d->bytes.at + d->at, n);
        d->at += n;
}

/* Whatever the file has becomes eight bits of grey on white. */
static void set_up(struct decoder *d)
{
        const png_color_16 white = {0, 0xffff, 0xffff, 0xffff, 0xffff};
        png_structp png = d->png;

        png_set_error_fn(png, d, on_error, on_warning);
        png_set_benign_errors(png, 1);
        png_set_read_fn(png, d, on_read);
        png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
        png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
        png_read_info(png, d->info);
        png_set_expand(png);
        png_set_strip_16(png);
        if (png_get_color_type(png, d->info) & PNG_COLOR_MASK_ALPHA || png_get_valid(png, d->info, PNG_INFO_tRNS))
                png_set_background(png, &white, PNG_BACKGROUND_GAMMA_SCREEN, 0, 1);
        if (png_get_color_type(png, d->info) & PNG_COLOR_MASK_COLOR)
                png_set_rgb_to_gray(png, 1, -1, -1);
}

static bool take_rows(struct decoder *d, struct grey *out, int passes, struct arena *arena)
{
        const uint32_t width = png_get_image_width(d->png, d->info), height = png_get_image_height(d->png, d->info);
        const size_t bytes = png_get_rowbytes(d->png, d->info);
        struct grey_rows rows;
        unsigned char *row;

        if (passes > 1 && bytes > (size_t)MOST_INTERLACED / height)
                return false;
        row = arena_alloc(arena, passes > 1 ? bytes * height : bytes);
        for (int pass = 0; pass < passes - 1; pass++)
                for (uint32_t y = 0; y < height; y++)
                        png_read_row(d->png, row + bytes * y, NULL);
        if (!grey_rows_start(&rows, out, (int32_t)width, (int32_t)height, 0, arena))
                return false;
        for (uint32_t y = 0; y < height; y++) {
                unsigned char *to = passes > 1 ? row + bytes * y : row;

                png_read_row(d->png, to, NULL);
                grey_rows_take(&rows, to);
        }
        return true;
}

static bool run(struct decoder *d, struct grey *out, struct arena *arena)
{
        int passes;

        if (setjmp(d->out))
                return false;
        set_up(d);
        passes = png_set_interlace_handling(d->png);
        png_read_update_info(d->png, d->info);
        return png_get_channels(d->png, d->info) == 1 && take_rows(d, out, passes, arena);
}

bool grey_decode_png(struct grey *out, struct bytes file, struct arena *arena)
{
        struct decoder d = {.bytes = file};
        bool decoded = false;

        d.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
        d.info = d.png ? png_create_info_struct(d.png) : NULL;
        if (d.info)
                decoded = run(&d, out, arena);
        png_destroy_read_struct(&d.png, &d.info, NULL);
        return decoded;
}
