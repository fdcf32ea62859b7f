/* What core/format/xml*.c share: the words of libxml2's errors. Only they include this. */
#ifndef SOROE_XML_WORDS_H
#define SOROE_XML_WORDS_H

#include "core/base/arena.h"

/* libxml2's words on one line, without namespaces, as valid UTF-8 (it cuts some values between bytes). */
char *xml_words(struct arena *, const char *message);

#endif
