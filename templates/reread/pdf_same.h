/* Are two pages of two PDFs the same page? Compared by libqpdf, object by object from the page on, whatever their numbers
 * and places in the file: every entry, every stream as it lies there. Not a word of how a page looks is needed for
 * that, so that it holds for PDFs of any origin.
 *
 * Both files may be hostile. Nothing is repaired; depth and work have limits, beyond which pages are not the same. */
#ifndef SOROE_PDF_SAME_H
#define SOROE_PDF_SAME_H

#include "core/base/buffer.h"

#include "templates/pdf/picture.h"

#include <stdbool.h>

struct pdf_file;
/* NULL where it cannot be opened as it is. `file` must live as long. */
struct pdf_file *pdf_file_open(struct bytes file, struct arena *);
void pdf_file_close(struct pdf_file *); /* NULL is fine */
int pdf_file_pages(const struct pdf_file *);

/* Pages from 0. A reference to another page is one, wherever it leads. `bare`: the pixels of images in `a` are left out. */
bool pdf_same_page(struct pdf_file *a, int page_a, struct pdf_file *b, int page_b, bool bare);
/* Do the pages have the same size and the same entries, whatever is drawn? */
bool pdf_same_frame(struct pdf_file *a, int page_a, struct pdf_file *b, int page_b);
/* The page as it goes into a merged PDF (templates/reread/merge_strip.h). */
void pdf_file_strip(struct pdf_file *, int page);
/* Is this the one picture of the page? NULL: it has none. */
bool pdf_has_picture(struct pdf_file *, int page, const struct picture *);
/* Does the document, beside its pages, bookmarks and names of pages, say and do what the other one does, and nothing more? Its metadata may be missing. */
bool pdf_same_document(struct pdf_file *a, struct pdf_file *b);
/* Is an entry of the catalogue the same, with references to the same pages by their number? */
bool pdf_same_entry(struct pdf_file *a, struct pdf_file *b, const char *key);
/* So many objects the table of the file has room for. */
int pdf_file_objects(const struct pdf_file *);

#endif
