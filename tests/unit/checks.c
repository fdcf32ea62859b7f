/* Every finding of the assessment: a clinic whose papers are in order, one thing spoilt, and the ids
 * then found; what the finding says; and what it means for the lines. */
#include "tests/unit/records_build.h"

#include "core/assess/checks.h"

#include "core/banned.h"

#define HOME   "訪問診療等"
#define MOBILE "モバイル端末"

static struct purchase *first(struct built *b)
{
        return &b->records.purchases.at[0];
}

typedef void spoil(struct built *);

static void nothing(struct built *b)
{
        (void)b;
}

/* ---- receipts */

static void dated_the_day_itself(struct built *b)
{
        build_paper(b)->date = ON_TIME;
        build_paper(b)->paid_on = ON_TIME;
}
static void dated_the_day_after(struct built *b)
{
        build_paper(b)->date = (struct date){2025, 12, 23};
}
static void paid_the_day_after(struct built *b)
{
        build_paper(b)->paid_on = (struct date){2025, 12, 23};
}
static void an_invoice(struct built *b)
{
        build_paper(b)->document = DOC_INVOICE;
}
static void an_estimate(struct built *b)
{
        build_paper(b)->document = DOC_ESTIMATE;
}
static void a_delivery_note(struct built *b)
{
        build_paper(b)->document = DOC_DELIVERY;
}
static void a_breakdown_alone(struct built *b)
{
        build_paper(b)->document = DOC_BREAKDOWN;
}
static void a_bank_statement(struct built *b)
{
        build_paper(b)->document = DOC_TRANSFER;
}
static void a_card_statement(struct built *b)
{
        build_paper(b)->document = DOC_CARD;
}
static void no_receipt(struct built *b)
{
        first(b)->payer = "";
        build_paper(b)->amount.n = 110000;
}
static void a_receipt_of_another_number(struct built *b)
{
        first(b)->receipt_number = "R-9";
        build_paper(b)->amount.n = 110000;
}
static void no_scan(struct built *b)
{
        build_paper(b)->evidence.at[0] = build_paper(b)->evidence.at[1];
        build_paper(b)->evidence.n = 1;
}
static void scan_not_found(struct built *b)
{
        build_paper(b)->evidence.at[0].state = EVIDENCE_MISSING;
        build_paper(b)->evidence.at[0].sha256 = "";
}
static void scan_damaged(struct built *b)
{
        build_paper(b)->evidence.at[0].state = EVIDENCE_DAMAGED;
        build_paper(b)->evidence.at[0].reason = "truncated";
}
static void a_second_scan_damaged(struct built *b)
{
        build_evidence(b, build_paper(b), "R-1b.jpg", false);
        build_paper(b)->evidence.at[2].state = EVIDENCE_DAMAGED;
}
static void total_too_large(struct built *b)
{
        build_paper(b)->amount.n = 154000;
}
static void total_of_every_category(struct built *b)
{
        build_paper(b)->amount.n = 154000;
        build_line(b, "R-1", "対象外", "プリンター", 11000);
}
static void total_with_the_shares_of_others(struct built *b)
{
        build_paper(b)->amount.n = 1000000;
        build_paper(b)->shared = true;
        build_paper(b)->others_total.n = 857000; /* 143,000 + 857,000 = 1,000,000 */
}
static void shares_that_leave_a_yen(struct built *b)
{
        total_with_the_shares_of_others(b);
        build_paper(b)->others_total.n--;
}
static void no_breakdown(struct built *b)
{
        build_paper(b)->evidence.n = 1;
}
static void breakdown_of_another_total(struct built *b)
{
        build_paper(b)->has_breakdown_total = true;
        build_paper(b)->breakdown_total.n = 142999;
}
static void breakdown_of_the_same_total(struct built *b)
{
        build_paper(b)->has_breakdown_total = true;
        build_paper(b)->breakdown_total.n = 143000;
}
static void good_registration(struct built *b)
{
        build_paper(b)->registration_number = "T7010705000725"; /* docs/field.md 4 */
}
static void bad_registration(struct built *b)
{
        build_paper(b)->registration_number = "T1234567890123"; /* docs/field.md 4 */
}
static void made_out_to_the_founder(struct built *b)
{
        build_paper(b)->addressee = "医療法人　青空会　様";
}
static void made_out_to_the_name_within(struct built *b)
{
        build_paper(b)->addressee = "医療法人青空会 那覇内科クリニック 殿";
}
static void made_out_to_nobody(struct built *b)
{
        build_paper(b)->addressee = "";
}
static void made_out_to_another(struct built *b)
{
        build_paper(b)->addressee = "上様";
}
static void made_out_to_another_and_no_founder(struct built *b)
{
        b->records.facility.founder = "";
        build_paper(b)->addressee = "琉球薬局";
}
static void coarse_scan(struct built *b)
{
        build_paper(b)->evidence.at[0].dpi = 149;
}
static void fair_scan(struct built *b)
{
        build_paper(b)->evidence.at[0].dpi = 150;
}
static void scan_of_unknown_resolution(struct built *b)
{
        build_paper(b)->evidence.at[0].dpi = 0;
        build_paper(b)->evidence.at[0].width = 600; /* a till receipt: just enough */
}
static void narrow_scan(struct built *b)
{
        build_paper(b)->evidence.at[0].width = 599;
}
static void a_pdf(struct built *b)
{
        build_paper(b)->evidence.at[0].width = build_paper(b)->evidence.at[0].height =
                build_paper(b)->evidence.at[0].dpi = 0;
}
static void rotated_scan(struct built *b)
{
        build_paper(b)->evidence.at[0].rotation = 90;
}

