/* How a viewer leads through a document: bookmarks, page labels, the title in its window (ISO 32000-1, 12.2-12.4). */
#ifndef SOROE_PDF_NAVIGATION_H
#define SOROE_PDF_NAVIGATION_H

#include "templates/pdf/pdf_font.h"

/* `pages`: by number, from 0. */
HPDF_STATUS pdf_write_navigation(HPDF_Doc, const struct pdf *, const HPDF_Page *pages);

#endif
