/* Every finding of the assessment: a clinic whose papers are in order, one thing spoilt, and the ids
 * then found; what the finding says; and what it means for the lines. */
#include "tests/unit/records_build.h"

#include "core/checks.h"

#include "core/banned.h"

#define HOME    "訪問診療等"
#define ONLINE  "オンライン診療等"
#define FLOW    "外来診療等(通常とは異なる動線)"
#define FAILURE "外来診療等(機器故障時等)"
#define ONLY    "資格確認限定型"
#define MOBILE  "モバイル端末"
#define WORK    "レセプトコンピュータ改修"

/* One receipt R-1 of two lines, 33,000 + 110,000: all in order. 143,000 × 3/4 = 107,250 → 107,000 */
static void in_order(struct built *b, const char *category)
{
        build_facility(b, "診療所");
        build_receipt(b, "R-1", 143000);
        build_line(b, "R-1", category, MOBILE, 33000);
        build_line(b, "R-1", category, WORK, 110000);
}

static struct receipt *paper(struct built *b)
{
        return &b->records.receipts.at[0];
}

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
        paper(b)->date = ON_TIME;
        paper(b)->paid_on = ON_TIME;
}
static void dated_the_day_after(struct built *b)
{
        paper(b)->date = (struct date){2025, 12, 23};
}
static void paid_the_day_after(struct built *b)
{
        paper(b)->paid_on = (struct date){2025, 12, 23};
}
static void an_invoice(struct built *b)
{
        paper(b)->document = DOC_INVOICE;
}
static void an_estimate(struct built *b)
{
        paper(b)->document = DOC_ESTIMATE;
}
static void a_delivery_note(struct built *b)
{
        paper(b)->document = DOC_DELIVERY;
}
static void a_breakdown_alone(struct built *b)
{
        paper(b)->document = DOC_BREAKDOWN;
}
static void a_bank_statement(struct built *b)
{
        paper(b)->document = DOC_TRANSFER;
}
static void a_card_statement(struct built *b)
{
        paper(b)->document = DOC_CARD;
}
static void no_receipt(struct built *b)
{
        first(b)->payer = "";
        paper(b)->amount.n = 110000;
}
static void a_receipt_of_another_number(struct built *b)
{
        first(b)->receipt_number = "R-9";
        paper(b)->amount.n = 110000;
}
static void no_scan(struct built *b)
{
        paper(b)->evidence.at[0] = paper(b)->evidence.at[1];
        paper(b)->evidence.n = 1;
}
static void scan_not_found(struct built *b)
{
        paper(b)->evidence.at[0].state = EVIDENCE_MISSING;
        paper(b)->evidence.at[0].sha256 = "";
}
static void scan_damaged(struct built *b)
{
        paper(b)->evidence.at[0].state = EVIDENCE_DAMAGED;
        paper(b)->evidence.at[0].reason = "truncated";
}
static void a_second_scan_damaged(struct built *b)
{
        build_evidence(b, paper(b), "R-1b.jpg", false);
        paper(b)->evidence.at[2].state = EVIDENCE_DAMAGED;
}
static void total_too_large(struct built *b)
{
        paper(b)->amount.n = 154000;
}
static void total_of_every_category(struct built *b)
{
        paper(b)->amount.n = 154000;
        build_line(b, "R-1", "対象外", "プリンター", 11000);
}
static void total_with_the_shares_of_others(struct built *b)
{
        paper(b)->amount.n = 1000000;
        paper(b)->shared = true;
        paper(b)->others_total.n = 857000; /* 143,000 + 857,000 = 1,000,000 */
}
static void shares_that_leave_a_yen(struct built *b)
{
        total_with_the_shares_of_others(b);
        paper(b)->others_total.n--;
}
static void no_breakdown(struct built *b)
{
        paper(b)->evidence.n = 1;
}
static void breakdown_of_another_total(struct built *b)
{
        paper(b)->has_breakdown_total = true;
        paper(b)->breakdown_total.n = 142999;
}
static void breakdown_of_the_same_total(struct built *b)
{
        paper(b)->has_breakdown_total = true;
        paper(b)->breakdown_total.n = 143000;
}
static void good_registration(struct built *b)
{
        paper(b)->registration_number = "T7010705000725"; /* DOMAIN 4 */
}
static void bad_registration(struct built *b)
{
        paper(b)->registration_number = "T1234567890123"; /* DOMAIN 4 */
}
static void made_out_to_the_founder(struct built *b)
{
        paper(b)->addressee = "医療法人　青空会　様";
}
static void made_out_to_the_name_within(struct built *b)
{
        paper(b)->addressee = "医療法人青空会 那覇内科クリニック 殿";
}
static void made_out_to_nobody(struct built *b)
{
        paper(b)->addressee = "";
}
static void made_out_to_another(struct built *b)
{
        paper(b)->addressee = "上様";
}
static void made_out_to_another_and_no_founder(struct built *b)
{
        b->records.facility.founder = "";
        paper(b)->addressee = "琉球薬局";
}
static void coarse_scan(struct built *b)
{
        paper(b)->evidence.at[0].dpi = 149;
}
static void scan_of_unknown_resolution(struct built *b)
{
        paper(b)->evidence.at[0].dpi = 0;
        paper(b)->evidence.at[0].width = 600; /* a till receipt: just enough */
}
static void narrow_scan(struct built *b)
{
        paper(b)->evidence.at[0].width = 599;
}
static void a_pdf(struct built *b)
{
        paper(b)->evidence.at[0].width = paper(b)->evidence.at[0].height = paper(b)->evidence.at[0].dpi = 0;
}
static void rotated_scan(struct built *b)
{
        paper(b)->evidence.at[0].rotation = 90;
}

