/* The other programmes: amounts, days, options and rules of each file, worked out by hand from the figures that the
 * files quote. No line of C knows any of these programmes. */
#include "tests/unit/records_build.h"

#include "core/format/xml/xml.h"

#include <stdio.h>

#include "core/banned.h"

#define R6     "r6-different-flow"
#define PMH    "r7-pmh"
#define CLINIC "r7-occupational-clinic"
#define READER "therapist-reader"
#define ERX    "e-prescription-2024"
#define EHR    "ehr-sharing"
#define FLOW   "通常とは異なる動線"
#define AID    "医療費助成のオンライン資格確認"
#define WORK   "システム改修"
#define AGAIN  "再来受付機の改修"

static void use(struct built *b, const char *id)
{
        struct findings findings = findings_in(b->arena);

        if (programme_open(&b->programme, id, b->arena, &findings) != OK)
                fail_msg("%s: %s", findings.fault.what, findings.fault.detail);
}

/* A row of `applications` for the category. */
static struct claim *build_claim(struct built *b, const char *category, const char *options)
{
        struct claim *claim = vec_add(b->arena, &b->records.claims);

        *claim = (struct claim){.facility = CODE,
                                .category_text = category,
                                .category = "",
                                .options = options,
                                .note = "",
                                .origin = {"applications.csv", "", 2, "facility,category,completed_on,options,note",
                                           "", ORIGIN_COLUMNS}};
        return claim;
}

/* A date in time for the programme. */
static struct date in_time(const char *programme)
{
        return strcmp(programme, R6) == 0 ? (struct date){2024, 12, 2} : ON_TIME;
}

/* ---- amounts */

#define SHARE        "電子カルテ情報共有"
#define BEDS(number) "共有する文書=3文書6情報;病床数=" number

