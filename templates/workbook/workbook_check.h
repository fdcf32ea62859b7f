/* Is a workbook whole? libxlsxwriter gathers its parts in temporary files and does not look whether they were written:
 * on a full disk it packs what there is, and says nothing. */
#ifndef SOROE_WORKBOOK_CHECK_H
#define SOROE_WORKBOOK_CHECK_H

#include "core/base/buffer.h"
#include "core/base/status.h"

/* Reads back every part and parses it. ERR_SYSTEM: *wrong is the name of the part that is damaged, or of the whole. */
enum status book_check(const char **wrong, struct bytes book, struct arena *);

#endif