/* ---- lines */

static void unknown_category(struct built *b)
{
        build_line(b, "R-1", "往診", MOBILE, 0);
}
static void no_category_yet(struct built *b)
{
        build_line(b, "R-1", "", MOBILE, 0);
}
static void no_category_elsewhere(struct built *b)
{
        build_line(b, "弥生 2025-10-06 伝票12", "", "", 52800);
}
static void an_ineligible_item(struct built *b)
{
        first(b)->item_text = "プリンター";
}
static void an_item_of_another_category(struct built *b)
{
        first(b)->item_text = "汎用カードリーダー";
}
static void an_item_to_ask_about(struct built *b)
{
        first(b)->item_text = "年間保守料";
}
static void product_that_is_not_the_amount(struct built *b)
{
        first(b)->has_quantity = first(b)->has_unit_price = true;
        first(b)->quantity = 2;
        first(b)->unit_price.n = 16600; /* 2 × 16,600 = 33,200 */
}
static void product_that_is_the_amount(struct built *b)
{
        product_that_is_not_the_amount(b);
        first(b)->unit_price.n = 16500;
}
static void product_beyond_all_numbers(struct built *b)
{
        product_that_is_not_the_amount(b);
        first(b)->quantity = INT64_MAX;
}
static void price_without_quantity(struct built *b)
{
        product_that_is_not_the_amount(b);
        first(b)->has_quantity = false;
}
static void a_set(struct built *b)
{
        first(b)->description = "機器 一式";
        first(b)->model = "";
}
static void a_set_with_its_model(struct built *b)
{
        first(b)->description = "一式";
}
static void a_set_described(struct built *b)
{
        first(b)->description = "一式(往診用タブレットと保護ケース)";
        first(b)->model = "";
}
static void amounts_beyond_all_numbers(struct built *b)
{
        first(b)->amount.n = INT64_MAX;
}

/* ---- facility */

static void bad_check_digit(struct built *b)
{
        b->records.facility.code = "0118010017"; /* of 0118010016, and of table 3 it would be 2 */
}
static void unknown_kind(struct built *b)
{
        b->records.facility.kind_text = "助産所";
}
static void granted_before(struct built *b)
{
        b->records.facility.earlier_grants_text = "R6:訪問診療等;R5:訪問診療等;R6:オンライン診療等";
}

