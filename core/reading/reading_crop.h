/* The part of a scan's picture that shows what was read, for a page or a workbook beside the typed value. */
#ifndef SOROE_READING_CROP_H
#define SOROE_READING_CROP_H

#include "core/format/thumbnail.h"
#include "core/reading/reading_paper.h"

/* Around a box of the page, so many lines above and below it, as wide as the page. `frame` (may be NULL): the box itself, in the
 * same pixels, from the upper left of `part`. False: the page does not say where it lies on the picture. */
bool reading_crop(struct picture_part *part, struct picture_part *frame, const struct reading_page *,
                  struct reading_box, int lines);

/* Around date and total, if they stand near each other; else around the total, or the date. False: neither was read. */
bool reading_crop_of(struct picture_part *part, const struct reading_page *, const struct read_paper *);

#endif
