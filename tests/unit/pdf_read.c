/* Reading back what templates/pdf/pdf.h writes: run by run as it was given to pdf_text. Anything else is a fault. */
#include "templates/reread/pdf_read.h"

#include "templates/pdf/pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <qpdf/qpdf-c.h>
#include <zlib.h>

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define KATSU        "葛\xf3\xa0\x84\x80" /* 葛 U+E0100 */
#define GA_OF_TWO    "か\xe3\x82\x99"     /* か U+3099 */

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

/* In memory of its own, so that the sanitizers see a step over its end. Text or a fault in both languages, never both. */
static struct pdf_text read_back(struct bytes pdf, struct pdf_read_fault *fault)
{
        unsigned char *copy = malloc(pdf.n ? pdf.n : 1);
        struct pdf_text text = {0};

        assert_non_null(copy);
        memcpy(copy, pdf.at, pdf.n);
        *fault = (struct pdf_read_fault){0};
        if (pdf_read_text(&text, (struct bytes){copy, pdf.n}, arena, fault) == OK) {
                assert_true(text.n > 0);
                assert_null(fault->ja);
                assert_null(fault->en);
        } else {
                assert_int_equal(text.n, 0);
                assert_non_null(fault->ja);
                assert_non_null(fault->en);
        }
        free(copy);
        return text;
}

/* The only page of a PDF that can be read. */
static const char *page_of(struct bytes pdf)
{
        struct pdf_read_fault fault;
        struct pdf_text text = read_back(pdf, &fault);

        if (fault.en)
                fail_msg("%s", fault.en);
        assert_int_equal(text.n, 1);
        return text.at[0];
}

static const char *fault_of(struct bytes pdf)
{
        struct pdf_read_fault fault;

        read_back(pdf, &fault);
        return fault.en ? fault.en : "";
}

/* ---- what Soroe draws */

enum how { PLAIN, CONDENSED, SPACED, FIGURES, DIGEST };

static const struct drawn {
        enum face face;
        enum how how;
        const char *text;
} drawn[] = {
        {FACE_GOTHIC, PLAIN, "申請概要"},
        {FACE_BOLD, PLAIN, "髙島屋 宮﨑"},
        {FACE_MINCHO, PLAIN, "𠮷田"}, /* 𠮷 comes from the fallback face, 田 does not: one run all the same */
        {FACE_GOTHIC, PLAIN, "医療法人𠮷野家𠮷"},
        {FACE_MINCHO, PLAIN, KATSU "城"},
        {FACE_GOTHIC, PLAIN, GA_OF_TWO "いらい が"},
        {FACE_GOTHIC, PLAIN, "ﾊﾝｶｸ ｶﾞｷﾞ ㈱ ①"},
        {FACE_GOTHIC, PLAIN, "神 \xef\xa8\x99 福 \xef\xa8\x9b"}, /* U+795E U+FA19, U+798F U+FA1B: two characters each */
        {FACE_GOTHIC, PLAIN, "A-b_C.d@e ~ \\ < > ( ) [ ] % /"},
        {FACE_GOTHIC, PLAIN, " 前後の空白 "},
        {FACE_GOTHIC, CONDENSED, "那覇内科クリニック𠮷田分院"},
        {FACE_BOLD, SPACED, "領収書"},
        {FACE_GOTHIC, FIGURES, "1,111,111"},
        {FACE_BOLD, FIGURES, "△5,500"},
        {FACE_GOTHIC, FIGURES, "098-111-0123"},
        {FACE_GOTHIC, DIGEST, "230ef3f77afffcf1"},
        {FACE_GOTHIC, FIGURES, "7"},
        {FACE_GOTHIC, FIGURES, "7"}, /* the same again is a run of its own */
};

static void draw(struct pdf *pdf, double y, const struct drawn *d)
{
        switch (d->how) {
        case PLAIN:
                pdf_text(pdf, 20, y, d->face, 10, LEFT, d->text);
                break;
        case CONDENSED:
                pdf_text_condensed(pdf, 20, y, d->face, 10, LEFT, 80, d->text);
                break;
        case SPACED:
                pdf_text_spaced(pdf, 105, y, d->face, 16, CENTRE, 0.35, d->text);
                break;
        case FIGURES:
                pdf_figures(pdf, 190, y, d->face, 10, RIGHT, d->text);
                break;
        case DIGEST:
                pdf_figures_in(pdf, 20, y, d->face, 7, LEFT, 0.66, d->text);
                break;
        }
}

