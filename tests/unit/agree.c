/* PDF and XML agree, and the program proves it: papers are drawn from a record, one thing is spoiled on one side, and the
 * comparison must name it. First as text against record (any version), then stroke by stroke (this version). */
#include "tests/unit/records_build.h"

#include "templates/verify/agree.h"
#include "templates/verify/agree_words.h"
#include "templates/record/application.h"
#include "templates/packet/packet_make.h"
#include "templates/reread/pdf_agree.h"
#include "templates/pdf/pdf_private.h"
#include "templates/verify/seal.h"
#include "templates/pages/summary.h"
#include "tests/unit/pdf_tools.h"

#include <sys/stat.h>

#include "core/banned.h"

#define MOBILE     "モバイル端末"
#define WORK       "レセプトコンピュータ改修"
#define LONG_NAME                                                                                                      \
        "医療法人社団 沖縄がじゅまる会 那覇みなと総合在宅医療支援センター附属 訪問診療・リハビリテーションクリニック" /* 55 characters */

struct agree_case {
        struct built *built;
        struct arena *arena;
        struct fonts *fonts;
        struct packet packet;
        struct assessment assessment;
        struct findings findings;
};

/* Annex 1, clinic: 38,500 + 132,000, of which 130,000 = 168,500; × 3/4 = 126,375, cut to 126,000. */
static void build(struct agree_case *c)
{
        struct built *b = c->built;
        struct facility *f = &b->records.facility;

        build_facility(b, "診療所");
        f->name = LONG_NAME;
        f->postal_code = "900-0000";
        f->address = "沖縄県那覇市見本町一丁目2番3号 がじゅまるビル2階";
        f->founder = "宮﨑 𠮷信";
        f->phone = "098-000-0123";
        build_receipt(b, "MS-2025-0829-014", 145200);
        build_line(b, "MS-2025-0829-014", "訪問診療等", WORK, 132000)->description =
                "居宅同意取得型に対応する追加オプションの導入、設定、動作確認及び職員への説明の一切、作業報告書を含む";
        build_line(b, "MS-2025-0829-014", "対象外", "保守", 13200)->description = "保守(令和7年9月から1年間)";
        build_receipt(b, "20250904031", 38500)->issuer = "有限会社みほん事務機";
        build_line(b, "20250904031", "訪問診療等", MOBILE, 38500)->description = "タブレット端末 AX-200 1台";
        c->packet.records = &b->records;
        c->assessment = *build_assess(b, "home-visit", ON_TIME);
        c->packet.assessment = &c->assessment;
        c->packet.facts = findings_in(c->arena);
        c->packet.versions = packet_versions(c->fonts);
        for (size_t i = 0; i < b->records.receipts.n; i++) {
                struct evidence *e = &b->records.receipts.at[i].evidence.at[0];

                e->sha256 = arena_strdup(c->arena, digest_of(bytes_of(e->name)).hex);
                *vec_add(c->arena, &c->packet.enclosures) = (struct enclosure){
                        .number = (int)i + 1,
                        .path = arena_printf(c->arena, "evidence/%02d-%.8s.jpg", (int)i + 1, e->sha256),
                        .receipt = &b->records.receipts.at[i],
                        .evidence = e};
        }
}

static int open_case(void **state)
{
        struct agree_case *c;
        void *built = NULL;

        if (built_open(&built))
                return -1;
        c = ARENA_NEW(((struct built *)built)->arena, struct agree_case);
        c->built = built;
        c->arena = c->built->arena;
        c->findings = findings_in(c->arena);
        *state = c;
        if (fonts_open(&c->fonts, false, abort, &c->findings) != OK)
                return -1;
        build(c);
        return 0;
}

static int close_case(void **state)
{
        struct agree_case *c = *state;
        void *built = c->built;

        fonts_close(c->fonts);
        return built_close(&built);
}

static const char *code_of(struct agree_case *c, struct bytes xml)
{
        struct digest digest = digest_of(xml);
        char *code = arena_alloc(c->arena, CHECK_CODE_TEXT);

        digest_check_code(code, &digest);
        return code;
}

