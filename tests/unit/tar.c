/* The container of a backup (POSIX.1, pax): each header byte by byte, and what is not read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/backup/tar.h"

#include "core/banned.h"

static struct tar_member member(const char *name, size_t repeat, int64_t size, unsigned mode)
{
        struct tar_member m = {.size = size, .mode = mode};

        for (size_t i = 0; i < repeat; i++)
                memcpy(m.name + i * strlen(name), name, strlen(name));
        return m;
}

/* The sum of all bytes, the eight of the sum itself as spaces (32): worked out for "a", mode 0644, size 10:
 * 'a' 97 · mode "0000644" 5×48+54... = 7×48 + 6+4+4 = 350 · uid, gid 2×7×48 = 672 · size 11×48 + 1+2 = 531 (10 = octal 12)
 * · time 11×48 = 528 · sum 8×32 = 256 · type 48 · "ustar" 117+115+116+97+114 = 559, "00" 96 · two device numbers 672
 * = 3809 = octal 7341. */
static void a_header(void **state)
{
        unsigned char out[TAR_MOST_HEADER];
        const struct tar_member m = member("a", 1, 10, 0644);

        (void)state;
        assert_int_equal(tar_header(out, &m), TAR_BLOCK);
        assert_memory_equal(out, "a\0", 2);
        assert_memory_equal(out + 100,
                            "0000644\0"
                            "0000000\0"
                            "0000000\0"
                            "00000000012\0"
                            "00000000000\0"
                            "007341\0 0",
                            57);
        assert_memory_equal(out + 257, "ustar\00000", 8);
}

static void sizes_of_headers(void **state)
{
        static const struct {
                size_t name;
                int64_t size;
                unsigned mode;
                size_t bytes;
        } rows[] = {
                {1, 0, 0600, 512},
                {100, 0, 0600, 512},
                {101, 0, 0600, 1536}, /* header, "114 path=…\n" in one block, header */
                /* 3 digits, " path=" and the end of line are 10 bytes: 502 are one block, 503 are two */
                {502, 0, 0600, 1536},
                {503, 0, 0600, 2048},
                {1000, 0, 0600, 2048},
                {1, 8589934591, 0600, 512}, /* 8^11 - 1 */
                {0, 0, 0600, 0},
                {1, 8589934592, 0600, 0},
                {1, -1, 0600, 0},
                {1, 0, 0755, 0},
                {1, 0, 04600, 0},
        };
        unsigned char out[TAR_MOST_HEADER];

        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                const struct tar_member m = member("n", rows[i].name, rows[i].size, rows[i].mode);

                assert_int_equal(tar_header(out, &m), rows[i].bytes);
        }
        assert_int_equal(tar_padding(0), 0);
        assert_int_equal(tar_padding(1), 511);
        assert_int_equal(tar_padding(512), 0);
        assert_int_equal(tar_padding(8589934591), 1);
}

static void written_and_read(void **state)
{
        static const size_t names[] = {1, 99, 100, 101, 502, 503, 1000};

        (void)state;
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
                const struct tar_member m = member("n", names[i], 3, 0640);
                unsigned char out[TAR_MOST_HEADER + TAR_BLOCK + 2 * TAR_BLOCK] = {0};
                size_t n = tar_header(out, &m);
                FILE *in = fmemopen(out, n + 3 * TAR_BLOCK, "rb");
                struct tar_member read;

                memcpy(out + n, "abc", 3);
                assert_int_equal(tar_read_header(&read, in), TAR_MEMBER);
                assert_string_equal(read.name, m.name);
                assert_int_equal(read.size, 3);
                assert_int_equal(read.mode, 0640);
                assert_int_equal(fseek(in, 3, SEEK_CUR), 0);
                assert_true(tar_read_padding(in, 3));
                assert_int_equal(tar_read_header(&read, in), TAR_END);
                fclose(in);
        }
}

/* Every byte of a header has one value: any other one is not read as a member of the same name, size and mode. */
static void every_byte_counts(void **state)
{
        const struct tar_member m = member("name", 60, 512, 0600);
        unsigned char out[TAR_MOST_HEADER];
        size_t n = tar_header(out, &m), others = 0;

        (void)state;
        for (size_t i = 0; i < n; i++) {
                FILE *in;
                struct tar_member read;

                out[i] ^= 1;
                in = fmemopen(out, n, "rb");
                /* in the extended header it is another name */
                if (tar_read_header(&read, in) == TAR_MEMBER)
                        assert_string_not_equal(read.name, m.name);
                else
                        others++;
                fclose(in);
                out[i] ^= 1;
        }
        assert_int_equal(others, n - 240); /* 60 times "name" */
        for (size_t cut = 0; cut < n; cut++) {
                FILE *in = fmemopen(out, cut ? cut : 1, "rb");
                struct tar_member read;

                assert_int_not_equal(tar_read_header(&read, in), TAR_MEMBER);
                fclose(in);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(a_header),
                cmocka_unit_test(sizes_of_headers),
                cmocka_unit_test(written_and_read),
                cmocka_unit_test(every_byte_counts),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
