/* What was read on the papers of a receipt, held against what somebody typed: questions and warnings (C260 C261 W360 W361 W362), and
 * only where the reading is sure. They are facts of this workspace: no amount changes by them, and no packet has them. An answer
 * holds for the typed value and these bytes, whatever a better reader reads later. Silence is not agreement: it is counted. */
#ifndef SOROE_READING_CHECK_H
#define SOROE_READING_CHECK_H

#include "core/base/finding.h"
#include "core/reading/reading_paper.h"
#include "core/record/receipt.h"

/* A page of a scan of the receipt. */
struct check_page {
        const struct reading_page *page; /* NULL: these bytes were not read yet */
        struct read_paper paper;
        const char *name, *sha256; /* of the scan */
};
struct check_pages {
        VEC(struct check_page);
};

enum check_state { CHECK_NOT_READ, CHECK_NOT_SURE, CHECK_AGREES, CHECK_DIFFERS, CHECK_STATES };

/* How the amount of the receipt stands to what was read. */
struct receipt_checked {
        enum check_state total;
};

/* `pages`: all of the receipt's scans but breakdowns. `others`: the amounts of other receipts that have one of these scans, too; a
 * paper for several rows is no error of any. `names` may be NULL. The findings are appended. */
struct receipt_checked check_receipt(struct findings *out, const struct receipt *, const struct check_pages *pages,
                                     struct yen others, const struct known_names *names);

/* "r-0412.jpg:page 1 820,310-1040,352": the box on the file's own picture, if the page tells where it lies. */
const char *check_place(const struct check_page *, const struct read_place *, struct arena *);

/* ---- the agreement of readings and typed values, as numbers that name nobody (soroe read --compare) */

enum compared_field { COMPARE_TOTAL, COMPARE_DATE, COMPARE_NUMBER, COMPARE_KIND, COMPARE_FIELDS };
struct compared {
        int64_t papers, read;
        int64_t same[COMPARE_FIELDS][READ_SURE + 1];  /* by level; READ_NOTHING: seen somewhere on the page */
        int64_t other[COMPARE_FIELDS][READ_SURE + 1]; /* READ_NOTHING: not seen */
};
/* One receipt with its pages: the page that is most sure of a field speaks for it. */
void compare_receipt(struct compared *, const struct receipt *, const struct check_pages *);

#endif
