/* The three questions that hold lines back, the same thing twice, and what an answer does (docs/formats.md, Amounts):
 * an open question changes no amount but these; yes lets them count; no takes the line out. */
#include "tests/unit/records_build.h"

#include "core/base/finding_effect.h"

#include "core/banned.h"

#define HOME                  "訪問診療等"
#define ONLINE                "オンライン診療等"
#define FLOW                  "外来診療等(通常とは異なる動線)"
#define ONLY                  "資格確認限定型"
#define MOBILE                "モバイル端末"
#define WORK                  "レセプトコンピュータ改修"
#define APPLICATION(category) CODE "/" category

enum said { SAID_NOTHING, SAID_YES, SAID_NO };

/* The ids, the amounts and the verdict of one line under each answer. */
struct outcome {
        enum said said;
        int64_t eligible, subsidy;
        enum line_verdict verdict;
        enum application_status status;
};

typedef void set_up(struct built *);

static void assert_outcomes(struct built *b, set_up *records, const char *category, enum finding_id id,
                            const char *subject, size_t line, const struct outcome outcomes[3])
{
        for (int i = 0; i < 3; i++) {
                const struct outcome *want = &outcomes[i];
                const struct finding *f;

                records(b);
                if (want->said != SAID_NOTHING)
                        build_answer(b, finding_name(id), subject, want->said == SAID_YES);
                build_assess(b, category, ON_TIME);
                f = build_found(b, id);
                assert_non_null(f); /* also when answered */
                assert_string_equal(f->subject, subject);
                assert_int_equal(b->result.eligible_total.n, want->eligible);
                assert_int_equal(b->result.subsidy.n, want->subsidy);
                assert_int_equal(b->result.lines[line], want->verdict);
                assert_int_equal(b->result.status, want->status);
                assert_int_equal(assess_answered(&b->records, f, NULL), want->said != SAID_NOTHING);
        }
}

/* Annex 2: the work for outpatients waits while online care has some too; the terminal does not.
 * 33,000 × 3/4 = 24,750 → 24,000; with the work 33,000 + 110,000 = 143,000 × 3/4 = 107,250 → 107,000 */
static void work_in_two_categories(struct built *b)
{
        build_facility(b, "診療所");
        build_receipt(b, "R-1", 143000);
        build_line(b, "R-1", FLOW, MOBILE, 33000);
        build_line(b, "R-1", FLOW, WORK, 110000);
        build_bought(b, "R-2", ONLINE, WORK, 88000);
}

static void outpatient_work_waits(void **state)
{
        static const struct outcome outcomes[] = {
                {SAID_NOTHING, 33000, 24000, LINE_HELD, NEEDS_ANSWER},
                {SAID_YES, 143000, 107000, LINE_COUNTS, READY},
                {SAID_NO, 33000, 24000, LINE_ANSWERED_NO, READY},
        };
        struct built *b = *state;

        assert_outcomes(b, work_in_two_categories, "outpatient", C204, APPLICATION("outpatient"), 1, outcomes);
        assert_int_equal(b->result.lines[0], LINE_COUNTS);
        assert_int_equal(b->result.lines[2], LINE_OTHER_CATEGORY);
        work_in_two_categories(b); /* online keeps its own: 88,000 × 3/4 = 66,000 */
        build_assess(b, "online", ON_TIME);
        assert_string_equal(build_ids(b), "I402");
        assert_int_equal(b->result.subsidy.n, 66000);
        b->records.purchases.at[2].category_text = "対象外";
        build_assess(b, "outpatient", ON_TIME);
        assert_string_equal(build_ids(b), "I402");
        assert_int_equal(b->result.lines[2], LINE_NO_CATEGORY);
        assert_int_equal(b->result.subsidy.n, 107000);
}

/* The same paper typed in again under another number: 33,000 twice. 24,750 → 24,000; 66,000→41,000 × 3/4 = 30,750 → 30,000 */
static void paper_twice(struct built *b)
{
        build_facility(b, "診療所");
        build_bought(b, "R-9", HOME, MOBILE, 33000);
        build_bought(b, "R-1", HOME, MOBILE, 33000);
        b->records.receipts.at[0].issuer = "東和医療システム(株)";
        b->records.receipts.at[1].issuer = "東和医療システム （株）";
}

