/* The door to libharu: every character comes out as it was typed, figures stay one word, lines break where
 * Japanese lines may, a font that is missing is named, and the same calls give the same bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "templates/pdf/wrap.h"
#include "tests/unit/pdf_tools.h"

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define GA_OF_TWO    "か\xe3\x82\x99"     /* か U+3099 */
#define KATSU        "葛\xf3\xa0\x84\x80" /* 葛 U+E0100, Adobe-Japan1 */
#define KATSU_MJ     "葛\xf3\xa0\x84\x82" /* 葛 U+E0102, Moji_Joho: IPAmj only */
#define HEN          "邉\xf3\xa0\x84\x8f" /* 邉 U+E010F */
#define PRIVATE      "\xee\x80\x80"       /* U+E000 */
#define GRINNING     "\xf0\x9f\x98\x80"   /* U+1F600 */

struct drawing {
        struct arena *arena;
        struct fonts *fonts;
        struct findings findings;
        struct pdf *pdf;
};

static int open_drawing(void **state)
{
        struct arena *arena = arena_new(abort);
        struct drawing *d = ARENA_NEW(arena, struct drawing);

        d->arena = arena;
        d->findings = findings_in(arena);
        *state = d;
        if (fonts_open(&d->fonts, false, abort, &d->findings) != OK)
                return -1;
        d->pdf = pdf_new(d->fonts, arena);
        pdf_page(d->pdf);
        return 0;
}

static int close_drawing(void **state)
{
        struct drawing *d = *state;

        fonts_close(d->fonts);
        arena_free(d->arena);
        return 0;
}

static struct bytes finish(struct drawing *d)
{
        struct buffer out = buffer_in(d->arena);

        assert_int_equal(pdf_finish(d->pdf, &out, &d->findings), OK);
        return buffer_bytes(&out);
}

/* ---- text */

static const char *const typed[] = {
        "𠮷田医院",
        "髙島屋",
        "宮﨑",
        "﨑山 髙木 塚本 德川",
        KATSU "城",
        "渡" HEN,
        KATSU_MJ,
        "神田 神山 隆一 福井", /* U+FA19 and U+795E keep apart */
        "ﾊﾝｶｸ ｶﾞｷﾞ",
        GA_OF_TWO "いらい",
        "が",
        "ゔぁヷル",
        "(株) ㈱ ① ㋿",
        "〒900-0000",
        "A-b_C.d@e ~ \\ < > ( ) [ ]",
        "𩸽魚 𠀋丈",
};

static void every_text_extracts_as_typed(void **state)
{
        struct drawing *d = *state;
        const char *words;

        for (size_t i = 0; i < COUNT(typed); i++)
                for (int face = FACE_GOTHIC; face <= FACE_MINCHO; face++)
                        pdf_text(d->pdf, 20 + 60 * face, 20 + 10 * (double)i, (enum face)face, 12, LEFT, typed[i]);
        words = pdf_words(d->arena, finish(d));
        assert_non_null(words);
        for (size_t i = 0; i < COUNT(typed); i++) {
                const char *at = words;

                for (int face = FACE_GOTHIC; face <= FACE_MINCHO; face++) {
                        at = strstr(at, typed[i]);
                        if (!at)
                                fail_msg("face %d does not extract: %s", face, typed[i]);
                        at += strlen(typed[i]);
                }
        }
}

/* A gap of a tenth of an em would read as a space, in amounts with many a 1 and digests with many an f. */
static void figures_extract_as_one_word(void **state)
{
        static const char *const figures[] = {"1,111,111",
                                              "△5,500",
                                              "230ef3f77afffcf1",
                                              "0",
                                              "098-111-0123",
                                              "11 / 11",
                                              "ffffffffffffffff1111111111111111eeeeeeeeeeeeeeee0f1f2f3f4f5f6f7f"};
        struct drawing *d = *state;
        const char *words;

        for (size_t i = 0; i < COUNT(figures); i++) {
                pdf_figures(d->pdf, 190, 20 + 20 * (double)i, i % 2 ? FACE_BOLD : FACE_GOTHIC, i < 4 ? 16 : 8.5, RIGHT,
                            figures[i]);
                pdf_figures_in(d->pdf, 20, 30 + 20 * (double)i, FACE_GOTHIC, 7, LEFT, 0.66, figures[i]);
        }
        words = pdf_words(d->arena, finish(d));
        assert_non_null(words);
        for (size_t i = 0; i < COUNT(figures); i++) {
                const char *at = strstr(words, figures[i]);

                assert_non_null(at);
                assert_non_null(strstr(at + strlen(figures[i]), figures[i]));
        }
}

