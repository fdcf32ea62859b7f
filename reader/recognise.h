/* What tesseract reads on a prepared page: symbols with their boxes, in lines; and once more, by a network that knows figures alone,
 * what stands in a box. */
#ifndef SOROE_READER_RECOGNISE_H
#define SOROE_READER_RECOGNISE_H

#include "core/base/vec.h"
#include "core/reading/figures.h"
#include "reader/page.h"

#include <tesseract/capi.h>

struct text_line {
        struct reading_box box;
        int confidence;
        size_t first, count; /* symbols */
};

struct text {
        struct {
                VEC(struct reading_symbol);
        } symbols;
        struct {
                VEC(struct text_line);
        } lines;
        int confidence; /* mean over its symbols; 0: too few of them to tell */
};

/* Both networks, read from their files: before the process confines itself. */
struct networks {
        TessBaseAPI *page, *figures;
};
bool networks_open(struct networks *); /* false: a model is missing */

void recognise(struct text *out, const struct networks *, const struct page *, struct arena *);

/* Reads a box of the page again. Returns its text without spaces, "" if there is none. */
const char *read_figures(int *confidence, const struct networks *, const struct page *, struct reading_box,
                         struct arena *);

/* The lines become those of the reading, with the second reading of each run of figures. */
void add_lines(struct reading_page *, const struct text *, const struct networks *, const struct page *,
               struct arena *);

#endif
