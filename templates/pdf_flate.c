#include "templates/pdf_flate.h"

#include <libdeflate.h>

#include "core/banned.h"

/* Nothing can fail with these arguments but for memory, which ends the process as everywhere. */
struct flated pdf_flate(struct bytes in, enum flate_effort effort, struct arena *arena)
{
        struct libdeflate_compressor *z = libdeflate_alloc_compressor((int)effort);
        size_t most = libdeflate_zlib_compress_bound(z, in.n), n = 0;
        unsigned char *out = arena_alloc_unset(arena, most);

        if (z)
                n = libdeflate_zlib_compress(z, in.at, in.n, out, most);
        if (!n)
                arena_handler(arena)();
        libdeflate_free_compressor(z);
        return (struct flated){{out, n}, in.n};
}

const char *pdf_flate_version(void)
{
        return LIBDEFLATE_VERSION_STRING;
}
