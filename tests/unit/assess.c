/* The amounts of the FY2025 programme, worked out by hand from the notice (annexes 1-4, "2.補助内容"):
 *
 *   grant = min( cut below 1,000( min( Σ min(cost of item, item cap), cost cap ) × rate ), limit )
 *
 * and the same by another road, for a hundred thousand invented facilities. */
#include "tests/unit/records_build.h"

#include <stdio.h>

#include "core/banned.h"

#define MOBILE "モバイル端末"
#define WORK   "レセプトコンピュータ改修"
#define READER "汎用カードリーダー"
#define TABLET "スマートフォン・タブレット"

static const struct row {
        const char *kind, *category, *words;
        const char *items[2];
        int64_t bought[2]; /* of the two items; 0 = none */
        int64_t cost, subsidy;
} rows[] = {
        /* Annex 1, clinic and pharmacy: 3/4, caps 41,000 and 130,000, cost cap 171,000, limit 128,000.
         * 38,500 + 132,000→130,000 = 168,500; × 3/4 = 126,375 → 126,000 */
        {"診療所", "home-visit", "訪問診療等", {MOBILE, WORK}, {38500, 132000}, 168500, 126000},
        /* 40,999 + 129,999 = 170,998; × 3/4 = 128,248.5 → 128,000: just below both caps the limit is reached by rounding */
        {"診療所", "home-visit", "訪問診療等", {MOBILE, WORK}, {40999, 129999}, 170998, 128000},
        /* 41,000 + 130,000 = 171,000; × 3/4 = 128,250 → 128,000 = limit */
        {"診療所", "home-visit", "訪問診療等", {MOBILE, WORK}, {41000, 130000}, 171000, 128000},
        /* 41,001→41,000 + 130,001→130,000 */
        {"診療所", "home-visit", "訪問診療等", {MOBILE, WORK}, {41001, 130001}, 171000, 128000},
        /* 41,000 + 129,667 = 170,667; × 3/4 = 128,000.25 → 128,000; one yen less: 170,666 × 3/4 = 127,999.5 → 127,000 */
        {"薬局", "home-visit", "訪問診療等", {MOBILE, WORK}, {41000, 129667}, 170667, 128000},
        {"薬局", "home-visit", "訪問診療等", {MOBILE, WORK}, {41000, 129666}, 170666, 127000},
        /* one item alone: 99,999→41,000; × 3/4 = 30,750 → 30,000.  500,000→130,000; × 3/4 = 97,500 → 97,000 */
        {"診療所", "home-visit", "訪問診療等", {MOBILE, WORK}, {99999, 0}, 41000, 30000},
        {"歯科診療所", "home-visit", "訪問診療等", {MOBILE, WORK}, {0, 500000}, 130000, 97000},
        /* 1,333 × 3/4 = 999.75 → 0; 1,334 × 3/4 = 1,000.5 → 1,000 */
        {"診療所", "home-visit", "訪問診療等", {MOBILE, WORK}, {1333, 0}, 1333, 0},
        {"診療所", "home-visit", "訪問診療等", {MOBILE, WORK}, {1334, 0}, 1334, 1000},

        /* Annex 1, hospital: 1/2, caps 41,000 and 781,000, cost cap 822,000, limit 411,000.
         * 41,000 + 781,000 = 822,000; × 1/2 = 411,000 = limit */
        {"病院", "home-visit", "訪問診療等", {MOBILE, WORK}, {41000, 781000}, 822000, 411000},
        {"病院", "home-visit", "訪問診療等", {MOBILE, WORK}, {41001, 781001}, 822000, 411000},
        /* 41,000 + 780,999 = 821,999; × 1/2 = 410,999.5 → 410,000 */
        {"病院", "home-visit", "訪問診療等", {MOBILE, WORK}, {41000, 780999}, 821999, 410000},
        /* 2,000,000→781,000; × 1/2 = 390,500 → 390,000 */
        {"病院", "home-visit", "訪問診療等", {MOBILE, WORK}, {0, 2000000}, 781000, 390000},

        /* Annex 1, large chain: 1/2, caps 41,000 and 130,000, cost cap 171,000, limit 85,000.
         * 171,000 × 1/2 = 85,500 → 85,000 = limit */
        {"大型チェーン薬局", "home-visit", "訪問診療等", {MOBILE, WORK}, {41000, 130000}, 171000, 85000},
        {"大型チェーン薬局", "home-visit", "訪問診療等", {MOBILE, WORK}, {52800, 200000}, 171000, 85000},
        /* 41,000 + 129,000 = 170,000; × 1/2 = 85,000 = limit; one yen less: 169,999 × 1/2 = 84,999.5 → 84,000 */
        {"大型チェーン薬局", "home-visit", "訪問診療等", {MOBILE, WORK}, {41000, 129000}, 170000, 85000},
        {"大型チェーン薬局", "home-visit", "訪問診療等", {MOBILE, WORK}, {41000, 128999}, 169999, 84000},

        /* Annex 2, hospital: 1/2, cap and cost cap 781,000, limit 390,000. 781,000 × 1/2 = 390,500 → 390,000 = limit */
        {"病院", "online", "オンライン診療等", {MOBILE, WORK}, {0, 781000}, 781000, 390000},
        {"病院", "online", "オンライン診療等", {MOBILE, WORK}, {0, 781001}, 781000, 390000},
        /* 780,000 × 1/2 = 390,000 = limit; 779,999 × 1/2 = 389,999.5 → 389,000 */
        {"病院", "online", "オンライン診療等", {MOBILE, WORK}, {0, 780000}, 780000, 390000},
        {"病院", "online", "オンライン診療等", {MOBILE, WORK}, {0, 779999}, 779999, 389000},
        /* Annex 2, large chain: 1/2, 130,000, limit 65,000. 130,000 × 1/2 = 65,000 = limit; 129,999 → 64,999.5 → 64,000 */
        {"大型チェーン薬局", "online", "オンライン診療等", {MOBILE, WORK}, {0, 130000}, 130000, 65000},
        {"大型チェーン薬局", "online", "オンライン診療等", {MOBILE, WORK}, {0, 165000}, 130000, 65000},
        {"大型チェーン薬局", "online", "オンライン診療等", {MOBILE, WORK}, {0, 129999}, 129999, 64000},
        /* Annex 2, clinic and pharmacy: 3/4, 130,000, limit 97,000. 130,000 × 3/4 = 97,500 → 97,000 = limit */
        {"診療所", "online", "オンライン診療等", {MOBILE, WORK}, {0, 130000}, 130000, 97000},
        {"薬局", "online", "オンライン診療等", {MOBILE, WORK}, {0, 130001}, 130000, 97000},
        /* 129,334 × 3/4 = 97,000.5 → 97,000; 129,333 × 3/4 = 96,999.75 → 96,000 */
        {"診療所", "online", "オンライン診療等", {MOBILE, WORK}, {0, 129334}, 129334, 97000},
        {"診療所", "online", "オンライン診療等", {MOBILE, WORK}, {0, 129333}, 129333, 96000},
        /* a mobile terminal is no item of annex 2: it does not count */
        {"診療所", "online", "オンライン診療等", {MOBILE, WORK}, {41000, 100000}, 100000, 75000},

        /* Annex 3: the figures of annex 1, under either variant */
        {"病院", "outpatient", "外来診療等(通常とは異なる動線)", {MOBILE, WORK}, {41000, 781000}, 822000, 411000},
        {"病院", "outpatient", "外来診療等(機器故障時等)", {MOBILE, WORK}, {40999, 781001}, 821999, 410000},
        {"大型チェーン薬局",
         "outpatient",
         "外来診療等(通常とは異なる動線)",
         {MOBILE, WORK},
         {41001, 130001},
         171000,
         85000},
        {"大型チェーン薬局", "outpatient", "外来診療等(機器故障時等)", {MOBILE, WORK}, {40999, 129000}, 169999, 84000},
        {"診療所", "outpatient", "外来診療等（通常とは異なる動線）", {MOBILE, WORK}, {41000, 130000}, 171000, 128000},
        {"薬局", "outpatient", "外来診療等(機器故障時等)", {MOBILE, WORK}, {38500, 132000}, 168500, 126000},
        {"クリニック", "outpatient", "外来診療等(機器故障時等)", {MOBILE, WORK}, {41000, 129666}, 170666, 127000},

        /* Annex 4: 3/4, limit 31,000, no cap on an item or on the cost.
         * 41,333 × 3/4 = 30,999.75 → 30,000; 41,334 × 3/4 = 31,000.5 → 31,000 = limit; 42,667 × 3/4 = 32,000.25 → limit */
        {"診療所", "eligibility-only", "資格確認限定型", {READER, TABLET}, {0, 41333}, 41333, 30000},
        {"診療所", "eligibility-only", "資格確認限定型", {READER, TABLET}, {0, 41334}, 41334, 31000},
        {"診療所", "eligibility-only", "義務化対象外施設", {READER, TABLET}, {0, 42667}, 42667, 31000},
        /* 8,800 + 32,500 = 41,300; × 3/4 = 30,975 → 30,000.  88,000 + 44,000 = 132,000, all of it cost; × 3/4 = 99,000 → limit */
        {"病院", "eligibility-only", "資格確認限定型", {READER, TABLET}, {8800, 32500}, 41300, 30000},
        {"大型チェーン薬局", "eligibility-only", "資格確認限定型", {READER, TABLET}, {88000, 44000}, 132000, 31000},
        {"薬局", "eligibility-only", "資格確認限定型", {READER, TABLET}, {41000, 0}, 41000, 30000},
};

