/* Which receipts the loose scans belong to, by what was read on them: as ready commands, never done by itself. */
#ifndef SOROE_MATCHES_H
#define SOROE_MATCHES_H

#include <stdio.h>

#include "cmd/frame/command.h"

#include "core/store/across/papers.h"
#include "core/store/across/ties.h"

struct matches {
        struct store *store;
        bool any; /* something was read: else nothing matches */
        struct match_rows rows;
};
enum status matches_open(struct matches *, struct store *, struct arena *);
/* `sender`: whose scan it is, or "". */
enum status matches_of(struct match *out, const struct matches *, const struct loose_scan *, const char *sender,
                       struct arena *);

/* How a scan is said to attach: by its name, or, where others are called so too, by its digest. */
const char *scan_word(struct store *, const char *name, const char *sha256, struct arena *);
/* "4710123458/R-0412(2025-10-31、182,000円)。一致: 金額・日付": which row it is, and what agrees. */
const char *match_says(const struct match *, enum language, struct arena *);
/* "soroe -C . attach 4710123458 'R-0412' 'IMG_0001.jpg'" */
const char *match_command(const char *folder, struct store *, const struct loose_scan *, const struct match *,
                          struct arena *);

/* The loose scans that agree with a receipt, in what, and the command that ties each: the first few, and how many there are. It is
 * told once the records are written, so its memory is taken before: what fails then is not the import's failure, and says so. */
struct match_telling {
        struct arena *arena, *scratch, *batch;
};
struct match_telling match_telling_new(struct arena *parent);
void match_telling_free(const struct match_telling *);
/* `folder` is what the commands are told with -C. */
void print_matches(FILE *, struct context *, struct store *, const char *folder, const struct match_telling *);

#endif
