/* What may be said of a paper by the text that was read on it. Invented parties only. */
#include "core/reading/reading_paper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "reading_build.h"

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const levels[] = {"nothing", "guess", "sure"};

struct row {
        const char *what, *expected;
        const char *lines[12];
};

typedef const char *said_of(const struct read_paper *, struct arena *);

static void try(const struct row *rows, size_t n, said_of *said)
{
        struct arena *arena = arena_new(abort);
        struct date read_on;

        assert_true(date_make(&read_on, 2025, 12, 1));
        for (size_t i = 0; i < n; i++) {
                struct read_paper p = paper_of(page_build(rows[i].lines, arena), read_days_before(read_on), arena);
                const char *found = said(&p, arena);

                if (strcmp(found, rows[i].expected) != 0)
                        print_error("%s: %s, not %s\n", rows[i].what, found, rows[i].expected);
                assert_string_equal(found, rows[i].expected);
        }
        arena_free(arena);
}

/* ---- the total */

static const char *total_said(const struct read_paper *p, struct arena *arena)
{
        return arena_printf(arena, "%s %lld", levels[p->total.level], (long long)p->total.amount.n);
}

static void totals(void **state)
{
        static const struct row rows[] = {
                {"two places, each read alike by both", "sure 128000", {"合計 ¥128,000", "領収金額 ¥128,000-"}},
                {"one place, and the tax in it: 128,000 · 10/110 = 11,636",
                 "sure 128000",
                 {"合計金額 ¥128,000", "(内消費税 ¥11,636)"}},
                {"net 50,000 + tax 5,000", "sure 55000", {"税抜金額 50,000", "消費税 5,000", "合計 ¥55,000"}},
                {"11,000 at 10 % (1,000) and 2,160 at 8 % (160)",
                 "sure 13160",
                 {"合計 ¥13,160", "10%対象 ¥11,000", "(内消費税 ¥1,000)", "8%対象 ¥2,160", "(内消費税 ¥160)"}},
                {"in kanji and in figures", "sure 123000", {"金壱拾弐万参千円也", "合計 ¥123,000"}},
                {"full width", "sure 128000", {"合計　￥１２８，０００－", "領収金額　￥１２８，０００"}},
                {"net 157,900, and its tax was not read: 157,900 + 15,790",
                 "sure 173690",
                 {"金額 ¥173,690", "税抜金額 157,900"}},
                {"a counter pad has no word, but a stroke behind a tall amount",
                 "sure 173690",
                 {"#¥173,690-", "名前", "但 品代", "税抜金額 157,900"}},
                {"the same without the stroke", "guess 173690", {"#¥173,690", "名前", "但 品代", "税抜金額 157,900"}},
                {"kanji is one voice, and the tax does not see the last figure: 128,000 and 128,005 have the same",
                 "guess 128000",
                 {"金壱拾弐万八千円也", "(内消費税 ¥11,636)"}},
                {"kanji behind a word that has 金, too", "sure 7700", {"領収金額 金七千七百円也", "合計 ¥7,700"}},
                {"one place alone is a guess", "guess 128000", {"合計 ¥128,000"}},
                {"the slashed zero: twice by one reader is one voice",
                 "guess 170480",
                 {"小計 ¥170,486|170,480", "合計 ¥170,486|170,480", "(内消費税 ¥15,498)"}},
                {"an amount without any word", "nothing 0", {"¥128,000"}},
                {"money handed over and given back is no total",
                 "sure 4980",
                 {"合計 ¥4,980", "(内消費税 ¥452)", "お預り ¥10,000", "お釣り ¥5,020"}},
                {"a part was paid before: there are two totals",
                 "guess 128000",
                 {"合計 ¥128,000", "領収金額 ¥128,000", "内金 ¥50,000 を差し引き"}},
                {"a year and a telephone number are no amounts", "nothing 0", {"2025年9月13日", "TEL 077-555-1234"}},
                {"a comma where none may stand", "nothing 0", {"合計 12,80"}},
                {"figures without comma or yen sign are too weak", "nothing 0", {"合計金額 5500円"}},
        };

        (void)state;
        try(rows, COUNT(rows), total_said);
}

/* ---- the date; the papers were read on 2025-12-01 */

static const char *date_said(const struct read_paper *p, struct arena *arena)
{
        char day[DATE_TEXT];

        return arena_printf(arena, "%s %s", levels[p->date.level], date_iso(day, p->date.date));
}

