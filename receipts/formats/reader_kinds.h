/* The formats that can be read, one row each, in the order in which they are asked. */
#ifndef SOROE_READER_KINDS_H
#define SOROE_READER_KINDS_H

#include "receipts/reader/reader.h"

#define READER_KINDS READER(xlsx) READER(einvoice) READER(csv) /* last: any text */

#define READER(name) extern const struct reader_kind reader_##name;
READER_KINDS
#undef READER

#endif
