/* Scans and PDF receipts are decoded once, at intake, by our own calls with error handlers
 * (libharu aborts the process on a damaged PNG and accepts an empty JPEG silently). A warning of the decoder counts as damage. */
#ifndef SOROE_IMAGE_H
#define SOROE_IMAGE_H

#include "core/buffer.h"

#include <stdbool.h>
#include <stdint.h>

#define IMAGE_MOST_BYTES  ((size_t)64 << 20)
#define IMAGE_MOST_PIXELS INT64_C(100000000)

enum image_kind { IMAGE_NONE, IMAGE_JPEG, IMAGE_PNG, IMAGE_PDF, IMAGE_HEIC, IMAGE_TIFF };

struct image {
        enum image_kind kind;
        bool ok;
        const char *reason_ja, *reason_en; /* why not ok; NULL */
        int32_t width, height, dpi;        /* pixels; dpi 0 if the file does not say */
        int32_t rotation;                  /* EXIF: degrees clockwise to turn it upright (0 90 180 270) */
        int32_t pages;                     /* of a PDF */
};

enum image_kind image_kind_of(struct bytes); /* by its first bytes, never by its name */
const char *image_ext(enum image_kind);      /* "jpg" "png" "pdf" "heic" "tif"; "" */
void image_check(struct image *out, struct bytes, struct arena *);

#endif
