/* Corrections of records as a packet encloses them: who changed what, when and why (電子帳簿保存法). */
#ifndef SOROE_CORRECTION_H
#define SOROE_CORRECTION_H

#include "core/base/vec.h"

/* A field before and after; NULL where the record had no such value. Dates are ISO, yen plain digits. */
struct corrected_field {
        const char *name, *old, *now;
};
struct correction {
        const char *kind;    /* "facility" "receipt" "purchase" "application" "answer" "evidence" */
        const char *subject; /* the record, as findings name it */
        const char *what;    /* "changed" "withdrawn" "returned" */
        const char *at, *who, *why;
        struct corrected_fields {
                VEC(struct corrected_field);
        } fields; /* those that differ */
};
struct correction_list {
        VEC(struct correction);
};

#endif
