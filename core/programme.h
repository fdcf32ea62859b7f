/* A programme (補助事業) as its file says it: templates/programmes/<id>.xml, valid against
 * templates/schema/programme.xsd. Every value carries its source and how sure it is. Nothing
 * about any programme stands in C. All strings live in the arena given to programme_load;
 * names are never NULL. An absent value has how == HOW_UNKNOWN and is no rule. */
#ifndef SOROE_PROGRAMME_H
#define SOROE_PROGRAMME_H

#include "core/buffer.h"
#include "core/calendar.h"
#include "core/digest.h"
#include "core/finding.h"
#include "core/status.h"
#include "core/vec.h"
#include "core/yen.h"

#include <stdbool.h>

enum how { HOW_UNKNOWN, HOW_STATED, HOW_INFERRED };
const char *how_word(enum how, enum language); /* 明記 推定 記載なし; stated inferred unknown */

/* Where a value comes from. `text` is the whole as printed: 厚生労働省事務連絡(令和7年5月12日) 別添1「2.補助内容」 */
struct source {
        const char *id, *document, *date, *section, *text;
        const char *quote; /* the passage; "" */
};
struct basis {
        enum how how;
        const struct source *source; /* NULL only where how is HOW_UNKNOWN */
};

struct label {
        const char *id, *ja, *en;
        struct texts_keys {
                VEC(const char *);
        } keys; /* text_key of ja and of every alias; of a variant: those of its category, each with the variant's in brackets */
        const char *means_ja, *means_en; /* what the word covers; "" */
        struct basis means_basis;
};

struct label_list {
        VEC(struct label);
};

enum eligibility { ITEM_NO, ITEM_ASK, ITEM_CLASS };
struct item {
        struct label label;
        enum eligibility eligibility; /* ITEM_CLASS: eligible where a category lists it; ITEM_ASK: a question everywhere */
        struct basis basis;
};
struct item_list {
        VEC(struct item);
};

struct eligible { /* an item class of one category */
        const char *item;
        const char *ja; /* as the category's annex words it */
        const char *en;
        bool ask_model; /* each device is a question until its model is answered to stand on the portal's list */
        struct basis basis, ask_model_basis;
};
struct eligible_list {
        VEC(struct eligible);
};

struct item_cap {
        const char *item;
        struct yen yen;
        struct basis basis;
};
struct item_cap_list {
        VEC(struct item_cap);
};

struct grant { /* what a category pays to some kinds of facility */
        struct texts_ids {
                VEC(const char *);
        } kinds; /* ids; empty = any kind */
        struct basis kinds_basis;
        struct rate rate;
        struct basis rate_basis;
        struct item_cap_list item_caps;
        struct basis caps_first_basis; /* that item caps are applied before adding up */
        bool has_cost_cap;
        struct yen cost_cap;
        struct basis cost_cap_basis;
        bool has_limit;
        struct yen limit;
        struct basis limit_basis;
        int64_t round_unit; /* 1 = whole yen */
        enum rounding rounding;
        struct basis rounding_basis;
};
struct grant_list {
        VEC(struct grant);
};

struct prerequisite {
        const char *ja, *en;
        struct basis basis;
};
struct prerequisite_list {
        VEC(struct prerequisite);
};

struct category {
        struct label label;
        const char *annex; /* 別添1 */
        struct label_list variants; /* empty if none; the first is taken when the lines name several */
        struct eligible_list eligible;
        struct grant_list grants;
        struct prerequisite_list prerequisites;
};
struct category_list {
        VEC(struct category);
};

/* What one category or variant means for another. `category`, `variant`, `item`, `other`… are ids or "". */
enum rule_kind {
        RULE_HOLD,           /* work on `item` in `category` is held back while `other` has some too        C204 */
        RULE_ASK_MODIFIED,   /* work on `item` in `category` after an earlier modification of `other`        C205 */
        RULE_ASK_TOGETHER,   /* `category` beside `other`                                                    C206 */
        RULE_ASK_EARLIER,    /* `category` granted in an earlier year                                        C207 */
        RULE_NOT_AFTER,      /* `variant` of `category` after a grant for `other_variant` of `other`         E110 */
        RULE_ASK_BEFORE,     /* `variant` of `category` applied for before `date`                            C208 */
        RULE_ONLY_OUTSIDE,   /* `category` only for facilities outside the obligation                  E109 C203 */
        RULE_ASK_TABLE,      /* a facility whose code has table digit `digit`                                C217 */
        RULE_TOGETHER        /* `category` and `other` may both be claimed: no finding, printed by `programme show` */
};
struct rule {
        enum rule_kind kind;
        const char *id; /* unique in the file */
        const char *category, *variant, *item, *other, *other_variant;
        struct date date;
        const char *date_text; /* as the source words it: 令和7年7月頃 */
        char digit;
        const char *note_ja, *note_en; /* what other sources say; "" */
        struct basis basis;
};
struct rule_list {
        VEC(struct rule);
};

