/* How all members stand, most urgent first: one pass over the records for totals and order. What a format makes of a member on
 * the way goes into a temporary file without a name and is read back in that order; where there is none, or where only a few of
 * the members are written, those are judged again. So memory does not grow with what is printed: a member costs some sixty bytes. */
#ifndef SOROE_STANDINGS_H
#define SOROE_STANDINGS_H

#include "cmd/frame/command.h"
#include "cmd/members/judge.h"
#include "cmd/terminal/progress.h"

#include "core/assess/standing.h"

struct standings_member { /* one member, with what its place in the order depends on */
        struct standing_rank rank;
        int64_t at; /* where in the temporary file its rendering begins; -1: it must be made again */
        size_t n;
};

/* Writes what a format says of a member. It may be called again for the same member and must write the same. */
typedef void standings_render(void *user, const struct member_standing *, struct buffer *out, struct arena *scratch);
typedef enum status standings_each(void *user, const struct member_standing *, struct arena *scratch);

struct standings {
        struct context *c;
        struct store *store;
        const struct programme *programme;
        struct date as_of;
        /* only members with an application of this standing are shown, and only those applications; the totals count all */
        bool has_only;
        enum standing only;
        standings_render *render;  /* NULL: nothing is kept */
        void *user;                /* of it */
        size_t most;               /* standings_write: so many at most */
        struct progress *progress; /* of the first pass */
        struct standing_totals totals;
        struct checked_papers papers;
        struct {
                VEC(struct standings_member);
        } members;  /* in their order once standings_read has returned */
        FILE *rows; /* the temporary file with what `render` wrote; NULL: nothing is kept */
        int64_t rows_end, judged;
        struct judge *judge;
};

/* Reads the members of these codes, or all if there are none. */
enum status standings_read(struct standings *, const struct texts *codes);
/* Calls back with the first `most` members. */
enum status standings_walk(struct standings *, size_t most, standings_each *, void *user);
void standings_end(struct standings *);
/* Writes what `render` says of each member, with `between` between two. */
enum status standings_write(struct standings *, const char *between, FILE *out);

#endif