static struct pdf_text read_back(struct agree_case *c, struct pdf *pdf)
{
        struct buffer out = buffer_in(c->arena);
        struct pdf_read_fault fault = {0};
        struct pdf_text text = {0};

        assert_int_equal(pdf_finish(pdf, &out, &c->findings), OK);
        if (pdf_read_text(&text, buffer_bytes(&out), c->arena, &fault) != OK)
                fail_msg("%s", fault.en);
        return text;
}

/* ---- text against record */

/* Each spoils what the paper is drawn from; the record stays. */
static void shorten_name(struct agree_case *c)
{
        c->built->records.facility.name = arena_strndup(c->arena, LONG_NAME, strlen(LONG_NAME) - strlen("ク"));
}
static void similar_founder(struct agree_case *c)
{
        c->built->records.facility.founder = "宮崎 𠮷信"; /* 崎 for 﨑 */
}
static void no_address(struct agree_case *c)
{
        c->built->records.facility.address = "";
}
static void another_code(struct agree_case *c)
{
        c->built->records.facility.code = "0118010024";
}
static void another_phone(struct agree_case *c)
{
        c->built->records.facility.phone = "098-000-0132";
}
static void another_day(struct agree_case *c)
{
        c->assessment.applied_on = (struct date){2025, 12, 23};
}
static void swap_totals(struct agree_case *c)
{
        struct yen keep = c->assessment.eligible_total;

        c->assessment.eligible_total = c->assessment.eligible_cost;
        c->assessment.eligible_cost = keep;
}
static void swap_digits(struct agree_case *c)
{
        c->assessment.subsidy.n = 162000; /* for 126,000 */
}
static void receipt_amount(struct agree_case *c)
{
        c->built->records.receipts.at[1].amount.n = 35800; /* for 38,500 */
}
static void receipt_date(struct agree_case *c)
{
        c->built->records.receipts.at[0].date.day = 4;
}
static void receipt_number(struct agree_case *c)
{
        c->built->records.receipts.at[0].number = "MS-2025-0829-041";
        c->built->records.purchases.at[0].receipt_number = "MS-2025-0829-041";
        c->built->records.purchases.at[1].receipt_number = "MS-2025-0829-041";
}
static void receipt_issuer(struct agree_case *c)
{
        c->built->records.receipts.at[1].issuer = "有限会社みほん";
}
static void line_text(struct agree_case *c)
{
        c->built->records.purchases.at[0].description = "居宅同意取得型に対応する追加オプションの導入、設定";
}
static void line_amounts(struct agree_case *c)
{
        c->built->records.purchases.at[0].amount.n = 131900; /* the sum stays 145,200 */
        c->built->records.purchases.at[1].amount.n = 13300;
}
static void another_digest(struct agree_case *c)
{
        struct evidence *e = &c->built->records.receipts.at[0].evidence.at[0];

        e->sha256 = arena_strdup(c->arena, digest_of(bytes_of("another scan")).hex);
}

static const struct {
        void (*spoil)(struct agree_case *);
        const char *en; /* what must be named */
} spoiled[] = {
        {shorten_name, "the name"},
        {similar_founder, "the founder"},
        {no_address, "the address"},
        {another_code, "the institution code"},
        {another_phone, "the telephone number"},
        {another_day, "the date of application"},
        {swap_totals, "the total before caps"},
        {swap_digits, "the subsidy"},
        {receipt_amount, "the amount of a receipt"},
        {receipt_date, "the date of a receipt"},
        {receipt_number, "the number of a receipt"},
        {receipt_issuer, "the issuer of a receipt"},
        {line_text, "the text of a line"},
        {line_amounts, "the amount that counts"},
        {another_digest, "a code"},
};

