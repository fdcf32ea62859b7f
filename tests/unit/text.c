/* Encodings and folding (docs/field.md 5): CP932 is told from UTF-8, names come back as typed, keys compare. */
#include "core/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define BYTES(literal)                                                                                                 \
        {                                                                                                              \
                (const unsigned char *)(literal), sizeof(literal) - 1                                                  \
        }

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

static void an_encoding_is_told_by_its_bytes(void **state)
{
        static const struct {
                struct bytes bytes;
                enum encoding encoding;
        } rows[] = {
                {BYTES(""), ENC_UTF8},
                {BYTES("a,b\r\n1,2\r\n"), ENC_UTF8},
                {BYTES("施設,薬局\n"), ENC_UTF8},
                {BYTES("𠮷"), ENC_UTF8},
                {BYTES("\xF4\x8F\xBF\xBF"), ENC_UTF8},
                {BYTES("\xEF\xBB\xBF"), ENC_UTF8_BOM},
                {BYTES("\xEF\xBB\xBF"
                       "施設"),
                 ENC_UTF8_BOM},
                {BYTES("\x8E\x7B\x90\xDD"), ENC_CP932},                 /* 施設 */
                {BYTES("code,\x96\xBC\x8F\xCC\r\n"), ENC_CP932},        /* 名称 */
                {BYTES("\x87\x40\x87\x8A\xFB\xFC\xFA\xB1"), ENC_CP932}, /* ①㈱髙﨑 */
                {BYTES("\xB1\xB2\xB3"), ENC_CP932},                     /* ｱｲｳ */
                {BYTES("abcdefgh\x83\x5C"), ENC_CP932},                 /* ソ, whose second byte is a backslash */
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                enum encoding encoding = (enum encoding)9;
                size_t bad = 0;

                assert_true(text_detect(&encoding, &bad, rows[i].bytes));
                assert_int_equal(encoding, rows[i].encoding);
        }
}

/* 0x80 0xA0 0xFD-0xFF stand in no CP932 text, so that none of these is either. */
static void bytes_that_are_no_text(void **state)
{
        static const struct {
                struct bytes bytes;
                size_t bad;
        } rows[] = {
                {BYTES("\xFF"), 0},
                {BYTES("abc\xFF"), 3},
                {BYTES("12345678\xFD"
                       "12345678"),
                 8},
                {BYTES("\xE6\x96\xBD\xFF"), 3},
                {BYTES("\xEF\xBB\xBF"
                       "ab\xFF"),
                 5},
                {BYTES("\xEF\xBB\xBF\x8E\x7B"), 3},
                {BYTES("\xFF\xFE"
                       "a\0"),
                 0}, /* UTF-16 with its mark */
                {BYTES("a\0b\0"), 1},
                {BYTES("abcdefgh\0"), 8}, /* UTF-16 without */
                {BYTES("\x8E\x7B\0"), 0},
                {BYTES("\xC0\x80\xFF"), 0},
                {BYTES("\xE0\x80\xAF\xFF"), 0},      /* overlong */
                {BYTES("a\xED\xA0\x80\xFF"), 1},     /* a surrogate */
                {BYTES("a\xF4\x90\x80\x80\xFF"), 1}, /* U+110000 */
                {BYTES("\xE6\x96\xBD\xE6"), 3},      /* cut off; in CP932 0xBD is ｽ and 0xE6 begins what never ends */
                {BYTES("\x81\x20"), 0},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                enum encoding encoding = (enum encoding)9;
                size_t bad = 99;

                if (text_detect(&encoding, &bad, rows[i].bytes) || bad != rows[i].bad)
                        fail_msg("row %zu: encoding %d, bad %zu, expected %zu", i, (int)encoding, bad, rows[i].bad);
        }
}

/* UTF-8 with one damaged byte: the place of that byte is reported, not where CP932 would have failed. */
static void one_bad_byte_in_a_long_file(void **state)
{
        struct arena *arena = *state;
        struct buffer b = buffer_in(arena);
        enum encoding encoding;
        size_t bad = 0, place;

        for (int i = 0; i < 3000; i++)
                buffer_text(&b, "1318814790,医療法人社団,12345\n");
        place = b.n;
        buffer_char(&b, '\xFF');
        buffer_text(&b, "薬局\n");
        assert_false(text_detect(&encoding, &bad, buffer_bytes(&b)));
        assert_int_equal(bad, place);
        b.at[place] = 'x';
        assert_true(text_detect(&encoding, &bad, buffer_bytes(&b)));
        assert_int_equal(encoding, ENC_UTF8);
}

