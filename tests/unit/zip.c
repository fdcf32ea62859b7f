/* ZIP: APPNOTE 6.3.10, and docs/formats.md: every field of the ZIP has exactly one permitted value. */
#include "core/format/zip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct date day = {2026, 1, 15};

static struct arena *arena;

static int start(void **state)
{
        (void)state;
        arena = arena_new(abort);
        return 0;
}

static int stop(void **state)
{
        (void)state;
        arena_free(arena);
        return 0;
}

static void put(struct zip_members *members, const char *name, const char *text)
{
        struct zip_member *m = vec_add(arena, members);

        m->name = name;
        m->bytes = bytes_of(text);
}

/* A copy, so that the sanitizers see a step over its end. */
static struct bytes written(const struct zip_members *members)
{
        struct buffer out = buffer_in(arena);

        assert_true(zip_write(&out, members, day));
        return (struct bytes){(unsigned char *)arena_strndup(arena, out.at, out.n), out.n};
}

static struct bytes two_members(void)
{
        struct zip_members members = {0};

        put(&members, "top/a.txt", "one");
        put(&members, "top/data/b.txt", "two");
        return written(&members);
}

static enum status try(struct bytes file, struct zip_fault *fault)
{
        struct zip_members members;
        struct date read;

        *fault = (struct zip_fault){0};
        return zip_read_strict(&members, &read, file, arena, fault);
}

/* 2026-01-15: (2026 - 1980) << 9 | 1 << 5 | 15 = 0x5c2f. CRC-32 of "123456789" is its published check value,
 * cbf43926. Mode 0100644 = 0x81a4 in the upper half of the attributes. */
static void a_tiny_archive_has_these_bytes(void **state)
{
        /* clang-format off */
        static const unsigned char expected[] = {
                /* 0: local header: signature, version 1.0, flags, stored, time 0, date */
                'P', 'K', 3, 4, 10, 0, 0, 0, 0, 0, 0, 0, 0x2f, 0x5c,
                /* CRC, size twice, name length 3, no extra field */
                0x26, 0x39, 0xf4, 0xcb, 9, 0, 0, 0, 9, 0, 0, 0, 3, 0, 0, 0,
                /* name, content */
                't', '/', 'a', '1', '2', '3', '4', '5', '6', '7', '8', '9',
                /* 42: central header: signature, made by UNIX 2.0, then as above */
                'P', 'K', 1, 2, 20, 3, 10, 0, 0, 0, 0, 0, 0, 0, 0x2f, 0x5c,
                0x26, 0x39, 0xf4, 0xcb, 9, 0, 0, 0, 9, 0, 0, 0, 3, 0, 0, 0,
                /* no comment, disk 0, internal attributes 0, mode, offset 0, name */
                0, 0, 0, 0, 0, 0, 0, 0, 0xa4, 0x81, 0, 0, 0, 0, 't', '/', 'a',
                /* 91: end: signature, disks 0, 1 of 1 members, directory of 46 + 3 = 49 bytes at 42, no comment */
                'P', 'K', 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, 49, 0, 0, 0, 42, 0, 0, 0, 0, 0,
        };
        /* clang-format on */
        struct zip_members members = {0};
        struct bytes file;

        (void)state;
        put(&members, "t/a", "123456789");
        file = written(&members);
        assert_int_equal(sizeof expected, 30 + 3 + 9 + 46 + 3 + 22);
        assert_int_equal(file.n, sizeof expected);
        assert_memory_equal(file.at, expected, sizeof expected);
}

static void what_is_written_is_read_back(void **state)
{
        struct zip_members members = {0}, read;
        struct zip_fault fault;
        struct date on;

        (void)state;
        put(&members, "top/bagit.txt", "BagIt");
        put(&members, "top/data/empty", "");
        put(&members, "top/data/evidence/01-230e5377.jpg", "\xff\xd8\xff");
        assert_int_equal(zip_read_strict(&read, &on, written(&members), arena, &fault), OK);
        assert_int_equal(read.n, 3);
        for (size_t i = 0; i < 3; i++) {
                assert_string_equal(read.at[i].name, members.at[i].name);
                assert_int_equal(read.at[i].bytes.n, members.at[i].bytes.n);
                assert_memory_equal(read.at[i].bytes.at, members.at[i].bytes.at, members.at[i].bytes.n);
        }
        assert_true(on.year == 2026 && on.month == 1 && on.day == 15);
        assert_ptr_equal(zip_find(&read, "top/data/empty"), &read.at[1]);
        assert_null(zip_find(&read, "top/data/EMPTY"));
}

