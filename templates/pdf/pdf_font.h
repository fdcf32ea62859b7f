/* A font as a PDF carries it: Type0 over CIDFontType2 with Identity-H (ISO 32000-1, 9.7). libharu's own way looks up
 * 65,536 code points and blanks everything above U+FFFF; this one is made of the objects libharu 2.3.0 exports.
 * Only templates/pdf/pdf_write.c and its kin include this. */
#ifndef SOROE_PDF_FONT_H
#define SOROE_PDF_FONT_H

#include "templates/pdf/pdf_private.h"

#include <hpdf.h>
#include <hpdf_doc.h>

#define PDF_FLATED "/Filter /FlateDecode\n"

/* The object of one of the document's fonts, entered in it. NULL where libharu or HarfBuzz fails. */
HPDF_Dict pdf_font_new(HPDF_Doc, const struct pdf *, int font, const struct flaters *);

/* A stream of bytes that are deflated already; they must live until the document is saved. */
HPDF_Dict pdf_flated_new(HPDF_Doc, struct flated, struct arena *);
/* Entries as they stand in the file, for a dictionary that has no other writer; they must live as long as it. */
void pdf_entries(HPDF_Dict, const char *entries);

#endif
