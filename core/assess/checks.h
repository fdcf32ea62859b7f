/* The checks of one application: a table (core/assess/checks.c) of what is looked at, and what the checks share.
 *
 * A check walks the records and raises findings; it decides no amount. An error on a line or a receipt, or a question that holds
 * it back, is noted in its `checked`, and core/assess/assess.c counts the lines by that alone. Only core/assess/assess.c and its tests include this. */
#ifndef SOROE_CHECKS_H
#define SOROE_CHECKS_H

#include "core/programme/programme.h"
#include "core/record/records.h"
#include "core/base/text.h"

/* What the findings so far mean for a line or a receipt. */
struct checked {
        bool error;   /* an error names it */
        bool held;    /* a question holds it back until somebody answers yes */
        bool refused; /* somebody answered no */
};

struct line_facts {
        const struct receipt *receipt; /* NULL: none is recorded */
        bool own;                      /* it names the category */
        struct checked checked;
};

struct receipt_facts {
        bool used;        /* it has an own line */
        bool unaddable;   /* its lines cannot be added up */
        struct yen total; /* this facility's lines on it, of every category */
        struct checked checked;
};

/* What the programme leaves unsaid that the amount depends on; "" where nothing is missing. */
struct gap {
        const char *ja, *en;
};

struct assessment;
struct inquiry {
        const struct programme *programme;
        const struct records *records;
        const struct category *category;
        const struct grant *grant;
        const struct extended *deadline;                                 /* for this facility and category */
        const struct facility_attribute *grant_unsaid, *deadline_unsaid; /* not said, and it matters; else NULL */
        struct gap gap;
        const char *variant; /* NULL: not said, or none to say */
        const char *subject; /* of the application */
        struct date applied_on;
        bool unaddable;                   /* the amounts have no sum (E116): no amount is worked out */
        const struct assessment *amounts; /* NULL until they are worked out */
        struct line_facts *lines;
        struct receipt_facts *receipts;
        struct findings *findings;
        struct arena *arena;
};

/* What must be known before a check means anything. A check that lacks it is not run and not counted, and then nothing is ready. */
enum needs {
        NEEDS_NOTHING = 0,
        NEEDS_DATE = 1 /* of application */,
        NEEDS_CODE = 2 /* of ten digits */,
        NEEDS_AMOUNTS = 4
};

#define CHECK_IDS 2
struct check {
        enum finding_id ids[CHECK_IDS]; /* what it raises; the same twice where there is one */
        void (*run)(struct inquiry *);
        int needs;
        enum record_form since; /* packets of older forms are not asked */
};

int checks_total(enum record_form);
const struct check *checks_at(int);

void inquiry_open(struct inquiry *, const struct programme *, const struct records *, const struct category *,
                  struct date applied_on, struct findings *, struct arena *);
/* How many ran: all but those that need the amounts; then those. */
int checks_run(struct inquiry *);
int checks_run_of_amounts(struct inquiry *, const struct assessment *);

/* Raising: subject and place are filled in; the rest of the finding is the check's. */
void raise_spoilt(struct inquiry *); /* E127, of every record that the store no longer holds as it was put there */
void raise_facility(struct inquiry *, struct finding, const char *field);
void raise_application(struct inquiry *, struct finding, const struct origin *,
                       const char *field); /* origin NULL: no place */
void raise_receipt(struct inquiry *, size_t receipt, struct finding, const char *field);
void raise_line(struct inquiry *, size_t line, struct finding, const char *field);
/* Marks what the finding and its answer, if any, mean. */
void checked_mark(struct checked *, const struct inquiry *, const struct finding *);

