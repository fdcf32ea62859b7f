/* A mark (soroe mark) before it is written: what may follow what, whether there is a packet for it, and the writing. One for the
 * command line and for each row of a list. */
#ifndef SOROE_MARKING_H
#define SOROE_MARKING_H

#include "cmd/frame/command.h"

#include "core/store/kept/sealed.h"

struct marking {
        struct context *c;
        struct store *store;
        const struct programme *programme;
        const struct category *category; /* NULL: of the facility itself (declined, and none of that) */
        const char *code;
        bool keep_number; /* none was given: the last one stays */
        struct sealed sealed;
        struct filing old, mark; /* mark: state, on, number, reason, amount and by are the caller's */
        enum put put;
};

/* Why it is not written; words NULL: it was. */
struct marking_refusal {
        const char *words[2], *remedy[2];
};

const char *marking_category(const struct marking *); /* its id; "" of a facility */
/* "online" or オンライン診療等, as people call it; NULL: the programme has no such category. */
const struct category *marking_find_category(const struct programme *, const char *word, struct arena *);
/* What is recorded, into m->old, and the packet, into m->sealed (*found). */
enum status marking_look(struct marking *, bool *found);
/* Looks and writes, within the caller's transaction. */
enum status marking_write(struct marking *, struct marking_refusal *);

/* The next step after a list was written that somebody may fill in: soroe mark --from, with its path. */
void suggest_mark_list(const struct context *, const char *path);
/* soroe mark --from FILE. */
int mark_from_list(struct context *);

#endif
