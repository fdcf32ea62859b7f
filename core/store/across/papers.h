/* What was read on the scans, with what the tables say: which receipt a loose scan belongs to, and where a paper says something else
 * than what was typed. All of it is of this workspace and of the day; no packet has it. */
#ifndef SOROE_STORE_PAPERS_H
#define SOROE_STORE_PAPERS_H

#include "core/reading/reading_check.h"
#include "core/reading/reading_match.h"
#include "core/record/records.h"
#include "core/store/store.h"

/* The pages of a scan as its newest reading has them. `pages.n` 0: these bytes were not read. */
struct scan_papers {
        struct reading reading;
        struct read_paper *at; /* one for each of reading.pages */
};
enum status store_scan_papers(struct scan_papers *out, struct store *, const char *sha256, struct arena *);

/* The issuers of all receipts, to be found on other papers: `code` is the registration number, "" where none was entered. */
enum status store_known_issuers(struct known_names *out, struct store *, struct arena *);

/* Is there a reading at all? Where there is none, nothing of this need be asked. */
enum status store_any_reading(bool *out, struct store *);

/* Every receipt of the workspace, ready to be matched. They live in the arena. */
enum status store_match_rows(struct match_rows *out, struct store *, struct arena *);
/* The receipt to which a scan belongs, as far as its reading says. `facility`: whose it is, or "". */
enum status store_match_scan(struct match *out, const struct match_rows *, struct store *, const char *sha256,
                             const char *facility, struct arena *);

/* How the receipts that a facility paid stand to what was read on them. */
struct checked_papers {
        int64_t n[CHECK_STATES];
};
void checked_papers_add(struct checked_papers *, const struct checked_papers *);
/* Is anything to be said of them: was any read? */
bool checked_papers_any(const struct checked_papers *);
/* C260 C261 W360 W361 W362 of the receipts of these records. `counts` may be NULL. Without any reading there is nothing of it. */
enum status store_check_papers(struct findings *out, struct checked_papers *counts, struct store *,
                               const struct records *);
/* The same receipts as numbers, added up. */
enum status store_compare_papers(struct compared *, struct store *, const struct records *, struct arena *scratch);

#endif