static const struct row {
        const char *programme, *category, *words, *kind, *attributes, *options;
        const char *items[2];
        int64_t bought[2];
        int64_t cost, subsidy;
} rows[] = {
        /* the FY2024 flow has the figures of FY2025: 41,000 + 130,000 = 171,000; × 3/4 = 128,250 → 128,000 = limit */
        {R6,
         "different-flow",
         FLOW,
         "診療所",
         "",
         "",
         {"モバイル端末", "レセコン改修"},
         {41001, 130001},
         171000,
         128000},
        /* 41,000 + 781,000 = 822,000; × 1/2 = 411,000.  171,000 × 1/2 = 85,500 → 85,000 */
        {R6, "different-flow", FLOW, "病院", "", "", {"モバイル端末", "レセコン改修"}, {41000, 781000}, 822000, 411000},
        {R6,
         "different-flow",
         FLOW,
         "大型チェーン薬局",
         "",
         "",
         {"モバイル端末", "レセコン改修"},
         {41000, 130000},
         171000,
         85000},

        /* PMH, hospital: 566,000 × 1/2 = 283,000 = limit; one yen less: 282,999.5 → 282,000 */
        {PMH, "pmh", AID, "病院", "", "", {WORK, AGAIN}, {566000, 0}, 566000, 283000},
        {PMH, "pmh", AID, "病院", "", "", {WORK, AGAIN}, {565999, 0}, 565999, 282000},
        {PMH, "pmh", AID, "病院", "", "", {WORK, AGAIN}, {2000000, 0}, 566000, 283000},
        /* with the re-visit reception machine: 1,200,000 × 1/2 = 600,000 */
        {PMH, "pmh", AID, "病院", "", AGAIN, {WORK, AGAIN}, {566000, 634000}, 1200000, 600000},
        {PMH, "pmh", AID, "病院", "", "revisit-machine", {WORK, AGAIN}, {700000, 700000}, 1200000, 600000},
        /* 566,000 + 433,999 = 999,999; × 1/2 = 499,999.5 → 499,000 */
        {PMH, "pmh", AID, "病院", "", "再来受付機", {WORK, AGAIN}, {566000, 433999}, 999999, 499000},
        /* without the option the machine is no item: 300,000 × 1/2 */
        {PMH, "pmh", AID, "病院", "", "", {WORK, AGAIN}, {300000, 500000}, 300000, 150000},
        /* nor at a clinic, whatever it chooses. 73,000 × 3/4 = 54,750 → 54,000 */
        {PMH, "pmh", AID, "診療所", "", AGAIN, {WORK, AGAIN}, {73000, 500000}, 73000, 54000},
        {PMH, "pmh", AID, "薬局", "", "", {WORK, AGAIN}, {99999, 0}, 73000, 54000},
        /* 72,000 × 3/4 = 54,000 = limit; 71,999 × 3/4 = 53,999.25 → 53,000 */
        {PMH, "pmh", AID, "薬局", "", "", {WORK, AGAIN}, {72000, 0}, 72000, 54000},
        {PMH, "pmh", AID, "薬局", "", "", {WORK, AGAIN}, {71999, 0}, 71999, 53000},
        /* 73,000 × 1/2 = 36,500 → 36,000 */
        {PMH, "pmh", AID, "大型チェーン薬局", "", "", {WORK, AGAIN}, {73000, 0}, 73000, 36000},

        /* 職域診療所: 429,000 × 3/4 = 321,750 → 321,000; customisation does not count */
        {CLINIC,
         "system",
         "システム",
         "職域診療所",
         "",
         "",
         {"パッケージソフト", "カスタマイズ"},
         {429000, 100000},
         429000,
         321000},
        {CLINIC,
         "system",
         "システム",
         "職域診療所",
         "",
         "",
         {"パッケージソフト", "カスタマイズ"},
         {500000, 0},
         429000,
         321000},
        /* 428,001 × 3/4 = 321,000.75; 427,999 × 3/4 = 320,999.25 → 320,000 */
        {CLINIC,
         "system",
         "システム",
         "職域診療所",
         "",
         "",
         {"パッケージソフト", "カスタマイズ"},
         {428001, 0},
         428001,
         321000},
        {CLINIC,
         "system",
         "システム",
         "職域診療所",
         "",
         "",
         {"パッケージソフト", "カスタマイズ"},
         {427999, 0},
         427999,
         320000},
        /* its reader: "up to 99,000", no rate: nothing is guessed */
        {CLINIC,
         "reader",
         "顔認証付きカードリーダー",
         "職域診療所",
         "",
         "",
         {"顔認証付きカードリーダー", ""},
         {99000, 0},
         99000,
         0},

        /* 施術所: rate 1. 12,345 + 28,655 = 41,000; 40,999 → 40,000; 60,000 → limit 41,000 */
        {READER,
         "reader-and-tablet",
         "カードリーダー・タブレット",
         "施術所",
         "",
         "",
         {"カードリーダー", "タブレット"},
         {12345, 28655},
         41000,
         41000},
        {READER,
         "reader-and-tablet",
         "カードリーダー・タブレット",
         "施術所",
         "",
         "",
         {"カードリーダー", "タブレット"},
         {12345, 28654},
         40999,
         40000},
        {READER,
         "reader-and-tablet",
         "カードリーダー・タブレット",
         "施術所",
         "",
         "",
         {"カードリーダー", "タブレット"},
         {20000, 40000},
         60000,
         41000},

        /* 電子処方箋, half up. Large hospital: 4,866,000 / 3 = 1,622,000 */
        {ERX,
         "e-prescription",
         "電子処方箋",
         "病院",
         "病院の規模=大規模病院",
         "",
         {WORK, ""},
         {4866000, 0},
         4866000,
         1622000},
        {ERX, "e-prescription", "電子処方箋", "病院", "規模＝大規模", "", {WORK, ""}, {9999999, 0}, 4866000, 1622000},
        /* hospital: 3,259,000 / 3 = 1,086,333.3 → 1,086,000 */
        {ERX,
         "e-prescription",
         "電子処方箋",
         "病院",
         "hospital-size=other",
         "",
         {WORK, ""},
         {3259000, 0},
         3259000,
         1086000},
        /* 3,256,500 / 3 = 1,085,500 → 1,086,000; 3,256,499 / 3 = 1,085,499.67 → 1,085,000 */
        {ERX,
         "e-prescription",
         "電子処方箋",
         "病院",
         "病院の規模=大規模病院以外",
         "",
         {WORK, ""},
         {3256500, 0},
         3256500,
         1086000},
        {ERX,
         "e-prescription",
         "電子処方箋",
         "病院",
         "病院の規模=大規模病院以外",
         "",
         {WORK, ""},
         {3256499, 0},
         3256499,
         1085000},
        /* clinic: 387,000 / 2 = 193,500 → 194,000; 386,999 / 2 = 193,499.5 → 193,000 */
        {ERX, "e-prescription", "電子処方箋", "診療所", "", "", {WORK, ""}, {387000, 0}, 387000, 194000},
        {ERX, "e-prescription", "電子処方箋", "診療所", "", "", {WORK, ""}, {386999, 0}, 386999, 193000},
        /* large chain: 387,000 / 4 = 96,750 → 97,000; 385,999 / 4 = 96,499.75 → 96,000 */
        {ERX, "e-prescription", "電子処方箋", "大型チェーン薬局", "", "", {WORK, ""}, {387000, 0}, 387000, 97000},
        {ERX, "e-prescription", "電子処方箋", "大型チェーン薬局", "", "", {WORK, ""}, {385999, 0}, 385999, 96000},

        /* 電子カルテ情報共有, 200 beds and more: 13,158,000 × 1/2 = 6,579,000 = limit; one yen less is 6,578,999.5 → 6,579,000 */
        {EHR, "sharing", SHARE, "病院", BEDS("200"), "", {WORK, ""}, {13158000, 0}, 13158000, 6579000},
        {EHR, "sharing", SHARE, "病院", BEDS("1,200床"), "", {WORK, ""}, {13157999, 0}, 13157999, 6579000},
        {EHR, "sharing", SHARE, "病院", BEDS("200"), "", {WORK, "健診システム連携"}, {9000000, 9000000}, 13158000, 6579000},
        /* 13,156,999 × 1/2 = 6,578,499.5 → 6,578,000 */
        {EHR, "sharing", SHARE, "病院", BEDS("２００床"), "", {WORK, ""}, {13156999, 0}, 13156999, 6578000},
        /* 199 to 20 beds: 10,913,000 × 1/2 = 5,456,500, half up 5,457,000; one yen less 5,456,499.5 → 5,456,000 */
        {EHR, "sharing", SHARE, "病院", BEDS("199"), "", {WORK, ""}, {13158000, 0}, 10913000, 5457000},
        {EHR, "sharing", SHARE, "病院", BEDS("020"), "", {WORK, ""}, {10912999, 0}, 10912999, 5456000},
};

