/* The registry of readers: which of them reads a file is told by the file's content, never by its name. */
#ifndef SOROE_READERS_H
#define SOROE_READERS_H

#include "receipts/reader/reader.h"

/* Is there a reader for it? */
bool reader_knows(const struct reader_file *, struct arena *scratch);
/* Finds the reader and opens it. ERR_INPUT: no reader knows such a file (E023), or it cannot be read; findings say which. */
enum status reader_open(struct reader *out, const struct reader_file *, struct arena *, struct findings *);

#endif
