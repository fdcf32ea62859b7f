/* What an application would bring once it is in order (core/assess/prospect.h). 訪問診療等, a clinic: mobile terminals up to 41,000,
 * 3/4, cut below 1,000. */
#include "tests/unit/records_build.h"

#include "core/assess/prospect.h"

#include "core/banned.h"

#define MOBILE "モバイル端末"

/* 33,000 + 110,000 = 143,000; × 3/4 = 107,250 → 107,000 */
static void in_order(struct built *b)
{
        build_in_order(b, "訪問診療等");
}

static void no_scan(struct built *b)
{
        build_in_order(b, "訪問診療等");
        build_paper(b)->evidence.n = 0; /* E106: no line of it counts */
}

/* One of two receipts has no scan. Today, in error, nothing; then all. */
static void one_without_scan(struct built *b)
{
        build_facility(b, "診療所");
        build_bought(b, "R-1", "訪問診療等", MOBILE, 33000);
        build_bought(b, "R-2", "訪問診療等", "レセプトコンピュータ改修", 110000)->payer = CODE;
        b->records.receipts.at[1].evidence.n = 0;
}

/* C209: the second waits for an answer. 33,000 × 3/4 = 24,750 → 24,000; both: 66,000, cap 41,000, × 3/4 = 30,750 → 30,000 */
static void same_paper(struct built *b)
{
        build_facility(b, "診療所");
        build_bought(b, "R-1", "訪問診療等", MOBILE, 33000);
        build_bought(b, "R-2", "訪問診療等", MOBILE, 33000);
        b->records.receipts.at[1].issuer = b->records.receipts.at[0].issuer;
}

/* E119: a row of applications alone */
static void no_lines(struct built *b)
{
        build_facility(b, "診療所");
        *vec_add(b->arena, &b->records.claims) = (struct claim){
                .facility = CODE, .category_text = "訪問診療等", .category = "", .options = "", .note = ""};
}

/* E111: the programme has no such kind */
static void no_grant(struct built *b)
{
        build_in_order(b, "訪問診療等");
        b->records.facility.kind_text = "助産所";
}

static void amounts(void **state)
{
        static const struct {
                void (*build)(struct built *);
                struct date on;
                enum application_status status;
                int64_t today, then;
        } rows[] = {
                {in_order, {2025, 12, 22}, READY, 107000, 107000},
                {no_scan, {2025, 12, 22}, HAS_ERROR, 0, 107000},
                {one_without_scan, {2025, 12, 22}, HAS_ERROR, 0, 107000},
                {same_paper, {2025, 12, 22}, NEEDS_ANSWER, 24000, 30000},
                {no_scan, {2026, 1, 16}, HAS_ERROR, 0, 0}, /* E101: the day after the deadline nothing helps */
                {no_lines, {2025, 12, 22}, HAS_ERROR, 0, 0},
                {no_grant, {2025, 12, 22}, HAS_ERROR, 0, 0},
        };
        struct built *b = *state;

        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                const struct assessment *a;

                rows[i].build(b);
                a = build_assess(b, "home-visit", rows[i].on);
                if (a->status != rows[i].status || prospect_today(a).n != rows[i].today ||
                    prospect_subsidy(a, &b->records).n != rows[i].then)
                        fail_msg("row %zu: status %d, %lld today, %lld then (%s)", i, (int)a->status,
                                 (long long)prospect_today(a).n, (long long)prospect_subsidy(a, &b->records).n,
                                 build_ids(b));
        }
}

/* The gain is what would come on top of today; of what was handed in, or of a facility that will not apply, nothing. */
static void gains(void **state)
{
        static const struct {
                void (*build)(struct built *);
                enum filing_state filing;
                int64_t gain;
        } rows[] = {
                {in_order, FILING_NONE, 0},
                {no_scan, FILING_NONE, 107000},          /* 107,000 - 0 */
                {one_without_scan, FILING_NONE, 107000}, /* in error: nothing today */
                {same_paper, FILING_NONE, 6000},         /* 30,000 - 24,000 */
                {no_lines, FILING_NONE, 0},
                {no_scan, FILING_SUBMITTED, 0},
                {no_scan, FILING_GRANTED, 0},
                {no_scan, FILING_DECLINED, 0},
        };
        struct built *b = *state;

        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                const struct filing filing = {.state = rows[i].filing};
                int64_t gain;

                rows[i].build(b);
                gain = prospect_gain(build_assess(b, "home-visit", ON_TIME), &b->records, &filing).n;
                if (gain != rows[i].gain)
                        fail_msg("row %zu: %lld", i, (long long)gain);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(amounts, built_open, built_close),
                                           cmocka_unit_test_setup_teardown(gains, built_open, built_close)};

        return cmocka_run_group_tests(tests, NULL, NULL);
}