static void build_row(struct built *b, const struct row *row)
{
        use(b, row->programme);
        build_facility(b, row->kind);
        b->records.facility.attributes = row->attributes;
        if (*row->options)
                build_claim(b, row->words, row->options);
        for (size_t k = 0; k < 2; k++)
                if (row->bought[k])
                        build_bought(b, k ? "R-2" : "R-1", row->words, row->items[k], row->bought[k]);
        for (size_t k = 0;
             k < b->records.receipts.n && (strcmp(row->programme, R6) == 0 || strcmp(row->programme, ERX) == 0); k++)
                b->records.receipts.at[k].date = (struct date){2024, 9, 2};
}

static void amounts(void **state)
{
        struct built *b = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                const struct assessment *a;

                build_row(b, &rows[i]);
                a = build_assess(b, rows[i].category, in_time(rows[i].programme));
                if (a->eligible_cost.n != rows[i].cost || a->subsidy.n != rows[i].subsidy)
                        print_error("row %zu, %s: %s\n", i, rows[i].programme, build_ids(b));
                assert_int_equal(a->eligible_cost.n, rows[i].cost);
                assert_int_equal(a->subsidy.n, rows[i].subsidy);
                assert_int_equal(a->checks_run, a->checks_total);
        }
}

/* The rule that an option chose is named with it. */
static void the_rule_names_the_option(void **state)
{
        struct built *b = *state;

        build_row(b, &rows[6]);
        build_assess(b, "pmh", ON_TIME);
        assert_string_equal(b->result.steps.at[b->result.steps.n - 1].rule, "pmh/hospital+revisit-machine/limit");
}

