/* Any bytes as a programme file; one that loads must answer every look-up. */
#include "core/assess/assess.h"
#include "core/programme/programme.h"
#include "core/record/records.h"
#include "core/format/xml/xml.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/fuzz.h"

#include "core/banned.h"

/* A facility of each kind, which says every value of every attribute, chooses every option and buys every item. */
static void assess_everything(const struct programme *p, const struct label *kind, const struct category *category,
                              struct arena *arena)
{
        struct records records = {.facility = {.code = "0118010016",
                                               .name = "",
                                               .founder = "",
                                               .kind_text = kind->ja,
                                               .earlier_grants_text = p->ja,
                                               .earlier_mods_text = "",
                                               .attributes = ""}};
        struct claim *claim = vec_add(arena, &records.claims);
        struct assessment a;

        *claim = (struct claim){.category_text = category->label.ja,
                                .options = programme_option_words(p, category->label.id, JAPANESE, arena)};
        for (size_t i = 0; i < p->attributes.n; i++)
                records.facility.attributes =
                        arena_printf(arena, "%s;%s", records.facility.attributes,
                                     programme_value_words(&p->attributes.at[i], JAPANESE, arena));
        for (size_t i = 0; i < p->items.n; i++)
                *vec_add(arena, &records.purchases) = (struct purchase){.facility = "0118010016",
                                                                        .payer = "",
                                                                        .receipt_number = "R-1",
                                                                        .category_text = category->label.ja,
                                                                        .item_text = p->items.at[i].label.ja,
                                                                        .description = "x",
                                                                        .model = "",
                                                                        .amount = {1000000}};
        programme_resolve(p, &records, arena);
        assess_application(&a, p, &records, category, (struct date){2025, 12, 22}, arena);
        if (a.subsidy.n < 0 || a.checks_run != a.checks_total || a.steps.n == 0 ||
            a.steps.at[a.steps.n - 1].result.n != a.subsidy.n)
                abort();
}

static void look_everything_up(const struct programme *p, struct arena *arena)
{
        struct records records = {.facility = {.kind_text = p->kinds.at[0].ja,
                                               .earlier_grants_text = p->ja,
                                               .earlier_mods_text = programme_category_words(p, JAPANESE, arena)}};
        const char *variant;
        bool none;

        for (size_t i = 0; i < p->kinds.n; i++)
                if (programme_kind(p, p->kinds.at[i].ja, arena) != &p->kinds.at[i])
                        abort();
        for (size_t i = 0; i < p->items.n; i++)
                if (programme_item(p, p->items.at[i].label.ja, arena) != &p->items.at[i])
                        abort();
        for (size_t i = 0; i < p->categories.n; i++) {
                const struct category *c = &p->categories.at[i];

                if (programme_category(p, c->label.ja, &variant, &none, arena) != c || *variant || none)
                        abort();
                for (size_t j = 0; j < p->kinds.n; j++) {
                        const struct grant *g = category_grant(c, p->kinds.at[j].id);

                        assess_everything(p, &p->kinds.at[j], c, arena);
                        if (g && (g->rate.den <= 0 || g->round_unit <= 0 ||
                                  (g->rate_basis.how != HOW_UNKNOWN && (g->rate.num <= 0 || !g->rate_basis.source))))
                                abort();
                }
        }
        programme_resolve(p, &records, arena);
}

void fuzz_target(struct bytes in, struct arena *arena)
{
        struct findings findings = findings_in(arena);
        struct programme *p = NULL;

        if (programme_load(&p, in, "fuzz.xml", arena, &findings) == OK)
                look_everything_up(p, arena);
        else if (findings.fault.id != F_PROGRAMME || !findings.fault.detail)
                abort();
}
