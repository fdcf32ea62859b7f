#include "templates/font/font_ahead.h"

#include "core/platform/platform.h"

#include "core/banned.h"

/* Nothing of it is the caller's: both threads allocate and find what they find for themselves. */
struct fonts_ahead {
        struct arena *arena;
        arena_exhausted *exhausted;
        struct platform_helper *helper; /* NULL: there was none to be had, and it is done */
        struct fonts *fonts;
        struct findings findings;
        enum status st;
};

static void open_them(void *given)
{
        struct fonts_ahead *a = given;

        a->st = fonts_open(&a->fonts, true, a->exhausted, &a->findings);
}

struct fonts_ahead *fonts_ahead_begin(arena_exhausted *exhausted)
{
        struct arena *arena = arena_new(exhausted);
        struct fonts_ahead *a = ARENA_NEW(arena, struct fonts_ahead);

        *a = (struct fonts_ahead){.arena = arena, .exhausted = exhausted, .findings = findings_in(arena)};
        a->helper = platform_helper_start();
        if (a->helper)
                platform_helper_do(a->helper, open_them, a);
        else
                open_them(a);
        return a;
}

enum status fonts_ahead_end(struct fonts **out, struct fonts_ahead *a, struct findings *findings)
{
        const struct fault *fault = &a->findings.fault;
        enum status st;

        if (a->helper)
                platform_helper_end(a->helper);
        st = a->st;
        *out = a->fonts;
        if (st != OK)
                fault_set(findings, fault->id, fault->what, fault->detail);
        arena_free(a->arena);
        return st;
}
