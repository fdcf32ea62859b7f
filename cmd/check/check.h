/* What check gathers while it goes through the members, for its forms of output. */
#ifndef SOROE_CHECK_H
#define SOROE_CHECK_H

#include "cmd/members/judge.h"
#include "cmd/terminal/print.h"
#include "cmd/terminal/progress.h"

#include "core/record/filing.h"

#include <jansson.h>

struct check_count {
        int facilities; /* of which this is the worst status */
        int applications;
        struct yen subsidy, if_mended;
};

struct check_totals {
        int facilities, applications;
        /* facilities without an application: `bare` sent nothing, `none` applies for nothing */
        struct check_count bare, none;
        struct check_count by_status[3];
        int filed[FILING_STATES];
        int64_t records;
        struct checked_papers papers;
        int rules; /* that ran on each application */
        bool all_ran;
        struct yen eligible_cost, subsidy, if_mended;
};

/* An application in error, for the list of the urgent ones. */
struct check_urgent {
        const char *code, *name, *message;
        const struct category *category;
        enum finding_id id;
        int32_t days_left; /* INT32_MAX: no deadline is stated */
        struct yen if_mended;
};
enum { CHECK_URGENT = 6 };

struct check_run {
        struct context *c;
        struct store *store;
        const struct programme *programme;
        struct date as_of;
        struct check_totals totals;
        struct finding_printer printer;
        struct findings workspace;    /* findings of no application */
        const char *explain, *answer; /* what to do next; NULL */
        bool has_only;                /* only applications of this status are shown; the totals count all */
        enum application_status only;
        bool in_full, first;
        struct check_urgent urgent[CHECK_URGENT]; /* the most urgent first */
        int urgents;
        struct progress progress;
        int64_t judged;
        judge_each *each;
};

/* Goes through all facilities that were asked for, and tells how far it is. */
enum status check_judge(struct check_run *, const struct texts *codes, judge_each *);
void check_count(struct check_run *, const struct judged *);
json_t *check_summary(const struct check_totals *); /* of soroe.check/1 */
bool check_shows(const struct check_run *, const struct assessment *);

enum status check_text(struct check_run *, const struct texts *codes);
/* cmd/check/check_summary.c: of many facilities prints only the totals and the urgent ones. They are gathered facility by facility, then
 * printed. */
/* Adds to the totals what the i-th application would bring more once all is mended. */
struct yen check_add_gain(struct check_run *, const struct judged *, size_t i);
enum status check_gather(struct check_run *, const struct judged *, struct arena *scratch);
void check_print_summary(const struct check_run *);

#endif
