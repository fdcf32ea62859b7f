#include "templates/verify/agree.h"

#include <stdlib.h>
#include <string.h>

#include "templates/verify/agree_words.h"
#include "templates/pages/page.h"

#include "core/banned.h"

/* What the pages of form 1 work out of the record's amounts; the rest stands in the files. */
struct amounts {
        VEC(int64_t);
};
struct parts { /* of receipts, or of lines */
        struct yen all, counted, rest;
};

/* Without its sign: the papers print one apart. */
static void allow(struct amounts *out, struct yen amount, struct arena *arena)
{
        *vec_add(arena, out) = amount.n < 0 ? -amount.n : amount.n;
}

static void allow_parts(struct amounts *out, const struct parts *p, struct arena *arena)
{
        allow(out, p->all, arena);
        allow(out, p->counted, arena);
        allow(out, p->rest, arena);
}

static struct yen minus(struct yen a, struct yen b)
{
        paper_add(&a, (struct yen){-b.n});
        return a;
}

/* 領収書内訳書 carries its two sums over a page's end; below stand the totals and what they differ by. */
static void allow_receipt(struct amounts *out, const struct paper_receipt *on, struct arena *arena)
{
        const struct receipt *r = on->receipt;
        struct yen everyone = on->own;
        struct parts carried = {0};

        for (size_t i = 0; i < on->lines.n; i++) {
                const struct yen amount = on->lines.at[i].purchase->amount;

                paper_add(on->lines.at[i].verdict == LINE_COUNTS ? &carried.counted : &carried.rest, amount);
                allow_parts(out, &carried, arena);
        }
        allow(out, on->own, arena);
        if (r->shared)
                paper_add(&everyone, r->others_total);
        allow(out, everyone, arena);
        allow(out, minus(everyone, r->amount), arena);
        if (r->has_breakdown_total)
                allow(out, minus(r->breakdown_total, r->amount), arena);
}

/* 領収書一覧 carries the sums of its receipts, and then those of its lines; 検算 adds all of them up. */
static void allow_list(struct amounts *out, const struct paper *p)
{
        struct yen lines = {0}, others = {0}, difference;
        struct parts receipts = {0};

        for (size_t i = 0; i < p->receipts.n; i++) {
                const struct paper_receipt *on = &p->receipts.at[i];

                allow_receipt(out, on, p->arena);
                paper_add(&receipts.all, on->receipt->amount);
                paper_add(&receipts.counted, on->counted);
                paper_add(&receipts.rest, on->rest);
                allow_parts(out, &receipts, p->arena);
                for (size_t k = 0; k < on->lines.n; k++) {
                        paper_add(&lines, on->lines.at[k].purchase->amount);
                        allow(out, lines, p->arena);
                }
                if (on->receipt->shared)
                        paper_add(&others, on->receipt->others_total);
        }
        difference = minus(minus(minus(receipts.all, receipts.counted), receipts.rest), others);
        allow(out, others, p->arena);
        allow(out, difference, p->arena);
}

static int compare_amounts(const void *a, const void *b)
{
        const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

        return (x > y) - (x < y);
}

static bool is_allowed(const struct amounts *amounts, const struct word *word)
{
        int64_t n = 0;

        for (size_t i = 0; i < word->n && n < INT64_MAX / 100; i++)
                if (word->at[i] != ',')
                        n = n * 10 + (word->at[i] - '0');
        return amounts->n && bsearch(&n, amounts->at, amounts->n, sizeof *amounts->at, compare_amounts);
}

/* False at the first amount of a page that comes from nowhere. */
static bool agree_page(struct disagreement *out, const struct agree_record *record, const struct amounts *amounts,
                       const char *page, struct arena *arena)
{
        const struct bytes files[] = {record->xml, record->programme};
        struct word word;

        for (const char *at = page; *at;) {
                const size_t n = strcspn(at, "\n");

                for (size_t from = 0; word_next(&word, at, n, &from);) {
                        if (word.kind != WORD_AMOUNT || is_allowed(amounts, &word) ||
                            word_known(&word, files, sizeof files / sizeof *files, arena))
                                continue;
                        *out = (struct disagreement){0, word_kind_name(WORD_AMOUNT, JAPANESE),
                                                     word_kind_name(WORD_AMOUNT, ENGLISH), "",
                                                     arena_strndup(arena, word.at, word.n)};
                        return false;
                }
                at += n + (at[n] == '\n');
        }
        return true;
}

bool agree_amounts(struct disagreement *out, const struct agree_record *record, const struct pdf_text *text,
                   struct arena *arena)
{
        struct amounts amounts = {0};
        struct paper paper;

        paper_open(&paper, record->packet, record->check_code, NULL, arena);
        allow_list(&amounts, &paper);
        if (amounts.n)
                qsort(amounts.at, amounts.n, sizeof *amounts.at, compare_amounts);
        for (size_t i = 0; i < text->n; i++)
                if (!agree_page(out, record, &amounts, text->at[i], arena)) {
                        out->page = i + 1;
                        return false;
                }
        return true;
}
