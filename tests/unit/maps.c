/* Column maps: which file is which, and what becomes of the rows of each account book. Layouts: the comments of templates/maps/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/file/file.h"

#include "receipts/table/journal.h"
#include "receipts/table/maps.h"

#include "core/banned.h"

static int open_arena(void **state)
{
        xml_start();
        *state = arena_new(abort);
        return 0;
}

static int close_arena(void **state)
{
        arena_free(*state);
        return 0;
}

static struct texts cells_of(struct arena *arena, const char *row)
{
        struct texts cells = {0};

        for (const char *s = row;; s++) {
                size_t n = strcspn(s, ",");

                *vec_add(arena, &cells) = arena_strndup(arena, s, n);
                s += n;
                if (!*s)
                        return cells;
        }
}

#define FREEE_DEALS                                                                                                                                                \
        "収支区分,管理番号,発生日,決済期日,取引先コード,取引先,勘定科目,税区分,金額,税計算区分,税額,備考,品目,部門," \
        "メモタグ（複数指定可、カンマ区切り）,セグメント1,セグメント2,セグメント3,決済日,決済口座,決済金額"
#define FREEE_DEALS_LESS                                                                                                                                           \
        "収支区分,管理番号,発生日,決済期日,取引先コード,取引先,勘定科目,税区分,金額,税計算区分,税額,備考,品目,部門," \
        "メモタグ（複数指定可、カンマ区切り）,セグメント1,セグメント2,セグメント3,決済日,決済口座"
#define MF                                                                                                                                               \
        "取引No,取引日,借方勘定科目,借方補助科目,借方部門,借方取引先,借方税区分,借方インボイス,借方金額(円)," \
        "貸方勘定科目,貸方補助科目,貸方部門,貸方取引先,貸方税区分,貸方インボイス,貸方金額(円),摘要,タグ,メモ"
#define MF_CREDIT "貸方勘定科目,貸方補助科目,貸方部門,貸方取引先,貸方税区分,貸方インボイス,貸方金額(円),摘要,タグ,メモ"
#define MF_27                                                                                                                                            \
        "取引No,取引日,借方勘定科目,借方補助科目,借方部門,借方取引先,借方税区分,借方インボイス,借方金額(円),借方税額," \
        "貸方勘定科目,貸方補助科目,貸方部門,貸方取引先,貸方税区分,貸方インボイス,貸方金額(円),貸方税額,摘要,仕訳メモ,タグ," \
        "MF仕訳タイプ,決算整理仕訳,作成日時,作成者,最終更新日時,最終更新者"
#define MF_TURNED                                                                                                                                        \
        "取引日,取引No,借方勘定科目,借方補助科目,借方部門,借方取引先,借方税区分,借方インボイス,借方金額(円)," \
        "貸方勘定科目,貸方補助科目,貸方部門,貸方取引先,貸方税区分,貸方インボイス,貸方金額(円),摘要,タグ,メモ"
#define FREEE_JOURNAL                                                                                                                                      \
        "No,取引日,管理番号,借方勘定科目,借方金額,借方税区分,借方税金額,借方内税・外税,借方税率,借方取引先名," \
        "借方備考,貸方勘定科目,貸方金額,仕訳ID,仕訳行番号,取引内容"
#define YAYOI "2000,,,R.07/10/09,支払手数料,,,課対仕入込10%,660,60,普通預金,,,対象外,660,0,振込手数料,,,0,,,0,0,no"

static void which_file_is_which(void **state)
{
        static const struct {
                const char *row, *map, *near, *lacks, *extra;
        } rows[] = {
                {FREEE_DEALS, "freee-deals", NULL, NULL, NULL},
                {FREEE_DEALS ",取込エラー,取込箇所", "freee-deals", NULL, NULL,
                 NULL}, /* rejected rows that come back */
                {MF, "mf-journal", NULL, NULL, NULL},
                {FREEE_JOURNAL, "freee-journal", NULL, NULL, NULL},
                {YAYOI, "yayoi-journal", NULL, NULL, NULL},
                {YAYOI ",E007 x,a.csv:1:1", "yayoi-journal", NULL, NULL, NULL},
                {"医療機関コード,領収書番号,発行者,発行日,領収金額", "entry", NULL, NULL, NULL},
                {"領収書番号,事業区分,品目区分,摘要,金額", "entry", NULL, NULL, NULL},
                {"IBT-001 請求書番号,IBT-153 品名,IBT-129 数量,IBT-131 税込金額,備考", "e-invoice", NULL, NULL, NULL},
                /* layouts gain and lose columns, and stand in another order: what is needed is there */
                {FREEE_DEALS_LESS, "freee-deals", NULL, NULL, NULL},
                {"収支区分,管理番号,発生日,決済期日,取引先,勘定科目,税区分,金額,税計算区分,税額,備考", "freee-deals", NULL, NULL, NULL},
                {FREEE_DEALS ",追加の列", "freee-deals", NULL, NULL, NULL},
                {MF_TURNED, "mf-journal", NULL, NULL, NULL},
                {MF_27, "mf-journal", NULL, NULL, NULL},
                {YAYOI ",,,", "yayoi-journal", NULL, NULL, NULL},
                {YAYOI ",,,,E007 x,a.csv:1:1", "yayoi-journal", NULL, NULL, NULL},
                /* words around a header; what says another thing of its values stays */
                {"①医療機関コード(10桁),※領収書番号,発行者*,発行日（西暦）,領収金額(税込)", "entry", NULL, NULL, NULL},
                {"(1)医療機関コード,2.領収書番号【必須】,発行者必須,発行日(例:2025/5/1),領収金額(円)(必須)", "entry", NULL, NULL, NULL},
                {"医療機関コード:,【領収書番号】,「発行者」,(発行日),領収金額（必須・税込）", "entry", NULL, NULL, NULL},
                {"医療機関コード,領収書番号,発行者,発行日,領収金額(必須・税抜)", NULL, NULL, NULL, NULL},
                {"医療機関コード,領収書番号,発行者,発行日,領収金額(税抜)", NULL, NULL, NULL, NULL},
                {"医療機関コード,領収書番号,発行者,発行日,領収金額(千円)", NULL, NULL, NULL, NULL},
                /* nearly: never by the number of columns */
                {"収支区分,管理番号,発生日,決済期日,取引先,勘定科目,税区分,税計算区分,税額,備考", NULL, "freee-deals", "金額", "なし¦none"},
                {"取引No,取引日,借方勘定科目,借方補助科目,借方部門,借方取引先,借方税区分,借方インボイス,借方金額," MF_CREDIT, NULL, "mf-journal", "借方金額(円)", "借方金額"},
                {"2000,,,R.07/10/09,支払手数料", NULL, "yayoi-journal", "25列の行¦rows of 25 columns", "5列の行¦rows of 5 columns"},
                /* 25 columns, but no flag */
                {"a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y", NULL, NULL, NULL, NULL},
                {"日付,内容,金額", NULL, NULL, NULL, NULL},
        };
        struct findings findings = findings_in(*state);
        struct maps maps;

        assert_int_equal(maps_open(&maps, &(struct texts){0}, *state, &findings), OK);
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                struct texts cells = cells_of(*state, rows[i].row);
                struct header h = maps_header(&maps, &cells, *state);
                bool fits = h.table && !*h.missing && !h.candidates;

                if (fits != (rows[i].map != NULL) || (fits && strcmp(h.map->id, rows[i].map) != 0))
                        fail_msg("row %zu: %s", i, fits ? h.map->id : "none");
                if (!rows[i].near != !h.near || (h.near && strcmp(h.near, rows[i].near) != 0))
                        fail_msg("row %zu: near %s", i, h.near ? h.near : "none");
                if (!h.near)
                        continue;
                assert_string_equal(h.lacks, rows[i].lacks);
                assert_string_equal(h.extra, rows[i].extra);
        }
}

