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
        const char *category; /* the only category to be made; NULL: all */
        struct date applied_on;
        bool draft, geta;
        bool few; /* the facilities were named one by one, so each packet is told with what to do next */
        struct judge *judge;  /* the worker's own, with its view of the workspace; NULL before its first facility */
        struct store *store;
        unsigned judged;
};

struct packed {
        bool absent; /* no facility of this code */
        int by_outcome[SEAL_OUTCOMES], stopped, failed;
        int asking[SEAL_OUTCOMES]; /* how many of by_outcome have a question that nobody has answered */
        int declined;              /* applications of facilities that will not apply */
        struct fault fault; /* the fault of the first packet that failed */
        struct packed_seals {
                VEC(struct sealed);
        } seals;
        const char *text;
};

/* work.run: `packing` is a struct packing. */
void packing_run(void *packing, const char *code, struct buffer *result, struct arena *scratch);
/* Reads back what a worker wrote. */
void packing_read(struct packed *out, struct bytes result, struct arena *);
void packed_seal_copy(struct sealed *out, const struct sealed *, struct arena *);

#endif
