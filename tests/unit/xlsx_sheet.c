/* Sheets cell by cell: what stands in the XML on the left, what a person sees in the workbook on the right. */
#include "receipts/xlsx/xlsx.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "tests/book.h"

#include "core/base/buffer.h"
#include "core/format/xml/xml.h"

#include "core/banned.h"

static struct arena *arena;

static int start(void **state)
{
        (void)state;
        xml_start();
        arena = arena_new(abort);
        return 0;
}

static int stop(void **state)
{
        (void)state;
        arena_free(arena);
        xml_stop();
        return 0;
}

#define EACH(i, rows) size_t i = 0; i < sizeof rows / sizeof *rows; i++

static const char *found(const struct findings *findings)
{
        const struct finding *f = &findings->at[0];

        return findings->n ? arena_printf(arena, "%s %s %s", finding_name(f->id), f->place,
                                          finding_word(arena, f->args[0] ? f->args[0] : "", ENGLISH))
                           : "";
}

static void put_row(struct buffer *out, const struct xlsx_row *row)
{
        static const char *const marks[] = {"", "(no value)", "(error)", "(date)", "(rounded)"};

        buffer_printf(out, "%s%d:", out->n ? " " : "", row->line);
        for (size_t i = 0; i < row->n; i++)
                buffer_printf(out, "%s%s%s", i ? "|" : "", row->cells[i], row->faults ? marks[row->faults[i]] : "");
        if (row->too_wide)
                buffer_printf(out, "!%d", row->too_wide);
        if (row->too_long)
                buffer_text(out, "!long");
}

/* All rows of the first sheet, "line:cell|cell line:…", blank ones as "line:"; and the finding, if one stopped the reading. */
static const char *shown(const struct book_part *parts, size_t n)
{
        struct findings findings = findings_in(arena);
        struct xlsx book = {.file = "book.xlsx", .arena = arena_child(arena), .findings = &findings};
        struct arena *row_arena = arena_child(arena);
        struct buffer out = buffer_in(arena);
        struct xlsx_rows *rows = NULL;
        struct stat info;
        unsigned char head[65536];
        struct xlsx_row row;
        bool end = false;
        int fd = book_make(parts, n);
        enum status st;

        if (fstat(fd, &info) != 0)
                abort();
        st = xlsx_open(&book, fd, info.st_size, head, (size_t)pread(fd, head, sizeof head, 0));
        if (st == OK) {
                rows = xlsx_rows_new(&book);
                st = xlsx_rows_start(rows, 0, &findings);
        }
        while (st == OK && (st = xlsx_rows_next(&row, &end, rows, row_arena, &findings)) == OK && !end) {
                put_row(&out, &row);
                arena_reset(row_arena);
        }
        if (findings.n)
                buffer_printf(&out, "%s%s", out.n ? " " : "", found(&findings));
        assert_int_equal(st == OK, findings.n == 0);
        xlsx_rows_close(rows);
        xlsx_close(&book);
        arena_free(row_arena);
        arena_free(book.arena);
        close(fd);
        return out.n ? out.at : "";
}

static const char *shown_sheet(const char *sheet)
{
        struct book_part part = {"xl/worksheets/sheet1.xml", sheet};

        return shown(&part, 1);
}

