/* Outlines that are read back: what was found right once is known by its bytes, and nothing else is taken for it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "templates/font/font_program.h"
#include "templates/font/font_tables.h"

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct cut {
        struct arena *arena;
        struct fonts *fonts;
        struct bytes file;
        struct program_code codes[3];
};

static const char *const characters[] = {"領", "収", "1"};

static struct fonts *opened(struct arena *arena)
{
        struct findings findings = findings_in(arena);
        struct fonts *fonts;

        assert_int_equal(fonts_open(&fonts, false, abort, &findings), OK);
        return fonts;
}

/* A program of three characters. Without a table of glyphs a code is the number of its glyph. */
static int cut(void **state)
{
        struct arena *arena = arena_new(abort);
        struct cut *c = ARENA_NEW(arena, struct cut);
        uint16_t glyphs[COUNT(characters)];
        struct font_cut made;

        c->arena = arena;
        c->fonts = opened(arena);
        for (size_t i = 0; i < COUNT(characters); i++) {
                const char *text = characters[i];
                struct cluster one;

                assert_true(cluster_next(&one, &text));
                glyphs[i] = fonts_glyph(c->fonts, FACE_GOTHIC, one.code_point, 0).id;
        }
        assert_true(fonts_cut(&made, c->fonts, FACE_GOTHIC, glyphs, COUNT(glyphs), arena));
        c->file = made.file;
        for (size_t i = 0; i < COUNT(characters); i++)
                c->codes[i] = (struct program_code){made.ids[i], characters[i]};
        *state = c;
        return 0;
}

static int drop(void **state)
{
        struct cut *c = *state;

        fonts_close(c->fonts);
        arena_free(c->arena);
        return 0;
}

static bool shows(const struct cut *c, struct fonts *fonts, struct bytes file, const char **wrong)
{
        const struct program_code *at = NULL;
        bool ok = font_program_shows(&at, fonts, FACE_GOTHIC, file, (struct bytes){0}, c->codes, COUNT(c->codes));

        *wrong = ok || !at ? "" : at->text;
        return ok;
}

/* The file with one of its bytes changed. */
static struct bytes changed(const struct cut *c, const unsigned char *byte, unsigned char by)
{
        unsigned char *copy = (unsigned char *)arena_strndup(c->arena, (const char *)c->file.at, c->file.n);

        copy[byte - c->file.at] ^= by;
        return (struct bytes){copy, c->file.n};
}

/* A changed point, advance, beginning or em is found, also once the right ones are known. */
static void finds_changes(void **state)
{
        const struct cut *c = *state;
        const unsigned glyph = c->codes[2].code; /* "1": the kanji have one advance in common */
        struct font_tables t;
        struct bytes bytes;
        const char *wrong;

        assert_true(font_tables_open(&t, c->file));
        assert_true(font_tables_glyph(&bytes, &t, glyph));
        assert_true(font_tables_is_simple(bytes));
        assert_true(glyph < t.metrics);
        assert_true(shows(c, c->fonts, c->file, &wrong));
        assert_true(shows(c, c->fonts, c->file, &wrong));

        const struct {
                const char *claim;
                const unsigned char *byte;
                const char *wrong;
        } rows[] = {
                {"a point (the last byte but padding)", bytes.at + bytes.n - 4, "1"},
                {"the advance", t.hmtx.at + 4 * (size_t)glyph + 1, "1"},
                {"where the outline begins", t.hmtx.at + 4 * (size_t)glyph + 3, "1"},
                {"units of an em", t.head.at + 19, "領"},
                {"where the glyph lies", t.loca.at + t.width * (size_t)glyph + 1, "1"},
        };

        for (size_t i = 0; i < COUNT(rows); i++) {
                assert_false(shows(c, c->fonts, changed(c, rows[i].byte, 2), &wrong));
                assert_string_equal(wrong, rows[i].wrong);
        }
        assert_true(shows(c, c->fonts, c->file, &wrong));
}

/* One character's right glyph is wrong for another. */
static void finds_exchanged(void **state)
{
        struct cut *c = *state;
        const uint16_t first = c->codes[0].code;
        const char *wrong;

        assert_true(shows(c, c->fonts, c->file, &wrong));
        c->codes[0].code = c->codes[1].code;
        c->codes[1].code = first;
        assert_false(shows(c, c->fonts, c->file, &wrong));
        assert_string_equal(wrong, "領");
}

/* Whatever byte is changed: the answer is the one of fonts that know nothing yet. */
static void answers_as_new(void **state)
{
        const struct cut *c = *state;
        const char *wrong;
        size_t refused = 0;

        assert_true(shows(c, c->fonts, c->file, &wrong));
        for (size_t i = 0; i < c->file.n; i++) {
                const struct bytes other = changed(c, c->file.at + i, (unsigned char)(1 << i % 8));
                struct fonts *fresh = opened(c->arena);
                const bool ok = shows(c, fresh, other, &wrong);
                const char *wrong_new = wrong;

                assert_int_equal(shows(c, c->fonts, other, &wrong), ok);
                assert_string_equal(wrong, wrong_new);
                fonts_close(fresh);
                refused += !ok;
        }
        assert_true(refused > c->file.n / 2);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(finds_changes, cut, drop),
                cmocka_unit_test_setup_teardown(finds_exchanged, cut, drop),
                cmocka_unit_test_setup_teardown(answers_as_new, cut, drop),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
