/* A programme (補助事業) as its file says it: templates/programmes/<id>.xml, valid against
 * templates/schema/programme.xsd. Every value carries its source and how sure it is. Nothing
 * about any programme stands in C. All strings live in the arena given to programme_load;
 * names are never NULL. An absent value has how == HOW_UNKNOWN and is no rule; where no amount can be worked out without it,
 * the assessment asks (C220). The format is documented in man/soroe-programme.5. */
#ifndef SOROE_PROGRAMME_H
#define SOROE_PROGRAMME_H

#include "core/base/buffer.h"
#include "core/value/calendar.h"
#include "core/file/digest.h"
#include "core/record/facility.h"
#include "core/base/finding.h"
#include "core/base/status.h"
#include "core/base/vec.h"
#include "core/value/yen.h"

#include <stdbool.h>

enum how { HOW_UNKNOWN, HOW_STATED, HOW_INFERRED };
const char *how_word(enum how, enum language); /* 明記 推定 記載なし; stated inferred unknown */

/* Where a value comes from. `text` is the whole as printed: 厚生労働省事務連絡(令和7年5月12日) 別添1「2.補助内容」 */
struct source {
        const char *id, *document, *date, *section, *text;
        const char *text_en; /* the same in English; "" */
        const char *quote;   /* the passage; "" */
};
const char *source_words(const struct source *, enum language); /* in Japanese where the file has no English */
struct basis {
        enum how how;
        const struct source *source; /* NULL only where how is HOW_UNKNOWN */
};

struct label {
        const char *id, *ja, *en;
        struct texts_keys {
                VEC(const char *);
                /* text_key of ja and of every alias; of a variant: those of its category, each with the variant's in brackets */
        } keys;
        const char *means_ja, *means_en; /* what the word covers; "" */
        struct basis means_basis;
};

struct label_list {
        VEC(struct label);
};

/* A condition on which a value depends. It asks for exactly one thing: an entry of a facility's 属性, an entry of an application's 選択,
 * a kind of facility, a category, or a grant of another programme. */
struct condition {
        const char *attribute, *value; /* ids; "" where it is about something else */
        int64_t least, most;           /* of an attribute that is a number: both count; 0 = no bound */
        const char *option, *kind, *category;
        const char *grant; /* of another programme, see `other_grants`; "" */
        bool chosen;       /* of the option: true where it must be chosen, false where it must not */
        struct basis basis;
};
struct condition_list {
        VEC(struct condition);
};

/* Days of application in which a value or a rule holds; unset = no bound. */
struct in_force {
        struct date from, to;
        struct basis basis;
};

/* What a facility says of itself beside its kind (属性, "key=value"). */
struct facility_attribute {
        struct label label;
        struct basis basis;
        struct label_list values; /* empty where it is a number */
        bool is_number;
        const char *unit_ja, *unit_en; /* 床 beds; "" */
};
struct facility_attribute_list {
        VEC(struct facility_attribute);
};

/* What an application chooses (選択). */
struct choice {
        struct label label;
        const char *category; /* "" = any */
        struct basis basis;
};
struct choice_list {
        VEC(struct choice);
};

enum eligibility { ITEM_NO, ITEM_ASK, ITEM_CLASS };
struct item {
        struct label label;
        /* ITEM_CLASS: eligible where a category lists it; ITEM_ASK: a question everywhere */
        enum eligibility eligibility;
        struct basis basis;
};
struct item_list {
        VEC(struct item);
};

struct eligible { /* an item class of one category; where its basis is unknown, each line is a question (C211) */
        const char *item;
        const char *as; /* the item class as which it counts, with that one's cap; "" = a class of its own */
        const char *ja; /* as the category's annex words it */
        const char *en;
        struct condition_list conditions; /* all must hold, else it is not eligible */
        bool ask_model; /* each device is a question until its model is answered to stand on the portal's list */
        struct basis basis, ask_model_basis;
        const char *variant; /* for this one its basis is variant_basis; "" = none */
        struct basis variant_basis;
};
struct eligible_list {
        VEC(struct eligible);
};

/* An amount for each unit of what a facility says of itself: 許可病床数 × 40,000. */
struct per_unit {
        const char *attribute; /* id; "" where the amount stands as it is */
        struct yen each;
        int64_t units; /* of the facility, see grant_of_facility; 0 in the file's own grants */
};

