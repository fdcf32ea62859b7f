/* Which of a facility's records a packet needs. A receipt of another category must not turn a sealed packet into a changed one, and
 * records that nobody asks for do not leave the house. The assessment itself is the proof: it gives the same amounts, steps and
 * findings from fewer records. */
#include "templates/record/packet.h"

#include <string.h>

#include "core/banned.h"

struct choice_of_records {
        const struct packet *packet;
        const char *category;
        bool *related;  /* per category of the programme: rules tie it to this one */
        bool *receipts; /* per receipt: it is kept */
        struct arena *arena;
};

static bool names(const struct rule *rule, const char *category)
{
        if (strcmp(rule->category, category) == 0 || strcmp(rule->other, category) == 0)
                return true;
        for (size_t i = 0; i < rule->categories.n; i++)
                if (strcmp(rule->categories.at[i], category) == 0)
                        return true;
        return false;
}

static void relate(struct choice_of_records *c)
{
        const struct programme *programme = c->packet->assessment->programme;

        for (size_t r = 0; r < programme->rules.n; r++)
                for (size_t i = 0; names(&programme->rules.at[r], c->category) && i < programme->categories.n; i++)
                        c->related[i] |= names(&programme->rules.at[r], programme->categories.at[i].label.id);
}

/* Is a line or a row of this category asked for: its own, or with `wide` one that a rule ties to it? */
static bool is_asked(const struct choice_of_records *c, const char *category, bool wide)
{
        const struct programme *programme = c->packet->assessment->programme;

        if (strcmp(category, c->category) == 0)
                return true;
        for (size_t i = 0; wide && i < programme->categories.n; i++)
                if (c->related[i] && strcmp(programme->categories.at[i].label.id, category) == 0)
                        return true;
        return false;
}

static size_t receipt_index(const struct records *r, const struct purchase *line)
{
        const struct receipt *receipt = records_receipt(r, line);

        return receipt ? (size_t)(receipt - r->receipts.at) : r->receipts.n;
}

static void choose_receipts(struct choice_of_records *c, bool wide)
{
        const struct records *r = c->packet->records;

        for (size_t i = 0; i < r->purchases.n; i++) {
                size_t receipt = receipt_index(r, &r->purchases.at[i]);

                if (receipt < r->receipts.n && is_asked(c, r->purchases.at[i].category, wide))
                        c->receipts[receipt] = true;
        }
}

static bool answers(const struct answer *answer, const struct findings *asked)
{
        for (size_t i = 0; i < asked->n; i++)
                if (strcmp(finding_name(asked->at[i].id), answer->id) == 0 && asked->at[i].subject &&
                    strcmp(asked->at[i].subject, answer->subject) == 0)
                        return true;
        return false;
}

/* The lines kept, as indexes into all of them: for comparing what became of each. */
struct kept_lines {
        VEC(size_t);
};

static void copy_chosen(struct records *out, struct kept_lines *lines, const struct choice_of_records *c, bool wide)
{
        const struct records *r = c->packet->records;

        *out = (struct records){.facility = r->facility};
        for (size_t i = 0; i < r->receipts.n; i++)
                if (c->receipts[i])
                        *vec_add(c->arena, &out->receipts) = r->receipts.at[i];
        for (size_t i = 0; i < r->purchases.n; i++) {
                size_t receipt = receipt_index(r, &r->purchases.at[i]);

                if (receipt < r->receipts.n ? !c->receipts[receipt] : !is_asked(c, r->purchases.at[i].category, wide))
                        continue;
                *vec_add(c->arena, &out->purchases) = r->purchases.at[i];
                *vec_add(c->arena, lines) = i;
        }
        for (size_t i = 0; i < r->claims.n; i++)
                if (is_asked(c, r->claims.at[i].category, wide))
                        *vec_add(c->arena, &out->claims) = r->claims.at[i];
        for (size_t i = 0; i < r->answers.n; i++)
                if (answers(&r->answers.at[i], &c->packet->assessment->findings) ||
                    answers(&r->answers.at[i], &c->packet->facts))
                        *vec_add(c->arena, &out->answers) = r->answers.at[i];
}

/* ---- the proof */

