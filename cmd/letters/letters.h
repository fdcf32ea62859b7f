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

/* What lies in wait for members: rejected rows, receipts to be fetched; by code. */
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
/* Those of one member, in order; in the arena. */
const struct finding *waiting_of(size_t *n, const struct waiting *, const char *code, struct arena *);

struct letters {
        struct context *c;
        struct store *store;
        const struct programme *programme;
        struct office office;
        struct date as_of;
        bool ready, json, all;
        struct waiting waiting;
        struct fonts *fonts;
        const char *folder;
        /* of all letters: one to print, one to send mails from; only with --all */
        struct part_file print, mails;
        struct binder *binder;
        struct arena *bound, *scratch;
        struct texts codes;    /* of the letters written */
        const char *hand_out;  /* a folder for each member below this one; NULL */
        struct part_folder handed; /* the same while it is written */
        bool zip;              /* a ZIP instead */
        struct findings found; /* what was left out, and why */
        int n[LETTER_KINDS], left_out;
        struct progress progress;
        int64_t judged;
        struct yen today, then; /* of those that are asked for something */
        struct {
                VEC(struct letter_sent);
        } sent; /* to be kept, once all are written */
        int since[2]; /* of those who were asked before: who did not answer, and who did */
};

/* The last letter that went to a member on an earlier day. */
struct letter_before {
        struct date day; /* unset: none did */
        bool asked, answered; /* answered: today's letter would say something else */
};

/* A letter as it was made; `pdf` empty: none was wanted. */
struct written {
        const struct letter *letter;
        const struct judged *judged;
        const struct filing *filings; /* by assessment */
        struct letter_before before;
        struct bytes pdf;
        const char *path;
};

/* cmd/letters/letters_files.c: the files of all letters, and what an earlier run has left beside them. Nothing without --all. */
#define PRINT_FILE "letters.pdf"
#define MAIL_FILE  "letters.csv"
enum status letters_open_files(struct letters *);
enum status letters_close_files(struct letters *);
/* Nothing is removed that somebody may want; but nobody should send it unawares (W375). */
enum status letters_find_old(struct letters *);

/* cmd/letters/letters_mails.c: the table to send mails from. */
void mails_head(struct letters *, struct arena *);
void mails_row(struct letters *, const struct written *, struct arena *);

/* cmd/letters/letters_sent.c: the letters that went, kept by the workspace: who answered, and the day of the last one. */
enum status sent_look(struct letter_before *, const struct letters *, const struct letter *, struct arena *);
void sent_note(struct letters *, const struct written *, struct arena *);
enum status sent_keep(struct letters *); /* ends the view of the records */

/* cmd/letters/letters_hand_out.c: everything for one member in a folder of its own, or in a ZIP. */
enum status hand_out_open(struct letters *); /* ERR_USAGE, printed: the folder holds something already */
enum status hand_out(struct letters *, const struct written *, struct arena *);
/* The name of the entry form that goes with a letter of this kind; NULL: whoever needs nothing gets none. */
const char *hand_out_form(const struct letters *, enum letter_kind, const char *code, struct arena *);

#endif