#define OWN_HEAD "<map xmlns=\"urn:x-soroe:map:1\" id=\"own\" by=\"columns\" ja=\"控え\" en=\"own\">"
#define OWN                                                                                                                   \
        OWN_HEAD "<table id=\"purchases\"><column header=\"取引日\" field=\"date\"/><column header=\"借方金額(円)\" " \
                 "field=\"amount\"/><column header=\"摘要\" field=\"description\"/><column header=\"借方勘定科目\" "  \
                 "field=\"account\"/><journal number=\"{date} {digest}\"><take field=\"account\" words=\"消耗品費\"/>"    \
                 "</journal></table></map>"

static struct map *load(struct arena *arena, const char *xml)
{
        struct map *map = ARENA_NEW(arena, struct map);
        struct xml_error error = {0};

        if (map_load(map, bytes_of(xml), arena, &error) != OK)
                fail_msg("%s", error.text);
        return map;
}

static void several_fit(void **state)
{
        struct findings findings = findings_in(*state);
        struct texts cells = cells_of(*state, MF);
        struct maps maps;
        struct header h;

        assert_int_equal(maps_open(&maps, &(struct texts){0}, *state, &findings), OK);
        *vec_add(*state, &maps.all) = *load(*state, OWN);
        h = maps_header(&maps, &cells, *state);
        assert_string_equal(h.candidates, "mf-journal、own");
        maps.all.at[maps.all.n - 1].chosen = true; /* as with --map */
        h = maps_header(&maps, &cells, *state);
        assert_null(h.candidates);
        assert_string_equal(h.map->id, "own");
        /* two were given, and both fit */
        maps.all.at[maps.all.n - 2].chosen = true;
        assert_string_equal(maps.all.at[maps.all.n - 2].id, "yayoi-journal");
        maps.all.at[maps.all.n - 3].chosen = true;
        assert_string_equal(maps_header(&maps, &cells, *state).candidates, "mf-journal、own");
        /* --map names the one; what it does not fit is told as ever */
        cells = cells_of(*state, YAYOI);
        h = maps_header(&maps, &cells, *state);
        assert_string_equal(h.map->id, "yayoi-journal");
}