static const struct row {
        const char *claim;
        spoil *spoil;
        const char *ids;
        int64_t total; /* of the lines that count */
} rows[] = {
        {"papers in order; the notice states no period of purchase", nothing, "I402", 143000},
        {"dated and paid on the day of application", dated_the_day_itself, "I402", 143000},
        {"dated the day after", dated_the_day_after, "E102 I402", 0},
        {"paid the day after", paid_the_day_after, "E103 I402", 0},
        {"an invoice is no proof of payment", an_invoice, "E104 I402", 0},
        {"an estimate is none", an_estimate, "E104 I402", 0},
        {"a delivery note is none", a_delivery_note, "E104 I402", 0},
        {"a breakdown alone is none", a_breakdown_alone, "E104 I402", 0},
        {"a bank statement is a question, and counts", a_bank_statement, "C215 I402", 143000},
        {"a card statement is a question, and counts", a_card_statement, "C215 I402", 143000},
        {"a line without receipt; the other counts", no_receipt, "E105 I402", 110000},
        {"a line of a number that no receipt has", a_receipt_of_another_number, "E105 I402", 110000},
        {"no scan but the breakdown's", no_scan, "E106 I402", 0},
        {"a scan named and not found", scan_not_found, "E106 I402", 0},
        {"a damaged scan", scan_damaged, "E106 I402", 0},
        {"a readable one beside it is enough", a_second_scan_damaged, "I402", 143000},
        {"the receipt says more than its lines", total_too_large, "E107 I402", 0},
        {"lines of no category belong to the total", total_of_every_category, "I402", 143000},
        {"so do the shares of other facilities", total_with_the_shares_of_others, "I402", 143000},
        {"a yen that nobody has a share in", shares_that_leave_a_yen, "E107 I402", 0},
        {"no vendor's breakdown", no_breakdown, "C214 I402", 143000},
        {"a breakdown of another total", breakdown_of_another_total, "C218 I402", 143000},
        {"a breakdown of the same total", breakdown_of_the_same_total, "I402", 143000},
        {"a registration number that holds", good_registration, "I402", 143000},
        {"one that fails", bad_registration, "W303 I402", 143000},
        {"made out to the founder", made_out_to_the_founder, "I402", 143000},
        {"made out to founder and name", made_out_to_the_name_within, "I402", 143000},
        {"no addressee", made_out_to_nobody, "I402", 143000},
        {"made out to another", made_out_to_another, "W305 I402", 143000},
        {"an empty founder is contained in no name", made_out_to_another_and_no_founder, "W305 I402", 143000},
        {"149 dpi", coarse_scan, "W306 I402", 143000},
        {"150 dpi", fair_scan, "I402", 143000},
        {"600 pixels, resolution not said", scan_of_unknown_resolution, "I402", 143000},
        {"599 pixels", narrow_scan, "W306 I402", 143000},
        {"a PDF has no pixels", a_pdf, "I402", 143000},
        {"rotated", rotated_scan, "W307 I402", 143000},
        {"words of no category", unknown_category, "E115 I402", 143000},
        {"no category yet, on a receipt of the application", no_category_yet, "C230 I402", 143000},
        {"no category yet, and no receipt: of no application", no_category_elsewhere, "I402", 143000},
        {"an ineligible item is for information; the rest counts", an_ineligible_item, "I402 I401", 110000},
        /* annex 1 has モバイル端末等: whether a reader is among them is not said */
        {"an item that may be a mobile terminal etc. is held", an_item_of_another_category, "C211 I402", 110000},
        {"an item the notice is silent on is held", an_item_to_ask_about, "C211 I402", 110000},
        {"2 × 16,600 is not 33,000", product_that_is_not_the_amount, "C213 I402", 143000},
        {"2 × 16,500 is", product_that_is_the_amount, "I402", 143000},
        {"a product beyond all numbers", product_beyond_all_numbers, "C213 I402", 143000},
        {"a unit price alone says nothing", price_without_quantity, "I402", 143000},
        {"機器一式", a_set, "W304 I402", 143000},
        {"a set whose model is given", a_set_with_its_model, "I402", 143000},
        {"a set that is described", a_set_described, "I402", 143000},
        {"amounts beyond all numbers", amounts_beyond_all_numbers, "E116 I402", 0},
        {"a failed check digit", bad_check_digit, "W301 I402", 143000},
        {"a kind the programme does not know", unknown_kind, "E111 I402", 143000},
        {"granted in an earlier year", granted_before, "C207 I402", 143000},
};

