/* What the strict reader accepts is, byte for byte, what the writer makes of its members. */
#include "core/format/zip.h"

#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
        struct arena *arena = arena_new(abort);
        struct buffer again = buffer_in(arena);
        struct zip_members members;
        struct zip_fault fault = {0};
        struct date day;

        if (zip_read_strict(&members, &day, (struct bytes){bytes, n}, arena, &fault) == OK) {
                if (!zip_write(&again, &members, day) || again.n != n || memcmp(again.at, bytes, n) != 0)
                        abort();
        } else if (!fault.ja || !fault.en || fault.offset > n) {
                abort();
        }
        arena_free(arena);
        return 0;
}