static void maps_refused(void **state)
{
#define TABLE(columns, rest) OWN_HEAD "<table id=\"purchases\">" columns rest "</table></map>"
#define COLUMNS                                                                                                        \
        "<column header=\"日\" field=\"date\"/><column header=\"円\" field=\"amount\"/>"                             \
        "<column header=\"要\" field=\"description\"/>"
#define JOURNAL(number) "<journal number=\"" number "\"><take field=\"account\" words=\"a\"/></journal>"
        static const struct {
                const char *xml, *words;
        } rows[] = {
                {"<map/>", "map"},
                {TABLE("<column header=\"日\" field=\"day\"/>", ""), "no field of this table: day"},
                {TABLE("<column header=\"日\" field=\"receipt\"/>", JOURNAL("{date}")),
                 "no field of a journal: receipt"},
                {TABLE(COLUMNS "<column header=\"日\"/>", JOURNAL("{date}")), "a header stands twice: 日"},
                {TABLE(COLUMNS "<column header=\"日付\" field=\"date\"/>", JOURNAL("{date}")),
                 "two columns feed one field: date"},
                {TABLE(COLUMNS, JOURNAL("{day}")), "an unknown name in braces"},
                {TABLE("<column header=\"日\" field=\"date\"/>", JOURNAL("{date}")),
                 "a journal needs a column for: amount"},
                {TABLE("<column header=\"番号\" field=\"number\"/>", "<constant field=\"nothing\" value=\"x\"/>"),
                 "no constant can feed this field: nothing"},
                {TABLE("<column header=\"番号\" field=\"number\"/>", "<constant field=\"number\" value=\"x\"/>"),
                 "no constant can feed this field: number"},
                {"<map xmlns=\"urn:x-soroe:map:1\" id=\"own\" by=\"flags\" ja=\"a\" en=\"a\"><table "
                 "id=\"purchases\">" COLUMNS JOURNAL("{date}") "</table></map>",
                 "flags stand in the first column"},
        };

        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                struct xml_error error = {0};
                struct map map;

                assert_int_equal(map_load(&map, bytes_of(rows[i].xml), *state, &error), ERR_INPUT);
                if (!strstr(error.text, rows[i].words))
                        fail_msg("row %zu: %s", i, error.text);
        }
}

