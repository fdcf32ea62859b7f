#include "core/format/image_decode.h"

#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <jerror.h>
#include <jpeglib.h>

#include "core/banned.h"

struct jpeg_reader {
        struct jpeg_decompress_struct jpeg;
        struct jpeg_error_mgr errors;
        struct jpeg_progress_mgr progress;
        struct image *image;
        jmp_buf out;
        bool in_picture; /* the header is read */
};

__attribute__((noreturn)) static void give_up(struct jpeg_reader *r, const char *ja, const char *en)
{
        image_refuse(r->image, ja, en);
        longjmp(r->out, 1);
}

/* A progressive JPEG is held whole while it is decoded, at two bytes a sample; any other one in a few rows. */
__attribute__((noreturn)) static void too_large(struct jpeg_reader *r)
{
        if (jpeg_has_multiple_scans(&r->jpeg))
                give_up(r, "大きすぎるプログレッシブJPEG。「プログレッシブ」を外して保存し直す",
                        "a progressive JPEG too large to decode; save it as a plain one");
        give_up(r, "大きすぎるJPEG", "a JPEG too large to decode");
}

__attribute__((noreturn)) static void on_error(j_common_ptr jpeg)
{
        switch (jpeg->err->msg_code) {
        case JERR_OUT_OF_MEMORY: /* of the machine: ours is said by the other two */
                image_leave_unchecked(((struct jpeg_reader *)jpeg->client_data)->image, "メモリーが足りません",
                                      "out of memory");
                longjmp(((struct jpeg_reader *)jpeg->client_data)->out, 1);
        case JERR_NO_BACKING_STORE:
        case JERR_IMAGE_TOO_BIG:
        case JERR_WIDTH_OVERFLOW:
                too_large(jpeg->client_data);
        case JERR_NO_IMAGE:
        case JERR_EMPTY_IMAGE:
                give_up(jpeg->client_data, "画像のないJPEG", "a JPEG without image");
        default:
                give_up(jpeg->client_data, "壊れたJPEG", "a damaged JPEG");
        }
}

/* A few bytes too many before a marker are what some scanners and cameras write; many of them inside a picture are what is left
 * of data that was misread. Colour hints that are odd cost no pixel. */
enum { MOST_STRAY = 64 };

static bool costs_no_pixel(const struct jpeg_reader *r)
{
        const struct jpeg_decompress_struct *jpeg = &r->jpeg;

        switch (jpeg->err->msg_code) {
        case JWRN_EXTRANEOUS_DATA: /* how many, before which marker */
                return !r->in_picture || jpeg->err->msg_parm.i[0] <= MOST_STRAY;
        case JWRN_ADOBE_XFORM:
        case JWRN_JFIF_MAJOR:
                return true;
        default:
                return false;
        }
}

/* Level -1 is a warning: the decoder has made something up, or put up with something. */
static void on_message(j_common_ptr jpeg, int level)
{
        struct jpeg_reader *r = jpeg->client_data;

        if (level >= 0)
                return;
        if (!costs_no_pixel(r))
                give_up(r, "途中で切れたか壊れたJPEG", "a JPEG cut off or damaged");
        image_doubt(r->image, "JPEG の中の余分なバイト", "stray bytes in the JPEG");
}

/* Thousands of empty scans over a large image would take hours (libjpeg-turbo, "Two issues with the JPEG standard"). */
static void on_progress(j_common_ptr jpeg)
{
        struct jpeg_reader *r = jpeg->client_data;

        if (r->jpeg.input_scan_number > IMAGE_MOST_SCANS)
                give_up(r, "壊れたJPEG", "a damaged JPEG");
}

/* The TIFF structure inside an APP1 "Exif" segment (CIPA DC-008, 4.6). Outside its bytes it reads zero. */
struct exif {
        const unsigned char *at;
        size_t n;
        bool little;
};

static uint32_t number(const struct exif *e, size_t at, size_t size)
{
        uint32_t value = 0;

        if (at > e->n || e->n - at < size)
                return 0;
        for (size_t i = 0; i < size; i++)
                value |= (uint32_t)e->at[at + i] << (8 * (e->little ? i : size - 1 - i));
        return value;
}

/* Degrees clockwise that turn the picture upright, per orientation 1 to 8; 2, 4, 5 and 7 are mirrored besides, which no
 * camera or scanner writes: they are only turned. */