/* Digits stand in cells of 0.70 em whatever their own width: 1,111 is as wide as 9,999. */
static void digits_are_as_wide_as_one_another(void **state)
{
        struct drawing *d = *state;
        double ones = pdf_figures(d->pdf, 20, 20, FACE_GOTHIC, 10, LEFT, "1,111");
        double nines = pdf_figures(d->pdf, 20, 30, FACE_GOTHIC, 10, LEFT, "9,999");

        assert_true(ones > nines - 1e-9 && ones < nines + 1e-9);
        /* (4 × 0.70 + 0.32) × 10 pt × 25.4/72 mm = 11.0067 mm */
        assert_true(ones > 11.006 && ones < 11.008);
}

static void tools_accept_it(void **state)
{
        struct drawing *d = *state;
        struct bytes pdf;
        const char *fonts;

        pdf_title(d->pdf, "申請概要 髙﨑𠮷", (struct date){2025, 12, 22});
        pdf_text(d->pdf, 20, 20, FACE_MINCHO, 12, LEFT, "𠮷田");
        pdf_text_spaced(d->pdf, 105, 30, FACE_BOLD, 16, CENTRE, 0.35, "領収書");
        pdf_watermark(d->pdf, "下書き");
        pdf_frame(d->pdf, 20, 40, 50, 10, 0.25);
        pdf = finish(d);
        assert_non_null(tool_says(d->arena, pdf, "qpdf", "--check", NULL));
        fonts = tool_says(d->arena, pdf, "pdffonts", NULL, NULL);
        assert_non_null(fonts);
        assert_non_null(strstr(fonts, "BIZUDPGothic-Bold"));
        assert_non_null(strstr(fonts, "BIZUDPMincho-Regular"));
        assert_non_null(strstr(fonts, "IPAmjMincho"));
        assert_null(strstr(fonts, "BIZUDPGothic-Regular")); /* nothing is drawn in it */
        assert_null(strstr(fonts, " no "));                 /* all embedded, subset, with Unicode */
        assert_non_null(strstr(tool_says(d->arena, pdf, "pdfinfo", NULL, NULL), "申請概要 髙﨑𠮷"));
}

static struct bytes draw_something(struct drawing *d)
{
        d->pdf = pdf_new(d->fonts, d->arena);
        pdf_title(d->pdf, "題", (struct date){2025, 12, 22});
        for (int page = 0; page < 3; page++) {
                pdf_page(d->pdf);
                pdf_text(d->pdf, 20.123456, 20, FACE_GOTHIC, 10, LEFT, "補助額算定書 𠮷");
                pdf_figures(d->pdf, 190, 20, FACE_BOLD, 20, RIGHT, "126,000");
                pdf_line(d->pdf, 20, 17, 190, 17, 0.12);
        }
        return finish(d);
}

static void the_same_calls_give_the_same_bytes(void **state)
{
        struct drawing *d = *state;
        struct bytes one = draw_something(d), two;
        struct fonts *bulk;

        setenv("TZ", "America/New_York", 1);
        two = draw_something(d);
        assert_int_equal(one.n, two.n);
        assert_memory_equal(one.at, two.at, one.n);
        /* fonts opened for many documents cut the same glyphs */
        fonts_close(d->fonts);
        assert_int_equal(fonts_open(&bulk, true, abort, &d->findings), OK);
        d->fonts = bulk;
        two = draw_something(d);
        assert_int_equal(one.n, two.n);
        assert_memory_equal(one.at, two.at, one.n);
}

/* ---- what cannot be printed */

