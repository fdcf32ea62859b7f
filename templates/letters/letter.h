/* A letter to a member: what is missing, what it is worth, by when it is wanted, whom to ask. The model and its words are here;
 * templates/letters/page_letter.c draws it, always on one page. The same records give the same letter: its day is an argument and
 * never the clock's. */
#ifndef SOROE_LETTER_H
#define SOROE_LETTER_H

#include "core/assess/assess.h"
#include "core/record/filing.h"
#include "core/record/office.h"
#include "core/base/text.h"

#include "templates/font/font.h"

enum letter_kind {
        LETTER_NONE, /* everything is in order, or handed in: nothing to write */
        LETTER_ASK,  /* there is something to mend or to answer */
        LETTER_SEND, /* nothing has come in yet: what to send */
        LETTER_READY /* everything is in order, and somebody wants to say so */
};
const char *letter_kind_id(enum letter_kind); /* "none" "ask" "send" "ready" */

/* An application, and what became of it. */
struct letter_application {
        const struct category *category;
        const char *name, *state; /* 外来診療等(通常とは異なる動線); 不備 要確認 提出可 提出済 … */
        bool handed_in;           /* submitted, granted or refused: nothing of it is asked for any more */
        bool granted;             /* both amounts are what the decision says (交付決定額): no estimate */
        /* what counts now, and once everything is in order */
        struct yen today, then;
};

/* One thing to do: findings that say the same and ask for the same, with all they are about. */
struct letter_point {
        enum finding_id id;
        const char *what;   /* 領収書の写しがありません */
        const char *todo;   /* 写しをお送りください。 */
        struct texts about; /* 領収書 R-0412(みどり電算、令和7年9月1日、121,000円) */
};

struct letter {
        enum letter_kind kind;
        const struct programme *programme;
        const struct facility *facility;
        const char *facility_kind; /* id */
        struct office office;
        struct date as_of;
        struct date deadline; /* of the programme, for this facility; may be unset or past */
        struct date by;       /* the day by which the office wants it: not before as_of; may be unset */
        struct letter_applications {
                VEC(struct letter_application);
        } applications; /* in the order of the programme */
        struct letter_points {
                VEC(struct letter_point);
        } points;                 /* errors, then questions */
        size_t errors, questions; /* points of each */
        bool came;                /* of LETTER_SEND: receipts have come, but not what for */
        struct yen today, then;   /* the sums; what is handed in stays what it is */
        bool granted;             /* every application is: the sums are no estimate */
        /* set by whoever sends it: */
        const char *form;   /* the entry form that goes with it, by its file name; NULL: none does */
        const char *slips;  /* likewise the slips for receipts without a scan */
        struct date before; /* the day of the letter before that asked for something; unset: none did */
        bool answered;      /* something came since */
};

struct letter_input {
        const struct programme *programme;
        const struct records *records;
        const struct assessment *assessments; /* n of them */
        const struct filing *filings;         /* likewise */
        size_t n;
        /* about this member, of no application: rejected rows, receipts to be fetched */
        const struct finding *others;
        size_t others_n;
        struct office office;
        struct date as_of;
        bool declined; /* the facility will not apply: nothing is written */
        bool ready;    /* also write when nothing is missing */
};

/* Returns what a member is asked to do about a finding: the words of texts/letters.txt; else the remedy of the catalogue, if somebody
 * without the program can follow it; else to get in touch. NULL: nothing, because it is the office's own business. */
const char *letter_todo(struct arena *, const struct finding *);

/* Everything lives in the arena or is borrowed from the input. */
void letter_make(struct letter *out, const struct letter_input *, struct arena *);

#define LETTER_GRANTED "交付決定額"

const char *letter_date(struct arena *, struct date); /* 令和7年12月26日(金) */
const char *letter_yen(struct arena *, struct yen);   /* 12,345 */
/* Returns 領収書 A、領収書 B、ほか3件, with at most so many names. */
const char *letter_about(struct arena *, const struct letter_point *, size_t most);
/* The sentences between greeting and list, for the page and for a mail. */
struct texts letter_sentences(const struct letter *, struct arena *);
const char *letter_subject(const struct letter *); /* 書類のご確認のお願い */
/* What a member that sent nothing is asked to send. */
struct texts letter_wanted(const struct letter *, struct arena *);
/* The page names so many of a point; the rest is counted. */
enum { LETTER_MOST_ABOUT = 4 };

/* Returns the whole letter as plain text, for a mail. */
char *letter_text(const struct letter *, struct arena *);

/* ERR_INPUT with E117 where a character cannot be printed. */
enum status letter_check(const struct letter *, const struct fonts *, struct arena *, struct findings *);
/* Draws the page. Called after letter_check. */
enum status letter_render(struct buffer *out, const struct letter *, struct fonts *, struct arena *, struct findings *);

#endif