static void cells_are_decoded(void **state)
{
        static const struct {
                struct bytes bytes;
                enum encoding encoding;
                const char *text;
        } rows[] = {
                {BYTES(""), ENC_UTF8, ""},
                {BYTES(""), ENC_CP932, ""},
                {BYTES("12,345"), ENC_CP932, "12,345"},
                {BYTES("薬局"), ENC_UTF8, "薬局"},
                {BYTES("\xEF\xBB\xBF"
                       "薬局"),
                 ENC_UTF8_BOM, "薬局"},
                {BYTES("\x8E\x7B\x90\xDD"), ENC_CP932, "施設"},
                {BYTES("\\12,345"), ENC_CP932, "\\12,345"},
                {BYTES("\x87\x40"), ENC_CP932, "①"},
                {BYTES("\x87\x8A"), ENC_CP932, "㈱"}, /* NEC row 13 */
                {BYTES("\xFB\xFC\xFA\xB1"), ENC_CP932, "髙﨑"},
                {BYTES("\xEE\xE0\xED\x95"), ENC_CP932, "髙﨑"}, /* IBM; NEC-selected */
                {BYTES("\x81\x60\x81\x7C"), ENC_CP932, "～－"},
                {BYTES("\xB1\xDE"), ENC_CP932, "ｱﾞ"},
                {BYTES("\xF0\x40"), ENC_CP932, "\xEE\x80\x80"}, /* U+E000: a private-use character stays one */
        };
        struct arena *arena = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                char *text = NULL;
                size_t bad = 99;

                assert_true(text_decode(&text, &bad, rows[i].bytes, rows[i].encoding, arena));
                assert_string_equal(text, rows[i].text);
        }
}

static void undecodable_cells_say_where(void **state)
{
        static const struct {
                struct bytes bytes;
                enum encoding encoding;
                size_t bad;
        } rows[] = {
                {BYTES("ab\xFF"), ENC_UTF8, 2},        {BYTES("施\xE6\x96"), ENC_UTF8, 3},
                {BYTES("ab\0c"), ENC_UTF8, 2},         {BYTES("\x8E\x7B\xFF"), ENC_CP932, 2},
                {BYTES("\x8E\x7B\x8E"), ENC_CP932, 2}, {BYTES("\x8E\x7B\0"), ENC_CP932, 2},
                {BYTES("\x85\x40"), ENC_CP932, 0},     {BYTES("a\0"), ENC_CP932, 1},
        };
        struct arena *arena = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                char *text = NULL;
                size_t bad = 99;

                assert_false(text_decode(&text, &bad, rows[i].bytes, rows[i].encoding, arena));
                assert_int_equal(bad, rows[i].bad);
                assert_null(text);
        }
}

static void assert_encoded(struct arena *arena, const char *text, enum encoding encoding, struct bytes expected)
{
        struct bytes bytes = text_encode(text, encoding, arena);

        assert_int_equal(bytes.n, expected.n);
        if (expected.n)
                assert_memory_equal(bytes.at, expected.at, expected.n);
}

static void text_is_encoded_for_its_source(void **state)
{
        struct arena *arena = *state;

        assert_encoded(arena, "", ENC_CP932, (struct bytes)BYTES(""));
        assert_encoded(arena, "薬局", ENC_UTF8, (struct bytes)BYTES("薬局"));
        assert_encoded(arena, "施設,1\r\n", ENC_CP932, (struct bytes)BYTES("\x8E\x7B\x90\xDD,1\r\n"));
        assert_encoded(arena, "髙﨑", ENC_CP932, (struct bytes)BYTES("\xFB\xFC\xFA\xB1"));
        assert_encoded(arena, "①㈱", ENC_CP932, (struct bytes)BYTES("\x87\x40\x87\x8A"));
        assert_encoded(arena, "〜～−－", ENC_CP932, (struct bytes)BYTES("\x81\x60\x81\x60\x81\x7C\x81\x7C"));
        assert_encoded(arena, "a𠮷b", ENC_CP932,
                       (struct bytes)BYTES("a\x81\xAC"
                                           "b")); /* 〓 */
        assert_encoded(arena,
                       "a\xFF"
                       "b",
                       ENC_CP932,
                       (struct bytes)BYTES("a\x81\xAC"
                                           "b"));
}