static void each_fault_and_its_finding(void **state)
{
        struct built *b = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                build_in_order(b, HOME);
                rows[i].spoil(b);
                build_assess(b, "home-visit", ON_TIME);
                if (strcmp(build_ids(b), rows[i].ids) != 0 || b->result.eligible_total.n != rows[i].total)
                        print_error("%s: %s, %ld\n", rows[i].claim, build_ids(b), (long)b->result.eligible_total.n);
                assert_string_equal(build_ids(b), rows[i].ids);
                assert_int_equal(b->result.eligible_total.n, rows[i].total);
                assert_int_equal(b->result.checks_run, b->result.checks_total);
                assert_int_equal(b->result.status, findings_have(&b->result.findings, ERROR)     ? HAS_ERROR
                                                   : findings_have(&b->result.findings, CONFIRM) ? NEEDS_ANSWER
                                                                                                 : READY);
        }
}

#define COPY "厚生労働省事務連絡(令和7年5月12日) 本文「領収書」、写しはポータル KB0010237(令和6年度の案内)から"

/* ---- what a finding says: message, subject, value, place, source */

static void findings_say_what_and_where(void **state)
{
        static const struct {
                spoil *spoil;
                enum finding_id id;
                const char *said;
        } said[] = {
                {dated_the_day_after, E102,
                 "領収書の発行日が申請日(令和7年12月22日)より後です | " CODE "/R-1 | 2025-12-23 | receipts.csv:2:6 | -"},
                {an_invoice, E104,
                 "支払の証明にならない書類です | " CODE
                 "/R-1 | 請求書 | receipts.csv:2:11 | " COPY},
                {no_receipt, E105, "購入明細の領収書がありません | " CODE "/R-1#1 | R-1 | purchases.csv:2:1 | -"},
                {scan_damaged, E106,
                 "読める領収書の写しがありません(R-1.jpg: truncated) | " CODE
                 "/R-1 | R-1.jpg | receipts.csv:2:12 | " COPY},
                {total_too_large, E107,
                 "領収金額 154,000円と明細の合計 143,000円が合いません(差 11,000円) | " CODE
                 "/R-1 | 154000 | receipts.csv:2:7 | -"},
                {unknown_category, E115,
                 "事業区分がこの補助事業にありません | " CODE "/R-1#3 | 往診 | purchases.csv:4:3 | -"},
                {an_item_to_ask_about, C211,
                 "保守が補助の対象かどうか、通知に定めがありません。回答があるまで数えません | " CODE
                 "/R-1#1 | 年間保守料 | purchases.csv:2:4 | 記載なし"},
                {an_item_of_another_category, C211,
                 "汎用カードリーダーが補助の対象かどうか、通知に定めがありません。回答があるまで数えません | " CODE
                 "/R-1#1 | 汎用カードリーダー | purchases.csv:2:4 | "
                 "厚生労働省事務連絡(令和7年5月12日) 別添1「モバイル端末等」(範囲の記載なし)"},
                {an_ineligible_item, I401,
                 "この区分の対象品目ではないので、数えません | " CODE
                 "/R-1#1 | プリンター | purchases.csv:2:4 | "
                 "厚生労働省事務連絡(令和7年5月12日) 別添1「1.事業内容」"},
                {product_that_is_not_the_amount, C213,
                 "数量 2 × 単価 16,600円が金額 33,000円と合いません | " CODE "/R-1#1 | 33000 | purchases.csv:2:9 | -"},
                {granted_before, C207,
                 "令和6年度、令和5年度に、同じ区分の補助金の交付を受けています | " CODE
                 "/home-visit | R6:訪問診療等;R5:訪問診療等;R6:オンライン診療等 | facilities.csv:2:12 | 記載なし"},
                {unknown_kind, E111,
                 "この補助事業には、施設の種別「助産所」の定めがありません | " CODE
                 " | 助産所 | facilities.csv:2:3 | 記載なし"},
                {narrow_scan, W306,
                 "画像が小さく、読みにくいかもしれません(599×2339) | " CODE
                 "/R-1 | R-1.jpg | receipts.csv:2:12 | 電子帳簿保存法のスキャナ保存の目安(200dpi)から"},
        };
        struct built *b = *state;

        for (size_t i = 0; i < COUNT(said); i++) {
                build_in_order(b, HOME);
                said[i].spoil(b);
                build_assess(b, "home-visit", ON_TIME);
                build_says(b, said[i].id, said[i].said);
        }
}

