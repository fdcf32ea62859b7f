/* A page of a received PDF as it goes into a merged one: to be looked at, without what it would do. */
#ifndef SOROE_MERGE_STRIP_H
#define SOROE_MERGE_STRIP_H

#include <qpdf/qpdf-c.h>

/* A page that does nothing stays as it is. Else its events and attached files go; of its annotations those stay that are drawn,
 * without their actions. */
void merge_strip_page(qpdf_data, qpdf_oh page);

#endif
