/* summary.pdf: what stands on its pages (docs/papers.md), that nothing is lost when names are
 * long and lines are many, that the same packet gives the same bytes, and that what cannot be printed is found. */
#include "tests/unit/records_build.h"

#include "templates/reread/pdf_read.h"
#include "templates/pages/summary.h"
#include "tests/unit/pdf_tools.h"

#include "core/banned.h"

#define MOBILE     "モバイル端末"
#define WORK       "レセプトコンピュータ改修"
#define CHECK_CODE "230ef3f77afffcf1"

struct paper_case {
        struct built *built;
        struct arena *arena;
        struct fonts *fonts;
        struct packet packet;
        struct findings findings;
};

static void enclose(struct paper_case *c)
{
        struct records *records = &c->built->records;

        for (size_t i = 0; i < records->receipts.n; i++) {
                struct receipt *r = &records->receipts.at[i];

                for (size_t k = 0; k < r->evidence.n; k++) {
                        struct evidence *e = &r->evidence.at[k];
                        struct enclosure *out;

                        e->sha256 = arena_strdup(c->arena, digest_of(bytes_of(e->name)).hex);
                        if (e->state != EVIDENCE_OK)
                                continue;
                        out = vec_add(c->arena, &c->packet.enclosures);
                        out->number = (int)c->packet.enclosures.n;
                        out->path = arena_printf(c->arena, "evidence/%02d-%.8s.jpg", out->number, e->sha256);
                        out->receipt = r;
                        out->evidence = e;
                }
        }
}

static void assess_case(struct paper_case *c, const char *category)
{
        c->packet.records = &c->built->records;
        c->packet.assessment = build_assess(c->built, category, ON_TIME);
        c->packet.facts = findings_in(c->arena);
        c->packet.enclosures = (struct enclosure_list){0};
        enclose(c);
}

static struct bytes render(struct paper_case *c)
{
        struct buffer out = buffer_in(c->arena);
        enum status st = summary_render(&out, &c->packet, CHECK_CODE, c->fonts, c->arena, &c->findings);

        assert_int_equal(st, OK);
        return buffer_bytes(&out);
}

static int open_case(void **state)
{
        struct paper_case *c;
        void *built = NULL;

        if (built_open(&built))
                return -1;
        c = ARENA_NEW(((struct built *)built)->arena, struct paper_case);
        c->built = built;
        c->arena = c->built->arena;
        c->findings = findings_in(c->arena);
        *state = c;
        return fonts_open(&c->fonts, false, abort, &c->findings) == OK ? 0 : -1;
}

static int close_case(void **state)
{
        struct paper_case *c = *state;
        void *built = c->built;

        fonts_close(c->fonts);
        return built_close(&built);
}

/* Two receipts: one with the vendor's breakdown, one without. Annex 1, clinic:
 * 38,500 + 132,000→130,000 = 168,500; × 3/4 = 126,375 → 126,000. */
static void build_two_receipts(struct paper_case *c)
{
        struct built *b = c->built;
        struct facility *f = &b->records.facility;
        struct receipt *r;
        struct purchase *line;

        build_facility(b, "診療所");
        f->name = "髙良内科クリニック";
        f->postal_code = "900-0000";
        f->address = "沖縄県那覇市見本町一丁目2番3号 がじゅまるビル2階";
        f->founder = "髙良 𠮷信";
        f->phone = "098-000-0123";
        r = build_receipt(b, "MS-2025-0829-014", 145200);
        r->has_breakdown_total = true;
        r->breakdown_total = (struct yen){145200};
        r->registration_number = "T7010705000725";
        build_line(b, "MS-2025-0829-014", "訪問診療等", WORK, 99000)->description =
                "見本レセプト5 居宅同意取得型対応オプション";
        build_line(b, "MS-2025-0829-014", "訪問診療等", WORK, 33000)->description =
                "同上の導入設定及び動作確認(作業1回)";
        line = build_line(b, "MS-2025-0829-014", "対象外", "保守", 13200);
        line->description = "見本レセプト5 保守(令和7年9月から1年間)";
        r = build_receipt(b, "0904-031", 40700);
        r->issuer = "有限会社みほん事務機";
        r->evidence.n = 1; /* no breakdown */
        build_line(b, "0904-031", "訪問診療等", MOBILE, 38500)->description = "タブレット端末 AX-200(NFC対応) 1台";
        build_line(b, "0904-031", "オンライン診療等", "付属品", 2200)->description = "保護ケース MC-10 1個";
        build_answer(b, "C214", CODE "/0904-031", true);
        assess_case(c, "home-visit");
}