/* The example of soroe-map(5) is a map, and reads the row beside it. (Tests run at the root of the tree.) */
static void the_manual_has_a_map(void **state)
{
        struct findings findings = findings_in(*state);
        struct texts cells = cells_of(*state, "日付,科目,支払先,内容,出金(税込),残高");
        struct bytes page;
        struct maps maps = {0};
        struct header h;
        const char *text, *start, *end;

        assert_int_equal(file_read(&page, "man/soroe-map.5", 1 << 20, *state, &findings), OK);
        text = arena_strndup(*state, (const char *)page.at, page.n);
        start = strstr(text, "<map ");
        end = strstr(text, "</map>");
        assert_true(start && end);
        *vec_add(*state, &maps.all) = *load(*state, arena_strndup(*state, start, (size_t)(end + 6 - start)));
        h = maps_header(&maps, &cells, *state);
        assert_string_equal(h.map->id, "cash-book");
        assert_string_equal(h.fields, "date,account,party,description,amount,");
}

/* ---- rows */

#define MOST_ROWS  6
#define OUT_ROW(c) "%s|%s|%s|%s", (c)[0], (c)[2], (c)[3], (c)[4] /* number, description, amount, note */

/* The eight digits behind # are the first of the SHA-256 of "length:value," of each field in the order of enum journal_field. */
struct book {
        const char *why, *map;
        const char *rows[MOST_ROWS];
        const char *out[MOST_ROWS]; /* "-": passed over; "E057": refused for this */
        int without_number, tax_unknown;
};

static const char *read_row(struct journal *j, const char *row, int line, struct arena *arena)
{
        struct findings findings = findings_in(arena);
        struct origin origin = {"a.csv", "", line, j->file->fields, NULL, ORIGIN_COLUMNS, NULL};
        const char *const *cells;

        switch (journal_row(&cells, j, cells_of(arena, row).at, &origin, arena, &findings)) {
        case JOURNAL_PASSED:
                return "-";
        case JOURNAL_BAD:
                assert_int_equal(findings.n, 1);
                return finding_name(findings.at[0].id);
        case JOURNAL_TAKEN:
                break;
        }
        assert_int_equal(findings.n, 0);
        return arena_printf(arena, OUT_ROW(cells));
}

static const char *heading(const char *map)
{
        static const char *const of[][2] = {{"freee-deals", FREEE_DEALS},
                                            {"mf-journal", MF},
                                            {"freee-journal", FREEE_JOURNAL},
                                            {"yayoi-journal", YAYOI}};
        size_t i = 0;

        while (strcmp(of[i][0], map) != 0)
                i++;
        return of[i][1];
}

