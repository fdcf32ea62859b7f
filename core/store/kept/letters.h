/* The letters that went to the members (soroe letters): of each member the days, and what was asked, so that it is known who answered. */
#ifndef SOROE_STORE_LETTERS_H
#define SOROE_STORE_LETTERS_H

#include "core/value/calendar.h"
#include "core/store/store.h"

struct letter_sent {
        const char *programme, *facility;
        struct date day;
        const char *kind; /* "ask" "send" "ready" */
        const char *said; /* a digest of what it asked for: another one means that something came since */
};
/* The last letter of `until` or before. *found: there is one. */
enum status store_last_letter(struct letter_sent *out, bool *found, struct store *, const char *programme,
                              const char *facility, struct date until, struct arena *);
/* The same day's letter is replaced. Within a transaction. */
enum status store_put_letter(struct store *, const struct letter_sent *);

#endif
