/* Any bytes as the texts of somebody's bag: up to the first byte 0 bagit.txt, up to the second the manifest, then bag-info.txt. */
#include "templates/packet/bag_any.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/fuzz.h"

#include "core/banned.h"

void fuzz_target(struct bytes in, struct arena *arena)
{
        static const char *const names[] = {"b/bagit.txt", "b/manifest-md5.txt", "b/bag-info.txt"};
        struct zip_members members = {0};
        struct bag_fault fault;

        *vec_add(arena, &members) = (struct zip_member){"b/data/a", bytes_of("abc")};
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
                const uint8_t *end = in.n ? memchr(in.at, 0, in.n) : NULL;
                size_t n = end && i < 2 ? (size_t)(end - in.at) : in.n;

                *vec_add(arena, &members) = (struct zip_member){names[i], {in.at, n}};
                n += n < in.n;
                in = (struct bytes){in.at + n, in.n - n};
        }
        bag_any_check(&fault, &members, NULL, arena);
}
