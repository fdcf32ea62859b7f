/* From lines without tax to lines that add up to what is to be paid.
 *
 * An invoice rounds its tax once for each rate (消費税法: 適格請求書の端数処理), so the lines' shares of it need not be whole yen,
 * and no rule says which line bears the rest. What is certain is taken: a line whose share is a whole number of yen; and the
 * last line of a rate whose share is not, if the rest is its share to the yen. Of all others the net amounts stay, with the rest
 * of the tax as one line beside them and the question which line bears it. */
#include "receipts/einvoice/einvoice.h"

#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

/* Percent in hundredths of net yen: 10.00% of 250,000 is 250,000 × 1000 ÷ 10,000. */
enum { WHOLE = 10000 };

struct settling {
        struct einvoice *invoice;
        const char *file;
        struct arena *arena;
        struct findings *findings;
        bool good;
};

static void complain(struct settling *s, int line, const char *what, struct yen stated, struct yen worked_out)
{
        char text[YEN_TEXT];
        struct finding *f =
                finding_add(s->findings, E055, NULL, arena_strdup(s->findings->arena, yen_format(text, stated, "-")),
                            arena_printf(s->findings->arena, "%s:%d:1", s->file, line ? line : s->invoice->line));

        f->args[0] = what;
        f->args[1] = f->value;
        f->args[2] = arena_strdup(s->findings->arena, yen_format(text, worked_out, "-"));
        s->good = false;
}

/* Amounts are at most YEN_MOST and lines EINVOICE_MOST_LINES: a sum stays below 2^63. */
static struct yen plus(struct yen a, struct yen b)
{
        return (struct yen){a.n + b.n};
}

static struct yen sum_of(const struct einvoice *invoice, enum einvoice_kind kind)
{
        struct yen sum = {0};

        for (size_t i = 0; i < invoice->lines.n; i++)
                if (invoice->lines.at[i].kind == kind)
                        sum = plus(sum, invoice->lines.at[i].net);
        return sum;
}

static void check(struct settling *s, enum einvoice_total t, const char *what, struct yen worked_out)
{
        const struct einvoice_sum *stated = &s->invoice->totals[t];

        if (stated->line && stated->yen.n != worked_out.n)
                complain(s, stated->line, what, stated->yen, worked_out);
}

/* JP PINT: IBR-CO-10 to IBR-CO-16, the sums that an invoice must keep. */
static void check_totals(struct settling *s)
{
        const struct einvoice *in = s->invoice;
        struct yen lines = sum_of(in, EINVOICE_LINE), allowances = sum_of(in, EINVOICE_ALLOWANCE);
        struct yen charges = sum_of(in, EINVOICE_CHARGE), without, with, tax = {0};

        for (size_t i = 0; i < in->subtotals.n; i++)
                tax = plus(tax, in->subtotals.at[i].tax);
        without = plus(plus(lines, allowances), charges);
        with = plus(without, tax);
        check(s, TOTAL_LINES, "明細の合計¦the sum of the lines", lines);
        check(s, TOTAL_ALLOWANCES, "値引きの合計¦the allowances", (struct yen){-allowances.n});
        check(s, TOTAL_CHARGES, "追加料金の合計¦the charges", charges);
        check(s, TOTAL_WITHOUT_TAX, "税抜の合計¦the total without tax", without);
        check(s, TOTAL_WITH_TAX, "税込の合計¦the total with tax", with);
        check(s, TOTAL_PAYABLE, "請求金額¦the payable amount",
              plus((struct yen){with.n - in->totals[TOTAL_PREPAID].yen.n}, in->totals[TOTAL_ROUNDING].yen));
}

/* ---- one rate */

struct rate_group {
        const char *category;
        int32_t percent;
        int line;
        struct yen tax, net;
        int64_t certain;    /* the tax of the lines whose share is whole */
        int uncertain;      /* the number of the others, */
        int64_t yen, parts; /* and their shares: whole yen, and ten-thousandths */
};

static bool is_in(const struct rate_group *g, const struct einvoice_line *line)
{
        return line->kind <= EINVOICE_CHARGE && line->percent == g->percent &&
               strcmp(line->tax_category, g->category) == 0;
}

/* Net × percent, in ten-thousandths of a yen; |net| <= 10^12 and percent <= 10^4. */
static int64_t share_of(struct yen net, int32_t percent)
{
        return net.n * percent;
}

static bool is_whole(const struct einvoice_line *line)
{
        return share_of(line->net, line->percent) % WHOLE == 0;
}

static void survey(struct rate_group *g, const struct einvoice *in)
{
        for (size_t i = 0; i < in->lines.n; i++) {
                const struct einvoice_line *line = &in->lines.at[i];
                int64_t share = share_of(line->net, line->percent);

                if (!is_in(g, line))
                        continue;
                g->net = plus(g->net, line->net);
                if (is_whole(line)) {
                        g->certain += share / WHOLE;
                } else {
                        g->uncertain++;
                        g->yen += share / WHOLE;
                        g->parts += share % WHOLE;
                }
        }
}

/* Is `rest` the tax of what is uncertain, rounded in whatever way? */
static bool is_rounded(const struct rate_group *g, int64_t rest)
{
        int64_t off = rest - g->yen;

        if (!g->uncertain || off > EINVOICE_MOST_LINES || off < -EINVOICE_MOST_LINES)
                return rest == 0 && !g->uncertain;
        off = off * WHOLE - g->parts;
        return off < WHOLE && off > -WHOLE;
}