struct item_cap {
        const char *item;
        struct yen yen; /* in the file's own grants for one unit, where it is per unit */
        struct per_unit per;
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
        /* all must hold; of several grants that fit, the one with most of them is taken */
        struct condition_list conditions;
        struct in_force in_force;
        struct rate rate; /* meaningless where rate_basis is unknown */
        struct basis rate_basis;
        struct item_cap_list item_caps;
        struct basis caps_first_basis; /* that item caps are applied before adding up */
        bool has_cost_cap;
        struct yen cost_cap;
        struct per_unit cost_cap_per;
        struct basis cost_cap_basis;
        bool has_limit;
        struct yen limit;
        struct per_unit limit_per;
        struct basis limit_basis;
        /* what is said (I404) where rounding leaves a step below the limit unreached; "" */
        const char *edge_ja, *edge_en;
        struct basis edge_basis;
        const char *limit_deviation; /* why the limit lies above what caps and rate give; "" where it does not */
        int64_t round_unit;          /* 1 = whole yen, also where the rounding is unknown */
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
        const char *annex, *annex_en; /* 別添1, annex 1; the latter may be "" */
        struct label_list variants;   /* empty if none; the first is taken when the lines name several */
        struct eligible_list eligible;
        struct grant_list grants;
        struct prerequisite_list prerequisites;
};
struct category_list {
        VEC(struct category);
};

/* What one category or variant means for another. `category`, `variant`, `item`, `other`… are ids or "". */
enum rule_kind {
        RULE_HOLD,         /* work on `item` in `category` is held back while `other` has some too        C204 */
        RULE_ASK_MODIFIED, /* work on `item` in `category` after an earlier modification of `other`        C205 */
        RULE_ASK_TOGETHER, /* `category` beside `other`                                                    C206 */
        RULE_ASK_EARLIER,  /* `category` granted in an earlier year                                        C207 */
        RULE_NOT_AFTER,    /* `variant` of `category` after a grant for `other_variant` of `other`         E110 */
        RULE_ASK_BEFORE,   /* `variant` of `category` applied for before `date`                            C208 */
        RULE_ONLY_OUTSIDE, /* `category` only for facilities outside the obligation                  E109 C203 */
        RULE_ASK_TABLE,    /* a facility whose code has table digit `digit`                                C217 */
        /* `category` and `other` may both be claimed: no finding, printed by `programme show` */
        RULE_TOGETHER,
        RULE_NOT_BEFORE,  /* `variant` of `category` applied for before `date`                            E114 */
        RULE_ONCE,        /* `category` once per facility: not after a grant of it, of `year` if named     E123 */
        RULE_AT_MOST,     /* at most `most` of `categories`, grants of `year` included                     E124 */
        RULE_EXCLUDE,     /* `variant` of `category` beside `other_variant` of `other`                     E125 */
        RULE_ASK_BOUGHT,  /* `variant` of `category` with a receipt from before `date`                     C226 */
        RULE_ASK_OUTSIDE, /* `category` of a facility outside the obligation                               C227 */
        RULE_AFTER_GRANT, /* `category` of a facility that names no `grant` of another programme          C216 */
        RULE_ASK_WORDS    /* `item` in `category` whose line or receipt says one of `words`                C228 */
};
struct rule {
        enum rule_kind kind;
        const char *id; /* unique in the file */
        const char *category, *variant, *item, *other, *other_variant;
        struct date date;
        const char *date_text; /* as the source words it: 令和7年7月頃 */
        char digit;
        int most;
        struct texts_ids categories; /* RULE_AT_MOST */
        const char *year;            /* as in 既交付: R6; "" = any */
        /* RULE_ASK_MODIFIED: a grant for `other` is taken for the modification it pays */
        bool after_grant;
        struct texts_ids words; /* RULE_ASK_WORDS */
        const char *grant;      /* RULE_AFTER_GRANT: id of `other_grants` */
        struct in_force in_force;
        const char *note_ja, *note_en; /* what other sources say; "" */
        struct basis basis;
};
struct rule_list {
        VEC(struct rule);
};

#define DOCUMENT_COMPLETION_REPORT "completion-report"

