/* The programme r7-online-qualification against the notice: 厚生労働省事務連絡(令和7年5月12日), 別添1-4, by hand.
 * Then the words people write, and the files that are refused. */
#include "core/programme/programme.h"

#include "core/file/embedded.h"
#include "core/record/records.h"
#include "core/format/xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))
#define ID "r7-online-qualification"

struct bench {
        struct arena *arena;
        struct findings findings;
        struct programme *p;
};

static int set_up(void **state)
{
        struct bench *b = calloc(1, sizeof *b);

        b->arena = arena_new(abort);
        b->findings = findings_in(b->arena);
        if (programme_open(&b->p, ID, b->arena, &b->findings) != OK)
                fail_msg("%s: %s", b->findings.fault.what, b->findings.fault.detail);
        *state = b;
        return 0;
}

static int tear_down(void **state)
{
        struct bench *b = *state;

        arena_free(b->arena);
        free(b);
        return 0;
}

static void assert_basis(struct basis basis, enum how how, const char *source_words)
{
        assert_int_equal(basis.how, how);
        if (!source_words) {
                assert_null(basis.source);
                return;
        }
        assert_non_null(basis.source);
        if (!strstr(basis.source->text, source_words))
                fail_msg("%s does not name %s", basis.source->text, source_words);
}

static void assert_day(struct date date, const char *iso)
{
        char text[DATE_TEXT];

        assert_string_equal(date_iso(text, date), iso);
}

/* ---- 別添1-4「2.補助内容」 */

/* 万円 in the notice: 41.1 = 411,000. The caps per item are the footnote's; 0: the category has no such item or cap. */
static const struct {
        const char *category, *kind;
        int num, den;
        int limit, cost_cap, mobile, receipt_computer;
        const char *annex;
} table[] = {
        /* 別添1: 病院 1/2 41.1 (82.2); 大型チェーン薬局 1/2 8.5 (17.1); 診療所・薬局 3/4 12.8 (17.1); 端末 4.1, レセコン 78.1 / 13 */
        {"home-visit", "hospital", 1, 2, 411000, 822000, 41000, 781000, "別添1"},
        {"home-visit", "large-chain-pharmacy", 1, 2, 85000, 171000, 41000, 130000, "別添1"},
        {"home-visit", "clinic", 3, 4, 128000, 171000, 41000, 130000, "別添1"},
        {"home-visit", "pharmacy", 3, 4, 128000, 171000, 41000, 130000, "別添1"},
        /* 別添2: 病院 1/2 39 (78.1); 大型チェーン薬局 1/2 6.5 (13); 診療所・薬局 3/4 9.7 (13); レセコン 78.1 / 13 */
        {"online", "hospital", 1, 2, 390000, 781000, 0, 781000, "別添2"},
        {"online", "large-chain-pharmacy", 1, 2, 65000, 130000, 0, 130000, "別添2"},
        {"online", "clinic", 3, 4, 97000, 130000, 0, 130000, "別添2"},
        {"online", "pharmacy", 3, 4, 97000, 130000, 0, 130000, "別添2"},
        /* 別添3: as 別添1 */
        {"outpatient", "hospital", 1, 2, 411000, 822000, 41000, 781000, "別添3"},
        {"outpatient", "large-chain-pharmacy", 1, 2, 85000, 171000, 41000, 130000, "別添3"},
        {"outpatient", "clinic", 3, 4, 128000, 171000, 41000, 130000, "別添3"},
        {"outpatient", "pharmacy", 3, 4, 128000, 171000, 41000, 130000, "別添3"},
        /* 別添4: 3/4, 最大3.1万円; no kind, no 事業額上限, no cap per item */
        {"eligibility-only", "hospital", 3, 4, 31000, 0, 0, 0, "別添4"},
        {"eligibility-only", "large-chain-pharmacy", 3, 4, 31000, 0, 0, 0, "別添4"},
        {"eligibility-only", "clinic", 3, 4, 31000, 0, 0, 0, "別添4"},
        {"eligibility-only", "pharmacy", 3, 4, 31000, 0, 0, 0, "別添4"},
};

static int64_t cap_of(const struct grant *grant, const char *item)
{
        for (size_t i = 0; i < grant->item_caps.n; i++)
                if (strcmp(grant->item_caps.at[i].item, item) == 0)
                        return grant->item_caps.at[i].yen.n;
        return 0;
}

static void pays_what_the_notice_says(void **state)
{
        const struct bench *b = *state;

        for (size_t i = 0; i < COUNT(table); i++) {
                const struct category *category = programme_category_by_id(b->p, table[i].category);
                const struct grant *grant;

                assert_non_null(category);
                grant = category_grant(category, table[i].kind);
                assert_non_null(grant);
                assert_int_equal(grant->rate.num, table[i].num);
                assert_int_equal(grant->rate.den, table[i].den);
                assert_basis(grant->rate_basis, HOW_STATED, table[i].annex);
                assert_true(grant->has_limit);
                assert_int_equal(grant->limit.n, table[i].limit);
                assert_basis(grant->limit_basis, HOW_STATED, table[i].annex);
                assert_int_equal(grant->has_cost_cap, table[i].cost_cap != 0);
                assert_int_equal(grant->cost_cap.n, table[i].cost_cap);
                assert_int_equal(cap_of(grant, "mobile-terminal"), table[i].mobile);
                assert_int_equal(cap_of(grant, "receipt-computer"), table[i].receipt_computer);
                assert_int_equal(grant->item_caps.n, (table[i].mobile != 0) + (table[i].receipt_computer != 0));
        }
}

