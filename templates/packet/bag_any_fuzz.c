/* Any bytes as the texts of somebody's bag: up to the first byte 0 bagit.txt, up to the second the manifest, then bag-info.txt. */
#include "templates/packet/bag_any.h"

#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        static const char *const names[] = {"b/bagit.txt", "b/manifest-md5.txt", "b/bag-info.txt"};
        struct arena *arena = arena_new(abort);
        struct zip_members members = {0};
        struct bag_fault fault;

        *vec_add(arena, &members) = (struct zip_member){"b/data/a", bytes_of("abc")};
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
                const uint8_t *end = size ? memchr(data, 0, size) : NULL;
                size_t n = end && i < 2 ? (size_t)(end - data) : size;

                *vec_add(arena, &members) = (struct zip_member){names[i], {data, n}};
                data += n + (n < size);
                size -= n + (n < size);
        }
        bag_any_check(&fault, &members, NULL, arena);
        arena_free(arena);
        return 0;
}