static void text_that_is_not_the_record_is_named(void **state)
{
        struct agree_case *c = *state;

        for (size_t i = 0; i <= COUNT(spoiled); i++) {
                struct disagreement between = {0};
                struct bytes xml;
                struct pdf_text text;
                const char *code;
                bool agreed;

                c->packet.enclosures = (struct enclosure_list){0};
                build(c);
                xml = application_write(&c->packet, c->arena);
                code = code_of(c, xml);
                if (i < COUNT(spoiled))
                        spoiled[i].spoil(c);
                text = read_back(c, summary_draw(&c->packet, code, c->fonts, c->arena));
                c->packet.enclosures = (struct enclosure_list){0};
                build(c);
                agreed = agree_papers(&between,
                               &(struct agree_record){&c->packet, code, xml, c->assessment.programme->file}, &text,
                               c->arena);
                if (i == COUNT(spoiled) && !agreed) /* the last round spoils nothing */
                        fail_msg("page %zu, %s: %s, %s", between.page, between.en, between.record, between.paper);
                if (i == COUNT(spoiled))
                        break;
                if (agreed)
                        fail_msg("not found: %s", spoiled[i].en);
                assert_string_equal(between.en, spoiled[i].en);
        }
}

/* A page whose check code is another's: page 3 of these papers has been exchanged. */
static void a_page_of_another_packet_is_named(void **state)
{
        struct agree_case *c = *state;
        struct bytes xml = application_write(&c->packet, c->arena);
        const char *code = code_of(c, xml);
        struct disagreement between = {0};
        struct pdf_text text = read_back(c, summary_draw(&c->packet, code, c->fonts, c->arena));
        struct pdf_text other = read_back(c, summary_draw(&c->packet, "0123456789abcdef", c->fonts, c->arena));

        text.at[2] = other.at[2];
        assert_false(agree_papers(&between, &(struct agree_record){&c->packet, code, xml, c->assessment.programme->file},
                           &text, c->arena));
        assert_string_equal(between.en, "the check code");
        assert_int_equal(between.page, 3);
}

/* ---- the words that must come from somewhere */

static void words_are_told_apart(void **state)
{
        static const struct {
                const char *run;
                enum word_kind kinds[3];
                const char *words[3];
        } rows[] = {
                {"検算 145,200 ＝ 1,145,200", {WORD_AMOUNT, WORD_AMOUNT}, {"145,200", "1,145,200"}},
                {"発行日 令和7年9月3日(水) 令和元年5月1日", {WORD_DATE, WORD_DATE}, {"令和7年9月3日", "令和元年5月1日"}},
                {"0118010016 T7010705000725", {WORD_CODE, WORD_CODE}, {"0118010016", "T7010705000725"}},
                {"230ef3f77afffcf1", {WORD_CODE}, {"230ef3f77afffcf1"}},
                {"500円 3,00 12,3456 令和 令和7年度 2頁 手順1 098-840-8103 receipts r7-online", {0}, {NULL}},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                size_t at = 0, n = 0;
                struct word word;

                for (; word_next(&word, rows[i].run, strlen(rows[i].run), &at); n++) {
                        assert_true(n < 3 && rows[i].words[n]);
                        assert_int_equal(word.kind, rows[i].kinds[n]);
                        assert_int_equal(word.n, strlen(rows[i].words[n]));
                        assert_memory_equal(word.at, rows[i].words[n], word.n);
                }
                assert_true(n == 3 || !rows[i].words[n]);
        }
}

static void known_is_what_a_file_has(void **state)
{
        static const char file[] = "<a amount=\"145200\" date=\"2025-09-03\" message=\"1,500円 令和7年9月\" sha256=\"0123456789ab\"/>";
        static const struct {
                enum word_kind kind;
                const char *word;
                bool known;
        } rows[] = {
                {WORD_AMOUNT, "145,200", true},   {WORD_AMOUNT, "45,200", false}, {WORD_AMOUNT, "145,20", false},
                {WORD_AMOUNT, "1,500", true},     {WORD_AMOUNT, "2,026", false},  {WORD_DATE, "令和7年9月3日", true},
                {WORD_DATE, "令和7年9月4日", false}, {WORD_CODE, "01234567", true},  {WORD_CODE, "01234576", false},
        };
        struct agree_case *c = *state;
        const struct bytes files[] = {bytes_of(file)};

        for (size_t i = 0; i < COUNT(rows); i++) {
                const struct word word = {rows[i].kind, rows[i].word, strlen(rows[i].word)};

                if (word_known(&word, files, 1, c->arena) != rows[i].known)
                        fail_msg("%s", rows[i].word);
        }
}

