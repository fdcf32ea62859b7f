/* A field of a record as it is shown to people and machines when it changes: its id, its name and its value as it is kept. Ids are
 * the columns of the database (`amount`, `issuer`); they are the same in the history, in JSON and in CSV. */
#ifndef SOROE_FIELD_H
#define SOROE_FIELD_H

#include "core/base/finding.h"
#include "core/base/vec.h"

#include <stdbool.h>
#include <stdint.h>

/* Dates are ISO text, yen and counts numbers, yes is 1. */
enum value_type { VALUE_NONE, VALUE_TEXT, VALUE_NUMBER };
struct field_value {
        enum value_type type;
        const char *text;
        int64_t number;
};

struct field_change {
        const char *field;
        struct field_value old, now; /* of a field that stayed both are the same */
};
struct field_changes {
        VEC(struct field_change);
};

bool field_same(const struct field_value *, const struct field_value *);

/* The kinds of records that have a history: "facility" "receipt" "purchase" "application" "answer" "evidence"
 * "packet" "mark". */
const char *record_kind(const char *word); /* the kind by its id or by one of its words; NULL: no such kind */
/* 施設 領収書 購入明細 申請 回答 証拠書類 申請書類一式 申請の状態; NULL: no such kind */
const char *record_kind_word(const char *kind, enum language);

/* Returns 領収金額, "amount": the header of the field's column in the entry table; the id itself if it has no name. */
const char *field_word(const char *kind, const char *field, enum language);
/* Returns the id of the same field in the entry tables (templates/maps), for places. */
const char *field_in_table(const char *kind, const char *field);
/* Returns the value as people read it: 88,000; 領収書; はい; "" for nothing. */
const char *field_show(const char *kind, const char *field, const struct field_value *, enum language, struct arena *);

#endif