/* ---- findings that only these programmes raise */

/* Of 電子カルテ情報共有: two prerequisites, and the day of completion for its report. */
#define EHR_ASKS "C216 C216 C243 "

static const struct asked {
        const char *claim;
        struct row row;
        struct date on;
        const char *earlier, *other; /* 既交付; another category with a line of its own */
        const char *ids;
        int64_t subsidy;
} asked[] = {
        {"a hospital that does not say its size",
         {ERX, "e-prescription", "電子処方箋", "病院", "", "", {WORK, ""}, {387000, 0}, 0, 0},
         {2025, 1, 1},
         "",
         "",
         "C219 I402",
         0},
        {"a size nobody knows",
         {ERX, "e-prescription", "電子処方箋", "病院", "病院の規模=中くらい", "", {WORK, ""}, {387000, 0}, 0, 0},
         {2025, 1, 1},
         "",
         "",
         "C219 W311 I402",
         0},
        {"a number that the facility does not say",
         {EHR, "sharing", SHARE, "病院", "共有する文書=3文書6情報", "", {WORK, ""}, {387000, 0}, 0, 0},
         {2026, 12, 1},
         "",
         "",
         EHR_ASKS "C219 I402",
         0},
        {"a number that is none",
         {EHR, "sharing", SHARE, "病院", BEDS("約200"), "", {WORK, ""}, {387000, 0}, 0, 0},
         {2026, 12, 1},
         "",
         "",
         EHR_ASKS "C219 W311 I402",
         0},
        {"two numbers",
         {EHR, "sharing", SHARE, "病院", BEDS("200;許可病床数=199"), "", {WORK, ""}, {387000, 0}, 0, 0},
         {2026, 12, 1},
         "",
         "",
         EHR_ASKS "C219 I402",
         0},
        {"once, whatever the year of the grant: a second application is refused",
         {EHR, "sharing", SHARE, "病院", BEDS("200"), "", {WORK, ""}, {387000, 0}, 387000, 194000},
         {2026, 12, 1},
         "R7:電子カルテ情報共有",
         "",
         "E123 " EHR_ASKS "I402",
         194000},
        {"what two documents bring is not known: asked",
         {EHR, "sharing", SHARE, "病院", "共有する文書=2文書6情報", "", {WORK, ""}, {387000, 0}, 0, 0},
         {2026, 12, 1},
         "",
         "",
         EHR_ASKS "C220 I402",
         0},
        {"two sizes at once",
         {ERX,
          "e-prescription",
          "電子処方箋",
          "病院",
          "規模=大規模;規模=大規模以外",
          "",
          {WORK, ""},
          {387000, 0},
          0,
          0},
         {2025, 1, 1},
         "",
         "",
         "C219 I402",
         0},
        {"a clinic need not say it",
         {ERX, "e-prescription", "電子処方箋", "診療所", "", "", {WORK, ""}, {387000, 0}, 0, 0},
         {2025, 1, 1},
         "",
         "",
         "I402",
         194000},
        {"another programme's attribute",
         {ERX, "e-prescription", "電子処方箋", "診療所", "色=青", "", {WORK, ""}, {387000, 0}, 0, 0},
         {2025, 1, 1},
         "",
         "",
         "W311 I402",
         194000},
        {"a pharmacy, of which nothing is known",
         {ERX, "e-prescription", "電子処方箋", "薬局", "", "", {WORK, ""}, {387000, 0}, 0, 0},
         {2025, 1, 1},
         "",
         "",
         "C220 I402",
         0},
        {"the reader's rate",
         {CLINIC,
          "reader",
          "顔認証付きカードリーダー",
          "職域診療所",
          "",
          "",
          {"顔認証付きカードリーダー", ""},
          {99000, 0},
          0,
          0},
         {2025, 12, 1},
         "",
         "",
         "C220 C221 I402",
         0},
        {"system work, item 4 of what is eligible",
         {CLINIC, "system", "システム", "職域診療所", "", "", {WORK, ""}, {400000, 0}, 0, 0},
         {2025, 12, 1},
         "",
         "",
         "C221 I402",
         300000}, /* 400,000 x 3/4 */
        {"the vendor's checklist",
         {PMH, "pmh", AID, "薬局", "", "", {WORK, ""}, {72000, 0}, 0, 0},
         {2025, 12, 1},
         "",
         "",
         "C222",
         54000},
        {"no option of this programme",
         {PMH, "pmh", AID, "病院", "", "再来受付機の改修;割増", {WORK, ""}, {72000, 0}, 0, 0},
         {2025, 12, 1},
         "",
         "",
         "E121 C222",
         36000},
        {"the day before PMH opens",
         {PMH, "pmh", AID, "薬局", "", "", {WORK, ""}, {72000, 0}, 0, 0},
         {2025, 6, 5},
         "",
         "",
         "E114 E102 C222",
         0},
        {"no deadline is no end",
         {READER,
          "reader-and-tablet",
          "カードリーダー・タブレット",
          "施術所",
          "",
          "",
          {"タブレット", ""},
          {41000, 0},
          0,
          0},
         {2031, 4, 1},
         "",
         "",
         "C222 I402",
         41000},
        {"granted before",
         {READER,
          "reader-and-tablet",
          "カードリーダー・タブレット",
          "施術所",
          "",
          "",
          {"タブレット", ""},
          {41000, 0},
          0,
          0},
         {2025, 9, 3},
         "R6:タブレット",
         "",
         "C222 C207 I402",
         41000},

        /* FY2024: the deadline of 15 January was extended to 1 February */
        {"the first deadline has passed, the last has not",
         {R6, "different-flow", FLOW, "診療所", "", "", {"モバイル端末", ""}, {41000, 0}, 0, 0},
         {2025, 1, 16},
         "",
         "",
         "I402",
         30000},
        {"its last day",
         {R6, "different-flow", FLOW, "診療所", "", "", {"モバイル端末", ""}, {41000, 0}, 0, 0},
         {2025, 2, 1},
         "",
         "",
         "I402",
         30000},
        {"the day after",
         {R6, "different-flow", FLOW, "診療所", "", "", {"モバイル端末", ""}, {41000, 0}, 0, 0},
         {2025, 2, 2},
         "",
         "",
         "E101 I402",
         30000},
        /* the different flow opened on 2024-11-05 */
        {"the flow, a day too early",
         {R6, "different-flow", FLOW, "診療所", "", "", {"モバイル端末", ""}, {41000, 0}, 0, 0},
         {2024, 11, 4},
         "",
         "",
         "E114 I402",
         30000},
        {"the flow, on its first day",
         {R6, "different-flow", FLOW, "診療所", "", "", {"モバイル端末", ""}, {41000, 0}, 0, 0},
         {2024, 11, 5},
         "",
         "",
         "I402",
         30000},
        /* before that day one of the two; from then on each once. Home visits as the different flow (medical insurance council,
         * 2024-09-30, paper 2 p. 6): 41,000 x 3/4 = 30,750, cut: 30,000. */
        {"home visits and online care in October",
         {R6, "home-visit", "訪問診療等", "診療所", "", "", {"モバイル端末", ""}, {41000, 0}, 0, 0},
         {2024, 11, 4},
         "",
         "オンライン診療等",
         "E124 I402",
         30000},
        {"home visits alone in October",
         {R6, "home-visit", "訪問診療等", "診療所", "", "", {"モバイル端末", ""}, {41000, 0}, 0, 0},
         {2024, 11, 4},
         "",
         "",
         "I402",
         30000},
        {"online care was granted in October's year",
         {R6, "home-visit", "訪問診療等", "診療所", "", "", {"モバイル端末", ""}, {41000, 0}, 0, 0},
         {2024, 11, 4},
         "R6:オンライン診療等",
         "",
         "E124 I402",
         30000},
        {"a grant of another year does not count",
         {R6, "home-visit", "訪問診療等", "診療所", "", "", {"モバイル端末", ""}, {41000, 0}, 0, 0},
         {2024, 11, 4},
         "R5:オンライン診療等",
         "",
         "I402",
         30000},
        /* of online care nothing is known, neither what is eligible nor the amounts */
        {"online care, of which nothing is said",
         {R6, "online", "オンライン診療等", "診療所", "", "", {"レセコン改修", ""}, {41000, 0}, 0, 0},
         {2024, 12, 2},
         "",
         "",
         "C220 C211 I402",
         0},
        {"both from 5 November",
         {R6, "home-visit", "訪問診療等", "診療所", "", "", {"モバイル端末", ""}, {41000, 0}, 0, 0},
         {2024, 11, 5},
         "",
         "オンライン診療等",
         "I402",
         30000},
        {"the flow once",
         {R6, "different-flow", FLOW, "診療所", "", "", {"モバイル端末", ""}, {41000, 0}, 0, 0},
         {2024, 12, 2},
         "R6:通常とは異なる動線",
         "",
         "E123 I402",
         30000},
};