/* ---- lines */

static void unknown_category(struct built *b)
{
        build_line(b, "R-1", "往診", MOBILE, 0);
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
        {"600 pixels, resolution not said", scan_of_unknown_resolution, "I402", 143000},
        {"599 pixels", narrow_scan, "W306 I402", 143000},
        {"a PDF has no pixels", a_pdf, "I402", 143000},
        {"rotated", rotated_scan, "W307 I402", 143000},
        {"words of no category", unknown_category, "E115 I402", 143000},
        {"an ineligible item is for information; the rest counts", an_ineligible_item, "I402 I401", 110000},
        {"an item of another category is not eligible here", an_item_of_another_category, "I402 I401", 110000},
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
                in_order(b, HOME);
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

/* ---- what a finding says: message, subject, value, place, source */

static void spoken(struct built *b, enum finding_id id, const char *want)
{
        const struct finding *f = build_found(b, id);
        char *said;

        assert_non_null(f);
        said = arena_printf(b->arena, "%s | %s | %s | %s | %s", finding_message(b->arena, f, JAPANESE), f->subject,
                            f->value ? f->value : "-", f->place ? f->place : "-", f->source ? f->source : "-");
        assert_string_equal(said, want);
}

static void findings_say_what_and_where(void **state)
{
        static const struct {
                spoil *spoil;
                enum finding_id id;
                const char *said;
        } said[] = {
                {dated_the_day_after, E102,
                 "領収書の発行日が申請日(2025-12-22)より後です | " CODE "/R-1 | 2025-12-23 | receipts.csv:2:6 | -"},
                {an_invoice, E104,
                 "支払の証明にならない書類です | " CODE
                 "/R-1 | 請求書 | receipts.csv:2:11 | 厚生労働省事務連絡(令和7年5月12日) 本文「領収書」"},
                {no_receipt, E105, "購入明細の領収書がありません | " CODE "/R-1#1 | R-1 | purchases.csv:2:1 | -"},
                {scan_damaged, E106,
                 "読める領収書の写しがありません(R-1.jpg: truncated) | " CODE
                 "/R-1 | R-1.jpg | receipts.csv:2:12 | 厚生労働省事務連絡(令和7年5月12日) 本文「領収書」"},
                {total_too_large, E107,
                 "領収金額 154,000円と明細の合計 143,000円が合いません(差 11,000円) | " CODE
                 "/R-1 | 154000 | receipts.csv:2:7 | -"},
                {unknown_category, E115,
                 "事業区分がこの補助事業にありません | " CODE "/R-1#3 | 往診 | purchases.csv:4:3 | -"},
                {an_item_to_ask_about, C211,
                 "保守が補助の対象かどうか、通知に定めがありません。回答があるまで数えません | " CODE
                 "/R-1#1 | 年間保守料 | purchases.csv:2:4 | 記載なし"},
                {an_item_of_another_category, I401,
                 "この区分の対象品目ではないので、数えません | " CODE
                 "/R-1#1 | 汎用カードリーダー | purchases.csv:2:4 | "
                 "厚生労働省事務連絡(令和7年5月12日) 別添1「1.事業内容」"},
                {product_that_is_not_the_amount, C213,
                 "数量 2 × 単価 16,600円が金額 33,000円と合いません | " CODE "/R-1#1 | 33000 | purchases.csv:2:9 | -"},
                {granted_before, C207,
                 "同じ区分の補助を R6、R5 に受けています | " CODE
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
                in_order(b, HOME);
                said[i].spoil(b);
                build_assess(b, "home-visit", ON_TIME);
                spoken(b, said[i].id, said[i].said);
        }
}

/* ---- the table */

/* Every finding of the assessment belongs to one check, so that "all checks ran" means "nothing was left out". */
static void every_finding_has_its_check(void **state)
{
        (void)state;
        for (int id = 0; id < FINDING_IDS; id++) {
                int checks = 0;

                for (int i = 0; i < checks_total(); i++)
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

        in_order(b, HOME);
        build_assess(b, "home-visit", ON_TIME);
        assert_int_equal(b->result.status, READY);
        build_assess(b, "home-visit", (struct date){0});
        assert_int_equal(b->result.checks_run, b->result.checks_total - 5); /* E101 E102 E103 E114 C208 */
        assert_string_equal(build_ids(b), "I402");
        assert_int_equal(b->result.status, NEEDS_ANSWER);
        b->records.facility.code = "18010016";
        build_assess(b, "home-visit", ON_TIME);
        assert_int_equal(b->result.checks_run, b->result.checks_total - 1); /* C217 */
        assert_string_equal(build_ids(b), "W301 I402");
        assert_int_equal(b->result.status, NEEDS_ANSWER);
}

/* DOMAIN 3: 2739400105 is valid; the same written with table 1 must not pass and looks dental; table 6 is a visiting nurse station. */
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
                in_order(b, HOME);
                b->records.facility.code = codes_rows[i].code;
                build_assess(b, "home-visit", ON_TIME);
                assert_string_equal(build_ids(b), codes_rows[i].ids);
        }
        in_order(b, HOME);
        b->records.facility.code = "4760190014";
        build_assess(b, "home-visit", ON_TIME);
        spoken(b, C217,
               "訪問看護の医療機関コードです | 4760190014 | 4760190014 | facilities.csv:2:1 | "
               "厚生労働省事務連絡(令和7年5月12日) 表題、別添一覧");
}

/* ---- the application */

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
                in_order(b, HOME);
                build_assess(b, "home-visit", days[i].on);
                assert_string_equal(build_ids(b), days[i].ids);
                assert_int_equal(b->result.status, days[i].status);
                assert_int_equal(b->result.subsidy.n, 107000); /* the amount is an integer whatever the status */
        }
        build_assess(b, "home-visit", (struct date){2026, 1, 16});
        spoken(b, E101,
               "申請期限 2026-01-15 を過ぎています | " CODE
               "/home-visit | 2026-01-16 | - | 厚生労働省事務連絡(令和7年5月12日) 本文「申請期限」");
}

