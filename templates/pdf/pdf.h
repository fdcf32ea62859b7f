/* One A4 document: lines, rectangles and text, in millimetres from the top left of the
 * page. A narrow door to libharu 2.3.0, whose own Japanese fonts cost 190 ms and blank what they lack: here HarfBuzz cuts
 * the fonts, our own CID font object carries them, libharu does the rest. The same calls give the same bytes.
 *
 * Pages are recorded as they are drawn and written by pdf_finish, because the fonts can only be cut when all
 * text is known. Characters that almost every document has come from fonts that are cut once (templates/font/font_program.h).
 * A document without pictures is PDF/A-1b (templates/pdf/pdf_archive.h). Every page keeps five layers, whatever the order of the
 * calls: fills, watermark, pictures, lines, text. */
#ifndef SOROE_PDF_H
#define SOROE_PDF_H

#include "core/value/calendar.h"
#include "core/base/record_form.h"
#include "templates/font/font.h"
#include "templates/pdf/picture.h"

struct pdf;

enum align { LEFT, CENTRE, RIGHT };

/* Everything lives in the arena; there is nothing to free. */
struct pdf *pdf_new(struct fonts *, struct arena *);
void pdf_title(struct pdf *, const char *title, struct date); /* of the document's information */
void pdf_made_by(struct pdf *, const char *program);          /* who is told as the producer; without it this version */
int pdf_page(struct pdf *); /* a new page becomes the current one; its number from 1 */
int pdf_pages(const struct pdf *);
void pdf_go(struct pdf *, int page); /* draw on an earlier page again (headers and footers) */

/* From here on a character that no face has is drawn, and extracts, as 〓. For drafts: whoever makes one is told of it. */
void pdf_geta(struct pdf *);
/* Lines break as on papers of that form (templates/pdf/wrap.h); without a call FORM_TODAY. */
void pdf_form(struct pdf *, enum record_form);
enum record_form pdf_form_of(const struct pdf *);
/* Pages and outlines are stored as they are: for a document that is one of many, whose time counts more than its size. */
void pdf_store(struct pdf *);
/* Notes that a table's first row has no room. Papers of form 1 may have put it on a new page. */
void pdf_note_break(struct pdf *);
bool pdf_has_break(const struct pdf *);
/* A bookmark of the document that leads to the current page; in the order of the calls. */
void pdf_bookmark(struct pdf *, const char *title);
/* Sets what a viewer calls the pages: the prefix and 1, 2, … ("写し 1"). Without a call the number alone. */
void pdf_label(struct pdf *, const char *prefix);

/* Text on a baseline. Returns its width in mm. `condense` in per cent (100 = natural). It extracts
 * as typed: sound marks, selectors and half-width kana included. */
double pdf_text(struct pdf *, double x, double y, enum face, double pt, enum align, const char *text);
double pdf_text_condensed(struct pdf *, double x, double y, enum face, double pt, enum align, int per_cent,
                          const char *text);
double pdf_text_spaced(struct pdf *, double x, double y, enum face, double pt, enum align, double em, const char *text);
double pdf_width(struct pdf *, enum face, double pt, const char *text);
/* Tabular figures: digits in cells of 0.70 em (docs/papers.md, Figures). It extracts as one number. */
double pdf_figures(struct pdf *, double x, double y, enum face, double pt, enum align, const char *text);
/* The same in cells of `cell` em: telephone and postal code 0.68, digests 0.66. */
double pdf_figures_in(struct pdf *, double x, double y, enum face, double pt, enum align, double cell,
                      const char *text);
double pdf_figures_width(struct pdf *, enum face, double pt, const char *text); /* in cells of 0.70 em */
/* The grey of the text that follows on this page: 0 black (the default) … 1 white. */
void pdf_ink(struct pdf *, double grey);

void pdf_line(struct pdf *, double x1, double y1, double x2, double y2, double width_mm);
void pdf_frame(struct pdf *, double x, double y, double w, double h, double width_mm);
void pdf_fill(struct pdf *, double x, double y, double w, double h, double grey); /* 0 black … 1 white */
/* Light text along the page's diagonal, beneath lines and text: 下書き. */
void pdf_watermark(struct pdf *, const char *text);
/* The same word in outline above the pictures, which would hide the watermark. */
void pdf_outline(struct pdf *, const char *text);

/* A picture that fills the box, turned clockwise by 0, 90, 180 or 270 degrees: the page turns it, its bytes stay as they are.
 * What `picture` points to must live until pdf_finish. */
void pdf_picture(struct pdf *, double x, double y, double w, double h, const struct picture *, int32_t rotation);

/* Writes the document. ERR_SYSTEM with F_PDF on a failure of libharu or HarfBuzz, with F_INTERNAL where a
 * character without a glyph was drawn (summary_check finds these before). */
enum status pdf_finish(struct pdf *, struct buffer *out, struct findings *);

const char *pdf_libharu(void); /* "2.3.0" */

#endif