/* A published limit is what the rate leaves of the cost cap, cut below 1,000 yen (別添1-3):
 * 171,000×1/2 = 85,500 -> 85,000; 781,000×1/2 = 390,500 -> 390,000; 130,000×3/4 = 97,500 -> 97,000. The item caps add up to the cost cap. */
static void caps_and_limits_agree(void **state)
{
        const struct bench *b = *state;

        for (size_t i = 0; i < COUNT(table); i++) {
                const struct grant *g = category_grant(programme_category_by_id(b->p, table[i].category), table[i].kind);

                assert_int_equal(g->round_unit, 1000);
                assert_int_equal(g->rounding, ROUND_DOWN);
                assert_basis(g->rounding_basis, HOW_INFERRED, "補助限度額");
                if (!g->has_cost_cap)
                        continue;
                assert_int_equal(g->cost_cap.n * g->rate.num / g->rate.den / 1000 * 1000, g->limit.n);
                assert_int_equal(cap_of(g, "mobile-terminal") + cap_of(g, "receipt-computer"), g->cost_cap.n);
        }
}

/* What is our conclusion is tagged so: the item cap of chains (the footnote names 病院 and 診療所・薬局 only), caps before
 * adding up, any kind of facility in 別添4. */
static void says_what_it_infers(void **state)
{
        static const char *const annexes[] = {"home-visit", "online", "outpatient"};
        const struct bench *b = *state;
        const struct grant *any = category_grant(programme_category_by_id(b->p, "eligibility-only"), "clinic");

        for (size_t i = 0; i < COUNT(annexes); i++) {
                const struct category *c = programme_category_by_id(b->p, annexes[i]);

                for (size_t j = 0; j < c->grants.n; j++) {
                        const struct grant *g = &c->grants.at[j];
                        bool chain = strcmp(g->kinds.at[0], "large-chain-pharmacy") == 0;

                        for (size_t k = 0; k < g->item_caps.n; k++)
                                assert_basis(g->item_caps.at[k].basis,
                                             chain && strcmp(g->item_caps.at[k].item, "receipt-computer") == 0 ? HOW_INFERRED
                                                                                                              : HOW_STATED,
                                             "の注");
                        assert_basis(g->caps_first_basis, HOW_INFERRED, "の注");
                        assert_basis(g->kinds_basis, HOW_STATED, c->annex);
                        assert_basis(g->cost_cap_basis, HOW_STATED, c->annex);
                }
        }
        assert_int_equal(any->kinds.n, 0);
        assert_basis(any->kinds_basis, HOW_INFERRED, "別添4");
        assert_basis(any->cost_cap_basis, HOW_UNKNOWN, NULL);
}

/* 別添「1.事業内容」 */
static void lists_the_items(void **state)
{
        static const struct {
                const char *category, *item, *ja;
                bool ask_model;
        } rows[] = {
                {"home-visit", "mobile-terminal", "モバイル端末等", false},
                {"home-visit", "receipt-computer", "レセプトコンピュータの改修等", false},
                {"online", "receipt-computer", "レセプトコンピュータの改修等", false},
                {"outpatient", "mobile-terminal", "モバイル端末等", false},
                {"outpatient", "receipt-computer", "レセプトコンピュータの改修", false},
                /* 別添4「対象の機種については…」: only models on the portal's list */
                {"eligibility-only", "card-reader", "パソコン等に接続する汎用カードリーダー", true},
                {"eligibility-only", "smartphone-tablet", "スマートフォン、タブレット", true},
        };
        const struct bench *b = *state;
        size_t listed = 0;

        for (size_t i = 0; i < COUNT(rows); i++) {
                const struct eligible *e = category_eligible(programme_category_by_id(b->p, rows[i].category), rows[i].item);

                assert_non_null(e);
                assert_string_equal(e->ja, rows[i].ja);
                assert_int_equal(e->ask_model, rows[i].ask_model);
                assert_int_equal(e->basis.how, HOW_STATED);
        }
        for (size_t i = 0; i < b->p->categories.n; i++)
                listed += b->p->categories.at[i].eligible.n;
        assert_int_equal(listed, COUNT(rows) + 4); /* and what the 等 of モバイル端末等 may hold */
        assert_null(category_eligible(programme_category_by_id(b->p, "online"), "mobile-terminal"));
}