static void amounts_at_every_cap_and_limit(void **state)
{
        struct built *b = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                const struct row *row = &rows[i];
                const struct assessment *a;

                build_facility(b, row->kind);
                for (size_t k = 0; k < 2; k++)
                        if (row->bought[k])
                                build_bought(b, k ? "R-2" : "R-1", row->words, row->items[k], row->bought[k]);
                a = build_assess(b, row->category, ON_TIME);
                if (a->eligible_cost.n != row->cost || a->subsidy.n != row->subsidy)
                        print_error("row %zu: %s %s %ld + %ld: cost %ld, subsidy %ld\n", i, row->kind, row->category,
                                    (long)row->bought[0], (long)row->bought[1], (long)a->eligible_cost.n,
                                    (long)a->subsidy.n);
                assert_int_equal(a->eligible_cost.n, row->cost);
                assert_int_equal(a->subsidy.n, row->subsidy);
                assert_int_equal(a->claimed.n, row->bought[0] + row->bought[1]);
        }
}

static const char *step_line(struct built *b, const struct step *step)
{
        struct buffer out = buffer_in(b->arena);

        buffer_printf(&out, "%s [%s]", step_id(step->kind), step->rule);
        for (size_t i = 0; i < step->inputs.n; i++)
                buffer_printf(&out, " %ld", (long)step->inputs.at[i]);
        buffer_printf(&out, " = %ld", (long)step->result.n);
        if (step->rest)
                buffer_printf(&out, " + %d/%d", (int)step->rest, (int)step->den);
        buffer_printf(&out, " %s%s", step->applies ? "" : "(none) ", how_word(step->basis.how, ENGLISH));
        return out.at;
}

