/* What was corrected, for people and machines: the same words after an import and in the history. */
#ifndef SOROE_CHANGE_H
#define SOROE_CHANGE_H

#include "core/record/field.h"
#include "cmd/frame/command.h"

#include <jansson.h>

/* "領収金額: 88,000 -> 90,000" */
char *change_words(const char *kind, const struct field_change *, enum language, struct arena *);
json_t *json_value(const struct field_value *);   /* an integer, a string or null */
json_t *json_change(const struct field_change *); /* {field, old, new} */

#endif
