/* Scans and PDF receipts are decoded once, at intake, by our own calls with error handlers
 * (libharu aborts the process on a damaged PNG and accepts an empty JPEG silently). A warning of the decoder counts as damage,
 * unless no pixel is lost: bytes between markers, left-overs behind the picture, a text chunk whose CRC is wrong. */
#ifndef SOROE_IMAGE_H
#define SOROE_IMAGE_H

#include "core/base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

#define IMAGE_MOST_BYTES  IMAGE_MOST_MEMORY /* a file is held whole */
#define IMAGE_MOST_PIXELS INT64_C(100000000)
#define IMAGE_MOST_MEMORY ((size_t)44 << 20) /* of a file and its decoder together: 64 MB with the program */

/* The kinds behind IMAGE_PDF are recognised only to tell a person what the file is and what to do: the portal does not take them. */
enum image_kind {
        IMAGE_NONE,
        IMAGE_JPEG,
        IMAGE_PNG,
        IMAGE_PDF,
        IMAGE_HEIC,
        IMAGE_AVIF,
        IMAGE_TIFF,
        IMAGE_GIF,
        IMAGE_BMP,
        IMAGE_WEBP,
        IMAGE_JPEG_2000,
        IMAGE_JPEG_XL,
        IMAGE_PSD,
        IMAGE_KINDS
};

/* What a PDF carries besides its pages: bits of image.carries. */
enum pdf_carries { PDF_SCRIPT = 1, PDF_FILES = 2, PDF_FORM = 4, PDF_MEDIA = 8 };

struct image {
        enum image_kind kind;
        bool ok;
        /* It could not be looked at for want of memory, a child process or time. That says nothing about the file. */
        bool unchecked;
        const char *reason_ja, *reason_en; /* why not ok; NULL */
        const char *doubt_ja, *doubt_en;   /* what the file has too much or wrong beside its pixels; NULL */
        int32_t width, height, dpi;        /* pixels; dpi 0 if the file does not say */
        int32_t rotation;                  /* EXIF: degrees clockwise to turn it upright (0 90 180 270) */
        int32_t pages;                     /* of a PDF */
        int32_t carries;                   /* of a PDF: enum pdf_carries */
};

#define IMAGE_HEAD 1032                      /* so many bytes of a file, if it has them, tell its kind */
enum image_kind image_kind_of(struct bytes); /* by its first bytes, never by its name */
const char *image_ext(enum image_kind);      /* "jpg" "png" "pdf" "heic" "avif" "tif" "gif" "bmp" "webp"; "" */
/* スクリプト、添付ファイル¦scripts, attached files */
/* "ja¦en", as kept of a file that is not ok: limits of the day may have said so */
bool image_may_be_good(const char *reason);
const char *image_carries_words(struct arena *, int32_t carries);
void image_check(struct image *out, struct bytes, struct arena *);

#endif
