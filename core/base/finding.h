/* Findings (指摘): what a person must know about their records, as values in a list.
 *
 * One catalogue (core/base/finding_codes.h) holds id, severity, and message and remedy in Japanese and English; a finding
 * adds what it is about (subject), where it stands (place), the offending text as typed (value),
 * up to three words for the message ({1} {2} {3}), and the source of the rule.
 *
 * Subjects:  facility "4710123458" · application "4710123458/online" · receipt
 * "4710123458/R-0412" · line "4710123458/R-0412#2" (position in its file, from 1).
 * Places:    "receipts.csv:14:5" (physical line, column as a spreadsheet counts), "book.xlsx:領収書!C14".
 *
 * A list also carries the one fault of the system (disk, database, fonts) that stopped the work, if any.
 * Strings given to finding_add must live as long as the list: put them in its arena. */
#ifndef SOROE_FINDING_H
#define SOROE_FINDING_H

#include "core/base/arena.h"
#include "core/base/record_form.h"
#include "core/base/status.h"
#include "core/base/vec.h"

#include <stdbool.h>
#include <stdint.h>

enum severity { ERROR, CONFIRM, WARNING, INFO };
enum language { JAPANESE, ENGLISH };

/* Who raises it: reading files; the pure assessment (repeated by verify); the whole workspace
 * (recorded in a packet as a fact of that day); many packets held against each other. */
enum scope { SCOPE_IMPORT, SCOPE_APPLICATION, SCOPE_WORKSPACE, SCOPE_AUDIT };

enum finding_id {
#include "finding_ids.h" /* made from core/base/finding_codes.h, anew only where an id changed */
        FINDING_IDS
};

/* What stopped the system; exit 3. */
enum fault_id {
        NO_FAULT,
#include "fault_ids.h" /* made from core/base/fault_codes.h */
};

struct fault {
        enum fault_id id;
        const char *what;      /* the path, the package, the table */
        const char *detail;    /* the system's own words */
        const char *detail_ja; /* the same in Japanese, where there is such; else NULL */
};

/* The part of a value that is wrong (core/value/mark.h finds it), and what about it in a few words. */
struct mark {
        size_t at, n;     /* bytes of the value; n 0: no part of it */
        const char *hint; /* "日本語¦English", or NULL */
};

struct finding {
        enum finding_id id;
        const char *subject, *value, *place, *source; /* NULL where there is none */
        /* the source in English, for printing alone: no record keeps it; NULL where there is none */
        const char *source_en;
        const char *args[3];
        struct mark mark; /* the part of the value that is wrong */
};

/* How many findings of each id a list takes. Those beyond are only counted. */
struct finding_limit {
        int64_t most, found[FINDING_IDS];
};

struct findings {
        struct arena *arena;
        struct fault fault;
        struct finding_limit *limit; /* NULL: none */
        VEC(struct finding);
};

struct findings findings_in(struct arena *);

/* Asked once before each finding_add where very many findings may come. Returns false if the list has enough of this id. */
bool findings_room(struct findings *, enum finding_id);
int64_t findings_left_out(const struct findings *, enum finding_id);
int64_t findings_total(const struct findings *); /* also those left out */

/* Adds a finding and returns it, so that the caller can fill its source and args. Strings are not copied. */
struct finding *finding_add(struct findings *, enum finding_id, const char *subject, const char *value,
                            const char *place);
/* Records the first fault and returns ERR_SYSTEM, so that `return fault_set(…)` reads well. */
enum status fault_set(struct findings *, enum fault_id, const char *what, const char *detail);

/* Copies the strings of the findings from `from` on into the list's arena. The scratch memory that they were made in may then be
 * freed. */
void findings_settle(struct findings *, size_t from);

const char *finding_name(enum finding_id); /* "E101" */
bool finding_by_name(enum finding_id *out, const char *name);
enum severity finding_severity(enum finding_id);
enum scope finding_scope(enum finding_id);
const char *severity_word(enum severity, enum language); /* 不備 要確認 注意 参考; error confirm warning info */
/* A word that differs between the languages is written "日本語¦English" (U+00A6). Returns the half for `language`, or all of a word
 * that has no halves. */
char *finding_word(struct arena *, const char *word, enum language);
char *finding_message(struct arena *, const struct finding *, enum language);
char *finding_remedy(struct arena *, const struct finding *, enum language);
const char *finding_source(const struct finding *, enum language); /* NULL where there is none */
/* Returns the Japanese words that packets of this form print, whatever the catalogue says today. NULL: packets of this form have no
 * such finding. */
const char *finding_words(enum finding_id, enum record_form);
char *finding_message_then(struct arena *, const struct finding *, enum record_form);

char *fault_message(struct arena *, const struct fault *, enum language);
const char *fault_remedy(enum fault_id, enum language);

bool findings_have(const struct findings *, enum severity);
/* By severity, then place (file, line and column as numbers), then id, subject, value. */
void findings_sort(struct findings *);

#endif