static const struct missing_row {
        const char *text;
        int32_t missing;
} missing_rows[] = {
        {"那覇内科クリニック", 0},
        {"𠮷" KATSU KATSU_MJ HEN, 0},
        {GA_OF_TWO "ﾊﾝｶｸ㈱①", 0},
        {"tab\tline\nend", 0},
        {PRIVATE, 0xE000},
        {"外字" PRIVATE "です", 0xE000},
        {GRINNING, 0x1F600},
        {"bad \xff byte", 0xFFFD},
        {"一\xf3\xa0\x87\xaf",
         0xE01EF}, /* 一 U+E01EF: no face draws this variation; another shape would be another name */
};

static void what_no_face_has_is_named(void **state)
{
        struct drawing *d = *state;

        for (size_t i = 0; i < COUNT(missing_rows); i++)
                assert_int_equal(fonts_missing(d->fonts, FACE_GOTHIC, missing_rows[i].text), missing_rows[i].missing);
}

static void what_no_face_has_makes_no_document(void **state)
{
        struct drawing *d = *state;
        struct buffer out = buffer_in(d->arena);

        pdf_text(d->pdf, 20, 20, FACE_GOTHIC, 10, LEFT, "外字" PRIVATE);
        assert_int_equal(pdf_finish(d->pdf, &out, &d->findings), ERR_SYSTEM);
        assert_int_equal(d->findings.fault.id, F_INTERNAL);
        assert_string_equal(d->findings.fault.detail, "U+E000");
}

/* ---- where the fonts are */

static void a_folder_without_the_fonts_names_the_first(void **state)
{
        struct drawing *d = *state;
        struct findings findings = findings_in(d->arena);
        struct fonts *fonts = NULL;
        char folder[] = "/tmp/soroe-fonts-XXXXXX";

        assert_non_null(mkdtemp(folder));
        setenv("SOROE_FONTS", folder, 1);
        assert_int_equal(fonts_open(&fonts, false, abort, &findings), ERR_SYSTEM);
        unsetenv("SOROE_FONTS");
        rmdir(folder);
        assert_null(fonts);
        assert_int_equal(findings.fault.id, F_FONT);
        assert_string_equal(findings.fault.what, "BIZ UDPGothic");
}

/* The folder is searched by the families in the files, whatever the files are called; junk beside them does no harm. */
static void a_folder_with_the_fonts_is_enough(void **state)
{
        static const char *const files[] = {"/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf",
                                            "/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Bold.ttf",
                                            "/usr/share/fonts/truetype/bizud-mincho/BIZUDPMincho-Regular.ttf",
                                            "/usr/share/fonts/truetype/ipamj/ipamjm.ttf"};
        struct drawing *d = *state;
        struct fonts *fonts = NULL;
        char folder[] = "/tmp/soroe-fonts-XXXXXX";
        const char *junk;

        for (size_t i = 0; i < COUNT(files); i++)
                if (!file_exists(files[i]))
                        skip();
        assert_non_null(mkdtemp(folder));
        for (size_t i = 0; i < COUNT(files); i++)
                assert_int_equal(symlink(files[i], arena_printf(d->arena, "%s/%zu.ttf", folder, i)), 0);
        junk = arena_printf(d->arena, "%s/0-junk.ttf", folder);
        assert_int_equal(file_write(junk, bytes_of("no font"), 0600, d->arena, &d->findings), OK);
        setenv("SOROE_FONTS", folder, 1);
        assert_int_equal(fonts_open(&fonts, false, abort, &d->findings), OK);
        unsetenv("SOROE_FONTS");
        assert_string_equal(fonts_versions(fonts), fonts_versions(d->fonts));
        fonts_close(fonts);
        for (size_t i = 0; i < COUNT(files); i++)
                unlink(arena_printf(d->arena, "%s/%zu.ttf", folder, i));
        unlink(junk);
        rmdir(folder);
}

/* ---- lines */

