#include "templates/pdf/picture.h"

#include "core/format/image.h"

#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include <jpeglib.h>

#include "core/banned.h"

static const char *entries(const struct picture *p, const char *colours, int bits, const char *filter,
                           struct arena *arena)
{
        return arena_printf(arena,
                            "/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent %d "
                            "/Filter %s",
                            (int)p->width, (int)p->height, colours, bits, filter);
}

/* ---- JPEG */

struct jpeg_reader {
        struct jpeg_decompress_struct jpeg;
        struct jpeg_error_mgr errors;
        jmp_buf out;
};

__attribute__((noreturn)) static void on_jpeg_error(j_common_ptr jpeg)
{
        struct jpeg_reader *r = jpeg->client_data;

        longjmp(r->out, 1);
}

static void on_jpeg_message(j_common_ptr jpeg, int level)
{
        (void)jpeg;
        (void)level;
}

/* What a PDF reader cannot tell by itself: Adobe's programs store CMYK inverted, and three components without a marker
 * are YCbCr to a PDF even where their names say RGB (ISO 32000-1, table 13). */
static const char *jpeg_entries(const struct picture *p, const struct jpeg_decompress_struct *jpeg, struct arena *arena)
{
        switch (jpeg->num_components) {
        case 1:
                return entries(p, "/DeviceGray", 8, "/DCTDecode", arena);
        case 3:
                return entries(p, "/DeviceRGB", 8,
                               jpeg->jpeg_color_space == JCS_RGB ? "/DCTDecode /DecodeParms <</ColorTransform 0>>"
                                                                 : "/DCTDecode",
                               arena);
        case 4:
                return entries(p, "/DeviceCMYK", 8,
                               jpeg->saw_Adobe_marker ? "/DCTDecode /Decode [1 0 1 0 1 0 1 0]" : "/DCTDecode", arena);
        default:
                return NULL;
        }
}

static void read_jpeg_header(struct picture *out, struct jpeg_reader *r, struct bytes file, struct arena *arena)
{
        if (setjmp(r->out))
                return;
        jpeg_create_decompress(&r->jpeg);
        r->jpeg.client_data = r;
        jpeg_mem_src(&r->jpeg, file.at, file.n);
        jpeg_read_header(&r->jpeg, TRUE);
        out->width = (int32_t)r->jpeg.image_width;
        out->height = (int32_t)r->jpeg.image_height;
        out->entries = jpeg_entries(out, &r->jpeg, arena);
}

static bool read_jpeg(struct picture *out, struct bytes file, struct arena *arena)
{
        struct jpeg_reader r = {0};

        r.jpeg.err = jpeg_std_error(&r.errors);
        r.errors.error_exit = on_jpeg_error;
        r.errors.emit_message = on_jpeg_message;
        r.jpeg.client_data = &r;
        read_jpeg_header(out, &r, file, arena);
        jpeg_destroy_decompress(&r.jpeg);
        out->data = file;
        return out->entries != NULL;
}

/* ---- PNG */

enum { GREY = 0, RGB = 2, PALETTE = 3 }; /* colour types (PNG specification, 11.2.2) */

struct png_file {
        uint32_t width, height;
        int depth, colours;
        bool interlaced, transparent;
        struct bytes palette;
        struct buffer pixels; /* the IDAT chunks, joined: one zlib stream */
};