static void questions_and_errors(void **state)
{
        struct built *b = *state;

        for (size_t i = 0; i < COUNT(asked); i++) {
                const struct asked *row = &asked[i];

                build_row(b, &row->row);
                b->records.facility.earlier_grants_text = row->earlier;
                if (*row->other)
                        build_bought(b, "R-9", row->other, "レセコン改修", 11000);
                build_assess(b, row->row.category, row->on);
                if (strcmp(build_ids(b), row->ids) != 0 || b->result.subsidy.n != row->subsidy)
                        print_error("%s: %s, %ld\n", row->claim, build_ids(b), (long)b->result.subsidy.n);
                assert_string_equal(build_ids(b), row->ids);
                assert_int_equal(b->result.subsidy.n, row->subsidy);
        }
}

/* A question that no answer settles stays open: the value itself is missing. */
static void no_answer_names_a_rate(void **state)
{
        struct built *b = *state;

        build_row(b, &(struct row){ERX, "e-prescription", "電子処方箋", "薬局", "", "", {WORK, ""}, {387000, 0}, 0, 0});
        build_answer(b, "C220", CODE "/e-prescription", true);
        build_assess(b, "e-prescription", ON_TIME);
        assert_int_equal(b->result.status, NEEDS_ANSWER);
        assert_int_equal(b->result.eligible_cost.n, 387000);
        assert_int_equal(b->result.subsidy.n, 0);
        build_says(b, C220,
                   "補助率、端数処理、補助限度額の定めが資料にないため、補助額を計算できません | " CODE
                   "/e-prescription | - | - | 記載なし");
}