/* ---- stroke by stroke */

/* Each spoils the document between drawing and writing, as a fault of the program would. */
static struct character *character_called(struct pdf *pdf, const char *text)
{
        for (size_t i = 0; i < pdf->characters.n; i++) {
                struct character *c = &pdf->characters.at[i];

                if (c->cid && memcmp(&c->key, text, strlen(text)) == 0)
                        return c;
        }
        fail_msg("not drawn: %s", text);
        return NULL;
}
static void nothing(struct pdf *pdf)
{
        (void)pdf;
}
static void another_reading(struct pdf *pdf) /* 﨑 is to extract as 崎 */
{
        struct character *c = character_called(pdf, "﨑");

        c->typed = 0;
        memcpy(&c->typed, "崎", strlen("崎"));
}
static void another_glyph(struct pdf *pdf) /* 﨑 extracts as 﨑 and shows 信 */
{
        character_called(pdf, "﨑")->glyph.id = character_called(pdf, "信")->glyph.id;
}
static void moved(struct pdf *pdf) /* all as it was, but one text twice */
{
        pdf_go(pdf, 1);
        pdf_text(pdf, 20, 200, FACE_GOTHIC, 7, LEFT, "円");
}
static void a_digit(struct pdf *pdf) /* the first 2 of page 2 has become a 6 */
{
        struct buffer *text = &pdf->pages.at[1].layers[TEXT];
        struct glyph glyph;
        const unsigned cid = font_base_code(pdf->fonts, &glyph, FACE_GOTHIC, '2');
        const unsigned other = font_base_code(pdf->fonts, &glyph, FACE_GOTHIC, '6');
        const char from[] = {(char)(cid >> 8), (char)(cid & 255)}, to[] = {(char)(other >> 8), (char)(other & 255)};
        char *at = memmem(text->at, text->n, from, 2);

        assert_non_null(at);
        memcpy(at, to, 2);
}
static void a_line(struct pdf *pdf)
{
        pdf_go(pdf, 2);
        pdf_line(pdf, 20, 100, 190, 100, 0.12);
}
static void a_page(struct pdf *pdf)
{
        pdf_page(pdf);
        pdf_text(pdf, 20, 200, FACE_GOTHIC, 7, LEFT, "円");
}

static const struct {
        void (*spoil)(struct pdf *);
        size_t page;
        const char *en; /* NULL: they agree */
} faults[] = {
        {nothing, 0, NULL},
        {another_reading, 1, "a code stands for another text"},
        {another_glyph, 1, "a character is shown by another outline than the typeface has"},
        {moved, 1, "another text"},
        {a_digit, 2, "another text"},
        {a_line, 2, "drawn otherwise, or in another place"},
        {a_page, 0, "another number of pages"},
};

static void a_fault_of_writing_is_named(void **state)
{
        struct agree_case *c = *state;
        const char *code = code_of(c, application_write(&c->packet, c->arena));
        struct pdf_agreed agreed = {0};

        for (size_t i = 0; i < COUNT(faults); i++) {
                struct pdf *good = summary_draw(&c->packet, code, c->fonts, c->arena);
                struct pdf *bad = summary_draw(&c->packet, code, c->fonts, c->arena);
                struct pdf_difference at = {0};
                struct pdf_text text;
                bool same;

                faults[i].spoil(bad);
                text = read_back(c, bad);
                same = pdf_agrees(&at, good, &text, &agreed, c->arena);
                if (same != !faults[i].en)
                        fail_msg("fault %zu: %s", i, same ? "not found" : at.en);
                if (same)
                        continue;
                assert_int_equal(at.page, faults[i].page);
                assert_memory_equal(at.en, faults[i].en, strlen(faults[i].en));
        }
}