static void what_is_drawn_is_read_run_by_run(void **state)
{
        struct findings findings = findings_in(arena);
        struct buffer out = buffer_in(arena);
        struct pdf_read_fault fault;
        struct pdf_text text;
        struct fonts *fonts;
        struct pdf *pdf;
        const char *at;

        (void)state;
        assert_int_equal(fonts_open(&fonts, false, abort, &findings), OK);
        pdf = pdf_new(fonts, arena);
        pdf_title(pdf, "題 𠮷", (struct date){2025, 12, 22});
        pdf_page(pdf);
        for (size_t i = 0; i < COUNT(drawn); i++) {
                draw(pdf, 20 + 10 * (double)i, &drawn[i]);
                pdf_line(pdf, 20, 20, 190, 20, 0.12);
                pdf_ink(pdf, i % 2 ? 0 : 0.5);
        }
        pdf_page(pdf);
        pdf_text(pdf, 20, 20, FACE_MINCHO, 10, LEFT, "二頁");
        pdf_watermark(pdf, "下書き");
        pdf_page(pdf);
        pdf_frame(pdf, 20, 20, 50, 10, 0.25);
        pdf_fill(pdf, 20, 20, 50, 10, 0.94);
        pdf_go(pdf, 1);
        pdf_figures(pdf, 190, 290, FACE_GOTHIC, 8.5, RIGHT, "1 / 3");
        assert_int_equal(pdf_finish(pdf, &out, &findings), OK);
        fonts_close(fonts);

        text = read_back(buffer_bytes(&out), &fault);
        assert_null(fault.en);
        assert_int_equal(text.n, 3);
        at = text.at[0];
        for (size_t i = 0; i < COUNT(drawn); i++) {
                size_t n = strcspn(at, "\n");

                assert_string_equal(arena_strndup(arena, at, n), drawn[i].text);
                assert_true(pdf_text_has(&text, 0, drawn[i].text));
                at += n + (at[n] == '\n');
        }
        assert_string_equal(at, "1 / 3");
        assert_string_equal(text.at[1], "下書き\n二頁"); /* the watermark lies beneath the text */
        assert_string_equal(text.at[2], "");
}

/* A run is had whole or not at all. */
static void a_run_is_found_whole(void **state)
{
        const char *pages[] = {"補助額\n126,000\n𠮷田", ""};
        const struct pdf_text text = {.at = pages, .n = 2};

        (void)state;
        assert_true(pdf_text_has(&text, 0, "補助額"));
        assert_true(pdf_text_has(&text, 0, "126,000"));
        assert_true(pdf_text_has(&text, 0, "𠮷田"));
        assert_false(pdf_text_has(&text, 0, "26,000"));
        assert_false(pdf_text_has(&text, 0, "126,00"));
        assert_false(pdf_text_has(&text, 0, "補助額\n126,000"));
        assert_false(pdf_text_has(&text, 0, ""));
        assert_false(pdf_text_has(&text, 1, "126,000"));
        assert_false(pdf_text_has(&text, 1, ""));
        assert_false(pdf_text_has(&text, 2, "126,000"));
}

/* ---- what others may have written: objects from 1 on, with a table of where they stand */

struct objects {
        VEC(struct bytes);
};

static void add_text(struct objects *objects, const char *text)
{
        *vec_add(arena, objects) = bytes_of(text);
}

static void add_stream(struct objects *objects, const char *entries, struct bytes content)
{
        struct buffer out = buffer_in(arena);

        buffer_printf(&out, "<< /Length %zu %s >>\nstream\n", content.n, entries);
        buffer_add(&out, content.at, content.n);
        buffer_text(&out, "\nendstream");
        *vec_add(arena, objects) = buffer_bytes(&out);
}

static struct bytes assemble(const struct objects *objects)
{
        struct buffer out = buffer_in(arena), table = buffer_in(arena);
        size_t at;

        buffer_text(&out, "%PDF-1.4\n");
        for (size_t i = 0; i < objects->n; i++) {
                buffer_printf(&table, "%010zu 00000 n \n", out.n);
                buffer_printf(&out, "%zu 0 obj\n", i + 1);
                buffer_add(&out, objects->at[i].at, objects->at[i].n);
                buffer_text(&out, "\nendobj\n");
        }
        at = out.n;
        buffer_printf(&out, "xref\n0 %zu\n0000000000 65535 f \n%s", objects->n + 1, table.n ? table.at : "");
        buffer_printf(&out, "trailer\n<< /Size %zu /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", objects->n + 1, at);
        return buffer_bytes(&out);
}

