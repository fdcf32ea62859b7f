#include "core/platform/posix_private.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "core/banned.h"

/* A second thread. */

struct platform_helper {
        pthread_t thread;
        pthread_mutex_t lock;
        pthread_cond_t more, less; /* there is something to do; something was done */
        struct errand {
                void (*work)(void *);
                void *given;
        } ring[PLATFORM_ERRANDS];
        unsigned first, n; /* also the one under way */
        bool ends;
};

static void *serve(void *user)
{
        struct platform_helper *h = user;

        pthread_mutex_lock(&h->lock);
        for (;;) {
                struct errand e;

                while (!h->n && !h->ends)
                        pthread_cond_wait(&h->more, &h->lock);
                if (!h->n)
                        break;
                e = h->ring[h->first];
                pthread_mutex_unlock(&h->lock);
                e.work(e.given);
                pthread_mutex_lock(&h->lock);
                h->first = (h->first + 1) % PLATFORM_ERRANDS;
                h->n--;
                pthread_cond_signal(&h->less);
        }
        pthread_mutex_unlock(&h->lock);
        return NULL;
}

/* Signals are for the thread that was there before. */
static bool start(struct platform_helper *h)
{
        sigset_t all, before;
        bool started;

        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before);
        started = pthread_create(&h->thread, NULL, serve, h) == 0;
        pthread_sigmask(SIG_SETMASK, &before, NULL);
        return started;
}

struct platform_helper *platform_helper_start(void)
{
        struct platform_helper *h = calloc(1, sizeof *h);

        if (!h)
                return NULL;
        pthread_mutex_init(&h->lock, NULL);
        pthread_cond_init(&h->more, NULL);
        pthread_cond_init(&h->less, NULL);
        if (start(h))
                return h;
        free(h);
        return NULL;
}

void platform_helper_do(struct platform_helper *h, void (*work)(void *), void *given)
{
        pthread_mutex_lock(&h->lock);
        while (h->n == PLATFORM_ERRANDS)
                pthread_cond_wait(&h->less, &h->lock);
        h->ring[(h->first + h->n++) % PLATFORM_ERRANDS] = (struct errand){work, given};
        pthread_cond_signal(&h->more);
        pthread_mutex_unlock(&h->lock);
}

void platform_helper_wait(struct platform_helper *h)
{
        pthread_mutex_lock(&h->lock);
        while (h->n)
                pthread_cond_wait(&h->less, &h->lock);
        pthread_mutex_unlock(&h->lock);
}

void platform_helper_end(struct platform_helper *h)
{
        pthread_mutex_lock(&h->lock);
        h->ends = true;
        pthread_cond_signal(&h->more);
        pthread_mutex_unlock(&h->lock);
        pthread_join(h->thread, NULL);
        pthread_cond_destroy(&h->less);
        pthread_cond_destroy(&h->more);
        pthread_mutex_destroy(&h->lock);
        free(h);
}