static void dates(void **state)
{
        static const struct row rows[] = {
                {"with strokes", "sure 2025-09-13", {"発行日 2025/09/13"}},
                {"in kanji, every part read alike", "sure 2025-09-13", {"2025年9月13日"}},
                {"of the era", "sure 2025-09-13", {"令和7年9月13日"}},
                {"令 was lost", "sure 2025-09-13", {"和7年9月13日"}},
                {"the first year of the era: 元 is no figure, so one reader read it",
                 "guess 2019-05-06",
                 {"令和元年5月6日"}},
                {"R7", "sure 2025-11-24", {"R7.11.24"}},
                {"a figure may be lost at the end", "guess 2025-06-02", {"R7.6.2"}},
                {"the second reader read another day", "guess 2025-09-13", {"発行日 2025/09/13|2025/09/18"}},
                {"its weekday is another one: the 13th was a Saturday", "guess 2025-09-13", {"2025/09/13(月)"}},
                {"the day until which something holds", "guess 2025-09-13", {"有効期限 2025/09/13"}},
                {"the paper's day, not that of the delivery",
                 "sure 2025-09-13",
                 {"納品日 2025/09/01", "領収日 2025/09/13"}},
                {"two days as likely", "guess 2025-09-12", {"2025/09/12", "2025/09/13"}},
                {"after it was read", "guess 2026-09-13", {"2026/09/13"}},
                {"long before", "guess 2015-09-13", {"2015/09/13"}},
                {"a day of one figure may have lost the other", "guess 2025-06-02", {"令和7年6月2日"}},
                {"a month of 1 or 2, too", "guess 2025-01-15", {"2025年1月15日"}},
                {"two figures each", "sure 2025-06-02", {"2025年06月02日"}},
                {"no such day", "nothing ", {"2025/02/30"}},
                {"no such year", "nothing ", {"2625年9月13日"}},
        };

        (void)state;
        try(rows, COUNT(rows), date_said);
}

/* ---- the registration number; T7000012050002 passes its check */

static const char *number_said(const struct read_paper *p, struct arena *arena)
{
        return arena_printf(arena, "%s %s", levels[p->number.level], p->number.value);
}

static void numbers(void **state)
{
        static const struct row rows[] = {
                {"read alike, and the check is right", "sure T7000012050002", {"登録番号 T7000012050002"}},
                {"T read as 1", "sure T7000012050002", {"登録番号 17000012050002"}},
                {"the check digit does not see 0 and 9: both must agree",
                 "guess T7999912959992",
                 {"登録番号 T7000012050002|T7999912959992"}},
                {"read alike, the check is wrong: as printed, or both misread",
                 "guess T8000012050002",
                 {"登録番号 T8000012050002"}},
                {"thirteen figures of something else", "nothing ", {"口座 7000012050002"}},
                {"twelve", "nothing ", {"登録番号 T700001205000"}},
                {"two of them", "guess T7000012050002", {"登録番号 T7000012050002", "登録番号 T9010001075825"}},
        };

        (void)state;
        try(rows, COUNT(rows), number_said);
}

/* ---- the kind */

static const char *kind_said(const struct read_paper *p, struct arena *arena)
{
        return arena_printf(arena, "%s %s", levels[p->kind.level], paper_kind_id(p->kind.kind));
}

static void kinds(void **state)
{
        static const struct row rows[] = {
                {"a receipt", "sure receipt", {"#領 収 書", "上記正に領収いたしました"}},
                {"適格請求書発行事業者 is no bill",
                 "sure receipt",
                 {"#領収書", "適格請求書発行事業者登録番号 T7000012050002"}},
                {"the same where the title was not read",
                 "nothing ",
                 {"株式会社ミナト電算", "合計 ¥5,500", "適格請求書発行事業者", "登録番号"}},
                {"a bill that is a receipt as well", "sure receipt", {"#請求書兼領収書"}},
                {"a receipt for a bill", "sure receipt", {"#領収証", "請求書番号 1234 に対する領収です"}},
                {"a receipt that quotes an estimate", "guess receipt", {"#領収書", "a", "b", "見積 No.12 のとおり"}},
                {"a breakdown is a kind of its own", "sure breakdown", {"#領収書内訳書", "領収書番号 R-0412"}},
                {"a quotation", "sure quote", {"#御見積書", "有効期限 2025/10/13"}},
                {"a bill", "sure bill", {"#ご請求書", "お支払期限 2025/10/13"}},
                {"a bill says that the transfer's slip stands for a receipt",
                 "sure bill",
                 {"#請求書", "※振込の控えをもって領収書に代えさせていただきます"}},
                {"a bill stamped as received is only a guess", "guess bill", {"#請求書", "正に受け取りました"}},
                {"a delivery note", "sure delivery", {"#納品書", "下記の通り納品いたします"}},
                {"a transfer", "sure transfer", {"#ご利用明細", "お振込金額 ¥5,500"}},
                {"a till receipt without a title", "nothing ", {"文具とOA ひので堂", "合計 ¥980", "お釣り ¥20"}},
                {"the date of a delivery makes no delivery note",
                 "sure receipt",
                 {"#領収書", "x", "y", "納品日 2025/09/01"}},
                {"a line that was read badly says nothing", "nothing ", {"?請求書"}},
        };

        (void)state;
        try(rows, COUNT(rows), kind_said);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(totals),
                cmocka_unit_test(dates),
                cmocka_unit_test(numbers),
                cmocka_unit_test(kinds),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