/* 職域診療所: introduced by 2025-06-30, applied for by 2025-12-31. */
static void completion(void **state)
{
        static const struct {
                struct date completed, on;
                const char *ids;
        } days[] = {
                {{2025, 6, 30}, {2025, 12, 31}, "I402"},
                {{2025, 7, 1}, {2025, 12, 31}, "E122 I402"},
                {{2025, 6, 30}, {2026, 1, 1}, "E101 I402"},
                {{0, 0, 0}, {2025, 12, 31}, "C221 I402"},
        };
        struct built *b = *state;

        for (size_t i = 0; i < COUNT(days); i++) {
                build_row(b, &(struct row){CLINIC,
                                           "system",
                                           "システム",
                                           "職域診療所",
                                           "",
                                           "",
                                           {"パッケージソフト", ""},
                                           {429000, 0},
                                           0,
                                           0});
                build_paper(b)->date = (struct date){2025, 5, 1};
                build_claim(b, "システム", "")->completed_on = days[i].completed;
                build_assess(b, "system", days[i].on);
                assert_string_equal(build_ids(b), days[i].ids);
                assert_int_equal(b->result.subsidy.n, 321000);
        }
}

/* PMH asks for the vendor's breakdown: without it there is an error, where FY2025's main programme has a question. */
static void a_breakdown_that_is_required(void **state)
{
        struct built *b = *state;

        build_row(b, &(struct row){PMH, "pmh", AID, "薬局", "", "", {WORK, ""}, {72000, 0}, 0, 0});
        build_paper(b)->evidence.n = 1;
        build_assess(b, "pmh", ON_TIME);
        assert_string_equal(build_ids(b), "E126 C222");
        assert_int_equal(b->result.subsidy.n, 0);
        build_says(b, E126,
                   "必要な領収書内訳書がありません | " CODE
                   "/R-1 | - | receipts.csv:2:13 | ポータル 医療費助成・マイナ診察券の案内(令和7年度) 提出書類");
}

