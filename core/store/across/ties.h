/* Which scan belongs to which receipt (core/store/across/store_ties.c), beyond the names that the tables say: ties made by hand,
 * scans without a receipt, receipts without a scan. */
#ifndef SOROE_STORE_TIES_H
#define SOROE_STORE_TIES_H

#include "core/record/receipt.h"
#include "core/store/store.h"

/* Where a scan came from. */
struct scan_sender {
        /* "返送/山田医院/IMG_001.jpg", below the folder or ZIP that was handed over; NULL or "": unknown */
        const char *path;
        const char *facility; /* the facility whose tables lay beside it; NULL or "": unknown, "-": of several */
};
/* Keeps what the bytes were called when they were received (NFC), and where they came from. The same bytes may have come under
 * several names. */
enum status store_note_name(struct store *, const char *sha256, const char *name, const struct scan_sender *from);

/* A scan that is kept and belongs to no receipt. */
struct loose_scan {
        const char *sha256, *name, *ext, *reason; /* reason: why it cannot be read; "" if it can */
        struct scan_sender from;                  /* filled by store_loose_scans only */
};
struct loose_scans {
        VEC(struct loose_scan);
};
/* In the order of their names, those after `after` (NULL to begin). A batch at a time; it is empty at the end. */
enum status store_loose_scans(struct loose_scans *out, struct store *, const struct loose_scan *after, struct arena *);
/* The same for every name under which no receipt has the scan. */
enum status store_unplaced_scans(struct loose_scans *out, struct store *, const struct loose_scan *after,
                                 struct arena *);
/* Finds what is kept under a name, or under a digest that begins with these (at least eight) digits. */
enum status store_find_scans(struct loose_scans *out, struct store *, const char *word, struct arena *);

struct receipt_ref {
        int64_t id;
        const char *facility, *number;
};
struct receipt_refs {
        VEC(struct receipt_ref);
};
/* *out says whether there is a facility of this code, or a receipt of one. */
enum status store_knows_facility(bool *out, struct store *, const char *facility);
/* Lists the receipts that a facility paid, then those on which it has lines. */
enum status store_receipts_named(struct receipt_refs *out, struct store *, const char *facility, struct arena *);

struct tie_request {
        const struct receipt_ref *receipt;
        const char *name, *sha256;
        bool is_breakdown;
        enum tie_how how;
};
/* Ties a scan to a receipt. *put is PUT_UNCHANGED if the receipt has these bytes already. A name does not tie again what somebody
 * has untied; a hand does, and that goes into the history. */
enum status store_tie(enum put *, struct store *, const struct tie_request *, const struct store_author *,
                      struct arena *scratch);
/* Takes these bytes from the receipt. They stay in evidence/, and the history keeps the tie. *put is PUT_UNCHANGED if there was no
 * tie. */
enum status store_untie(enum put *, struct store *, const struct tie_request *, const struct store_author *,
                        struct arena *scratch);

/* A receipt without a readable scan. */
struct bare_receipt {
        struct receipt_ref ref;
        const char *issuer, *place;
        struct date date;
        struct yen amount;
};
struct bare_receipts {
        VEC(struct bare_receipt);
};
/* Those after the receipt of id `after` (0 to begin), a batch at a time. `facility` "": of all. `idle`: only receipts that no
 * application needs. */
enum status store_bare_receipts(struct bare_receipts *out, struct store *, const char *facility, bool idle,
                                int64_t after, struct arena *);

struct evidence_counts {
        int64_t loose, bare; /* scans without a receipt, receipts without a scan */
};
enum status store_count_evidence(struct evidence_counts *out, struct store *);
/* W335 W336 W337, for check. `facility` "": of all. A loose scan is a facility's if its name says so. */
enum status store_evidence_findings(struct store *, const char *facility, struct findings *out, struct arena *);

#endif
