#include "cmd/members/workers.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/platform/platform.h"

#include "core/banned.h"

/* For each worker so many results may wait for a slow item before them. */
enum { AHEAD = 8, CHUNK = 1 << 16 };

struct job {
        struct arena *arena; /* holds what follows; it is reset when the place is used again */
        char *item;
        struct buffer reply; /* its length as 8 bytes, then the result */
        bool finished;
        struct worked worked;
};
struct worker {
        struct platform_child child;
        struct job *job; /* NULL: idle */
};
struct pool {
        const struct work *work;
        void *user;
        struct arena *arena;
        struct findings *findings;
        struct worker *workers;
        int n;
        struct job *ring;
        size_t window, begun, delivered; /* job number i lies in ring[i % window] */
        bool at_end;
        struct job *left; /* begun, and given to nobody yet; NULL */
};

/* ---- the worker's side */

static bool read_fully(int line, void *out, size_t n)
{
        char *at = out;

        while (n) {
                int64_t got = platform_read(line, at, n);

                if (got <= 0)
                        return false;
                at += got;
                n -= (size_t)got;
        }
        return true;
}

/* Works until the other end of the line is closed, which also happens when the first process dies. */
void workers_serve(const struct work *work, void *user, struct arena *parent, int line)
{
        struct arena *arena = arena_child(parent), *scratch = arena_child(parent);
        uint64_t n;

        while (read_fully(line, &n, sizeof n)) {
                struct buffer result = buffer_in(arena);
                char *item = arena_alloc(arena, (size_t)n + 1);

                if (!read_fully(line, item, (size_t)n))
                        break;
                work->run(user, item, &result, scratch);
                n = result.n;
                if (!platform_send(line, &n, sizeof n) || !platform_send(line, result.at, result.n))
                        break;
                arena_reset(arena);
                arena_reset(scratch);
        }
}

static void serve(void *user, int line)
{
        const struct pool *pool = user;

        /* the lines of the others stay open only in the first process, or they would never see the end */
        for (int i = 0; i < pool->n; i++)
                if (pool->workers[i].child.id)
                        platform_close(pool->workers[i].child.line);
        workers_serve(pool->work, pool->user, pool->arena, line);
}

/* ---- this side */

static enum status start(struct pool *pool, struct worker *worker)
{
        const struct work *work = pool->work;
        const char *refused;

        if (work->before_fork)
                work->before_fork(pool->user);
        fflush(NULL); /* or the copy would print it again */
        if (work->job) {
                const struct platform_given given = work->give(pool->user);

                refused = platform_start(&worker->child, work->job, &given, true);
        } else {
                refused = platform_start_copy(&worker->child, serve, pool);
        }
        return refused ? fault_set(pool->findings, F_INTERNAL, refused, platform_why()) : OK;
}

static void stop(struct worker *worker, struct worked *worked)
{
        struct platform_end end;

        platform_end(&end, &worker->child);
        if (worked) {
                worked->died = true;
                worked->signal = end.signal;
                worked->status = end.status;
        }
        *worker = (struct worker){0};
}

/* A worker that is a job of its own has the lines that were open when it began, too: a line ends once all who had it have ended, so
 * all are closed before any is waited for. */
static void stop_all(struct pool *pool)
{
        for (int i = 0; i < pool->n; i++)
                if (pool->workers[i].child.id) {
                        platform_close(pool->workers[i].child.line);
                        pool->workers[i].child.line = -1;
                }
        for (int i = 0; i < pool->n; i++)
                if (pool->workers[i].child.id)
                        stop(&pool->workers[i], NULL);
}

/* Returns the place of the next job; NULL while that place is taken, or when no job is left. */
static struct job *begin_job(struct pool *pool, enum status *st)
{
        struct job *job = &pool->ring[pool->begun % pool->window];
        const char *item;

        if (pool->at_end || pool->begun - pool->delivered >= pool->window)
                return NULL;
        item = pool->work->next(pool->user, st);
        pool->at_end = !item || *st != OK;
        if (pool->at_end)
                return NULL;
        if (!job->arena)
                job->arena = arena_child(pool->arena);
        arena_reset(job->arena);
        *job = (struct job){.arena = job->arena, .item = arena_strdup(job->arena, item)};
        job->reply = buffer_in(job->arena);
        pool->begun++;
        return job;
}

static void end_job(struct worker *worker)
{
        worker->job->finished = true;
        worker->job = NULL;
}

static int running(const struct pool *pool)
{
        int n = 0;

        for (int i = 0; i < pool->n; i++)
                n += pool->workers[i].child.id != 0;
        return n;
}

