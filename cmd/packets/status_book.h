/* How all applications stand, as a workbook: the applications, the categories, the findings. */
#ifndef SOROE_STATUS_BOOK_H
#define SOROE_STATUS_BOOK_H

#include "cmd/members/standings.h"

/* After standings_read. Too many rows for a sheet are a usage error, said. */
enum status status_book(struct bytes *out, struct standings *);

#endif
