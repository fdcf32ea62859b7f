/* What has changed since the last run: what came in, and what was mended. What is still to be done is kept from run to run. */
#include "cmd/go/go.h"

#include <string.h>

#include "core/banned.h"

#define ITEMS "go-items" /* a line for each: id, subject, place, and what was said of it */
#define DAY   "go-day"

enum { MOST_MENDED = 5 };

static const char *or_empty(const char *text)
{
        return text ? text : "";
}

/* Places move when rows are added; a finding without a subject has nothing else. */
static const char *key_of(const struct go *g, const struct found_item *item)
{
        const struct finding *f = &item->finding;

        return arena_printf(g->view.arena, "%s\t%s\t%s", finding_name(f->id), or_empty(f->subject),
                            f->subject ? "" : or_empty(f->place));
}

/* 領収書 K-1: what was wrong. */
static const char *words_of(const struct go *g, const struct found_item *item)
{
        const struct go_item words = go_item_of(&item->finding, g->c->language, g->view.arena);

        return item->is_question ? item->asked.heading : words.heading;
}

static bool is_open(const struct go *g, const char *key, size_t n)
{
        for (size_t i = 0; i < g->view.items.n; i++) {
                const char *now = key_of(g, &g->view.items.at[i]);

                if (strlen(now) == n && memcmp(now, key, n) == 0)
                        return true;
        }
        return false;
}

/* A line of what was kept: its key ends at the last tab. */
static void compare(struct go *g, const char *line, size_t n)
{
        size_t key = n;

        while (key && line[key - 1] != '\t')
                key--;
        if (!key || is_open(g, line, key - 1))
                return;
        *vec_add(g->c->arena, &g->mended) = arena_strndup(g->c->arena, line + key, n - key);
}

enum status go_read_changes(struct go *g)
{
        const char *kept = "", *day = "";
        enum status st = store_setting(&kept, g->store, ITEMS, g->c->arena);

        if (st == OK)
                st = store_setting(&day, g->store, DAY, g->c->arena);
        if (st != OK)
                return st;
        if (date_parse(&g->last_run, day) != DATE_READ)
                g->last_run = (struct date){0};
        for (const char *line = kept; *line;) {
                const size_t n = strcspn(line, "\n");

                compare(g, line, n);
                line += n + (line[n] == '\n');
        }
        for (size_t i = 0; i < g->mended.n && i < MOST_MENDED; i++)
                *vec_add(g->c->arena, &g->changes) =
                        arena_printf(g->c->arena, say(g->c, "直りました: %s。", "mended: %s"), g->mended.at[i]);
        return OK;
}

enum status go_keep_changes(struct go *g)
{
        struct buffer out = buffer_in(g->view.arena);
        char day[DATE_TEXT];
        enum status st;

        buffer_text(&out, "");
        for (size_t i = 0; i < g->view.items.n && g->view.facilities < 2; i++)
                buffer_printf(&out, "%s\t%s\n", key_of(g, &g->view.items.at[i]), words_of(g, &g->view.items.at[i]));
        st = store_begin(g->store);
        if (st == OK)
                st = store_set(g->store, ITEMS, out.at);
        if (st == OK)
                st = store_set(g->store, DAY, date_iso(day, g->today));
        if (st == OK)
                return store_commit(g->store);
        store_rollback(g->store);
        return st;
}
