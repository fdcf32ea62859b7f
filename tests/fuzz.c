/* Calls the target of a *_fuzz.c: by libFuzzer (tests/fuzz.sh), or on files (tests/replay.c). */
#include "core/base/fuzz.h"

#include <stdlib.h>

#include "core/format/xml/xml.h"
#include "core/platform/platform.h"

#include "core/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct arena *fuzz_kept(void)
{
        static struct arena *kept;

        if (!kept) {
                xml_start();
                kept = arena_new(abort);
        }
        return kept;
}

int fuzz_file(struct bytes bytes)
{
        int fd = platform_memory_file("fuzz");

        if (fd < 0 || !platform_write(fd, bytes.at, bytes.n))
                abort();
        return fd;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        struct arena *arena = arena_child(fuzz_kept());

        fuzz_target((struct bytes){data, size}, arena);
        arena_free(arena);
        return 0;
}
