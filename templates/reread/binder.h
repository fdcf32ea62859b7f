/* Many PDFs of our own in one, written as it goes: what a page needs is copied with new numbers, what many pages share (the
 * fonts that all papers have) is written once, and nothing of a page stays in memory. A bookmark leads to each. Only what
 * templates/pdf/pdf.h writes is bound (templates/reread/pdf_objects.h); the result claims no PDF/A. */
#ifndef SOROE_BINDER_H
#define SOROE_BINDER_H

#include "core/value/calendar.h"
#include "core/file/part_file.h"

struct binder;

/* The file is open, and stays the caller's. */
struct binder *binder_new(struct part_file *, struct arena *);
/* All pages of a PDF; the bookmark leads to its first. False: it is not of our own making. */
bool binder_add(struct binder *, struct bytes pdf, const char *title, struct arena *scratch);
/* The rest: bookmarks, tree of pages, information, table. At least one PDF must have been added. */
void binder_finish(struct binder *, const char *title, struct date);
int binder_pages(const struct binder *);

#endif
