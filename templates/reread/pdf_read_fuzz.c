/* Any bytes are text or a fault. What starts as a PDF is read as one; of all else, what stands before the first NUL is the
 * CMap of a font, and what follows the content of a page: without offsets to hit, the search gets deeper into both. */
#include "core/base/text.h"
#include "templates/reread/pdf_content.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/fuzz.h"

#include "core/banned.h"

/* Every run is UTF-8 without control characters, none is empty, and each is found. */
static void check_page(const char *page, struct arena *arena)
{
        const struct pdf_text text = {.at = &page, .n = 1};

        if (!text_is_valid(page) || strpbrk(page, "\t\r"))
                abort();
        while (*page) {
                size_t length = strcspn(page, "\n");

                if (!pdf_text_has(&text, 0, arena_strndup(arena, page, length)) || (page[length] && !page[length + 1]))
                        abort();
                page += length + (page[length] == '\n');
        }
}

static void read_pdf(struct bytes pdf, struct arena *arena)
{
        struct pdf_text text = {0};
        struct pdf_read_fault fault = {0};

        if (pdf_read_text(&text, pdf, arena, &fault) != OK) {
                if (!fault.ja || !fault.en || text.n)
                        abort();
                return;
        }
        if (text.n < 1 || text.n > PDF_MOST_PAGES)
                abort();
        for (size_t i = 0; i < text.n; i++)
                check_page(text.at[i], arena);
}

static void read_parts(struct bytes cmap, struct bytes content, struct arena *arena)
{
        struct pdf_codes codes = {0};
        struct pdf_face face = {"/F1", &codes, 0};
        struct pdf_read_fault fault = {0};
        const char *page;

        if (!pdf_codes_read(&codes, cmap, arena) && codes.n)
                abort();
        page = pdf_content_text(content, &(struct pdf_faces){.at = &face, .n = 1}, arena, &fault);
        if (page)
                check_page(page, arena);
        else if (!fault.ja || !fault.en)
                abort();
}

void fuzz_target(struct bytes in, struct arena *arena)
{
        const unsigned char *nul = in.n ? memchr(in.at, 0, in.n) : NULL;
        size_t cmap = nul ? (size_t)(nul - in.at) : in.n, from = nul ? cmap + 1 : in.n;

        if (in.n >= 5 && memcmp(in.at, "%PDF-", 5) == 0)
                read_pdf(in, arena);
        else
                read_parts((struct bytes){in.at, cmap}, (struct bytes){in.at + from, in.n - from}, arena);
}
