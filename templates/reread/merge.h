/* Pages of several PDFs in one file, by libqpdf: streams as they are, no clock in the identifier. */
#ifndef SOROE_MERGE_H
#define SOROE_MERGE_H

#include "core/base/buffer.h"
#include "core/base/finding.h"
#include "core/base/status.h"

/* Before several processes are copied that will merge: what they need is loaded once, not by each. */
void merge_load(void);

/* Consecutive pages of a file. Runs of one file share its fonts where they name the same bytes. */
struct merge_run {
        struct bytes file;
        int first, pages;  /* from 0 */
        const char *title; /* of the bookmark on its first page; NULL: none */
};

/* Writes all pages of `base`, whose title, dates and bookmarks stay, then the runs, labelled `prefix` 1, 2, … Of an appended page
 * everything that is drawn is taken; what it would do (scripts, attached files, media) is left behind
 * (templates/reread/merge_strip.h). ERR_INPUT, with the index of the run in *bad, if a run cannot be appended because its file is
 * damaged, nested too deep or without these pages. ERR_SYSTEM with F_PDF. */
enum status merge_pages(struct bytes *out, struct bytes base, const struct merge_run *, size_t n, const char *prefix,
                        size_t *bad, struct arena *, struct findings *);
/* Writes a file once more as merge_pages writes: only what its catalogue leads to. Returns false if it cannot be read as it is. */
bool merge_rewrite(struct bytes *out, struct bytes file, struct arena *);

#endif
