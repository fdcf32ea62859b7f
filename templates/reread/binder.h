/* Binds many PDFs of our own into one file and writes it as it goes. The objects that a page needs are copied with new numbers, those
 * that many pages share (the fonts of all papers) are written once, and no page stays in memory. A bookmark leads to each PDF. Only
 * PDFs that templates/pdf/pdf.h writes are bound (templates/reread/pdf_objects.h); the result does not claim to be PDF/A. */
#ifndef SOROE_BINDER_H
#define SOROE_BINDER_H

#include "core/value/calendar.h"
#include "core/file/part_file.h"

struct binder;

/* The file is open, and stays the caller's. */
struct binder *binder_new(struct part_file *, struct arena *);
/* Adds all pages of a PDF; the bookmark leads to its first page. Returns false if the PDF is not of our own making. */
bool binder_add(struct binder *, struct bytes pdf, const char *title, struct arena *scratch);
/* Writes the rest: bookmarks, tree of pages, information, table. At least one PDF must have been added. */
void binder_finish(struct binder *, const char *title, struct date);
int binder_pages(const struct binder *);

#endif