static void cells_show_their_text(void **state)
{
        static const struct {
                const char *what, *sheet, *shown;
        } rows[] = {
                {"shared strings, without furigana", SHEET("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>", ""),
                 "1:霞野診療所|清瀬川 医院"},
                {"entities and _x000D_", SHEET("<row r='1'><c r='A1' t='s'><v>2</v></c></row>", ""), "1:a\nb & <c> 髙"},
                {"empty shared strings", SHEET("<row r='1'><c r='A1' t='s'><v>3</v></c><c r='B1' t='s'><v>4</v></c></row>", ""), "1:"},
                {"inline, in runs, with furigana",
                 SHEET("<row r='1'><c r='A1' t='inlineStr'><is><r><t>霞</t></r><r><t>野</t></r><rPh sb='0' eb='1'><t>カスミノ</t></rPh></is></c></row>", ""),
                 "1:霞野"},
                {"booleans", SHEET("<row r='1'><c r='A1' t='b'><v>1</v></c><c r='B1' t='b'><v>0</v></c></row>", ""), "1:TRUE|FALSE"},
                {"numbers", SHEET("<row r='1'><c r='A1'><v>88000</v></c><c r='B1' t='n'><v>41000.000000000007</v></c><c r='C1'><v>1.2E5</v></c></row>", ""),
                 "1:88000|41000|120000"},
                {"dates by built-in, Japanese built-in and era formats",
                 SHEET("<row r='1'><c r='A1' s='1'><v>45789</v></c><c r='B1' s='2'><v>45789</v></c><c r='C1' s='3'><v>45789.5</v></c></row>", ""),
                 "1:2025-05-12(date)|2025-05-12(date)|2025-05-12(date)"},
                {"a time and a month are no dates", SHEET("<row r='1'><c r='A1' s='5'><v>0.5</v></c><c r='B1' s='6'><v>45789</v></c></row>", ""),
                 "1:0.5|2025-05(date)"},
                {"the leap day that never was", SHEET("<row r='1'><c r='A1' s='1'><v>60</v></c></row>", ""), "1:1900-02-29(date)"},
                {"a style that is not there", SHEET("<row r='1'><c r='A1' s='999'><v>45789</v></c></row>", ""), "1:45789"},
                {"an ISO date", SHEET("<row r='1'><c r='A1' t='d'><v>2025-05-12T00:00:00</v></c></row>", ""), "1:2025-05-12(date)"},
                {"leading zeros that the format shows", SHEET("<row r='1'><c r='A1' s='4'><v>118010016</v></c></row>", ""), "1:0118010016"},
                {"dollars", SHEET("<row r='1'><c r='A1' s='7'><v>100</v></c></row>", ""), "1:$100"},
                {"more digits than Excel keeps", SHEET("<row r='1'><c r='A1'><v>2.0250512000012301E+16</v></c></row>", ""),
                 "1:20250512000012300(rounded)"},
                {"formulas by their saved value",
                 SHEET("<row r='1'><c r='A1'><f>SUM(B1:C1)</f><v>121000</v></c><c r='B1' t='str'><f>\"K\"&amp;1</f><v>K1</v></c></row>", ""),
                 "1:121000|K1"},
                {"a formula whose value is empty text", SHEET("<row r='1'><c r='A1' t='str'><f>\"\"</f><v></v></c><c r='B1'><v>1</v></c></row>", ""),
                 "1:|1"},
                {"a formula without a saved value", SHEET("<row r='1'><c r='A1'><v>5</v></c><c r='B1'><f>A1*2</f></c><c r='C1'><f>A1</f><v/></c></row>", ""),
                 "1:5|(no value)|(no value)"},
                {"error values", SHEET("<row r='1'><c r='A1' t='e'><v>#N/A</v></c><c r='B1' t='e'><f>1/0</f><v>#DIV/0!</v></c></row>", ""),
                 "1:#N/A(error)|#DIV/0!(error)"},
                {"spaces around", SHEET("<row r='1'><c r='A1' t='inlineStr'><is><t xml:space='preserve'> \xe3\x80\x80K-1 </t></is></c></row>", ""), "1:K-1"},
                {"CDATA", SHEET("<row r='1'><c r='A1' t='inlineStr'><is><t><![CDATA[a<b]]></t></is></c></row>", ""), "1:a<b"},
        };

        (void)state;
        for (EACH(i, rows))
                if (strcmp(shown_sheet(rows[i].sheet), rows[i].shown) != 0)
                        fail_msg("%s: %s", rows[i].what, shown_sheet(rows[i].sheet));
}

