#include "core/format/thumbnail_private.h"

#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "core/format/image_decode.h"

#include "core/banned.h"

struct failure {
        struct jpeg_error_mgr errors;
        jmp_buf out;
};

__attribute__((noreturn)) static void on_error(j_common_ptr jpeg)
{
        longjmp(((struct failure *)jpeg->client_data)->out, 1);
}

/* Faults of the file were judged before (image_check). */
static void on_message(j_common_ptr jpeg, int level)
{
        (void)jpeg;
        (void)level;
}

static struct jpeg_error_mgr *quietly(struct failure *f)
{
        jpeg_std_error(&f->errors);
        f->errors.error_exit = on_error;
        f->errors.emit_message = on_message;
        return &f->errors;
}

/* ---- decoding */

/* The decoder halves by itself, cheaply and well, while twice the size that is wanted is left. */
static unsigned halving(const struct scaler *s)
{
        unsigned n = 8;

        while (n > 1 && (s->part.width / (int32_t)n < 2 * s->width || s->part.height / (int32_t)n < 2 * s->height))
                n /= 2;
        return n;
}

static int32_t least(int32_t a, int32_t b)
{
        return a < b ? a : b;
}

static void halve_part(struct scaler *s, int32_t n, int32_t width, int32_t height)
{
        struct picture_part *p = &s->part;

        *p = (struct picture_part){p->x / n, p->y / n, p->width / n, p->height / n};
        p->width = least(p->width, width - p->x);
        p->height = least(p->height, height - p->y);
}

/* A picture made for printing: its four inks, which Adobe writes the other way round, become three colours in their place. */
static void mix(unsigned char *row, size_t width, bool inverted)
{
        for (size_t x = 0; x < width; x++)
                for (size_t i = 0; i < 3; i++) {
                        const unsigned ink = row[x * 4 + i], black = row[x * 4 + 3];

                        row[x * 3 + i] = (unsigned char)((inverted ? ink * black : (255 - ink) * (255 - black)) / 255);
                }
}

static void decode(struct jpeg_decompress_struct *jpeg, struct scaler *s)
{
        JSAMPARRAY row;
        bool inks;

        jpeg_read_header(jpeg, TRUE);
        inks = jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK;
        jpeg->out_color_space = inks ? JCS_CMYK : JCS_RGB;
        jpeg->scale_num = 1;
        jpeg->scale_denom = halving(s);
        jpeg_start_decompress(jpeg);
        halve_part(s, (int32_t)jpeg->scale_denom, (int32_t)jpeg->output_width, (int32_t)jpeg->output_height);
        row = jpeg->mem->alloc_sarray((j_common_ptr)jpeg, JPOOL_IMAGE,
                                      jpeg->output_width * (JDIMENSION)jpeg->output_components, 1);
        while (jpeg->output_scanline < jpeg->output_height) {
                const int32_t y = (int32_t)jpeg->output_scanline;

                jpeg_read_scanlines(jpeg, row, 1);
                if (inks)
                        mix(row[0], jpeg->output_width, jpeg->saw_Adobe_marker);
                scaler_take(s, y, row[0]);
        }
        jpeg_finish_decompress(jpeg);
}

bool thumbnail_decode_jpeg(struct scaler *s, struct bytes file)
{
        struct jpeg_decompress_struct jpeg = {0};
        struct failure failure;

        jpeg.err = quietly(&failure);
        jpeg.client_data = &failure;
        if (setjmp(failure.out)) {
                jpeg_destroy_decompress(&jpeg);
                return false;
        }
        jpeg_create_decompress(&jpeg);
        jpeg.mem->max_memory_to_use = (long)image_memory(file.n);
        jpeg_mem_src(&jpeg, file.at, file.n);
        decode(&jpeg, s);
        jpeg_destroy_decompress(&jpeg);
        return true;
}

/* ---- encoding */

static void encode(struct jpeg_compress_struct *jpeg, const unsigned char *rgb, int quality)
{
        jpeg->input_components = 3;
        jpeg->in_color_space = JCS_RGB;
        jpeg_set_defaults(jpeg);
        jpeg->optimize_coding = TRUE;
        jpeg_set_quality(jpeg, quality, TRUE);
        jpeg_start_compress(jpeg, TRUE);
        while (jpeg->next_scanline < jpeg->image_height) {
                JSAMPROW row = (JSAMPROW)(rgb + (size_t)jpeg->next_scanline * jpeg->image_width * 3);

                jpeg_write_scanlines(jpeg, &row, 1);
        }
        jpeg_finish_compress(jpeg);
}

/* What libjpeg allocates outlives the jump: it is kept where both ways find it. */
struct encoder {
        struct jpeg_compress_struct jpeg;
        struct failure failure;
        unsigned char *to;
        unsigned long n;
};

static bool run(struct encoder *e, const unsigned char *rgb, int32_t width, int32_t height, int quality)
{
        if (setjmp(e->failure.out))
                return false;
        jpeg_create_compress(&e->jpeg);
        e->jpeg.image_width = (JDIMENSION)width;
        e->jpeg.image_height = (JDIMENSION)height;
        jpeg_mem_dest(&e->jpeg, &e->to, &e->n);
        encode(&e->jpeg, rgb, quality);
        return true;
}

bool thumbnail_encode(struct bytes *out, const unsigned char *rgb, int32_t width, int32_t height, int quality,
                      struct arena *arena)
{
        struct encoder e = {0};
        bool made;

        e.jpeg.err = quietly(&e.failure);
        e.jpeg.client_data = &e.failure;
        made = run(&e, rgb, width, height, quality);
        jpeg_destroy_compress(&e.jpeg);
        if (made)
                *out = (struct bytes){(unsigned char *)arena_strndup(arena, (const char *)e.to, e.n), e.n};
        free(e.to);
        return made;
}