/* Has the application this variant? "": any. */
bool check_has_variant(const struct inquiry *, const char *variant);
/* Is the item eligible in this application? NULL: no; *ask: only if somebody answers so (C211). */
const struct eligible *eligible_here(const struct inquiry *, const char *item, bool *ask);
/* What the class rests on: of the application's variant, where the programme tells them apart. */
struct basis eligible_basis(const struct inquiry *, const struct eligible *);
/* The first of this category's rules of a kind, in force on the day, at or after *i; NULL at the end. */
const struct rule *next_rule(const struct inquiry *, enum rule_kind, size_t *i);
void words_add_once(struct inquiry *, struct texts *, const char *word);
const char *words_joined(struct inquiry *, const struct texts *, const char *between);
/* The words of a rule's source, also of one that leaves the matter open; 記載なし where the programme names none. */
const char *source_text(struct basis);
const char *words_yen(struct inquiry *, struct yen);   /* 12,345 */
const char *words_digits(struct inquiry *, int64_t);   /* 12345 */
const char *words_date(struct inquiry *, struct date); /* 2026-01-15 */
/* 令和6年度 of "R6"; a year that could not be read as typed. Records of forms 1 and 2 say R6. */
const char *words_year(struct inquiry *, const char *year);
/* That of an earlier grant; 以前 where it names none. */
const char *words_fiscal_year(struct inquiry *, const struct earlier *);
const char *words_day(struct inquiry *, struct date); /* 令和8年1月15日¦2026-01-15 */
/* 令和7年4月1日から令和8年1月15日まで¦from 2025-04-01 to 2026-01-15; an unset bound is left out. */
const char *words_period(struct inquiry *, struct date first, struct date last);
/* Names in both languages, ja¦en; packets of the first forms hold the Japanese one alone. */
const char *words_both(struct inquiry *, const char *ja, const char *en);
const char *words_item(struct inquiry *, const char *item);
/* The variants of a category, one behind the other. */
const char *words_variants(struct inquiry *, const struct category *, const char *between);
/* The variant's name; the category's where none is named. */
const char *words_category(struct inquiry *, const char *category, const char *variant);

/* core/assess/checks_application.c */
void check_deadline(struct inquiry *);
void check_opening(struct inquiry *);
void check_has_lines(struct inquiry *);
void check_kind(struct inquiry *);
void check_variant_said(struct inquiry *);
void check_variant_one(struct inquiry *);
void check_obligation(struct inquiry *);
void check_together(struct inquiry *);
void check_too_early(struct inquiry *);
void check_full_system(struct inquiry *);
void check_prerequisites(struct inquiry *);
void check_kind_means(struct inquiry *);
void check_fallen(struct inquiry *); /* behind all that ask */
void check_table_digit(struct inquiry *);
void check_code(struct inquiry *);
void check_purchase_period_stated(struct inquiry *);

/* core/assess/checks_before.c */
void check_not_after(struct inquiry *);
void check_grant_said(struct inquiry *);
void check_held_work(struct inquiry *);
void check_modified_before(struct inquiry *);
void check_granted_before(struct inquiry *);

/* core/assess/checks_programme.c */
void check_options(struct inquiry *);
void check_completion(struct inquiry *);
void check_once(struct inquiry *);
void check_at_most(struct inquiry *);
void check_exclusions(struct inquiry *);
void check_attributes(struct inquiry *);
void check_unsaid(struct inquiry *);
void check_gap(struct inquiry *);
void check_documents(struct inquiry *);
void check_completion_report(struct inquiry *);
void check_validity(struct inquiry *);
/* The document of this id that the application needs; NULL where the programme asks for none. */
const struct required_document *document_needed(const struct inquiry *, const char *id);

/* core/assess/checks_receipt.c */
void check_receipt_date(struct inquiry *);
void check_purchase_period(struct inquiry *);
void check_bought_before(struct inquiry *);
void check_paid_on(struct inquiry *);
void check_proof(struct inquiry *);
void check_evidence(struct inquiry *);
void check_receipt_total(struct inquiry *);
void check_breakdown(struct inquiry *);
void check_breakdown_total(struct inquiry *);
void check_vendor_lines(struct inquiry *);
void check_vendor_total(struct inquiry *);
void check_registration(struct inquiry *);
void check_addressee(struct inquiry *);
void check_scan_size(struct inquiry *);
void check_scan_rotation(struct inquiry *);

/* core/assess/checks_amount.c */
void check_edge(struct inquiry *);
void check_brings_something(struct inquiry *);

/* core/assess/checks_twice.c */
void check_same_paper(struct inquiry *);
void check_same_scan(struct inquiry *);

/* core/assess/checks_line.c */
void check_line_receipt(struct inquiry *);
void check_line_category(struct inquiry *);
void check_sums(struct inquiry *);
void check_line_item(struct inquiry *);
void check_line_model(struct inquiry *);
void check_line_words(struct inquiry *);
void check_line_product(struct inquiry *);
void check_line_description(struct inquiry *);

#endif
