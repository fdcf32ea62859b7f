/* Worker processes: many items, each worked on in one of several forked processes, the results handed back in the
 * order of the items, whatever the number of workers. A worker that dies takes only its item with it: it is
 * replaced, and the item comes back as died.
 *
 * A worker begins as a copy of this process: what was opened before (fonts, schemas, programmes) is shared, but a
 * database must be opened anew in the worker, at its first item. A worker prints nothing to stdout.
 * Memory does not grow with the number of items: only a window of results waits for its turn. */
#ifndef SOROE_WORKERS_H
#define SOROE_WORKERS_H

#include "core/base/buffer.h"
#include "core/base/finding.h"
#include "core/base/status.h"

#include <stdbool.h>

#define WORKERS_MOST 256

struct worked {
        bool died;           /* the worker ended before it gave a result */
        int signal, status;  /* what ended it: a signal, or its exit status */
        int unstarted;       /* platform_code: there was no worker, and none could be started; died, too */
        struct bytes result; /* what `run` wrote; dies with the return of `done` */
};

struct work {
        /* Here, before a worker is forked: closes what must not be carried into it (a database). NULL: nothing. */
        void (*before_fork)(void *user);
        /* Here: the next item, or NULL at the end or where *st says so. Copied at once. */
        const char *(*next)(void *user, enum status *st);
        /* In a worker: does the item and appends its result. */
        void (*run)(void *user, const char *item, struct buffer *result, struct arena *scratch);
        /* Where no worker at all can be started, the items are told as died, instead of ending the run. */
        bool goes_on;
        /* Here, in the order of the items. Not OK: no further item is begun, and workers_run returns it. */
        enum status (*done)(void *user, const char *item, const struct worked *);
};

/* ERR_SYSTEM where no worker can be started, with the fault. */
enum status workers_run(const struct work *, void *user, int jobs, struct arena *, struct findings *);

int workers_default(void); /* the processors this process may use */

#endif
