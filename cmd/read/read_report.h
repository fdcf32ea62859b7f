/* What was read, told: a line a page for people, or soroe.read/1. */
#ifndef SOROE_READ_REPORT_H
#define SOROE_READ_REPORT_H

#include "cmd/frame/command.h"

#include "core/paper/paper.h"
#include "core/reading/reading_match.h"
#include "core/reading/reading_paper.h"

struct read_report {
        struct context *c;
        const struct paper_readers *readers;
        int64_t pages, unread;
        bool lacks_reader; /* a picture was not read for want of one */
};

/* One file: its name, or its names in the workspace. */
struct read_told {
        const char *file;          /* NULL: of a workspace */
        const struct texts *names; /* of a workspace */
        const char *sha256;
        const struct reading *reading; /* reader NULL: nobody has read it */
        struct date read_on;
        struct match match; /* the receipt that it seems to belong to */
};

void read_report_begin(struct read_report *);
void read_report_paper(struct read_report *, const struct read_told *, struct arena *scratch);
void read_report_end(struct read_report *);

#endif
