#include "cmd/check/calculation.h"

#include <stdio.h>

#include "cmd/terminal/print.h"

#include "core/assess/room.h"

#include "core/banned.h"

enum { WIDTH = 80 };

struct room_page {
        const struct context *c;
        const struct assessment *a;
        struct arena *arena;
        bool begun;
};

static void sentence(struct room_page *p, const char *text)
{
        if (!p->begun)
                puts(say(p->c, "あとどれだけ数えられるか:", "what more would count:"));
        p->begun = true;
        fputs("  ", stdout);
        print_wrapped(stdout, text, 2, 4, WIDTH);
}

static const char *yen(const struct room_page *p, struct yen n)
{
        char text[YEN_TEXT];

        return arena_strdup(p->arena, yen_format(text, n, "-"));
}

/* What the amount would be, or that it stays. */
static const char *becomes(const struct room_page *p, struct yen subsidy)
{
        if (subsidy.n == p->a->subsidy.n)
                return say(p->c, "使っても補助額は同じ", "the subsidy would stay");
        return arena_printf(p->arena, say(p->c, "使うと補助額 %s円", "used up, the subsidy would be %s"),
                            yen(p, subsidy));
}

static const char *item_name(const struct room_page *p, const char *id)
{
        const struct eligible *e = category_eligible(p->a->category, id);

        return e ? say(p->c, e->ja, e->en) : id;
}

static void items(struct room_page *p, const struct room *room)
{
        for (size_t i = 0; i < room->items.n; i++) {
                const struct room_item *item = &room->items.at[i];
                const char *name = item_name(p, item->item);

                if (!item->free.n)
                        sentence(p,
                                 arena_printf(p->arena,
                                              say(p->c, "%sは上限に達しています。", "%s: the cap is reached."), name));
                else
                        sentence(p,
                                 arena_printf(p->arena,
                                              say(p->c, "%sは上限まであと %s円(%s)。", "%s: %s yen to the cap (%s)."),
                                              name, yen(p, item->free), becomes(p, item->subsidy)));
        }
}

static void cost_and_limit(struct room_page *p, const struct room *room)
{
        if (room->has_cost_cap && !room->cost_free.n)
                sentence(p, say(p->c, "事業額上限に達しています。", "the cost cap is reached."));
        else if (room->has_cost_cap)
                sentence(p, arena_printf(p->arena,
                                         say(p->c, "事業額上限まであと %s円(%s)。", "%s yen to the cost cap (%s)."),
                                         yen(p, room->cost_free), becomes(p, room->cost_subsidy)));
        if (!room->limit_reachable)
                return;
        if (!room->limit_free.n)
                sentence(p, say(p->c, "補助限度額に達しています。", "the limit is reached."));
        else
                sentence(p, arena_printf(p->arena,
                                         say(p->c, "対象の額があと %s円で、補助限度額 %s円に達します。",
                                             "%s yen more of eligible cost would bring the limit, %s."),
                                         yen(p, room->limit_free), yen(p, room->limit)));
}

/* A line that counts is named only where it changes nothing; one that waits, with what the answer yes would bring. */
static void line(struct room_page *p, const struct room_line *line, const struct purchase *purchase)
{
        const char *name = arena_printf(p->arena, say(p->c, "%s 明細%d(%s円)", "%s line %d (%s yen)"),
                                        purchase->receipt_number, purchase->position, yen(p, purchase->amount));

        if (line->counts && line->changes)
                return;
        if (line->counts)
                sentence(p, arena_printf(p->arena,
                                         say(p->c, "%sは、なくても補助額が変わりません。",
                                             "%s: without it the subsidy is the same."),
                                         name));
        else if (!line->changes)
                sentence(p, arena_printf(p->arena,
                                         say(p->c, "%sは、対象でも補助額が変わりません。",
                                             "%s: if it counts, the subsidy is the same."),
                                         name));
        else
                sentence(p, arena_printf(p->arena,
                                         say(p->c, "%sが対象なら、補助額は %s円です。",
                                             "%s: if it counts, the subsidy is %s."),
                                         name, yen(p, line->subsidy)));
}

void calculation_room(const struct context *c, const struct records *records, const struct assessment *a,
                      struct arena *scratch)
{
        struct room_page p = {.c = c, .a = a, .arena = scratch};
        struct room room;

        room_of(&room, a, records, scratch);
        if (!room.known)
                return;
        items(&p, &room);
        cost_and_limit(&p, &room);
        for (size_t i = 0; i < room.lines.n; i++)
                line(&p, &room.lines.at[i], &records->purchases.at[room.lines.at[i].line]);
}
