#include "core/format/image_decode.h"

#include <string.h>

#include "core/banned.h"

/* The first bytes of each kind, `from` bytes into the file. To add a kind: add a row, its extension, and what
 * image_check does with it. */
static const struct {
        enum image_kind kind;
        size_t from, n;
        const char *bytes;
} magics[] = {
        {IMAGE_JPEG, 0, 3, "\xff\xd8\xff"},
        {IMAGE_PNG, 0, 8, "\x89PNG\r\n\x1a\n"},
        {IMAGE_PDF, 0, 5, "%PDF-"},
        {IMAGE_TIFF, 0, 4, "II*\0"},
        {IMAGE_TIFF, 0, 4, "MM\0*"},
        /* ISO 14496-12, 4.3: the brand of the file type box; ISO 23008-12, annex B */
        {IMAGE_HEIC, 4, 8, "ftypheic"},
        {IMAGE_HEIC, 4, 8, "ftypheix"},
        {IMAGE_HEIC, 4, 8, "ftypheim"},
        {IMAGE_HEIC, 4, 8, "ftypheis"},
        {IMAGE_HEIC, 4, 8, "ftyphevc"},
        {IMAGE_HEIC, 4, 8, "ftyphevx"},
        {IMAGE_HEIC, 4, 8, "ftypmif1"},
        {IMAGE_HEIC, 4, 8, "ftypmsf1"},
        {IMAGE_AVIF, 4, 8, "ftypavif"},
        {IMAGE_AVIF, 4, 8, "ftypavis"},
        {IMAGE_GIF, 0, 6, "GIF87a"},
        {IMAGE_GIF, 0, 6, "GIF89a"},
        {IMAGE_JPEG_2000, 0, 12, "\0\0\0\x0cjP  \r\n\x87\n"},
        {IMAGE_JPEG_2000, 0, 4, "\xff\x4f\xff\x51"},
        {IMAGE_JPEG_XL, 0, 12, "\0\0\0\x0cJXL \r\n\x87\n"},
        {IMAGE_PSD, 0, 6, "8BPS\0\1"},
};

static bool begins(struct bytes b, size_t from, const char *word, size_t n)
{
        return b.n >= from + n && memcmp(b.at + from, word, n) == 0;
}

/* Viewers look for the header in the first 1,024 bytes (ISO 32000-1, annex H.3, 13): what a mail program or a web server has left
 * before it does no harm. A table that speaks of PDFs has no such line, and no object behind it. */
static bool is_pdf_behind(struct bytes bytes)
{
        const size_t head = bytes.n < IMAGE_HEAD ? bytes.n : IMAGE_HEAD;

        for (size_t i = 1; i < IMAGE_HEAD - 8 && i + 8 <= bytes.n; i++) {
                const unsigned char *p = bytes.at + i;

                if (memcmp(p, "%PDF-", 5) == 0 && p[5] >= '1' && p[5] <= '2' && p[6] == '.' && p[7] >= '0' &&
                    p[7] <= '9' &&
                    (!(p[-1] >= ' ' && p[-1] < 0x7f && p[-1] != '-') || memmem(p, head - i, " 0 obj", 6)))
                        return true;
        }
        return false;
}

enum image_kind image_kind_of(struct bytes bytes)
{
        for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
                if (begins(bytes, magics[i].from, magics[i].bytes, magics[i].n))
                        return magics[i].kind;
        if (is_pdf_behind(bytes))
                return IMAGE_PDF;
        if (begins(bytes, 0, "RIFF", 4) && begins(bytes, 8, "WEBP", 4))
                return IMAGE_WEBP;
        /* "BM" begins many a text: the four reserved bytes and the size of the next header, 12 to 124, tell */
        if (begins(bytes, 0, "BM", 2) && begins(bytes, 6, "\0\0\0\0", 4) && begins(bytes, 15, "\0\0\0", 3))
                return IMAGE_BMP;
        return IMAGE_NONE;
}

