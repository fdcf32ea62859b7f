/* Letters to members: which is written when, what it asks for in which words, by which day; that it stands on one page
 * whatever there is to say; that it speaks of papers and not of the program. */
#include "tests/unit/records_build.h"

#include "core/file/embedded.h"
#include "core/file/finding_long.h"

#include "templates/letters/letter.h"
#include "tests/unit/pdf_tools.h"

#include "core/banned.h"

#define MOBILE "モバイル端末"

struct letter_case {
        struct built *built;
        struct arena *arena;
        struct fonts *fonts;
        struct findings findings;
        struct letter_input in;
        struct filing filing;
        struct letter letter;
};

static int open_case(void **state)
{
        struct letter_case *c;
        void *built = NULL;

        if (built_open(&built))
                return -1;
        c = ARENA_NEW(((struct built *)built)->arena, struct letter_case);
        c->built = built;
        c->arena = c->built->arena;
        c->findings = findings_in(c->arena);
        *state = c;
        return fonts_open(&c->fonts, false, abort, &c->findings) == OK ? 0 : -1;
}

static int close_case(void **state)
{
        struct letter_case *c = *state;
        void *built = c->built;

        fonts_close(c->fonts);
        return built_close(&built);
}

static const struct office office = {"那覇市医師会", "事務局", "098-000-0000", "jimu@example.jp", {2025, 12, 26}};

/* The letter about what was built, with one application (訪問診療等), or with none. */
static const struct letter *make(struct letter_case *c, bool applies, struct date as_of)
{
        c->in.programme = c->built->programme;
        c->in.records = &c->built->records;
        c->in.assessments = &c->built->result;
        c->in.filings = &c->filing;
        c->in.n = applies ? 1 : 0;
        c->in.as_of = as_of;
        if (!c->in.office.name)
                c->in.office = office;
        build_assess(c->built, "home-visit", as_of);
        letter_make(&c->letter, &c->in, c->arena);
        return &c->letter;
}

static struct bytes render(struct letter_case *c)
{
        struct buffer out = buffer_in(c->arena);

        assert_int_equal(letter_check(&c->letter, c->fonts, c->arena, &c->findings), OK);
        assert_int_equal(letter_render(&out, &c->letter, c->fonts, c->arena, &c->findings), OK);
        return buffer_bytes(&out);
}

/* ---- which letter */

static void in_order(struct built *b)
{
        build_in_order(b, "訪問診療等");
}

static void no_scan(struct built *b)
{
        build_in_order(b, "訪問診療等");
        build_paper(b)->evidence.n = 1;
        build_paper(b)->evidence.at[0].state = EVIDENCE_MISSING;
}

static void nothing(struct built *b)
{
        build_facility(b, "診療所");
}

static void receipt_alone(struct built *b)
{
        build_facility(b, "診療所");
        build_receipt(b, "R-1", 33000);
}

static void not_applied_for(struct built *b)
{
        build_facility(b, "診療所");
        build_bought(b, "R-1", "対象外", "保守", 33000);
}

static void which_letter(void **state)
{
        static const struct {
                void (*build)(struct built *);
                bool applies, ready;
                enum filing_state filed;
                enum letter_kind kind;
        } rows[] = {
                {in_order, true, false, FILING_NONE, LETTER_NONE},
                {in_order, true, true, FILING_NONE, LETTER_READY},
                {in_order, true, true, FILING_SUBMITTED, LETTER_NONE}, /* handed in: nothing to say */
                {no_scan, true, false, FILING_NONE, LETTER_ASK},
                {no_scan, true, false, FILING_GRANTED, LETTER_NONE}, /* granted: nobody asks any more */
                {nothing, false, false, FILING_NONE, LETTER_SEND},
                {receipt_alone, false, false, FILING_NONE, LETTER_SEND},
                {not_applied_for, false, true, FILING_NONE, LETTER_NONE},
        };
        struct letter_case *c = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                rows[i].build(c->built);
                c->in.ready = rows[i].ready;
                c->filing = (struct filing){.state = rows[i].filed};
                if (make(c, rows[i].applies, ON_TIME)->kind != rows[i].kind)
                        fail_msg("row %zu: %s", i, letter_kind_id(c->letter.kind));
        }
        /* a receipt that came is not said to be missing */
        receipt_alone(c->built);
        make(c, false, ON_TIME);
        assert_null(strstr(letter_text(&c->letter, c->arena), "まだ届いておりません"));
        nothing(c->built);
        make(c, false, ON_TIME);
        assert_non_null(strstr(letter_text(&c->letter, c->arena), "まだ届いておりません"));
}

