/* A font as a PDF carries it: Type0 over CIDFontType2 with Identity-H, cut to the characters of one
 * document (ISO 32000-1, 9.7). libharu's own way looks up 65,536 code points and
 * blanks everything above U+FFFF; this one is made of the objects libharu 2.3.0 exports.
 * Only templates/pdf_write.c includes this. */
#ifndef SOROE_PDF_FONT_H
#define SOROE_PDF_FONT_H

#include "templates/pdf_private.h"

#include <hpdf.h>
#include <hpdf_doc.h>

/* The font object of one face, entered in the document. NULL where libharu or HarfBuzz fails. */
HPDF_Dict pdf_font_new(HPDF_Doc, const struct pdf *, enum face);

#endif
