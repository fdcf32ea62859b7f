/* The picture of a page that is a scan: the largest one that the page draws, if it is of a kind that can be decoded here (JPEG, or
 * plain rows of grey, colour, or black and white). */
#ifndef SOROE_FOREIGN_SCAN_H
#define SOROE_FOREIGN_SCAN_H

#include "core/paper/grey.h"

#include "core/format/qpdf.h"

bool foreign_scan_is_there(qpdf_data, qpdf_oh page);
/* False: the page has none, or it is of another kind. */
bool foreign_scan_decode(struct grey *out, qpdf_data, qpdf_oh page, struct arena *);

#endif