static bool same_text(const char *a, const char *b)
{
        return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool same_finding(const struct finding *a, const struct finding *b)
{
        for (int i = 0; i < 3; i++)
                if (!same_text(a->args[i], b->args[i]))
                        return false;
        return a->id == b->id && same_text(a->subject, b->subject) && same_text(a->value, b->value) &&
               same_text(a->place, b->place) && same_text(a->source, b->source);
}

static bool same_step(const struct step *a, const struct step *b)
{
        if (a->kind != b->kind || !same_text(a->item, b->item) || !same_text(a->rule, b->rule) ||
            a->result.n != b->result.n || a->rest != b->rest || a->inputs.n != b->inputs.n)
                return false;
        for (size_t i = 0; i < a->inputs.n; i++)
                if (a->inputs.at[i] != b->inputs.at[i])
                        return false;
        return true;
}

static bool same_judgement(const struct assessment *all, const struct assessment *few, const struct kept_lines *lines)
{
        if (all->status != few->status || all->claimed.n != few->claimed.n ||
            all->eligible_total.n != few->eligible_total.n || all->eligible_cost.n != few->eligible_cost.n ||
            all->subsidy.n != few->subsidy.n || !same_text(all->variant, few->variant) || all->grant != few->grant ||
            date_compare(all->deadline, few->deadline) != 0 || all->checks_run != few->checks_run ||
            all->steps.n != few->steps.n || all->findings.n != few->findings.n)
                return false;
        for (size_t i = 0; i < all->steps.n; i++)
                if (!same_step(&all->steps.at[i], &few->steps.at[i]))
                        return false;
        for (size_t i = 0; i < all->findings.n; i++)
                if (!same_finding(&all->findings.at[i], &few->findings.at[i]))
                        return false;
        for (size_t i = 0; i < lines->n; i++)
                if (all->lines[lines->at[i]] != few->lines[i])
                        return false;
        return true;
}

/* Drops the facts of the day about receipts that are left out. */
static void keep_own_facts(struct packet *p, const struct records *all, struct arena *arena)
{
        struct findings kept = findings_in(p->facts.arena);

        for (size_t i = 0; i < p->facts.n; i++) {
                const struct finding *f = &p->facts.at[i];
                bool left_out = false;

                for (size_t k = 0; k < all->receipts.n; k++)
                        left_out |= same_text(f->subject, subject_receipt(arena, &all->receipts.at[k]));
                for (size_t k = 0; k < p->records->receipts.n; k++)
                        left_out &= !same_text(f->subject, subject_receipt(arena, &p->records->receipts.at[k]));
                if (!left_out)
                        *vec_add(kept.arena, &kept) = *f;
        }
        kept.fault = p->facts.fault;
        p->facts = kept;
}

static bool try_few(struct packet *p, struct choice_of_records *c, bool wide)
{
        struct records *few = ARENA_NEW(c->arena, struct records);
        struct assessment *again = ARENA_NEW(c->arena, struct assessment);
        struct kept_lines lines = {0};

        choose_receipts(c, wide);
        copy_chosen(few, &lines, c, wide);
        if (few->receipts.n == p->records->receipts.n && few->purchases.n == p->records->purchases.n &&
            few->claims.n == p->records->claims.n && few->answers.n == p->records->answers.n)
                return true; /* nothing is left out: nothing to prove */
        assess_application(again, p->assessment->programme, few, p->assessment->category, p->assessment->applied_on,
                           c->arena);
        if (!same_judgement(p->assessment, again, &lines))
                return false;
        p->records = few;
        p->assessment = again;
        return true;
}

void packet_narrow(struct packet *p, struct arena *arena)
{
        const struct records *all = p->records;
        const size_t categories = p->assessment->programme->categories.n;
        struct choice_of_records c = {p, p->assessment->category->label.id,
                                      arena_alloc(arena, (categories + 1) * sizeof(bool)),
                                      arena_alloc(arena, (all->receipts.n + 1) * sizeof(bool)), arena};

        if (!try_few(p, &c, false)) {
                relate(&c);
                if (!try_few(p, &c, true))
                        return;
        }
        keep_own_facts(p, all, arena);
}
