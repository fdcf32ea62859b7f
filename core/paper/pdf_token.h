/* The words of PDF content and of CMaps (ISO 32000-1, 7.2 and 7.3): what templates/reread/ walks over in our own files, and core/paper/ in those of others.
 * One token at a time, no nesting is kept here. */
#ifndef SOROE_PDF_TOKEN_H
#define SOROE_PDF_TOKEN_H

#include "core/base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

#define PDF_MOST_STRING 32767 /* bytes; ISO 32000-1, annex C */
#define PDF_MOST_WORD   127   /* bytes of a name, a number or an operator; likewise */
#define PDF_MOST_DIGITS 9     /* of a number, before its point */

enum pdf_token_kind {
        PDF_END,
        PDF_BAD, /* no PDF has this, or it is beyond a limit */
        PDF_NUMBER,
        PDF_NAME,   /* with its slash, as written */
        PDF_STRING, /* literal or hexadecimal, decoded */
        PDF_WORD,
        PDF_OPEN, /* [ */
        PDF_CLOSE,
        PDF_DICT_OPEN, /* << */
        PDF_DICT_CLOSE,
};

struct pdf_token {
        enum pdf_token_kind kind;
        struct bytes text; /* valid until the next token */
        int32_t whole;     /* of a number: without its decimals */
};

struct pdf_tokens {
        struct bytes from;
        size_t at;
        struct buffer string; /* the last string, decoded */
};

struct pdf_tokens pdf_tokens_in(struct bytes from, struct arena *);
struct pdf_token pdf_token_next(struct pdf_tokens *);
void pdf_token_read(struct pdf_token *out, struct pdf_tokens *); /* the same */
bool pdf_token_is(const struct pdf_token *, const char *word);

#endif