static void rows_know_their_places(void **state)
{
        static const struct {
                const char *what, *sheet, *shown;
        } rows[] = {
                {"gaps", SHEET("<row r='3'><c r='B3'><v>1</v></c><c r='D3'><v>2</v></c></row><row r='7'/><row r='9'><c r='A9'><v>3</v></c></row>", ""),
                 "3:|1||2 7: 9:3"},
                {"no references at all", SHEET("<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>", ""), "1:1||2 2:3"},
                {"some references", SHEET("<row r='5'><c r='C5'><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", ""), "5:||1|2 6:3"},
                {"cells that only have a style", SHEET("<row r='1'><c r='A1'><v>1</v></c><c r='B1' s='1'/><c r='ZZ1' s='1'/></row>", ""), "1:1"},
                {"the last row", SHEET("<row r='1048576'><c r='A1048576'><v>1</v></c></row>", ""), "1048576:1"},
                {"the last column that counts", SHEET("<row r='1'><c r='SF1'><v>1</v></c></row>", ""),
                 "1:|||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||"
                 "|||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||"
                 "|||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||"
                 "|||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||"
                 "|||||||||||||||||||||||||||||||||||||||||||||||||||||||1"}, /* 499 before the 500th */
                {"one more", SHEET("<row r='1'><c r='A1'><v>1</v></c><c r='SG1'><v>1</v></c></row>", ""), "1:1!501"},
                {"other elements beside rows and cells",
                 SHEET("<row r='1'><c r='A1'><v>1</v><extLst><ext><v>9</v></ext></extLst></c></row>", "<extLst><row><c><v>9</v></c></row></extLst>"), "1:1"},
                {"elements of another namespace",
                 SHEET("<row r='1'><c r='A1'><v>1</v></c><x:c xmlns:x='urn:x'><x:v>9</x:v></x:c></row><y:row xmlns:y='urn:x' r='1'/>", ""), "1:1"},
                /* what no program writes */
                {"rows backwards", SHEET("<row r='2'><c r='A2'><v>1</v></c></row><row r='1'/>", ""), "2:1 E046 book.xlsx:表!A2 its row numbers are out of order"},
                {"a row twice", SHEET("<row r='2'/><row r='2'/>", ""), "2: E046 book.xlsx:表!A2 its row numbers are out of order"},
                {"row 0", SHEET("<row r='0'/>", ""), "E046 book.xlsx:表!A1 its row numbers are out of order"},
                {"cells backwards", SHEET("<row r='1'><c r='B1'/><c r='A1'/></row>", ""), "E046 book.xlsx:表!A1 its cells are out of order"},
                {"a cell of another row", SHEET("<row r='1'><c r='A2'/></row>", ""), "E046 book.xlsx:表!A1 its cells are out of order"},
                {"two thousand million rows", SHEET("<row r='2000000000'><c r='A2000000000'><v>1</v></c></row>", ""),
                 "E020 book.xlsx:表!A1 1,048,576 rows"},
                {"a row further than any number", SHEET("<row r='99999999999999999999'/>", ""), "E020 book.xlsx:表!A1 1,048,576 rows"},
                {"a shared string that is not there", SHEET("<row r='4'><c r='A4' t='s'><v>5</v></c></row>", ""),
                 "E046 book.xlsx:表!A4 a shared string that is not there"},
                {"a shared string of no number", SHEET("<row r='4'><c r='A4' t='s'><v>x</v></c></row>", ""),
                 "E046 book.xlsx:表!A4 a shared string that is not there"},
        };

        (void)state;
        for (EACH(i, rows))
                if (strcmp(shown_sheet(rows[i].sheet), rows[i].shown) != 0)
                        fail_msg("%s: %s", rows[i].what, shown_sheet(rows[i].sheet));
}

