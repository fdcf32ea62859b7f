#include "cmd/workers.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/banned.h"

/* So many results per worker may wait for a slow one before them. */
enum { AHEAD = 8, CHUNK = 1 << 16 };

struct job {
        struct arena *arena; /* of what follows; reset when the place is used again */
        char *item;
        struct buffer reply; /* its length as 8 bytes, then the result */
        bool finished;
        struct worked worked;
};
struct worker {
        pid_t pid; /* 0: none */
        int fd;
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

static bool read_fully(int fd, void *out, size_t n)
{
        char *at = out;

        while (n) {
                ssize_t got = read(fd, at, n);

                if (got < 0 && errno == EINTR)
                        continue;
                if (got <= 0)
                        return false;
                at += got;
                n -= (size_t)got;
        }
        return true;
}

static bool send_fully(int fd, const void *from, size_t n)
{
        const char *at = from;

        while (n) {
                ssize_t put = send(fd, at, n, MSG_NOSIGNAL);

                if (put < 0 && errno == EINTR)
                        continue;
                if (put < 0)
                        return false;
                at += put;
                n -= (size_t)put;
        }
        return true;
}

/* Until this end of the line is closed: also when the process before it has died. */
_Noreturn static void serve(const struct pool *pool, int fd)
{
        struct arena *arena = arena_child(pool->arena), *scratch = arena_child(pool->arena);
        uint64_t n;

        while (read_fully(fd, &n, sizeof n)) {
                struct buffer result = buffer_in(arena);
                char *item = arena_alloc(arena, (size_t)n + 1);

                if (!read_fully(fd, item, (size_t)n))
                        break;
                pool->work->run(pool->user, item, &result, scratch);
                n = result.n;
                if (!send_fully(fd, &n, sizeof n) || !send_fully(fd, result.at, result.n))
                        break;
                arena_reset(arena);
                arena_reset(scratch);
        }
        _exit(0);
}

/* ---- this side */

static enum status start(struct pool *pool, struct worker *worker)
{
        int ends[2];

        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
                return (enum status)fault_set(pool->findings, F_INTERNAL, "socketpair", strerror(errno));
        if (pool->work->before_fork)
                pool->work->before_fork(pool->user);
        fflush(NULL); /* or the copy would print it again */
        worker->pid = fork();
        if (worker->pid < 0) {
                worker->pid = 0;
                close(ends[0]);
                close(ends[1]);
                return (enum status)fault_set(pool->findings, F_INTERNAL, "fork", strerror(errno));
        }
        if (worker->pid == 0) {
                /* the ends of the others stay open only here, or they would never see the end */
                for (int i = 0; i < pool->n; i++)
                        if (pool->workers[i].pid)
                                close(pool->workers[i].fd);
                close(ends[0]);
                serve(pool, ends[1]);
        }
        close(ends[1]);
        worker->fd = ends[0];
        return OK;
}

static void stop(struct worker *worker, struct worked *end)
{
        int how = 0;

        close(worker->fd);
        while (waitpid(worker->pid, &how, 0) < 0 && errno == EINTR)
                ;
        if (end) {
                end->died = true;
                end->signal = WIFSIGNALED(how) ? WTERMSIG(how) : 0;
                end->status = WIFEXITED(how) ? WEXITSTATUS(how) : 0;
        }
        *worker = (struct worker){0};
}

/* The place of the next job, or NULL while it is taken or nothing is left. */
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
                n += pool->workers[i].pid != 0;
        return n;
}

/* The machine gives no further process: those that run do the work, or none does it, and that is said of each item. */
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
                worker->job->worked.unstarted = errno;
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
                if (!worker->pid && start(pool, worker) != OK) {
                        st = do_without(pool, i--);
                        continue;
                }
                n = strlen(worker->job->item);
                /* a worker that died idle is found when its answer is awaited */
                (void)(send_fully(worker->fd, &n, sizeof n) && send_fully(worker->fd, worker->job->item, (size_t)n));
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

/* What a worker has said; the end of its line without a whole reply is its death. */
static void listen_to(struct worker *worker)
{
        struct job *job = worker->job;
        uint64_t n;
        ssize_t got;

        buffer_reserve(&job->reply, CHUNK);
        got = read(worker->fd, job->reply.at + job->reply.n, CHUNK);
        if (got < 0 && errno == EINTR)
                return;
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
        struct pollfd fds[WORKERS_MOST];
        struct worker *busy[WORKERS_MOST];
        nfds_t n = 0;

        for (int i = 0; i < pool->n; i++)
                if (pool->workers[i].job) {
                        fds[n] = (struct pollfd){.fd = pool->workers[i].fd, .events = POLLIN};
                        busy[n++] = &pool->workers[i];
                }
        while (n && poll(fds, n, -1) < 0)
                if (errno != EINTR)
                        return (enum status)fault_set(pool->findings, F_INTERNAL, "poll", strerror(errno));
        for (nfds_t i = 0; i < n; i++)
                if (fds[i].revents)
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
        for (int i = 0; i < pool.n; i++)
                if (pool.workers[i].pid)
                        stop(&pool.workers[i], NULL);
        for (size_t i = 0; i < pool.window; i++)
                arena_free(pool.ring[i].arena);
        return st;
}

int workers_default(void)
{
        cpu_set_t set;

        return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
}
