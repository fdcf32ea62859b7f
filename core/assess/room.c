#include "core/assess/room.h"

#include "core/programme/formula.h"

#include <string.h>

#include "core/banned.h"

static struct yen minus(struct yen a, struct yen b)
{
        return (struct yen){a.n > b.n ? a.n - b.n : 0};
}

/* Returns the amount of an item class that counts now. */
static struct yen used(const struct assessment *a, const char *item)
{
        for (size_t i = 0; i < a->steps.n; i++)
                if (a->steps.at[i].kind == STEP_LINES && strcmp(a->steps.at[i].item, item) == 0)
                        return a->steps.at[i].result;
        return (struct yen){0};
}

/* Returns the subsidy if the class came to `sum` and everything else stayed. */
static struct yen subsidy_with(const struct assessment *a, const char *item, struct yen sum)
{
        struct yen cost = formula_capped(a->grant, item, sum);

        for (size_t i = 0; i < a->steps.n; i++) {
                const struct step *step = &a->steps.at[i];

                if (step->kind == STEP_ITEM_CAP && strcmp(step->item, item) != 0 && !yen_add(&cost, cost, step->result))
                        return (struct yen){0};
        }
        return formula_subsidy(a->grant, cost);
}

static void add_items(struct room *out, const struct assessment *a, struct arena *arena)
{
        for (size_t i = 0; i < a->category->eligible.n; i++) {
                const char *item = a->category->eligible.at[i].item;
                const struct item_cap *cap = formula_item_cap(a->grant, item);
                struct room_item *room;

                if (!cap)
                        continue;
                room = vec_add(arena, &out->items);
                *room = (struct room_item){.item = item, .cap = cap->yen, .used = used(a, item)};
                room->free = minus(room->cap, room->used);
                room->subsidy = room->free.n ? subsidy_with(a, item, room->cap) : a->subsidy;
        }
}

static void add_line(struct room *out, const struct assessment *a, const struct records *records, size_t i,
                     struct arena *arena)
{
        const struct purchase *line = &records->purchases.at[i];
        const bool counts = a->lines[i] == LINE_COUNTS;
        struct yen sum = used(a, category_class(a->category, line->item));
        struct room_line *room;

        if (!counts && a->lines[i] != LINE_HELD)
                return;
        if (!yen_add(&sum, sum, (struct yen){counts ? -line->amount.n : line->amount.n}))
                return;
        room = vec_add(arena, &out->lines);
        *room = (struct room_line){.line = i, .counts = counts, .subsidy = subsidy_with(a, line->item, sum)};
        room->changes = room->subsidy.n != a->subsidy.n;
}

void room_of(struct room *out, const struct assessment *a, const struct records *records, struct arena *arena)
{
        const struct grant *grant = a->grant;

        *out = (struct room){.known = formula_known(grant)};
        if (!out->known)
                return;
        add_items(out, a, arena);
        if (grant->has_cost_cap) {
                out->has_cost_cap = true;
                out->cost_cap = grant->cost_cap;
                out->cost_free = minus(grant->cost_cap, a->eligible_cost);
                out->cost_subsidy = formula_subsidy(grant, grant->cost_cap);
        }
        out->has_limit = grant->has_limit;
        out->limit = grant->limit;
        out->limit_reachable = formula_limit_cost(&out->limit_cost, grant);
        out->limit_free = minus(out->limit_cost, a->eligible_cost);
        for (size_t i = 0; i < records->purchases.n; i++)
                add_line(out, a, records, i, arena);
}
