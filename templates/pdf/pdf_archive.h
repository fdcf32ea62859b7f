/* What makes a document PDF/A-1b (ISO 19005-1): metadata that agree with its information dictionary (6.7), and what its
 * grey values mean (6.2.2). Nothing here knows the clock. */
#ifndef SOROE_PDF_ARCHIVE_H
#define SOROE_PDF_ARCHIVE_H

#include "templates/pdf/pdf_font.h"

/* The texts of the information dictionary and of the metadata. Both are UTF-16 with a mark in PDF. */
HPDF_Binary pdf_text_object(HPDF_Doc, const char *text, struct arena *);

/* Title, date, producer; the same as XMP metadata, which says "PDF/A-1b" only if `archive`. */
HPDF_STATUS pdf_write_metadata(HPDF_Doc, const struct pdf *, bool archive);
/* A grey profile of our own making, so that DeviceGray is defined (6.2.3.3). */
HPDF_STATUS pdf_write_intent(HPDF_Doc, struct arena *);

#endif
