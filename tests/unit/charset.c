/* Our own tables of other encodings, held against the C library's iconv for every input. Where they differ, a row says so. */
#include "core/base/charset.h"
#include "core/base/text.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int start(void **state)
{
        *state = arena_new(abort);
        return 0;
}

static int stop(void **state)
{
        arena_free(*state);
        return 0;
}

/* The whole of it as UTF-8; NULL where the C library refuses something. */
static const char *theirs(const char *to, const char *from, const void *bytes, size_t n)
{
        static char out[64];
        static iconv_t way[2];
        static const char *open[2][2];
        char *in = (char *)(uintptr_t)bytes, *at = out;
        size_t left = n, room = sizeof out - 1;
        int i = strcmp(to, "UTF-8") != 0;

        if (open[i][0] != to || open[i][1] != from) {
                if (open[i][0])
                        iconv_close(way[i]);
                way[i] = iconv_open(to, from);
                assert_true(way[i] != (iconv_t)-1);
                open[i][0] = to;
                open[i][1] = from;
        }
        iconv(way[i], NULL, NULL, NULL, NULL);
        if (iconv(way[i], &in, &left, &at, &room) == (size_t)-1)
                return NULL;
        *at = '\0';
        return out;
}

static const char *ours(enum charset charset, const void *bytes, size_t n)
{
        static char out[64];
        static struct arena *arena;
        struct buffer text;
        bool whole;

        arena = arena_new(abort);
        text = buffer_in(arena);
        whole = charset_decode(&text, (struct bytes){bytes, n}, charset) == n && text.n < sizeof out;
        if (whole)
                memcpy(out, text.n ? text.at : "", text.n + 1);
        arena_free(arena);
        return whole ? out : NULL;
}

static bool same(const char *a, const char *b)
{
        return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Which inputs of one or two bytes come out in another way, and how many they are. */
static void every_pair_of_bytes(void **state)
{
        static const struct {
                const char *name;
                enum charset charset;
                int only_ours, only_theirs, others;
        } rows[] = {
                {"CP932", CHARSET_CP932, 0, 0, 0},
                /* what JIS lacks: 83 cells of NEC's row 13, 374 of its rows 89 to 92, 1,880 free ones, 388 of IBM's */
                {"SHIFT_JIS", CHARSET_SHIFT_JIS, 2725, 0, 0},
                /* NEC's rows alone, for others begin above 0xFE */
                {"EUC-JP", CHARSET_EUC_JP, 83 + 374, 0, 0},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                int only_ours = 0, only_theirs = 0, others = 0;

                for (int first = 1; first < 256; first++) {
                        const unsigned char one = (unsigned char)first;
                        bool alone = ours(rows[i].charset, &one, 1);

                        if (!same(ours(rows[i].charset, &one, 1), theirs("UTF-8", rows[i].name, &one, 1)))
                                fail_msg("%s: %02x", rows[i].name, first);
                        for (int second = 1; second < 256 && !alone; second++) {
                                const unsigned char two[] = {one, (unsigned char)second};
                                const char *a = ours(rows[i].charset, two, 2),
                                           *b = theirs("UTF-8", rows[i].name, two, 2);

                                only_ours += a && !b;
                                only_theirs += b && !a;
                                others += a && b && strcmp(a, b) != 0;
                        }
                }
                assert_int_equal(only_ours, rows[i].only_ours);
                assert_int_equal(only_theirs, rows[i].only_theirs);
                assert_int_equal(others, rows[i].others);
        }
}

/* JIS X 0212 behind 0x8F in EUC-JP: the C library has 6,067 of them, we none. Nobody was seen to write it. */
static void no_supplementary_kanji(void **state)
{
        int refused = 0;

        (void)state;
        for (int row = 0xA1; row <= 0xFE; row++)
                for (int cell = 0xA1; cell <= 0xFE; cell++) {
                        const unsigned char three[] = {0x8F, (unsigned char)row, (unsigned char)cell};

                        assert_null(ours(CHARSET_EUC_JP, three, 3));
                        refused += theirs("UTF-8", "EUC-JP", three, 3) != NULL;
                }
        assert_int_equal(refused, 6067);
}

static const char *utf8_of(int32_t c)
{
        unsigned char utf32[] = {(unsigned char)(c >> 24), (unsigned char)(c >> 16), (unsigned char)(c >> 8),
                                 (unsigned char)c};

        return theirs("UTF-8", "UTF-32BE", utf32, 4);
}

static void every_character_into_cp932(void **state)
{
        int n = 0;

        (void)state;
        for (int32_t c = 1; c <= 0x10FFFF; c++) {
                const char *text = c >= 0xD800 && c <= 0xDFFF ? NULL : utf8_of(c), *wanted;
                char out[3] = "";
                size_t length = charset_cp932(out, c);

                wanted = text ? theirs("CP932", "UTF-8", text, strlen(text)) : NULL;
                if (wanted &&
                    !*wanted) /* U+E0000 to E007F: the C library leaves them out, here they are characters like others */
                        wanted = NULL;
                n += wanted != NULL;
                if (!same(length ? out : NULL, wanted))
                        fail_msg("U+%04X", (unsigned)c);
        }
        /* 127 ASCII, 63 katakana, 9,604 pairs less 398 that stand twice or thrice, and 9 that are read as something else */
        assert_int_equal(n, 127 + 63 + 9604 - 398 + 9);
}

/* The nine: what is read back is what stands there in CP932. */
static void taken_for_another(void **state)
{
        static const struct {
                int32_t c;
                const char *back;
        } rows[] = {{0xA2, "￠"},  {0xA3, "￡"},  {0xA5, "\\"},   {0xAC, "￢"},  {0x2014, "―"},
                    {0x2016, "∥"}, {0x203E, "~"}, {0x2212, "－"}, {0x301C, "～"}};

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                char out[3] = "";
                size_t n = charset_cp932(out, rows[i].c);

                assert_string_equal(ours(CHARSET_CP932, out, n), rows[i].back);
        }
        /* Windows alone takes U+0080 and U+F8F0 to F8F3, for bytes that are no character (80, A0, FD to FF). We do not. */
        for (size_t i = 0; i < 5; i++) {
                static const int32_t c[] = {0x80, 0xF8F0, 0xF8F1, 0xF8F2, 0xF8F3};
                const unsigned char byte[] = {0x80, 0xA0, 0xFD, 0xFE, 0xFF};
                char out[2];

                assert_int_equal(charset_cp932(out, c[i]), 0);
                assert_null(ours(CHARSET_CP932, byte + i, 1));
        }
}

