/* What was read on the papers of a receipt, held against what was typed: "C260 why | …" and how the total stands. */
#include "core/reading/reading_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/assess/assess.h"

#include "reading_build.h"

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define A            "0118010016"
#define B            "0418010146"
#define T            "T7000012050002"

static struct receipt typed(void)
{
        struct receipt r = {.facility = A,
                            .number = "R-1",
                            .issuer = "株式会社ミナト電算",
                            .amount = {128000},
                            .registration_number = T,
                            .addressee = "",
                            .document = DOC_RECEIPT};

        assert_int_equal(date_parse(&r.date, "2025-09-13"), DATE_READ);
        return r;
}

static void add_page(struct check_pages *pages, const char *const *lines, const char *name, const char *sha256,
                     struct arena *arena)
{
        struct check_page *page = vec_add(arena, pages);
        struct date read_on;

        assert_true(date_make(&read_on, 2025, 12, 1));
        page->name = name;
        page->sha256 = sha256;
        page->page = lines ? page_build(lines, arena) : NULL;
        if (page->page)
                page->paper = paper_of(page->page, read_days_before(read_on), arena);
}

static const char *said(const struct findings *list, const struct receipt_checked *checked)
{
        static const char *const states[] = {"not read", "not sure", "agrees", "differs"};
        struct buffer out = buffer_in(list->arena);

        buffer_text(&out, states[checked->total]);
        for (size_t i = 0; i < list->n; i++)
                buffer_printf(&out, " %s %s <- %s", finding_name(list->at[i].id),
                              list->at[i].args[0] ? list->at[i].args[0] : "",
                              list->at[i].args[1] ? list->at[i].args[1] : "");
        return out.at;
}

struct row {
        const char *what, *expected;
        const char *first[8], *second[8]; /* two scans */
        int64_t others;                   /* yen of other receipts on the same paper */
        enum document document;
        const char *paid_on, *addressee;
};

static void receipts(void **state)
{
        static const struct row rows[] = {
                {"the same", "agrees",
                 .first = {"#領収書", "合計 ¥128,000", "領収金額 ¥128,000", "2025/09/13", "登録番号 " T}},
                {"a guess that is the same agrees", "agrees", .first = {"合計 ¥128,000"}},
                {"182,000 for 128,000", "differs C260 128,000 <- 182,000",
                 .first = {"合計 ¥182,000", "領収金額 ¥182,000"}},
                {"before tax was typed", "differs C260 128,000 <- 140,800",
                 .first = {"税抜金額 128,000", "消費税 12,800", "合計 ¥140,800"}},
                {"a guess accuses nobody", "not sure", .first = {"合計 ¥182,000"}},
                {"nothing was read", "not read", .first = {NULL}},
                {"the second scan has it", "agrees", .first = {"合計 ¥182,000", "領収金額 ¥182,000"},
                 .second = {"合計 ¥128,000"}},
                {"two scans are its parts", "agrees", .first = {"合計 ¥100,000", "領収金額 ¥100,000"},
                 .second = {"合計 ¥28,000", "領収金額 ¥28,000"}},
                {"one paper for two rows", "agrees", .first = {"合計 ¥182,000", "領収金額 ¥182,000"}, .others = 54000},
                {"a breakdown has a total of its own", "not sure",
                 .first = {"#領収書内訳書", "合計 ¥182,000", "金額 ¥182,000"}},
                {"a bill", "agrees C261 請求書¦a bill <- ", .first = {"#御請求書", "合計 ¥128,000", "お支払期限 あり"}},
                {"a bill and the receipt", "agrees", .first = {"#御請求書", "合計 ¥128,000"},
                 .second = {"#領収書", "合計 ¥128,000"}},
                {"entered as a bill: said already", "agrees", .first = {"#御請求書", "合計 ¥128,000"},
                 .document = DOC_INVOICE},
                {"a transfer entered as one", "agrees", .first = {"#ご利用明細", "お振込金額 ¥128,000"},
                 .document = DOC_TRANSFER},
                {"適格請求書発行事業者", "agrees", .first = {"合計 ¥128,000", "適格請求書発行事業者"}},
                {"another day", "not sure W360 2025-09-13 <- 2025-09-18", .first = {"領収日 2025/09/18"}},
                {"both days stand there", "not sure", .first = {"領収日 2025/09/18", "納品日 2025/09/13"}},
                {"the day it was paid", "not sure", .first = {"領収日 2025/09/18"}, .paid_on = "2025-09-18"},
                {"another vendor", "not sure W361 " T " <- T9010001075825", .first = {"登録番号 T9010001075825"}},
                {"read so by one reader alone", "not sure", .first = {"登録番号 T9010001075825|T7000012050002"}},
                {"another facility", "not sure W362 さくら調剤薬局 <- " B, .first = {"さくら調剤薬局 御中"}},
                {"and it was typed so", "not sure", .first = {"さくら調剤薬局 御中"}, .addressee = "さくら調剤薬局"},
                {"another facility's bill beside the own receipt",
                 "not sure",
                 .first = {"さくら調剤薬局 御中"},
                 .second = {"髙橋内科クリニック 様"}},
                {"its own", "not sure", .first = {"髙橋内科クリニック 様"}},
        };
        struct arena *arena = arena_new(abort);
        struct known_names names = {0};

        (void)state;
        known_name_add(&names, A, "髙橋内科クリニック", arena);
        known_name_add(&names, B, "さくら調剤薬局", arena);
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct findings findings = findings_in(arena);
                struct check_pages pages = {0};
                struct receipt r = typed();
                struct receipt_checked checked;

                r.document = rows[i].document;
                if (rows[i].paid_on)
                        assert_int_equal(date_parse(&r.paid_on, rows[i].paid_on), DATE_READ);
                if (rows[i].addressee)
                        r.addressee = rows[i].addressee;
                add_page(&pages, rows[i].first[0] ? rows[i].first : NULL, "a.jpg", "aa", arena);
                if (rows[i].second[0])
                        add_page(&pages, rows[i].second, "b.jpg", "bb", arena);
                checked = check_receipt(&findings, &r, &pages, (struct yen){rows[i].others}, &names);
                if (strcmp(said(&findings, &checked), rows[i].expected) != 0)
                        print_error("%s\n", rows[i].what);
                assert_string_equal(said(&findings, &checked), rows[i].expected);
        }
        arena_free(arena);
}