#define CATALOG   "<< /Type /Catalog /Pages 2 0 R >>"
#define ONE_PAGE  "<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
#define RESOURCES "/Resources << /Font << /F1 5 0 R >> >>"
#define PAGE      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R " RESOURCES " >>"
#define FONT      "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 6 0 R >>"
#define SPACE     "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
#define END       "\nendcmap"
/* 1 あ, 2 い, 3 𠮷 (U+20BB7 = D842 DFB7), 4 葛 with U+E0100 (DB40 DD00), 0x0A0A え, 0x2829 う (its bytes are parentheses) */
#define PAIRS "<0001> <3042> <0002> <3044> <0003> <D842DFB7> <0004> <845BDB40DD00> <0A0A> <3048> <2829> <3046>"
#define CMAP  "begincmap\n" SPACE "6 beginbfchar " PAIRS " endbfchar" END

struct parts {
        const char *catalog, *pages, *page, *entries, *content, *font, *cmap;
};

static struct bytes pdf_of(struct parts p)
{
        struct objects objects = {0};

        add_text(&objects, p.catalog ? p.catalog : CATALOG);
        add_text(&objects, p.pages ? p.pages : ONE_PAGE);
        add_text(&objects, p.page ? p.page : PAGE);
        add_stream(&objects, p.entries ? p.entries : "", bytes_of(p.content ? p.content : "BT /F1 9 Tf <0001> Tj ET"));
        add_text(&objects, p.font ? p.font : FONT);
        add_stream(&objects, "", bytes_of(p.cmap ? p.cmap : CMAP));
        return assemble(&objects);
}

static const struct content_row {
        const char *content, *runs;
} content_rows[] = {
        {"", ""},
        {"q 1 0 0 1 0 0 cm Q 0.5 G 0 g 1 w 0 0 m 9 9 l S 0 0 9 9 re f % a comment\n", ""},
        {"BT /F1 9 Tf <0001> Tj ET", "あ"},
        {"BT /F1 9 Tf <00010002> Tj ET", "あい"},
        {"BT /F1 9 Tf <0003 00\n04> Tj ET", "𠮷" KATSU},
        {"BT /F1 9 Tf [<0001>-30.5<0002>+.5 99]TJ ET", "あい"},
        {"BT /F1 9 Tf(\\000\\001\\0\\002)Tj ET", "あい"},
        {"BT /F1 9 Tf [(\\(\\))(())] TJ ET", "うう"},
        {"BT /F1 9 Tf (\\\n()\\\r\n()) Tj ET", "うう"}, /* a line end behind a backslash is none */
        {"BT /F1 9 Tf (\r\n\r\r\n\\n) Tj ET", "ええ"},  /* any other is 0A */
        {"BT /F1 9 Tf 1 0 0 1 0 0 Tm <0001> Tj 0 -9 Td <0002> Tj ET", "あ\nい"},
        {"BT /F1 9 Tf <0001> Tj <0002> Tj ET BT <0001> Tj ET", "あい\nあ"},
        {"BT /F1 9 Tf [] TJ <> Tj ET BT [9]TJ ET", ""},
        {"BT /F1 9 Tf <0001> Tj ET BT [] TJ ET BT <0002> Tj ET", "あ\nい"},
        {"q 1 Tr BT /F1 9 Tf <0001> Tj ET Q", "あ"},
        {"BT 999999999.123456789 -999999999 Td ET", ""},
};

static void contents_and_their_runs(void **state)
{
        (void)state;
        for (size_t i = 0; i < COUNT(content_rows); i++)
                assert_string_equal(page_of(pdf_of((struct parts){.content = content_rows[i].content})),
                                    content_rows[i].runs);
}

#define DAMAGED "the content of a page is damaged"