/* This programme states no opening and no period of purchase; others do (DOMAIN 9). */
static void windows_that_other_programmes_state(void **state)
{
        struct built *b = *state;
        struct programme other = *b->programme;

        other.opens = (struct date){2025, 6, 6};
        other.opens_basis = other.purchase_basis = other.deadline_basis;
        other.purchase_first = (struct date){2025, 4, 1};
        other.purchase_last = (struct date){2025, 6, 30};
        in_order(b, HOME);
        paper(b)->date = (struct date){2025, 4, 1};
        b->programme = &other;
        build_assess(b, "home-visit", (struct date){2025, 6, 6});
        assert_string_equal(build_ids(b), "");
        build_assess(b, "home-visit", (struct date){2025, 6, 5});
        assert_string_equal(build_ids(b), "E114");
        paper(b)->date = (struct date){2025, 3, 31};
        build_assess(b, "home-visit", (struct date){2025, 6, 6});
        assert_string_equal(build_ids(b), "E118");
        assert_int_equal(b->result.eligible_total.n, 0);
        paper(b)->date = (struct date){2025, 7, 1};
        build_assess(b, "home-visit", (struct date){2025, 7, 1});
        assert_string_equal(build_ids(b), "E118");
        other.purchase_last = (struct date){0};
        build_assess(b, "home-visit", (struct date){2025, 7, 1});
        assert_string_equal(build_ids(b), "");
}

