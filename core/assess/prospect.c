#include "core/assess/prospect.h"

#include "core/base/finding_effect.h"
#include "core/programme/formula.h"

#include <string.h>

#include "core/banned.h"

static bool is_hopeless(const struct assessment *a)
{
        for (size_t i = 0; i < a->findings.n; i++)
                if (finding_is_final(a->findings.at[i].id))
                        return true;
        return false;
}

static bool is_lost(const struct assessment *a, const struct receipt *receipt)
{
        if (!receipt)
                return false;
        if (date_is_set(a->deadline) && date_compare(receipt->date, a->deadline) > 0)
                return true;
        for (size_t i = 0; i < a->findings.n; i++) {
                const struct finding *f = &a->findings.at[i];
                const size_t payer = strlen(receipt->facility);

                if (f->id == E155 && strncmp(f->subject, receipt->facility, payer) == 0 && f->subject[payer] == '/' &&
                    strcmp(f->subject + payer + 1, receipt->number) == 0)
                        return true;
        }
        return false;
}

static bool may_count(const struct assessment *a, const struct records *records, size_t i, const char *item)
{
        const struct purchase *line = &records->purchases.at[i];
        enum line_verdict verdict = a->lines[i];

        /* a receipt of after the deadline cannot be mended; of one that others claim too it is not known whose it is */
        if (is_lost(a, records_receipt(records, line)))
                return false;
        return (verdict == LINE_COUNTS || verdict == LINE_HELD || verdict == LINE_ERROR) &&
               strcmp(line->category, a->category->label.id) == 0 &&
               strcmp(category_class(a->category, line->item), item) == 0;
}

/* Adds the lines of an item class, cut to its cap. Returns false if the sum is too large to be worked out. */
static bool add_item(struct yen *cost, const struct assessment *a, const struct records *records, const char *item)
{
        struct yen sum = {0};

        for (size_t i = 0; i < records->purchases.n; i++)
                if (may_count(a, records, i, item) && !yen_add(&sum, sum, records->purchases.at[i].amount))
                        return false;
        return yen_add(cost, *cost, formula_capped(a->grant, item, sum));
}

struct yen prospect_today(const struct assessment *a)
{
        static const struct yen nothing = {0};

        return a->status == HAS_ERROR ? nothing : a->subsidy;
}

struct yen prospect_gain(const struct assessment *a, const struct records *records, const struct filing *filing)
{
        static const struct yen nothing = {0};

        if (filing->state != FILING_NONE)
                return nothing;
        return (struct yen){prospect_subsidy(a, records).n - prospect_today(a).n}; /* never less than today's */
}

struct yen prospect_subsidy(const struct assessment *a, const struct records *records)
{
        const struct yen today = prospect_today(a);
        const struct item_list *items = &a->programme->items;
        struct yen cost = {0}, then;
        bool fits = !is_hopeless(a) && formula_known(a->grant);

        for (size_t i = 0; fits && i < items->n; i++)
                if (items->at[i].eligibility != ITEM_NO)
                        fits = add_item(&cost, a, records, items->at[i].label.id);
        if (!fits)
                return today;
        then = formula_subsidy(a->grant, formula_eligible(a->grant, cost));
        return then.n > today.n ? then : today;
}