/* What files of each kind are called, and what to do with those that are not taken. */
static const struct {
        const char *ext, *ja, *en;
} kinds[IMAGE_KINDS] = {
        [IMAGE_NONE] = {"", "JPEG、PNG、PDFのどれでもない", "neither JPEG, PNG nor PDF"},
        [IMAGE_JPEG] = {"jpg", NULL, NULL},
        [IMAGE_PNG] = {"png", NULL, NULL},
        [IMAGE_PDF] = {"pdf", NULL, NULL},
        [IMAGE_HEIC] = {"heic", "HEIC形式。JPEGで保存し直す", "HEIC; save it as JPEG"},
        [IMAGE_AVIF] = {"avif", "AVIF形式。JPEGで保存し直す", "AVIF; save it as JPEG"},
        [IMAGE_TIFF] = {"tif", "TIFF形式。JPEGかPDFで保存し直す", "TIFF; save it as JPEG or PDF"},
        [IMAGE_GIF] = {"gif", "GIF形式。PNGかJPEGで保存し直す", "GIF; save it as PNG or JPEG"},
        [IMAGE_BMP] = {"bmp", "BMP形式。PNGかJPEGで保存し直す", "BMP; save it as PNG or JPEG"},
        [IMAGE_WEBP] = {"webp", "WebP形式。JPEGで保存し直す", "WebP; save it as JPEG"},
        [IMAGE_JPEG_2000] = {"jp2", "JPEG 2000形式。JPEGで保存し直す", "JPEG 2000; save it as JPEG"},
        [IMAGE_JPEG_XL] = {"jxl", "JPEG XL形式。JPEGで保存し直す", "JPEG XL; save it as JPEG"},
        [IMAGE_PSD] = {"psd", "Photoshop形式。JPEGかPNGで保存し直す", "Photoshop; save it as JPEG or PNG"},
};

const char *image_ext(enum image_kind kind)
{
        return kinds[kind].ext;
}

size_t image_memory(size_t n)
{
        return n + IMAGE_LEAST_MEMORY < IMAGE_MOST_MEMORY ? IMAGE_MOST_MEMORY - n : IMAGE_LEAST_MEMORY;
}

void image_refuse(struct image *image, const char *ja, const char *en)
{
        image->ok = false;
        image->reason_ja = ja;
        image->reason_en = en;
}

void image_leave_unchecked(struct image *image, const char *ja, const char *en)
{
        image_refuse(image, ja, en);
        image->unchecked = true;
}

bool image_may_be_good(const char *reason)
{
        return strcmp(reason, IMAGE_UNREADABLE_JA "¦" IMAGE_UNREADABLE_EN) == 0;
}

void image_doubt(struct image *image, const char *ja, const char *en)
{
        if (image->doubt_ja)
                return;
        image->doubt_ja = ja;
        image->doubt_en = en;
}

bool image_set_size(struct image *image, int64_t width, int64_t height)
{
        if (width < 1 || height < 1) {
                image_refuse(image, "大きさのない画像", "an image without size");
                return false;
        }
        if (width > IMAGE_MOST_SIDE || height > IMAGE_MOST_SIDE || width * height > IMAGE_MOST_PIXELS) {
                image_refuse(image, "画素が多すぎる画像", "too many pixels");
                return false;
        }
        image->width = (int32_t)width;
        image->height = (int32_t)height;
        return true;
}

void image_check(struct image *out, struct bytes bytes, struct arena *arena)
{
        (void)arena; /* the decoders' memory is their own, and gone when they return */
        *out = (struct image){.kind = image_kind_of(bytes)};
        if (bytes.n == 0)
                image_refuse(out, "空のファイル", "an empty file");
        else if (bytes.n > IMAGE_MOST_BYTES)
                image_refuse(out, "大きすぎるファイル(64MBまで)", "larger than 64 MB");
        else if (out->kind == IMAGE_JPEG)
                image_check_jpeg(out, bytes);
        else if (out->kind == IMAGE_PNG)
                image_check_png(out, bytes);
        else if (out->kind == IMAGE_PDF)
                image_check_pdf(out, bytes);
        else
                image_refuse(out, kinds[out->kind].ja, kinds[out->kind].en);
}

const char *image_carries_words(struct arena *arena, int32_t carries)
{
        static const struct {
                enum pdf_carries bit;
                const char *ja, *en;
        } words[] = {{PDF_SCRIPT, "スクリプト", "scripts"},
                     {PDF_FILES, "添付ファイル", "attached files"},
                     {PDF_FORM, "入力欄", "form fields"},
                     {PDF_MEDIA, "音声・動画・立体", "sound, film or 3D"}};
        struct buffer ja = buffer_in(arena), en = buffer_in(arena);

        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
                if (!(carries & (int32_t)words[i].bit))
                        continue;
                buffer_printf(&ja, "%s%s", ja.n ? "、" : "", words[i].ja);
                buffer_printf(&en, "%s%s", en.n ? ", " : "", words[i].en);
        }
        return arena_printf(arena, "%s¦%s", ja.n ? ja.at : "", en.n ? en.at : "");
}
