/* The form (形式) of a packet's record: a number of its own, apart from the program's version. Whatever changes the bytes of a
 * packet for equal records raises it. Form 1 is what soroe 0.1.0 sealed, form 2 what 0.2.0 sealed; from form 3 on the record says
 * its form itself. A packet of an older form is judged as it was: each check, each effect of an answer and each text that verify
 * compares knows from which form on it holds, and asks form_since. */
#ifndef SOROE_RECORD_FORM_H
#define SOROE_RECORD_FORM_H

#include <stdbool.h>

enum record_form {
        FORM_TODAY = 0, /* records of no packet: judged as FORM_NEWEST */
        FORM_1 = 1,
        FORM_2 = 2,
        FORM_3 = 3,
        FORM_NEWEST = FORM_3,
};

/* Does what was introduced with `since` hold for records of this form? */
static inline bool form_since(enum record_form form, enum record_form since)
{
        return form == FORM_TODAY || form >= since;
}

/* The form in which these records are written. */
static inline enum record_form form_of(enum record_form form)
{
        return form == FORM_TODAY ? FORM_NEWEST : form;
}

#endif