/* ---- what no file of ours needs yet: rules written into a copy of one */

/* The programme with the first `was` of its file replaced, and again with the second pair. */
static void alter(struct built *b, const char *id, const char *const pairs[][2], size_t n)
{
        struct findings findings = findings_in(b->arena);
        const char *text;

        use(b, id);
        text = arena_strndup(b->arena, (const char *)b->programme->file.at, b->programme->file.n);
        for (size_t i = 0; i < n; i++) {
                const char *at = strstr(text, pairs[i][0]);

                assert_non_null(at);
                text = arena_printf(b->arena, "%.*s%s%s", (int)(at - text), text, pairs[i][1],
                                    at + strlen(pairs[i][0]));
        }
        if (programme_load(&b->programme, bytes_of(text), "own.xml", b->arena, &findings) != OK)
                fail_msg("%s: %s", findings.fault.what, findings.fault.detail);
}

/* docs/field.md 6: the deadline of the basic programme depends on the facility's deferral class. */
static void a_deadline_by_attribute(void **state)
{
        static const char *const pairs[][2] = {
                {"<deadline how=\"unknown\"/>",
                 "<deadline how=\"unknown\"/>"
                 "<deadline-where date=\"2025-03-31\" how=\"stated\" source=\"page\">"
                 "<when attribute=\"hospital-size\" value=\"large\" how=\"stated\" source=\"page\"/>"
                 "<extended date=\"2025-06-30\" announced=\"2025-03-01\" how=\"stated\" "
                 "source=\"page\"/></deadline-where>"
                 "<deadline-where date=\"2025-09-30\" how=\"stated\" source=\"page\">"
                 "<when attribute=\"hospital-size\" value=\"other\" how=\"stated\" "
                 "source=\"page\"/></deadline-where>"}};
        static const struct {
                const char *attributes;
                struct date on;
                const char *ids;
        } days[] = {
                {"規模=大規模", {2025, 6, 30}, "I402"},
                {"規模=大規模", {2025, 7, 1}, "E101 I402"},
                {"規模=大規模以外", {2025, 9, 30}, "I402"},
                {"規模=大規模以外", {2025, 10, 1}, "E101 I402"},
                {"", {2025, 6, 1}, "C219 I402"},
        };
        struct built *b = *state;

        alter(b, ERX, pairs, COUNT(pairs));
        for (size_t i = 0; i < COUNT(days); i++) {
                build_facility(b, "病院");
                b->records.facility.attributes = days[i].attributes;
                build_bought(b, "R-1", "電子処方箋", WORK, 387000);
                build_paper(b)->date = (struct date){2025, 2, 1};
                build_assess(b, "e-prescription", days[i].on);
                assert_string_equal(build_ids(b), days[i].ids);
        }
        build_facility(b, "病院");
        b->records.facility.attributes = "規模=大規模";
        build_bought(b, "R-1", "電子処方箋", WORK, 387000);
        build_assess(b, "e-prescription", (struct date){2025, 9, 5});
        assert_int_equal(date_compare(b->result.deadline, (struct date){2025, 6, 30}), 0);
}

