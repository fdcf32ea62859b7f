/* What an answer would do (core/assess/question.h), by hand. 訪問診療等, a clinic: mobile terminals up to 41,000, 3/4, cut below 1,000. */
#include "tests/unit/records_build.h"

#include "core/assess/question.h"

#include "core/banned.h"

#define MOBILE "モバイル端末"

/* R-1 33,000 and R-2 33,000, the same paper perhaps (C209): yes 66,000, cap 41,000, × 3/4 = 30,750 → 30,000; no 24,750 → 24,000 */
static void same_paper(struct built *b)
{
        build_facility(b, "診療所");
        build_bought(b, "R-1", "訪問診療等", MOBILE, 33000);
        build_bought(b, "R-2", "訪問診療等", MOBILE, 33000);
        b->records.receipts.at[1].issuer = b->records.receipts.at[0].issuer;
}

/* 143,000 × 3/4 = 107,250 → 107,000; the year before was granted (C207): no, and the application falls */
static void granted_before(struct built *b)
{
        build_in_order(b, "訪問診療等");
        b->records.facility.earlier_grants_text = "R6:訪問診療等";
}

/* The breakdown of one receipt is missing (C214): 33,000 + 110,000 = 143,000 → 107,000; without it 33,000 × 3/4 = 24,750 → 24,000 */
static void no_breakdown(struct built *b)
{
        struct evidence scan = {0};
        struct receipt *r;

        build_facility(b, "診療所");
        build_bought(b, "R-1", "訪問診療等", MOBILE, 33000);
        build_bought(b, "R-2", "訪問診療等", "レセプトコンピュータ改修", 110000);
        r = &b->records.receipts.at[1];
        for (size_t i = 0; i < r->evidence.n; i++)
                if (!r->evidence.at[i].is_breakdown)
                        scan = r->evidence.at[i];
        r->evidence.n = 0;
        *vec_add(b->arena, &r->evidence) = scan;
}

static const struct finding *asked(struct built *b, enum finding_id id)
{
        const struct assessment *a = build_assess(b, "home-visit", ON_TIME);

        for (size_t i = 0; i < a->findings.n; i++)
                if (a->findings.at[i].id == id)
                        return &a->findings.at[i];
        fail_msg("%s is not asked (%s)", finding_name(id), build_ids(b));
        return NULL;
}

static void outcomes(void **state)
{
        static const struct {
                void (*build)(struct built *);
                enum finding_id id;
                int64_t yes, no;
                bool no_stands;
                const char *ja;
        } rows[] = {
                {same_paper, C209, 30000, 24000, true, "別の領収書ですか。はい = 数える(30,000円)、いいえ = 数えない(24,000円)"},
                {granted_before, C207, 107000, 0, false,
                 "もう一度申請できると確かめましたか。はい = 申請できる(107,000円)、いいえ = 申請できない"},
                {no_breakdown, C214, 107000, 24000, true,
                 "内訳書は不要と確かめましたか。はい = 数える(107,000円)、いいえ = 数えない(24,000円)"},
        };
        struct built *b = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                const struct finding *f;
                struct question_outcomes o;

                rows[i].build(b);
                f = asked(b, rows[i].id);
                o = question_outcomes(&b->result, &b->records, f, b->arena);
                if (!o.yes.stands || o.yes.subsidy.n != rows[i].yes || o.no.stands != rows[i].no_stands ||
                    o.no.subsidy.n != rows[i].no)
                        fail_msg("row %zu: yes %lld, no %lld", i, (long long)o.yes.subsidy.n, (long long)o.no.subsidy.n);
                o = question_outcomes_of_all(&b->result, &b->records, rows[i].id, b->arena); /* it is the only one of its id */
                assert_int_equal(o.yes.subsidy.n, rows[i].yes);
                assert_int_equal(o.no.subsidy.n, rows[i].no);
                assert_string_equal(question_words(&b->result, &b->records, f, JAPANESE, b->arena), rows[i].ja);
        }
}

/* Whoever can answer is asked something. */
static void each_asks(void **state)
{
        (void)state;
        for (int id = 0; id < FINDING_IDS; id++)
                for (int l = JAPANESE; l <= ENGLISH; l++)
                        if (finding_scope((enum finding_id)id) == SCOPE_APPLICATION && assess_takes_answer((enum finding_id)id) ==
                            !*question_asked((enum finding_id)id, (enum language)l))
                                fail_msg("%s", finding_name((enum finding_id)id));
}

int main(void)
{
        const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(outcomes, built_open, built_close),
                                           cmocka_unit_test(each_asks)};

        return cmocka_run_group_tests(tests, NULL, NULL);
}