static void the_second_copy_waits(void **state)
{
        static const struct outcome outcomes[] = {
                {SAID_NOTHING, 33000, 24000, LINE_HELD, NEEDS_ANSWER},
                {SAID_YES, 66000, 30000, LINE_COUNTS, READY},
                {SAID_NO, 33000, 24000, LINE_ANSWERED_NO, READY},
        };
        struct built *b = *state;

        /* R-9 stands first in the file: R-1 is the copy */
        assert_outcomes(b, paper_twice, "home-visit", C209, CODE "/R-1", 1, outcomes);
        assert_string_equal(build_found(b, C209)->args[0], "R-9");
        paper_twice(b); /* from two files: the lower number is the first */
        b->records.receipts.at[1].origin.file = "more.csv";
        build_assess(b, "home-visit", ON_TIME);
        assert_string_equal(build_found(b, C209)->subject, CODE "/R-9");
        assert_int_equal(b->result.lines[0], LINE_HELD);
}

static void what_is_no_second_copy(void **state)
{
        struct built *b = *state;

        paper_twice(b);
        b->records.receipts.at[1].date.day++;
        build_assess(b, "home-visit", ON_TIME);
        assert_string_equal(build_ids(b), "I402");
        paper_twice(b);
        b->records.receipts.at[1].issuer = "ミナト医事サービス";
        build_assess(b, "home-visit", ON_TIME);
        assert_string_equal(build_ids(b), "I402");
        paper_twice(b); /* the invoice of what the receipt proves is another paper */
        b->records.receipts.at[0].document = DOC_INVOICE;
        build_assess(b, "home-visit", ON_TIME);
        assert_string_equal(build_ids(b), "E104 I402");
        assert_int_equal(b->result.eligible_total.n, 33000);
        paper_twice(b); /* the copy is another application's affair, the first is not held */
        b->records.purchases.at[1].category_text = ONLINE;
        b->records.purchases.at[1].item_text = WORK;
        build_assess(b, "home-visit", ON_TIME);
        assert_string_equal(build_ids(b), "I402");
        build_assess(b, "online", ON_TIME);
        assert_string_equal(build_ids(b), "C209 I402");
        assert_int_equal(b->result.subsidy.n, 0);
}

/* Three copies: one counts, two wait, each for an answer of its own. */
static void three_copies(void **state)
{
        struct built *b = *state;

        build_facility(b, "診療所");
        for (int i = 1; i <= 3; i++) {
                build_bought(b, arena_printf(b->arena, "R-%d", i), HOME, MOBILE, 11000);
                b->records.receipts.at[i - 1].issuer = "東和医療システム";
        }
        build_assess(b, "home-visit", ON_TIME);
        assert_string_equal(build_ids(b), "C209 C209 I402");
        assert_int_equal(b->result.eligible_total.n, 11000);
        build_answer(b, "C209", CODE "/R-3", true);
        build_assess(b, "home-visit", ON_TIME);
        assert_int_equal(b->result.eligible_total.n, 22000);
        assert_int_equal(b->result.status, NEEDS_ANSWER);
}

/* The notice is silent on maintenance. 33,000 → 24,000; 33,000 + 22,000 = 55,000 × 3/4 = 41,250 → 41,000: a class of its own, since
 * the cap of 41,000 is the terminal's */
static void maintenance(struct built *b)
{
        build_facility(b, "診療所");
        build_receipt(b, "R-1", 55000);
        build_line(b, "R-1", HOME, MOBILE, 33000);
        build_line(b, "R-1", HOME, "保守料", 22000);
}

static void an_item_to_ask_about_waits(void **state)
{
        static const struct outcome outcomes[] = {
                {SAID_NOTHING, 33000, 24000, LINE_HELD, NEEDS_ANSWER},
                {SAID_YES, 55000, 41000, LINE_COUNTS, READY},
                {SAID_NO, 33000, 24000, LINE_ANSWERED_NO, READY},
        };

        assert_outcomes(*state, maintenance, "home-visit", C211, CODE "/R-1#2", 1, outcomes);
}

/* ---- questions that hold nothing: "no" alone takes the line out */

static void tablet(struct built *b)
{
        build_facility(b, "診療所");
        build_bought(b, "R-1", ONLY, "タブレット", 33000);
        build_answer(b, "C216", APPLICATION("eligibility-only"), true);
}