static void code_points_one_by_one(void **state)
{
        const char *s = "a薬𠮷";
        const char *broken = "a\xE8\x96";
        const char *overlong = "\xC1\x81", *surrogate = "\xED\xA0\x80", *beyond = "\xF4\x90\x80\x80";

        (void)state;
        assert_int_equal(text_next(&s), 'a');
        assert_int_equal(text_next(&s), 0x85AC);
        assert_int_equal(text_next(&s), 0x20BB7);
        assert_int_equal(text_next(&s), -1);
        assert_int_equal(*s, '\0');
        assert_int_equal(text_next(&broken), 'a');
        assert_int_equal(text_next(&broken), -1);
        assert_int_equal((unsigned char)*broken, 0xE8);
        assert_int_equal(text_next(&overlong), -1);
        assert_int_equal(text_next(&surrogate), -1);
        assert_int_equal(text_next(&beyond), -1);
}

static void valid_text_has_no_controls(void **state)
{
        static const char *const valid[] = {"", "abc\tdef\r\n", "薬局", "葛󠄀", "\xEE\x80\x80", "\xC2\xA0"};
        static const char *const invalid[] = {"\x01", "a\x1B[0m", "\x7F",         "\xC2\x80",    "\xC2\x9F",
                                              "\xFF", "薬\xE5",   "\xEF\xBF\xBE", "\xEF\xBF\xBF"};

        (void)state;
        for (size_t i = 0; i < COUNT(valid); i++)
                assert_true(text_is_valid(valid[i]));
        for (size_t i = 0; i < COUNT(invalid); i++)
                assert_false(text_is_valid(invalid[i]));
        assert_true(text_is_private_use(0xE000) && text_is_private_use(0xF8FF));
        assert_true(text_is_private_use(0xF0000) && text_is_private_use(0x10FFFD));
        assert_false(text_is_private_use(0xDFFF) || text_is_private_use(0xF900) || text_is_private_use(0x20BB7));
}

typedef char *fold(struct arena *, const char *);

static void assert_folds(struct arena *arena, fold *f, const char *const rows[][2], size_t n)
{
        for (size_t i = 0; i < n; i++)
                assert_string_equal(f(arena, rows[i][0]), rows[i][1]);
}

static void keys_compare_what_people_mean(void **state)
{
        static const char *const rows[][2] = {
                {"", ""},
                {"Code No.1", "codeno.1"},
                {"外来診療等（通常とは異なる動線）", "外来診療等(通常とは異なる動線)"},
                {"医療機関\xE3\x80\x80コード", "医療機関コード"},
                {" 名称 ", "名称"},
                {"ﾚｾｺﾝ改修", "レセコン改修"},
                {"ＡＢＣ１２", "abc12"},
                {"レーザー", "レーザー"},
                {"ﾚｰｻﾞｰ", "レーザー"},
                {"a\tb\r\n c", "abc"},
                {"\xC2\xA0"
                 "x",
                 "x"},
                {"～", "~"},
                {"〜", "~"},
                {"−", "-"},
                {"－", "-"},
                {"∥", "‖"},
                {"‖", "‖"},
                {"―", "—"},
                {"—", "—"}, /* CP932 and JIS */
                {"か\xE3\x82\x99", "が"},
                {"か゛", "が"},
                {"\xD8\x96\xCB\x9B", "\xCC\xA8\xD8\x96"},
                {"㈱", "(株)"},
                {"髙﨑", "髙﨑"},
                {"\xFFx", "\xFFx"},
                {"\xEF\xBB\xBF発\xE2\x80\x8B行\xE2\x80\x8E者", "発行者"}, /* U+FEFF, U+200B, U+200E are not seen */
                {"葛\xF3\xA0\x84\x80", "葛"},                             /* U+E0100 chooses a shape */
        };
        assert_folds(*state, text_key, rows, COUNT(rows));
}

static void searching_folds_more(void **state)
{
        static const char *const rows[][2] = {
                {"髙﨑 医院", "高崎医院"}, {"高崎医院", "高崎医院"}, {"葛󠄀城", "葛城"}, {"ABC", "abc"}};

        assert_folds(*state, text_search_key, rows, COUNT(rows));
}

