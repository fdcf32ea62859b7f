/* How far an import is, told to whoever looks on: what import_options.progress is given. */
#ifndef SOROE_IMPORT_TELLING_H
#define SOROE_IMPORT_TELLING_H

#include "cmd/terminal/progress.h"

#include "receipts/import/import.h"

struct import_telling {
        struct progress *progress;
        bool begun;
        enum import_stage stage;
};
void import_told(void *telling, const struct import_progress *);

#endif