struct required_document {
        const char *id; /* receipt, breakdown, completion-report */
        const char *ja, *en;
        bool required; /* else its absence is a question */
        struct basis basis;
};
struct required_document_list {
        VEC(struct required_document);
};

struct reminder {
        const char *category; /* "" = all */
        const char *ja, *en;
        struct basis basis;
};
struct reminder_list {
        VEC(struct reminder);
};

struct source_list {
        VEC(struct source);
};

struct programme {
        const char *id, *revision, *reviewed;
        const char *ja, *en, *budget_ja, *budget_en; /* 令和7年度 …; 地域診療情報連携推進費補助金 */
        const char *portal_ja, *portal_en, *portal_url;
        struct basis portal_basis;
        struct digest digest;  /* of the file */
        struct bytes file;     /* its bytes, for enclosing */
        struct source_list sources;
        struct date opens, deadline; /* of application, Japan time, the whole day; unset = not stated */
        struct basis opens_basis, deadline_basis, day_end_basis;
        struct date purchase_first, purchase_last; /* dates of receipts; unset = not stated */
        struct basis purchase_basis;
        struct label_list kinds;
        struct label none; /* 対象外: the words for "in no category" */
        struct item_list items;
        struct category_list categories; /* in the order of the notice */
        struct rule_list rules;
        struct required_document_list documents;
        struct reminder_list reminders;
        int64_t upload_warn_bytes;
        struct basis upload_basis;
        int min_scan_dpi, min_scan_pixels; /* below these a scan is small */
        struct basis scan_basis;
};

#define PROGRAMME_MOST_BYTES ((size_t)256 << 10)

/* Reads and checks a programme file (schema, references, sources present). The programme,
 * its strings and its digest live in `arena`. ERR_SYSTEM with F_PROGRAMME says what is wrong and on which line. */
enum status programme_load(struct programme **out, struct bytes file, const char *name, struct arena *, struct findings *);
/* A programme compiled in, by id, or a file by path; ERR_USAGE with F_PROGRAMME where it is neither. */
enum status programme_open(struct programme **out, const char *id_or_path, struct arena *, struct findings *);

/* Looking up what people wrote (compared by text_key). NULL: not known to the programme. */
const struct label *programme_kind(const struct programme *, const char *text, struct arena *);
/* Sets *variant to the variant's id or "". For 対象外: returns NULL and sets *none. */
const struct category *programme_category(const struct programme *, const char *text, const char **variant, bool *none, struct arena *);
const struct item *programme_item(const struct programme *, const char *text, struct arena *);

const struct category *programme_category_by_id(const struct programme *, const char *id);
const struct item *programme_item_by_id(const struct programme *, const char *id);
const struct grant *category_grant(const struct category *, const char *kind_id); /* NULL: no rule for this kind */
const struct eligible *category_eligible(const struct category *, const char *item_id);
const char *category_variant_name(const struct category *, const char *variant_id); /* Japanese; "" if none */
/* All words a person may use, joined by 、 for a remedy. */
char *programme_kind_words(const struct programme *, struct arena *);
char *programme_category_words(const struct programme *, struct arena *);
/* A word that means two kinds, items or categories, or is empty: the first of them would be found, silently. NULL if
 * there is none, as in every programme that loads. */
const char *programme_ambiguous_word(const struct programme *, struct arena *);

struct records;
/* Fills the ids (kind, category, variant, item, earlier grants) of records from their words. A category is "none" for 対象外
 * and "" for words the programme does not know; earlier entries are split at ';' and keep unknown words with category "". */
void programme_resolve(const struct programme *, struct records *, struct arena *);

#endif
