#include "templates/font/pdf_flate.h"

#include <libdeflate.h>

#include "core/banned.h"

struct flater {
        struct libdeflate_compressor *z;
};

/* Nothing can fail here except for want of memory, which ends the process as it does everywhere. */
struct flater *flater_new(enum flate_effort effort, struct arena *arena)
{
        struct flater *flater = ARENA_NEW(arena, struct flater);

        flater->z = libdeflate_alloc_compressor((int)effort);
        if (!flater->z)
                arena_handler(arena)();
        return flater;
}

void flater_free(struct flater *flater)
{
        libdeflate_free_compressor(flater->z);
}

struct flated pdf_flate(struct flater *flater, struct bytes in, struct arena *arena)
{
        size_t most = libdeflate_zlib_compress_bound(flater->z, in.n);
        unsigned char *out = arena_alloc_unset(arena, most);
        size_t n = libdeflate_zlib_compress(flater->z, in.at, in.n, out, most);

        if (!n)
                arena_handler(arena)();
        return (struct flated){{out, n}, in.n};
}

const char *pdf_flate_version(void)
{
        return LIBDEFLATE_VERSION_STRING;
}
