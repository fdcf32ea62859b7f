/* What the files of soroe letters share. */
#ifndef SOROE_LETTERS_H
#define SOROE_LETTERS_H

#include "cmd/frame/command.h"
#include "cmd/members/judge.h"
#include "cmd/terminal/print.h"
#include "cmd/terminal/progress.h"

#include "core/file/part_file.h"
#include "core/file/part_folder.h"
#include "core/store/kept/letters.h"
#include "core/format/zip.h"

#include "templates/reread/binder.h"
#include "templates/letters/letter.h"

enum { LETTER_KINDS = LETTER_READY + 1 };

/* What waits for members outside their records, by code: rejected rows, and receipts to be fetched. */
struct waiting {
        struct findings findings;
        struct waiting_entries {
                VEC(struct waiting_entry {
                        const char *code;
                        size_t finding;
                });
        } entries;
};
enum status waiting_read(struct waiting *out, struct store *, struct arena *);
/* Returns what waits for one member, in order. It lives in the arena. */
const struct finding *waiting_of(size_t *n, const struct waiting *, const char *code, struct arena *);

struct letters {
        struct context *c;
        struct store *store;
        const struct programme *programme;
        struct office office;
        struct date as_of;
        bool ready, json, all, slips;
        struct waiting waiting;
        struct fonts *fonts;
        const char *folder;
        /* the files of all letters: one to print, and one to send mails from; only with --all */
        struct part_file print, mails;
        struct binder *binder;
        struct arena *bound, *scratch;
        struct texts files;        /* the names of those written for one member: 4710123458.pdf 4710123458-slips.pdf */
        const char *hand_out;      /* a folder for each member below this one; NULL */
        struct part_folder handed; /* that folder while it is being written */
        bool zip;                  /* a ZIP instead */
        struct findings found;     /* what was left out, and why */
        int n[LETTER_KINDS], left_out;
        struct progress progress;
        int64_t judged;
        struct yen today, then; /* sums over the members that are asked for something */
        struct {
                VEC(struct letter_sent);
        } sent;       /* to be kept, once all are written */
        int since[2]; /* of those who were asked before: who did not answer, and who did */
};

/* The last letter that went to a member on an earlier day. */
struct letter_before {
        struct date day;      /* unset: none did */
        bool asked, answered; /* answered: today's letter would say something else */
};

/* A letter that was made. `pdf` is empty where no PDF was wanted. */
struct written {
        const struct letter *letter;
        const struct judged *judged;
        const struct filing *filings; /* by assessment */
        struct letter_before before;
        struct bytes pdf, slips; /* slips: empty where there are none */
        const char *path;
};

/* cmd/letters/letters_report.c: what is said of a letter that was made, and of all at the end. */
void letters_begin(const struct letters *);
void letters_tell(struct letters *, const struct written *); /* counts it, too */
void letters_end(const struct letters *);

/* cmd/letters/letters_files.c: writes the files of all letters, and looks for what an earlier run has left beside them. Does nothing
 * without --all. */
#define PRINT_FILE "letters.pdf"
#define MAIL_FILE  "letters.csv"
enum status letters_open_files(struct letters *);
enum status letters_close_files(struct letters *);
/* Warns of letters of an earlier run (W375). Nothing that somebody may want is removed, but nobody should send it
 * unawares. */
enum status letters_find_old(struct letters *);

/* cmd/letters/letters_mails.c: writes the table to send mails from. */
void mails_head(struct letters *, struct arena *);
void mails_row(struct letters *, const struct written *, struct arena *);

/* cmd/letters/letters_sent.c: the letters that went, kept by the workspace: who answered, and the day of the last one. */
enum status sent_look(struct letter_before *, const struct letters *, const struct letter *, struct arena *);
void sent_note(struct letters *, const struct written *, struct arena *);
enum status sent_keep(struct letters *); /* keeps the letters in the workspace; ends the view of its records */

/* cmd/letters/letters_hand_out.c: puts everything for one member into a folder of its own, or into a ZIP. */
enum status hand_out_open(struct letters *); /* ERR_USAGE, printed: the folder holds something already */
enum status hand_out(struct letters *, const struct written *, struct arena *);
/* Returns the name of the entry form that goes with a letter of this kind; NULL: this kind gets none, for nothing is
 * asked. */
const char *hand_out_form(const struct letters *, enum letter_kind, const char *code, struct arena *);

/* Draws the slips that go with a letter of this kind, and names them in it; without --slips, none. */
enum status hand_out_slips(struct written *, struct letter *, struct letters *, struct arena *);

#endif
