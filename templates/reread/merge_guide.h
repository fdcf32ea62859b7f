/* What leads through a merged PDF: the pages behind the base's own get bookmarks and labels, and the claim to be PDF/A,
 * which is the base's alone, goes. Only templates/reread/merge.c includes this. */
#ifndef SOROE_MERGE_GUIDE_H
#define SOROE_MERGE_GUIDE_H

#include <qpdf/qpdf-c.h>

/* Behind the bookmarks that are there; none where the base has none. */
void merge_add_bookmark(qpdf_data, qpdf_oh page, const char *title);
/* From the page `first` (from 0) on: the prefix and 1, 2, … */
void merge_add_labels(qpdf_data, int first, const char *prefix);
void merge_drop_claim(qpdf_data);

#endif
