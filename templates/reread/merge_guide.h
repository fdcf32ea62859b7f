/* What leads through a merged PDF: the appended pages get bookmarks and labels. The claim to be PDF/A is removed, because it holds
 * for the base alone. Only templates/reread/merge.c includes this. */
#ifndef SOROE_MERGE_GUIDE_H
#define SOROE_MERGE_GUIDE_H

#include "core/format/qpdf.h"

/* Adds a bookmark behind those that are there; adds none if the base has none. */
void merge_add_bookmark(qpdf_data, qpdf_oh page, const char *title);
/* Labels the pages from `first` (counted from 0) on with the prefix and 1, 2, … */
void merge_add_labels(qpdf_data, int first, const char *prefix);
void merge_drop_claim(qpdf_data);

#endif