static void knows_its_dates(void **state)
{
        const struct programme *p = ((const struct bench *)*state)->p;

        /* 本文「補助金の申請期限は令和8年1月15日です」; the end of the day is not printed */
        assert_day(p->deadline, "2026-01-15");
        assert_basis(p->deadline_basis, HOW_STATED, "申請期限");
        assert_int_equal(p->day_end_basis.how, HOW_INFERRED);
        /* no opening of all categories, no period of purchase */
        assert_day(p->opens, "");
        assert_basis(p->opens_basis, HOW_UNKNOWN, NULL);
        assert_day(p->purchase_first, "");
        assert_day(p->purchase_last, "");
        assert_basis(p->purchase_basis, HOW_UNKNOWN, NULL);
}

static void knows_itself(void **state)
{
        const struct programme *p = ((const struct bench *)*state)->p;
        struct bytes file;

        assert_string_equal(p->id, ID);
        assert_string_equal(p->revision, "3");
        assert_string_equal(p->reviewed, "2026-11-28");
        assert_string_equal(p->budget_ja, "地域診療情報連携推進費補助金");
        /* the one of the notice's two addresses that is not misspelt */
        assert_string_equal(p->portal_url, "https://iryohokenjyoho.service-now.com/csm");
        assert_true(embedded_find(&file, "programmes/" ID ".xml"));
        assert_int_equal(p->file.n, file.n);
        assert_memory_equal(p->file.at, file.at, file.n);
        assert_string_equal(p->digest.hex, digest_of(file).hex);
        /* warnings only: 20 MB of the sister portal; 150 dpi, 600 pixels */
        assert_int_equal(p->upload_warn_bytes, 20000000);
        /* the portal takes one file, PDF or ZIP, with an ASCII name [sister]; which total it means is unknown */
        assert_int_equal(p->upload_files, 1);
        assert_string_equal(p->upload_kinds, "zip pdf");
        assert_true(p->upload_ascii_names);
        assert_int_equal(p->portal_total, TOTAL_NOT_SAID);
        assert_int_equal(p->portal_total_basis.how, HOW_UNKNOWN);
        assert_int_equal(p->min_scan_dpi, 150);
        assert_int_equal(p->min_scan_pixels, 600);
        assert_int_equal(p->upload_basis.how, HOW_INFERRED);
        assert_int_equal(p->scan_basis.how, HOW_INFERRED);
}

