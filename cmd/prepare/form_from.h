/* soroe form --from: the entry workbook with a row for each scan, filled in with what was read of it. */
#ifndef SOROE_FORM_FROM_H
#define SOROE_FORM_FROM_H

#include "cmd/frame/command.h"

#include "core/store/store.h"

#include "templates/workbook/form.h"

struct form_papers {
        struct form_scans scans;
        struct texts others; /* "見積.pdf(見積書)": no receipts, and no rows */
        size_t unread;       /* rows that have the name alone */
        bool no_reader;      /* the program that reads pictures is not installed */
};
/* Reads the files, those in folders, too. ERR_USAGE, printed: there is none of that name. */
enum status form_from(struct form_papers *out, struct context *, struct store *, const struct texts *from);
void form_from_tell(const struct context *, const struct form_papers *);

#endif
