/* Scans in evidence/ and the receipts that name them. The file of a scan is called by its SHA-256. */
#ifndef SOROE_STORE_EVIDENCE_H
#define SOROE_STORE_EVIDENCE_H

#include "core/record/receipt.h"
#include "core/store/store.h"

/* Keeps what decoding a scan said of it. */
enum status store_put_evidence(struct store *, const struct evidence *);
/* Fills ext, state and reason with what is known of these bytes. *found is false if they are new. */
enum status store_find_evidence(struct evidence *out, bool *found, struct store *, const char *sha256, struct arena *);
/* Lists the scans that could not be read. */
enum status store_damaged_evidence(struct evidence_list *out, struct store *, struct arena *);
/* Ties the scan to the receipts of `source` that name it (source 0: to all that still lack it). A scan that it replaces goes into
 * the history. *links counts the ties that changed. */
enum status store_link_evidence(int *links, struct store *, const char *name, const char *sha256, int64_t source,
                                const struct store_author *, struct arena *scratch);
/* For an import: finds the only scan kept under this name that the receipts of `source` can mean. *sha256 is "" if there is none. */
enum status store_kept_scan(const char **sha256, struct store *, const char *name, int64_t source, struct arena *);
/* *out says whether somebody has taken these bytes from a receipt. */
enum status store_was_untied(bool *out, struct store *, const char *sha256);
/* *lacks says whether a receipt of `source` names this scan and does not have it yet. */
enum status store_lacks_evidence(bool *lacks, struct store *, const char *name, int64_t source);

#endif
