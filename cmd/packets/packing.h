/* Making the packets of facilities, in a worker (cmd/members/workers.h): a code goes in, and what became of its
 * applications comes out as text to print, counts, and what is to be entered in the workspace.
 * A packet that cannot be made never stops another. */
#ifndef SOROE_PACKING_H
#define SOROE_PACKING_H

#include "cmd/frame/command.h"

#include "core/file/file_batch.h"

#include "cmd/packets/packed.h"

struct packing {
        struct context *c;
        const struct programme *programme;
        struct sealing sealing;
        const char *evidence; /* folder */
        const char *category; /* the only category to be made; NULL: all */
        struct date applied_on;
        bool draft, geta;
        bool few;            /* the facilities were named one by one, so each packet is told with what to do next */
        struct judge *judge; /* the worker's own, with its view of the workspace; NULL before its first facility */
        struct store *store;
        unsigned judged;
        struct file_batch batch; /* the worker's own: packets of several facilities that wait for their names */
};

/* work.run: `packing` is a struct packing, `codes` a facility's code, or several with PACKING_BETWEEN between them (never of `few`): their
 * files get their names together. */
#define PACKING_BETWEEN ' '
void packing_run(void *packing, const char *codes, struct buffer *result, struct arena *scratch);

#endif
