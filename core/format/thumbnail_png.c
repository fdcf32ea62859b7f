#include "core/format/thumbnail_private.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "core/format/image_decode.h"

#include "core/banned.h"

enum { RGBA = 4 };

struct thumbnail_reader {
        struct bytes bytes;
        size_t at;
        png_structp png;
        png_infop info;
        jmp_buf out;
};

__attribute__((noreturn)) static void on_error(png_structp png, png_const_charp words)
{
        (void)words;
        longjmp(((struct thumbnail_reader *)png_get_error_ptr(png))->out, 1);
}

/* Faults of the file were judged before (image_check). */
static void on_warning(png_structp png, png_const_charp words)
{
        (void)png;
        (void)words;
}

static void on_read(png_structp png, png_bytep to, size_t n)
{
        struct thumbnail_reader *r = png_get_io_ptr(png);

        if (n > r->bytes.n - r->at)
                longjmp(r->out, 1);
        memcpy(to, r->bytes.at + r->at, n);
        r->at += n;
}

/* Whatever it holds, a row comes as red, green, blue and how opaque, eight bits each. */
static void set_up(struct thumbnail_reader *r)
{
        png_set_read_fn(r->png, r, on_read);
        png_set_user_limits(r->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
        png_set_chunk_cache_max(r->png, IMAGE_MOST_CHUNKS);
        png_set_keep_unknown_chunks(r->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
        png_read_info(r->png, r->info);
        png_set_expand(r->png);
        png_set_strip_16(r->png);
        png_set_gray_to_rgb(r->png);
        png_set_add_alpha(r->png, 0xFF, PNG_FILLER_AFTER);
}

/* Lays pixels that are not opaque on white. Each pixel shrinks in its place from four bytes to three. */
static void lay_on_white(unsigned char *row, size_t width)
{
        for (size_t x = 0; x < width; x++)
                for (size_t i = 0; i < 3; i++) {
                        const unsigned a = row[x * RGBA + 3], c = row[x * RGBA + i];

                        row[x * 3 + i] = (unsigned char)((c * a + 255 * (255 - a) + 127) / 255);
                }
}

/* An interlaced one is held whole: none is made where that is too much. */
static bool read_rows(struct thumbnail_reader *r, struct scaler *s, struct arena *arena)
{
        const size_t width = png_get_image_width(r->png, r->info), height = png_get_image_height(r->png, r->info);
        const int passes = png_set_interlace_handling(r->png);
        const size_t held = passes > 1 ? height : 1;
        unsigned char *rows;

        if (width * RGBA > IMAGE_MOST_MEMORY / held)
                return false;
        rows = arena_alloc(arena, held * width * RGBA);
        png_read_update_info(r->png, r->info);
        for (int pass = 0; pass < passes; pass++)
                for (size_t y = 0; y < height; y++) {
                        unsigned char *row = rows + (passes > 1 ? y * width * RGBA : 0);

                        png_read_row(r->png, row, NULL);
                        if (pass < passes - 1)
                                continue;
                        lay_on_white(row, width);
                        scaler_take(s, (int32_t)y, row);
                }
        return true;
}

static bool run(struct thumbnail_reader *r, struct scaler *s, struct arena *arena)
{
        if (setjmp(r->out))
                return false;
        set_up(r);
        return read_rows(r, s, arena);
}

bool thumbnail_decode_png(struct scaler *s, struct bytes file, struct arena *arena)
{
        struct thumbnail_reader r = {.bytes = file};
        bool made;

        r.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &r, on_error, on_warning);
        r.info = r.png ? png_create_info_struct(r.png) : NULL;
        made = r.info && run(&r, s, arena);
        png_destroy_read_struct(&r.png, &r.info, NULL);
        return made;
}