static void holds_the_rules_between_categories(void **state)
{
        static const struct {
                enum rule_kind kind;
                const char *category, *variant, *item, *other, *other_variant, *date;
                char digit;
                enum how how;
        } rows[] = {
                /* 別添1「3.」の注: 両方の財政支援 */
                {RULE_TOGETHER, "home-visit", "", "", "online", "", "", 0, HOW_STATED},
                /* 別添2「3.」の注: いずれかでシステム改修を行っている場合 */
                {RULE_HOLD, "outpatient", "", "receipt-computer", "online", "", "", 0, HOW_STATED},
                {RULE_ASK_MODIFIED, "online", "", "receipt-computer", "outpatient", "", "", 0, HOW_STATED},
                {RULE_ASK_MODIFIED, "outpatient", "", "receipt-computer", "online", "", "", 0, HOW_STATED},
                /* nothing said; FY2024 allowed it (KB0010237) */
                {RULE_ASK_TOGETHER, "home-visit", "", "", "outpatient", "", "", 0, HOW_INFERRED},
                {RULE_ASK_TOGETHER, "outpatient", "", "", "home-visit", "", "", 0, HOW_INFERRED},
                /* 別添4: 簡素な仕組み, beside what presupposes the system */
                {RULE_ASK_TOGETHER, "eligibility-only", "", "", "home-visit", "", "", 0, HOW_INFERRED},
                {RULE_ASK_TOGETHER, "eligibility-only", "", "", "online", "", "", 0, HOW_INFERRED},
                {RULE_ASK_TOGETHER, "eligibility-only", "", "", "outpatient", "", "", 0, HOW_INFERRED},
                /* nothing said */
                {RULE_ASK_EARLIER, "home-visit", "", "", "", "", "", 0, HOW_UNKNOWN},
                {RULE_ASK_EARLIER, "online", "", "", "", "", "", 0, HOW_UNKNOWN},
                {RULE_ASK_EARLIER, "outpatient", "", "", "", "", "", 0, HOW_UNKNOWN},
                {RULE_ASK_EARLIER, "eligibility-only", "", "", "", "", "", 0, HOW_UNKNOWN},
                /* 別添3「2.」の注: 既に通常とは異なる動線での…補助を受けている */
                {RULE_NOT_AFTER, "outpatient", "device-failure", "", "outpatient", "different-flow", "", 0, HOW_STATED},
                /* 本文: 令和7年7月頃に申請受付を開始する予定: 頃, so the day is ours */
                {RULE_ASK_BEFORE, "outpatient", "device-failure", "", "", "", "2025-07-01", 0, HOW_INFERRED},
                /* 本文: 令和7年度も財政支援を継続; 第193回医療保険部会: 令和7年4月から可能 */
                {RULE_ASK_BOUGHT, "home-visit", "", "", "", "", "2025-04-01", 0, HOW_INFERRED},
                {RULE_ASK_BOUGHT, "online", "", "", "", "", "2025-04-01", 0, HOW_INFERRED},
                {RULE_ASK_BOUGHT, "outpatient", "", "", "", "", "2025-04-01", 0, HOW_INFERRED},
                {RULE_ASK_BOUGHT, "outpatient", "device-failure", "", "", "", "2025-04-01", 0, HOW_INFERRED},
                {RULE_ASK_BOUGHT, "eligibility-only", "", "", "", "", "2025-04-01", 0, HOW_INFERRED},
                /* 別添1, 2, 3 presuppose the system (居宅同意取得型) */
                {RULE_ASK_OUTSIDE, "home-visit", "", "", "", "", "", 0, HOW_INFERRED},
                {RULE_ASK_OUTSIDE, "online", "", "", "", "", "", 0, HOW_INFERRED},
                {RULE_ASK_OUTSIDE, "outpatient", "", "", "", "", "", 0, HOW_INFERRED},
                /* the coupon for readers of smartphones, from 2025-08-29 */
                {RULE_ASK_WORDS, "eligibility-only", "", "card-reader", "", "", "", 0, HOW_INFERRED},
                /* 別添4: 義務化対象外の医療機関・薬局における */
                {RULE_ONLY_OUTSIDE, "eligibility-only", "", "", "", "", "", 0, HOW_STATED},
                /* 表題: 医療機関・薬局への財政支援; table 6 is 訪問看護 */
                {RULE_ASK_TABLE, "", "", "", "", "", "", '6', HOW_INFERRED},
        };
        const struct programme *p = ((const struct bench *)*state)->p;

        assert_int_equal(p->rules.n, COUNT(rows));
        for (size_t i = 0; i < COUNT(rows); i++) {
                const struct rule *rule = &p->rules.at[i];

                assert_int_equal(rule->kind, rows[i].kind);
                assert_string_equal(rule->category, rows[i].category);
                assert_string_equal(rule->variant, rows[i].variant);
                assert_string_equal(rule->item, rows[i].item);
                assert_string_equal(rule->other, rows[i].other);
                assert_string_equal(rule->other_variant, rows[i].other_variant);
                assert_day(rule->date, rows[i].date);
                assert_int_equal(rule->digit, rows[i].digit);
                assert_int_equal(rule->basis.how, rows[i].how);
                if (rule->kind == RULE_ASK_BEFORE)
                        assert_string_equal(rule->date_text, "令和7年7月頃");
                if (rule->kind == RULE_ASK_TOGETHER)
                        assert_non_null(strstr(rule->note_ja, strcmp(rule->category, "eligibility-only") ? "KB0010237" : "簡素な仕組み"));
        }
}

static void asks_for_papers(void **state)
{
        const struct programme *p = ((const struct bench *)*state)->p;

        assert_int_equal(p->documents.n, 2);
        assert_string_equal(p->documents.at[0].id, "receipt");
        assert_true(p->documents.at[0].required);
        assert_basis(p->documents.at[0].basis, HOW_INFERRED, "領収書"); /* the notice asks for the receipt, FY2024 for its copy */
        assert_string_equal(p->documents.at[1].id, "breakdown");
        assert_false(p->documents.at[1].required);
        assert_int_equal(p->documents.at[1].basis.how, HOW_INFERRED);

        /* 別添4: アカウント登録と申請が必要 */
        for (size_t i = 0; i < p->categories.n; i++)
                assert_int_equal(p->categories.at[i].prerequisites.n,
                                 strcmp(p->categories.at[i].label.id, "eligibility-only") == 0 ? 1 : 0);
}

/* The cover gives each reminder one line of about 45 characters, 3 bytes each in UTF-8, and has room for five. */
static void reminds_in_one_line(void **state)
{
        const struct programme *p = ((const struct bench *)*state)->p;

        for (size_t i = 0; i < p->reminders.n; i++)
                assert_true(strlen(p->reminders.at[i].ja) <= 45 * 3);
        for (size_t i = 0; i < p->categories.n; i++) {
                int shown = 0;

                for (size_t j = 0; j < p->reminders.n; j++)
                        shown += !*p->reminders.at[j].category ||
                                 strcmp(p->reminders.at[j].category, p->categories.at[i].label.id) == 0;
                assert_in_range(shown, 3, 5);
        }
}

/* ---- words (docs/formats.md, Entry tables) */

