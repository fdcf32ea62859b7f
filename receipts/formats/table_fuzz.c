/* Any bytes as a file of entry tables: told what it is, recognised or refused, every row read or rejected, and what is rejected given back. */
#include "receipts/formats/foreign.h"
#include "receipts/table/mapped.h"
#include "receipts/formats/readers.h"
#include "receipts/table/row.h"
#include "receipts/table/table.h"

#include <stdlib.h>

#include "core/format/xml/xml.h"

#include "core/platform/platform.h"

#include "core/base/fuzz.h"

#include "core/banned.h"

struct made { /* the map and the programme, once */
        struct maps maps;
        struct programme *programme;
};

static struct made make(void)
{
        struct arena *kept = fuzz_kept();
        struct made made = {0};
        struct findings findings = findings_in(kept);

        if (maps_open(&made.maps, &(struct texts){0}, kept, &findings) != OK ||
            programme_open(&made.programme, "r7-online-qualification", kept, &findings) != OK)
                abort();
        return made;
}

static void read_table(const struct made *made, struct reader *reader, size_t index, struct arena *arena,
                       struct findings *findings)
{
        struct table table;
        struct reader_row from;
        struct mapped mapped;
        enum read_result got;

        if (!table_open(&table, reader, index, "", &made->maps, arena, findings) ||
            table_start(&table, reader, findings) != OK)
                return;
        table_reject_header(&table, arena);
        mapped_open(&mapped, &table.header, arena);
        for (;;) {
                struct origin origin = table.origin;
                size_t before = findings->n;
                enum journal_row is = JOURNAL_BAD;
                const char *const *cells;
                struct bytes line, added;
                struct row row;
                enum passed passed;

                got = table_next(&from, &passed, &table, reader, arena, findings);
                if (got == READ_END || got == READ_STOP)
                        break;
                if (passed)
                        continue;
                origin.line = from.line;
                if (got == READ_ROW)
                        is = mapped_row(&cells, &mapped, from.cells, &origin, arena, findings);
                if (is == JOURNAL_PASSED)
                        continue;
                if (is == JOURNAL_TAKEN && row_read_cells(&row,
                                                          &(struct row_input){.header = &mapped.header,
                                                                              .cells = cells,
                                                                              .origin = &origin,
                                                                              .programme = made->programme},
                                                          arena, findings))
                        row_key(&row, table.header.table->kind, arena);
                else if (findings->n == before)
                        abort(); /* a row is never rejected without a reason */
                else
                        table_reject(&line, &added, &table, &from, &findings->at[before], JAPANESE, arena);
        }
        mapped_end(&mapped, &table.origin, arena, findings);
        mapped_close(&mapped);
}

void fuzz_target(struct bytes in, struct arena *arena)
{
        static struct made made;
        struct findings findings = findings_in(arena);
        const int fd = fuzz_file(in);
        const struct reader_file file = {
                "fuzz", "fuzz", fd, (int64_t)in.n, {in.at, in.n < READER_HEAD ? in.n : READER_HEAD}};
        struct foreign foreign;
        struct reader reader;

        if (!made.programme)
                made = make();
        if (foreign_is(&foreign, &file, arena) && (!*foreign.name || !*foreign.remedy))
                abort();
        if (reader_open(&reader, &file, arena, &findings) == OK) {
                for (size_t i = 0; i < reader.tables.n; i++)
                        read_table(&made, &reader, i, arena, &findings);
                reader_close(&reader);
        }
        platform_close(fd);
}
