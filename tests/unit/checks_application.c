/* Checks of the application and its facility: dates, obligation, variants, and what one category means
 * for another; each with the sentence of the notice. Papers are in order unless the case spoils them. */
#include "tests/unit/records_build.h"

#include "core/banned.h"

#define HOME    "訪問診療等"
#define ONLINE  "オンライン診療等"
#define FLOW    "外来診療等(通常とは異なる動線)"
#define FAILURE "外来診療等(機器故障時等)"
#define ONLY    "資格確認限定型"
#define MOBILE  "モバイル端末"
#define WORK    "レセプトコンピュータ改修"

/* docs/field.md 3: 2739400105 is valid; the same written with table 1 must not pass and looks dental; table 6 is a visiting nurse station. */
static void codes(void **state)
{
        static const struct {
                const char *code, *ids;
        } codes_rows[] = {
                {"0118010016", "I402"},      {"1318814790", "I402"},      {"2739400105", "I402"},
                {"0118010017", "W301 I402"}, {"2719400105", "W302 I402"},
        };
        struct built *b = *state;

        for (size_t i = 0; i < COUNT(codes_rows); i++) {
                build_in_order(b, HOME);
                b->records.facility.code = codes_rows[i].code;
                build_assess(b, "home-visit", ON_TIME);
                assert_string_equal(build_ids(b), codes_rows[i].ids);
        }
        build_in_order(b, HOME);
        b->records.facility.code = "4760190014";
        build_assess(b, "home-visit", ON_TIME);
        build_says(b, C217,
                   "訪問看護の医療機関コードです | 4760190014 | 4760190014 | facilities.csv:2:1 | "
                   "厚生労働省事務連絡(令和7年5月12日) 表題、別添一覧");
}

/* Annexes 1-4, 3.: the deadline is 令和8年1月15日, the whole day of it. */
static void the_deadline(void **state)
{
        static const struct {
                struct date on;
                const char *ids;
                enum application_status status;
        } days[] = {
                {{2026, 1, 14}, "I402", READY},
                {{2026, 1, 15}, "I402", READY},
                {{2026, 1, 16}, "E101 I402", HAS_ERROR},
                {{2027, 1, 1}, "E101 I402", HAS_ERROR},
        };
        struct built *b = *state;

        for (size_t i = 0; i < COUNT(days); i++) {
                build_in_order(b, HOME);
                build_assess(b, "home-visit", days[i].on);
                assert_string_equal(build_ids(b), days[i].ids);
                assert_int_equal(b->result.status, days[i].status);
                assert_int_equal(b->result.subsidy.n, 107000); /* the amount is an integer whatever the status */
        }
        build_assess(b, "home-visit", (struct date){2026, 1, 16});
        build_says(b, E101,
                   "申請期限の令和8年1月15日を過ぎています | " CODE
                   "/home-visit | 2026-01-16 | - | 厚生労働省事務連絡(令和7年5月12日) 本文「申請期限」");
}

/* This programme states no opening and no period of purchase; others do (docs/field.md 6). */
static void windows_that_other_programmes_state(void **state)
{
        struct built *b = *state;
        struct programme other = *b->programme;

        other.opens = (struct date){2025, 6, 6};
        other.opens_basis = other.purchase_basis = other.deadline_basis;
        other.purchase_first = (struct date){2025, 4, 1};
        other.purchase_last = (struct date){2025, 6, 30};
        build_in_order(b, HOME);
        build_paper(b)->date = (struct date){2025, 4, 1};
        b->programme = &other;
        build_assess(b, "home-visit", (struct date){2025, 6, 6});
        assert_string_equal(build_ids(b), "");
        build_assess(b, "home-visit", (struct date){2025, 6, 5});
        assert_string_equal(build_ids(b), "E114");
        build_paper(b)->date = (struct date){2025, 3, 31};
        build_assess(b, "home-visit", (struct date){2025, 6, 6});
        assert_string_equal(build_ids(b), "E118 C226");
        assert_int_equal(b->result.eligible_total.n, 0);
        build_paper(b)->date = (struct date){2025, 7, 1};
        build_assess(b, "home-visit", (struct date){2025, 7, 1});
        assert_string_equal(build_ids(b), "E118");
        build_paper(b)->date = (struct date){2025, 6, 30};
        build_assess(b, "home-visit", (struct date){2025, 7, 1});
        assert_string_equal(build_ids(b), "");
        build_paper(b)->date = (struct date){2025, 7, 1};
        other.purchase_last = (struct date){0};
        build_assess(b, "home-visit", (struct date){2025, 7, 1});
        assert_string_equal(build_ids(b), "");
}

