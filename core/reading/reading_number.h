/* The issuer's registration number (登録番号: T and thirteen digits) on a page. Its check digit does not see a 0 that was read
 * as a 9, which is what a slashed zero becomes; so it is sure only where both readers read the same thirteen digits. */
#ifndef SOROE_READING_NUMBER_H
#define SOROE_READING_NUMBER_H

#include "core/reading/sheet.h"
#include "core/value/identifier.h"

struct read_number {
        enum read_level level;
        char value[CODE_TEXT]; /* "T1234567890123"; "" for nothing */
        struct read_place place;
};

/* The best; of two different ones that are both sure, none is. */
struct read_number read_number(const struct read_sheet *);

/* Everything that may be a registration number, by either reader: to find a typed one among them. */
struct texts read_numbers_seen(const struct read_sheet *);

#endif