/* At 10 pt a kanji or kana of full width is 3.53 mm wide; `ems` says how many fit. */
static const struct wrap_row {
        const char *name, *text;
        double ems;
        const char *lines;
} wrap_rows[] = {
        {"short text is one line", "領収書", 5, "領収書"},
        {"nothing is one empty line", "", 5, ""},
        {"breaks between kanji", "領収書内訳書", 4.1, "領収書内|訳書"},
        {"no line starts with a closing mark", "領収書内、訳書", 4.1, "領収書|内、訳書"},
        {"no line starts with a small kana", "キャッキャッ", 4.1, "キャッ|キャッ"},
        {"no line ends with an opening mark", "領収書（内訳）", 4.1, "領収書|（内訳）"},
        {"a run of ASCII stays whole", "型番MC-10N用", 6.1, "型番|MC-10N用"},
        {"a run wider than the line is broken all the same", "0123456789", 3.1, "0123|4567|89"},
        {"at a joint, where it has one", "12-34-5678", 4.1, "12-34-|5678"},
        {"the space at a break goes", "領収書 内訳書", 4.1, "領収書|内訳書"},
        {"a selector stays with its character", "領収書" KATSU KATSU, 4.1, "領収書" KATSU "|" KATSU},
};

static void lines_break_where_they_may(void **state)
{
        struct drawing *d = *state;

        for (size_t i = 0; i < COUNT(wrap_rows); i++) {
                const struct wrap_row *w = &wrap_rows[i];
                struct texts lines = wrap_text(d->pdf, FACE_GOTHIC, 10, w->ems * 10 * 25.4 / 72, w->text, d->arena);
                struct buffer joined = buffer_in(d->arena);

                buffer_text(&joined, "");
                for (size_t k = 0; k < lines.n; k++)
                        buffer_printf(&joined, "%s%s", k ? "|" : "", lines.at[k]);
                if (strcmp(joined.at, w->lines) != 0)
                        fail_msg("%s: %s", w->name, joined.at);
        }
}

/* docs/papers.md, Long: natural, condensed to 80 %, two lines at a space, and never cut. */
static void a_long_name_is_condensed_before_it_is_broken(void **state)
{
        struct drawing *d = *state;
        const double em = 10 * 25.4 / 72;
        struct fitted one = wrap_fit(d->pdf, FACE_MINCHO, 10, 8.1 * em, "那覇内科診療所院", d->arena);
        struct fitted condensed = wrap_fit(d->pdf, FACE_MINCHO, 10, 7.1 * em, "那覇内科診療所院", d->arena);
        struct fitted two = wrap_fit(d->pdf, FACE_MINCHO, 10, 6 * em, "那覇内科 診療所院", d->arena);
        struct fitted many = wrap_fit(d->pdf, FACE_MINCHO, 10, 3.1 * em, "那覇内科診療所院那覇内科診療所院", d->arena);
        struct buffer whole = buffer_in(d->arena);

        assert_int_equal(one.lines.n, 1);
        assert_int_equal(one.per_cent, 100);
        assert_int_equal(condensed.lines.n, 1);
        assert_in_range(condensed.per_cent, 80, 99);
        assert_int_equal(two.lines.n, 2);
        assert_string_equal(two.lines.at[0], "那覇内科");
        assert_string_equal(two.lines.at[1], "診療所院");
        assert_int_equal(many.per_cent, 80);
        for (size_t i = 0; i < many.lines.n; i++) {
                buffer_text(&whole, many.lines.at[i]);
                assert_true(pdf_width(d->pdf, FACE_MINCHO, 10, many.lines.at[i]) * 0.8 <= 3.1 * em + 0.02);
        }
        assert_string_equal(whole.at, "那覇内科診療所院那覇内科診療所院");
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_drawing, close_drawing)
        const struct CMUnitTest tests[] = {
                CASE(every_text_extracts_as_typed),
                CASE(figures_extract_as_one_word),
                CASE(digits_are_as_wide_as_one_another),
                CASE(tools_accept_it),
                CASE(the_same_calls_give_the_same_bytes),
                CASE(what_no_face_has_is_named),
                CASE(what_no_face_has_makes_no_document),
                CASE(a_folder_without_the_fonts_names_the_first),
                CASE(a_folder_with_the_fonts_is_enough),
                CASE(lines_break_where_they_may),
                CASE(a_long_name_is_condensed_before_it_is_broken),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
