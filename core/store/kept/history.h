/* The history (電子帳簿保存法): every correction, withdrawal and return of a record. It only grows. */
#ifndef SOROE_STORE_HISTORY_H
#define SOROE_STORE_HISTORY_H

#include "core/record/correction.h"
#include "core/record/field.h"
#include "core/record/records.h"
#include "core/store/store.h"

struct history_query {
        const char *facility, *number; /* whose record, and of which receipt; NULL: any */
        const char *kind;              /* of core/record/field.h; NULL: any */
        /* the issuer, before or after, contains it; finds lines and scans of its receipts, too; NULL: any */
        const char *party;
        struct date from, to; /* days in Japan, both included; unset: no bound */
};
enum history_what { HISTORY_CHANGED, HISTORY_WITHDRAWN, HISTORY_RETURNED };
struct history_entry {
        int64_t entry; /* its number */
        enum history_what what;
        const char *at, *who, *why, *kind;
        const char *facility, *number, *subject; /* number "" where it concerns no receipt */
        const char *old_place, *place;           /* NULL where it came from no file */
        const char *old_sha256, *sha256;         /* of those files */
        /* all of the record; if it was withdrawn or came back, one side is VALUE_NONE */
        struct field_changes fields;
};
typedef enum status store_on_history(void *user, const struct history_entry *);
/* Oldest first. An entry lives until the next one is given. */
enum status store_history(struct store *, const struct history_query *, store_on_history *, void *user,
                          struct arena *scratch);

/* The history of these records and no others, oldest first: those of the facility, then those of receipts of other payers. */
enum status store_corrections(struct correction_list *out, struct store *, const struct records *, struct arena *);

#endif
