/* How applications stand (状況): what the records say of them today, and what became of them outside. It gives status and check one
 * order of urgency and the totals of many applications. It is pure and decides nothing about money: amounts come from the
 * assessment, those of a submitted application from its packet, those of a granted one from the decision. */
#ifndef SOROE_STANDING_H
#define SOROE_STANDING_H

#include "core/assess/assess.h"
#include "core/record/filing.h"
#include "core/record/sealed.h"

/* In the order of urgency. Three are of members without any application: STANDS_BARE sent nothing, STANDS_IDLE claims nothing,
 * STANDS_DECLINED said that it will not apply. */
enum standing {
        STANDS_ERROR,
        STANDS_CONFIRM,
        STANDS_BARE,
        STANDS_READY,
        STANDS_SUBMITTED,
        STANDS_GRANTED,
        STANDS_REFUSED,
        STANDS_DECLINED,
        STANDS_IDLE,
        STANDINGS
};
const char *standing_id(enum standing); /* "error" "confirm" "no-data" "ready" "submitted" … */
/* 不備 要確認 資料なし 提出可 … 不交付 申請しない 申請なし */
const char *standing_word(enum standing, enum language);
bool standing_by_id(enum standing *out, const char *id);

struct application_standing {
        const struct assessment *assessment;
        enum standing standing;
        bool has_deadline;        /* false: not stated */
        int32_t days_left;        /* below 0: past */
        struct yen cost, subsidy; /* what stands in the totals: 0 in error and where it was refused */
        /* how much more it would bring: errors mended, questions answered yes (prospect_gain) */
        struct yen if_mended;
        bool is_sealed;
        struct sealed sealed;
        struct filing filing;
        struct findings findings; /* what is still to be done; of what is filed the differences alone (W370) */
        size_t open;              /* so many of them, the first, wait for somebody; the others are answered */
};

struct member_standing {
        const struct records *records;
        bool declined;           /* it said that it will not apply */
        struct date last_letter; /* the day of it; unset: none went */
        struct application_standings {
                VEC(struct application_standing);
        } applications;         /* in the order of the programme */
        enum standing standing; /* of the most urgent application */
        int32_t days_left;      /* of those of that standing, the fewest; INT32_MAX where no deadline is stated */
        struct yen at_stake;    /* and what they would bring together */
};

struct member_standing standing_member(const struct records *, bool declined);
/* Adds an application to a member. `sealed` is NULL if no packet was sealed. The arguments must outlive the member. */
void standing_add(struct member_standing *, const struct assessment *, const struct sealed *sealed,
                  const struct filing *, struct date as_of, struct arena *);

/* ---- the order: standing, fewest days left, most yen at stake, code */
struct standing_rank {
        enum standing standing;
        int32_t days_left;
        struct yen at_stake;
        const char *code;
};
struct standing_rank standing_rank_of(const struct member_standing *); /* borrows the code */
int standing_compare(const struct standing_rank *, const struct standing_rank *);

/* ---- totals */
struct standing_count {
        int64_t members; /* of which this is the most urgent standing */
        int64_t applications;
        struct yen cost, subsidy, if_mended;
};
struct standing_row { /* a category, and where it has variants one of them or none said (variant NULL) */
        const struct category *category;
        const struct label *variant;
        struct standing_count by[STANDINGS], all;
};
struct standing_totals {
        struct standing_count by[STANDINGS], all;
        struct standing_rows {
                VEC(struct standing_row);
        } rows; /* in the order of the programme; also those without an application */
        struct {
                int64_t members, applications;
        } findings[FINDING_IDS];
        int64_t records; /* that the rules were applied to */
        int rules;       /* that ran on each application */
        bool all_ran;
        struct yen largest; /* of the amounts of a single application: for the width of columns */
        int widest;         /* name of a member, in cells of the terminal: likewise */
};
void standing_totals_start(struct standing_totals *, const struct programme *, struct arena *);
void standing_count(struct standing_totals *, const struct member_standing *);

#endif