/* Adds the rest of a rate's tax as a line of its own. Its question says for which lines it is. */
static void add_tax_line(struct settling *s, const struct rate_group *g, int64_t rest, bool all)
{
        struct buffer names = buffer_in(s->arena);
        struct einvoice_line tax = {.kind = EINVOICE_TAX,
                                    .line = g->line,
                                    .note = "",
                                    .quantity = "",
                                    .tax_category = g->category,
                                    .percent = g->percent,
                                    .amount = {rest},
                                    .with_tax = true};

        for (size_t i = 0; i < s->invoice->lines.n; i++) {
                const struct einvoice_line *line = &s->invoice->lines.at[i];

                if (!is_in(g, line) || (!all && is_whole(line)))
                        continue;
                if (names.n < 200)
                        buffer_printf(&names, "%s%s", names.n ? "、" : "", line->name);
        }
        tax.name = arena_printf(s->arena, "消費税 %d%%", (int)(g->percent / 100));
        if (g->percent % 100)
                tax.name = arena_printf(s->arena, "消費税 %d.%02d%%", (int)(g->percent / 100), (int)(g->percent % 100));
        tax.question = names.n ? names.at : "";
        *vec_add(s->arena, &s->invoice->lines) = tax;
}

static void settle_rate(struct settling *s, struct rate_group *g)
{
        int64_t rest;
        bool all, one;
        size_t n = s->invoice->lines.n;

        survey(g, s->invoice);
        rest = g->tax.n - g->certain;
        all = !is_rounded(g, rest); /* the tax is not that of the lines: none of them is certain */
        one = !all && g->uncertain == 1;
        for (size_t i = 0; i < n; i++) {
                struct einvoice_line *line = &s->invoice->lines.at[i];

                if (!is_in(g, line))
                        continue;
                line->with_tax = !all && (one || is_whole(line));
                line->amount = line->net;
                if (line->with_tax)
                        line->amount.n += is_whole(line) ? share_of(line->net, line->percent) / WHOLE : rest;
        }
        if (all || (g->uncertain && !one))
                add_tax_line(s, g, all ? g->tax.n : rest, all);
}

static const struct einvoice_subtotal *find_subtotal(const struct einvoice *in, const struct einvoice_line *line)
{
        for (size_t i = 0; i < in->subtotals.n; i++)
                if (in->subtotals.at[i].percent == line->percent &&
                    strcmp(in->subtotals.at[i].tax_category, line->tax_category) == 0)
                        return &in->subtotals.at[i];
        return NULL;
}

/* The invoice states no tax for a rate that has lines: either none is due, or the invoice is not whole. */
static void settle_without_subtotal(struct settling *s)
{
        for (size_t i = 0; i < s->invoice->lines.n; i++) {
                struct einvoice_line *line = &s->invoice->lines.at[i];

                if (line->kind > EINVOICE_CHARGE || find_subtotal(s->invoice, line))
                        continue;
                line->amount = line->net;
                line->with_tax = true;
                if (line->percent)
                        complain(s, line->line, "この税率の税額¦the tax of this rate", (struct yen){0},
                                 (struct yen){share_of(line->net, line->percent) / WHOLE});
        }
}

static void settle_rates(struct settling *s)
{
        settle_without_subtotal(s);
        for (size_t i = 0; i < s->invoice->subtotals.n; i++) {
                const struct einvoice_subtotal *t = &s->invoice->subtotals.at[i];
                struct rate_group g = {t->tax_category, t->percent, t->line, t->tax, {0}, 0, 0, 0, 0};

                settle_rate(s, &g);
                if (g.net.n != t->taxable.n)
                        complain(s, t->line, "税率ごとの対象額¦the taxable amount of a rate", t->taxable, g.net);
        }
}

/* What was paid before and the rounding of the whole become lines, so that the lines add up to what is to be paid. */
static void add_rest(struct settling *s, enum einvoice_total t, enum einvoice_kind kind, const char *name, int64_t yen)
{
        if (yen)
                *vec_add(s->arena, &s->invoice->lines) = (struct einvoice_line){.kind = kind,
                                                                                .line = s->invoice->totals[t].line,
                                                                                .name = name,
                                                                                .note = "",
                                                                                .quantity = "",
                                                                                .tax_category = "",
                                                                                .amount = {yen},
                                                                                .with_tax = true};
}

bool einvoice_settle(struct einvoice *invoice, const char *file, struct arena *arena, struct findings *findings)
{
        struct settling s = {invoice, file, arena, findings, true};
        struct yen sum = {0};

        check_totals(&s);
        settle_rates(&s);
        add_rest(&s, TOTAL_PREPAID, EINVOICE_PREPAID, "前払金", -invoice->totals[TOTAL_PREPAID].yen.n);
        add_rest(&s, TOTAL_ROUNDING, EINVOICE_ROUNDING, "端数調整", invoice->totals[TOTAL_ROUNDING].yen.n);
        for (size_t i = 0; i < invoice->lines.n; i++)
                sum = plus(sum, invoice->lines.at[i].amount);
        if (s.good && sum.n != invoice->totals[TOTAL_PAYABLE].yen.n)
                complain(&s, invoice->totals[TOTAL_PAYABLE].line, "請求金額¦the payable amount",
                         invoice->totals[TOTAL_PAYABLE].yen, sum);
        return s.good;
}