/* The machine gives no further process. The workers that run do the work; if none runs, each item comes back as
 * died. */
static enum status do_without(struct pool *pool, int i)
{
        struct worker *worker = &pool->workers[i];

        if (!pool->work->goes_on)
                return ERR_SYSTEM;
        if (running(pool)) {
                pool->left = worker->job;
                *worker = pool->workers[--pool->n];
        } else {
                worker->job->worked.died = true;
                worker->job->worked.unstarted = platform_code();
                end_job(worker);
        }
        pool->findings->fault = (struct fault){0};
        return OK;
}

/* Gives every idle worker an item. */
static enum status hand_out(struct pool *pool)
{
        enum status st = OK;

        for (int i = 0; st == OK && i < pool->n; i++) {
                struct worker *worker = &pool->workers[i];
                uint64_t n;

                if (worker->job)
                        continue;
                worker->job = pool->left ? pool->left : begin_job(pool, &st);
                pool->left = NULL;
                if (!worker->job)
                        break;
                if (!worker->child.id && start(pool, worker) != OK) {
                        st = do_without(pool, i--);
                        continue;
                }
                n = strlen(worker->job->item);
                /* that a worker died while it was idle is noticed when its answer is awaited */
                (void)(platform_send(worker->child.line, &n, sizeof n) &&
                       platform_send(worker->child.line, worker->job->item, (size_t)n));
        }
        return st;
}

static bool is_whole(const struct buffer *reply, uint64_t *n)
{
        if (reply->n < sizeof *n)
                return false;
        memcpy(n, reply->at, sizeof *n);
        return reply->n - sizeof *n >= *n;
}

/* Reads what a worker has said. If its line ends before a whole reply, the worker has died. */
static void listen_to(struct worker *worker)
{
        struct job *job = worker->job;
        uint64_t n;
        int64_t got;

        buffer_reserve(&job->reply, CHUNK);
        got = platform_read(worker->child.line, job->reply.at + job->reply.n, CHUNK);
        if (got <= 0) {
                end_job(worker);
                stop(worker, &job->worked);
                return;
        }
        job->reply.n += (size_t)got;
        if (!is_whole(&job->reply, &n))
                return;
        job->worked.result = (struct bytes){(const unsigned char *)job->reply.at + sizeof n, (size_t)n};
        end_job(worker);
}

static enum status wait_for_any(struct pool *pool)
{
        struct worker *busy[WORKERS_MOST];
        int lines[WORKERS_MOST] = {0};
        bool ready[WORKERS_MOST];
        size_t n = 0;

        for (int i = 0; i < pool->n; i++)
                if (pool->workers[i].job) {
                        lines[n] = pool->workers[i].child.line;
                        busy[n++] = &pool->workers[i];
                }
        if (!platform_wait_any(ready, lines, n))
                return fault_set(pool->findings, F_INTERNAL, "poll", platform_why());
        for (size_t i = 0; i < n; i++)
                if (ready[i])
                        listen_to(busy[i]);
        return OK;
}

/* The results whose turn it is. */
static enum status deliver(struct pool *pool)
{
        enum status st = OK;

        while (st == OK && pool->delivered < pool->begun) {
                struct job *job = &pool->ring[pool->delivered % pool->window];

                if (!job->finished)
                        break;
                st = pool->work->done(pool->user, job->item, &job->worked);
                pool->delivered++;
        }
        return st;
}

enum status workers_run(const struct work *work, void *user, int jobs, struct arena *arena, struct findings *findings)
{
        struct pool pool = {.work = work, .user = user, .arena = arena, .findings = findings};
        enum status st = OK;

        if (platform_copy_line() >= 0) {
                if (work->before_fork)
                        work->before_fork(user);
                workers_serve(work, user, arena, platform_copy_line());
                platform_leave(0);
        }
        pool.n = jobs < 1 ? 1 : jobs > WORKERS_MOST ? WORKERS_MOST : jobs;
        pool.window = (size_t)pool.n * AHEAD;
        pool.workers = arena_alloc(arena, (size_t)pool.n * sizeof *pool.workers);
        pool.ring = arena_alloc(arena, pool.window * sizeof *pool.ring);
        for (;;) {
                st = hand_out(&pool);
                if (st != OK || pool.delivered == pool.begun)
                        break;
                st = wait_for_any(&pool);
                if (st == OK)
                        st = deliver(&pool);
                if (st != OK)
                        break;
        }
        stop_all(&pool);
        for (size_t i = 0; i < pool.window; i++)
                arena_free(pool.ring[i].arena);
        return st;
}

int workers_default(void)
{
        return platform_processors();
}
