/* What more would count (core/assess/room.h, core/programme/formula.h), worked out by hand from the notice: a clinic gets 3/4, cut below
 * 1,000 yen; caps of 訪問診療等 41,000 (terminal) and 130,000 (work), cost cap 171,000, limit 128,000. */
#include "tests/unit/records_build.h"

#include "core/programme/formula.h"
#include "core/assess/room.h"

#include "core/banned.h"

#define HOME   "訪問診療等"
#define ONLY   "資格確認限定型"
#define MOBILE "モバイル端末"
#define WORK   "レセプトコンピュータ改修"

enum { MOST_LINES = 4, NO_LIMIT_COST = -1 };

static const struct {
        const char *kind, *category_text, *category;
        struct {
                const char *item;
                int64_t amount;
        } lines[MOST_LINES];
        int64_t subsidy;
        struct {
                int64_t used, free, subsidy;
        } items[2];          /* those with a cap */
        int64_t cost_free, cost_subsidy; /* 0, 0 where there is no cost cap */
        int64_t limit_cost, limit_free;
        int64_t line_subsidies[MOST_LINES]; /* without the line; with one that waits; 0 ends */
        const char *changes;                /* a letter a line: y n */
} rows[] = {
        /* 121,000 → 90,750 → 90,000. Terminal full: 41,000 + 88,000 = 129,000 → 96,750. Work full: 33,000 + 130,000 =
         * 163,000 → 122,250. Cost full: 171,000 → 128,250 → 128,000. The limit from 170,667: × 3/4 = 128,000.25.
         * Without the terminal 88,000 → 66,000; without the work 33,000 → 24,750. */
        {"診療所", HOME, "home-visit", {{MOBILE, 33000}, {WORK, 88000}}, 90000,
         {{33000, 8000, 96000}, {88000, 42000, 122000}}, 50000, 128000, 170667, 49667, {66000, 24000}, "yy"},
        /* over both caps: 41,000 + 130,000 = 171,000 → 128,000. The second work lies above the cap: 41,000 + 130,000 without
         * it; without the first 41,000 + 22,000 = 63,000 → 47,250; without the terminal 130,000 → 97,500. */
        {"診療所", HOME, "home-visit", {{MOBILE, 52800}, {WORK, 130000}, {WORK, 22000}}, 128000,
         {{52800, 0, 128000}, {152000, 0, 128000}}, 0, 128000, 170667, 0, {97000, 47000, 128000}, "yyn"},
        /* 300 yen vanish in the rounding: 121,300 → 90,975 → 90,000. Work full: 33,000 + 130,000. */
        {"診療所", HOME, "home-visit", {{MOBILE, 33000}, {WORK, 88000}, {WORK, 300}}, 90000,
         {{33000, 8000, 96000}, {88300, 41700, 122000}}, 49700, 128000, 170667, 49367, {66000, 24000, 90000}, "yyn"},
        /* a discount: 116,000 → 87,000; without it 121,000 → 90,000. 33,000 − 5,000 = 28,000 → 21,000; 83,000 → 62,250.
         * Terminal full: 41,000 + 83,000 = 124,000 → 93,000. */
        {"診療所", HOME, "home-visit", {{MOBILE, 33000}, {WORK, 88000}, {WORK, -5000}}, 87000,
         {{33000, 8000, 93000}, {83000, 47000, 122000}}, 55000, 128000, 170667, 54667, {62000, 21000, 90000}, "yyy"},
        /* maintenance waits for an answer: with it 134,200 → 100,650; it has no cap */
        {"診療所", HOME, "home-visit", {{MOBILE, 33000}, {WORK, 88000}, {"保守", 13200}}, 90000,
         {{33000, 8000, 96000}, {88000, 42000, 122000}}, 50000, 128000, 170667, 49667, {66000, 24000, 100000}, "yyy"},
        /* and changes nothing where the cost cap is reached */
        {"診療所", HOME, "home-visit", {{MOBILE, 41000}, {WORK, 130000}, {"保守", 13200}}, 128000,
         {{41000, 0, 128000}, {130000, 0, 128000}}, 0, 128000, 170667, 0, {97000, 30000, 128000}, "yyn"},
        /* a class nothing was bought of: hospital, 1/2, caps 41,000 and 781,000, cost 822,000, limit 411,000.
         * 41,000 + 500,000 = 541,000 → 270,500 → 270,000; 781,000 → 390,500 → 390,000; limit from 822,000 on. */
        {"病院", HOME, "home-visit", {{WORK, 500000}}, 250000,
         {{0, 41000, 270000}, {500000, 281000, 390000}}, 322000, 411000, 822000, 322000, {0}, "y"},
        /* large chain, 1/2, caps 41,000 and 130,000, limit 85,000: from 170,000 on. 65,000 = 130,000 / 2; 85,500 → 85,000 */
        {"大型チェーン薬局", HOME, "home-visit", {{MOBILE, 41000}, {WORK, 130000}}, 85000,
         {{41000, 0, 85000}, {130000, 0, 85000}}, 0, 85000, 170000, 0, {65000, 20000}, "yy"},
        /* no caps, limit 31,000: 41,333 × 3/4 = 30,999.75, 41,334 × 3/4 = 31,000.5 */
        {"診療所", ONLY, "eligibility-only", {{"汎用カードリーダー", 20000}}, 15000, {{0, 0, 0}}, 0, 0, 41334, 21334, {0}, "y"},
        {"診療所", ONLY, "eligibility-only", {{"汎用カードリーダー", 41333}}, 30000, {{0, 0, 0}}, 0, 0, 41334, 1, {0}, "y"},
        {"診療所", ONLY, "eligibility-only", {{"汎用カードリーダー", 41334}, {"タブレット", 60000}}, 31000, {{0, 0, 0}}, 0, 0,
         41334, 0, {31000, 31000}, "nn"},
};

