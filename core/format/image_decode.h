/* The decoders behind image_check, one file per library. Each gets an image whose kind is set and whose bytes are within
 * the limit; it fills in what it learns and ends with ok, or with the first reason against it. */
#ifndef SOROE_IMAGE_DECODE_H
#define SOROE_IMAGE_DECODE_H

#include "core/format/image.h"

#define IMAGE_MOST_SIDE      65500             /* also the most that JPEG can say */
#define IMAGE_LEAST_MEMORY   ((size_t)8 << 20) /* of a decoder, however large the file */
#define IMAGE_MOST_SCANS     100               /* of a progressive JPEG; real ones have about ten */
#define IMAGE_MOST_CHUNKS    1000              /* of a PNG, beside the picture itself */
#define IMAGE_MOST_PAGES     1000              /* of a PDF */
#define IMAGE_MOST_NOTES     1000              /* annotations looked at on a page, fields of a form */
#define IMAGE_MOST_BOOKMARKS 2000              /* looked at; each may be a level deeper */
#define IMAGE_MOST_SECONDS   30                /* of a processor, for a PDF */
#define IMAGE_MOST_WAIT      600               /* seconds, however busy the machine is */

/* The words for a PDF that took more time or memory than it may. Of all verdicts, another machine may differ only in this one. */
#define IMAGE_UNREADABLE_JA "大きすぎるか壊れたPDF"
#define IMAGE_UNREADABLE_EN "a PDF damaged, or too large to read"

void image_check_jpeg(struct image *, struct bytes);
void image_check_png(struct image *, struct bytes);
void image_check_pdf(struct image *, struct bytes);

/* The memory that a decoder may take beside a file of n bytes. */
size_t image_memory(size_t n);
void image_refuse(struct image *, const char *ja, const char *en);
void image_leave_unchecked(struct image *, const char *ja, const char *en);
void image_doubt(struct image *, const char *ja, const char *en); /* the first one stays */
/* Sets the size. Returns false, with the reason set, if there is none or it is too large. */
bool image_set_size(struct image *, int64_t width, int64_t height);

#endif