/* The day by which the office wants it: its own, unless that is over or lies behind the deadline (2026-01-15). */
static void by_which_day(void **state)
{
        static const struct {
                struct date as_of, cut_off, by;
        } rows[] = {
                {{2025, 12, 22}, {2025, 12, 26}, {2025, 12, 26}},
                {{2025, 12, 26}, {2025, 12, 26}, {2025, 12, 26}}, /* the day itself */
                {{2025, 12, 27}, {2025, 12, 26}, {2026, 1, 15}},
                {{2025, 12, 22}, {0}, {2026, 1, 15}},
                {{2025, 12, 22}, {2026, 2, 1}, {2026, 1, 15}},
                {{2026, 1, 16}, {2026, 2, 1}, {0}}, /* too late */
        };
        struct letter_case *c = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                no_scan(c->built);
                c->in.office = office;
                c->in.office.cut_off = rows[i].cut_off;
                if (date_compare(make(c, true, rows[i].as_of)->by, rows[i].by) != 0)
                        fail_msg("row %zu: %s", i, letter_date(c->arena, c->letter.by));
                assert_int_equal(strstr(letter_text(&c->letter, c->arena), "過ぎています") != NULL, i == 5);
                assert_non_null(render(c).at);
        }
}

/* ---- what it says */

/* 33,000 + 110,000 = 143,000; × 3/4 = 107,250 → 107,000: nothing today, that much once the copy has come */
static void asks_in_plain_words(void **state)
{
        struct letter_case *c = *state;
        const struct letter *l;

        no_scan(c->built);
        l = make(c, true, ON_TIME);
        assert_int_equal(l->errors, 1);
        assert_int_equal(l->today.n, 0);
        assert_int_equal(l->then.n, 107000);
        assert_string_equal(l->points.at[0].todo, "領収書を読み取った画像(JPEG、PNG、PDF)か、写しをお送りください。");
        assert_int_equal(l->points.at[0].about.n, 1);
        assert_string_equal(l->points.at[0].about.at[0], "領収書 R-1(東和医療システム R-1、令和7年9月3日、143,000円)");
        assert_string_equal(l->applications.at[0].name, "訪問診療等");
        assert_string_equal(l->applications.at[0].state, "不備");
}

/* 78,000 yen of mobile terminals, without one receipt at least 66,000: either way the cap of the item, 30,000 yen of subsidy. */
#define ASKED "内訳書は不要と確かめましたか。不備を直すと、どちらでも30,000円"

/* Twelve receipts of one fault are one point; twelve lines of one kind stand together, one below the other. */
static void says_the_same_once(void **state)
{
        struct letter_case *c = *state;
        const struct letter *l;
        size_t runs = 0;

        build_facility(c->built, "診療所");
        for (int i = 1; i <= 12; i++) {
                struct receipt *r = build_receipt(c->built, arena_printf(c->arena, "R-%02d", i), 1000 * i);

                r->date.day = (int8_t)i;
                r->evidence.n = 0; /* E106, C214 */
                build_line(c->built, r->number, "訪問診療等", MOBILE, 1000 * i)->has_quantity = true;
                c->built->records.purchases.at[i - 1].quantity = 2;
                c->built->records.purchases.at[i - 1].has_unit_price = true; /* C213: 2 × 0 is not the amount */
        }
        l = make(c, true, ON_TIME);
        assert_int_equal(l->errors, 1);
        assert_int_equal(l->points.at[0].about.n, 12);
        for (size_t i = 1; i < l->points.n; i++)
                runs += l->points.at[i].id != l->points.at[i - 1].id;
        assert_int_equal(l->points.n, 1 + 12 + 1); /* E106, C213, C214 */
        assert_int_equal(runs, 2);
        assert_string_equal(letter_about(c->arena, &l->points.at[l->points.n - 1], 2),
                            "領収書 R-01(東和医療システム R-01、令和7年9月1日、1,000円)。" ASKED
                            "、領収書 R-02(東和医療システム R-02、令和7年9月2日、2,000円)。" ASKED "、ほか10件");
}

