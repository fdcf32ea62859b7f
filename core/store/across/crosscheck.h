/* What records of several facilities have in common: records that belong to none of them, lines that wait for
 * their category, papers that are claimed twice. */
#ifndef SOROE_STORE_CROSSCHECK_H
#define SOROE_STORE_CROSSCHECK_H

#include "core/record/records.h"
#include "core/store/store.h"

/* ---- lines without a category (core/store/across/store_unsorted.c) */

/* How many are not listed: C231 (of a journal, to be fetched), C232 (of an e-invoice, to be sorted). */
struct store_unsorted_rest {
        int fetch, sort;
};
/* Lists what came in without a category and has none yet, from these sources (a JSON array of ids; "" = the whole workspace). The
 * first `most` are listed, the others are counted in *rest. */
enum status store_unsorted(struct store_unsorted_rest *rest, struct store *, const char *sources, size_t most,
                           struct findings *out, struct arena *);

/* By which column map a record came in, and its amount. */
struct store_made {
        const char *map;    /* "" if there is no such record */
        const char *issuer; /* of a receipt */
        struct yen amount;
};
enum status store_made_receipt(struct store_made *out, struct store *, const struct receipt *, struct arena *);
enum status store_made_purchase(struct store_made *out, struct store *, const struct purchase *, struct arena *);

/* Lists records that belong nowhere (E108 E112 E113), and all lines without a category (core/store/across/store_strays.c). */
enum status store_strays(struct store *, struct findings *out, struct arena *);

/* ---- receipts that several facilities share (core/store/across/store_crosscheck.c, core/store/across/store_double.c) */

/* `facility` "": across the whole workspace; else what concerns that one. */
enum status store_crosscheck(struct store *, const char *facility, struct findings *out, struct arena *);
/* For the receipts of one member, as its applications are shown: what is surely one paper and claimed beyond its total (E155), and
 * what may be one (C235). The subject of each finding is the receipt. No packet's assessment has them. Marks of the
 * others' applications after `as_of` are not seen. */
struct programme;
enum status store_double_claims(struct findings *out, struct store *, const struct programme *, const struct records *,
                                struct date as_of);
/* The same and, of the member's other receipts, W308 and W310. */
enum status store_shared_receipts(struct findings *out, struct store *, const struct programme *,
                                  const struct records *, struct date as_of);

#endif
