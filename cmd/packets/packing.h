/* Making the packets of one facility, in a worker (cmd/members/workers.h): its code goes in, and what became of its
 * applications comes out as text to print, counts, and what is to be entered in the workspace.
 * A packet that cannot be made never stops another. */
#ifndef SOROE_PACKING_H
#define SOROE_PACKING_H

#include "cmd/frame/command.h"

#include "templates/verify/seal.h"

struct packing {
        struct context *c;
        const struct programme *programme;
        struct sealing sealing;
        const char *evidence; /* folder */
        const char *category; /* only this one; NULL */
        struct date applied_on;
        bool draft, geta;
        bool few; /* named one by one: beside each stands what to do with it */
        struct judge *judge;  /* the worker's own, with its view of the workspace; NULL before its first facility */
        struct store *store;
        unsigned judged;
};

struct packed {
        bool absent; /* no facility of this code */
        int by_outcome[SEAL_OUTCOMES], stopped, failed;
        int asking[SEAL_OUTCOMES]; /* of by_outcome, those with a question that nobody has answered */
        int declined;              /* applications of facilities that will not apply */
        struct fault fault; /* of the first that failed */
        struct packed_seals {
                VEC(struct sealed);
        } seals;
        const char *text;
};

/* work.run: `packing` is a struct packing. */
void packing_run(void *packing, const char *code, struct buffer *result, struct arena *scratch);
/* What a worker wrote. */
void packing_read(struct packed *out, struct bytes result, struct arena *);
void packed_seal_copy(struct sealed *out, const struct sealed *, struct arena *);

#endif
