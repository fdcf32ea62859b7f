/* Which receipt a scan belongs to, and whose paper it is. Invented parties only. */
#include "core/reading/reading_match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/base/finding.h"

#include "reading_build.h"

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define A            "0118010016"
#define B            "0418010146"
#define T            "T7000012050002"

/* ---- scans and rows */

/* The table: two receipts of a day, two of a vendor every month, one with its scan. */
static const struct {
        const char *facility, *number, *date, *registration_number;
        int64_t amount;
        enum document document;
        bool has_scan;
} table[] = {
        {A, "R-1", "2025-09-13", T, 128000, DOC_RECEIPT, false},
        {A, "R-2", "2025-09-13", "", 4980, DOC_RECEIPT, false},
        {A, "M-8", "2025-08-31", "T9010001075825", 5500, DOC_RECEIPT, true},
        {A, "M-9", "2025-09-30", "T9010001075825", 5500, DOC_RECEIPT, false},
        {B, "R-1", "2025-10-02", T, 38500, DOC_RECEIPT, false},
        {B, "R-2", "2025-10-02", T, 38500, DOC_RECEIPT, false},
        {B, "F-1", "2025-10-20", "", 77000, DOC_TRANSFER, false},
};

static struct match_rows rows_of_table(struct arena *arena)
{
        struct match_rows rows = {0};

        for (size_t i = 0; i < COUNT(table); i++) {
                struct match_row *row = vec_add(arena, &rows);

                *row = (struct match_row){.facility = table[i].facility,
                                          .number = table[i].number,
                                          .amount = {table[i].amount},
                                          .registration_number = table[i].registration_number,
                                          .document = table[i].document,
                                          .has_scan = table[i].has_scan};
                assert_int_equal(date_parse(&row->date, table[i].date), DATE_READ);
        }
        match_rows_ready(&rows, arena);
        return rows;
}

static const char *match_said(const struct match *m, struct arena *arena)
{
        const struct finding f = {.args = {match_words(m->agree, arena)}};

        return m->row ? arena_printf(arena, "%s/%s %s%s", m->row->facility, m->row->number,
                                     finding_word(arena, f.args[0], ENGLISH), m->is_breakdown ? " (breakdown)" : "")
                      : "none";
}

static void scans(void **state)
{
        static const struct {
                const char *what, *expected, *facility;
                const char *lines[8];
        } cases[] = {
                {"all three",
                 A "/R-1 amount, date, registration number",
                 "",
                 {"合計 ¥128,000", "2025/09/13", "登録番号 " T}},
                {"two of them", A "/R-1 amount, date", "", {"合計 ¥128,000", "2025/09/13"}},
                {"amount and number", A "/R-1 amount, registration number", "", {"合計 ¥128,000", "登録番号 " T}},
                {"one is too few", "none", "", {"合計 ¥128,000"}},
                {"only the second reader saw the amount",
                 A "/R-2 amount, date",
                 "",
                 {"合計 ¥4,986|4,980", "2025/09/13"}},
                {"two rows agree as well", "none", "", {"合計 ¥38,500", "2025/10/02", "登録番号 " T}},
                {"another facility's, as far as is known", "none", B, {"合計 ¥128,000", "2025/09/13"}},
                {"of that facility", A "/R-1 amount, date", A, {"合計 ¥128,000", "2025/09/13"}},
                {"the same amount every month, and the date says August, whose row has its scan",
                 "none",
                 "",
                 {"合計 ¥5,500", "2025/08/31", "登録番号 T9010001075825"}},
                {"without a date it may be either month", "none", "", {"合計 ¥5,500", "登録番号 T9010001075825"}},
                {"the total is surely another",
                 "none",
                 "",
                 {"2025/09/13", "登録番号 " T, "合計 ¥38,500", "領収金額 ¥38,500"}},
                {"a quotation of the same amount",
                 "none",
                 "",
                 {"#御見積書", "合計 ¥128,000", "2025/09/13", "登録番号 " T}},
                {"a transfer for a receipt", "none", "", {"#ご利用明細", "お振込金額 ¥128,000", "2025/09/13"}},
                {"a transfer where a transfer is entered",
                 B "/F-1 amount, date",
                 "",
                 {"#ご利用明細", "お振込金額 ¥77,000", "2025/10/20"}},
                {"the vendor's breakdown",
                 A "/M-8 amount, date (breakdown)",
                 "",
                 {"#領収書内訳書", "合計 ¥5,500", "2025/08/31"}},
                {"nothing was read", "none", "", {NULL}},
        };
        struct arena *arena = arena_new(abort);
        struct match_rows rows = rows_of_table(arena);
        struct date read_on;

        (void)state;
        assert_true(date_make(&read_on, 2025, 12, 1));
        for (size_t i = 0; i < COUNT(cases); i++) {
                struct read_paper p = paper_of(page_build(cases[i].lines, arena), read_days_before(read_on), arena);
                struct match m = match_scan(&rows, &p, 1, cases[i].facility);

                if (strcmp(match_said(&m, arena), cases[i].expected) != 0)
                        print_error("%s\n", cases[i].what);
                assert_string_equal(match_said(&m, arena), cases[i].expected);
        }
        arena_free(arena);
}

/* ---- addressees */

static void addressees(void **state)
{
        static const struct {
                const char *code, *name;
        } facilities[] = {{A, "髙橋内科クリニック"},
                          {B, "さくら調剤薬局 本店"},
                          {"0418010153", "さくら調剤薬局"},
                          {"0418010161", "医療法人社団青空会 森整形外科"},
                          {"0418010179", "森医院"}};
        static const struct {
                const char *what, *code, *words, *expected;
        } cases[] = {
                {"its own", A, "髙橋内科クリニック", ""},
                {"its own, a letter misread", A, "髙橘内科クリニック", ""},
                {"another's", A, "さくら調剤薬局本店", B},
                {"another's, a letter misread of fourteen", A, "医療法人社団青空会 森整形外料", "0418010161"},
                {"hardly anything of it", A, "さくら商店", ""},
                {"a branch is not told from its house", B, "さくら調剤薬局", ""},
                {"the house's own branch", "0418010153", "さくら調剤薬局本店", ""},
                {"short names stand in others", A, "森医院", ""},
                {"somebody who is not known", A, "渡辺小児科医院", ""},
        };
        struct arena *arena = arena_new(abort);
        struct known_names names = {0};

        (void)state;
        for (size_t i = 0; i < COUNT(facilities); i++)
                known_name_add(&names, facilities[i].code, facilities[i].name, arena);
        for (size_t i = 0; i < COUNT(cases); i++) {
                const struct known_name *other = name_of_another(&names, cases[i].code, cases[i].words, arena);

                if (strcmp(other ? other->code : "", cases[i].expected) != 0)
                        print_error("%s\n", cases[i].what);
                assert_string_equal(other ? other->code : "", cases[i].expected);
        }
        arena_free(arena);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(scans),
                cmocka_unit_test(addressees),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