static void finds_kinds(void **state)
{
        static const struct {
                const char *text, *id;
        } rows[] = {
                {"病院", "hospital"}, {"診療所", "clinic"}, {"歯科診療所", "clinic"}, {"医院", "clinic"}, {"クリニック", "clinic"},
                {"ｸﾘﾆｯｸ", "clinic"}, {" 薬 局 ", "pharmacy"}, {"大型チェーン薬局", "large-chain-pharmacy"},
                {"大型チェーン\xe3\x80\x80薬局", "large-chain-pharmacy"}, {"助産所", NULL}, {"", NULL}, {"病", NULL},
        };
        struct bench *b = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                const struct label *kind = programme_kind(b->p, rows[i].text, b->arena);

                assert_int_equal(kind != NULL, rows[i].id != NULL);
                if (kind)
                        assert_string_equal(kind->id, rows[i].id);
        }
        assert_string_equal(programme_kind_words(b->p, JAPANESE, b->arena), "病院、診療所、薬局、大型チェーン薬局");
}

static void finds_categories(void **state)
{
        static const struct {
                const char *text, *id, *variant;
                bool none;
        } rows[] = {
                {"訪問診療等", "home-visit", "", false},
                {"オンライン診療等", "online", "", false},
                {"ｵﾝﾗｲﾝ診療等", "online", "", false},
                {"外来診療等(通常とは異なる動線)", "outpatient", "different-flow", false},
                {"外来診療等（通常とは異なる動線）", "outpatient", "different-flow", false},
                {"外来診療等 ( 通常とは異なる動線 )", "outpatient", "different-flow", false},
                {"外来診療等(機器故障時等)", "outpatient", "device-failure", false},
                {"外来診療等（機器故障時等）", "outpatient", "device-failure", false},
                {"外来診療等", "outpatient", "", false},
                {"外来診療等（通常とは異なる動線・機器故障時等の資格確認）", "outpatient", "", false}, /* 別添一覧 3 */
                {"資格確認限定型", "eligibility-only", "", false},
                {"義務化対象外施設", "eligibility-only", "", false},
                {"対象外", NULL, "", true},
                {" 対象外　", NULL, "", true},
                {"外来診療等(そのほか)", NULL, "", false},
                {"通常とは異なる動線", NULL, "", false},
                {"訪問診療", NULL, "", false},
                {"", NULL, "", false},
        };
        struct bench *b = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                const char *variant = "?";
                bool none = !rows[i].none;
                const struct category *category = programme_category(b->p, rows[i].text, &variant, &none, b->arena);

                assert_int_equal(category != NULL, rows[i].id != NULL);
                if (category)
                        assert_string_equal(category->label.id, rows[i].id);
                assert_string_equal(variant, rows[i].variant);
                assert_int_equal(none, rows[i].none);
        }
        assert_string_equal(programme_category_words(b->p, JAPANESE, b->arena),
                            "訪問診療等、オンライン診療等、外来診療等(通常とは異なる動線)、外来診療等(機器故障時等)、外来診療等、"
                            "資格確認限定型、対象外");
        assert_string_equal(category_variant_name(programme_category_by_id(b->p, "outpatient"), "device-failure"), "機器故障時等");
        assert_string_equal(category_variant_name(programme_category_by_id(b->p, "outpatient"), ""), "");
        assert_string_equal(category_variant_name(programme_category_by_id(b->p, "online"), "device-failure"), "");
        /* "the first is taken when the lines name several" */
        assert_string_equal(programme_category_by_id(b->p, "outpatient")->variants.at[0].id, "different-flow");
}

static void finds_items(void **state)
{
        static const struct {
                const char *text, *id;
                enum eligibility eligibility;
                enum how how;
        } rows[] = {
                {"モバイル端末", "mobile-terminal", ITEM_CLASS, HOW_STATED},
                {"レセプトコンピュータ改修", "receipt-computer", ITEM_CLASS, HOW_STATED},
                {"レセコン改修", "receipt-computer", ITEM_CLASS, HOW_STATED},
                {"ﾚｾｺﾝ改修", "receipt-computer", ITEM_CLASS, HOW_STATED},
                {"汎用カードリーダー", "card-reader", ITEM_CLASS, HOW_STATED},
                {"スマートフォン・タブレット", "smartphone-tablet", ITEM_CLASS, HOW_STATED},
                {"スマートフォン", "smartphone-tablet", ITEM_CLASS, HOW_STATED},
                {"タブレット", "smartphone-tablet", ITEM_CLASS, HOW_STATED},
                /* the notice says nothing of these */
                {"保守", "maintenance", ITEM_ASK, HOW_UNKNOWN},
                {"保守料", "maintenance", ITEM_ASK, HOW_UNKNOWN},
                {"年間保守料", "maintenance", ITEM_ASK, HOW_UNKNOWN},
                {"ポイント", "points", ITEM_ASK, HOW_UNKNOWN},
                {"保証", "warranty", ITEM_ASK, HOW_UNKNOWN},
                {"配送", "delivery", ITEM_ASK, HOW_UNKNOWN},
                {"送料", "delivery", ITEM_ASK, HOW_UNKNOWN},
                {"振込手数料", "transfer-fee", ITEM_ASK, HOW_UNKNOWN},
                /* excluded in sister programmes */
                {"リース", "lease", ITEM_ASK, HOW_INFERRED},
                {"中古品", "second-hand", ITEM_ASK, HOW_INFERRED},
                {"パソコン", "personal-computer", ITEM_ASK, HOW_INFERRED},
                {"ＰＣ", "personal-computer", ITEM_ASK, HOW_INFERRED},
        };
        struct bench *b = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                const struct item *item = programme_item(b->p, rows[i].text, b->arena);

                assert_non_null(item);
                assert_string_equal(item->label.id, rows[i].id);
                assert_int_equal(item->eligibility, rows[i].eligibility);
                assert_int_equal(item->basis.how, rows[i].how);
        }
        assert_null(programme_item(b->p, "応接セット", b->arena));
        assert_null(programme_item(b->p, "", b->arena));
        assert_null(programme_item_by_id(b->p, "sofa"));
}

