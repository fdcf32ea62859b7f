/* The one PDF to upload where a PDF is preferred: the pages of summary.pdf, then the enclosed copies (領収書の写し). A scan
 * stands on a page with its label, upright; a PDF receipt follows unchanged behind a label page. */
#ifndef SOROE_COPIES_H
#define SOROE_COPIES_H

#include "templates/font/font.h"
#include "templates/record/packet.h"
#include "templates/pdf/picture.h"

/* `summary`: the packet's own data/summary.pdf. ERR_INPUT with E016 where an enclosed copy cannot be appended. */
enum status copies_append(struct bytes *out, struct bytes summary, const struct packet *, const char *check_code,
                          struct fonts *, struct arena *, struct findings *);

/* An enclosed copy on its way onto the pages. */
struct copy {
        const struct enclosure *enclosure;
        bool is_pdf;
        int pages;              /* of a PDF, behind its label page */
        int page;               /* 写し n: its label page, from 1 */
        struct picture picture; /* of a scan */
};
struct copy_list {
        VEC(struct copy);
        int total; /* pages, those of the PDFs included */
};

/* Lists what copies_append appends, in its order. ERR_INPUT with E016 as there. */
enum status copies_take(struct copy_list *out, const struct packet *, struct arena *, struct findings *);
/* Makes the document of copies_append from pages that exist already: in `laid` the pages of the copies stand behind `front` others.
 * It adds what leads through the document and nothing else. */
enum status copies_append_laid(struct bytes *out, struct bytes summary, const struct copy_list *, struct bytes laid,
                               int front, struct arena *, struct findings *);
/* Draws the label pages alone, one for each copy, with their scans. With `bare` the scans have no pixels. */
enum status copies_draw(struct bytes *out, const struct copy_list *, const struct packet *, const char *check_code,
                        bool bare, struct fonts *, struct arena *, struct findings *);

#endif
