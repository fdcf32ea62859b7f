/* The two public numbers of the field and their check digits (docs/field.md 3 and 4).
 * A failed check is a warning, never an error: not every block of codes was in the data. */
#ifndef SOROE_IDENTIFIER_H
#define SOROE_IDENTIFIER_H

#include "core/base/arena.h"

#include <stdbool.h>

enum code_verdict {
        CODE_OK,
        CODE_LOOKS_DENTAL,  /* valid only with table digit 3 (a dental code listed as 医科) */
        CODE_CHECK_FAILS,   /* ten digits, but the check digit is wrong */
        CODE_NO_PREFECTURE, /* the first two digits are not 01–47 */
        CODE_SHORT,         /* seven or nine digits: the prefecture, table digit or leading zero is missing */
        CODE_EXCEL,         /* 1.31881E+09: Excel has rounded it; most often the digits are gone */
        CODE_NUMBER,        /* 118010016.0: it was kept as a number, and its leading zero is gone */
        CODE_UNREADABLE
};

/* An institution code (医療機関コード): digits in any width, spaces and hyphens allowed, also behind ' and within ="…",
 * which spreadsheets take for text.
 * The ".0" of a number with all ten of them counts for nothing.
 * `digits` gets the ten digits when there are ten (all verdicts up to CODE_NO_PREFECTURE), else the digits as typed. */
#define CODE_TEXT 32
enum code_verdict code_parse(char digits[CODE_TEXT], const char *text);

/* Returns the one code that passes the check, for what a spreadsheet has left of it: nine digits get their leading zero back, ".0"
 * is dropped, and the last digit of an exponent form with nine or ten digits is worked out from the check. NULL if several codes or
 * none would do. */
const char *code_completion(struct arena *, const char *text);

/* Returns the code made of a prefecture's two digits, a table's one and these seven; NULL if it fails the check. */
const char *code_with(struct arena *, const char *prefecture, char table, const char *seven);

char code_table(const char digits[CODE_TEXT]); /* '1' medical, '3' dental, '4' pharmacy, '6' visiting nurse */

/* A qualified-invoice registration number: T and 13 digits, in any width. */
enum registration_verdict { REGISTRATION_OK, REGISTRATION_CHECK_FAILS, REGISTRATION_UNREADABLE };
enum registration_verdict registration_parse(char number[CODE_TEXT], const char *text);

#endif
