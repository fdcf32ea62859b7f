#include "core/format/image_decode.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "core/banned.h"

struct png_reader {
        struct image *image;
        struct bytes bytes;
        size_t at;
        png_structp png;
        png_infop info;
        jmp_buf out;
};

__attribute__((noreturn)) static void on_error(png_structp png, png_const_charp words)
{
        struct png_reader *r = png_get_error_ptr(png);

        if (strcasestr(words, "memory"))
                image_leave_unchecked(r->image, "メモリーが足りません", "out of memory");
        else
                image_refuse(r->image, "壊れたPNG", "a damaged PNG");
        longjmp(r->out, 1);
}

/* Damage to pixels is an error already, except a wrong checksum over all of them. Other warnings concern bytes beside or behind the
 * picture. */
static void on_warning(png_structp png, png_const_charp words)
{
        struct png_reader *r = png_get_error_ptr(png);

        if (strstr(words, "data check") || strncmp(words, "tRNS", 4) == 0)
                on_error(png, words);
        image_doubt(r->image, "画像のほかに、余分か誤りのあるデータ", "data too much or wrong beside the picture");
}

static void on_read(png_structp png, png_bytep to, size_t n)
{
        struct png_reader *r = png_get_io_ptr(png);

        if (n > r->bytes.n - r->at) {
                image_refuse(r->image, "途中で切れたPNG", "a PNG cut off");
                longjmp(r->out, 1);
        }
        memcpy(to, r->bytes.at + r->at, n);
        r->at += n;
}

/* Chunks before the picture, from the signature on: length, type, content, CRC (PNG specification, 5.3). acTL announces
 * an animation, of which libpng would show the first picture without a word. */
static bool is_animated(struct bytes bytes)
{
        size_t at = 8;

        while (at < bytes.n && bytes.n - at >= 12) {
                const unsigned char *p = bytes.at + at;
                size_t n = (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];

                if (memcmp(p + 4, "acTL", 4) == 0)
                        return true;
                if (memcmp(p + 4, "IDAT", 4) == 0 || n > bytes.n - at - 12)
                        return false;
                at += 12 + n;
        }
        return false;
}

static int32_t dpi_of(const struct png_reader *r)
{
        int64_t per_metre = png_get_pixels_per_meter(r->png, r->info);

        return per_metre > 1000000 ? 0 : (int32_t)((per_metre * 254 + 5000) / 10000);
}

static void set_up(struct png_reader *r)
{
        png_set_error_fn(r->png, r, on_error, on_warning);
        png_set_benign_errors(r->png, 1);
        png_set_read_fn(r->png, r, on_read);
        png_set_user_limits(r->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX); /* ours speak for themselves */
        png_set_chunk_cache_max(r->png, IMAGE_MOST_CHUNKS);
        png_set_crc_action(r->png, PNG_CRC_ERROR_QUIT, PNG_CRC_WARN_DISCARD);
        /* Colour profiles and texts are skipped, their CRC apart: nothing here uses them, and Photoshop's own sRGB profile
         * makes libpng warn. */
        png_set_keep_unknown_chunks(r->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
        png_set_keep_unknown_chunks(r->png, PNG_HANDLE_CHUNK_AS_DEFAULT, (png_const_bytep) "pHYs", 1);
}

/* The last chunk is the same in every PNG. libpng 1.6.48 no longer holds it against its CRC. */
static bool ends_whole(const struct png_reader *r)
{
        static const char end[12] = "\0\0\0\0IEND\xAE\x42\x60\x82";

        return r->at >= sizeof end && memcmp(r->bytes.at + r->at - sizeof end, end, sizeof end) == 0;
}

/* Inflates and unfilters every row, and keeps none. */
static void decode(struct png_reader *r)
{
        uint32_t height;
        int passes;

        png_read_info(r->png, r->info);
        height = png_get_image_height(r->png, r->info);
        if (!image_set_size(r->image, png_get_image_width(r->png, r->info), height))
                return;
        r->image->dpi = dpi_of(r);
        passes = png_set_interlace_handling(r->png);
        for (int pass = 0; pass < passes; pass++)
                for (uint32_t y = 0; y < height; y++)
                        png_read_row(r->png, NULL, NULL);
        png_read_end(r->png, NULL);
        if (!ends_whole(r))
                on_error(r->png, "IEND");
        r->image->ok = true;
}

static void run(struct png_reader *r)
{
        if (setjmp(r->out))
                return;
        set_up(r);
        decode(r);
}

void image_check_png(struct image *image, struct bytes bytes)
{
        struct png_reader r = {.image = image, .bytes = bytes};

        if (is_animated(bytes)) {
                image_refuse(image, "動くPNG", "an animated PNG");
                return;
        }
        r.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
        r.info = r.png ? png_create_info_struct(r.png) : NULL;
        if (r.info)
                run(&r);
        else
                image_leave_unchecked(image, "メモリーが足りません", "out of memory");
        png_destroy_read_struct(&r.png, &r.info, NULL);
}