/* An answer holds for the typed value and the scan, not for what was read there. */
static void answers(void **state)
{
        static const char *const paper[] = {"合計 ¥182,000", "領収金額 ¥182,000", NULL}, *const again[] = {
                                                                                                 "合計 ¥182,500",
                                                                                                 "領収金額 ¥182,500",
                                                                                                 NULL};
        struct arena *arena = arena_new(abort);
        struct finding first = {0};
        const struct {
                const char *what;
                const char *const *lines;
                const char *sha256;
                int64_t amount;
                bool same;
        } rows[] = {
                {"as it was", paper, "aa", 128000, true},
                {"read otherwise", again, "aa", 128000, true},
                {"another scan", paper, "bb", 128000, false},
                {"another amount typed", paper, "aa", 128001, false},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct findings findings = findings_in(arena);
                struct check_pages pages = {0};
                struct receipt r = typed();

                r.amount.n = rows[i].amount;
                add_page(&pages, rows[i].lines, "a.jpg", rows[i].sha256, arena);
                (void)check_receipt(&findings, &r, &pages, (struct yen){0}, NULL);
                assert_int_equal(findings.n, 1);
                if (!i)
                        first = findings.at[0];
                assert_int_equal(strcmp(finding_facts(&first).hex, finding_facts(&findings.at[0]).hex) == 0,
                                 rows[i].same);
        }
        assert_string_equal(first.args[2], "a.jpg:page 1 90,100-1500,130、2か所¦a.jpg:page 1 90,100-1500,130, in 2 places");
        arena_free(arena);
}

static void numbers_for_others(void **state)
{
        static const char *const paper[] = {"#領収書", "合計 ¥182,000", "領収金額 ¥182,000", "2025/09/13", NULL};
        struct arena *arena = arena_new(abort);
        struct check_pages pages = {0};
        struct compared c = {0};
        struct receipt r = typed();

        (void)state;
        add_page(&pages, paper, "a.jpg", "aa", arena);
        compare_receipt(&c, &r, &pages);
        compare_receipt(&c, &r, &(struct check_pages){0});
        assert_int_equal(c.papers, 2);
        assert_int_equal(c.read, 1);
        assert_int_equal(c.other[COMPARE_TOTAL][READ_SURE], 1);
        assert_int_equal(c.same[COMPARE_DATE][READ_SURE], 1);
        assert_int_equal(c.other[COMPARE_NUMBER][READ_NOTHING], 1);
        assert_int_equal(c.same[COMPARE_KIND][READ_SURE], 1);
        arena_free(arena);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(receipts),
                cmocka_unit_test(answers),
                cmocka_unit_test(numbers_for_others),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
