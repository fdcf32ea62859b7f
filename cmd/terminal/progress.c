#include "cmd/terminal/progress.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/terminal/print.h"

#include "core/platform/platform.h"

#include "core/banned.h"

enum { FIRST_BAR = 500 /* ms */, EACH_BAR = 100, COLUMNS = 80 };

static int columns(void)
{
        int n = platform_columns(stderr);

        return n > 0 ? n : COLUMNS;
}

/* Can the terminal go back to the beginning of its line, and does nothing but text go to it? */
static bool has_place_for_a_bar(const struct context *c)
{
        return platform_has_colours(stderr) && (is_format(c, "text") || !is_terminal(stdout));
}

bool progress_open(struct progress *out, const struct context *c)
{
        const char *how = option(c, OPT_PROGRESS);

        *out = (struct progress){.language = c->language, .begun = platform_clock(), .shares = is_terminal(stdout)};
        if (!how || strcmp(how, "auto") == 0)
                out->how = has_place_for_a_bar(c) ? PROGRESS_BAR : PROGRESS_NONE;
        else if (strcmp(how, "plain") == 0)
                out->how = PROGRESS_PLAIN;
        else if (strcmp(how, "none") != 0)
                return usage_error(c, "--progress は auto plain none のどれかです", "--progress is auto, plain or none",
                                   how) != EXIT_USAGE;
        if (out->how != PROGRESS_NONE)
                out->arena = arena_child(c->arena);
        return true;
}

bool progress_is_on(const struct progress *p)
{
        return p->how != PROGRESS_NONE;
}

static void draw_bar(struct progress *p)
{
        /* back to the beginning, the line, and what is left of the one before wiped */
        fprintf(beside(), "\r%s\033[K", pace_bar(p->arena, &p->pace, p->language, columns()));
        p->shown = true;
        p->told = p->pace;
        arena_reset(p->arena);
}

static void print_line(struct progress *p)
{
        fprintf(beside(), "%s\n", pace_words(p->arena, &p->pace, p->language));
        p->told = p->pace;
        arena_reset(p->arena);
}

static void tell(struct progress *p)
{
        const int64_t at = platform_clock();

        p->pace.ms = at - p->stage_begun;
        if (p->how == PROGRESS_PLAIN && pace_due(&p->pace, &p->told))
                print_line(p);
        else if (p->how == PROGRESS_BAR && at - p->begun >= FIRST_BAR &&
                 (!p->shown || p->pace.ms - p->told.ms >= EACH_BAR))
                draw_bar(p);
}

static void wipe(struct progress *p)
{
        if (p->shown)
                fputs("\r\033[K", beside());
        p->shown = false;
}

void progress_stage(struct progress *p, const char *ja, const char *en, enum pace_unit unit, int64_t of)
{
        if (!progress_is_on(p))
                return;
        p->pace = p->told = (struct pace){.what = {ja, en}, .unit = unit, .of = of, .of_is_count = true};
        p->stage_begun = platform_clock();
        wipe(p);
}

void progress_done(struct progress *p, int64_t done)
{
        p->pace.done = p->pace.count = done;
        if (progress_is_on(p))
                tell(p);
}

void progress_done_of(struct progress *p, int64_t done, int64_t of, int64_t count)
{
        p->pace.done = done;
        p->pace.of = of;
        p->pace.count = count;
        p->pace.of_is_count = false;
        if (progress_is_on(p))
                tell(p);
}

void progress_wipe(struct progress *p)
{
        if (p->shares)
                wipe(p);
}

void progress_close(struct progress *p)
{
        wipe(p);
        arena_free(p->arena);
        p->arena = NULL;
        p->how = PROGRESS_NONE;
}
