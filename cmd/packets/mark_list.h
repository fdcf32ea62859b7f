/* soroe mark --from: the rows of a list, what became of each, and how that is told. */
#ifndef SOROE_CMD_MARK_LIST_H
#define SOROE_CMD_MARK_LIST_H

#include "cmd/packets/marking.h"

#include "receipts/marks/mark_list.h"

/* What became of a row. LEFT: nothing of it was recorded, and why. */
enum row_outcome { SUBMITTED, GRANTED, REFUSED, DECLINED, UNCHANGED, LEFT, OUTCOMES };

struct row_told {
        enum row_outcome outcome;
        const char *field, *value; /* of what is wrong; value NULL: none */
        struct marking_refusal why;
};

struct list_taking {
        struct context *c;
        struct store *store;
        const struct programme *programme;
        struct mark_list list;
        struct row_told *told; /* of each row */
        const char *reason, *by;
        struct date today;
        int n[OUTCOMES];
};

void mark_list_text(const struct list_taking *, const char *file);
void mark_list_json(const struct list_taking *, const char *file);
/* The file itself cannot be read as a list: what was found there. Returns the exit status. */
int mark_list_refused(const struct context *, const char *file);

#endif
