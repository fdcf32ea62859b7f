/* Facilities, receipts, purchases, claims and answers in the workspace: how they are written, withdrawn and read.
 * A record is found by its key. Its `origin.line` and the `source` given beside it say where it stands.
 * `scratch` may be reset after each call. */
#ifndef SOROE_STORE_RECORDS_H
#define SOROE_STORE_RECORDS_H

#include "core/base/text.h"
#include "core/record/field.h"
#include "core/record/records.h"
#include "core/store/store.h"

/* ---- writing (core/store/kept/store_write.c) */

struct put_result {
        enum put put;
        int first_line;               /* TWIN and CONFLICT: the line on which the key stands first */
        int64_t first_source;         /* and the table of the file that has this line */
        struct field_changes changes; /* CHANGED: the fields that differ, in scratch */
};
enum status store_put_facility(struct put_result *, struct store *, const struct facility *, int64_t source,
                               const struct store_author *, struct arena *scratch);
enum status store_put_receipt(struct put_result *, struct store *, const struct receipt *, int64_t source,
                              const struct store_author *, struct arena *scratch);
enum status store_put_purchase(struct put_result *, struct store *, const struct purchase *, int64_t source,
                               const struct store_author *, struct arena *scratch);
/* Writes a line of the vendor's 領収書内訳書 (purchase.of_breakdown). These lines are counted apart. */
enum status store_put_vendor_line(struct put_result *, struct store *, const struct purchase *, int64_t source,
                                  const struct store_author *, struct arena *scratch);
enum status store_put_claim(struct put_result *, struct store *, const struct claim *, int64_t source,
                            const struct store_author *, struct arena *scratch);
/* Keeps an answer to a question of `facility`. An earlier answer goes into the history. The same answer of the same person
 * to the same facts is PUT_UNCHANGED and keeps its day. */
enum status store_put_answer(enum put *, struct store *, const char *facility, const struct answer *,
                             const struct store_author *, struct arena *scratch);

/* Finds the only receipt of that number among the sources (in their order), else in the whole workspace. *out is its payer, or ""
 * if there is no such receipt. */
enum status store_only_payer(const char **out, struct store *, const char *number, const int64_t *sources, size_t n,
                             struct arena *);
/* Gives the lines of this number that came before their facility was known to `facility`. */
enum status store_place_purchases(struct store *, const char *number, const char *facility);

/* A table that replaces what earlier imports brought. */
struct replacement {
        int64_t source;
        const char *sources; /* all of this command, as a JSON array of ids */
        bool same_file;      /* only what earlier versions of the same file brought, of whatever facility */
        const struct store_author *author;
        void (*on_withdrawn)(void *user, const char *subject, const char *place);
        void *user;
};
/* Withdraws into the history what earlier imports of this kind of table brought for the facilities of `source` and this command
 * does not bring again. Called when all files of the command are in, so that two files of one facility do not displace each
 * other. *n counts the withdrawn records. */
enum status store_withdraw(int *n, struct store *, const char *kind, const struct replacement *, struct arena *scratch);

/* ---- reading (core/store/kept/store_read.c) */

/* Codes of facilities in order, those after `after` ("" to begin). A batch at a time; it is empty at the end. */
enum status store_facility_codes(struct texts *out, struct store *, const char *after, struct arena *);
/* *out is the only facility whose code ends in these digits, or NULL. */
enum status store_facility_ending(const char **out, struct store *, const char *digits, struct arena *);
/* *out is the first two digits if all codes have the same, else "". */
enum status store_only_prefecture(const char **out, struct store *, struct arena *);
/* Reads the facility's own record alone. */
enum status store_facility(struct facility *out, bool *found, struct store *, const char *code, struct arena *);
/* Reads everything of one facility. *found is false if the table of facilities has no such code. */
enum status store_records(struct records *out, bool *found, struct store *, const char *code, struct arena *);
/* Reads the rows of the table of receipts that a facility pays, as they came: breakdowns are rows of their own, and scans have the
 * names that were typed. By date, then number. */
enum status store_receipts_paid(struct receipt_list *out, struct store *, const char *code, struct arena *);

struct search {
        struct date from, to; /* both days are included; unset: no bound */
        struct yen min, max;
        /* the issuer (as text_party_key compares it) or the registration number contains it; NULL: any */
        const char *party;
};
typedef enum status store_on_receipt(void *user, const struct receipt *);
enum status store_search(struct store *, const struct search *, store_on_receipt *, void *user, struct arena *scratch);

#endif