/* 既交付 and 既改修: `;`-separated, e.g. R6:外来診療等(通常とは異なる動線) */
static void reads_earlier_grants(void **state)
{
        static const struct {
                const char *text, *year, *category, *variant;
        } rows[] = {
                {"R6:外来診療等(通常とは異なる動線)", "R6", "outpatient", "different-flow"},
                {"Ｒ６：外来診療等（通常とは異なる動線）", "R6", "outpatient", "different-flow"},
                {"令和6年度:外来診療等", "R6", "outpatient", ""},
                {"令和６年：訪問診療等", "R6", "home-visit", ""},
                {"令和元年度:訪問診療等", "R1", "home-visit", ""},
                {"㋿6年度: 訪問診療等", "R6", "home-visit", ""},
                {"R05:オンライン診療等", "R5", "online", ""},
                {"2024年度:オンライン診療等", "R6", "online", ""}, /* 2024 - 2018 = 6 */
                {"2024:オンライン診療等", "R6", "online", ""},
                {"H30:訪問診療等", "H30", "home-visit", ""},
                {"令和6年度 資格確認限定型", "R6", "eligibility-only", ""},
                {"オンライン診療等", "", "online", ""},
                {":オンライン診療等", "", "online", ""},
                {"昨年度:オンライン診療等", "昨年度", "online", ""},
                {"R6:電子処方箋", "R6", "", ""},
                {"R6:対象外", "R6", "", ""},
                {"R6", "R6", "", ""},
                {"99999:訪問診療等", "99999", "home-visit", ""},
                {"あり", "", "", ""},
        };
        struct bench *b = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                struct records records = {.facility = {.kind_text = "診療所", .earlier_grants_text = rows[i].text,
                                                       .earlier_mods_text = ""}};
                const struct earlier *e;

                programme_resolve(b->p, &records, b->arena);
                assert_int_equal(records.facility.earlier_grants.n, 1);
                assert_int_equal(records.facility.earlier_mods.n, 0);
                e = &records.facility.earlier_grants.at[0];
                assert_string_equal(e->text, rows[i].text);
                assert_string_equal(e->year, rows[i].year);
                assert_string_equal(e->category, rows[i].category);
                assert_string_equal(e->variant, rows[i].variant);
        }
}

static void resolves_records(void **state)
{
        struct bench *b = *state;
        struct purchase lines[] = {
                {.category_text = "外来診療等（機器故障時等）", .item_text = "レセコン改修"},
                {.category_text = "対象外", .item_text = "応接セット"},
                {.category_text = "在宅", .item_text = "モバイル端末"},
        };
        struct claim claims[] = {{.category_text = "外来診療等（機器故障時等）"}, {.category_text = "在宅"}};
        struct records records = {
                .facility = {.kind_text = "歯科診療所", .earlier_grants_text = "R6:外来診療等(通常とは異なる動線);R5:訪問診療等",
                             .earlier_mods_text = "オンライン診療等；R5：外来診療等；"},
                .purchases = {.at = lines, .n = COUNT(lines)},
                .claims = {.at = claims, .n = COUNT(claims)},
        };

        programme_resolve(b->p, &records, b->arena);
        assert_string_equal(records.facility.kind, "clinic");
        assert_int_equal(records.facility.earlier_grants.n, 2);
        assert_string_equal(records.facility.earlier_grants.at[1].category, "home-visit");
        assert_string_equal(records.facility.earlier_grants.at[1].year, "R5");
        assert_int_equal(records.facility.earlier_mods.n, 2);
        assert_string_equal(records.facility.earlier_mods.at[0].category, "online");
        assert_string_equal(records.facility.earlier_mods.at[1].category, "outpatient");

        assert_string_equal(lines[0].category, "outpatient");
        assert_string_equal(lines[0].variant, "device-failure");
        assert_string_equal(lines[0].item, "receipt-computer");
        assert_string_equal(lines[1].category, "none");
        assert_string_equal(lines[1].item, "");
        assert_string_equal(lines[2].category, "");
        assert_string_equal(lines[2].variant, "");
        assert_string_equal(lines[2].item, "mobile-terminal");
        assert_string_equal(claims[0].category, "outpatient");
        assert_string_equal(claims[1].category, "");

        /* asking twice changes nothing */
        programme_resolve(b->p, &records, b->arena);
        assert_int_equal(records.facility.earlier_grants.n, 2);

        records.facility.kind_text = "保育園";
        programme_resolve(b->p, &records, b->arena);
        assert_string_equal(records.facility.kind, "");
}