/* What stands before a fault is given, and the fault is one finding. */
static void damaged_sheets_are_refused(void **state)
{
        static const struct {
                const char *what, *sheet, *shown;
        } rows[] = {
                {"no XML", "not XML", "E046 book.xlsx:表!A1 line 1: Document is empty"},
                {"empty", "", "E046 book.xlsx:表!A1 its XML ends too early"},
                {"not a worksheet", "<a/>", "E046 book.xlsx:表!A1 it is no worksheet"},
                {"cut off", "<worksheet xmlns='" MAIN "'><sheetData><row r='1'><c r='A1'><v>1</v></c></row>",
                 "1:1 E046 book.xlsx:表!A1 its XML ends too early"},
                {"DOCTYPE", "<!DOCTYPE x><worksheet xmlns='" MAIN "'/>", "E046 book.xlsx:表!A1 a DOCTYPE is not accepted"},
                {"entities of its own",
                 "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]><worksheet xmlns='" MAIN "'>&b;</worksheet>",
                 "E046 book.xlsx:表!A1 a DOCTYPE is not accepted"},
                {"an entity nobody declared", SHEET("<row r='1'><c r='A1' t='str'><v>&b;</v></c></row>", ""),
                 "E046 book.xlsx:表!A1 line 1: Entity 'b' not defined"},
        };

        (void)state;
        for (EACH(i, rows))
                if (strcmp(shown_sheet(rows[i].sheet), rows[i].shown) != 0)
                        fail_msg("%s: %s", rows[i].what, shown_sheet(rows[i].sheet));
}

static void long_and_deep_sheets_end(void **state)
{
        struct buffer deep = buffer_in(arena), wide = buffer_in(arena);

        (void)state;
        buffer_text(&deep, "<worksheet xmlns='" MAIN "'>");
        for (int i = 0; i < 64; i++) /* one more than the limit, with the root */
                buffer_text(&deep, "<a>");
        assert_string_equal(shown_sheet(deep.at), "E046 book.xlsx:表!A1 its XML is nested too deeply");

        /* a row of more than 512 KB of text is given without it */
        buffer_text(&wide, "<worksheet xmlns='" MAIN "'><sheetData><row r='1'><c r='A1' t='str'><v>");
        for (int i = 0; i < 600 * 1024; i += 16)
                buffer_text(&wide, "0123456789abcdef");
        buffer_text(&wide, "</v></c></row><row r='2'><c r='A2'><v>2</v></c></row></sheetData></worksheet>");
        assert_non_null(strstr(shown_sheet(wide.at), "!long 2:2"));

        /* 5 MB of blanks deflate to a 1,000th: more than 250 : 1 */
        wide.n = 0;
        buffer_text(&wide, "<worksheet xmlns='" MAIN "'>");
        for (int i = 0; i < 5 << 20; i += 16)
                buffer_text(&wide, "                ");
        buffer_text(&wide, "</worksheet>");
        assert_string_equal(shown_sheet(wide.at), "E049 book.xlsx:1:1 unpacks to more than 250 times its size");
}

