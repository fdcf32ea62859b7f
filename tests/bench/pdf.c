/* What a summary of three pages costs: our own font object against libharu's stock way (HPDF_LoadTTFontFromFile and
 * the encoder "UTF-8"), the same text in the same run. CPU time of the process, per document.
 *
 *      build/bench/pdf [OURS [STOCK]]     how many documents of each; 200 and 5 */
#include "core/value/yen.h"
#include "templates/pdf/pdf.h"

#include <hpdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/banned.h"

#define PAGES           3
#define LINES           60
#define LINE_CHARACTERS 30
#define STOCK_GOTHIC    "/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf"
#define STOCK_MINCHO    "/usr/share/fonts/truetype/bizud-mincho/BIZUDPMincho-Regular.ttf"

static double cpu_ms(void)
{
        struct timespec t;

        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
        return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* 5,400 characters, some 320 different ones: kanji, kana and digits, moved on for each document. */
static const char *line_text(struct arena *arena, unsigned page, unsigned line, unsigned document)
{
        struct buffer out = buffer_in(arena);
        unsigned n = (page * LINES + line) * 7 + document;

        for (unsigned i = 0; i < LINE_CHARACTERS; i++) {
                unsigned c = i % 5 == 4 ? 0x3042 + (n + i) % 80 : 0x4E9C + (n * 3 + i * 11) % 240 * 13;
                const char utf8[3] = {(char)(0xE0 | c >> 12), (char)(0x80 | (c >> 6 & 63)), (char)(0x80 | (c & 63))};

                buffer_add(&out, utf8, sizeof utf8);
        }
        return out.at;
}

static int printable(const struct fonts *fonts, const char *text)
{
        return fonts_missing(fonts, FACE_GOTHIC, text) == 0 && fonts_missing(fonts, FACE_MINCHO, text) == 0;
}

/* Rare kanji are left to the fallback in our way and blanked in the stock way; the comparison leaves them out. */
static const char *common_text(struct arena *arena, const struct fonts *fonts, unsigned page, unsigned line,
                               unsigned document)
{
        const char *text = line_text(arena, page, line, document), *s = text;
        struct buffer out = buffer_in(arena);
        struct cluster c;

        while (cluster_next(&c, &s)) {
                struct glyph g = fonts_glyph(fonts, FACE_GOTHIC, c.code_point, 0);
                if (g.id && g.face == FACE_GOTHIC)
                        buffer_add(&out, c.text, c.n);
        }
        return out.n && printable(fonts, out.at) ? out.at : "領収書";
}

static size_t ours(struct fonts *fonts, unsigned document, struct arena *arena)
{
        struct findings findings = findings_in(arena);
        struct buffer out = buffer_in(arena);
        struct pdf *pdf = pdf_new(fonts, arena);

        for (unsigned page = 0; page < PAGES; page++) {
                pdf_page(pdf);
                for (unsigned i = 0; i < LINES; i++)
                        pdf_text(pdf, 20, 20 + 4.2 * i, i % 10 ? FACE_GOTHIC : FACE_MINCHO, 8.5, LEFT,
                                 common_text(arena, fonts, page, i, document));
        }
        return pdf_finish(pdf, &out, &findings) == OK ? out.n : 0;
}

static size_t stock(const struct fonts *fonts, unsigned document, struct arena *arena)
{
        HPDF_Doc doc = HPDF_New(NULL, NULL);
        HPDF_Font gothic, mincho;
        size_t n;

        HPDF_UseUTFEncodings(doc);
        HPDF_SetCompressionMode(doc, HPDF_COMP_ALL);
        gothic = HPDF_GetFont(doc, HPDF_LoadTTFontFromFile(doc, STOCK_GOTHIC, HPDF_TRUE), "UTF-8");
        mincho = HPDF_GetFont(doc, HPDF_LoadTTFontFromFile(doc, STOCK_MINCHO, HPDF_TRUE), "UTF-8");
        for (unsigned page = 0; page < PAGES; page++) {
                HPDF_Page p = HPDF_AddPage(doc);

                HPDF_Page_SetSize(p, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
                HPDF_Page_BeginText(p);
                for (unsigned i = 0; i < LINES; i++) {
                        HPDF_Page_SetFontAndSize(p, i % 10 ? gothic : mincho, 8.5F);
                        HPDF_Page_TextOut(p, 56.7F, 785.0F - 11.9F * (float)i,
                                          common_text(arena, fonts, page, i, document));
                }
                HPDF_Page_EndText(p);
        }
        n = HPDF_SaveToStream(doc) == HPDF_OK ? HPDF_GetStreamSize(doc) : 0;
        HPDF_Free(doc);
        return n;
}

static void report(const char *way, size_t (*make)(struct fonts *, unsigned, struct arena *), struct fonts *fonts,
                   int64_t n)
{
        struct arena *arena = arena_new(abort);
        size_t bytes = 0;
        double start = cpu_ms();

        for (unsigned i = 0; i < (unsigned)n; i++) {
                bytes = make(fonts, i, arena);
                arena_reset(arena);
        }
        if (bytes && n > 0)
                printf("%-28s %4lld documents  %7.2f ms each  %7zu bytes\n", way, (long long)n,
                       (cpu_ms() - start) / (double)n, bytes);
        else
                printf("%-28s not measured\n", way);
        arena_free(arena);
}

static size_t stock_way(struct fonts *fonts, unsigned document, struct arena *arena)
{
        return stock(fonts, document, arena);
}

int main(int argc, char **argv)
{
        struct arena *arena = arena_new(abort);
        struct findings findings = findings_in(arena);
        struct fonts *fonts = NULL;
        int64_t n = 200, of_stock = 5;
        double start = cpu_ms();

        if ((argc > 1 && !count_parse(&n, argv[1])) || (argc > 2 && !count_parse(&of_stock, argv[2])))
                return 2;
        if (fonts_open(&fonts, false, abort, &findings) != OK) {
                fprintf(stderr, "%s\n", fault_message(arena, &findings.fault, ENGLISH));
                return 3;
        }
        printf("%-28s                 %7.2f ms\n", "opening the fonts", cpu_ms() - start);
        report("one document", ours, fonts, 1);
        fonts_close(fonts);
        start = cpu_ms();
        if (fonts_open(&fonts, true, abort, &findings) != OK)
                return 3;
        printf("%-28s                 %7.2f ms\n", "preparing them for many", cpu_ms() - start);
        report("this program", ours, fonts, n);
        report("stock libharu, UTF-8", stock_way, fonts, of_stock);
        fonts_close(fonts);
        arena_free(arena);
        return 0;
}
