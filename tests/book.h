/* A workbook made from XML parts in memory, for tests and the fuzz target: names and contents, packed by libzip. */
#ifndef SOROE_TESTS_BOOK_H
#define SOROE_TESTS_BOOK_H

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"

#define TYPES \
        "<Types xmlns='" PACKAGE "content-types'>" \
        "<Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-officedocument." \
        "spreadsheetml.sheet.main+xml'/></Types>"
#define RELS "<Relationships xmlns='" PACKAGE "relationships'>"
#define ROOT_RELS RELS "<Relationship Id='r' Type='" OFFICE "/officeDocument' Target='xl/workbook.xml'/></Relationships>"
#define BOOK_RELS \
        RELS "<Relationship Id='s1' Type='" OFFICE "/worksheet' Target='worksheets/sheet1.xml'/>" \
             "<Relationship Id='st' Type='" OFFICE "/styles' Target='/xl/styles.xml'/>" \
             "<Relationship Id='ss' Type='" OFFICE "/sharedStrings' Target='./sharedStrings.xml'/></Relationships>"
#define WORKBOOK(properties) \
        "<workbook xmlns='" MAIN "' xmlns:r='" OFFICE "'>" properties \
        "<sheets><sheet name='表' sheetId='1' r:id='s1'/></sheets></workbook>"
#define STYLES \
        "<styleSheet xmlns='" MAIN "'><numFmts><numFmt numFmtId='176' formatCode='[$-411]ggge\"年\"m\"月\"d\"日\"'/>" \
        "<numFmt numFmtId='177' formatCode='0000000000'/><numFmt numFmtId='178' formatCode='[$$-409]#,##0'/></numFmts>" \
        "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>" \
        "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='57'/><xf numFmtId='176'/><xf numFmtId='177'/>" \
        "<xf numFmtId='20'/><xf numFmtId='55'/><xf numFmtId='178'/></cellXfs></styleSheet>"
#define STRINGS \
        "<sst xmlns='" MAIN "'><si><t>霞野診療所</t><rPh sb='0' eb='2'><t>カスミノ</t></rPh><phoneticPr fontId='1'/></si>" \
        "<si><r><t>清瀬川</t></r><r><rPr><b/></rPr><t xml:space='preserve'> 医院 </t></r><rPh sb='0' eb='3'><t>キヨセガワ</t></rPh></si>" \
        "<si><t>a_x000D_b &amp; &lt;c&gt; &#x9AD9;</t></si><si><t/></si><si/></sst>"
#define SHEET(rows, after) "<worksheet xmlns='" MAIN "'><dimension ref='A1:XFD1048576'/><sheetData>" rows "</sheetData>" after "</worksheet>"

/* A sheet with something of each kind. */
#define BOOK_SHEET \
        SHEET("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>" \
              "<row r='2'><c r='A2' s='1'><v>45789</v></c><c r='B2' s='4'><v>118010016</v></c><c r='C2' t='b'><v>1</v></c></row>" \
              "<row r='4'><c r='B4' t='inlineStr'><is><t>a_x000D_b</t></is></c><c t='e'><v>#N/A</v></c><c><f>A1</f></c></row>", \
              "<mergeCells count='1'><mergeCell ref='A2:A4'/></mergeCells>")

/* A part of that name; text NULL: left out. */
struct book_part {
        const char *name, *text;
};

static inline void book_add(zip_t *zip, const struct book_part *part)
{
        zip_source_t *source;

        if (!part->text || zip_name_locate(zip, part->name, 0) >= 0)
                return;
        source = zip_source_buffer(zip, part->text, strlen(part->text), 0);
        if (!source || zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8) < 0)
                abort();
}

static inline int book_file(zip_source_t *source)
{
        int fd = memfd_create("book", 0);
        char window[4096];
        zip_int64_t n;

        if (fd < 0 || zip_source_open(source) != 0)
                abort();
        while ((n = zip_source_read(source, window, sizeof window)) > 0)
                if (write(fd, window, (size_t)n) != n)
                        abort();
        zip_source_close(source);
        return fd;
}

/* The usual parts of a workbook with an empty sheet, those given in their place or beside them; a file without a name. */
static inline int book_make(const struct book_part *parts, size_t n)
{
        static const struct book_part usual[] = {{"[Content_Types].xml", TYPES},
                                                 {"_rels/.rels", ROOT_RELS},
                                                 {"xl/workbook.xml", WORKBOOK("")},
                                                 {"xl/_rels/workbook.xml.rels", BOOK_RELS},
                                                 {"xl/styles.xml", STYLES},
                                                 {"xl/sharedStrings.xml", STRINGS},
                                                 {"xl/worksheets/sheet1.xml", SHEET("", "")}};
        const size_t usuals = sizeof usual / sizeof *usual;
        zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
        zip_t *zip = source ? zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, NULL) : NULL;
        int fd;

        if (!zip)
                abort();
        zip_source_keep(source);
        for (size_t i = 0; i < usuals + n; i++) {
                const struct book_part *part = i < usuals ? &usual[i] : &parts[i - usuals];

                for (size_t j = 0; i < usuals && j < n; j++)
                        if (strcmp(parts[j].name, part->name) == 0)
                                part = &parts[j];
                book_add(zip, part);
        }
        if (zip_close(zip) != 0)
                abort();
        fd = book_file(source);
        zip_source_free(source);
        return fd;
}

#endif