static void a_model_not_on_the_list(void **state)
{
        static const struct outcome outcomes[] = {
                {SAID_NOTHING, 33000, 24000, LINE_COUNTS, NEEDS_ANSWER},
                {SAID_YES, 33000, 24000, LINE_COUNTS, READY},
                {SAID_NO, 0, 0, LINE_ANSWERED_NO, NEEDS_ANSWER}, /* 0 yen is never ready: C224 */
        };

        assert_outcomes(*state, tablet, "eligibility-only", C212, CODE "/R-1#1", 0, outcomes);
}

static void bank_statement(struct built *b)
{
        build_facility(b, "診療所");
        build_bought(b, "R-1", HOME, MOBILE, 33000);
        b->records.receipts.at[0].document = DOC_TRANSFER;
}

static void a_statement_that_is_not_accepted(void **state)
{
        static const struct outcome outcomes[] = {
                {SAID_NOTHING, 33000, 24000, LINE_COUNTS, NEEDS_ANSWER},
                {SAID_YES, 33000, 24000, LINE_COUNTS, READY},
                {SAID_NO, 0, 0, LINE_ANSWERED_NO, NEEDS_ANSWER}, /* 0 yen is never ready: C224 */
        };

        assert_outcomes(*state, bank_statement, "home-visit", C215, CODE "/R-1", 0, outcomes);
}

/* ---- "no" to the application itself (docs/formats.md, Amounts): it does not stand. The amounts are integers whatever the status. */

static void granted_before(struct built *b)
{
        build_facility(b, "診療所");
        build_bought(b, "R-1", HOME, MOBILE, 33000);
        b->records.facility.earlier_grants_text = "R6:訪問診療等";
}

static void no_to_the_application_is_an_error(void **state)
{
        static const struct outcome outcomes[] = {
                {SAID_NOTHING, 33000, 24000, LINE_COUNTS, NEEDS_ANSWER},
                {SAID_YES, 33000, 24000, LINE_COUNTS, READY},
                {SAID_NO, 33000, 24000, LINE_COUNTS, HAS_ERROR},
        };
        struct built *b = *state;

        assert_outcomes(b, granted_before, "home-visit", C207, APPLICATION("home-visit"), 0, outcomes);
        build_says(b, E140,
                   "C207 に「いいえ」と回答されているので、申請できません(令和6年度に、同じ区分の補助金の交付を受けています) | " CODE
                   "/home-visit | 電話で確認 | facilities.csv:2:12 | 記載なし");
}

static void no_to_the_obligation(struct built *b)
{
        build_facility(b, "診療所");
        build_bought(b, "R-1", ONLY, "タブレット", 33000);
        b->records.facility.outside_obligation = NOT_SAID;
        build_answer(b, "C212", CODE "/R-1#1", true);
}

static void prerequisite_missing(struct built *b)
{
        no_to_the_obligation(b);
        b->records.facility.outside_obligation = YES;
}

static void beside_outpatient(struct built *b)
{
        build_facility(b, "診療所");
        build_bought(b, "R-1", HOME, MOBILE, 33000);
        build_bought(b, "R-2", FLOW, MOBILE, 33000);
}

static void outside_with_the_system(struct built *b)
{
        build_facility(b, "診療所");
        build_bought(b, "R-1", HOME, MOBILE, 33000);
        b->records.facility.outside_obligation = YES;
}

static void visiting_nurse(struct built *b)
{
        build_facility(b, "診療所");
        b->records.facility.code = "0168010010"; /* table 6 */
        build_bought(b, "R-1", HOME, MOBILE, 33000);
}

/* Each question about the application itself: no is an error that names it, in form 3; before, the question stayed open. */
static void every_question_of_the_application(void **state)
{
        static const struct {
                set_up *records;
                const char *category, *subject;
                enum finding_id id;
                enum application_status before; /* form 2 */
        } rows[] = {
                {granted_before, "home-visit", APPLICATION("home-visit"), C207, NEEDS_ANSWER},
                {no_to_the_obligation, "eligibility-only", APPLICATION("eligibility-only"), C203, NEEDS_ANSWER},
                {prerequisite_missing, "eligibility-only", APPLICATION("eligibility-only"), C216, NEEDS_ANSWER},
                {beside_outpatient, "home-visit", APPLICATION("home-visit"), C206, NEEDS_ANSWER},
                {outside_with_the_system, "home-visit", APPLICATION("home-visit"), C227, READY}, /* not asked */
                {visiting_nurse, "home-visit", "0168010010", C217, NEEDS_ANSWER},
        };
        struct built *b = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                rows[i].records(b);
                build_answer(b, finding_name(rows[i].id), rows[i].subject, false);
                build_assess(b, rows[i].category, ON_TIME);
                if (!build_found(b, E140))
                        print_error("%s: %s\n", finding_name(rows[i].id), build_ids(b));
                assert_string_equal(build_found(b, E140)->args[0], finding_name(rows[i].id));
                assert_int_equal(b->result.status, HAS_ERROR);
                b->records.form = FORM_2;
                build_assess(b, rows[i].category, ON_TIME);
                assert_null(build_found(b, E140));
                assert_int_equal(b->result.status, rows[i].before);
        }
}