static void what_becomes_of_the_rows(void **state)
{
        static const struct book books[] = {
                {"弥生: a slip of two lines and an entry without a slip; income is passed over",
                 "yayoi-journal",
                 {"2110,12,,R.07/10/"
                  "06,消耗品費,みどり電算,,課対仕入込10%適格,52800,4800,,,,,0,0,モバイル端末,,,3,,,0,0,no",
                  "2100,12,,R.07/10/06,修繕費,,,課対仕入込10%適格,11000,1000,,,,,0,0,,,,3,,,0,0,no",
                  "2101,12,,R.07/10/06,,,,,0,0,普通預金,沖縄銀行,,対象外,63800,0,,,,3,,,0,0,no",
                  "2000,,,R.07/10/"
                  "09,支払手数料,,,課対仕入込10%適格,660,60,普通預金,,,対象外,660,0,振込手数料,,,0,,,0,0,no",
                  "2111,13,,2025/10/10,普通預金,,,対象外,1000,0,売上高,,,課税売上込10%,1000,90,窓口,,,0,,,0,0,no"},
                 {"弥生 2025-10-06 伝票12|モバイル端末|52800|2025-10-06 みどり電算 消耗品費",
                  /* the summary of the slip's first line */
                  "弥生 2025-10-06 伝票12|モバイル端末|11000|2025-10-06 修繕費", "-",
                  "弥生 2025-10-09 #96709476|振込手数料|660|2025-10-09 支払手数料", "-"},
                 1,
                 0},
                {"弥生: slip number and date only in the first line; a tax class without 込 says nothing",
                 "yayoi-journal",
                 {"2110,7,,20251006,消耗品費,,,課対仕入込10%,1100,100,,,,,0,0,紙,,,3,,,0,0,no",
                  "2101,,,,工具器具備品,,,課対仕入別10%,2000,200,,,,,0,0,机,,,3,,,0,0,no"},
                 {"弥生 2025-10-06 伝票7|紙|1100|2025-10-06 消耗品費",
                  "弥生 2025-10-06 伝票7|机|2000|2025-10-06 工具器具備品"},
                 0,
                 1},
                {"弥生: the last line of a slip whose first was cut off; an unknown flag; no date",
                 "yayoi-journal",
                 {"2101,7,,20251006,消耗品費,,,課対仕入込10%,1100,100,,,,,0,0,紙,,,3,,,0,0,no",
                  "2120,7,,20251006,消耗品費,,,課対仕入込10%,1100,100,,,,,0,0,紙,,,3,,,0,0,no",
                  "2000,,,,消耗品費,,,課対仕入込10%,1100,100,,,,,0,0,紙,,,3,,,0,0,no",
                  "2000,,,25/10/6,消耗品費,,,課対仕入込10%,1100,100,,,,,0,0,紙,,,3,,,0,0,no"},
                 {"E057", "E012", "E005", "E017"},
                 0,
                 0},
                {"freee deals: further lines leave the leading columns blank; 外税 and 税抜 get their tax added",
                 "freee-deals",
                 {"支出,KB-12,2025-10-06,,,みどり電算,消耗品費,課対仕入10%,52800,内税,4800,モバイル端末,,,,,,,,,",
                  ",,,,,,支払手数料,課対仕入10%,1000,外税,100,設置費,,,,,,,,,",
                  ",,,,,,旅費交通費,課対仕入10%,500,内税,45,電車,,,,,,,,,",
                  "収入,KB-13,2025-10-07,,,,売上高,課税売上10%,900,内税,81,窓口,,,,,,,,,",
                  ",,,,,,消耗品費,課対仕入10%,700,内税,63,返金,,,,,,,,,",
                  "支出,,2025-10-08,,,みどり電算,ソフトウェア,課対仕入10%,2000,税抜,200,,,,,,,,,,"},
                 {"freee 2025-10-06 KB-12|モバイル端末|52800|2025-10-06 みどり電算 消耗品費",
                  /* 1,000 + 100 */
                  "freee 2025-10-06 KB-12|設置費|1100|2025-10-06 みどり電算 支払手数料", "-", "-", "-",
                  /* 2,000 + 200; without a summary the counterparty stands */
                  "freee 2025-10-08 #ed24efaf|みどり電算|2200|2025-10-08 みどり電算 ソフトウェア"},
                 1,
                 0},
                {"freee deals: a further line at the head; a tax that is no amount; one that is left out",
                 "freee-deals",
                 {",,,,,,消耗品費,課対仕入10%,1000,外税,100,設置費,,,,,,,,,",
                  "支出,1,2025-10-06,,,,消耗品費,課対仕入10%,1000,外税,百円?,紙,,,,,,,,,",
                  "支出,2,2025-10-06,,,,消耗品費,課対仕入10%,1000,外税,,紙,,,,,,,,,",
                  "支出,3,2025-10-06,,,,消耗品費,課対仕入10%,1000,,91,紙,,,,,,,,,"},
                 {"E057", "E007", "freee 2025-10-06 2|紙|1000|2025-10-06 消耗品費",
                  "freee 2025-10-06 3|紙|1000|2025-10-06 消耗品費"},
                 0,
                 2},
                {"freee journal: columns found by their names among others",
                 "freee-journal",
                 {"10,2025-10-06,,消耗品費,52800,課対仕入10%,4800,内税,10,みどり電算,モバイル端末,普通預金,52800,"
                  "3740914197,1,",
                  "11,2025-10-06,,普通預金,900,対象外,0,,0,,,売上高,900,3740914198,1,"},
                 {"freee 2025-10-06 仕訳3740914197|モバイル端末|52800|2025-10-06 みどり電算 消耗品費", "-"},
                 0,
                 0},
                {"MF: the number is no key, and whether the amount holds its tax is not written",
                 "mf-journal",
                 {"118,2025/10/06,消耗品費,,,みどり電算,課税仕入 "
                  "10%,適格,52800,普通預金,,,,対象外,,52800,モバイル端末,,",
                  "119,2025/10/06,消耗品費,,,みどり電算,課税仕入 "
                  "10%,適格,52800,普通預金,,,,対象外,,52800,モバイル端末,,"},
                 {"MF 2025-10-06 #37103520|モバイル端末|52800|2025-10-06 みどり電算 消耗品費",
                  /* another 取引No: another entry */
                  "MF 2025-10-06 #70ac8507|モバイル端末|52800|2025-10-06 みどり電算 消耗品費"},
                 2,
                 2},
        };
        struct findings findings = findings_in(*state);
        struct maps maps;

        assert_int_equal(maps_open(&maps, &(struct texts){0}, *state, &findings), OK);
        for (size_t b = 0; b < sizeof books / sizeof *books; b++) {
                struct texts cells = cells_of(*state, heading(books[b].map));
                struct header h = maps_header(&maps, &cells, *state);
                struct journal j;

                assert_string_equal(h.map->id, books[b].map);
                journal_open(&j, &h, *state);
                for (int i = 0; i < MOST_ROWS && books[b].rows[i]; i++) {
                        const char *got = read_row(&j, books[b].rows[i], i + 1, *state);

                        if (strcmp(got, books[b].out[i]) != 0)
                                fail_msg("%s\nrow %d: %s", books[b].why, i + 1, got);
                }
                assert_int_equal(j.without_number, books[b].without_number);
                assert_int_equal(j.tax_unknown, books[b].tax_unknown);
                journal_close(&j);
        }
}

