/* The same thing twice within one facility: one paper under two numbers (C209), one scan for two receipts (C210). */
#include "core/assess/checks.h"

#include "core/base/text.h"

#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

struct issued {
        const struct receipt *receipt;
        const char *issuer; /* as a key */
};
struct issued_list {
        VEC(struct issued);
};

/* A receipt can be a second copy only if it may count: an invoice beside its receipt is another paper. */
static bool may_count(const struct receipt *r)
{
        return r->document == DOC_RECEIPT || r->document == DOC_TRANSFER || r->document == DOC_CARD;
}

static int by_origin(const struct receipt *r, const struct receipt *s)
{
        int by = strcmp(r->origin.file ? r->origin.file : "", s->origin.file ? s->origin.file : "");

        return by ? by : (r->origin.line > s->origin.line) - (r->origin.line < s->origin.line);
}

static int by_number(const struct receipt *r, const struct receipt *s)
{
        int by = strcmp(r->number, s->number);

        return by ? by : strcmp(r->facility, s->facility);
}

static int same_paper(const struct issued *p, const struct issued *o)
{
        const struct receipt *r = p->receipt, *s = o->receipt;
        int by = date_compare(r->date, s->date);

        if (!by)
                by = (r->amount.n > s->amount.n) - (r->amount.n < s->amount.n);
        return by ? by : strcmp(p->issuer, o->issuer);
}

static int compare_papers(const void *a, const void *b)
{
        const struct issued *p = a, *o = b;
        int by = same_paper(p, o);

        if (!by)
                by = by_origin(p->receipt, o->receipt);
        return by ? by : by_number(p->receipt, o->receipt);
}

/* The first of at[0 … n): the one that stands first in the file they all come from; of several files, the lowest number. */
static const struct receipt *first_copy(const struct issued *at, size_t n)
{
        const struct receipt *first = at[0].receipt;
        const char *file = first->origin.file ? first->origin.file : "";
        bool one_file = true;

        for (size_t i = 1; i < n; i++)
                one_file &= strcmp(at[i].receipt->origin.file ? at[i].receipt->origin.file : "", file) == 0;
        for (size_t i = 1; i < n && !one_file; i++)
                if (by_number(at[i].receipt, first) < 0)
                        first = at[i].receipt;
        return first;
}

static void raise_copies(struct inquiry *q, const struct issued *at, size_t n)
{
        const struct receipt *first = first_copy(at, n);

        for (size_t i = 0; i < n; i++) {
                const struct receipt *r = at[i].receipt;
                size_t index = (size_t)(r - q->records->receipts.at);

                if (r == first || !q->receipts[index].used || strcmp(r->number, first->number) == 0)
                        continue;
                raise_receipt(
                        q, index,
                        (struct finding){.id = C209, .value = words_digits(q, r->amount.n), .args = {first->number}},
                        "number");
        }
}

void check_same_paper(struct inquiry *q)
{
        struct issued_list papers = {0};

        for (size_t i = 0; i < q->records->receipts.n; i++) {
                const struct receipt *r = &q->records->receipts.at[i];

                if (may_count(r))
                        *vec_add(q->arena, &papers) =
                                (struct issued){r, text_key(q->arena, records_words(q->records, r->issuer, q->arena))};
        }
        if (papers.n > 1)
                qsort(papers.at, papers.n, sizeof *papers.at, compare_papers);
        for (size_t i = 0, n; i < papers.n; i += n) {
                for (n = 1; i + n < papers.n && same_paper(&papers.at[i], &papers.at[i + n]) == 0; n++)
                        ;
                if (n > 1)
                        raise_copies(q, papers.at + i, n);
        }
}

struct use {
        const struct evidence *evidence;
        const struct receipt *receipt;
};
struct use_list {
        VEC(struct use);
};

/* By scan, then in the order of the records. */
static int compare_uses(const void *a, const void *b)
{
        const struct use *u = a, *v = b;
        int by = strcmp(u->evidence->sha256, v->evidence->sha256);

        if (!by)
                by = (u->receipt > v->receipt) - (u->receipt < v->receipt);
        return by ? by : (u->evidence > v->evidence) - (u->evidence < v->evidence);
}

/* What a receipt shares with others: the names of its scans and the numbers of the receipts. */
struct shared {
        const char *scans, *receipts;
};

static void share(struct inquiry *q, struct shared *shared, const char *scan, const char *number, size_t more)
{
        const char *with = more ? arena_printf(q->arena, "%s (+%zu)", number, more) : number;

        shared->scans = shared->scans ? arena_printf(q->arena, "%s;%s", shared->scans, scan) : scan;
        shared->receipts = shared->receipts ? arena_printf(q->arena, "%s、%s", shared->receipts, with) : with;
}

/* A scan concerns the first receipt of the application that is not the first of all to have it; if there is none, the first of all. */
static void share_scan(struct inquiry *q, struct shared *shared, const struct use *at, size_t n)
{
        const struct use *about = NULL, *other = at;
        size_t receipts = 1;

        for (size_t i = 0; i < n; i++) {
                bool used = q->receipts[at[i].receipt - q->records->receipts.at].used;

                receipts += i && at[i].receipt != at[i - 1].receipt;
                if (used && (!about || about->receipt == at->receipt))
                        about = &at[i];
        }
        if (!about || receipts < 2)
                return;
        for (size_t i = 0; other->receipt == about->receipt; i++)
                other = &at[i];
        share(q, &shared[about->receipt - q->records->receipts.at], about->evidence->name, other->receipt->number,
              receipts - 2);
}

/* A vendor's breakdown may serve several receipts; a receipt's own scan may not. */
void check_same_scan(struct inquiry *q)
{
        struct use_list uses = {0};
        struct shared *shared = arena_alloc(q->arena, (q->records->receipts.n + 1) * sizeof *shared);

        for (size_t i = 0; i < q->records->receipts.n; i++) {
                const struct receipt *r = &q->records->receipts.at[i];

                for (size_t k = 0; k < r->evidence.n; k++)
                        if (!r->evidence.at[k].is_breakdown && *r->evidence.at[k].sha256)
                                *vec_add(q->arena, &uses) = (struct use){&r->evidence.at[k], r};
        }
        if (uses.n > 1)
                qsort(uses.at, uses.n, sizeof *uses.at, compare_uses);
        for (size_t i = 0, n; i < uses.n; i += n) {
                for (n = 1; i + n < uses.n && strcmp(uses.at[i].evidence->sha256, uses.at[i + n].evidence->sha256) == 0;
                     n++)
                        ;
                if (n > 1)
                        share_scan(q, shared, uses.at + i, n);
        }
        for (size_t i = 0; i < q->records->receipts.n; i++)
                if (shared[i].scans)
                        raise_receipt(
                                q, i,
                                (struct finding){.id = C210, .value = shared[i].scans, .args = {shared[i].receipts}},
                                "evidence");
}