static void parties_are_firms(void **state)
{
        static const char *const rows[][2] = {
                {"㈱みどり 電算", "株式会社みどり電算"}, {"（株）みどり電算", "株式会社みどり電算"},
                {"(株)ﾐﾄﾞﾘ", "株式会社ミドリ"},          {"㍿緑", "株式会社緑"},
                {"みどり㈱", "みどり株式会社"}, /* before and behind are two firms */
                {"㈲髙﨑", "有限会社高崎"},              {"(医)霞会", "医療法人霞会"},
                {"(店)みどり", "(店)みどり"},            {"みどり(", "みどり("},
                {"T7010705000725", "t7010705000725"},    {"Ｔ７０１０", "t7010"},
                {"", ""},
        };

        assert_folds(*state, text_party_key, rows, COUNT(rows));
}

static void normal_forms(void **state)
{
        /* か + U+3099 is what a Mac writes into file names; NFC leaves ① and half-width kana, NFKC does not */
        static const char *const nfc[][2] = {
                {"か\xE3\x82\x99", "が"}, {"①ｱ", "①ｱ"}, {"a b", "a b"}, {"髙", "髙"}, {"\xFF", "\xFF"}};
        static const char *const nfkc[][2] = {{"①ｱ", "1ア"}, {"１２，３", "12,3"}, {"a B", "a B"}, {"㋿", "令和"}};

        assert_folds(*state, text_nfc, nfc, COUNT(nfc));
        assert_folds(*state, text_nfkc, nfkc, COUNT(nfkc));
}

/* More than fits the first buffer: 300 ㌖ become six letters each. */
static void long_text_is_folded_too(void **state)
{
        struct arena *arena = *state;
        struct buffer in = buffer_in(arena), out = buffer_in(arena);

        for (int i = 0; i < 300; i++) {
                buffer_text(&in, "㌖ ");
                buffer_text(&out, "キロメートル");
        }
        assert_string_equal(text_key(arena, in.at), out.at);
}

static void trimming_and_splitting(void **state)
{
        struct arena *arena = *state;
        static const char *const rows[][2] = {{"", ""},
                                              {"  ", ""},
                                              {" a b ", "a b"},
                                              {"\xE3\x80\x80薬局\xE3\x80\x80", "薬局"},
                                              {"\t薬 局\r\n", "薬 局"},
                                              {"\xC2\xA0x", "x"},
                                              {" \xFF ", "\xFF"}};
        struct texts pieces = text_split(arena, " a.jpg;b c.png ；; \xE3\x80\x80薬局.pdf；");

        assert_folds(arena, text_trim, rows, COUNT(rows));
        assert_int_equal(pieces.n, 3);
        assert_string_equal(pieces.at[0], "a.jpg");
        assert_string_equal(pieces.at[1], "b c.png");
        assert_string_equal(pieces.at[2], "薬局.pdf");
        assert_int_equal(text_split(arena, "").n, 0);
        assert_int_equal(text_split(arena, " ; ；").n, 0);
        assert_int_equal(text_split(arena, "one").n, 1);
}

static void widths_in_a_terminal(void **state)
{
        static const struct {
                const char *text;
                int width;
        } rows[] = {
                {"", 0},
                {"abc", 3},
                {"薬局", 4},
                {"ｱｲｳ", 3},
                {"ＡＢ", 4},
                {"a薬b", 4},
                {"か\xE3\x82\x99", 2},
                {"葛󠄀", 2},
                {"𠮷", 2},
                {"（株）", 6},
                {"△①", 2}, /* ambiguous: one cell */
                {"12,345円", 8},
                {"a\xFF"
                 "b",
                 3},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++)
                assert_int_equal(text_width(rows[i].text), rows[i].width);
}

