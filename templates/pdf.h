/* One A4 document: lines, rectangles, text and scans, in millimetres from the top left of the
 * page. A narrow door to libharu 2.3.0, whose own Japanese fonts cost 190 ms and blank what they lack: here HarfBuzz cuts
 * the fonts, our own CID font object carries them, libharu does the rest. The same calls give the same bytes.
 *
 * Pages are first recorded, then written by pdf_finish, because the fonts can only be cut when all
 * text is known. The page is a list of marks; the check code and "n / N" are known by then, too. */
#ifndef SOROE_PDF_H
#define SOROE_PDF_H

#include "templates/font.h"

#include "core/image.h"

struct pdf;

enum align { LEFT, CENTRE, RIGHT };

struct pdf *pdf_new(struct fonts *, struct arena *);
/* ISO language, title: for the document's information. */
void pdf_title(struct pdf *, const char *title);
int pdf_page(struct pdf *); /* a new page becomes the current one; its number from 1 */
int pdf_pages(const struct pdf *);
void pdf_go(struct pdf *, int page); /* draw on an earlier page again (headers and footers) */

/* Text on a baseline. Returns its width in mm. `condense` in per cent (100 = natural). */
double pdf_text(struct pdf *, double x, double y, enum face, double pt, enum align, const char *text);
double pdf_text_condensed(struct pdf *, double x, double y, enum face, double pt, enum align, int per_cent, const char *text);
double pdf_text_spaced(struct pdf *, double x, double y, enum face, double pt, enum align, double em, const char *text);
double pdf_width(const struct pdf *, enum face, double pt, const char *text);
/* Tabular figures: digits in cells of 0.70 em (LAYOUT: Figures), right-aligned at x. It extracts as one number. */
double pdf_figures(struct pdf *, double x, double y, enum face, double pt, enum align, const char *text);

void pdf_line(struct pdf *, double x1, double y1, double x2, double y2, double width_mm);
void pdf_frame(struct pdf *, double x, double y, double w, double h, double width_mm);
void pdf_fill(struct pdf *, double x, double y, double w, double h, double grey); /* 0 black … 1 white */
/* Light text across the page, beneath everything else: 下書き. */
void pdf_watermark(struct pdf *, const char *text);

/* Writes the document. ERR_SYSTEM with F_PDF on a failure of libharu. */
enum status pdf_finish(struct pdf *, struct buffer *out, struct findings *);
void pdf_free(struct pdf *);

#endif
