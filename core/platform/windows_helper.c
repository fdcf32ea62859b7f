#include "core/platform/windows_private.h"

#include <process.h>
#include <stdlib.h>

#include "core/banned.h"

/* A second thread. */

struct platform_helper {
        HANDLE thread;
        CRITICAL_SECTION lock;
        CONDITION_VARIABLE more, less; /* there is something to do; something was done */
        struct errand {
                void (*work)(void *);
                void *given;
        } ring[PLATFORM_ERRANDS];
        unsigned first, n; /* also the one under way */
        bool ends;
};

static unsigned __stdcall serve(void *user)
{
        struct platform_helper *h = user;

        EnterCriticalSection(&h->lock);
        for (;;) {
                struct errand e;

                while (!h->n && !h->ends)
                        SleepConditionVariableCS(&h->more, &h->lock, INFINITE);
                if (!h->n)
                        break;
                e = h->ring[h->first];
                LeaveCriticalSection(&h->lock);
                e.work(e.given);
                EnterCriticalSection(&h->lock);
                h->first = (h->first + 1) % PLATFORM_ERRANDS;
                h->n--;
                WakeConditionVariable(&h->less);
        }
        LeaveCriticalSection(&h->lock);
        return 0;
}

struct platform_helper *platform_helper_start(void)
{
        struct platform_helper *h = calloc(1, sizeof *h);

        if (!h)
                return NULL;
        InitializeCriticalSection(&h->lock);
        InitializeConditionVariable(&h->more);
        InitializeConditionVariable(&h->less);
        h->thread = (HANDLE)_beginthreadex(NULL, 0, serve, h, 0, NULL);
        if (h->thread)
                return h;
        DeleteCriticalSection(&h->lock);
        free(h);
        return NULL;
}

void platform_helper_do(struct platform_helper *h, void (*work)(void *), void *given)
{
        EnterCriticalSection(&h->lock);
        while (h->n == PLATFORM_ERRANDS)
                SleepConditionVariableCS(&h->less, &h->lock, INFINITE);
        h->ring[(h->first + h->n++) % PLATFORM_ERRANDS] = (struct errand){work, given};
        WakeConditionVariable(&h->more);
        LeaveCriticalSection(&h->lock);
}

void platform_helper_wait(struct platform_helper *h)
{
        EnterCriticalSection(&h->lock);
        while (h->n)
                SleepConditionVariableCS(&h->less, &h->lock, INFINITE);
        LeaveCriticalSection(&h->lock);
}

void platform_helper_end(struct platform_helper *h)
{
        EnterCriticalSection(&h->lock);
        h->ends = true;
        WakeConditionVariable(&h->more);
        LeaveCriticalSection(&h->lock);
        WaitForSingleObject(h->thread, INFINITE);
        CloseHandle(h->thread);
        DeleteCriticalSection(&h->lock);
        free(h);
}
