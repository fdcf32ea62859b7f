/* Is a file, byte for byte, the one that these drawn pages would give, apart from what depends on the libraries (how streams are
 * deflated, how HarfBuzz cuts a font)? Every stream is inflated and held against the one made here. A font's program must be plain
 * outlines (templates/font/font_program.h) and show what pdf_agrees has found it to show. Then the document is written with the
 * file's own streams, and nothing may differ: no object more or less, no key, no byte between or behind. */
#ifndef SOROE_PDF_AGAIN_H
#define SOROE_PDF_AGAIN_H

#include "templates/reread/pdf_agree.h"

/* For pages that pdf_agrees has passed. Returns false with what differs; `findings` say if it could not be written. */
bool pdf_is_again(struct pdf_difference *out, struct pdf *drawn, const struct pdf_text *read, struct bytes file,
                  struct arena *, struct findings *);

#endif