/* Values that change within the year: until September 3/4, from October 1/2. 72,000 × 3/4 = 54,000; × 1/2 = 36,000 */
static void a_rate_that_changes_within_the_year(void **state)
{
        static const char *const pairs[][2] = {
                {"<kind ref=\"clinic\"/>\n          <kind ref=\"pharmacy\"/>\n        </kinds>",
                 "<kind ref=\"clinic\"/>\n        </kinds><in-force to=\"2025-09-30\" how=\"stated\" source=\"pmh\"/>"},
                {"<kind ref=\"large-chain-pharmacy\"/>\n        </kinds>",
                 "<kind ref=\"clinic\"/>\n        </kinds><in-force from=\"2025-10-01\" how=\"stated\" "
                 "source=\"pmh\"/>"}};
        struct built *b = *state;

        alter(b, PMH, pairs, COUNT(pairs));
        build_facility(b, "診療所");
        build_bought(b, "R-1", AID, WORK, 72000);
        assert_int_equal(build_assess(b, "pmh", (struct date){2025, 9, 30})->subsidy.n, 54000);
        assert_int_equal(build_assess(b, "pmh", (struct date){2025, 10, 1})->subsidy.n, 36000);
}

/* Exclusions, papers on a condition, a reminder of one, and the age of a file. */
static void exclusions_papers_and_age(void **state)
{
        static const char *const pairs[][2] = {
                {"<rules>",
                 "<rules><exclude id=\"x\" category=\"outpatient\" variant=\"device-failure\" other=\"outpatient\""
                 " other-variant=\"different-flow\" how=\"stated\" source=\"annex3-no-second\"/>"
                 "<exclude id=\"y\" category=\"home-visit\" other=\"online\" how=\"stated\" source=\"annex1-both\"/>"},
                {"</documents>",
                 "<document id=\"floor-plan\" ja=\"平面図\" en=\"floor plan\" required=\"true\" how=\"stated\" "
                 "source=\"memo-receipt\">"
                 "<when kind=\"hospital\" how=\"stated\" source=\"memo-receipt\"/></document>"
                 "<document id=\"photo\" ja=\"写真\" en=\"photo\" required=\"false\" how=\"unknown\"/></documents>"},
                {"<deadline date=\"2026-01-15\" how=\"stated\" source=\"memo-deadline\"/>",
                 "<deadline how=\"unknown\"/>"},
                {"<application>",
                 "<validity last=\"2026-03-31\" how=\"stated\" source=\"memo-deadline\"/><application>"}};
        struct built *b = *state;

        alter(b, "r7-online-qualification", pairs, COUNT(pairs));
        build_in_order(b, "訪問診療等");
        build_assess(b, "home-visit", (struct date){2026, 3, 31});
        assert_string_equal(build_ids(b), "I402 I403");
        build_assess(b, "home-visit", (struct date){2026, 4, 1});
        assert_string_equal(build_ids(b), "C223 I402 I403");
        b->records.facility.kind_text = "病院";
        build_assess(b, "home-visit", ON_TIME);
        assert_string_equal(build_ids(b), "C222 I402 I403");
        build_says(b, C222,
                   "提出する書類「平面図」を用意しましたか | " CODE
                   "/home-visit | - | - | 厚生労働省事務連絡(令和7年5月12日) 本文「領収書」");
        build_bought(b, "R-2", "オンライン診療等", "レセコン改修", 11000);
        build_assess(b, "home-visit", ON_TIME);
        assert_string_equal(build_ids(b), "E125 C222 I402 I403");

        build_in_order(b, "外来診療等(機器故障時等)");
        build_bought(b, "R-2", "外来診療等(通常とは異なる動線)", "モバイル端末", 11000);
        build_assess(b, "outpatient", ON_TIME);
        build_says(b, E125,
                   "機器故障時等は通常とは異なる動線と併せて申請できません | " CODE
                   "/outpatient | 外来診療等(機器故障時等) | purchases.csv:2:3 | 厚生労働省事務連絡(令和7年5月12日) "
                   "別添3「2.補助内容」の注");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, built_open, built_close)
        const struct CMUnitTest tests[] = {
                TEST(amounts),
                TEST(the_rule_names_the_option),
                TEST(questions_and_errors),
                TEST(no_answer_names_a_rate),
                TEST(completion),
                TEST(a_breakdown_that_is_required),
                TEST(a_deadline_by_attribute),
                TEST(a_rate_that_changes_within_the_year),
                TEST(exclusions_papers_and_age),
        };
        int failed;

        xml_start();
        failed = cmocka_run_group_tests(tests, NULL, NULL);
        xml_stop();
        return failed;
}