/* A name of 55 characters, 18 lines on one receipt shared with others, no telephone, no copy, variant selectors. */
static void build_hard_case(struct paper_case *c)
{
        struct built *b = c->built;
        struct facility *f = &b->records.facility;
        struct receipt *r;

        build_facility(b, "診療所");
        f->name = "医療法人社団 沖縄がじゅまる会 那覇みなと総合在宅医療支援センター附属 "
                  "訪問診療・リハビリテーションクリニック";
        f->postal_code = "900-0000";
        f->address = "沖縄県那覇市見本町十丁目11番12号 みなとメディカルモール那覇アネックス東棟3階";
        f->founder =
                "医療法人社団 沖縄がじゅまる会 理事長 宮﨑 葛󠄀葉 渡邉󠄏 か\xe3\x82\x99 "
                "ﾊﾝｶｸ";
        r = build_receipt(b, "2025-K-000123", 300000);
        r->evidence.n = 0;
        r->shared = true;
        r->others_total = (struct yen){55000};
        r->issuer = "株式会社とても長い名前のメディカルシステム販売 九州沖縄支社 那覇第二営業所 医療情報連携推進室";
        for (int i = 0; i < 18; i++) {
                struct purchase *line = build_line(b, "2025-K-000123", "外来診療等(通常とは異なる動線)",
                                                   i % 3 ? WORK : MOBILE, i == 5 ? -5500 : 12000 + 111 * i);
                line->description =
                        i % 4 ? "院内の配線と設定"
                              : "居宅同意取得型に対応するレセプトコンピュータの追加オプション(通常とは異なる動線用)"
                                "の導入、設定、動作確認及び職員への説明の一切、作業報告書を含む";
                line->quantity_text = "1式";
                line->has_quantity = true;
                line->quantity = 1;
        }
        build_bought(b, "2025-K-000124", "外来診療等(機器故障時等)", WORK, 20000)->description = "設定変更";
        assess_case(c, "outpatient");
        c->packet.draft = true;
}

static void has(const char *words, const char *text)
{
        if (!strstr(words, text))
                fail_msg("not on the paper: %s", text);
}

/* The characters of a page without spaces and line ends: where words end is a guess of whoever reads a PDF. */
static const char *joined(struct arena *arena, const char *text, size_t n)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < n; i++) {
                if (n - i >= 3 && memcmp(text + i, "\xe3\x80\x80", 3) == 0) /* U+3000 */
                        i += 2;
                else if (text[i] != ' ' && text[i] != '\n')
                        buffer_char(&out, text[i]);
        }
        return out.at;
}

static void same_text(size_t page, const char *ours, const char *others)
{
        size_t i = 0;

        while (ours[i] && ours[i] == others[i])
                i++;
        if (ours[i] || others[i])
                fail_msg("page %zu: %.40s, others %.40s", page, ours + i, others + i);
}

/* Our reader and another program's find the same text, character by character and in the same order; `-raw` keeps the order
 * of the content, so that this is the order of reading. */
static void reads_as_others_read(struct paper_case *c, struct bytes pdf)
{
        const char *others = tool_says(c->arena, pdf, "pdftotext", "-raw", "-");
        struct pdf_read_fault fault;
        struct pdf_text text;

        assert_non_null(others);
        assert_int_equal(pdf_read_text(&text, pdf, c->arena, &fault), OK);
        for (size_t i = 0; i < text.n; i++) {
                size_t n = strcspn(others, "\f");

                same_text(i + 1, joined(c->arena, text.at[i], strlen(text.at[i])), joined(c->arena, others, n));
                others += n + (others[n] == '\f');
        }
        assert_string_equal(others, "");
}

static void two_receipts_fill_five_pages(void **state)
{
        static const char *const said[] = {
                "髙良内科クリニック",
                "髙良 𠮷信",
                "沖縄県那覇市見本町一丁目2番3号 がじゅまるビル2階",
                "098-000-0123",
                CODE,
                "確定",
                CHECK_CODE,
                "令和7年12月22日",
                "令和8年1月15日(木)",
                "168,500 と 171,000 の小さい方",
                "168,500 × 3 ÷ 4",
                "126,375 → 126,000",
                "126,000 と 128,000 の小さい方",
                "132,000",
                "130,000", /* 領収金額 145,200 + 40,700 = 170,500 counted + 13,200 + 2,200 */
                "領収金額の合計 185,900 ＝ 数える明細 170,500 ＋ 数えない明細 15,400",
                "領収書内訳書の照合(領収書1)",
                "領収書内訳書(別紙様式2)案(領収書2)",
                "他の区分で申請",
                "登録番号 T7010705000725",
                "発行者の内訳書の総額(①＋②)",
                "以 下 余 白",
                "1 / 5",
                "5 / 5",
                "r7-online-qualification 第3版",
                "購入の期間",
                "有限会社みほん事務機",
                "回答 はい: 電話で確認(令和7年12月1日)",
        };
        struct paper_case *c = *state;
        struct bytes pdf;
        const char *words;

        build_two_receipts(c);
        assert_int_equal(summary_check(&c->packet, c->fonts, c->arena, &c->findings), OK);
        pdf = render(c);
        pdf_keep(c->arena, pdf, "two-receipts.pdf");
        reads_as_others_read(c, pdf);
        words = pdf_words(c->arena, pdf);
        assert_non_null(words);
        assert_int_equal(pdf_page_count(words), 5);
        for (size_t i = 0; i < COUNT(said); i++)
                has(words, said[i]);
        assert_null(strstr(words, "下書き"));
        has(words, c->packet.assessment->programme->digest.hex);
        has(words, c->packet.enclosures.at[0].evidence->sha256);
}