static void assert_steps(struct built *b, const char *const want[], size_t n)
{
        for (size_t i = 0; i < n && i < b->result.steps.n; i++)
                assert_string_equal(step_line(b, &b->result.steps.at[i]), want[i]);
        assert_int_equal(b->result.steps.n, n);
}

/* The example of a clinic with two lines of modification, one of them a discount: every step, its rule and how sure that is. */
static void every_step_is_recorded(void **state)
{
        static const char *const want[] = {
                "lines [home-visit/item/mobile-terminal] 38500 = 38500 stated",
                "item-cap [home-visit/clinic/item-cap/mobile-terminal] 38500 41000 = 38500 stated",
                "lines [home-visit/item/receipt-computer] 143000 -11001 = 131999 stated",
                "item-cap [home-visit/clinic/item-cap/receipt-computer] 131999 130000 = 130000 stated",
                "sum [home-visit/sum] 38500 130000 = 168500 inferred",
                "cost-cap [home-visit/clinic/cost-cap] 168500 171000 = 168500 stated",
                "rate [home-visit/clinic/rate] 168500 3 4 = 126375 stated",
                "rounding [home-visit/clinic/rounding] 126375 0 4 1000 = 126000 inferred",
                "limit [home-visit/clinic/limit] 126000 128000 = 126000 stated",
        };
        struct built *b = *state;

        build_facility(b, "診療所");
        build_bought(b, "R-1", "訪問診療等", MOBILE, 38500);
        build_receipt(b, "R-2", 131999);
        build_line(b, "R-2", "訪問診療等", WORK, 143000);
        build_line(b, "R-2", "訪問診療等", WORK, -11001);
        build_assess(b, "home-visit", ON_TIME);
        assert_steps(b, want, COUNT(want));
        assert_int_equal(b->result.eligible_total.n, 170499); /* 38,500 + 143,000 - 11,001 */
        assert_int_equal(b->result.status, READY);
}

