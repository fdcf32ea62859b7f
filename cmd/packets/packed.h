/* What became of the applications of one facility, and its way from a worker to the first process. */
#ifndef SOROE_PACKED_H
#define SOROE_PACKED_H

#include "core/base/finding.h"
#include "core/record/sealed.h"

#include "templates/verify/seal.h"

struct packed {
        bool absent; /* no facility of this code */
        int by_outcome[SEAL_OUTCOMES], stopped, failed;
        int asking[SEAL_OUTCOMES]; /* how many of by_outcome have a question that nobody has answered */
        int declined;              /* applications of facilities that will not apply */
        struct fault fault;        /* the fault of the first packet that failed */
        struct packed_seals {
                VEC(struct sealed);
        } seals;
        const char *text;
};

/* Appends it to a worker's result. */
void packed_write(struct buffer *result, const struct packed *);
/* Takes one from the front of a result. */
void packed_read(struct packed *out, struct bytes *result, struct arena *);
void packed_seal_copy(struct sealed *out, const struct sealed *, struct arena *);

#endif