static const struct fault_row {
        const char *text, *fault;
} content_faults[] = {
        {"BT /F1 9 Tf [[<0001>]] TJ ET", DAMAGED},
        {"BT /F1 9 Tf [<0001> TJ ET", DAMAGED},
        {"BT /F1 9 Tf [/F1] TJ ET", DAMAGED},
        {"BT /F1 9 Tf <0001 Tj ET", DAMAGED},
        {"BT /F1 9 Tf <00g1> Tj ET", DAMAGED},
        {"BT /F1 9 Tf <000> Tj ET", DAMAGED},
        {"BT /F1 9 Tf (\\000\\001 Tj ET", DAMAGED},
        {"BT /F1 9 Tf (\\", DAMAGED},
        {"BT 9999999999 0 Td ET", DAMAGED}, /* ten digits */
        {"BT 1e5 0 Td ET", DAMAGED},
        {"BT - 0 Td ET", DAMAGED},
        {"BT 1.2.3 0 Td ET", DAMAGED},
        {"BT", DAMAGED},
        {"q", DAMAGED},
        {"1 1", DAMAGED},
        {"<< /A 1 >>", DAMAGED},
        {"]", DAMAGED},
        {"{", DAMAGED},
        {"BT BT ET ET", "BT within BT"},
        {"ET", "ET without BT"},
        {"Q", "Q without q, or within text"},
        {"q q q q q q q q q", "q too deep, or within text"}, /* nine */
        {"0 0 Td", "an operator of text outside BT and ET"},
        {"BT <0001> Tj ET", "text without a font, or outside BT and ET"},
        {"q BT /F1 9 Tf ET Q BT <0001> Tj ET", "text without a font, or outside BT and ET"},
        {"BT /F1 9 Tf ET <0001> Tj", "text without a font, or outside BT and ET"},
        {"BT /F2 9 Tf ET", "a font that the page does not have"},
        {"BT /F1 9 Tf <0009> Tj ET", "a glyph that stands for no text"},
        {"BT /F1 9 Tf <0000> Tj ET", "a glyph that stands for no text"},
        {"BT /F1 9 Tf (abc) Tj ET", "half a code of a glyph"},
        {"BT /F1 9 Tf [<00><01>] TJ ET", "half a code of a glyph"},
        {"BT /F1 9 Tf 3 Tr <0001> Tj ET", "invisible text"},
        {"BT /F1 9 Tf -1 Tr <0001> Tj ET", "invisible text"},
        {"BT /F1 Tf ET", "an operator with other operands than its own"},
        {"BT 1 2 3 Td ET", "an operator with other operands than its own"},
        {"BT /F1 9 Tf [<0001>] Tj ET", "an operator with other operands than its own"},
        {"1 1 1 1 1 1 1 g", "too many operands"},
        {"0 0 9 9 re W n", "an operator that soroe does not use"},
        {"BI /W 1 /H 1 ID x EI", "an operator that soroe does not use"},
        {"/OC /MC0 BDC EMC", "an operator that soroe does not use"},
        {"true", "an operator that soroe does not use"},
};

static void faults_of_contents(void **state)
{
        (void)state;
        for (size_t i = 0; i < COUNT(content_faults); i++)
                assert_string_equal(fault_of(pdf_of((struct parts){.content = content_faults[i].text})),
                                    content_faults[i].fault);
}

static const char *repeated(const char *before, const char *text, size_t n, const char *after)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, before);
        for (size_t i = 0; i < n; i++)
                buffer_text(&out, text);
        buffer_text(&out, after);
        return out.at;
}

/* Limits on both sides: 127 bytes of a word, 32,767 of a string (of which 32,766 are whole codes), 8 nested q. */
static void limits_of_contents(void **state)
{
        const struct {
                const char *content, *fault;
        } rows[] = {
                {repeated("/", "x", 126, " Do"), ""},
                {repeated("/", "x", 127, " Do"), DAMAGED},
                {repeated("", "x", 127, ""), "an operator that soroe does not use"},
                {repeated("", "x", 128, ""), DAMAGED},
                {repeated("", "1", 9, " g"), ""},
                {repeated("", "1", 10, " g"), DAMAGED},
                {repeated("", "1", 128, " g"), DAMAGED},
                {repeated("BT /F1 9 Tf <", "0001", 16383, "> Tj ET"), ""},
                {repeated("BT /F1 9 Tf <", "0001", 16384, "> Tj ET"), DAMAGED},
                {repeated("BT /F1 9 Tf (", "()", 16383, ") Tj ET"), ""},
                {repeated("BT /F1 9 Tf (", "()", 16384, ") Tj ET"), DAMAGED},
                {repeated("BT /F1 9 Tf [", "<0001>", 16383, "] TJ ET"), ""},
                {repeated("BT /F1 9 Tf [", "<0001>", 16384, "] TJ ET"), "a string too long"},
                {repeated("BT /F1 9 Tf [", "1 ", 32767, "] TJ ET"), ""},
                {repeated("BT /F1 9 Tf [", "1 ", 32768, "] TJ ET"), "an array too long"},
                {repeated("BT /F1 9 Tf ", "[", 100000, " TJ ET"), DAMAGED},
                {repeated("", "q ", 8, "Q Q Q Q Q Q Q Q"), ""},
                {repeated("", " ", (size_t)1 << 20, ""), ""},
                {repeated("", " ", ((size_t)1 << 20) + 1, ""), "the PDF holds too much"},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++)
                assert_string_equal(fault_of(pdf_of((struct parts){.content = rows[i].content})), rows[i].fault);
}