static void workbooks_of_other_hands(void **state)
{
        static const struct {
                const char *what;
                struct book_part parts[4];
                const char *shown;
        } rows[] = {
                {"dates from 1904", /* 45,789 - 1,462 = 44,327 */
                 {{"xl/workbook.xml", WORKBOOK("<workbookPr date1904='1'/>")},
                  {"xl/worksheets/sheet1.xml", SHEET("<row r='1'><c r='A1' s='1'><v>44327</v></c></row>", "")}},
                 "1:2025-05-12(date)"},
                {"the strict edition",
                 {{"xl/workbook.xml", "<workbook xmlns='" STRICT "' xmlns:r='http://purl.oclc.org/ooxml/officeDocument/relationships'>"
                                      "<sheets><sheet name='表' sheetId='1' r:id='s1'/></sheets></workbook>"},
                  {"_rels/.rels", RELS "<Relationship Id='r' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument' "
                                       "Target='/xl/workbook.xml'/></Relationships>"},
                  {"xl/worksheets/sheet1.xml", "<worksheet xmlns='" STRICT "'><sheetData><row><c t='str'><v>a</v></c></row></sheetData></worksheet>"}},
                 "1:a"},
                {"prefixes",
                 {{"xl/worksheets/sheet1.xml", "<x:worksheet xmlns:x='" MAIN "'><x:sheetData><x:row><x:c t='inlineStr'><x:is><x:t>a</x:t></x:is></x:c>"
                                               "</x:row></x:sheetData></x:worksheet>"}},
                 "1:a"},
                {"no styles and no shared strings",
                 {{"xl/styles.xml", NULL}, {"xl/sharedStrings.xml", NULL},
                  {"xl/worksheets/sheet1.xml", SHEET("<row r='1'><c r='A1'><v>45789</v></c></row>", "")}},
                 "1:45789"},
                {"a shared string without the part of them",
                 {{"xl/sharedStrings.xml", NULL}, {"xl/worksheets/sheet1.xml", SHEET("<row r='1'><c r='A1' t='s'><v>0</v></c></row>", "")}},
                 "E046 book.xlsx:表!A1 a shared string that is not there"},
                {"an own format under the number of a built-in one",
                 {{"xl/styles.xml", "<styleSheet xmlns='" MAIN "'><numFmts><numFmt numFmtId='14' formatCode='0'/></numFmts><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>"},
                  {"xl/worksheets/sheet1.xml", SHEET("<row r='1'><c r='A1' s='0'><v>45789</v></c></row>", "")}},
                 "1:45789"},
                {"the sheet is missing", {{"xl/worksheets/sheet1.xml", NULL}}, "E046 book.xlsx:1:1 the part of a sheet is missing"},
                {"no sheets", {{"xl/workbook.xml", "<workbook xmlns='" MAIN "'/>"}}, "E046 book.xlsx:1:1 it has no sheets"},
                {"no relationships", {{"_rels/.rels", NULL}}, "E046 book.xlsx:1:1 a part is missing"},
                {"the sheet lies elsewhere, in the web",
                 {{"xl/_rels/workbook.xml.rels", RELS "<Relationship Id='s1' Type='" OFFICE "/worksheet' TargetMode='External' "
                                                      "Target='http://example.invalid/s.xml'/></Relationships>"}},
                 "E046 book.xlsx:1:1 its list of sheets is damaged"},
                {"the sheet lies above the root",
                 {{"xl/_rels/workbook.xml.rels", RELS "<Relationship Id='s1' Type='" OFFICE "/worksheet' Target='../../../../etc/passwd'/></Relationships>"}},
                 "E046 book.xlsx:1:1 the part of a sheet is missing"},
                {"two sheets of one name",
                 {{"xl/workbook.xml", "<workbook xmlns='" MAIN "' xmlns:r='" OFFICE "'><sheets><sheet name='表' r:id='s1'/><sheet name='表' r:id='s1'/></sheets></workbook>"}},
                 "E046 book.xlsx:1:1 its list of sheets is damaged"},
                {"a DOCTYPE in the workbook", {{"xl/workbook.xml", "<!DOCTYPE a SYSTEM 'http://example.invalid/'><workbook/>"}},
                 "E046 book.xlsx:1:1 a DOCTYPE is not accepted"},
                {"macros",
                 {{"[Content_Types].xml", "<Types xmlns='" PACKAGE "content-types'><Override PartName='/xl/workbook.xml' "
                                          "ContentType='application/vnd.ms-excel.sheet.macroEnabled.main+xml'/></Types>"}},
                 "E045 book.xlsx:1:1 a workbook with macros, .xlsm"},
                {"binary",
                 {{"[Content_Types].xml", "<Types xmlns='" PACKAGE "content-types'><Override PartName='/xl/workbook.bin' "
                                          "ContentType='application/vnd.ms-excel.sheet.binary.macroEnabled.main'/></Types>"}},
                 "E045 book.xlsx:1:1 a binary workbook, .xlsb"},
                {"Word",
                 {{"[Content_Types].xml", "<Types xmlns='" PACKAGE "content-types'><Override PartName='/word/document.xml' "
                                          "ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>"}},
                 "E045 book.xlsx:1:1 a Word document"},
        };

        (void)state;
        for (EACH(i, rows)) {
                size_t n = 0;

                while (n < 4 && rows[i].parts[n].name)
                        n++;
                if (strcmp(shown(rows[i].parts, n), rows[i].shown) != 0)
                        fail_msg("%s: %s", rows[i].what, shown(rows[i].parts, n));
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(cells_show_their_text),      cmocka_unit_test(rows_know_their_places),
                cmocka_unit_test(damaged_sheets_are_refused), cmocka_unit_test(long_and_deep_sheets_end),
                cmocka_unit_test(workbooks_of_other_hands),
        };

        return cmocka_run_group_tests(tests, start, stop);
}