/* What was kept of an import about this member comes with its place. */
static void rejected_rows(void **state)
{
        static const struct finding others[] = {
                {.id = E007, .value = "52,8OO", .place = "購入明細.csv:12:9", .args = {"金額"}},
                {.id = W030, .value = "備 考", .place = "購入明細.csv:1:9"}, /* a warning: the office's business */
        };
        struct letter_case *c = *state;
        const struct letter *l;

        in_order(c->built);
        c->in.others = others;
        c->in.others_n = COUNT(others);
        l = make(c, true, ON_TIME);
        assert_int_equal(l->kind, LETTER_ASK);
        assert_int_equal(l->points.n, 1);
        assert_string_equal(l->points.at[0].what, "金額が読めません");
        assert_string_equal(l->points.at[0].about.at[0], "購入明細.csv:12:9「52,8OO」");
        assert_string_equal(l->points.at[0].todo, "正しい金額をお知らせください。");
}

/* Who reads a letter has neither the program nor its tables. */
static void no_word_of_the_program(void **state)
{
        static const char *const words[] = {"soroe", "取り込", "記録してください", "--", "ファイル名"};
        struct letter_case *c = *state;

        for (int id = 0; id < FINDING_IDS; id++) {
                const struct finding f = {.id = (enum finding_id)id, .args = {"1", "2", "3"}};
                const char *text = letter_todo(c->arena, &f);

                for (size_t i = 0; text && i < COUNT(words); i++)
                        if (strstr(text, words[i]))
                                fail_msg("%s asks a member: %s", finding_name(f.id), text);
        }
        /* its own words; those of the catalogue; none, and those are for the office; nothing a member can do */
        assert_string_equal(letter_todo(c->arena, &(struct finding){.id = E104}),
                            "購入先(システム事業者等)から領収書をお受け取りのうえ、写しをお送りください。");
        assert_string_equal(letter_todo(c->arena, &(struct finding){.id = E116}), "金額を確かめてください。");
        assert_string_equal(letter_todo(c->arena, &(struct finding){.id = E070}),
                            "詳しいことを、下記にお知らせください。");
        assert_null(letter_todo(c->arena, &(struct finding){.id = C220}));
}

static void texts_of_known_ids(void **state)
{
        int seen[FINDING_IDS] = {0}, n = 0;
        struct bytes file;
        const char *at;
        char name[5];

        (void)state;
        assert_true(embedded_find(&file, "texts/letters.txt"));
        at = (const char *)file.at;
        for (; finding_long_id(&at, (const char *)file.at + file.n, name); n++) {
                enum finding_id id;

                if (!finding_by_name(&id, name) || seen[id]++)
                        fail_msg("%s: no finding, or twice", name);
        }
        assert_true(n > 40);
}

/* ---- the page */

static size_t points_on(const char *words)
{
        size_t n = 0;

        for (const char *s = words; (s = strstr(s, "合いません")); s++)
                n++;
        return n;
}

/* However much there is to say: one page, and what it has no room for is counted. */
static void one_page(void **state)
{
        static const int rows[] = {1, 2, 8, 12, 40, 200};
        struct letter_case *c = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                const char *words;
                size_t shown;

                build_facility(c->built, "診療所");
                build_receipt(c->built, "R-1", 2000 * rows[i]);
                for (int k = 0; k < rows[i]; k++) {
                        struct purchase *line = build_line(c->built, "R-1", "訪問診療等", MOBILE, 2000);

                        line->quantity_text = "2";
                        line->quantity = 2;
                        line->has_quantity = line->has_unit_price = true;
                        line->unit_price = (struct yen){10 + k}; /* C213, each in its own words */
                }
                make(c, true, ON_TIME);
                assert_int_equal(c->letter.points.n, rows[i]);
                words = pdf_words(c->arena, render(c));
                assert_non_null(words);
                assert_int_equal(pdf_page_count(words), 1);
                shown = points_on(words);
                assert_true(rows[i] <= 12 ? shown == (size_t)rows[i] : shown >= 10);
                if (shown < (size_t)rows[i])
                        assert_non_null(strstr(words, arena_printf(c->arena, "ほか%zu点(ご訂正 0件、ご確認 %zu件)",
                                                                   (size_t)rows[i] - shown, (size_t)rows[i] - shown)));
                else
                        assert_null(strstr(words, "ほか"));
        }
}

