#include "cmd/window.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/platform/platform.h"

#include "core/banned.h"

const char *window_ask_folder(const struct context *c)
{
        const char *folder;
        char *chosen;

        if (!platform_own_window())
                return NULL;
        chosen = platform_ask_folder(
                say(c, "領収書を入れたフォルダーを選んでください", "Choose the folder that holds the receipts"));
        folder = arena_strdup(c->arena, chosen);
        free(chosen);
        return folder;
}

void window_end(const struct context *c, int status)
{
        if (!platform_own_window())
                return;
        /* a run that broke off may have left the page of another day */
        if (c->page && status != EXIT_FAULT && !platform_show(c->page))
                fprintf(stderr, say(c, "%s を開いてご覧ください。\n", "open %s to see it\n"), c->page);
        fputs(say(c, "\nこの窓を閉じるには、何かキーを押してください。", "\nPress any key to close this window."),
              stderr);
        fflush(stderr);
        platform_wait_key();
}