struct required_document {
        /* receipt and breakdown are looked for, a completion-report is written; any other is asked for */
        const char *id;
        const char *ja, *en;
        /* else a missing breakdown is a question, and another document a reminder */
        bool required;
        struct condition_list conditions; /* all must hold */
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

/* A last day and its extensions in the order in which they were announced. The last one counts. */
struct extended {
        struct date date, announced; /* announced may be unset */
        struct basis basis;
};
struct extended_list {
        VEC(struct extended);
};
struct special_deadline { /* for facilities and applications of which all conditions hold */
        struct condition_list conditions;
        struct extended_list history; /* never empty; a single unset date: not stated */
};
struct special_deadline_list {
        VEC(struct special_deadline);
};

enum portal_total { TOTAL_NOT_SAID, TOTAL_BEFORE_CAPS, TOTAL_AFTER_CAPS };

struct programme {
        const char *id, *revision, *reviewed;
        const char *ja, *en, *budget_ja, *budget_en; /* 令和7年度 …; 地域診療情報連携推進費補助金 */
        const char *portal_ja, *portal_en, *portal_url;
        struct basis portal_basis;
        struct digest digest; /* of the file */
        struct bytes file;    /* its bytes, for enclosing */
        struct source_list sources;
        struct date opens, deadline; /* of application, Japan time, the whole day; unset = not stated */
        struct basis opens_basis, deadline_basis, day_end_basis;
        const char *day_end;                   /* when the last day ends, Japan time: "24:00"; "" = not said */
        struct extended_list deadline_history; /* never empty; its last is `deadline` */
        struct special_deadline_list special_deadlines;
        /* days of application for which the file was written; unset = not said */
        struct date valid_first, valid_last;
        struct basis valid_basis;
        struct date purchase_first, purchase_last; /* dates of receipts; unset = not stated */
        struct basis purchase_basis;
        struct date completed_first, completed_last; /* 完了日; unset = not stated */
        struct basis completed_basis;
        struct basis tax_basis;
        const char *number_ja, *number_en; /* what facilities are named by: 医療機関コード */
        struct basis number_basis;
        struct label_list kinds;
        struct label_list other_grants; /* of other programmes, as 既交付 names them */
        struct facility_attribute_list attributes;
        struct choice_list options;
        struct label none; /* 対象外: the words for "in no category" */
        struct item_list items;
        struct category_list categories; /* in the order of the notice */
        struct rule_list rules;
        struct required_document_list documents;
        struct reminder_list reminders;
        int64_t upload_warn_bytes;
        const char *upload_kinds; /* "zip pdf"; "" = not known */
        struct basis upload_basis;
        struct basis portal_total_basis;
        struct basis scan_basis;
        int upload_files;                  /* of one application; 0 = not known */
        enum portal_total portal_total;    /* what the portal calls 総事業費 */
        int min_scan_dpi, min_scan_pixels; /* below these a scan is small */
        bool upload_ascii_names;
        bool tax_excluded; /* amounts are those without the consumption tax, which is a line that does not count */
        bool other_number; /* facilities have another number, without the check digit of 医療機関コード */
};

#define PROGRAMME_MOST_BYTES    ((size_t)256 << 10)
#define PROGRAMME_MOST_ELEMENTS 4000

/* Reads and checks a programme file (schema, references, sources present, amounts that agree, nothing that can never
 * apply). The programme, its strings and its digest live in `arena`. ERR_SYSTEM with F_PROGRAMME says what is wrong, on
 * which line, and what to do about it. */
enum status programme_load(struct programme **out, struct bytes file, const char *name, struct arena *,
                           struct findings *);
/* Opens a programme that is compiled in, by its id, or a file, by its path. ERR_USAGE with F_PROGRAMME if it is neither. */
enum status programme_open(struct programme **out, const char *id_or_path, struct arena *, struct findings *);

/* 税込み or 税抜き; tax included, without tax */
const char *programme_tax_words(const struct programme *, enum language);
/* Returns the words of another programme's grant; NULL: the programme names no such grant. */
const struct label *programme_other_grant(const struct programme *, const char *id);

/* Looking up what people wrote (compared by text_key). NULL: not known to the programme. */
const struct label *programme_kind(const struct programme *, const char *text, struct arena *);
/* Sets *variant to the variant's id or "". For 対象外: returns NULL and sets *none. */
/* The category's word that a text must mean though its 等 is left out (訪問診療), as the programme writes it: of a label, an alias or a
 * variant; NULL if there is none, or more than one. Asked where programme_category knows no such word. */
const char *programme_category_meant(const struct programme *, const char *text, struct arena *);
/* The same for an item: タブレット等, レセプトコンピュータ改修等. */
const char *programme_item_meant(const struct programme *, const char *text, struct arena *);
const struct category *programme_category(const struct programme *, const char *text, const char **variant, bool *none,
                                          struct arena *);
const struct item *programme_item(const struct programme *, const char *text, struct arena *);

const struct category *programme_category_by_id(const struct programme *, const char *id);
const struct item *programme_item_by_id(const struct programme *, const char *id);
bool grant_is_for(const struct grant *, const char *kind_id);
/* Returns the grant for this kind that has no other condition, else the first one for it; NULL: there is no rule for this kind. */
const struct grant *category_grant(const struct category *, const char *kind_id);
const struct eligible *category_eligible(const struct category *, const char *item_id);
/* Returns the item class as which an item counts in the category. That is its own, unless the category counts it as another. */
const char *category_class(const struct category *, const char *item_id);
/* Does the grant cap every class of the category? */
bool category_is_capped(const struct category *, const struct grant *);
const char *category_variant_name(const struct category *, const char *variant_id); /* Japanese; "" if none */
/* The English of a source's words in Japanese, 記載なし among them. */
const char *source_english(const struct programme *, const char *text);
/* All words a person may use, for a remedy: 訪問診療等、オンライン診療等; in English each with its meaning, 訪問診療等 (home visits). */
char *programme_kind_words(const struct programme *, enum language, struct arena *);
char *programme_category_words(const struct programme *, enum language, struct arena *);
char *programme_option_words(const struct programme *, const char *category, enum language, struct arena *);
char *programme_value_words(const struct facility_attribute *, enum language, struct arena *);
/* A word that means two kinds, items or categories, or is empty: the first of them would be found, silently. NULL if
 * there is none, as in every programme that loads. */
const char *programme_ambiguous_word(const struct programme *, struct arena *);

struct records;
/* Fills the ids (kind, attributes, category, variant, item, options, earlier grants) of records from their words. A category is "none" for 対象外
 * and "" for words the programme does not know; earlier entries are split at ';' and keep unknown words with category "". */
void programme_resolve(const struct programme *, struct records *, struct arena *);

/* What the conditions of a value ask for, of resolved records and an application for `category`. NOT_SAID: nothing speaks
 * against it, but *unsaid is not known of the facility. */
enum answer3 conditions_hold(const struct condition_list *, const struct programme *, const struct records *,
                             const char *category, const struct facility_attribute **unsaid);
/* Does the facility name (既交付) this grant of another programme? */
bool has_grant_of(const struct facility *, const char *other);
/* The grant for a facility and an application on a day. NULL: there is none, or which one or how much it is depends on *unsaid. */
const struct grant *programme_grant(const struct programme *, const struct category *, const struct records *,
                                    struct date, const struct facility_attribute **unsaid);
/* The same grant with each amount per unit worked out for the facility, which says the number (programme_grant). */
const struct grant *grant_of_facility(const struct grant *, const struct facility *, struct arena *);
/* The bounds of a number in a path: beds>=5, beds<=4, beds=20..199; "" where the condition is about something else. */
const char *condition_bounds(const struct condition *, struct arena *);
bool grant_is_per_unit(const struct grant *);
/* 40,000円 × 許可病床数 19床; in a file's own grant 40,000円 × 許可病床数(床). "" where the amount stands as it is. */
const char *per_unit_words(const struct programme *, const struct per_unit *, enum language, struct arena *);
/* The last day for an application, extended as often as the file says; an unset date: not stated. *unsaid may decide
 * for another one. */
const struct extended *programme_deadline(const struct programme *, const struct category *, const struct records *,
                                          const struct facility_attribute **unsaid);
bool in_force_on(const struct in_force *, struct date);
/* The day as which an application at this minute of a day in Japan counts: the next one where the day is a deadline and
 * ended before (17:00), else the same. */
struct date programme_day(const struct programme *, struct date, int32_t minute);
/* When the last day ends, with how sure that is where it is not stated: 24時(推定), 24:00 JST (inferred); "" where it is not said. */
/* The latest deadline of any facility; unset where one is not stated. */
struct date programme_last_deadline(const struct programme *);
const char *programme_day_end(const struct programme *, enum language, struct arena *);

#endif
