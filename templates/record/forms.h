/* What is known of each form of the record (core/base/record_form.h): the programs that sealed it, and the texts that were enclosed
 * with it, as they were released. The program's version decides nothing but whether such a packet can exist at all. */
#ifndef SOROE_FORMS_H
#define SOROE_FORMS_H

#include "core/file/embedded.h"
#include "core/base/record_form.h"

enum form_told {
        FORM_TOLD,
        FORM_NEVER, /* no program that was released ever wrote such a pair of form and program */
        FORM_NEWER, /* a later program, or a later form: whether it was released cannot be known here */
};
/* Tells the form from a record's root: `form` is its attribute ("" if it has none), `program` is that of made-by. */
enum form_told form_tell(enum record_form *out, const char *form, const char *program);

/* Returns a text that every packet of a form encloses ("README.txt", "schema/application.xsd", "schema/programme.xsd") as it was
 * released; for form 1 the last release. NULL: packets of the form have no such member. */
const struct embedded *form_member(enum record_form, const char *member);
/* Are these the released bytes of that member? application.xsd of form 1 was released twice. */
bool form_member_is(enum record_form, const char *member, struct bytes);

#endif