static void content_is_a_view_into_the_file(void **state)
{
        struct bytes file = two_members();
        struct zip_members read;
        struct zip_fault fault;
        struct date on;

        (void)state;
        assert_int_equal(zip_read_strict(&read, &on, file, arena, &fault), OK);
        assert_ptr_equal(read.at[0].bytes.at, file.at + 30 + strlen("top/a.txt"));
}

static void every_changed_byte_is_refused(void **state)
{
        struct bytes file = two_members();
        unsigned char *copy = malloc(file.n);
        struct arena *model = arena;
        struct zip_fault fault;

        (void)state;
        assert_non_null(copy);
        memcpy(copy, file.at, file.n);
        arena = arena_child(model);
        for (size_t i = 0; i < file.n; i++) {
                for (int change = 1; change < 256; change++) {
                        copy[i] = (unsigned char)(file.at[i] ^ change);
                        assert_int_equal(try((struct bytes){copy, file.n}, &fault), ERR_INPUT);
                        assert_true(fault.ja && fault.en && fault.offset <= file.n);
                        arena_reset(arena);
                }
                copy[i] = file.at[i];
        }
        assert_int_equal(try((struct bytes){copy, file.n}, &fault), OK);
        arena_free(arena);
        arena = model;
        free(copy);
}

static void every_shorter_file_is_refused(void **state)
{
        struct bytes file = two_members();
        struct zip_fault fault;

        (void)state;
        for (size_t n = 0; n < file.n; n++) {
                unsigned char *copy = malloc(n ? n : 1);

                assert_non_null(copy);
                memcpy(copy, file.at, n);
                assert_int_equal(try((struct bytes){copy, n}, &fault), ERR_INPUT);
                assert_non_null(fault.en);
                free(copy);
        }
}

static struct bytes with(struct bytes file, size_t at, const void *bytes, size_t n)
{
        struct buffer out = buffer_in(arena);

        buffer_add(&out, file.at, at);
        buffer_add(&out, bytes, n);
        buffer_add(&out, file.at + at, file.n - at);
        return buffer_bytes(&out);
}

/* Before the first member, between members, before the directory, inside it, after the end. */
static void bytes_in_between_are_refused(void **state)
{
        struct bytes file = two_members();
        const size_t second = 30 + 9 + 3, directory = second + 30 + 14 + 3;
        const size_t places[] = {0, second, directory, directory + 46 + 9, file.n - 22, file.n};
        struct zip_fault fault;

        (void)state;
        for (size_t i = 0; i < COUNT(places); i++) {
                assert_int_equal(try(with(file, places[i], "\0", 1), &fault), ERR_INPUT);
                assert_int_equal(try(with(file, places[i], "PK\5\6", 4), &fault), ERR_INPUT);
        }
        assert_int_equal(try(with(file, file.n, "\n", 1), &fault), ERR_INPUT);
        assert_string_equal(fault.en, "bytes after the end");
        assert_int_equal(fault.offset, file.n);
}

