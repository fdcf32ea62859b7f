/* What is wrong with a document, in words for a finding or a fault. Of all that a parse or a validation complains of the first is kept:
 * it is the cause of the others. */
#ifndef SOROE_XML_ERROR_H
#define SOROE_XML_ERROR_H

#include "core/base/arena.h"

#include <libxml/xmlerror.h>
#include <stdbool.h>

/* Its strings live in the arena. */
struct xml_error {
        const char *text;  /* "line 14: …" */
        const char *words; /* the same without the line */
        int line;          /* 0 where no line is to blame */
};

/* libxml2's words on one line, without namespaces, as valid UTF-8 (it cuts some values between bytes). */
char *xml_words(struct arena *, const char *message);

/* A parse or a validation under way. *error is set with the first failure. */
struct xml_first {
        struct arena *arena;
        struct xml_error *error;
        bool failed;
};
void xml_fail(struct xml_first *, int line, const char *words);
void xml_fail_as(struct xml_first *, const xmlError *); /* in libxml2's words; a warning is no failure */

#endif