static void a_hard_draft_loses_nothing(void **state)
{
        static const char *const said[] = {"［未入力］",
                                           "次頁へ繰越し",
                                           "前頁から繰越し",
                                           "1枚目／2枚",
                                           "2枚目／2枚",
                                           "不足 1通(領収書1)",
                                           "△5,500",
                                           "外来診療等(通常とは異なる動線)",
                                           "葛󠄀葉",
                                           "渡邉󠄏",
                                           "か\xe3\x82\x99 ﾊﾝｶｸ",
                                           "宮﨑",
                                           "共用の領収書",
                                           "那覇第二営業所",
                                           "ほかの施設の明細 55,000"};
        struct paper_case *c = *state;
        struct bytes pdf;
        const char *words;

        build_hard_case(c);
        assert_int_equal(summary_check(&c->packet, c->fonts, c->arena, &c->findings), OK);
        pdf = render(c);
        pdf_keep(c->arena, pdf, "hard-draft.pdf");
        reads_as_others_read(c, pdf);
        words = pdf_words(c->arena, pdf);
        assert_non_null(words);
        for (size_t i = 0; i < COUNT(said); i++)
                has(words, said[i]);
        for (size_t i = 0; i < c->packet.assessment->findings.n; i++) {
                const struct finding *f = &c->packet.assessment->findings.at[i];
                if (finding_severity(f->id) <= CONFIRM)
                        has(words, finding_name(f->id));
        }
        has(words, c->built->records.facility.name);
}

/* Annex 4: no cost cap and no item caps are printed; 12,345 × 3/4 = 9,258.75 → 9,000. */
static void what_the_notice_does_not_state_is_said(void **state)
{
        static const char *const said[] = {"12,345 のまま", "12,345 × 3 ÷ 4 ＝ 9,258 と 3/4", "9,258 と 3/4 → 9,000",
                                           "記載なし",      "通知に定めがありません",         "事業額上限"};
        struct paper_case *c = *state;
        struct bytes pdf;
        const char *words;

        build_facility(c->built, "診療所");
        build_bought(c->built, "R-1", "資格確認限定型", "汎用カードリーダー", 12345);
        assess_case(c, "eligibility-only");
        c->packet.draft = true;
        pdf = render(c);
        pdf_keep(c->arena, pdf, "not-stated.pdf");
        words = pdf_words(c->arena, pdf);
        assert_non_null(words);
        for (size_t i = 0; i < COUNT(said); i++)
                has(words, said[i]);
}

/* A draft of next to nothing: no line, and a kind of facility the programme has no rule for. */
static void an_empty_application_can_be_drafted(void **state)
{
        struct paper_case *c = *state;
        struct bytes pdf;
        const char *words;

        build_facility(c->built, "訪問看護ステーション");
        assess_case(c, "online");
        c->packet.draft = true;
        pdf = render(c);
        pdf_keep(c->arena, pdf, "empty.pdf");
        words = pdf_words(c->arena, pdf);
        assert_non_null(words);
        has(words, "訪問看護ステーション");
        has(words, "この種別の施設への補助の定めがありません。");
        has(words, "数えない購入明細はありません。");
        assert_in_range(pdf_page_count(words), 3, 4);
}

static void forty_receipts_flow(void **state)
{
        struct paper_case *c = *state;
        struct bytes pdf;
        const char *words;

        build_facility(c->built, "病院");
        for (int i = 0; i < 40; i++) {
                const char *number = arena_printf(c->arena, "R-%03d", i + 1);

                build_bought(c->built, number, "訪問診療等", i % 2 ? WORK : "一時金", 1000 + i);
                if (i % 4)
                        c->built->records.receipts.at[i].evidence.n = 1;
        }
        assess_case(c, "home-visit");
        pdf = render(c);
        pdf_keep(c->arena, pdf, "forty-receipts.pdf");
        words = pdf_words(c->arena, pdf);
        assert_non_null(words);
        for (int i = 0; i < 40; i++)
                has(words, arena_printf(c->arena, "R-%03d", i + 1));
        /* every page has its number: 40 receipts need their 40 pages, the list, the cover and the calculation */
        assert_in_range(pdf_page_count(words), 46, 70);
        has(words, arena_printf(c->arena, "%zu / %zu", pdf_page_count(words), pdf_page_count(words)));
}