static void a_claim_without_lines_is_not_ready(void **state)
{
        struct built *b = *state;

        in_order(b, HOME);
        assert_false(assess_is_claimed(&b->records, programme_category_by_id(b->programme, "online")));
        *vec_add(b->arena, &b->records.claims) =
                (struct claim){.facility = CODE,
                               .category_text = ONLINE,
                               .category = "",
                               .origin = {"applications.csv", "", 2, "facility,category"}};
        build_assess(b, "online", ON_TIME);
        assert_true(assess_is_claimed(&b->records, programme_category_by_id(b->programme, "online")));
        spoken(b, E119, "この区分の購入明細がありません | " CODE "/online | - | applications.csv:2:2 | -");
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
        spoken(b, E109,
               "義務化対象の施設は、この区分に申請できません | " CODE
               "/eligibility-only | いいえ | facilities.csv:2:11 | 厚生労働省事務連絡(令和7年5月12日) 別添4 概要");
        spoken(b, C216,
               "この区分の前提: ポータルサイトのアカウント登録と利用申請 | " CODE
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
                in_order(b, said[i].lines[0]);
                b->records.purchases.at[1].category_text = said[i].lines[1];
                build_assess(b, "outpatient", ON_TIME);
                assert_string_equal(build_ids(b), said[i].ids);
                if (said[i].variant)
                        assert_string_equal(b->result.variant, said[i].variant);
                else
                        assert_null(b->result.variant);
                assert_int_equal(b->result.subsidy.n, 107000);
        }
        spoken(b, C202,
               "通常とは異なる動線と機器故障時等の両方が明細にあります。通常とは異なる動線として扱います | " CODE
               "/outpatient | " FAILURE " | purchases.csv:2:3 | -");
        in_order(b, "外来診療等");
        build_assess(b, "outpatient", ON_TIME);
        spoken(b, C201,
               "通常とは異なる動線、機器故障時等のどれにあたるか、明細にありません | " CODE
               "/outpatient | 外来診療等 | purchases.csv:2:3 | -");
}

/* Annex 3: whoever was subsidised for the different flow gets nothing more for device failure; the reverse is not said. */
static void after_an_earlier_grant(void **state)
{
        static const struct {
                const char *now, *before, *ids;
        } said[] = {
                {FAILURE, "R6:" FLOW, "E110 C207 I402"}, {FAILURE, "R6:" FAILURE, "C207 I402"},
                {FLOW, "R6:" FLOW, "C207 I402"},         {FLOW, "R6:" FAILURE, "C207 I402"},
                {FAILURE, "R6:" ONLINE, "I402"},
        };
        struct built *b = *state;

        for (size_t i = 0; i < COUNT(said); i++) {
                in_order(b, said[i].now);
                b->records.facility.earlier_grants_text = said[i].before;
                build_assess(b, "outpatient", ON_TIME);
                assert_string_equal(build_ids(b), said[i].ids);
                assert_int_equal(b->result.eligible_total.n, 143000);
        }
        in_order(b, FAILURE);
        b->records.facility.earlier_grants_text = "R6:" FLOW;
        build_assess(b, "outpatient", ON_TIME);
        spoken(b, E110,
               "通常とは異なる動線の補助を受けた施設は、機器故障時等の補助を受けられません | " CODE
               "/outpatient | R6:" FLOW
               " | facilities.csv:2:12 | 厚生労働省事務連絡(令和7年5月12日) 別添3「2.補助内容」の注");
}

/* Annex 2: once the system has been modified for online care or for outpatients, again is neither needed nor eligible for the
 * other; the notice names no year. Only where there is work on the system now. */
static void after_an_earlier_modification(void **state)
{
        struct built *b = *state;

        in_order(b, FLOW);
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

        in_order(b, FAILURE);
        paper(b)->date = (struct date){2025, 5, 1};
        build_assess(b, "outpatient", (struct date){2025, 7, 1});
        assert_string_equal(build_ids(b), "I402");
        build_assess(b, "outpatient", (struct date){2025, 6, 30});
        spoken(b, C208,
               "機器故障時等の申請受付は 令和7年7月頃 からの予定です | " CODE
               "/outpatient | - | - | 厚生労働省事務連絡(令和7年5月12日) 本文「令和7年7月頃」");
        in_order(b, FLOW);
        paper(b)->date = (struct date){2025, 5, 1};
        build_assess(b, "outpatient", (struct date){2025, 6, 30});
        assert_string_equal(build_ids(b), "I402");
}

/* The notice says nothing of 1 and 3 together, and allows 1 and 2. */
static void categories_together(void **state)
{
        struct built *b = *state;

        in_order(b, HOME);
        build_bought(b, "R-2", FLOW, MOBILE, 33000);
        build_assess(b, "home-visit", ON_TIME);
        assert_string_equal(build_ids(b), "C206 I402");
        build_assess(b, "outpatient", ON_TIME);
        assert_string_equal(build_ids(b), "C206 I402");
        in_order(b, HOME);
        build_bought(b, "R-2", ONLINE, WORK, 33000);
        build_assess(b, "home-visit", ON_TIME);
        assert_string_equal(build_ids(b), "I402");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, built_open, built_close)
        const struct CMUnitTest tests[] = {
                TEST(each_fault_and_its_finding),
                TEST(findings_say_what_and_where),
                TEST(every_finding_has_its_check),
                TEST(what_did_not_run_is_not_ready),
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