/* Annex 2, note: the system is the same, so a further modification is not eligible. Open, C205 changes no amount; "no, it is no
 * other work" takes the modification out. 110,000 × 3/4 = 82,500 → 82,000; the terminal alone: 33,000 → 24,000 */
static void modified_before(struct built *b)
{
        build_facility(b, "診療所");
        build_receipt(b, "R-1", 143000);
        build_line(b, "R-1", FLOW, MOBILE, 33000);
        build_line(b, "R-1", FLOW, WORK, 110000);
        b->records.facility.earlier_mods_text = "R6:" ONLINE;
}

static void paid_for_before(struct built *b)
{
        modified_before(b);
        b->records.facility.earlier_mods_text = "";
        b->records.facility.earlier_grants_text = "R6:" ONLINE;
}

static void online_again(struct built *b)
{
        build_facility(b, "診療所");
        build_bought(b, "R-1", ONLINE, WORK, 110000);
        b->records.facility.earlier_grants_text = "R6:" FLOW;
}

static void no_to_other_work_takes_it_out(void **state)
{
        static const struct outcome with_terminal[] = {
                {SAID_NOTHING, 143000, 107000, LINE_COUNTS, NEEDS_ANSWER},
                {SAID_YES, 143000, 107000, LINE_COUNTS, READY},
                {SAID_NO, 33000, 24000, LINE_ANSWERED_NO, READY},
        };
        static const struct outcome alone[] = {
                {SAID_NOTHING, 110000, 82000, LINE_COUNTS, NEEDS_ANSWER},
                {SAID_YES, 110000, 82000, LINE_COUNTS, READY},
                {SAID_NO, 0, 0, LINE_ANSWERED_NO, NEEDS_ANSWER},
        };
        struct built *b = *state;

        assert_outcomes(b, modified_before, "outpatient", C205, APPLICATION("outpatient"), 1, with_terminal);
        assert_outcomes(b, paid_for_before, "outpatient", C205, APPLICATION("outpatient"), 1, with_terminal);
        assert_outcomes(b, online_again, "online", C205, APPLICATION("online"), 0, alone);
        assert_string_equal(build_ids(b), "C224 C205 I402");
        b->records.form = FORM_2; /* as it was: the question stayed open, and nothing was taken out */
        build_assess(b, "online", ON_TIME);
        assert_int_equal(b->result.subsidy.n, 82000);
        assert_int_equal(b->result.status, NEEDS_ANSWER);
}

/* The variant belongs in the table: neither yes nor no settles it, also where one was recorded by an older version. */
static void what_belongs_in_the_table(void **state)
{
        struct built *b = *state;

        build_facility(b, "診療所");
        build_bought(b, "R-1", "外来診療等", MOBILE, 33000);
        build_answer(b, "C201", APPLICATION("outpatient"), true);
        build_assess(b, "outpatient", ON_TIME);
        assert_int_equal(b->result.status, NEEDS_ANSWER);
        assert_false(assess_takes_answer(C201));
        assert_false(assess_answered(&b->records, build_found(b, C201), NULL));
        b->records.form = FORM_2;
        build_assess(b, "outpatient", ON_TIME);
        assert_int_equal(b->result.status, READY);
}

/* Annex 1 ①: モバイル端末等. What the 等 holds is not said: asked, and after yes a mobile terminal under its cap.
 * 33,000 + 22,000 = 55,000 → 41,000; × 3/4 = 30,750 → 30,000 */