/* docs/formats.md: the same records, programme and form give the same bytes. */
static void the_same_packet_gives_the_same_bytes(void **state)
{
        struct paper_case *c = *state;
        struct bytes one, two;

        build_two_receipts(c);
        one = render(c);
        two = render(c);
        assert_int_equal(one.n, two.n);
        assert_memory_equal(one.at, two.at, one.n);
}

static void qpdf_finds_no_fault(void **state)
{
        struct paper_case *c = *state;

        build_hard_case(c);
        assert_non_null(tool_says(c->arena, render(c), "qpdf", "--check", NULL));
}

static const struct unprintable {
        const char *name, *text, *field, *character, *place;
} unprintables[] = {
        {"a private-use character, whatever the fonts hold", "那覇\xee\x80\x80内科", "名称", "U+E000",
         "facilities.csv:2:2"},
        {"a character in no face", "\xf0\x9f\x98\x80内科", "名称", "U+1F600", "facilities.csv:2:2"},
        {"a variation that no face draws", "一\xf3\xa0\x87\xaf", "名称", "U+E01EF", "facilities.csv:2:2"},
};

static void what_cannot_be_printed_is_found(void **state)
{
        struct paper_case *c = *state;

        for (size_t i = 0; i < COUNT(unprintables); i++) {
                const struct unprintable *u = &unprintables[i];
                struct findings found = findings_in(c->arena);

                build_two_receipts(c);
                c->built->records.facility.name = u->text;
                assert_int_equal(summary_check(&c->packet, c->fonts, c->arena, &found), ERR_INPUT);
                assert_int_equal(found.n, 1);
                assert_int_equal(found.at[0].id, E117);
                assert_non_null(strstr(found.at[0].args[0], u->character));
                assert_string_equal(found.at[0].args[1], u->field);
                assert_string_equal(found.at[0].value, u->text);
                assert_string_equal(found.at[0].subject, CODE);
                assert_string_equal(found.at[0].place, u->place);
        }
}

/* Every field that is printed is looked at: one unprintable character in each gives one finding each. */
static void every_printed_field_is_checked(void **state)
{
        static const char bad[] = "\xee\x80\x81";
        struct paper_case *c = *state;
        struct facility *f = &c->built->records.facility;
        struct receipt *r;
        struct purchase *line;
        const char **fields[12];

        build_two_receipts(c);
        r = &c->built->records.receipts.at[0];
        line = &c->built->records.purchases.at[0];
        fields[0] = &f->name, fields[1] = &f->postal_code, fields[2] = &f->address, fields[3] = &f->founder;
        fields[4] = &f->phone, fields[5] = &r->issuer, fields[6] = &r->registration_number,
        fields[7] = &line->description;
        fields[8] = &line->model, fields[9] = &line->item_text, fields[10] = &c->built->records.answers.at[0].reason;
        fields[11] = &c->built->records.answers.at[0].by;
        for (size_t i = 0; i < COUNT(fields); i++) {
                struct findings found = findings_in(c->arena);
                const char *keep = *fields[i];

                *fields[i] = bad;
                assert_int_equal(summary_check(&c->packet, c->fonts, c->arena, &found), ERR_INPUT);
                assert_int_equal(found.n, 1);
                assert_string_equal(found.at[0].value, bad);
                *fields[i] = keep;
        }
}

/* Should one slip through all the same, no paper is made: it is never blanked. */
static void an_unprintable_character_makes_no_paper(void **state)
{
        struct paper_case *c = *state;
        struct buffer out = buffer_in(c->arena);
        struct findings found = findings_in(c->arena);

        build_two_receipts(c);
        c->built->records.facility.name = "那覇\xee\x80\x80内科";
        assert_int_equal(summary_render(&out, &c->packet, CHECK_CODE, c->fonts, c->arena, &found), ERR_SYSTEM);
        assert_int_equal(found.fault.id, F_INTERNAL);
        assert_string_equal(found.fault.detail, "U+E000");
        assert_int_equal(out.n, 0);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_case, close_case)
        const struct CMUnitTest tests[] = {
                CASE(two_receipts_fill_five_pages),
                CASE(a_hard_draft_loses_nothing),
                CASE(what_the_notice_does_not_state_is_said),
                CASE(an_empty_application_can_be_drafted),
                CASE(forty_receipts_flow),
                CASE(the_same_packet_gives_the_same_bytes),
                CASE(qpdf_finds_no_fault),
                CASE(what_cannot_be_printed_is_found),
                CASE(every_printed_field_is_checked),
                CASE(an_unprintable_character_makes_no_paper),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
