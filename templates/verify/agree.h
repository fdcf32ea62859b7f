/* Do the papers say what the record says? The text read back from summary.pdf is held against the model read back from
 * application.xml. This needs no font and no knowledge of the layout, so it works for packets of every version.
 * (templates/reread/pdf_agree.h compares the pages of this version to the last stroke.)
 *
 * From the record to the paper: what the cover says of the applicant stands behind its label; the three amounts behind ①②③;
 * in 領収書一覧 each receipt with number, date, amount and issuer, and each line with its text and amount, in their order;
 * the check code on every page. Names are compared whole: one that was cut off is found.
 * From the paper to the record: every code, digest and date on any page, and every amount on the cover, is one that
 * application.xml or programme.xml has. */
#ifndef SOROE_AGREE_H
#define SOROE_AGREE_H

#include "templates/record/packet.h"
#include "templates/reread/pdf_read.h"

struct agree_record {
        const struct packet *packet;
        const char *check_code;
        struct bytes xml, programme; /* the files */
};

struct disagreement {
        size_t page;         /* from 1; 0: nowhere */
        const char *ja, *en; /* what is compared: 名称, the name */
        const char *record;  /* what the record has; "": it has no such thing */
        const char *paper;   /* what stands there */
};

/* Returns false, with the first disagreement in *out, if they differ. */
bool agree_papers(struct disagreement *out, const struct agree_record *, const struct pdf_text *, struct arena *);

/* For form 1: every amount on any page stands in a file, or is worked out on the pages: the sums that they carry over and print, and
 * the differences below them. */
bool agree_amounts(struct disagreement *out, const struct agree_record *, const struct pdf_text *, struct arena *);
/* For form 1: every text is made of words that stand in the record, in the rules, or among the words that that program printed
 * (forms/1/words.txt). */
bool agree_known(struct disagreement *out, const struct agree_record *, const struct pdf_text *, struct arena *);

#endif