/* Names are outside the CRC: a forger changes them in both headers, which then agree. */
static void renamed_in_both_headers(void **state)
{
        static const struct {
                const char *from, *to, *reason;
        } rows[] = {
                {"top/a.txt", "top/c.txt", NULL},
                {"top/a.txt", "top/b.txt", "a name stands twice"},
                {"top/a.txt", "TOP/B.TXT", "a name stands twice"},
                {"top/a.txt", "../../etc", "a name that is not permitted"},
                {"top/a.txt", "top/../ab", "a name that is not permitted"},
                {"top/a.txt", "/op/a.txt", "a name that is not permitted"},
                {"top/a.txt", "top\\a.txt", "a name that is not permitted"},
                {"top/a.txt", "top//.txt", "a name that is not permitted"},
                {"top/a.txt", "top/a.tx/", "a name that is not permitted"},
                {"top/a.txt", "top/a.tx.", "a name that is not permitted"},
                {"top/a.txt", "./p/a.txt", "a name that is not permitted"},
                {"top/a.txt", "C:p/a.txt", "a name that is not permitted"},
                {"top/a.txt", "top/a\ntxt", "a name that is not permitted"},
                {"top/a.txt", "top/\xe3\x81\x82xt", "a name that is not permitted"},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct zip_members members = {0};
                struct zip_fault fault;
                unsigned char *bytes;
                size_t n = strlen(rows[i].from);
                struct bytes file;

                put(&members, "top/a.txt", "one");
                put(&members, "top/b.txt", "two");
                file = written(&members);
                bytes = (unsigned char *)arena_strndup(arena, (const char *)file.at, file.n);
                assert_int_equal(strlen(rows[i].to), n);
                for (size_t at = 0; at + n <= file.n; at++)
                        if (memcmp(bytes + at, rows[i].from, n) == 0)
                                memcpy(bytes + at, rows[i].to, n);
                assert_int_equal(try((struct bytes){bytes, file.n}, &fault), rows[i].reason ? ERR_INPUT : OK);
                if (rows[i].reason)
                        assert_string_equal(fault.en, rows[i].reason);
        }
}

/* A date that all headers agree on must still be one: 2026-02-31 is 46 << 9 | 2 << 5 | 31 = 0x5c5f. */
static void a_date_outside_the_calendar_is_refused(void **state)
{
        struct bytes file = two_members();
        unsigned char *bytes = (unsigned char *)arena_strndup(arena, (const char *)file.at, file.n);
        struct zip_fault fault;
        int changed = 0;

        (void)state;
        for (size_t at = 0; at + 2 <= file.n; at++) {
                if (bytes[at] == 0x2f && bytes[at + 1] == 0x5c) {
                        bytes[at] = 0x5f;
                        changed++;
                }
        }
        assert_int_equal(changed, 4);
        assert_int_equal(try((struct bytes){bytes, file.n}, &fault), ERR_INPUT);
        assert_string_equal(fault.en, "the members' date is not in the calendar");
}

static void the_fault_says_what_and_where(void **state)
{
        static const struct {
                size_t offset;
                const char *reason;
        } rows[] = {
                {0, "no ZIP header where one must stand"},
                {4, "the version field differs from its permitted value"},
                {6, "the flags differ from their permitted value"}, /* encryption, data descriptor, UTF-8 */
                {8, "a member is not stored"},
                {10, "the time is not zero"},
                {28, "an extra field is not permitted"},
                {30 + 9 + 3 + 12, "the members' dates differ"},
        };
        struct bytes file = two_members();

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                unsigned char *bytes = (unsigned char *)arena_strndup(arena, (const char *)file.at, file.n);
                struct zip_fault fault;

                bytes[rows[i].offset] ^= 8;
                assert_int_equal(try((struct bytes){bytes, file.n}, &fault), ERR_INPUT);
                assert_string_equal(fault.en, rows[i].reason);
                assert_int_equal(fault.offset, rows[i].offset);
        }
}

static void the_writer_refuses_names(void **state)
{
        static const struct {
                const char *name;
                bool permitted;
        } rows[] = {
                {"top/a.txt", true}, {"a", true},        {"4710123458-online/data/README.txt", true},
                {"", false},         {"/a", false},      {"a/", false},
                {"a//b", false},     {"..", false},      {"../a", false},
                {"a/..", false},     {"a/../b", false},  {".", false},
                {"a/./b", false},    {".hidden", false}, {"a/b.", false},
                {"a\\b", false},     {"C:a", false},     {"a b", false},
                {"a%b", false},      {"領収書", false},  {"a\x7f", false},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct buffer out = buffer_in(arena);
                struct zip_members members = {0};

                put(&members, rows[i].name, "");
                assert_int_equal(zip_name_permitted(rows[i].name, strlen(rows[i].name)), rows[i].permitted);
                assert_int_equal(zip_write(&out, &members, day), rows[i].permitted);
                if (!rows[i].permitted)
                        assert_int_equal(out.n, 0);
        }
        assert_false(zip_name_permitted("a\0b", 3));
}

