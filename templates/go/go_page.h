/* 結果.html, the page of `soroe go`, for one facility or for none yet (of many, the status page is the page). It answers in this
 * order: where am I, what do I get, what must I do, what did you see. One file that loads nothing and needs no script, for the
 * screen, the telephone and paper; well-formed XML too. Pure: the same model gives the same bytes.
 *
 * The model says facts; the sentences around them are the page's. Strings are in the page's language, NULL or "" where there is
 * nothing to say. Lists stand on the page in the order they are given: the most urgent first. */
#ifndef SOROE_GO_PAGE_H
#define SOROE_GO_PAGE_H

#include "core/assess/question.h"
#include "core/assess/standing.h"
#include "core/format/thumbnail.h"

/* What is made for the page of a paper, and of the line a reading stands in (thumbnail_make). */
#define GO_PICTURE ((struct thumbnail_want){.most_width = 224, .most_height = 320, .most_bytes = 10 << 10})
#define GO_CROP    ((struct thumbnail_want){.most_width = 560, .most_height = 200, .most_bytes = 16 << 10})
enum {
        GO_MOST_PICTURES = 24, /* as many papers and items have one; further ones need not be given any */
        GO_MOST_ITEMS = 12,    /* as many stand in full, the others in a line each */
        GO_MOST_CHANGES = 8,
};

/* How a paper fares. In the order of the page: what wants a look comes first. */
enum go_paper_state {
        GO_PAPER_DIFFERS,  /* it says something else than the table */
        GO_PAPER_DAMAGED,  /* it cannot be opened, or is no kind that counts as a copy: `remark` says what to do */
        GO_PAPER_DOUBTFUL, /* read, but not surely in all that it must say */
        GO_PAPER_OTHER,    /* read: a quotation, a bill, a delivery note; no receipt */
        GO_PAPER_UNREAD,   /* nobody read it: no reader is there, or it found no word */
        GO_PAPER_READ,     /* read surely, and no record has it yet */
        GO_PAPER_USED,     /* the copy of a receipt of the table; nobody held it against it */
        GO_PAPER_AGREES,   /* the copy of a receipt of the table, and surely says the same */
        GO_PAPER_STATES
};

/* A value that was looked for on a paper. Only what is sure is on the page; else a question mark. */
struct go_read {
        bool sure;
        const char *text; /* registration number */
        struct date date;
        struct yen yen;
};

struct go_paper {
        const char *file; /* its name as it lies in the folder: "IMG_2043.JPG", "返送/receipt.pdf" */
        const char *link; /* the way to it from the page; NULL: it lies in a ZIP */
        const char *kind; /* 領収書 見積書 …; NULL: not known */
        enum go_paper_state state;
        const char *issuer;                        /* NULL: not known */
        struct go_read date, registration, amount; /* of what was read (DIFFERS, DOUBTFUL, OTHER, READ) */
        const char *remark;                        /* what to do about it, or whose it is */
        struct thumbnail picture;
};

/* The cell beside the line of the paper. */
struct go_comparison {
        const char *cell, *cell_says;   /* 記入表.xlsx 「領収書」F4 · 182,000円 */
        const char *paper, *paper_says; /* IMG_2051.JPG · 128,000円 */
        struct thumbnail crop;          /* GO_CROP; none: paper_says stands alone */
        struct picture_part frame;      /* of what was read, in pixels of the crop; width 0: none */
};

struct go_item {
        enum finding_id id;
        const char *heading;                    /* what is wrong: go_item_of */
        const char *found;                      /* what was found, the text in question */
        const char *remedy;                     /* what to do */
        const char *place;                      /* 記入表.xlsx:領収書!C2 */
        int64_t gain;                           /* yen that mending brings; 0 is not shown */
        const struct go_comparison *comparison; /* NULL */
        const char *picture_of;                 /* the name of the paper it is about; NULL */
        struct thumbnail picture;
};

/* What an answer would do in a category that it concerns. */
struct go_outcome {
        const char *category; /* 訪問診療等 */
        struct yen now;       /* of the application today: the outcome that equals it says so */
        struct question_outcomes then;
};

