#include "core/paper/paper_child.h"

#include <string.h>

#include "core/paper/foreign_font.h"
#include "core/paper/foreign_page.h"
#include "core/paper/foreign_scan.h"
#include "core/platform/platform.h"

#include "core/banned.h"

enum { MOST_WORK = 30, MOST_WAIT = 600, LEAST_LETTERS = 15 };
#define MOST_MEMORY ((size_t)256 << 20) /* of the child: a page's pixels, a file's streams, fonts */

enum { OUT_OF_MEMORY = 4 };

static _Noreturn void exhausted(void)
{
        platform_leave(OUT_OF_MEMORY);
}

struct child {
        int line;
        struct arena *arena;
        const struct paper_facts *facts;
        struct bytes file;
};

static void send_part(const struct child *c, struct paper_part_head head, const void *bytes, size_t n)
{
        head.n = (int64_t)n;
        if (!platform_write(c->line, &head, sizeof head) || (n && !platform_write(c->line, bytes, n)))
                platform_leave(1);
}

static void send_why(const struct child *c, int page, const char *why)
{
        send_part(c, (struct paper_part_head){.part = PART_WHY, .page = page}, why, strlen(why));
}

static void send_grey(const struct child *c, int page, const struct grey *g)
{
        send_part(c,
                  (struct paper_part_head){.part = PART_PIXELS,
                                           .page = page,
                                           .width = g->width,
                                           .height = g->height,
                                           .full_width = g->full_width,
                                           .full_height = g->full_height},
                  g->at, (size_t)g->width * (size_t)g->height);
}

static void send_lines(const struct child *c, int number, struct shown_letters *letters)
{
        struct reading_page page = {.number = number, .source = READING_TEXT};
        struct buffer out = buffer_in(c->arena);

        shown_letters_to_lines(&page, letters, c->arena);
        buffer_text(&out, "");
        reading_write_lines(&out, &page);
        send_part(c,
                  (struct paper_part_head){.part = PART_LINES,
                                           .page = number,
                                           .source = page.source,
                                           .turned = page.turned,
                                           .width = page.width,
                                           .height = page.height},
                  out.at, out.n);
}

/* Text that is shown and that its fonts explain is read; else the page is a scan, if a picture is on it. */
static void look_at_page(const struct child *c, qpdf_data pdf, int number, struct foreign_fonts *fonts)
{
        const qpdf_oh page = qpdf.get_page_n(pdf, (size_t)(number - 1));
        struct shown_letters letters;
        struct grey grey;

        foreign_page_letters(&letters, pdf, page, fonts, c->arena);
        if (letters.n >= LEAST_LETTERS && letters.unknown * 4 <= letters.n)
                send_lines(c, number, &letters);
        else if (!foreign_scan_is_there(pdf, page))
                send_why(c, number, letters.unknown ? "kind" : "blank");
        else if (!c->facts->wants_pixels)
                send_why(c, number, "no-reader");
        else if (foreign_scan_decode(&grey, pdf, page, c->arena))
                send_grey(c, number, &grey);
        else
                send_why(c, number, "kind");
        qpdf.oh_release_all(pdf);
}

static void look_at_pdf(const struct child *c)
{
        struct foreign_fonts *fonts = ARENA_NEW(c->arena, struct foreign_fonts);
        qpdf_data pdf = qpdf.init();
        int pages;

        qpdf.silence_errors(pdf);
        qpdf.set_suppress_warnings(pdf, QPDF_TRUE);
        if (qpdf.read_memory(pdf, "", (const char *)c->file.at, c->file.n, "") & QPDF_ERRORS) {
                send_why(c, 1, "damaged");
                return;
        }
        pages = qpdf.get_num_pages(pdf);
        for (int i = 1; i <= pages && i <= READING_MOST_PAGES; i++)
                look_at_page(c, pdf, i, fonts);
}

static void look_at_picture(const struct child *c)
{
        struct grey grey;

        if (grey_decode(&grey, c->file, &c->facts->image, c->arena))
                send_grey(c, 1, &grey);
        else
                send_why(c, 1, "damaged");
}

static void run(const struct platform_given *given, int line)
{
        struct child c = {.line = line, .facts = given->facts, .file = {given->bytes, given->bytes_n}};

        if (!platform_hush())
                platform_leave(1);
        (void)platform_limit(MOST_MEMORY, MOST_WORK, MOST_WAIT);
        (void)platform_confine(); /* where the system has no such thing the limits are there */
        c.arena = arena_new(exhausted);
        if (c.facts->image.kind == IMAGE_PDF)
                look_at_pdf(&c);
        else
                look_at_picture(&c);
        send_part(&c, (struct paper_part_head){.part = PART_END}, NULL, 0);
        platform_leave(0);
}

const struct platform_job paper_job = {"paper", run};
