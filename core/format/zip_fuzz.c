/* What the strict reader accepts is, byte for byte, what the writer makes of its members. */
#include "core/format/zip.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/fuzz.h"

#include "core/banned.h"

void fuzz_target(struct bytes in, struct arena *arena)
{
        struct buffer again = buffer_in(arena);
        struct zip_members members;
        struct zip_fault fault = {0};
        struct date day;

        if (zip_read_strict(&members, &day, in, arena, &fault) == OK) {
                if (!zip_write(&again, &members, day) || again.n != in.n || memcmp(again.at, in.at, in.n) != 0)
                        abort();
        } else if (!fault.ja || !fault.en || fault.offset > in.n) {
                abort();
        }
}
