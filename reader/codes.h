/* QR codes on the picture that was handed in. */
#ifndef SOROE_READER_CODES_H
#define SOROE_READER_CODES_H

#include "core/reading/reading.h"
#include "reader/page.h"

/* Loads what the library would look for in files later: before the process confines itself. */
void codes_open(void);
/* Adds those that are text, at their places on the prepared page. */
void add_codes(struct reading_page *, PIX *picture, const struct place *, struct arena *);

#endif
