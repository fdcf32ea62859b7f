/* The report of soroe verify. What is said of one packet is made where it was verified, in a worker; what is said at the end
 * is made of the counts that come back with it. */
#ifndef SOROE_VERIFY_REPORT_H
#define SOROE_VERIFY_REPORT_H

#include "cmd/frame/command.h"
#include "cmd/prove/index_report.h"

#include "core/file/digest.h"

#include "templates/verify/folder.h"
#include "templates/workbook/packet_index_check.h"
#include "templates/verify/verify.h"

/* What must be known of one packet at the end. */
struct verify_told {
        enum verdict verdict;
        int checks, not_run, not_applicable, weaker, different, renamed;
        bool counts;          /* its amount does: it is ok, sealed, and no PDF beside its packet */
        uint64_t application; /* which it is: facility, category and programme */
        struct date applied_on;
        int64_t subsidy, change; /* change: by the other programme */
        bool is_zip;
        char sha256[DIGEST_TEXT];
};

/* The sums over all packets. If an application is there more than once, the amount of its last packet is added
 * alone. */
struct verify_amount {
        uint64_t application;
        struct date applied_on;
        int64_t subsidy, change;
};
struct verify_sums {
        int by_verdict[3], checks, not_run, not_applicable, weaker, different, renamed;
        struct verify_amounts {
                VEC(struct verify_amount);
        } amounts;
        int64_t applications, subsidy, change; /* by verify_sums_end */
};
void verify_sums_add(struct verify_sums *, const struct verify_told *, struct arena *);
void verify_sums_end(struct verify_sums *);

struct verify_report {
        const struct context *c;
        enum verify_level level;
        const struct programme *against; /* NULL */
        bool only[3];                    /* the verdicts that are shown */
        struct verify_sums sums;
        const struct asides *asides;
        struct index_checks indexes;
        /* of HTML: rows that wait for the head of the page */
        struct buffer bad;
        struct samples {
                VEC(struct sample {
                        char sha256[DIGEST_TEXT];
                        const char *row;
                        int at; /* which packet of all it is */
                });
        } samples;
        int64_t begun; /* packets shown */
};

/* Called in a worker: makes what is needed at the end, and what is printed, "" for nothing. */
struct verify_told verify_tell(const struct verification *, struct arena *);
void verify_write(FILE *out, const struct verify_report *, const struct verification *, struct arena *);

/* Called in this process, in the order of the packets. */
void verify_report_begin(const struct verify_report *);
void verify_report_packet(struct verify_report *, const struct verify_told *, struct bytes written);
void verify_report_end(struct verify_report *);

#endif
