/* Any bytes as a workbook: as the whole file if they begin like a ZIP, else as one of its parts, named by the first letter:
 * s a sheet, t the shared strings, y the styles, b the workbook, r its relationships, c the content types. Each row is read
 * to its end or refused with a reason. */
#include "receipts/formats/reader_kinds.h"

#include <stdlib.h>
#include <string.h>

#include "tests/book.h"

#include "receipts/formats/readers.h"

#include "core/format/xml/xml.h"

#include "core/platform/platform.h"

#include "core/base/fuzz.h"

#include "core/banned.h"

static int make_file(struct bytes in, struct arena *arena)
{
        static const char *const parts[][2] = {
                {"s", "xl/worksheets/sheet1.xml"}, {"t", "xl/sharedStrings.xml"},       {"y", "xl/styles.xml"},
                {"b", "xl/workbook.xml"},          {"r", "xl/_rels/workbook.xml.rels"}, {"c", "[Content_Types].xml"}};
        struct book_part given = {NULL, NULL};

        for (size_t i = 0; in.n && i < sizeof parts / sizeof *parts; i++)
                if (in.at[0] == (uint8_t)parts[i][0][0])
                        given = (struct book_part){parts[i][1],
                                                   arena_strndup(arena, (const char *)in.at + 1, in.n - 1)};
        if (given.name)
                return book_make((const struct book_part[]){given, {"xl/worksheets/sheet1.xml", BOOK_SHEET}},
                                 strcmp(given.name, "xl/worksheets/sheet1.xml") == 0 ? 1 : 2);
        return fuzz_file(in);
}

static void read_all(struct reader *reader, struct arena *arena, struct findings *findings)
{
        struct arena *row_arena = arena_child(arena);

        for (size_t i = 0; i < reader->tables.n; i++) {
                enum read_result got = READ_STOP;
                struct reader_row row;
                size_t before = findings->n;
                int line = 0;

                if (reader->kind->start(reader, i, findings) == OK)
                        while ((got = reader_next(&row, reader, row_arena, findings)) == READ_ROW || got == READ_BAD) {
                                if (row.line <= line || row.n > READER_MOST_CELLS ||
                                    (got == READ_BAD && findings->n == before))
                                        abort();
                                for (size_t c = 0; c < row.n; c++)
                                        if (strlen(row.cells[c]) > (size_t)1 << 24 || (row.header && !row.header[c]))
                                                abort();
                                line = row.line;
                                findings_settle(findings, before);
                                arena_reset(row_arena);
                        }
                if (got == READ_STOP && findings->n == before)
                        abort(); /* never without a reason */
        }
        arena_free(row_arena);
}

void fuzz_target(struct bytes in, struct arena *arena)
{
        struct findings findings = findings_in(arena);
        struct reader reader;
        struct platform_state info;
        unsigned char *head = arena_alloc(arena, READER_HEAD);
        const int fd = make_file(in, arena);
        const int64_t n = platform_read_at(fd, head, READER_HEAD, 0);

        if (n >= 0 && platform_state_of(&info, fd)) {
                const struct reader_file file = {"fuzz", "fuzz.xlsx", fd, info.size, {head, (size_t)n}};

                if (reader_xlsx.is(&file, arena) && reader_open(&reader, &file, arena, &findings) == OK) {
                        read_all(&reader, arena, &findings);
                        reader_close(&reader);
                }
        }
        platform_close(fd);
}
