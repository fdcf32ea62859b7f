/* What was read on the scans, kept by the scan's SHA-256 and the reader: one that five members use is read once. */
#ifndef SOROE_STORE_READINGS_H
#define SOROE_STORE_READINGS_H

#include "core/base/text.h"
#include "core/reading/reading.h"
#include "core/store/store.h"

/* What this reader said of the file before is replaced. `made_on` is a time in ISO 8601. */
enum status store_put_reading(struct store *, const char *sha256, const struct reading *, const char *made_on,
                              struct arena *scratch);
/* The newest reading of the file. Without one, out->reader is NULL. *made_on may be NULL. */
enum status store_find_reading(struct reading *out, const char **made_on, struct store *, const char *sha256,
                               struct arena *);

/* A scan or PDF that can be read, and whether the readers there are now have read it. */
struct kept_paper {
        const char *sha256, *ext;
        bool is_read;
};
struct kept_papers {
        VEC(struct kept_paper);
};
/* The names of what reads today; a PDF may need both at once. */
struct kept_readers {
        const char *pixels; /* "" where the program that reads pixels is not installed */
        const char *text, *both;
};
/* Of a facility's receipts, or of the whole workspace ("" ), by SHA-256. */
enum status store_list_papers(struct kept_papers *out, struct store *, const char *facility,
                              const struct kept_readers *, struct arena *);
/* What the file was called wherever it came in, sorted. */
enum status store_paper_names(struct texts *out, struct store *, const char *sha256, struct arena *);

#endif
