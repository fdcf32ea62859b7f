/* What the files of `soroe go` share: where she keeps her papers, what was found of them, and what has been made of it.
 * Only cmd/go/ includes this. */
#ifndef SOROE_GO_H
#define SOROE_GO_H

#include "cmd/check/check.h"
#include "cmd/frame/command.h"
#include "cmd/members/home.h"
#include "cmd/terminal/progress.h"

#include "core/assess/question.h"
#include "core/assess/standing.h"
#include "core/paper/paper.h"
#include "core/reading/reading_paper.h"
#include "core/record/sealed.h"
#include "core/store/across/ties.h"

#include "receipts/import/import.h"

#include "templates/go/go_page.h"

#define GO_PACKETS "できた書類"

enum { GO_WIDTH = 80, GO_MOST_ASKED = 9 };

/* An application as it stands. Strings live with the view. */
struct found_application {
        const char *code, *facility; /* whose */
        const struct category *category;
        enum standing standing;
        struct yen claimed, eligible_total, eligible_cost, subsidy, if_mended;
        struct date deadline;     /* unset: not stated */
        int open;                 /* questions nobody has answered */
        int receipts, breakdowns; /* copies that belong to it */
        bool is_sealed;
        struct sealed sealed;
        struct filing filing;
        /* of this run */
        bool is_packed;        /* the sealed packet is of these records */
        bool is_stale;         /* a packet lies there, and its records changed since */
        bool is_redrawn;       /* it was unchanged, and its PDF was drawn again from its ZIP */
        int verified, failed;  /* files read back */
        const char *zip, *pdf; /* paths in her folder; NULL */
        int64_t zip_bytes, pdf_bytes;
        const char *stopped; /* why it could not be made, as packet says it; NULL */
};

/* What is to be mended, or asked. */
struct found_item {
        struct finding finding;
        const char *code, *facility; /* "" where it is of no facility */
        const char *facts;           /* of a question: the digest of its wording */
        struct yen stake;            /* what mending brings, or what the answer decides */
        bool is_question;            /* a yes or no settles it */
        struct go_question asked;    /* of a question, with an outcome for each category it stands in */
        struct go_outcomes alike;    /* the outcomes if all open ones of its id are answered alike */
};

/* A scan in her folder, and what it is to the records. */
struct found_paper {
        const char *name, *path;           /* as it was called; where it lies in her folder, NULL: in an archive */
        const char *sha256, *ext, *reason; /* reason: why it cannot be opened; "" */
        const char *kind;                  /* 領収書 … as the table says it; NULL: no receipt has it */
        const char *number;                /* of the receipt that has it; NULL */
        bool is_breakdown;
        struct yen amount; /* of the receipt, and its day: what the table says */
        struct date date;
};

/* What was read of a scan that no receipt has. */
struct found_read {
        bool was_read;
        enum paper_kind kind;    /* surely no receipt; PAPER_UNKNOWN: it may be one */
        struct read_paper paper; /* of its first page, each value with how sure it is */
};

struct go_view {
        struct arena *arena;
        int64_t facilities;
        struct facility first; /* the only one, where there is one */
        struct found_applications {
                VEC(struct found_application);
        } applications;
        struct found_items {
                VEC(struct found_item);
        } items;                  /* the most urgent first */
        size_t errors, questions; /* of the items; what is to be mended, what is to be confirmed */
        struct texts warnings;    /* a sentence each: they cost nothing, and are no items */
        /* packets in her folder whose application the records no longer have: file names */
        struct texts left;
        struct standing_totals totals;
        struct check_run check; /* its totals, as check tells them */
        struct found_loose {
                VEC(struct loose_scan);
        } loose; /* scans in her folder that no receipt has */
        struct {
                VEC(struct found_read);
        } reads; /* of them, in the same order, once the entry workbook is written */
        struct found_papers {
                VEC(struct found_paper);
        } papers;          /* all of them */
        struct texts bare; /* numbers of receipts without a line */
        size_t receipts, lines;
        bool wants_facility, wants_receipts, wants_lines;
};

