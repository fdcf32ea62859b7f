/* Any bytes: members are read as long as they are what tar_header writes, and each is written again to the same bytes. */
#include "core/backup/tar.h"

#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_again(const struct tar_member *m, const uint8_t *data, size_t from, size_t to)
{
        unsigned char header[TAR_MOST_HEADER];

        if (tar_header(header, m) != to - from || memcmp(header, data + from, to - from) != 0)
                abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        FILE *in = size ? fmemopen((void *)(uintptr_t)data, size, "rb") : NULL;
        struct tar_member m;

        if (!in)
                return 0;
        for (;;) {
                long from = ftell(in);

                if (tar_read_header(&m, in) != TAR_MEMBER)
                        break;
                write_again(&m, data, (size_t)from, (size_t)ftell(in));
                if (m.size > (int64_t)size || fseek(in, (long)m.size, SEEK_CUR) != 0 || !tar_read_padding(in, m.size))
                        break;
        }
        fclose(in);
        return 0;
}
