/* Is a page's content drawn in the layers of templates/pdf/pdf.h, and so that all of its text can be seen? For pages that are not drawn
 * again: fills of a light grey, the watermark of a draft, lines and frames, then text and nothing but text, dark, of a size
 * that can be read, inside the page, each run going on to the right of the one before. No picture, no clip, no fill over a text, no text that is hidden or in white
 * (but for the label of a draft, white in its black box). */
#ifndef SOROE_PDF_LAYERS_H
#define SOROE_PDF_LAYERS_H

#include "templates/reread/pdf_read.h"

/* False with the first thing that is not so. */
bool pdf_is_layered(struct pdf_read_fault *, struct bytes content, bool draft, struct arena *);

#endif
