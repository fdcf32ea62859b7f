/* Is a page's content drawn in the layers of templates/pdf/pdf.h, so that all of its text can be seen? For pages that are not drawn
 * again. The layers are fills of a light grey, the watermark of a draft, lines and frames, then nothing but text. Text is dark, of a
 * size that can be read, and inside the page; each run goes on to the right of the one before. There is no picture, no clip, no fill
 * over a text, and no text that is hidden or white (except the label of a draft, which is white in its black box). */
#ifndef SOROE_PDF_LAYERS_H
#define SOROE_PDF_LAYERS_H

#include "templates/reread/pdf_read.h"

/* Returns false with the first rule that the page breaks. */
bool pdf_is_layered(struct pdf_read_fault *, struct bytes content, bool draft, struct arena *);

#endif
