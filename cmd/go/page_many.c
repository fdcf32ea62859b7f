#include "cmd/go/go.h"

#include <stdlib.h>

#include "cmd/members/standings.h"

#include "core/file/file.h"
#include "core/judge/judge.h"
#include "core/platform/platform.h"
#include "core/store/kept/store_office.h"

#include "templates/status/status_page.h"

#include "core/banned.h"

enum { MOST_ON_PAGE = 2000 };

/* Of many members the page is that of the status. */
struct many {
        struct standings standings;
        struct status_page page;
        struct office office;
        struct findings unattached;
};

static void render(void *user, const struct member_standing *m, struct buffer *out, struct arena *scratch)
{
        const struct many *many = user;

        status_page_member(out, &many->page, m, scratch);
}

static void set_page(struct many *many, struct go *g)
{
        struct context *c = g->c;
        const char *packets = file_join(c->arena, g->home.folder, GO_PACKETS);

        many->page = (struct status_page){.language = c->language,
                                          .programme = g->programme,
                                          .as_of = g->today,
                                          .office = &many->office,
                                          .totals = &many->standings.totals,
                                          .unattached = &many->unattached,
                                          .packets = packets,
                                          .packets_from_here = GO_PACKETS,
                                          .findings = &c->findings};
}

static enum status write_to(struct many *many, FILE *out)
{
        struct standings *s = &many->standings;
        struct buffer head = buffer_in(s->c->arena), foot = buffer_in(s->c->arena);
        enum status st;

        many->page.shown = (int64_t)(s->members.n < s->most ? s->members.n : s->most);
        status_page_head(&head, &many->page, s->c->arena);
        fwrite(head.at, 1, head.n, out);
        st = standings_write(s, "", out);
        status_page_foot(&foot, &many->page, s->c->arena);
        fwrite(foot.at, 1, foot.n, out);
        return st;
}

/* The page as text in memory: what it is to be written over is looked at first. */
static enum status write_page(struct go *g, struct many *many)
{
        struct platform_text text;
        enum status st;
        bool is_new;

        if (!platform_text_begin(&text))
                arena_handler(g->c->arena)();
        st = write_to(many, text.out);
        if (!platform_text_end(&text))
                arena_handler(g->c->arena)();
        if (st == OK)
                st = go_write(&g->page, &is_new, g, g->home.folder, say(g->c, "結果", "result"), ".html",
                              (struct bytes){(const unsigned char *)text.at, text.n});
        free(text.at);
        return st;
}

enum status go_write_page_of_many(struct go *g)
{
        static const struct texts all = {0};
        struct many many = {.standings = {.c = g->c,
                                          .store = g->store,
                                          .programme = g->programme,
                                          .as_of = g->today,
                                          .render = render,
                                          .most = MOST_ON_PAGE,
                                          .progress = &g->progress}};
        enum status st = office_read(&many.office, g->store, g->c->arena);

        many.standings.user = &many;
        many.unattached = findings_in(g->c->arena);
        set_page(&many, g);
        if (st == OK)
                st = judge_unattached(&many.unattached, g->store, &all, JUDGE_MOST_READ, g->c->arena);
        if (st == OK)
                st = standings_read(&many.standings, &all);
        if (st == OK)
                st = write_page(g, &many);
        standings_end(&many.standings);
        return st;
}
