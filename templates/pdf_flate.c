#include "templates/pdf_flate.h"

#include <zlib.h>

#include "core/banned.h"

/* Neither call can fail with these arguments but for memory, which ends the process as everywhere. */
struct flated pdf_flate(struct bytes in, enum flate_effort effort, struct arena *arena)
{
        uLongf n = compressBound((uLong)in.n);
        unsigned char *out = arena_alloc(arena, n);

        if (compress2(out, &n, in.at, (uLong)in.n, (int)effort) != Z_OK)
                arena_handler(arena)();
        return (struct flated){{out, n}, in.n};
}