/* ---- fonts */

static const char *const good_cmaps[] = {
        "begincmap " SPACE "1 beginbfchar <0001><3042> endbfchar" END,
        /* the blocks that Soroe writes, with all that surrounds them */
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo << /Registry (Adobe) >> def " SPACE
        "1 beginbfchar <0001> <3042> endbfchar 1 beginbfchar <0002> <3044> endbfchar endcmap "
        "CMapName currentdict /CMap defineresource pop end end",
        "begincmap " SPACE "0 beginbfchar endbfchar 2 beginbfchar <0001> <3042> <FFFF> <0041> endbfchar" END,
};

static const char *const bad_cmaps[] = {
        "",
        "begincmap " SPACE "1 beginbfchar <0001> <3042> endbfchar",        /* no end */
        "begincmap 1 beginbfchar <0001> <3042> endbfchar" END,             /* no range */
        "begincmap 1 begincodespacerange <00> <FF> endcodespacerange" END, /* codes of one byte */
        "begincmap 1 begincodespacerange <0000> <00FF> endcodespacerange" END,
        "begincmap " SPACE SPACE END,
        "begincmap " SPACE "2 beginbfchar <0001> <3042> endbfchar" END, /* fewer than announced */
        "begincmap " SPACE "-1 beginbfchar endbfchar" END,
        "begincmap " SPACE "beginbfchar endbfchar" END,
        "begincmap " SPACE "1 beginbfchar <0001> <3042>", /* cut off */
        "begincmap " SPACE "1 beginbfchar <0001> endbfchar" END,
        "begincmap " SPACE "1 beginbfchar <01> <3042> endbfchar" END,
        "begincmap " SPACE "1 beginbfchar <000001> <3042> endbfchar" END,
        "begincmap " SPACE "1 beginbfchar <0001> /space endbfchar" END,
        "begincmap " SPACE "2 beginbfchar <0001> <3042> <0001> <3044> endbfchar" END, /* two texts for one code */
        "begincmap " SPACE "2 beginbfchar <0002> <3042> <0001> <3044> endbfchar" END,
        "begincmap " SPACE "1 beginbfchar <0001> <> endbfchar" END,
        "begincmap " SPACE "1 beginbfchar <0001> <30> endbfchar" END,
        "begincmap " SPACE "1 beginbfchar <0001> <000A> endbfchar" END, /* would pass for the end of a run */
        "begincmap " SPACE "1 beginbfchar <0001> <0000> endbfchar" END,
        "begincmap " SPACE "1 beginbfchar <0001> <0085> endbfchar" END,
        "begincmap " SPACE "1 beginbfchar <0001> <D842> endbfchar" END, /* half a character */
        "begincmap " SPACE "1 beginbfchar <0001> <D8423042> endbfchar" END,
        "begincmap " SPACE "1 beginbfchar <0001> <DFB7D842> endbfchar" END,
        "begincmap " SPACE "1 beginbfchar <0001> <304230443046> endbfchar" END, /* 9 bytes of UTF-8 */
        "begincmap " SPACE "1 beginbfchar <0001> <3042> endbfchar 1 beginbfrange <0002> <0003> <0041> endbfrange" END,
        "begincmap /Other usecmap " SPACE "1 beginbfchar <0001> <3042> endbfchar" END,
        "begincmap " SPACE "endcmap 1 beginbfchar <0001> <3042> endbfchar",
        "begincmap " SPACE "1 beginbfchar <0001> <3042> endbfchar (" END,
};

static void which_text_a_glyph_stands_for(void **state)
{
        (void)state;
        for (size_t i = 0; i < COUNT(good_cmaps); i++)
                assert_string_equal(page_of(pdf_of((struct parts){.cmap = good_cmaps[i]})), "あ");
        for (size_t i = 0; i < COUNT(bad_cmaps); i++)
                assert_string_equal(fault_of(pdf_of((struct parts){.cmap = bad_cmaps[i]})),
                                    "the ToUnicode of a font cannot be read");
}

/* ---- the document */

#define TREE    "the page tree is damaged"
#define FOREIGN "a kind of font that soroe does not use"
#define MISSING "a part of the PDF is missing"