/* Every pair comes back, as itself or as the one of its copies that Windows takes. */
static void there_and_back(void **state)
{
        int other = 0, all = 0;

        (void)state;
        for (int first = 0x81; first <= 0xFC; first++)
                for (int second = 0x40; second <= 0xFC; second++) {
                        const unsigned char two[] = {(unsigned char)first, (unsigned char)second};
                        const char *text = ours(CHARSET_CP932, two, 2), *s = text;
                        char out[2], kept[8];

                        if (!text || (first >= 0xA0 && first <= 0xDF))
                                continue;
                        all++;
                        snprintf(kept, sizeof kept, "%s", text);
                        s = kept;
                        assert_int_equal(charset_cp932(out, text_next(&s)), 2);
                        other += memcmp(out, two, 2) != 0;
                        assert_string_equal(ours(CHARSET_CP932, out, 2), kept);
                }
        assert_int_equal(all, 9604);
        assert_int_equal(other, 398);
}

static void every_character_of_utf16(void **state)
{
        (void)state;
        for (int32_t c = 1; c <= 0x10FFFF; c++) {
                const int32_t high = c < 0x10000 ? c : 0xD800 + ((c - 0x10000) >> 10), low = 0xDC00 + (c & 0x3FF);
                const unsigned char big[] = {(unsigned char)(high >> 8), (unsigned char)high, (unsigned char)(low >> 8),
                                             (unsigned char)low};
                const unsigned char little[] = {big[1], big[0], big[3], big[2]};
                size_t n = c < 0x10000 ? 2 : 4;
                const char *text = c >= 0xD800 && c <= 0xDFFF ? NULL : utf8_of(c);

                if (!same(ours(CHARSET_UTF16BE, big, n), text) || !same(ours(CHARSET_UTF16LE, little, n), text))
                        fail_msg("U+%04X", (unsigned)c);
        }
}

static void every_cell_of_iso_2022_jp(void **state)
{
        int more = 0;

        (void)state;
        for (int row = 0x21; row <= 0x7E; row++)
                for (int cell = 0x21; cell <= 0x7E; cell++) {
                        char bytes[] = {0x1B, '$', 'B', (char)row, (char)cell, 0x1B, '(', 'B'};
                        const char *a = ours(CHARSET_JIS, bytes, sizeof bytes),
                                   *b = theirs("UTF-8", "ISO-2022-JP", bytes, sizeof bytes);

                        if (b && !same(a, b))
                                fail_msg("%02x%02x", (unsigned)row, (unsigned)cell);
                        more += a && !b;
                }
        assert_int_equal(more, 83 + 374); /* NEC's rows, as in EUC-JP */
}