static uint32_t big_endian(const unsigned char *p)
{
        return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void take_chunk(struct png_file *png, const unsigned char *name, struct bytes content)
{
        if (memcmp(name, "IHDR", 4) == 0 && content.n == 13) {
                png->width = big_endian(content.at);
                png->height = big_endian(content.at + 4);
                png->depth = content.at[8];
                png->colours = content.at[9];
                png->interlaced = content.at[12];
        } else if (memcmp(name, "PLTE", 4) == 0) {
                png->palette = content;
        } else if (memcmp(name, "tRNS", 4) == 0) {
                png->transparent = true;
        } else if (memcmp(name, "IDAT", 4) == 0) {
                buffer_add(&png->pixels, content.at, content.n);
        }
}

/* Chunk by chunk from behind the signature: length, name, content, CRC. */
static bool read_chunks(struct png_file *png, struct bytes file, struct arena *arena)
{
        *png = (struct png_file){.pixels = buffer_in(arena)};
        buffer_reserve(&png->pixels, file.n);
        for (size_t at = 8; at < file.n && file.n - at >= 12;) {
                uint32_t n = big_endian(file.at + at);

                if (n > file.n - at - 12)
                        return false;
                take_chunk(png, file.at + at + 4, (struct bytes){file.at + at + 8, n});
                at += 12 + (size_t)n;
        }
        return png->width >= 1 && png->width <= INT32_MAX && png->height >= 1 && png->height <= INT32_MAX &&
               png->pixels.n;
}

static const char *indexed(struct bytes palette, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_printf(&out, "[/Indexed /DeviceRGB %zu <", palette.n / 3 - 1);
        for (size_t i = 0; i < palette.n / 3 * 3; i++)
                buffer_printf(&out, "%02x", palette.at[i]);
        buffer_text(&out, ">]");
        return out.at;
}

/* False where a PDF reader would not understand the rows as they are. */
static bool pass_through(struct picture *out, const struct png_file *png, struct arena *arena)
{
        const char *colours = png->colours == GREY ? "/DeviceGray" : png->colours == RGB ? "/DeviceRGB" : NULL;

        if (png->interlaced || png->transparent || png->depth > 8)
                return false;
        if (png->colours == PALETTE && png->palette.n >= 3)
                colours = indexed(png->palette, arena);
        if (!colours)
                return false;
        out->entries = entries(out, colours, png->depth,
                               arena_printf(arena,
                                            "/FlateDecode /DecodeParms <</Predictor 15 /Colors %d /BitsPerComponent %d "
                                            "/Columns %d>>",
                                            png->colours == RGB ? 3 : 1, png->depth, (int)out->width),
                               arena);
        out->data = buffer_bytes(&png->pixels);
        return true;
}

/* libpng composes on white, takes 16 bits down to 8 and undoes the interlacing. */
static bool decode(struct picture *out, struct bytes file, struct arena *arena)
{
        static const png_color white = {255, 255, 255};
        png_image image = {.version = PNG_IMAGE_VERSION};
        unsigned char *pixels, *packed;
        bool is_colour, ok;
        uLongf n;

        if (!png_image_begin_read_from_memory(&image, file.at, file.n))
                return false;
        image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB; /* else libpng takes 16 bits for linear light and brightens them */
        is_colour = image.format & PNG_FORMAT_FLAG_COLOR;
        image.format = is_colour ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
        pixels = arena_alloc(arena, PNG_IMAGE_SIZE(image));
        ok = png_image_finish_read(&image, &white, pixels, 0, NULL) != 0;
        n = compressBound(PNG_IMAGE_SIZE(image));
        packed = ok ? arena_alloc(arena, n) : NULL;
        ok = ok && compress2(packed, &n, pixels, PNG_IMAGE_SIZE(image), Z_DEFAULT_COMPRESSION) == Z_OK;
        png_image_free(&image);
        out->entries = entries(out, is_colour ? "/DeviceRGB" : "/DeviceGray", 8, "/FlateDecode", arena);
        out->data = (struct bytes){packed, n};
        return ok;
}

static bool read_png(struct picture *out, struct bytes file, struct arena *arena)
{
        struct png_file png;

        if (!read_chunks(&png, file, arena))
                return false;
        out->width = (int32_t)png.width;
        out->height = (int32_t)png.height;
        return pass_through(out, &png, arena) || decode(out, file, arena);
}

bool picture_read(struct picture *out, struct bytes file, struct arena *arena)
{
        *out = (struct picture){0};
        switch (image_kind_of(file)) {
        case IMAGE_JPEG:
                return read_jpeg(out, file, arena);
        case IMAGE_PNG:
                return read_png(out, file, arena);
        default:
                return false;
        }
}
