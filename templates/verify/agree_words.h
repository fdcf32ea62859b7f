/* Amounts, dates and codes within a text, and whether application.xml or programme.xml has them: what a paper says must
 * come from somewhere. Only templates/verify/agree.c includes this. */
#ifndef SOROE_AGREE_WORDS_H
#define SOROE_AGREE_WORDS_H

#include "core/base/buffer.h"
#include "core/base/finding.h"

#include <stdbool.h>

enum word_kind {
        WORD_AMOUNT, /* 126,000: figures in groups of three */
        WORD_DATE,   /* 令和8年1月15日 */
        WORD_CODE,   /* eight or more letters and figures, four of them figures: a code, a number, a digest */
};
const char *word_kind_name(enum word_kind, enum language);

struct word {
        enum word_kind kind;
        const char *at;
        size_t n;
};
/* How long the date is that begins here; 0: none does. */
size_t word_date(const char *at, size_t n);
/* The next one in a run of n bytes, from *from on, which is moved behind it; false at the end. */
bool word_next(struct word *out, const char *run, size_t n, size_t *from);

/* Does one of the files have it: an amount as a whole number, a date as it is or as 2026-01-15, a code as part of a word
 * (the papers print the first digits of a digest)? */
bool word_known(const struct word *, const struct bytes *files, size_t n, struct arena *);

#endif