/* Where what can be decoded ends, and what it is. */
static void as_far_as_it_goes(void **state)
{
#define B(literal) literal, sizeof(literal) - 1
        static const struct {
                enum charset charset;
                const char *bytes;
                size_t n, good;
                const char *text;
        } rows[] = {
                {CHARSET_CP932, B(""), 0, ""},
                {CHARSET_CP932, B("a\x82\xa0"), 3, "aあ"},
                {CHARSET_CP932, B("a\x82"), 1, "a"},   /* half of a character */
                {CHARSET_CP932, B("a\x82 b"), 1, "a"}, /* no second byte */
                {CHARSET_CP932, B("\xb1\x5c\x7e"), 3, "ｱ\\~"},
                {CHARSET_CP932, B("\x87\x8a\xfb\xfc"), 4, "㈱髙"}, /* NEC's, IBM's */
                {CHARSET_CP932, B("\x80"), 0, ""},
                {CHARSET_SHIFT_JIS, B("\x5c\x7e\x81\x60\x87\x8a"), 6, "¥‾〜㈱"},
                {CHARSET_EUC_JP, B("\xa4\xa2\x8e\xb1\xa1\xc1\xad\xea\\"), 9, "あｱ〜㈱\\"},
                {CHARSET_EUC_JP, B("\xa4"), 0, ""},
                {CHARSET_EUC_JP, B("\xa4\xa2\x8f\xb0\xa1"), 2, "あ"}, /* JIS X 0212 */
                {CHARSET_EUC_JP, B("\xf5\xa1"), 0, ""},               /* a row that is free: EUC-JP has none of those */
                {CHARSET_JIS, B("a\x1b$B$\"\x1b(Jb\\\x1b(B\\"), 15, "aあb¥\\"},
                {CHARSET_JIS, B("\x1b$@$\"\n$\"\x1b(B"), 11, "あ\nあ"}, /* 1978; a line end does not end the kanji */
                {CHARSET_JIS, B("a\x1b$"), 1, "a"},
                {CHARSET_JIS, B("\x1b(Ia"), 4, "\x1b(Ia"}, /* an escape that it does not have: nothing changes */
                {CHARSET_JIS, B("\x1b$B$"), 3, ""},
                {CHARSET_JIS, B("\xb1"), 0, ""},
                {CHARSET_UTF16LE,
                 B("\xff\xfe"
                   "B0"),
                 4, "\xef\xbb\xbfあ"},
                {CHARSET_UTF16LE, B("B0a"), 2, "あ"},
                {CHARSET_UTF16BE, B("\xd8\x40\xdc\x0b"), 4, "𠀋"},
                {CHARSET_UTF16BE, B("0B\xd8\x40"), 2, "あ"}, /* half of a pair */
                {CHARSET_UTF16BE,
                 B("\xd8\x40"
                   "0B"),
                 0, ""},
                {CHARSET_LATIN_1, B("a\xe4\x80"), 3, "aä\xc2\x80"},
        };

        for (size_t i = 0; i < COUNT(rows); i++) {
                struct buffer out = buffer_in(*state);
                struct bytes bytes = {(const unsigned char *)rows[i].bytes, rows[i].n};

                assert_int_equal(charset_decode(&out, bytes, rows[i].charset), rows[i].good);
                assert_int_equal(charset_decode(NULL, bytes, rows[i].charset), rows[i].good);
                assert_string_equal(out.at ? out.at : "", rows[i].text);
        }
}

static void longer_than_a_piece(void **state)
{
        struct buffer in = buffer_in(*state), out = buffer_in(*state);

        for (int i = 0; i < 5000; i++)
                buffer_text(&in, i % 3 ? "\x82\xa0" : "a\xb1");
        assert_int_equal(charset_decode(&out, buffer_bytes(&in), CHARSET_CP932), in.n);
        for (const char *s = out.at; *s;)
                assert_in_range(text_next(&s), 'a', 0xFFFF);
        assert_memory_equal(text_encode(out.at, ENC_CP932, *state).at, in.at, in.n);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(every_pair_of_bytes),
                cmocka_unit_test(no_supplementary_kanji),
                cmocka_unit_test(every_character_into_cp932),
                cmocka_unit_test(taken_for_another),
                cmocka_unit_test(there_and_back),
                cmocka_unit_test(every_character_of_utf16),
                cmocka_unit_test(every_cell_of_iso_2022_jp),
                cmocka_unit_test(as_far_as_it_goes),
                cmocka_unit_test(longer_than_a_piece),
        };
        return cmocka_run_group_tests_name("charset", tests, start, stop);
}