/* A programme that does not ask for the receipt, or of which nobody knows whether it does: no error without its copy. Packets of the
 * first forms always needed one. */
static void the_papers_are_the_programmes(void **state)
{
        static const struct {
                bool required;
                enum how how;
                enum record_form form;
                const char *ids;
        } said[] = {
                {true, HOW_STATED, FORM_3, "E106 C214 I402"},
                {false, HOW_STATED, FORM_3, "C214 I402"},
                {true, HOW_UNKNOWN, FORM_3, "C214 I402"},
                {false, HOW_STATED, FORM_2, "E106 C214 I402"},
        };
        struct built *b = *state;
        struct required_document *receipt = &b->programme->documents.at[0];
        const struct required_document before = *receipt;

        for (size_t i = 0; i < COUNT(said); i++) {
                receipt->required = said[i].required;
                receipt->basis.how = said[i].how;
                build_in_order(b, HOME);
                build_paper(b)->evidence.n = 0; /* nor the breakdown: C214 */
                b->records.form = said[i].form;
                build_assess(b, "home-visit", ON_TIME);
                assert_string_equal(build_ids(b), said[i].ids);
        }
        *receipt = before;
}

/* ---- the table */

/* Every finding of the assessment belongs to one check, so that "all checks ran" means "nothing was left out". */
static void every_finding_has_its_check(void **state)
{
        (void)state;
        for (int id = 0; id < FINDING_IDS; id++) {
                int checks = 0;

                for (int i = 0; i < checks_total(FORM_TODAY); i++)
                        checks += checks_at(i)->ids[0] == (enum finding_id)id ||
                                  checks_at(i)->ids[1] == (enum finding_id)id;
                if (checks != (finding_scope((enum finding_id)id) == SCOPE_APPLICATION))
                        print_error("%s: %d checks\n", finding_name((enum finding_id)id), checks);
                assert_int_equal(checks, finding_scope((enum finding_id)id) == SCOPE_APPLICATION);
        }
}

/* A check that cannot run is not passed: without ten digits nobody can tell a visiting nurse station; without a date nothing is in time. */
static void what_did_not_run_is_not_ready(void **state)
{
        struct built *b = *state;

        build_in_order(b, HOME);
        build_assess(b, "home-visit", ON_TIME);
        assert_int_equal(b->result.status, READY);
        build_assess(b, "home-visit", (struct date){0});
        assert_int_equal(b->result.checks_run, b->result.checks_total - 6); /* E101 E102 E103 E114 C208 C223 */
        assert_string_equal(build_ids(b), "I402");
        assert_int_equal(b->result.status, NEEDS_ANSWER);
        b->records.facility.code = "18010016";
        build_assess(b, "home-visit", ON_TIME);
        assert_int_equal(b->result.checks_run, b->result.checks_total - 1); /* C217 */
        assert_string_equal(build_ids(b), "W301 I402");
        assert_int_equal(b->result.status, NEEDS_ANSWER);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, built_open, built_close)
        const struct CMUnitTest tests[] = {
                TEST(each_fault_and_its_finding),
                TEST(findings_say_what_and_where),
                TEST(the_papers_are_the_programmes),
                TEST(every_finding_has_its_check),
                TEST(what_did_not_run_is_not_ready),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