static const int16_t rotations[] = {0, 0, 0, 180, 180, 270, 90, 90, 270};

static int32_t resolution(const struct exif *e, size_t at)
{
        uint32_t num = number(e, at, 4), den = number(e, at + 4, 4);

        return den && num / den <= UINT16_MAX ? (int32_t)(num / den) : 0;
}

static void read_exif(struct image *image, struct exif e)
{
        size_t ifd = number(&e, 4, 4), count = number(&e, ifd, 2);
        int32_t dots = 0;
        bool per_cm = false;

        if (number(&e, 2, 2) != 42)
                return;
        for (size_t i = 0; i < count; i++) {
                size_t entry = ifd + 2 + 12 * i;
                uint32_t tag = number(&e, entry, 2), value = number(&e, entry + 8, 2);

                if (tag == 0x0112 && value < sizeof rotations / sizeof *rotations)
                        image->rotation = rotations[value];
                else if (tag == 0x011a)
                        dots = resolution(&e, number(&e, entry + 8, 4));
                else if (tag == 0x0128)
                        per_cm = value == 3;
        }
        if (image->dpi == 0)
                image->dpi = per_cm ? dots * 254 / 100 : dots;
}

static void read_markers(struct image *image, const struct jpeg_decompress_struct *jpeg)
{
        if (jpeg->saw_JFIF_marker && jpeg->density_unit == 1)
                image->dpi = jpeg->X_density;
        else if (jpeg->saw_JFIF_marker && jpeg->density_unit == 2)
                image->dpi = jpeg->X_density * 254 / 100;
        for (jpeg_saved_marker_ptr m = jpeg->marker_list; m; m = m->next) {
                size_t n = m->data_length;

                if (n < 14 || memcmp(m->data, "Exif\0\0", 6) != 0)
                        continue;
                read_exif(image, (struct exif){m->data + 6, n - 6, m->data[6] == 'I'});
                return;
        }
}

/* Every coefficient is decoded; an eighth of the size spares the transformation to pixels, which cannot fail. */
static void decode(struct jpeg_reader *r)
{
        struct jpeg_decompress_struct *jpeg = &r->jpeg;
        JSAMPARRAY row;

        jpeg_read_header(jpeg, TRUE);
        if (!image_set_size(r->image, jpeg->image_width, jpeg->image_height))
                return;
        if (jpeg->arith_code) /* no PDF can hold it, and few programs show it */
                give_up(r, "算術符号のJPEG。ふつうのJPEGで保存し直す",
                        "an arithmetic-coded JPEG; save it as a plain one");
        read_markers(r->image, jpeg);
        jpeg->scale_num = 1;
        jpeg->scale_denom = 8;
        jpeg->out_color_space = jpeg->jpeg_color_space;
        jpeg->do_fancy_upsampling = FALSE;
        jpeg->dct_method = JDCT_IFAST;
        r->in_picture = true;
        jpeg_start_decompress(jpeg);
        row = jpeg->mem->alloc_sarray((j_common_ptr)jpeg, JPOOL_IMAGE,
                                      jpeg->output_width * (JDIMENSION)jpeg->output_components, 1);
        while (jpeg->output_scanline < jpeg->output_height)
                jpeg_read_scanlines(jpeg, row, 1);
        jpeg_finish_decompress(jpeg);
        r->image->ok = true;
}

static void run(struct jpeg_reader *r, struct bytes bytes)
{
        if (setjmp(r->out))
                return;
        jpeg_create_decompress(&r->jpeg);
        r->jpeg.client_data = r;
        r->jpeg.progress = &r->progress;
        r->jpeg.mem->max_memory_to_use = (long)image_memory(bytes.n);
        jpeg_mem_src(&r->jpeg, bytes.at, bytes.n);
        jpeg_save_markers(&r->jpeg, JPEG_APP0 + 1, 4096);
        decode(r);
}

void image_check_jpeg(struct image *image, struct bytes bytes)
{
        struct jpeg_reader r = {.image = image, .progress = {.progress_monitor = on_progress}};

        r.jpeg.err = jpeg_std_error(&r.errors);
        r.errors.error_exit = on_error;
        r.errors.emit_message = on_message;
        r.jpeg.client_data = &r;
        run(&r, bytes);
        jpeg_destroy_decompress(&r.jpeg);
}