static void a_claim_without_lines_is_not_ready(void **state)
{
        struct built *b = *state;

        build_in_order(b, HOME);
        assert_false(assess_is_claimed(&b->records, programme_category_by_id(b->programme, "online")));
        *vec_add(b->arena, &b->records.claims) =
                (struct claim){.facility = CODE,
                               .category_text = ONLINE,
                               .category = "",
                               .origin = {"applications.csv", "", 2, "facility,category", "", ORIGIN_COLUMNS}};
        build_assess(b, "online", ON_TIME);
        assert_true(assess_is_claimed(&b->records, programme_category_by_id(b->programme, "online")));
        build_says(b, E119, "この区分の購入明細がありません | " CODE "/online | - | applications.csv:2:2 | -");
        assert_int_equal(b->result.status, HAS_ERROR);
}

/* Annex 4: only for facilities outside the obligation. 33,000 × 3/4 = 24,750 → 24,000 */
static void only_outside_the_obligation(void **state)
{
        static const struct {
                enum answer3 outside;
                const char *ids;
        } said[] = {{YES, "C216 C212 I402"}, {NOT_SAID, "C216 C203 C212 I402"}, {NO, "E109 C216 C212 I402"}};
        struct built *b = *state;

        for (size_t i = 0; i < COUNT(said); i++) {
                build_facility(b, "病院");
                build_bought(b, "R-1", ONLY, "タブレット", 33000);
                b->records.facility.outside_obligation = said[i].outside;
                build_assess(b, "eligibility-only", ON_TIME);
                assert_string_equal(build_ids(b), said[i].ids);
                assert_int_equal(b->result.subsidy.n, 24000);
        }
        build_says(b, E109,
                   "義務化対象の施設は、この区分に申請できません | " CODE
                   "/eligibility-only | いいえ | facilities.csv:2:11 | 厚生労働省事務連絡(令和7年5月12日) 別添4 概要");
        build_says(b, C216,
                   "申請の前に必要な手続き: ポータルサイトのアカウント登録と利用申請 | " CODE
                   "/eligibility-only | - | - | 厚生労働省事務連絡(令和7年5月12日) 別添4 概要、「3.」の注");
}

static void the_variant(void **state)
{
        static const struct {
                const char *lines[2], *variant, *ids;
        } said[] = {
                {{FLOW, FLOW}, "different-flow", "I402"},          {{FAILURE, FAILURE}, "device-failure", "I402"},
                {{"外来診療等", "外来診療等"}, NULL, "C201 I402"}, {{"外来診療等", FAILURE}, "device-failure", "I402"},
                {{FAILURE, FLOW}, "different-flow", "C202 I402"},
        };
        struct built *b = *state;

        for (size_t i = 0; i < COUNT(said); i++) {
                build_in_order(b, said[i].lines[0]);
                b->records.purchases.at[1].category_text = said[i].lines[1];
                build_assess(b, "outpatient", ON_TIME);
                assert_string_equal(build_ids(b), said[i].ids);
                if (said[i].variant)
                        assert_string_equal(b->result.variant, said[i].variant);
                else
                        assert_null(b->result.variant);
                assert_int_equal(b->result.subsidy.n, 107000);
        }
        build_says(b, C202,
                   "通常とは異なる動線と機器故障時等の両方が明細にあります。通常とは異なる動線として扱います | " CODE
                   "/outpatient | " FAILURE " | purchases.csv:2:3 | -");
        build_in_order(b, "外来診療等");
        build_assess(b, "outpatient", ON_TIME);
        build_says(b, C201,
                   "通常とは異なる動線、機器故障時等のどれにあたるか、明細にありません | " CODE
                   "/outpatient | 外来診療等 | purchases.csv:2:3 | -");
}

