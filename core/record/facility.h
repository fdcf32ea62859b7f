/* A facility (施設): hospital, clinic or pharmacy, named by its institution code (医療機関コード).
 * Text is as typed; `kind` is the programme's id for kind_text ("" where it has none). */
#ifndef SOROE_FACILITY_H
#define SOROE_FACILITY_H

#include "core/record/origin.h"
#include "core/base/vec.h"

enum answer3 { NOT_SAID, YES, NO };

/* A grant or a system modification of an earlier year: "R6:外来診療等(通常とは異なる動線)". */
struct earlier {
        const char *text;               /* the whole entry as typed */
        const char *year;               /* "R6"; "" if not said */
        const char *category, *variant; /* ids; "" where the programme does not know the words, or none is named */
        const char *other;              /* id of a grant of another programme; "" */
};
struct earlier_list {
        VEC(struct earlier);
};

/* One entry of 属性: "経過措置の区分=…". */
struct attribute_said {
        const char *text;       /* as typed */
        const char *id, *value; /* ids, or a number's digits; "" where the programme does not know the words */
};
struct attribute_said_list {
        VEC(struct attribute_said);
};

struct facility {
        const char *code; /* ten digits, or as typed where it is not a code */
        const char *name, *kind_text, *kind;
        /* "" if empty; founder: 開設者 */
        const char *postal_code, *address, *founder, *representative, *phone, *contact, *mail;
        enum answer3 outside_obligation;                     /* 義務化対象外 */
        const char *earlier_grants_text, *earlier_mods_text; /* 既交付, 既改修 as typed */
        struct earlier_list earlier_grants, earlier_mods;
        const char *attributes; /* "key=value;…" as typed */
        struct attribute_said_list attributes_said;
        struct origin origin;
        const char *spoilt; /* a field that the store no longer holds in its form; NULL */
};

#endif