/* Names of 55 characters, an address of 60, an office of many words: nothing is lost, nothing stands outside the paper. */
static void longest_names(void **state)
{
        struct letter_case *c = *state;
        struct facility *f = &c->built->records.facility;
        const char *words;

        no_scan(c->built);
        f->name = "医療法人社団葛󠄀城𠮷野会つきみが丘ファミリー在宅医療総合クリニック附属訪問診療センター沖縄"
                  "県"
                  "那"
                  "覇"
                  "市"
                  "分院第二診療所別";
        f->postal_code = "900-0006";
        f->address = "沖縄県那覇市おもろまち四丁目十九番三十号 "
                     "がじゅまるメディカルモール新都心センタービル東館十二階二〇三号室";
        f->representative = "理事長 髙良 𠮷信";
        f->contact = "事務長 比嘉 さくら";
        c->in.office = (struct office){"一般社団法人 沖縄県那覇市在宅医療介護連携推進協議会 事務局本部",
                                       "地域医療連携推進課 訪問診療担当",
                                       "098-000-0000(平日 9時から17時まで)",
                                       "zaitaku-renkei-suishin@naha.example.jp",
                                       {0}};
        make(c, true, ON_TIME);
        words = pdf_words(c->arena, render(c));
        pdf_keep(c->arena, render(c), "letter-longest.pdf");
        assert_int_equal(pdf_page_count(words), 1);
        assert_non_null(strstr(words, "理事長 髙良 𠮷信 様"));
        assert_non_null(strstr(words, "(ご担当 事務長 比嘉 さくら 様)"));
        assert_non_null(strstr(words, "二〇三号室"));
        assert_non_null(strstr(words, "900-0006"));
        assert_non_null(tool_says(c->arena, render(c), "qpdf", "--check", NULL));
}

static void whom_it_addresses(void **state)
{
        static const struct {
                const char *representative, *contact, *says;
        } rows[] = {
                {"", "", "那覇内科クリニック 御中"},
                {"髙良 𠮷信", "", "髙良 𠮷信 様"},
                {"", "比嘉", "比嘉 様"},
        };
        struct letter_case *c = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                const char *words;

                no_scan(c->built);
                c->built->records.facility.representative = rows[i].representative;
                c->built->records.facility.contact = rows[i].contact;
                make(c, true, ON_TIME);
                words = pdf_words(c->arena, render(c));
                assert_non_null(strstr(words, rows[i].says));
                assert_int_equal(strstr(words, "御中") != NULL, i == 0); /* never beside 様 */
        }
}

static void same_bytes(void **state)
{
        struct letter_case *c = *state;
        struct bytes first, second;

        no_scan(c->built);
        make(c, true, ON_TIME);
        first = render(c);
        make(c, true, ON_TIME);
        second = render(c);
        assert_int_equal(first.n, second.n);
        assert_memory_equal(first.at, second.at, first.n);
        /* another day is another letter */
        make(c, true, (struct date){2025, 12, 23});
        second = render(c);
        assert_false(first.n == second.n && memcmp(first.at, second.at, first.n) == 0);
}

/* U+E000 in any word of the letter stops it, and says where. */
static void what_no_font_has(void **state)
{
        static const struct {
                size_t offset;
                const char *name;
        } rows[] = {
                {offsetof(struct facility, name), "名称"},
                {offsetof(struct facility, address), "所在地"},
                {offsetof(struct facility, representative), "代表者"},
                {offsetof(struct facility, contact), "担当者"},
                {offsetof(struct facility, postal_code), "郵便番号"},
        };
        struct letter_case *c = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                no_scan(c->built);
                *(const char **)((char *)&c->built->records.facility + rows[i].offset) = "\xEE\x80\x80";
                make(c, true, ON_TIME);
                c->findings = findings_in(c->arena);
                assert_int_equal(letter_check(&c->letter, c->fonts, c->arena, &c->findings), ERR_INPUT);
                assert_int_equal(c->findings.n, 1);
                assert_int_equal(c->findings.at[0].id, E117);
                assert_string_equal(c->findings.at[0].args[0], "U+E000");
                assert_string_equal(c->findings.at[0].args[1], rows[i].name);
                assert_string_equal(c->findings.at[0].subject, CODE);
        }
        no_scan(c->built);
        build_paper(c->built)->issuer = "\xEE\x80\x80電算";
        make(c, true, ON_TIME);
        assert_int_equal(letter_check(&c->letter, c->fonts, c->arena, &c->findings), ERR_INPUT);
}

#define LETTER_TEST(name) cmocka_unit_test_setup_teardown(name, open_case, close_case)

int main(void)
{
        const struct CMUnitTest tests[] = {
                LETTER_TEST(which_letter),       LETTER_TEST(by_which_day),  LETTER_TEST(asks_in_plain_words),
                LETTER_TEST(says_the_same_once), LETTER_TEST(rejected_rows), LETTER_TEST(no_word_of_the_program),
                LETTER_TEST(texts_of_known_ids), LETTER_TEST(one_page),      LETTER_TEST(longest_names),
                LETTER_TEST(whom_it_addresses),  LETTER_TEST(same_bytes),    LETTER_TEST(what_no_font_has),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