/* 資格確認限定型 sets no cap: the steps say so. 41,335 × 3/4 = 31,001 + 1/4 */
static void a_step_without_a_rule_says_so(void **state)
{
        static const char *const want[] = {
                "lines [eligibility-only/item/smartphone-tablet] 41335 = 41335 stated",
                "item-cap [eligibility-only/any/item-cap/smartphone-tablet] 41335 = 41335 (none) unknown",
                "sum [eligibility-only/sum] 41335 = 41335 unknown",
                "cost-cap [eligibility-only/any/cost-cap] 41335 = 41335 (none) unknown",
                "rate [eligibility-only/any/rate] 41335 3 4 = 31001 + 1/4 stated",
                "rounding [eligibility-only/any/rounding] 31001 1 4 1000 = 31000 inferred",
                "limit [eligibility-only/any/limit] 31000 31000 = 31000 stated",
        };
        struct built *b = *state;

        build_facility(b, "病院");
        build_bought(b, "R-1", "資格確認限定型", TABLET, 41335);
        build_assess(b, "eligibility-only", ON_TIME);
        assert_steps(b, want, COUNT(want));
}

/* Nothing counts: all amounts 0, and still every step from the sum on. */
static void nothing_counts(void **state)
{
        static const char *const want[] = {
                "sum [home-visit/sum] = 0 inferred",
                "cost-cap [home-visit/clinic/cost-cap] 0 171000 = 0 stated",
                "rate [home-visit/clinic/rate] 0 3 4 = 0 stated",
                "rounding [home-visit/clinic/rounding] 0 0 4 1000 = 0 inferred",
                "limit [home-visit/clinic/limit] 0 128000 = 0 stated",
        };
        struct built *b = *state;

        build_facility(b, "診療所");
        build_bought(b, "R-1", "訪問診療等", "プリンター", 38500);
        build_assess(b, "home-visit", ON_TIME);
        assert_steps(b, want, COUNT(want));
        assert_int_equal(b->result.claimed.n, 38500);
        assert_int_equal(b->result.eligible_total.n, 0);
        assert_int_equal(b->result.subsidy.n, 0);
}

/* A discount larger than what it discounts: the cost is 0, not below. 22,000 - 33,000 = -11,000 */
static void a_cost_is_never_below_zero(void **state)
{
        struct built *b = *state;

        build_facility(b, "診療所");
        build_receipt(b, "R-1", -11000);
        build_line(b, "R-1", "訪問診療等", MOBILE, 22000);
        build_line(b, "R-1", "訪問診療等", MOBILE, -33000);
        build_assess(b, "home-visit", ON_TIME);
        assert_int_equal(b->result.eligible_total.n, -11000);
        assert_int_equal(b->result.eligible_cost.n, 0);
        assert_int_equal(b->result.subsidy.n, 0);
}

/* ---- the same by another road */

struct generator {
        uint64_t state;
};

static uint32_t next(struct generator *g, uint32_t below)
{
        g->state = g->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        return (uint32_t)(g->state >> 33) % below;
}

/* The table of the notice, typed off it once more: yen in thousands (41.1万円 = 411), rates in quarters. */
static const struct published {
        const char *kind, *category, *words;
        int64_t quarters, limit, cost_cap, mobile_cap, work_cap; /* thousand yen; -1 = none; 0 = not eligible */
} published[] = {
        {"病院", "home-visit", "訪問診療等", 2, 411, 822, 41, 781},
        {"大型チェーン薬局", "home-visit", "訪問診療等", 2, 85, 171, 41, 130},
        {"診療所", "home-visit", "訪問診療等", 3, 128, 171, 41, 130},
        {"病院", "online", "オンライン診療等", 2, 390, 781, 0, 781},
        {"大型チェーン薬局", "online", "オンライン診療等", 2, 65, 130, 0, 130},
        {"薬局", "online", "オンライン診療等", 3, 97, 130, 0, 130},
        {"病院", "outpatient", "外来診療等(通常とは異なる動線)", 2, 411, 822, 41, 781},
        {"大型チェーン薬局", "outpatient", "外来診療等(機器故障時等)", 2, 85, 171, 41, 130},
        {"薬局", "outpatient", "外来診療等(機器故障時等)", 3, 128, 171, 41, 130},
        {"診療所", "eligibility-only", "資格確認限定型", 3, 31, -1, -1, -1},
};