static void typed_values_have_their_width_folded(void **state)
{
        struct typed t;
        const int32_t *at;
        int digit;

        (void)state;
        assert_true(typed_read(&t, "\xE3\x80\x80１２\xC2\xA0ﾄﾞ "));
        assert_int_equal(t.n, 4);
        assert_memory_equal(t.at, ((const int32_t[]){'1', '2', ' ', 0x30C9, 0}), 5 * sizeof(int32_t));
        assert_true(typed_read(&t, "㋿①"));
        assert_memory_equal(t.at, ((const int32_t[]){0x4EE4, 0x548C, 0x2460, 0}), 4 * sizeof(int32_t));
        assert_false(typed_read(&t, "1\xFF"));

        assert_true(typed_read(&t, "Usd1－ー"));
        at = t.at;
        assert_false(typed_take(&at, "USDX"));
        assert_true(typed_take(&at, "uSD"));
        assert_true(typed_take_digit(&at, &digit));
        assert_int_equal(digit, 1);
        assert_false(typed_take_digit(&at, &digit));
        assert_true(typed_take_dash(&at) && typed_take_dash(&at));
        assert_false(typed_take_dash(&at));
        assert_false(typed_take(&at, "x"));
        assert_int_equal(*at, 0);
        assert_int_equal(typed_kanji_digit(0x3007), 0);
        assert_int_equal(typed_kanji_digit(0x58F1), 1);
        assert_int_equal(typed_kanji_digit(0x5341), -1);
        assert_int_equal(typed_kanji_unit(0x5341), 10);
        assert_int_equal(typed_kanji_unit(0x4E00), 0);
}

/* 60 squared words of up to six kana outgrow the room of a typed value. */
static void typed_values_have_a_limit(void **state)
{
        struct typed t;
        char text[60 * 3 + 1];

        (void)state;
        for (int i = 0; i < 60; i++)
                memcpy(text + i * 3, "㌖", 4);
        assert_false(typed_read(&t, text));
        text[33 * 3] = '\0'; /* 33 · 6 = 198 */
        assert_true(typed_read(&t, text));
        assert_int_equal(t.n, 198);
        text[33 * 3] = "㌖"[0];
        text[34 * 3] = '\0';
        assert_false(typed_read(&t, text));
}

/* Packets of forms 1 and 2: 葛󠄀 (U+845B U+E0100) was no 葛, and two equal marks were equal. */
static void marks_can_be_kept(void **state)
{
        struct arena *arena = arena_new(abort);
        static const char plain[] = "\u845B\u57CE", chosen[] = "\u845B\U000E0100\u57CE", spaced[] = "\u845B\u200B\u57CE";
        const char *kept = text_marks_kept(arena, chosen);

        (void)state;
        assert_ptr_equal(text_marks_kept(arena, plain), plain);
        assert_string_equal(text_key(arena, chosen), text_key(arena, plain));
        assert_string_not_equal(text_key(arena, kept), text_key(arena, plain));
        assert_string_equal(text_key(arena, kept), text_key(arena, text_marks_kept(arena, chosen)));
        assert_string_not_equal(text_key(arena, kept), text_key(arena, text_marks_kept(arena, spaced)));
        arena_free(arena);
}

static void figures(void **state)
{
        static const struct {
                int64_t n;
                const char *text;
        } rows[] = {{0, "0"}, {7, "7"}, {-7, "-7"}, {1000, "1000"}, {INT64_MAX, "9223372036854775807"},
                    {INT64_MIN, "-9223372036854775808"}};
        struct arena *arena = arena_new(abort);

        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                struct buffer out = buffer_in(arena);

                buffer_int(&out, rows[i].n);
                assert_string_equal(out.at, rows[i].text);
        }
        arena_free(arena);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(figures),
                cmocka_unit_test(marks_can_be_kept),
                cmocka_unit_test(an_encoding_is_told_by_its_bytes),
                cmocka_unit_test(bytes_that_are_no_text),
                cmocka_unit_test(one_bad_byte_in_a_long_file),
                cmocka_unit_test(cells_are_decoded),
                cmocka_unit_test(undecodable_cells_say_where),
                cmocka_unit_test(text_is_encoded_for_its_source),
                cmocka_unit_test(code_points_one_by_one),
                cmocka_unit_test(valid_text_has_no_controls),
                cmocka_unit_test(keys_compare_what_people_mean),
                cmocka_unit_test(searching_folds_more),
                cmocka_unit_test(parties_are_firms),
                cmocka_unit_test(normal_forms),
                cmocka_unit_test(long_text_is_folded_too),
                cmocka_unit_test(trimming_and_splitting),
                cmocka_unit_test(widths_in_a_terminal),
                cmocka_unit_test(typed_values_have_their_width_folded),
                cmocka_unit_test(typed_values_have_a_limit),
        };
        return cmocka_run_group_tests_name("text", tests, start, stop);
}
