/* Any bytes get a verdict: ok with a size or pages, or a reason in both languages; what is no picture has no small one. */
#include "core/format/thumbnail.h"

#include <stdlib.h>

#include "core/base/fuzz.h"

#include "core/banned.h"

void fuzz_target(struct bytes in, struct arena *arena)
{
        const struct thumbnail_want want = {64, 64, {1, 1, 40, 40}, 0};
        struct thumbnail small;
        struct image image;

        image_check(&image, in, arena);
        if (image.ok ? image.pages < 1 && (image.width < 1 || image.height < 1) : !image.reason_ja || !image.reason_en)
                abort();
        if (image.rotation % 90 || image.rotation < 0 || image.rotation > 270 || image.dpi < 0)
                abort();
        if (thumbnail_make(&small, in, &want, arena) && (!image.ok || image.kind == IMAGE_PDF || small.width < 1 ||
                                                         small.width > 64 || small.height < 1 || small.height > 64))
                abort();
}
