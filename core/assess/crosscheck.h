/* Facts across facilities (指摘 of SCOPE_WORKSPACE): the same scan (W308), the same paper (W310) at two of them.
 * Pure: the caller streams its rows sorted by key, then facility and number, and gets one
 * finding per key with a count and the first places, never one per pair. Memory does not grow
 * with the rows of a key: half the country may share a scan.
 *
 * A receipt is its payer's code and its number; a receipt shared by several facilities is one
 * receipt, however often it comes. Two receipts of one facility are the assessment's affair (C209, C210).
 *
 *      crosscheck_start(&c, CROSSCHECK_SCAN, "4710123458", findings);
 *      while (…) crosscheck_row(&c, &row);
 *      crosscheck_end(&c); */
#ifndef SOROE_CROSSCHECK_H
#define SOROE_CROSSCHECK_H

#include "core/base/buffer.h"
#include "core/base/finding.h"

enum crosscheck_kind { CROSSCHECK_SCAN, CROSSCHECK_PAPER };

struct crosscheck_row {
        /* of a scan its SHA-256; of a paper date, amount and issuer (text_party_key) */
        const char *key;
        const char *facility, *number; /* payer and number of the receipt */
        const char *value, *place;     /* file name of the scan as typed, or the amount; place may be NULL */
};

#define CROSSCHECK_NAMED 3 /* as many other receipts are named, the rest counted */

struct crosscheck {
        enum crosscheck_kind kind;
        const char *viewpoint; /* facility whose affair it is; NULL: the whole workspace */
        struct findings *findings;
        bool open, mine;      /* a key is being read; the receipt the finding is about was seen */
        size_t others, named; /* receipts of other facilities, and those written out */
        struct buffer key, facility, number, value, place; /* the receipt the finding is about */
        struct buffer last_facility, last_number, names;
};

/* Every finding is about the first receipt of `viewpoint`, or, where that is NULL, of the first facility. */
void crosscheck_start(struct crosscheck *, enum crosscheck_kind, const char *viewpoint, struct findings *out);
void crosscheck_row(struct crosscheck *, const struct crosscheck_row *); /* nothing of the row is kept */
/* So many more receipts of others have the key that is read; they are counted without being read. */
void crosscheck_more(struct crosscheck *, size_t others);
void crosscheck_end(struct crosscheck *);

#endif
