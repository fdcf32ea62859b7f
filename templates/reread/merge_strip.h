/* A page of a received PDF as it goes into a merged one: to be looked at, without what it would do. */
#ifndef SOROE_MERGE_STRIP_H
#define SOROE_MERGE_STRIP_H

#include "core/format/qpdf.h"

/* Leaves a page that does nothing as it is. From any other page it removes the events and attached files, and the annotations that
 * are not drawn; those that are drawn lose their actions. */
void merge_strip_page(qpdf_data, qpdf_oh page);

#endif
