#include "core/assess/comparison.h"

#include <string.h>

#include "core/banned.h"

static const struct step *step_like(const struct step_list *list, const struct step *wanted)
{
        for (size_t i = 0; i < list->n; i++)
                if (list->at[i].kind == wanted->kind && strcmp(list->at[i].item, wanted->item) == 0)
                        return &list->at[i];
        return NULL;
}

static bool same_step(const struct step *a, const struct step *b)
{
        return a->result.n == b->result.n && a->rest == b->rest && a->den == b->den && a->applies == b->applies &&
               a->rounding == b->rounding && a->inputs.n == b->inputs.n &&
               (!a->inputs.n || memcmp(a->inputs.at, b->inputs.at, a->inputs.n * sizeof *a->inputs.at) == 0);
}

/* The steps stand in the order of the earlier calculation; new ones follow. */
static void compare_steps(struct comparison *c, struct arena *arena)
{
        for (size_t i = 0; i < c->before->steps.n; i++) {
                const struct step *step = &c->before->steps.at[i], *other = step_like(&c->after->steps, step);

                if (!other || !same_step(step, other))
                        *vec_add(arena, &c->steps) = (struct step_change){step, other};
        }
        for (size_t i = 0; i < c->after->steps.n; i++)
                if (!step_like(&c->before->steps, &c->after->steps.at[i]))
                        *vec_add(arena, &c->steps) = (struct step_change){NULL, &c->after->steps.at[i]};
}

static bool same_text(const char *a, const char *b)
{
        return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool has_finding(const struct findings *list, const struct finding *f)
{
        for (size_t i = 0; i < list->n; i++) {
                const struct finding *g = &list->at[i];

                if (g->id == f->id && same_text(g->subject, f->subject) && same_text(g->value, f->value) &&
                    same_text(g->place, f->place) && same_text(g->args[0], f->args[0]) &&
                    same_text(g->args[1], f->args[1]) && same_text(g->args[2], f->args[2]))
                        return true;
        }
        return false;
}

static void compare_findings(struct comparison *c, const struct findings *from, const struct findings *in, bool gained,
                             struct arena *arena)
{
        for (size_t i = 0; i < from->n; i++)
                if (!has_finding(in, &from->at[i]))
                        *vec_add(arena, &c->findings) = (struct finding_change){&from->at[i], gained};
}

static bool same_totals(const struct assessment *a, const struct assessment *b)
{
        return a->claimed.n == b->claimed.n && a->eligible_total.n == b->eligible_total.n &&
               a->eligible_cost.n == b->eligible_cost.n && a->subsidy.n == b->subsidy.n && a->status == b->status &&
               date_compare(a->deadline, b->deadline) == 0;
}

void comparison_make(struct comparison *out, const struct assessment *before, const struct programme *other,
                     const struct assessment *after, struct arena *arena)
{
        *out = (struct comparison){.programmes = {before->programme, other}, .before = before, .after = after};
        if (!after)
                return;
        compare_steps(out, arena);
        compare_findings(out, &after->findings, &before->findings, true, arena);
        compare_findings(out, &before->findings, &after->findings, false, arena);
        out->same = !out->steps.n && !out->findings.n && same_totals(before, after);
}