/* ---- refused files */

/* The released file with the first `was` replaced. */
static struct bytes changed(struct bench *b, const char *was, const char *becomes, int *line)
{
        const char *text = (const char *)b->p->file.at, *at = strstr(text, was);
        struct buffer out = buffer_in(b->arena);

        assert_non_null(at);
        *line = 1;
        for (const char *s = text; s < at; s++)
                *line += *s == '\n';
        buffer_add(&out, text, (size_t)(at - text));
        buffer_text(&out, becomes);
        buffer_text(&out, at + strlen(was));
        return buffer_bytes(&out);
}

static void refuses(void **state)
{
        static const struct {
                const char *claim, *was, *becomes, *words;
                int lines_on; /* from the change to the line named: the last of a start tag */
                bool no_line;
        } rows[] = {
                {"no source", "<limit yen=\"411000\" how=\"stated\" source=\"annex1-grant\"/>", "<limit yen=\"411000\" how=\"stated\"/>",
                 "a stated or inferred value needs a source", 0, false},
                {"an unknown source", "how=\"stated\" source=\"memo-portal\"", "how=\"stated\" source=\"memo-porta\"", "source-known", 0, false},
                {"a source twice", "<source id=\"fy2024\"", "<source id=\"sister\"", "source-id", 5, false},
                {"zero denominator", "num=\"1\" den=\"2\"", "num=\"1\" den=\"0\"", "'0'", 0, false},
                {"negative denominator", "num=\"1\" den=\"2\"", "num=\"1\" den=\"-2\"", "'-2'", 0, false},
                {"zero numerator", "num=\"1\" den=\"2\"", "num=\"0\" den=\"2\"", "'0'", 0, false},
                {"a rate above 1", "num=\"3\" den=\"4\"", "num=\"5\" den=\"4\"", "at most 1", 0, false},
                {"a rate unknown and given", "num=\"1\" den=\"2\" how=\"stated\"", "num=\"1\" den=\"2\" how=\"unknown\"",
                 "an unknown value cannot be given: num", 0, false},
                {"a rate stated, without its denominator", "num=\"1\" den=\"2\"", "num=\"1\"", "must be given: den", 0, false},
                {"a fraction of a yen", "yen=\"411000\"", "yen=\"411000.5\"", "'411000.5'", 0, false},
                {"a negative limit", "yen=\"411000\"", "yen=\"-411000\"", "'-411000'", 0, false},
                {"an amount beyond reason", "yen=\"411000\"", "yen=\"9999999999999\"", "'9999999999999'", 0, false},
                {"an unknown element", "<purchase how=\"unknown\"/>", "<purchases how=\"unknown\"/>", "Element 'purchases'", 0, false},
                {"an unknown attribute", "<opens how=\"unknown\"/>", "<opens how=\"unknown\" hour=\"9\"/>", "'hour'", 0, false},
                {"a missing element", "<purchase how=\"unknown\"/>", "", "Element 'kinds'", 2, false},
                {"a DOCTYPE", "<!-- 令和7年度", "<!DOCTYPE programme>\n<!-- 令和7年度", "DOCTYPE", 0, false},
                {"no such day", "date=\"2026-01-15\"", "date=\"2026-02-30\"", "'2026-02-30'", 0, false},
                {"a day with a zone", "date=\"2026-01-15\"", "date=\"2026-01-15Z\"", "'2026-01-15Z'", 0, false},
                {"a day before the calendar", "date=\"2026-01-15\"", "date=\"1026-01-15\"", "no such day: 1026-01-15", 0, false},
                {"a date that is unknown", "<opens how=\"unknown\"/>", "<opens how=\"unknown\" date=\"2025-06-01\"/>",
                 "an unknown value cannot be given: date", 0, false},
                {"a date stated but not given", "<opens how=\"unknown\"/>", "<opens how=\"stated\" source=\"memo-deadline\"/>",
                 "a stated or inferred value must be given: date", 0, false},
                {"opens after the deadline", "<opens how=\"unknown\"/>", "<opens date=\"2026-01-16\" how=\"stated\" source=\"memo-deadline\"/>",
                 "before the opening", 1, false},
                {"a period that runs backwards", "<purchase how=\"unknown\"/>",
                 "<purchase first=\"2025-04-02\" last=\"2025-04-01\" how=\"stated\" source=\"memo-deadline\"/>", "ends before it begins", 0, false},
                {"a period unknown and given", "<purchase how=\"unknown\"/>", "<purchase first=\"2025-04-01\" how=\"unknown\"/>",
                 "not unknown", 0, false},
                {"how, in other words", "how=\"stated\"", "how=\"certain\"", "'certain'", 0, false},
                {"an item nobody defined", "<eligible item=\"mobile-terminal\"", "<eligible item=\"mobile-termina\"", "item-known", 0, false},
                {"an item that is a question", "<eligible item=\"mobile-terminal\"", "<eligible item=\"lease\"", "only an item class", 0, false},
                {"an item twice", "<eligible item=\"mobile-terminal\"", "<eligible item=\"receipt-computer\"", "eligible-item-once", 1, false},
                {"a cap of something else", "<item-cap item=\"mobile-terminal\"", "<item-cap item=\"card-reader\"", "not eligible here", 0, false},
                {"a kind nobody defined", "<kind ref=\"hospital\"/>", "<kind ref=\"hospice\"/>", "kind-known", 0, false},
                {"a kind paid twice", "<kind ref=\"hospital\"/>", "<kind ref=\"clinic\"/>", "two rates for one kind of facility, and nothing tells them apart: home-visit", 22, false},
                {"a category nobody defined", "<reminder category=\"online\"", "<reminder category=\"offline\"", "category-known", 1, false},
                {"a variant nobody defined", " variant=\"device-failure\"", " variant=\"device-failures\"", "no such variant: device-failures", 1, false},
                {"a rule twice", "<ask-earlier id=\"online-again\"", "<ask-earlier id=\"home-visit-again\"", "rule-id", 0, false},
                {"a rule for no item of the category", "category=\"online\" item=\"receipt-computer\"", "category=\"online\" item=\"mobile-terminal\"",
                 "not eligible here", 1, false},
                {"a word with two meanings", "<alias>クリニック</alias>", "<alias>薬局</alias>", "a word stands twice, or is empty: 薬局", 0, true},
                {"the same word in another width", "<alias>スマホ</alias>", "<alias>ﾀﾌﾞﾚｯﾄ</alias>", "a word stands twice, or is empty: タブレット", 0, true},
                {"an id that is no file name", "id=\"" ID "\"", "id=\"../" ID "\"", "'../" ID "'", 0, false},
                {"words on two lines", "en=\"hospital\"", "en=\"hos&#10;pital\"", "Element 'kind', attribute 'en'", 0, false},
                {"an address that is none", "https://iryo", "file:///iryo", "'file:///iryo", 0, false},
                {"another namespace", "urn:x-soroe:programme:1", "urn:x-soroe:programme:2", "Element 'programme'", 0, false},
        };

        for (size_t i = 0; i < COUNT(rows); i++) {
                struct bench *b = *state;
                struct findings findings = findings_in(b->arena);
                struct programme *p = NULL;
                int line;
                struct bytes file = changed(b, rows[i].was, rows[i].becomes, &line);
                const char *place = rows[i].no_line ? "test.xml" : arena_printf(b->arena, "test.xml:%d", line + rows[i].lines_on);

                assert_int_equal(programme_load(&p, file, "test.xml", b->arena, &findings), ERR_SYSTEM);
                assert_null(p);
                assert_int_equal(findings.fault.id, F_PROGRAMME);
                if (!strstr(findings.fault.detail, rows[i].words))
                        fail_msg("%s: \"%s\" does not say \"%s\"", rows[i].claim, findings.fault.detail, rows[i].words);
                if (strcmp(findings.fault.what, place) != 0)
                        fail_msg("%s: %s instead of %s (%s)", rows[i].claim, findings.fault.what, place, findings.fault.detail);
        }
}