/* The repertoire is looked at as well, the first time that it is met. */
static void a_fault_of_the_repertoire_is_named(void **state)
{
        struct agree_case *c = *state;
        const char *code = code_of(c, application_write(&c->packet, c->arena));
        struct pdf *pdf = summary_draw(&c->packet, code, c->fonts, c->arena);
        struct pdf_agreed agreed = {0};
        struct pdf_difference at = {0};
        struct font_program *base = (struct font_program *)(uintptr_t)font_base_program(c->fonts, FACE_GOTHIC);
        struct pdf_text text;

        /* the Bold of the same class of characters in the place of the Regular */
        base->file.bytes = font_base_program(c->fonts, FACE_BOLD)->file.bytes;
        text = read_back(c, pdf);
        assert_false(pdf_agrees(&at, summary_draw(&c->packet, code, c->fonts, c->arena), &text, &agreed, c->arena));
        assert_string_equal(at.en, "a character is shown by another outline than the typeface has");
}

/* ---- a run that finds such a fault ends: nothing gets a name */

static bool is_empty_folder(const char *folder)
{
        return rmdir(folder) == 0;
}

static void a_fault_of_writing_ends_the_run(void **state)
{
        struct agree_case *c = *state;
        struct built *b = c->built;
        char folder[] = "/tmp/soroe-agree-XXXXXX";
        struct font_program *base = (struct font_program *)(uintptr_t)font_base_program(c->fonts, FACE_GOTHIC);
        struct sealing sealing = {.fonts = c->fonts};
        struct seal_result result;
        struct flated good;
        struct findings none = findings_in(c->arena), findings = findings_in(c->arena);

        assert_non_null(mkdtemp(folder));
        sealing.folder = folder;
        c->packet.enclosures = (struct enclosure_list){0};
        b->records.facility.origin.file = ""; /* entered by hand */
        for (size_t i = 0; i < b->records.receipts.n; i++) {
                b->records.receipts.at[i].evidence.n = 0;
                b->records.receipts.at[i].origin.file = "";
        }
        for (size_t i = 0; i < b->records.purchases.n; i++)
                b->records.purchases.at[i].origin.file = "";
        c->assessment = *build_assess(b, "home-visit", ON_TIME);
        c->packet.draft = true; /* without copies */
        xml_start();
        assert_int_equal(verifier_new(&sealing.verifier, c->arena, &none), OK);
        verifier_borrow_fonts(sealing.verifier, c->fonts);

        good = base->unicode; /* the repertoire's codes are said to stand for other texts */
        base->unicode = font_base_program(c->fonts, FACE_BOLD)->unicode;
        assert_int_equal(seal_packet(&result, &c->packet, &sealing, c->arena, &findings), ERR_SYSTEM);
        assert_int_equal(findings.fault.id, F_INTERNAL);
        if (!strstr(findings.fault.detail, "check-code: ")) /* not even that can be read */
                fail_msg("%s", findings.fault.detail);
        assert_true(is_empty_folder(folder));

        base->unicode = good;
        assert_int_equal(mkdir(folder, 0700), 0);
        assert_int_equal(seal_packet(&result, &c->packet, &sealing, c->arena, &none), OK);
        assert_int_equal(result.outcome, SEAL_DRAFTED);
        assert_int_equal(unlink(file_join(c->arena, folder, result.name)), 0);
        assert_true(is_empty_folder(folder));
        verifier_free(sealing.verifier);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_case, close_case)

int main(void)
{
        const struct CMUnitTest tests[] = {
                CASE(text_that_is_not_the_record_is_named),
                CASE(a_page_of_another_packet_is_named),
                cmocka_unit_test(words_are_told_apart),
                CASE(known_is_what_a_file_has),
                CASE(a_fault_of_writing_is_named),
                CASE(a_fault_of_the_repertoire_is_named),
                CASE(a_fault_of_writing_ends_the_run),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
