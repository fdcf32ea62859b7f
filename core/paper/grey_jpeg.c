#include "core/paper/grey.h"

#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>

#include <jpeglib.h>

#include "core/banned.h"

enum { MOST_MEMORY = 64 << 20, MOST_SCANS = 100 };

struct decoder {
        struct jpeg_decompress_struct jpeg;
        struct jpeg_error_mgr errors;
        struct jpeg_progress_mgr progress;
        jmp_buf out;
};

__attribute__((noreturn)) static void on_error(j_common_ptr jpeg)
{
        longjmp(((struct decoder *)jpeg->client_data)->out, 1);
}

/* What the file has wrong was judged before (image_check). */
static void on_message(j_common_ptr jpeg, int level)
{
        (void)jpeg;
        (void)level;
}

static void on_progress(j_common_ptr jpeg)
{
        struct decoder *d = jpeg->client_data;

        if (d->jpeg.input_scan_number > MOST_SCANS)
                on_error(jpeg);
}

/* Four inks: the light that is left. Adobe writes them the other way round. */
static void mix(unsigned char *row, size_t width, bool inverted)
{
        for (size_t x = 0; x < width; x++) {
                const unsigned char *p = row + 4 * x;
                unsigned light = 0;

                for (int i = 0; i < 3; i++)
                        light += (unsigned)((inverted ? p[i] * p[3] : (255 - p[i]) * (255 - p[3])) / 255);
                row[x] = (unsigned char)(light / 3);
        }
}

static bool decode(struct decoder *d, struct grey *out, int32_t rotation, struct arena *arena)
{
        struct jpeg_decompress_struct *jpeg = &d->jpeg;
        struct grey_rows rows;
        JSAMPARRAY row;
        bool inks;

        jpeg_read_header(jpeg, TRUE);
        inks = jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK;
        jpeg->out_color_space = inks ? JCS_CMYK : JCS_GRAYSCALE;
        jpeg_start_decompress(jpeg);
        if (!grey_rows_start(&rows, out, (int32_t)jpeg->output_width, (int32_t)jpeg->output_height, rotation, arena))
                return false;
        row = jpeg->mem->alloc_sarray((j_common_ptr)jpeg, JPOOL_IMAGE,
                                      jpeg->output_width * (JDIMENSION)jpeg->output_components, 1);
        while (jpeg->output_scanline < jpeg->output_height) {
                jpeg_read_scanlines(jpeg, row, 1);
                if (inks)
                        mix(row[0], jpeg->output_width, jpeg->saw_Adobe_marker);
                grey_rows_take(&rows, row[0]);
        }
        jpeg_finish_decompress(jpeg);
        return true;
}

static bool run(struct decoder *d, struct grey *out, struct bytes file, int32_t rotation, struct arena *arena)
{
        if (setjmp(d->out))
                return false;
        jpeg_create_decompress(&d->jpeg);
        d->jpeg.client_data = d;
        d->jpeg.progress = &d->progress;
        d->jpeg.mem->max_memory_to_use = MOST_MEMORY;
        jpeg_mem_src(&d->jpeg, file.at, file.n);
        return decode(d, out, rotation, arena);
}

bool grey_decode_jpeg(struct grey *out, struct bytes file, int32_t rotation, struct arena *arena)
{
        struct decoder d = {.progress = {.progress_monitor = on_progress}};
        bool decoded;

        d.jpeg.err = jpeg_std_error(&d.errors);
        d.errors.error_exit = on_error;
        d.errors.emit_message = on_message;
        d.jpeg.client_data = &d;
        decoded = run(&d, out, file, rotation, arena);
        jpeg_destroy_decompress(&d.jpeg);
        return decoded;
}
