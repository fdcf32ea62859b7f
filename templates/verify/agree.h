/* Do the papers say what the record says? Held against each other are the text read back from summary.pdf and the model
 * read back from application.xml; it takes no font and no knowledge of how pages are laid out, so that it holds for
 * packets of every version. (templates/reread/pdf_agree.h compares the pages of this version to the last stroke.)
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

/* False with the first disagreement. */
bool agree_papers(struct disagreement *out, const struct agree_record *, const struct pdf_text *, struct arena *);

/* Of form 1: every amount on any page is one that a file has, or one that its pages work out: the sums that they carry over and
 * print, and the differences below them. */
bool agree_amounts(struct disagreement *out, const struct agree_record *, const struct pdf_text *, struct arena *);
/* Of form 1: every text is made of words that stand in the record, in the rules, or in what that program printed (forms/1/words.txt). */
bool agree_known(struct disagreement *out, const struct agree_record *, const struct pdf_text *, struct arena *);

#endif
