/* A page on its way: grey pixels and where they lie on the picture that was handed in. A step takes the page and leaves another;
 * the pictures belong to the page. What leptonica cannot make for want of memory ends the program (memory.h), so a NULL means
 * that the step does not apply. */
#ifndef SOROE_READER_PAGE_H
#define SOROE_READER_PAGE_H

#include "reader/place.h"

#include <leptonica/allheaders.h>

struct page {
        PIX *grey;
        struct place place;
        int turned; /* degrees clockwise */
};

struct page page_copy(const struct page *); /* shares the pixels */
void page_free(struct page *);
void page_put(struct page *, PIX *); /* takes the picture over, unless it is NULL */

/* The paper on a darker table, pulled to a rectangle; a page that fills its picture stays as it is. */
void paper_flatten(struct page *);
/* Turns what lies on its side, and straightens what leans a little. */
void turn_upright(struct page *);
void turn_over(struct page *);
/* All of it: flattened unless `whole`, its background white, upright, letters about 25 pixels high, without the rules of tables. */
void page_prepare(struct page *, bool whole);

#endif