static void what_is_free(void **state)
{
        struct built *b = *state;

        for (size_t r = 0; r < COUNT(rows); r++) {
                struct room room;
                int64_t total = 0;
                size_t capped = rows[r].items[0].subsidy ? 2 : 0;

                build_facility(b, rows[r].kind);
                for (size_t i = 0; i < MOST_LINES && rows[r].lines[i].item; i++)
                        total += rows[r].lines[i].amount;
                build_receipt(b, "R-1", total);
                for (size_t i = 0; i < MOST_LINES && rows[r].lines[i].item; i++)
                        build_line(b, "R-1", rows[r].category_text, rows[r].lines[i].item, rows[r].lines[i].amount);
                build_assess(b, rows[r].category, ON_TIME);
                assert_int_equal(b->result.subsidy.n, rows[r].subsidy);
                room_of(&room, &b->result, &b->records, b->arena);

                assert_true(room.known);
                assert_int_equal(room.items.n, capped);
                for (size_t i = 0; i < capped; i++) {
                        assert_int_equal(room.items.at[i].used.n, rows[r].items[i].used);
                        assert_int_equal(room.items.at[i].free.n, rows[r].items[i].free);
                        assert_int_equal(room.items.at[i].subsidy.n, rows[r].items[i].subsidy);
                }
                assert_int_equal(room.has_cost_cap, rows[r].cost_subsidy != 0);
                assert_int_equal(room.cost_free.n, rows[r].cost_free);
                assert_int_equal(room.cost_subsidy.n, rows[r].cost_subsidy);
                assert_true(room.limit_reachable);
                assert_int_equal(room.limit_cost.n, rows[r].limit_cost);
                assert_int_equal(room.limit_free.n, rows[r].limit_free);
                assert_int_equal(room.lines.n, strlen(rows[r].changes));
                for (size_t i = 0; i < room.lines.n; i++) {
                        assert_int_equal(room.lines.at[i].subsidy.n, rows[r].line_subsidies[i]);
                        assert_int_equal(room.lines.at[i].changes, rows[r].changes[i] == 'y');
                        assert_int_equal(room.lines.at[i].counts, b->result.lines[i] == LINE_COUNTS);
                }
        }
}

/* No rule for the kind of facility: nothing is promised. */
static void no_grant(void **state)
{
        struct built *b = *state;
        struct room room;

        build_facility(b, "助産所");
        build_bought(b, "R-1", HOME, MOBILE, 33000);
        build_assess(b, "home-visit", ON_TIME);
        room_of(&room, &b->result, &b->records, b->arena);
        assert_false(room.known);
        assert_int_equal(room.items.n + room.lines.n, 0);
        assert_false(room.has_limit || room.has_cost_cap);
}

/* 電子処方箋: 1/2 of at most 387,000, limit 194,000: only half up reaches it (193,500 → 194,000). */
static const struct {
        int64_t num, den, cost_cap, limit, unit;
        enum rounding rounding;
        int64_t limit_cost; /* NO_LIMIT_COST: out of reach */
} formulas[] = {
        {1, 2, 387000, 194000, 1000, ROUND_HALF_UP, 387000},
        {1, 2, 387000, 194000, 1000, ROUND_DOWN, NO_LIMIT_COST},
        {1, 2, 387000, 193000, 1000, ROUND_DOWN, 386000},
        {1, 2, 387000, 193000, 1000, ROUND_UP, 384001},      /* 192,000.5 → 193,000 */
        {1, 3, 4866000, 1622000, 1000, ROUND_DOWN, 4866000}, /* ÷ 3 = 1,622,000 */
        {1, 3, 0, 1, 1, ROUND_DOWN, 3},
        {1, 1, 0, 41000, 1000, ROUND_DOWN, 41000}, /* 施術所 */
        {3, 4, 0, 0, 1000, ROUND_DOWN, 0},
};

static void where_the_limit_is_reached(void **state)
{
        (void)state;
        for (size_t i = 0; i < COUNT(formulas); i++) {
                const struct grant grant = {.rate = {(int32_t)formulas[i].num, (int32_t)formulas[i].den},
                                            .rate_basis = {.how = HOW_STATED},
                                            .has_cost_cap = formulas[i].cost_cap != 0,
                                            .cost_cap = {formulas[i].cost_cap},
                                            .has_limit = true,
                                            .limit = {formulas[i].limit},
                                            .round_unit = formulas[i].unit,
                                            .rounding = formulas[i].rounding,
                                            .rounding_basis = {.how = HOW_STATED}};
                struct yen cost = {NO_LIMIT_COST};

                assert_int_equal(formula_limit_cost(&cost, &grant), formulas[i].limit_cost != NO_LIMIT_COST);
                assert_int_equal(cost.n, formulas[i].limit_cost);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(what_is_free, built_open, built_close),
                cmocka_unit_test_setup_teardown(no_grant, built_open, built_close),
                cmocka_unit_test(where_the_limit_is_reached),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