static void a_smartphone_at_home(struct built *b)
{
        build_facility(b, "診療所");
        build_receipt(b, "R-1", 55000);
        build_line(b, "R-1", HOME, MOBILE, 33000);
        build_line(b, "R-1", HOME, "スマートフォン", 22000);
}

static void a_reader_for_outpatients(struct built *b)
{
        build_facility(b, "診療所");
        build_bought(b, "R-1", FLOW, "カードリーダー", 5000); /* 5,000 × 3/4 = 3,750 → 3,000 */
}

static void what_may_be_a_mobile_terminal(void **state)
{
        static const struct outcome both[] = {
                {SAID_NOTHING, 33000, 24000, LINE_HELD, NEEDS_ANSWER},
                {SAID_YES, 55000, 30000, LINE_COUNTS, READY},
                {SAID_NO, 33000, 24000, LINE_ANSWERED_NO, READY},
        };
        static const struct outcome reader[] = {
                {SAID_NOTHING, 0, 0, LINE_HELD, NEEDS_ANSWER},
                {SAID_YES, 5000, 3000, LINE_COUNTS, READY},
                {SAID_NO, 0, 0, LINE_ANSWERED_NO, NEEDS_ANSWER},
        };

        assert_outcomes(*state, a_smartphone_at_home, "home-visit", C211, CODE "/R-1#2", 1, both);
        assert_outcomes(*state, a_reader_for_outpatients, "outpatient", C211, CODE "/R-1#1", 0, reader);
}

/* 本文: 令和7年度; 第193回医療保険部会: device failure from April 2025. Asked of each receipt; no takes it out. */
static void bought_in_january(struct built *b)
{
        build_facility(b, "診療所");
        build_bought(b, "R-1", "外来診療等(機器故障時等)", MOBILE, 33000);
        b->records.receipts.at[0].date = (struct date){2025, 1, 20};
}

static void bought_before_the_year(void **state)
{
        static const struct outcome outcomes[] = {
                {SAID_NOTHING, 33000, 24000, LINE_COUNTS, NEEDS_ANSWER},
                {SAID_YES, 33000, 24000, LINE_COUNTS, READY},
                {SAID_NO, 0, 0, LINE_ANSWERED_NO, NEEDS_ANSWER},
        };
        struct built *b = *state;

        assert_outcomes(b, bought_in_january, "outpatient", C226, CODE "/R-1", 0, outcomes);
        bought_in_january(b);
        b->records.receipts.at[0].date = (struct date){2025, 4, 1};
        build_assess(b, "outpatient", ON_TIME);
        assert_string_equal(build_ids(b), "I402");
}

/* The coupon of 2025-08-29 needs no application: a reader that a line or receipt says to be bought by it is asked about. */
static void reader_by_coupon(struct built *b)
{
        build_facility(b, "診療所");
        build_bought(b, "R-1", ONLY, "汎用カードリーダー", 14000); /* 14,000 × 3/4 = 10,500 → 10,000 */
        b->records.receipts.at[0].issuer = "ａｍａｚｏｎビジネス";
        build_answer(b, "C216", APPLICATION("eligibility-only"), true);
        build_answer(b, "C212", CODE "/R-1#1", true);
}

static void words_that_point_elsewhere(void **state)
{
        static const struct outcome outcomes[] = {
                {SAID_NOTHING, 14000, 10000, LINE_COUNTS, NEEDS_ANSWER},
                {SAID_YES, 14000, 10000, LINE_COUNTS, READY},
                {SAID_NO, 0, 0, LINE_ANSWERED_NO, NEEDS_ANSWER},
        };

        assert_outcomes(*state, reader_by_coupon, "eligibility-only", C228, CODE "/R-1#1", 0, outcomes);
}

/* Every question of an application has its word; so nothing answered no stays without effect. */
static void every_question_has_a_word(void **state)
{
        (void)state;
        for (int id = 0; id < FINDING_IDS; id++) {
                const bool asked = finding_severity((enum finding_id)id) == CONFIRM &&
                                   finding_scope((enum finding_id)id) == SCOPE_APPLICATION;

                if (asked && (finding_no((enum finding_id)id, FORM_3) == NO_NONE ||
                              finding_no((enum finding_id)id, FORM_3) == NO_STAYS_OPEN))
                        fail_msg("%s: no word for what no does", finding_name((enum finding_id)id));
        }
}

