/* What a page's content shows, told so that two pages which encode their texts otherwise can be compared: its operators with their
 * operands, and each letter with its typeface, its size and how far it is moved. Which outlines the letters have, pdf_font_shows
 * (templates/font/font_program.h) compares. */
#ifndef SOROE_PDF_SHOWN_H
#define SOROE_PDF_SHOWN_H

#include "templates/font/font.h"
#include "templates/reread/pdf_read.h"

/* Of the page-th from 0; NULL where it cannot be told. */
const char *pdf_shown(const struct pdf_text *, size_t page, const struct fonts *, struct arena *);

#endif
