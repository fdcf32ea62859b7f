/* Any bytes get a verdict: ok with a size or pages, or a reason in both languages. */
#include "core/format/image.h"

#include <stdlib.h>

#include "core/banned.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
        struct arena *arena = arena_new(abort);
        struct image image;

        image_check(&image, (struct bytes){bytes, n}, arena);
        if (image.ok ? image.pages < 1 && (image.width < 1 || image.height < 1) : !image.reason_ja || !image.reason_en)
                abort();
        if (image.rotation % 90 || image.rotation < 0 || image.rotation > 270 || image.dpi < 0)
                abort();
        arena_free(arena);
        return 0;
}