/* Annex 3: whoever was subsidised for the different flow gets nothing more for device failure; the reverse is not said. */
static void after_an_earlier_grant(void **state)
{
        static const struct {
                const char *now, *before, *ids;
        } said[] = {
                {FAILURE, "R6:" FLOW, "E110 I402"}, {FAILURE, "R6:" FAILURE, "C207 I402"},
                {FLOW, "R6:" FLOW, "C207 I402"},         {FLOW, "R6:" FAILURE, "C207 I402"},
                {FAILURE, "R6:" ONLINE, "C205 I402"}, /* annex 2: the same system, by whoever's money */
                {FLOW, "R6:" ONLINE, "C205 I402"},
                {FAILURE, "R6:外来診療等", "C225 I402"}, /* which of the two decides */
                {FLOW, "R6:外来診療等", "C207 I402"},
                {FAILURE, "R6:外来診療等;R6:" FLOW, "E110 I402"},
                {FAILURE, "R6:" FLOW ";R5:" FAILURE, "E110 C207 I402"}, /* of R5 the notice is silent */
        };
        struct built *b = *state;

        for (size_t i = 0; i < COUNT(said); i++) {
                build_in_order(b, said[i].now);
                b->records.facility.earlier_grants_text = said[i].before;
                build_assess(b, "outpatient", ON_TIME);
                assert_string_equal(build_ids(b), said[i].ids);
                assert_int_equal(b->result.eligible_total.n, 143000);
        }
        build_in_order(b, FAILURE);
        b->records.facility.earlier_grants_text = "R6:" FLOW;
        build_assess(b, "outpatient", ON_TIME);
        build_says(b, E110,
                   "通常とは異なる動線の補助を受けた施設は、機器故障時等の補助を受けられません | " CODE
                   "/outpatient | R6:" FLOW
                   " | facilities.csv:2:12 | 厚生労働省事務連絡(令和7年5月12日) 別添3「2.補助内容」の注");
}

/* Annex 2: once the system has been modified for online care or for outpatients, again is neither needed nor eligible for the
 * other; the notice names no year. Only where there is work on the system now. */
static void after_an_earlier_modification(void **state)
{
        struct built *b = *state;

        build_in_order(b, FLOW);
        b->records.facility.earlier_mods_text = "R6:" ONLINE;
        build_assess(b, "outpatient", ON_TIME);
        assert_string_equal(build_ids(b), "C205 I402");
        assert_int_equal(b->result.eligible_total.n, 143000);
        build_facility(b, "診療所");
        build_bought(b, "R-1", ONLINE, WORK, 110000);
        b->records.facility.earlier_mods_text = FAILURE;
        build_assess(b, "online", ON_TIME);
        assert_string_equal(build_ids(b), "C205 I402");
        build_facility(b, "診療所");
        build_bought(b, "R-1", FLOW, MOBILE, 33000);
        b->records.facility.earlier_mods_text = "R6:" ONLINE;
        build_assess(b, "outpatient", ON_TIME);
        assert_string_equal(build_ids(b), "I402");
}

/* "around July 2025": applying before 1 July is a question for device failure alone; older receipts are right. */
static void device_failure_before_july(void **state)
{
        struct built *b = *state;

        build_in_order(b, FAILURE);
        build_paper(b)->date = (struct date){2025, 5, 1};
        build_assess(b, "outpatient", (struct date){2025, 7, 1});
        assert_string_equal(build_ids(b), "I402");
        build_assess(b, "outpatient", (struct date){2025, 6, 30});
        build_says(b, C208,
                   "機器故障時等の申請受付は令和7年7月頃からの予定です | " CODE
                   "/outpatient | - | - | 厚生労働省事務連絡(令和7年5月12日) 本文「令和7年7月頃」");
        build_in_order(b, FLOW);
        build_paper(b)->date = (struct date){2025, 5, 1};
        build_assess(b, "outpatient", (struct date){2025, 6, 30});
        assert_string_equal(build_ids(b), "I402");
}

/* The notice says nothing of 1 and 3 together, and allows 1 and 2. */
static void categories_together(void **state)
{
        struct built *b = *state;

        build_in_order(b, HOME);
        build_bought(b, "R-2", FLOW, MOBILE, 33000);
        build_assess(b, "home-visit", ON_TIME);
        assert_string_equal(build_ids(b), "C206 I402");
        build_assess(b, "outpatient", ON_TIME);
        assert_string_equal(build_ids(b), "C206 I402");
        build_in_order(b, HOME);
        build_bought(b, "R-2", ONLINE, WORK, 33000);
        build_assess(b, "home-visit", ON_TIME);
        assert_string_equal(build_ids(b), "I402");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, built_open, built_close)
        const struct CMUnitTest tests[] = {
                TEST(codes),
                TEST(the_deadline),
                TEST(windows_that_other_programmes_state),
                TEST(a_claim_without_lines_is_not_ready),
                TEST(only_outside_the_obligation),
                TEST(the_variant),
                TEST(after_an_earlier_grant),
                TEST(after_an_earlier_modification),
                TEST(device_failure_before_july),
                TEST(categories_together),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