struct go {
        struct context *c;
        struct home home;
        struct store *store;
        const struct programme *programme;
        struct date today;      /* the day it is taken to be: --as-of, --applied-on or today in Japan */
        struct date applied_on; /* given or answered; unset: neither */
        bool asks;              /* somebody sits at a terminal and may be asked */
        bool is_first;          /* the workspace was made in this run */
        struct import_report imported;
        struct findings import_findings;
        struct paper_readers readers; /* what reads papers here */
        struct texts names, paths;    /* of the files that lie in the folder: base names, and where */
        struct go_view view;
        struct progress progress;
        const char *page, *form; /* paths of what was written, or is there and to be filled in; NULL */
        bool form_is_new;        /* written in this run */
        bool form_has_readings;  /* some of its values were read */
        bool form_is_hers;       /* she has filled it in */
        size_t form_rows;        /* of scans, in one that is new */
        const char *backup;      /* made in this run; NULL */
        bool changed;            /* packets were made, or something was recorded of them */
        /* the facility's code as she said it is: of seven digits in her tables, whole; "" or NULL: not said */
        const char *short_code, *code;
        /* of the dialogue */
        const char *who, *reason;     /* as they were said last; NULL */
        struct texts asked;           /* the questions that were asked in this run, by their facts */
        size_t numbered;              /* questions told so far */
        bool one_by_one;              /* questions alike are not put together */
        struct date last_run;         /* unset: there was none */
        struct texts changes, mended; /* since then, a sentence each; what was wrong and is no more */
};

/* ---- cmd/go/own.c: what is written into her folder */
/* Writes `name` and `ending` (記入表, .xlsx), or the next free name where something of hers has that one: 記入表-2.xlsx. The same
 * bytes are left. *path is where it stands, *is_new whether it was written now. */
enum status go_write(const char **path, bool *is_new, struct go *, const char *folder, const char *name,
                     const char *ending, struct bytes);
/* What stands at a path: nothing, a file of ours as it was written, or something of hers. */
enum go_there { GO_NOTHING, GO_OURS, GO_HERS };
enum status go_look(enum go_there *out, struct go *, const char *path);
/* Of import_options: did this program write the file as it is? */
bool go_is_own(void *go, const char *path);

/* ---- cmd/go/gather.c: what the records come to */
enum status go_gather(struct go *);

/* ---- cmd/go/changes.c: since the last run */
enum status go_read_changes(struct go *); /* once all is gathered */
enum status go_keep_changes(struct go *); /* at the end */

/* ---- cmd/go/entry.c: the entry workbook, where something must still be entered */
enum status go_write_entry(struct go *);

/* ---- cmd/go/pack.c: packets */
/* What is sealed and unchanged is left; with a date what can be made is made, verified and put into her folder. */
enum status go_pack(struct go *);
/* Packets that lie in her folder though the records have no such application any more: those of a code that was mistyped. */
enum status go_gather_left(struct go *);
const char *go_left_words(const struct go *, const char *file);

/* ---- cmd/go/page.c, cmd/go/page_many.c: 結果.html */
enum status go_write_page(struct go *);
enum status go_write_page_of_many(struct go *);

/* ---- cmd/go/report.c, cmd/go/report_papers.c, cmd/go/report_many.c, cmd/go/report_items.c, cmd/go/report_packets.c: what is told */
void go_report(struct go *); /* what there is, and what it comes to */
void go_report_papers(const struct go *);
void go_report_many(struct go *);  /* of several facilities: returns, states, the most urgent, letters */
void go_report_items(struct go *); /* what is to be mended; what is to be answered, where nobody is asked */
/* One item, with its number: what is wrong and what to do; of a question also both outcomes. */
void go_print_item(const struct go *, size_t number, const struct found_item *);
/* Both outcomes of a question, category by category. */
void go_print_outcomes(const struct go *, const struct found_item *, const struct go_outcomes *);
void go_report_packets(struct go *);
void go_report_end(struct go *); /* on stderr, at most two lines: what to do, and where the page is */
void go_report_json(struct go *);

/* Text in lines of the screen's width, ended. */
void go_say(const struct go *, FILE *, int indent, const char *text);
const char *go_day(const struct go *, struct date); /* 令和7年12月22日(月) */
/* "soroe go 補助金", as she would type it again. */
const char *go_again(const struct go *);
const char *go_there(const struct go *); /* what other commands are told with -C, quoted */
bool go_is_over(const struct go *);      /* is the last deadline past? */
/* Where something stands, as she sees it: 記入表.xlsx の「領収書」C2 */
const char *go_place(const struct go *, const char *place);
/* A path without the folder. */
const char *go_name(const struct go *, const char *path);
/* Has everything that is claimed been sealed or handed in? */
bool go_is_done(const struct go *);

#endif