struct go_question {
        enum finding_id id;
        const char *heading;  /* the question */
        const char *about;    /* what it rests on */
        const char *subject;  /* as `soroe answer` takes it: "R-0231#2"; "" for the application's own */
        const char *yes, *no; /* what the answer does: 数える */
        struct go_outcomes {
                VEC(struct go_outcome);
        } outcomes;
        const struct go_comparison *comparison; /* NULL */
        const char *picture_of;                 /* the name of the paper it is about; NULL */
        struct thumbnail picture;
};

/* A file that was made, for the portal. */
struct go_file {
        const char *name; /* "1919990182-home-visit.zip"; NULL: not made */
        const char *link; /* the way to it from the page */
        int64_t bytes;
        int32_t pages; /* of a PDF; 0: not known */
};

struct go_application {
        const char *category; /* id */
        const char *name;     /* 訪問診療等; with its variant where that is said */
        enum standing standing;
        struct yen claimed;                                /* what naming it was bought for */
        struct yen today;                                  /* 0 while an error is open */
        struct yen if_mended;                              /* how much more it would bring */
        struct yen eligible_total, eligible_cost, subsidy; /* of the packet */
        struct go_file zip, pdf;
        const char *check_code;       /* sixteen digits */
        int32_t receipts, breakdowns; /* copies enclosed */
        int32_t unanswered;           /* questions that were open when the packet was made */
        bool changed_since;           /* the records are no longer those of the packet, which is handed in */
        struct filing filing;
};

struct go_page {
        enum language language;
        struct date as_of;
        const struct programme *programme;
        const char *folder;              /* 補助金: its name, not its path */
        const struct facility *facility; /* NULL: none is known yet */
        struct date deadline;            /* of this facility; unset: not stated */
        struct date last_run;            /* unset: this is the first */

        struct go_applications {
                VEC(struct go_application);
        } applications;
        struct go_items {
                VEC(struct go_item);
        } items;
        struct go_questions {
                VEC(struct go_question);
        } questions;
        struct go_papers {
                VEC(struct go_paper);
        } papers;              /* as the folder sorts them; the page puts those of a state together */
        struct texts cautions; /* what must be heard though no yen hangs on it, a sentence each */
        struct texts changes;  /* since the last run, a sentence each */
        struct texts written;  /* what go put into the folder, for the foot: 記入表.xlsx, soroe-data … */

        const char *form;        /* the entry workbook that was written or is to be filled in: 記入表.xlsx; NULL */
        const char *again;       /* the command that runs it again, quoted as it must be typed: soroe go 補助金 */
        const char *command;     /* what other commands begin with: soroe -C 補助金 */
        const char *get_reader;  /* how to get a reader of pictures: sudo apt install soroe-reader; NULL */
        const char *packets;     /* the folder of the packets as she sees it: できた書類 */
        const char *backup;      /* the name that a backup would get; NULL: none is offered */
        const char *backup_made; /* the name of the one that is there; NULL */

        int64_t records;
        int64_t verified, failed; /* packets */
        int32_t rules;
        struct date applied_on; /* printed on the papers; unset: not asked or not answered yet */

        /* What must still be given. Where anything is, the page says in steps what to do next. */
        bool wants_facility, wants_receipts, wants_lines;
        bool form_has_readings; /* its yellow values are to be held against the papers */
        bool dropped;           /* it is run by dropping the folder on the program (Windows) */
        bool reads;             /* a reader of pictures is there */
        bool all_ran;           /* false: a rule did not run, or a file could not be read; nothing is ready then */
};

/* Where she is: gathering while nothing is claimed, applying once nothing claimed is in error or asked about, or all is made. */
enum go_stage { GO_GATHER, GO_CHECK, GO_APPLY };
enum go_stage go_page_stage(const struct go_page *);

/* The item and the question of a finding, with the catalogue's words; what goes beyond them (gain, picture) is the caller's. */
struct go_item go_item_of(const struct finding *, enum language, struct arena *);
/* `category` is the id of the finding's, and no place for a line or receipt. Its outcomes are to be added: question_outcomes. */
struct go_question go_question_of(const struct finding *, const char *category, enum language, struct arena *);

void go_page_write(struct buffer *out, const struct go_page *, struct arena *scratch);

#endif
