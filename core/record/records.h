/* Everything recorded of one facility. The assessment gets it, and the packet encloses it. */
#ifndef SOROE_RECORDS_H
#define SOROE_RECORDS_H

#include "core/record/facility.h"
#include "core/base/record_form.h"
#include "core/record/purchase.h"
#include "core/record/receipt.h"

/* One entry of 選択; its id is "" where the programme does not know the word. */
struct option_said {
        const char *text, *id;
};
struct option_said_list {
        VEC(struct option_said);
};

/* A row of the optional table `applications` (申請). */
struct claim {
        const char *facility, *category_text, *category;
        struct date completed_on; /* may be unset */
        const char *options, *note;
        struct option_said_list options_said;
        struct origin origin;
        const char *spoilt; /* as of facilities */
};
struct claim_list {
        VEC(struct claim);
};

/* What somebody answered to a question (要確認), and when. */
struct answer {
        const char *id, *subject; /* finding id and subject */
        bool yes;
        const char *reason, *by, *at; /* `at`: ISO date */
        const char *facts;            /* digest of the question as it was asked; another one reopens it */
};
struct answer_list {
        VEC(struct answer);
};

struct records {
        enum record_form form; /* of the packet they were read from; FORM_TODAY: of the workspace */
        struct facility facility;
        struct receipt_list receipts;   /* by date, number, payer */
        struct purchase_list purchases; /* by receipt, position */
        struct claim_list claims;
        struct answer_list answers;
};

/* The receipt of a line, or NULL. */
const struct receipt *records_receipt(const struct records *, const struct purchase *);

/* Subjects of findings (core/base/finding.h). */
char *subject_receipt(struct arena *, const struct receipt *);
char *subject_purchase(struct arena *, const struct purchase *);
char *subject_application(struct arena *, const char *facility, const char *category);

/* Returns a text of the records as it is compared. In packets of forms 1 and 2 invisible marks count. */
const char *records_words(const struct records *, const char *text, struct arena *);

#endif
