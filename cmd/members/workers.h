/* Worker processes: many items, each worked on in one of several processes, the results handed back in the
 * order of the items, whatever the number of workers. A worker that dies takes only its item with it: it is
 * replaced, and the item comes back as died.
 *
 * A worker begins as a copy of this process: what was opened before (fonts, schemas, programmes) is shared, but a
 * database must be opened anew in the worker, at its first item. A worker prints nothing to stdout.
 * Where the system copies no process, a worker is this program again with the same arguments: it comes to the same
 * workers_run and serves there. So nothing may happen before that a second process must not do once more; or the
 * work is a job of its own, which makes its `user` from what it is given.
 * Memory does not grow with the number of items: only a window of results waits for its turn. */
#ifndef SOROE_WORKERS_H
#define SOROE_WORKERS_H

#include "core/base/buffer.h"
#include "core/base/finding.h"
#include "core/base/status.h"
#include "core/platform/platform.h"

#include <stdbool.h>

#define WORKERS_MOST 256

struct worked {
        bool died;           /* the worker ended before it gave a result */
        int signal, status;  /* what ended the worker: a signal, or its exit status */
        int unstarted;       /* not 0: no worker could be started (platform_code says why); `died` is set, too */
        struct bytes result; /* what `run` wrote; dies with the return of `done` */
};

struct work {
        /* Called in this process before a worker is forked. It closes what must not be carried into the worker (a
         * database). NULL: nothing. */
        void (*before_fork)(void *user);
        /* Called in this process: returns the next item, or NULL at the end or with *st not OK. The item is copied
         * at once. */
        const char *(*next)(void *user, enum status *st);
        /* Called in a worker: does the item and appends its result. */
        void (*run)(void *user, const char *item, struct buffer *result, struct arena *scratch);
        /* If no worker at all can be started, each item comes back as died, and the run goes on. */
        bool goes_on;
        /* NULL: a worker has what this process has. Else the job that a worker does, with what `give` says of `user`;
         * it calls workers_serve. */
        const struct platform_job *job;
        struct platform_given (*give)(void *user);
        /* Called in this process, in the order of the items. If it returns another status than OK, no further item
         * is begun and workers_run returns that status. */
        enum status (*done)(void *user, const char *item, const struct worked *);
};

/* Runs all items. ERR_SYSTEM with the fault: no worker can be started. */
enum status workers_run(const struct work *, void *user, int jobs, struct arena *, struct findings *);

/* In a worker that is a job of its own: does what comes down the line, until it ends. */
void workers_serve(const struct work *, void *user, struct arena *, int line);

int workers_default(void); /* returns the number of processors that this process may use */

#endif
