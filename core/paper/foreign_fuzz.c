/* Fuzz target: whatever a PDF draws, its lines are a page of a reading, written and read as the same. (What it costs is bounded by
 * the limits of the child in which this runs.) */
#include "core/paper/foreign_page.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/fuzz.h"
#include "core/paper/foreign_font.h"
#include "core/paper/foreign_scan.h"

#include "core/banned.h"

enum { MOST_PAGES = 3, MOST_SIZE = 1 << 16 };

static void check_page(qpdf_data pdf, int number, struct foreign_fonts *fonts, struct arena *arena)
{
        const qpdf_oh object = qpdf.get_page_n(pdf, (size_t)number);
        struct reading_page page = {.number = number + 1, .source = READING_TEXT}, again = page;
        struct buffer first = buffer_in(arena), second = buffer_in(arena);
        struct shown_letters letters;
        struct grey grey;

        foreign_page_letters(&letters, pdf, object, fonts, arena);
        shown_letters_to_lines(&page, &letters, arena);
        (void)foreign_scan_decode(&grey, pdf, object, arena);
        buffer_text(&first, "");
        buffer_text(&second, "");
        reading_write_lines(&first, &page);
        if (!reading_parse_lines(&again, buffer_bytes(&first), arena))
                abort();
        reading_write_lines(&second, &again);
        if (strcmp(first.at, second.at) != 0)
                abort();
        qpdf.oh_release_all(pdf);
}

void fuzz_target(struct bytes in, struct arena *arena)
{
        struct foreign_fonts *fonts;
        qpdf_data pdf;

        if (in.n > MOST_SIZE)
                return;
        fonts = ARENA_NEW(arena, struct foreign_fonts);
        pdf = qpdf.init();
        qpdf.silence_errors(pdf);
        qpdf.set_suppress_warnings(pdf, QPDF_TRUE);
        if (!(qpdf.read_memory(pdf, "", (const char *)in.at, in.n, "") & QPDF_ERRORS))
                for (int i = 0; i < MOST_PAGES && i < qpdf.get_num_pages(pdf); i++)
                        check_page(pdf, i, fonts, arena);
        qpdf.cleanup(&pdf);
}
