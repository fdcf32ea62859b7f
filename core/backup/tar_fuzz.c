/* Any bytes: members are read as long as they are what tar_header writes, and each is written again to the same bytes. */
#include "core/backup/tar.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/fuzz.h"

#include "core/banned.h"

static void write_again(const struct tar_member *m, const uint8_t *data, size_t from, size_t to)
{
        unsigned char header[TAR_MOST_HEADER];

        if (tar_header(header, m) != to - from || memcmp(header, data + from, to - from) != 0)
                abort();
}

void fuzz_target(struct bytes in, struct arena *arena)
{
        FILE *file = in.n ? fmemopen((void *)(uintptr_t)in.at, in.n, "rb") : NULL;
        struct tar_member m;

        (void)arena;
        if (!file)
                return;
        for (;;) {
                long from = ftell(file);

                if (tar_read_header(&m, file) != TAR_MEMBER)
                        break;
                write_again(&m, in.at, (size_t)from, (size_t)ftell(file));
                if (m.size > (int64_t)in.n || fseek(file, (long)m.size, SEEK_CUR) != 0 ||
                    !tar_read_padding(file, m.size))
                        break;
        }
        fclose(file);
}