/* Pays out a thousand yen at a time for as long as the cost covers it and the limit allows: 4000 quarters of a yen each. */
static int64_t paid_out(const struct published *p, int64_t cost)
{
        int64_t quarters = cost * p->quarters, paid = 0;

        while (quarters >= 4000 && paid < p->limit * 1000) {
                quarters -= 4000;
                paid += 1000;
        }
        return paid;
}

static int64_t held_to(int64_t amount, int64_t thousand)
{
        while (thousand >= 0 && amount > thousand * 1000)
                amount -= amount - thousand * 1000 > 1000 ? 1000 : 1;
        return amount;
}

struct expected {
        int64_t claimed, mobile, work;
};

/* One receipt with up to four lines; one in six is dated after the application and counts for nothing. */
static void invent_receipt(struct built *b, struct generator *g, const struct published *p, struct expected *want)
{
        bool only = p->cost_cap < 0, late = next(g, 6) == 0;
        char *number = arena_printf(b->arena, "R-%zu", b->records.receipts.n + 1);
        uint32_t lines = 1 + next(g, 4);
        struct receipt *r = build_receipt(b, number, 0);

        r->date = late ? (struct date){2025, 12, 23} : (struct date){2025, 12, 22};
        for (uint32_t i = 0; i < lines; i++) {
                uint32_t what = next(g, 8);
                int64_t amount = (int64_t)next(g, next(g, 3) ? 90000 : 900000) - 1000;
                bool other = what == 7, mobile = what < 3, work = what >= 3 && what < 6;
                const char *item = mobile ? (only ? READER : MOBILE) : work ? (only ? TABLET : WORK) : "プリンター";

                build_line(b, number, other ? "対象外" : p->words, item, amount);
                r->amount.n += amount;
                want->claimed += other ? 0 : amount;
                want->mobile += mobile && !late && p->mobile_cap ? amount : 0;
                want->work += work && !late ? amount : 0;
        }
}

/* What the lines say of themselves adds up to the amounts; a step's first inputs are earlier results. */
static void assert_proof(const struct built *b)
{
        const struct assessment *a = &b->result;
        const struct step *last = &a->steps.at[a->steps.n - 1];
        int64_t counts = 0, others = 0;

        for (size_t i = 0; i < b->records.purchases.n; i++) {
                int64_t amount = b->records.purchases.at[i].amount.n;

                if (a->lines[i] == LINE_COUNTS)
                        counts += amount;
                else if (a->lines[i] != LINE_NO_CATEGORY)
                        others += amount;
        }
        assert_int_equal(a->eligible_total.n, counts);
        assert_int_equal(a->claimed.n, counts + others);
        assert_int_equal(last->result.n, a->subsidy.n);
        for (int i = 3; i > 0; i--)
                assert_int_equal(last[1 - i].inputs.at[0], last[-i].result.n);
}

static void a_hundred_thousand_by_another_road(void **state)
{
        struct built *b = *state, one = *b;
        struct generator g = {20260115};

        one.arena = arena_child(b->arena);
        for (int i = 0; i < 100000; i++) {
                const struct published *p = &published[next(&g, COUNT(published))];
                struct expected want = {0};
                uint32_t receipts = 1 + next(&g, 3);
                int64_t cost;

                build_facility(&one, p->kind);
                for (uint32_t k = 0; k < receipts; k++)
                        invent_receipt(&one, &g, p, &want);
                cost = held_to(want.mobile, p->mobile_cap) + held_to(want.work, p->work_cap);
                cost = held_to(cost < 0 ? 0 : cost, p->cost_cap);
                build_assess(&one, p->category, ON_TIME);
                assert_int_equal(one.result.claimed.n, want.claimed);
                assert_int_equal(one.result.eligible_total.n, want.mobile + want.work);
                assert_int_equal(one.result.eligible_cost.n, cost);
                assert_int_equal(one.result.subsidy.n, paid_out(p, cost));
                assert_proof(&one);
                arena_reset(one.arena);
        }
        arena_free(one.arena);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(amounts_at_every_cap_and_limit, built_open, built_close),
                cmocka_unit_test_setup_teardown(every_step_is_recorded, built_open, built_close),
                cmocka_unit_test_setup_teardown(a_step_without_a_rule_says_so, built_open, built_close),
                cmocka_unit_test_setup_teardown(nothing_counts, built_open, built_close),
                cmocka_unit_test_setup_teardown(a_cost_is_never_below_zero, built_open, built_close),
                cmocka_unit_test_setup_teardown(a_hundred_thousand_by_another_road, built_open, built_close),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