static const struct document_row {
        struct parts parts;
        const char *fault;
} document_rows[] = {
        {{.content = ""}, ""},
        {{.catalog = "<< /Type /Catalog >>"}, TREE},
        {{.catalog = "<< /Type /Catalog /Pages 3 0 R >>"}, TREE},
        {{.pages = "<< /Type /Pages /Count 0 /Kids [] >>"}, "there is no page"},
        {{.pages = "<< /Type /Pages /Count 1 >>"}, TREE},
        {{.pages = "<< /Type /Pages /Count 1 /Kids 3 0 R >>"}, TREE},
        {{.pages = "<< /Type /Pages /Count 1 /Kids [4 0 R] >>"}, TREE},
        {{.pages = "<< /Type /Pages /Count 1 /Kids [99 0 R] >>"}, TREE},
        {{.pages = "<< /Type /Pages /Count 1 /Kids [7] >>"}, TREE},
        /* kids that are their own parents */
        {{.pages = "<< /Type /Pages /Count 1 /Kids [2 0 R] >>"}, "the page tree is too deep"},
        {{.pages = "<< /Type /Pages /Count 2 /Kids [3 0 R 2 0 R] >>"}, "the page tree is too deep"},
        {{.page = "<< /Type /Pages /Count 1 /Kids [2 0 R] >>"}, "the page tree is too deep"},
        {{.page = "<< /Type /Page /Parent 2 0 R " RESOURCES " >>"}, MISSING},
        {{.page = "<< /Type /Page /Parent 2 0 R /Contents [4 0 R] " RESOURCES " >>"}, MISSING},
        {{.page = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>"}, "a font that the page does not have"},
        {{.page = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [] " RESOURCES " >>"},
         "a page has annotations"},
        {{.page = "<< /Type /Page /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /I1 4 0 R >> >> >>"},
         "it draws what is not an image"},
        {{.page = "<< /Type /Page /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /I1 4 0 R >> >> >>",
          .entries = "/Subtype /Form"},
         "it draws what is not an image"},
        {{.page = "<< /Type /Page /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /I1 4 0 R >> >> >>",
          .entries = "/Subtype /Image"},
         ""},
        {{.entries = "/Filter /LZWDecode"}, "compressed in a way that soroe does not use"},
        {{.entries = "/Filter [/FlateDecode /FlateDecode]"}, "compressed in a way that soroe does not use"},
        {{.entries = "/Filter /FlateDecode /DecodeParms << /Predictor 12 >>"},
         "compressed in a way that soroe does not use"},
        {{.entries = "/F (other.pdf)"}, "compressed in a way that soroe does not use"},
        {{.entries = "/Filter /FlateDecode"}, "the PDF is damaged"},
        {{.font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"}, FOREIGN},
        {{.font = "<< /Type /Font /Subtype /Type0 /Encoding /UniJIS-UTF16-H /ToUnicode 6 0 R >>"}, FOREIGN},
        {{.font = "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H >>"}, MISSING},
        {{.font = "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 5 0 R >>"}, MISSING},
        {{.font = "[1]"}, FOREIGN},
        {{.font = "5 0 R"}, FOREIGN},
        {{.font = "null"}, "a font that the page does not have"}, /* as if the entry were not there (7.3.9) */
};

static void faults_of_documents(void **state)
{
        struct objects nothing = {0};

        (void)state;
        for (size_t i = 0; i < COUNT(document_rows); i++)
                assert_string_equal(fault_of(pdf_of(document_rows[i].parts)), document_rows[i].fault);
        assert_string_equal(fault_of(bytes_of("")), "it is not a PDF");
        assert_string_equal(fault_of(bytes_of("\n%PDF-1.4\n")), "it is not a PDF");
        assert_string_equal(fault_of(bytes_of("%PDF-1.4\n")), "the PDF is damaged");
        assert_string_equal(fault_of(assemble(&nothing)), TREE);
}

/* `n` pages that share one content and one font dictionary. */
static struct bytes pages(size_t n)
{
        struct parts p = {.pages = repeated("<< /Type /Pages /Count 1 /Kids [", "3 0 R ", n, "] >>")};

        return pdf_of(p);
}

/* A tree of `depth` nodes, one below the other, with a page at its end. */
static struct bytes deep(size_t depth)
{
        struct objects objects = {0};

        add_text(&objects, CATALOG);
        for (size_t i = 2; i < depth + 2; i++)
                add_text(&objects, arena_printf(arena, "<< /Type /Pages /Count 1 /Kids [%zu 0 R] >>", i + 1));
        add_text(&objects, arena_printf(arena, "<< /Type /Page /Contents %zu 0 R >>", depth + 3));
        add_stream(&objects, "", bytes_of(""));
        return assemble(&objects);
}

static struct bytes fonts_of_a_page(size_t n)
{
        struct buffer page = buffer_in(arena);

        buffer_text(&page, "<< /Type /Page /Contents 4 0 R /Resources << /Font <<");
        for (size_t i = 1; i <= n; i++)
                buffer_printf(&page, " /F%zu 5 0 R", i);
        buffer_text(&page, " >> >> >>");
        return pdf_of((struct parts){.page = page.at});
}

static void limits_of_documents(void **state)
{
        struct pdf_read_fault fault;
        const char *wide = repeated("<< /Type /Pages /Count 1 /Kids [", "2 0 R ", 4000, "] >>");

        (void)state;
        assert_int_equal(read_back(pages(1000), &fault).n, 1000);
        assert_string_equal(fault_of(pages(1001)), "too many pages");
        assert_string_equal(fault_of(deep(16)), "");
        assert_string_equal(fault_of(deep(17)), "the page tree is too deep");
        assert_string_equal(fault_of(deep(100000)), "the page tree is too deep");
        assert_string_equal(fault_of(pdf_of((struct parts){.pages = wide})), "the page tree is too deep");
        assert_string_equal(fault_of(fonts_of_a_page(16)), "");
        assert_string_equal(fault_of(fonts_of_a_page(17)), "too many resources of a page");
}

/* 4,000 nodes without a page among them, and one more. */
static void empty_branches_end_too(void **state)
{
        const char *all = repeated("<< /Type /Pages /Count 0 /Kids [", "3 0 R ", 4000, "] >>");
        const char *more = repeated("<< /Type /Pages /Count 0 /Kids [", "3 0 R ", 4001, "] >>");
        const char *empty = "<< /Type /Pages /Count 0 /Kids [] >>";

        (void)state;
        assert_string_equal(fault_of(pdf_of((struct parts){.pages = all, .page = empty})), "there is no page");
        assert_string_equal(fault_of(pdf_of((struct parts){.pages = more, .page = empty})), "too many pages");
}

static struct bytes deflated(size_t spaces)
{
        uLongf n = compressBound(spaces);
        unsigned char *blank = arena_alloc(arena, spaces), *out = arena_alloc(arena, n);

        memset(blank, ' ', spaces);
        assert_int_equal(compress2(out, &n, blank, spaces, 9), Z_OK);
        return (struct bytes){out, n};
}

static struct bytes with_content(struct bytes content)
{
        struct objects objects = {0};

        add_text(&objects, CATALOG);
        add_text(&objects, ONE_PAGE);
        add_text(&objects, "<< /Type /Page /Contents 4 0 R >>");
        add_stream(&objects, "/Filter [ /FlateDecode ]", content);
        return assemble(&objects);
}

/* A thousandth of its size in the file: 1 MiB is read, a byte more is not, nor is 1 GiB in one place or in many. */
static void what_swells_has_limits(void **state)
{
        struct bytes most = deflated((size_t)1 << 20), cut = {most.at, most.n - 1};
        struct buffer longer = buffer_in(arena);
        struct objects objects = {0};

        (void)state;
        assert_string_equal(fault_of(with_content(most)), "");
        assert_true(*fault_of(with_content(cut)));
        buffer_add(&longer, most.at, most.n);
        buffer_char(&longer, ' ');
        assert_string_equal(fault_of(with_content(buffer_bytes(&longer))), "the PDF is damaged");
        assert_string_equal(fault_of(with_content(deflated(((size_t)1 << 20) + 1))), "the PDF holds too much");
        assert_string_equal(fault_of(with_content(deflated((size_t)256 << 20))), "the PDF holds too much");
        /* 32 pages of 1 MiB are all that is inflated of a document */
        for (size_t n = 32; n <= 33; n++) {
                objects = (struct objects){0};
                add_text(&objects, CATALOG);
                add_text(&objects, repeated("<< /Type /Pages /Count 1 /Kids [", "3 0 R ", n, "] >>"));
                add_text(&objects, "<< /Type /Page /Contents 4 0 R >>");
                add_stream(&objects, "/Filter /FlateDecode", most);
                assert_string_equal(fault_of(assemble(&objects)), n == 32 ? "" : "the PDF holds too much");
        }
}

/* Written again by qpdf: encrypted, or with its objects in compressed streams. */
static struct bytes rewritten(struct bytes pdf, const char *password, enum qpdf_object_stream_e streams)
{
        qpdf_data q = qpdf_init();
        struct bytes copy;

        assert_int_equal(qpdf_read_memory(q, "", (const char *)pdf.at, pdf.n, NULL), QPDF_SUCCESS);
        assert_int_equal(qpdf_init_write_memory(q), QPDF_SUCCESS);
        qpdf_set_object_stream_mode(q, streams);
        if (password)
                qpdf_set_r6_encryption_parameters2(q, password, "owner", QPDF_TRUE, QPDF_TRUE, QPDF_FALSE, QPDF_FALSE,
                                                   QPDF_FALSE, QPDF_FALSE, qpdf_r3p_full, QPDF_TRUE);
        assert_int_equal(qpdf_write(q), QPDF_SUCCESS);
        copy.n = qpdf_get_buffer_length(q);
        copy.at = (unsigned char *)arena_strndup(arena, (const char *)qpdf_get_buffer(q), copy.n);
        qpdf_cleanup(&q);
        return copy;
}

static void what_was_written_by_others(void **state)
{
        struct bytes pdf = pdf_of((struct parts){0});

        (void)state;
        assert_string_equal(page_of(rewritten(pdf, NULL, qpdf_o_disable)), "あ");
        assert_string_equal(fault_of(rewritten(pdf, "secret", qpdf_o_disable)), "it is encrypted");
        assert_string_equal(fault_of(rewritten(pdf, "", qpdf_o_disable)), "it is encrypted");
        /* streams of objects could be inflated by qpdf only, without a limit */
        assert_string_equal(fault_of(rewritten(pdf, NULL, qpdf_o_generate)), "the PDF is damaged");
}

/* ---- damage */

/* Whatever is cut off before the last line, the place of the table among it. */
static void a_part_is_damage(void **state)
{
        struct bytes pdf = pdf_of((struct parts){0});

        (void)state;
        assert_memory_equal(pdf.at + pdf.n - 7, "\n%%EOF\n", 7);
        for (size_t n = 0; n < pdf.n - 7; n++)
                assert_string_not_equal(fault_of((struct bytes){pdf.at, n}), "");
}

/* The offsets are one off from here on: another reader might find the objects, this one must not search for them. */
static void what_needs_repair_is_damage(void **state)
{
        struct bytes pdf = pdf_of((struct parts){0});
        struct buffer moved = buffer_in(arena);

        (void)state;
        buffer_add(&moved, pdf.at, 9);
        buffer_char(&moved, '\n');
        buffer_add(&moved, pdf.at + 9, pdf.n - 9);
        assert_string_not_equal(fault_of(buffer_bytes(&moved)), "");
}

/* Each byte of a document changed: text or a fault, as read_back wants them. */
static void every_byte_changed(void **state)
{
        static const unsigned char changes[] = {0x01, 0x10, 0x20, 0x80, 0xFF};
        struct bytes pdf = pdf_of((struct parts){0});
        struct pdf_read_fault fault;
        size_t faults = 0;

        (void)state;
        for (size_t i = 0; i < pdf.n; i++) {
                for (size_t k = 0; k < COUNT(changes); k++) {
                        char *copy = arena_strndup(arena, (const char *)pdf.at, pdf.n);

                        copy[i] = (char)(copy[i] ^ changes[k]);
                        read_back((struct bytes){(unsigned char *)copy, pdf.n}, &fault);
                        faults += fault.en != NULL;
                }
        }
        assert_true(faults > pdf.n); /* most changes are noticed */
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(what_is_drawn_is_read_run_by_run),
                cmocka_unit_test(a_run_is_found_whole),
                cmocka_unit_test(contents_and_their_runs),
                cmocka_unit_test(faults_of_contents),
                cmocka_unit_test(limits_of_contents),
                cmocka_unit_test(which_text_a_glyph_stands_for),
                cmocka_unit_test(faults_of_documents),
                cmocka_unit_test(limits_of_documents),
                cmocka_unit_test(empty_branches_end_too),
                cmocka_unit_test(what_swells_has_limits),
                cmocka_unit_test(what_was_written_by_others),
                cmocka_unit_test(a_part_is_damage),
                cmocka_unit_test(what_needs_repair_is_damage),
                cmocka_unit_test(every_byte_changed),
        };

        return cmocka_run_group_tests(tests, start, stop);
}
