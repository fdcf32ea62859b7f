/* The page of how all applications stand (soroe status --format html): one file that loads nothing, readable without its
 * script, for the screen, the telephone and paper. Written in pieces, so that it may be long:
 *
 *      status_page_head(&out, &page, arena);
 *      status_page_member(&out, &page, &member, arena);    as often as there are members, most urgent first
 *      status_page_foot(&out, &page, arena);
 *
 * It is well-formed XML too. Its Content-Security-Policy allows this style sheet and this script, by their digests, and
 * nothing else. Nothing in it depends on the clock. */
#ifndef SOROE_STATUS_PAGE_H
#define SOROE_STATUS_PAGE_H

#include "core/record/office.h"
#include "core/assess/standing.h"

struct status_page {
        enum language language;
        const struct programme *programme;
        struct date as_of;
        const struct office *office; /* whose page it is */
        const struct standing_totals *totals;
        int64_t shown;                     /* members on the page; the others are counted */
        const struct findings *unattached; /* findings of no application */
        const char *packets;               /* the folder of the sealed packets */
        const char *packets_from_here;     /* the same, from where the page will lie */
        struct findings *findings;         /* its fault: what could not be looked at */
};

void status_page_head(struct buffer *out, const struct status_page *, struct arena *scratch);
void status_page_member(struct buffer *out, const struct status_page *, const struct member_standing *,
                        struct arena *scratch);
void status_page_foot(struct buffer *out, const struct status_page *, struct arena *scratch);

#endif