/* What no answer mends comes first: an error holds whatever was answered, an ineligible item is named as such. */
static void verdicts_in_order(void **state)
{
        struct built *b = *state;

        maintenance(b);
        build_answer(b, "C211", CODE "/R-1#2", false);
        b->records.purchases.at[0].item_text = "プリンター";
        b->records.receipts.at[0].date = (struct date){2026, 1, 1};
        build_assess(b, "home-visit", ON_TIME);
        assert_int_equal(b->result.lines[0], LINE_NOT_ELIGIBLE);
        assert_int_equal(b->result.lines[1], LINE_ERROR);
}

/* ---- which question an answer belongs to */

static void changed_facts_reopen(void **state)
{
        struct built *b = *state;

        work_in_two_categories(b);
        build_assess(b, "outpatient", ON_TIME);
        build_answer(b, "C204", APPLICATION("outpatient"), true);
        b->records.answers.at[0].facts = arena_strdup(b->arena, finding_facts(build_found(b, C204)).hex);
        build_assess(b, "outpatient", ON_TIME);
        assert_int_equal(b->result.subsidy.n, 107000);
        assert_int_equal(b->result.status, READY);
        build_line(b, "R-1", FLOW, WORK, 11000); /* more work than was asked about */
        b->records.receipts.at[0].amount.n += 11000;
        build_assess(b, "outpatient", ON_TIME);
        assert_int_equal(b->result.subsidy.n, 24000);
        assert_int_equal(b->result.status, NEEDS_ANSWER);
}

static void an_answer_of_another_subject_is_none(void **state)
{
        struct built *b = *state;

        maintenance(b);
        build_answer(b, "C211", CODE "/R-1#1", true);
        build_answer(b, "C213", CODE "/R-1#2", true);
        build_answer(b, "C211", "0418010146/R-1#2", true);
        build_assess(b, "home-visit", ON_TIME);
        assert_int_equal(b->result.lines[1], LINE_HELD);
}

/* The parts of a question do not run into each other. */
static void facts_of_a_finding(void **state)
{
        struct finding a = {.id = C213, .subject = "x", .value = "12", .args = {"3", NULL, NULL}}, b = a;

        (void)state;
        assert_string_equal(finding_facts(&a).hex, finding_facts(&b).hex);
        b.value = "1";
        b.args[0] = "23";
        assert_string_not_equal(finding_facts(&a).hex, finding_facts(&b).hex);
        b = a;
        b.args[0] = NULL;
        b.args[1] = "3";
        assert_string_not_equal(finding_facts(&a).hex, finding_facts(&b).hex);
        b = a;
        b.place = "purchases.csv:9:1"; /* where the row stands is no fact of the question */
        assert_string_equal(finding_facts(&a).hex, finding_facts(&b).hex);
}

/* A word in both languages is the fact that its Japanese half is. Answers kept with both halves still belong to their question. */
static void a_translation_changes_no_fact(void **state)
{
        struct built *b = *state;
        const struct finding before = {.id = C206, .subject = APPLICATION("home-visit"), .args = {"外来診療等"}};
        const struct finding both = {.id = C206, .subject = APPLICATION("home-visit"), .args = {"外来診療等¦outpatient care"}};

        assert_string_equal(finding_facts(&before).hex, finding_facts(&both).hex);
        build_facility(b, "診療所");
        build_answer(b, "C206", APPLICATION("home-visit"), true);
        b->records.answers.at[0].facts = arena_strdup(b->arena, finding_facts(&before).hex);
        assert_true(assess_answered(&b->records, &both, NULL));
}

/* Two questions of one id about one application have subjects of their own. */
static void questions_are_told_apart(void **state)
{
        struct built *b = *state;
        struct category *category;

        tablet(b);
        category = &b->programme->categories.at[3];
        *vec_add(b->arena, &category->prerequisites) =
                (struct prerequisite){.ja = "院内の規程", .en = "house rules", .basis = {HOW_UNKNOWN, NULL}};
        build_answer(b, "C212", CODE "/R-1#1", true);
        build_assess(b, "eligibility-only", ON_TIME);
        assert_string_equal(build_ids(b), "C216 C216 C212 I402");
        assert_int_equal(b->result.status, NEEDS_ANSWER);
        build_answer(b, "C216", APPLICATION("eligibility-only") "#2", true);
        build_assess(b, "eligibility-only", ON_TIME);
        assert_int_equal(b->result.status, READY);
}

/* ---- one scan for two receipts */