/* The digest is that of the fields: a tag or a memo may change, an amount may not. */
static void known_again(void **state)
{
        static const char *const rows[] = {
                "118,2025/10/06,消耗品費,,,みどり電算,課税仕入 10%,適格,52800,普通預金,,,,対象外,,52800,モバイル端末,,",
                "118,2025/10/06,消耗品費,,,みどり電算,課税仕入 "
                "10%,適格,52800,普通預金,,,,対象外,,52800,モバイル端末,タグ,メモ",
                "118,2025/10/06,消耗品費,,,みどり電算,課税仕入 10%,適格,52801,普通預金,,,,対象外,,52801,モバイル端末,,",
        };
        struct findings findings = findings_in(*state);
        struct texts cells = cells_of(*state, MF);
        struct header h;
        struct maps maps;
        struct journal j;
        const char *first;

        assert_int_equal(maps_open(&maps, &(struct texts){0}, *state, &findings), OK);
        h = maps_header(&maps, &cells, *state);
        journal_open(&j, &h, *state);
        first = read_row(&j, rows[0], 1, *state);
        assert_string_equal(read_row(&j, rows[1], 2, *state), first);
        assert_string_not_equal(read_row(&j, rows[2], 3, *state), first);
        journal_close(&j);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(which_file_is_which, open_arena, close_arena),
                cmocka_unit_test_setup_teardown(several_fit, open_arena, close_arena),
                cmocka_unit_test_setup_teardown(maps_refused, open_arena, close_arena),
                cmocka_unit_test_setup_teardown(the_manual_has_a_map, open_arena, close_arena),
                cmocka_unit_test_setup_teardown(what_becomes_of_the_rows, open_arena, close_arena),
                cmocka_unit_test_setup_teardown(known_again, open_arena, close_arena),
        };

        return cmocka_run_group_tests_name("maps", tests, NULL, NULL);
}