static void the_writer_refuses_names_that_clash(void **state)
{
        static const struct {
                const char *a, *b, *c;
                bool permitted;
        } rows[] = {
                {"t/a", "t/b", "t/c", true},  {"t/a", "t/ab", "t/a-b", true},   {"t/a", "t/b", "t/a", false},
                {"t/a", "t/b", "T/A", false}, {"t/a", "t/a-b", "t/a/b", false}, /* a file and a folder */
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct buffer out = buffer_in(arena);
                struct zip_members members = {0};

                put(&members, rows[i].a, "");
                put(&members, rows[i].b, "");
                put(&members, rows[i].c, "");
                assert_int_equal(zip_write(&out, &members, day), rows[i].permitted);
        }
}

static bool can_write(size_t members_n, size_t size, size_t name_size, struct date on)
{
        struct buffer out = buffer_in(arena);
        struct zip_members members = {0};
        char *name;

        for (size_t i = 0; i < members_n; i++) {
                put(&members, arena_printf(arena, "t/%zu", i), "");
                members.at[i].bytes.n = size;
        }
        if (name_size) {
                name = arena_alloc(arena, name_size + 1);
                memset(name, 'n', name_size);
                members.at[0].name = name;
        }
        return zip_write(&out, &members, on);
}

/* A DOS date holds the years 1980 to 2107. */
static void limits(void **state)
{
        const struct {
                size_t members, size, name;
                struct date on;
                bool permitted;
        } rows[] = {
                {1, 0, 0, day, true},
                {0, 0, 0, day, false},
                {ZIP_MOST_MEMBERS, 0, 0, day, true},
                {ZIP_MOST_MEMBERS + 1, 0, 0, day, false},
                {1, 0, ZIP_MOST_NAME, day, true},
                {1, 0, ZIP_MOST_NAME + 1, day, false},
                {1, ZIP_MOST_BYTES, 0, day, false}, /* never read: the headers do not fit any more */
                {1, SIZE_MAX, 0, day, false},
                {2, SIZE_MAX / 2 + 1, 0, day, false},
                {1, 0, 0, {1979, 12, 31}, false},
                {1, 0, 0, {1980, 1, 1}, true},
                {1, 0, 0, {2107, 12, 31}, true},
                {1, 0, 0, {2108, 1, 1}, false},
                {1, 0, 0, {2026, 2, 29}, false},
                {1, 0, 0, {0, 0, 0}, false},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++)
                assert_int_equal(can_write(rows[i].members, rows[i].size, rows[i].name, rows[i].on), rows[i].permitted);
}

static void the_same_members_give_the_same_bytes(void **state)
{
        struct bytes a = two_members(), b = two_members();

        (void)state;
        assert_int_equal(a.n, b.n);
        assert_memory_equal(a.at, b.at, a.n);
}

static void the_archive_may_follow_other_bytes_in_the_buffer(void **state)
{
        struct bytes alone = two_members();
        struct buffer out = buffer_in(arena);
        struct zip_members members = {0};

        (void)state;
        put(&members, "top/a.txt", "one");
        put(&members, "top/data/b.txt", "two");
        buffer_text(&out, "before");
        assert_true(zip_write(&out, &members, day));
        assert_int_equal(out.n, 6 + alone.n);
        assert_memory_equal(out.at + 6, alone.at, alone.n);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(a_tiny_archive_has_these_bytes),
                cmocka_unit_test(what_is_written_is_read_back),
                cmocka_unit_test(content_is_a_view_into_the_file),
                cmocka_unit_test(every_changed_byte_is_refused),
                cmocka_unit_test(every_shorter_file_is_refused),
                cmocka_unit_test(bytes_in_between_are_refused),
                cmocka_unit_test(renamed_in_both_headers),
                cmocka_unit_test(a_date_outside_the_calendar_is_refused),
                cmocka_unit_test(the_fault_says_what_and_where),
                cmocka_unit_test(the_writer_refuses_names),
                cmocka_unit_test(the_writer_refuses_names_that_clash),
                cmocka_unit_test(limits),
                cmocka_unit_test(the_same_members_give_the_same_bytes),
                cmocka_unit_test(the_archive_may_follow_other_bytes_in_the_buffer),
        };
        return cmocka_run_group_tests(tests, start, stop);
}
