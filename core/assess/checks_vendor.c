/* The vendor's 領収書内訳書, line by line, where its lines were entered (docs/field.md 2: every line of the receipt, in the order of
 * the paper). The breakdown itself is the vendor's: a difference is a question, never a reason to change an amount. */
#include "core/assess/checks.h"

#include "core/banned.h"

/* This facility's lines on a receipt, in their order. */
struct own_lines {
        VEC(size_t);
};

static struct own_lines lines_of(struct inquiry *q, const struct receipt *r)
{
        struct own_lines out = {0};

        for (size_t i = 0; i < q->records->purchases.n; i++)
                if (q->lines[i].receipt == r)
                        *vec_add(q->arena, &out) = i;
        return out;
}

static const char *amount_or_none(struct inquiry *q, const struct yen *amount)
{
        return amount ? words_yen(q, *amount) : "－¦-";
}

/* Only the first line that differs is named, because the papers show all of them side by side. */
static void compare_amounts(struct inquiry *q, size_t receipt, const struct receipt *r, const struct own_lines *own)
{
        size_t most = own->n > r->vendor_lines.n ? own->n : r->vendor_lines.n;

        for (size_t i = 0; i < most; i++) {
                const struct vendor_line *vendor = i < r->vendor_lines.n ? &r->vendor_lines.at[i] : NULL;
                const struct purchase *line = i < own->n ? &q->records->purchases.at[own->at[i]] : NULL;

                if (vendor && line && vendor->amount.n == line->amount.n)
                        continue;
                raise_receipt(q, receipt,
                              (struct finding){.id = C240,
                                               .args = {words_digits(q, (int64_t)i + 1),
                                                        amount_or_none(q, vendor ? &vendor->amount : NULL),
                                                        amount_or_none(q, line ? &line->amount : NULL)}},
                              "number");
                return;
        }
}

/* The vendor's column ② against a line that this application claims with an eligible item. */
static void compare_columns(struct inquiry *q, const struct receipt *r, const struct own_lines *own)
{
        for (size_t i = 0; i < own->n && i < r->vendor_lines.n; i++) {
                const struct purchase *line = &q->records->purchases.at[own->at[i]];
                bool ask = false;

                if (r->vendor_lines.at[i].excluded && q->lines[own->at[i]].own && eligible_here(q, line->item, &ask))
                        raise_line(
                                q, own->at[i],
                                (struct finding){.id = C241,
                                                 .args = {words_digits(q, (int64_t)i + 1), words_yen(q, line->amount)}},
                                "amount");
        }
}

void check_vendor_lines(struct inquiry *q)
{
        for (size_t i = 0; i < q->records->receipts.n; i++) {
                const struct receipt *r = &q->records->receipts.at[i];
                struct own_lines own;

                if (!q->receipts[i].used || !r->vendor_lines.n)
                        continue;
                own = lines_of(q, r);
                compare_amounts(q, i, r, &own);
                compare_columns(q, r, &own);
        }
}

/* Of a shared receipt the breakdown's total is that of all shares: only this facility's lines are known here. */
void check_vendor_total(struct inquiry *q)
{
        for (size_t i = 0; i < q->records->receipts.n; i++) {
                const struct receipt *r = &q->records->receipts.at[i];
                struct yen sum = {0};
                bool addable = true;

                if (!q->receipts[i].used || !r->vendor_lines.n || !r->has_breakdown_total || r->shared)
                        continue;
                for (size_t k = 0; k < r->vendor_lines.n; k++)
                        addable = addable && yen_add(&sum, sum, r->vendor_lines.at[k].amount);
                if (!addable || sum.n == r->breakdown_total.n)
                        continue;
                raise_receipt(q, i,
                              (struct finding){.id = C242,
                                               .value = words_digits(q, sum.n),
                                               .args = {words_yen(q, sum), words_yen(q, r->breakdown_total)}},
                              "number");
        }
}