static void one_scan_for_two_receipts(void **state)
{
        struct built *b = *state;

        build_facility(b, "診療所");
        build_bought(b, "R-1", HOME, MOBILE, 33000);
        build_bought(b, "R-2", HOME, MOBILE, 22000);
        build_bought(b, "R-3", ONLINE, WORK, 22000);
        b->records.receipts.at[1].evidence.at[0].sha256 = b->records.receipts.at[0].evidence.at[0].sha256;
        build_assess(b, "home-visit", ON_TIME);
        assert_string_equal(build_ids(b), "C210 I402");
        assert_string_equal(build_found(b, C210)->subject, CODE "/R-2");
        assert_string_equal(build_found(b, C210)->args[0], "R-1");
        assert_int_equal(b->result.eligible_total.n, 55000); /* a question that holds nothing */
        build_assess(b, "online", ON_TIME);
        assert_string_equal(build_ids(b), "I402");
        b->records.receipts.at[2].evidence.at[0].sha256 = b->records.receipts.at[0].evidence.at[0].sha256;
        build_assess(b, "online", ON_TIME);
        assert_string_equal(build_found(b, C210)->subject, CODE "/R-3");
        assert_string_equal(build_found(b, C210)->args[0], "R-1 (+1)");
        build_assess(b, "home-visit", ON_TIME);
        assert_string_equal(build_found(b, C210)->subject, CODE "/R-2");
}

static void what_is_no_second_scan(void **state)
{
        struct built *b = *state;
        struct receipt *r;

        build_facility(b, "診療所");
        build_bought(b, "R-1", HOME, MOBILE, 33000);
        build_bought(b, "R-2", HOME, MOBILE, 22000);
        r = b->records.receipts.at;
        r[1].evidence.at[1].sha256 = r[0].evidence.at[1].sha256; /* one breakdown for both */
        build_evidence(b, &r[0], "R-1 again.jpg", false);        /* and one scan twice on its own receipt */
        r[0].evidence.at[2].sha256 = r[0].evidence.at[0].sha256;
        r[1].evidence.at[0].sha256 = ""; /* what is missing equals nothing, not even what else is missing */
        build_evidence(b, &r[0], "R-1b.jpg", false);
        r[0].evidence.at[3].sha256 = "";
        build_evidence(b, &r[1], "R-2b.jpg", false);
        build_assess(b, "home-visit", ON_TIME);
        assert_string_equal(build_ids(b), "I402");
}

/* Two scans shared by the same two receipts are one question. */
static void two_scans_are_one_question(void **state)
{
        struct built *b = *state;
        struct receipt *r;

        build_facility(b, "診療所");
        build_bought(b, "R-1", HOME, MOBILE, 33000);
        build_bought(b, "R-2", HOME, MOBILE, 22000);
        r = b->records.receipts.at;
        build_evidence(b, &r[0], "back.jpg", false);
        build_evidence(b, &r[1], "back.jpg", false);
        r[1].evidence.at[0].sha256 = r[0].evidence.at[0].sha256;
        build_assess(b, "home-visit", ON_TIME);
        assert_string_equal(build_ids(b), "C210 I402");
        assert_string_equal(build_found(b, C210)->value, "R-2.jpg;back.jpg");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, built_open, built_close)
        const struct CMUnitTest tests[] = {
                TEST(outpatient_work_waits),
                TEST(the_second_copy_waits),
                TEST(what_is_no_second_copy),
                TEST(three_copies),
                TEST(an_item_to_ask_about_waits),
                TEST(a_model_not_on_the_list),
                TEST(a_statement_that_is_not_accepted),
                TEST(no_to_the_application_is_an_error),
                TEST(every_question_of_the_application),
                TEST(no_to_other_work_takes_it_out),
                TEST(what_belongs_in_the_table),
                TEST(what_may_be_a_mobile_terminal),
                TEST(bought_before_the_year),
                TEST(words_that_point_elsewhere),
                TEST(every_question_has_a_word),
                TEST(verdicts_in_order),
                TEST(changed_facts_reopen),
                TEST(an_answer_of_another_subject_is_none),
                TEST(facts_of_a_finding),
                TEST(a_translation_changes_no_fact),
                TEST(questions_are_told_apart),
                TEST(one_scan_for_two_receipts),
                TEST(what_is_no_second_scan),
                TEST(two_scans_are_one_question),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
