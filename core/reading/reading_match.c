#include "core/reading/reading_match.h"

#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

/* ---- the rows in three orders */

/* One of the three things that may agree. */
typedef int compare_rows(const struct match_row *, const struct match_row *);

static int by_amount(const struct match_row *a, const struct match_row *b)
{
        return (a->amount.n > b->amount.n) - (a->amount.n < b->amount.n);
}

static int by_date(const struct match_row *a, const struct match_row *b)
{
        return date_compare(a->date, b->date);
}

static int by_number(const struct match_row *a, const struct match_row *b)
{
        return strcmp(a->registration_number, b->registration_number);
}

static void sift(size_t *order, size_t n, size_t from, const struct match_row *rows, compare_rows *compare)
{
        for (size_t child; (child = 2 * from + 1) < n; from = child) {
                size_t kept;

                if (child + 1 < n && compare(&rows[order[child]], &rows[order[child + 1]]) < 0)
                        child++;
                if (compare(&rows[order[from]], &rows[order[child]]) >= 0)
                        return;
                kept = order[from];
                order[from] = order[child];
                order[child] = kept;
        }
}

/* qsort cannot be told of the rows. */
static size_t *ordered(const struct match_rows *rows, compare_rows *compare, struct arena *arena)
{
        size_t *order = arena_alloc(arena, (rows->n + 1) * sizeof *order);

        for (size_t i = 0; i < rows->n; i++)
                order[i] = i;
        for (size_t i = rows->n / 2; i-- > 0;)
                sift(order, rows->n, i, rows->at, compare);
        for (size_t n = rows->n; n-- > 1;) {
                size_t top = order[0];

                order[0] = order[n];
                order[n] = top;
                sift(order, n, 0, rows->at, compare);
        }
        return order;
}

void match_rows_ready(struct match_rows *rows, struct arena *arena)
{
        rows->by_amount = ordered(rows, by_amount, arena);
        rows->by_date = ordered(rows, by_date, arena);
        rows->by_number = ordered(rows, by_number, arena);
        rows->agree = arena_alloc(arena, rows->n + 1);
        rows->touched = arena_alloc(arena, (rows->n + 1) * sizeof *rows->touched);
        memset(rows->agree, 0, rows->n + 1);
}

/* ---- one scan */

struct matching {
        const struct match_rows *rows;
        size_t touched;
};

static void agree_where(struct matching *m, const size_t *order, const struct match_row *like, compare_rows *compare,
                        int what)
{
        const struct match_rows *rows = m->rows;
        size_t low = 0, high = rows->n;

        while (low < high) {
                size_t middle = low + (high - low) / 2;

                if (compare(&rows->at[order[middle]], like) < 0)
                        low = middle + 1;
                else
                        high = middle;
        }
        for (; low < rows->n && compare(&rows->at[order[low]], like) == 0; low++) {
                if (!rows->agree[order[low]])
                        rows->touched[m->touched++] = order[low];
                rows->agree[order[low]] |= (unsigned char)what;
        }
}

static void agree_with_page(struct matching *m, const struct read_paper *p)
{
        for (size_t i = 0; i < p->amounts.n; i++)
                agree_where(m, m->rows->by_amount, &(struct match_row){.amount = p->amounts.at[i].amount}, by_amount,
                            AGREE_AMOUNT);
        for (size_t i = 0; i < p->dates.n; i++)
                agree_where(m, m->rows->by_date, &(struct match_row){.date = p->dates.at[i].date}, by_date, AGREE_DATE);
        for (size_t i = 0; i < p->numbers.n; i++)
                agree_where(m, m->rows->by_number, &(struct match_row){.registration_number = p->numbers.at[i]},
                            by_number, AGREE_NUMBER);
}

/* Something sure on the pages, and on none of them what the row has. */
static bool is_contradicted(const struct match_row *row, const struct read_paper *papers, size_t n)
{
        bool total = false, same_total = false, date = false, same_date = false, number = false, same_number = false;

        for (size_t i = 0; i < n; i++) {
                const struct read_paper *p = &papers[i];

                total |= p->total.level == READ_SURE;
                same_total |= p->total.level && p->total.amount.n == row->amount.n;
                date |= p->date.level == READ_SURE;
                same_date |= paper_has_date(p, row->date);
                number |= p->number.level == READ_SURE;
                same_number |= paper_has_number(p, row->registration_number);
        }
        return (total && !same_total) || (date && !same_date) || (number && !same_number && *row->registration_number);
}

static int agreements(int agree)
{
        return !!(agree & AGREE_AMOUNT) + !!(agree & AGREE_DATE) + !!(agree & AGREE_NUMBER);
}

/* What the pages are, if that is sure of one of them and none is a receipt. */
static enum paper_kind sure_kind(const struct read_paper *papers, size_t n)
{
        enum paper_kind kind = PAPER_UNKNOWN;

        for (size_t i = 0; i < n; i++) {
                if (papers[i].kind.kind == PAPER_RECEIPT)
                        return PAPER_RECEIPT;
                if (papers[i].kind.level == READ_SURE)
                        kind = papers[i].kind.kind;
        }
        return kind;
}

/* A quotation has the receipt's amount and vendor, too, and is none of it. */
static bool may_be(const struct match_row *row, enum paper_kind kind)
{
        switch (kind) {
        case PAPER_QUOTE:
        case PAPER_BILL:
        case PAPER_DELIVERY:
                return false;
        case PAPER_TRANSFER:
                return row->document == DOC_TRANSFER || row->document == DOC_CARD;
        default:
                return true;
        }
}

struct match match_scan(const struct match_rows *rows, const struct read_paper *papers, size_t n, const char *facility)
{
        struct matching m = {rows, 0};
        struct match best = {NULL, 0, false};
        const enum paper_kind kind = sure_kind(papers, n);
        bool tie = false;

        for (size_t i = 0; i < n; i++)
                agree_with_page(&m, &papers[i]);
        for (size_t i = 0; i < m.touched; i++) {
                const struct match_row *row = &rows->at[rows->touched[i]];
                const int agree = rows->agree[rows->touched[i]];

                rows->agree[rows->touched[i]] = 0;
                if (agreements(agree) < 2 || (*facility && strcmp(facility, row->facility) != 0) ||
                    !may_be(row, kind) || (kind != PAPER_BREAKDOWN && is_contradicted(row, papers, n)))
                        continue;
                if (best.row && agreements(agree) == agreements(best.agree))
                        tie = true;
                if (best.row && agreements(agree) <= agreements(best.agree))
                        continue;
                best = (struct match){row, agree, kind == PAPER_BREAKDOWN};
                tie = false;
        }
        if (tie || (best.row && best.row->has_scan && !best.is_breakdown))
                best.row = NULL;
        return best;
}

const char *match_words(int agree, struct arena *arena)
{
        static const struct {
                int bit;
                const char *ja, *en;
        } words[] = {{AGREE_AMOUNT, "金額", "amount"},
                     {AGREE_DATE, "日付", "date"},
                     {AGREE_NUMBER, "登録番号", "registration number"}};
        struct buffer ja = buffer_in(arena), en = buffer_in(arena);

        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
                if (agree & words[i].bit) {
                        buffer_printf(&ja, "%s%s", ja.n ? "・" : "", words[i].ja);
                        buffer_printf(&en, "%s%s", en.n ? ", " : "", words[i].en);
                }
        return arena_printf(arena, "%s¦%s", ja.at, en.at);
}