static void refuses_what_is_too_large_or_missing(void **state)
{
        struct bench *b = *state;
        struct findings findings = findings_in(b->arena);
        struct programme *p = NULL;

        assert_int_equal(programme_load(&p, (struct bytes){b->p->file.at, PROGRAMME_MOST_BYTES + 1}, "big.xml", b->arena, &findings),
                         ERR_SYSTEM);
        assert_string_equal(findings.fault.detail, "the file is too large; keep it within 256 KiB");

        findings = findings_in(b->arena);
        assert_int_equal(programme_open(&p, "r9-no-such-thing", b->arena, &findings), ERR_USAGE);
        assert_int_equal(findings.fault.id, F_PROGRAMME);
        assert_string_equal(findings.fault.what, "r9-no-such-thing");
        assert_null(p);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(pays_what_the_notice_says),
                cmocka_unit_test(caps_and_limits_agree),
                cmocka_unit_test(says_what_it_infers),
                cmocka_unit_test(lists_the_items),
                cmocka_unit_test(knows_its_dates),
                cmocka_unit_test(knows_itself),
                cmocka_unit_test(holds_the_rules_between_categories),
                cmocka_unit_test(asks_for_papers),
                cmocka_unit_test(reminds_in_one_line),
                cmocka_unit_test(finds_kinds),
                cmocka_unit_test(finds_categories),
                cmocka_unit_test(finds_items),
                cmocka_unit_test(reads_earlier_grants),
                cmocka_unit_test(resolves_records),
                cmocka_unit_test(refuses),
                cmocka_unit_test(refuses_what_is_too_large_or_missing),
        };
        int failed;

        xml_start();
        failed = cmocka_run_group_tests(tests, set_up, tear_down);
        xml_stop();
        return failed;
}
