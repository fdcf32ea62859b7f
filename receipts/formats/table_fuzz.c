/* Any bytes as a file of entry tables: told what it is, recognised or refused, every row read or rejected, and what is rejected given back. */
#include "receipts/formats/foreign.h"
#include "receipts/table/mapped.h"
#include "receipts/formats/readers.h"
#include "receipts/table/row.h"
#include "receipts/table/table.h"

#include <stdlib.h>

#include "core/format/xml.h"

#include "core/platform/platform.h"

#include "core/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct made { /* the map and the programme, once */
        struct arena *arena;
        struct maps maps;
        struct programme *programme;
};

static struct made make(void)
{
        struct made made = {.arena = arena_new(abort)};
        struct findings findings = findings_in(made.arena);

        xml_start();
        if (maps_open(&made.maps, &(struct texts){0}, made.arena, &findings) != OK ||
            programme_open(&made.programme, "r7-online-qualification", made.arena, &findings) != OK)
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        static struct made made;
        struct arena *arena;
        struct findings findings;
        struct reader_file file;
        struct foreign foreign;
        struct reader reader;
        int fd = platform_memory_file("fuzz");

        if (!made.arena)
                made = make();
        if (fd < 0 || !platform_write(fd, data, size))
                abort();
        arena = arena_child(made.arena);
        findings = findings_in(arena);
        file = (struct reader_file){"fuzz", "fuzz", fd, (int64_t)size, {data, size < READER_HEAD ? size : READER_HEAD}};
        if (foreign_is(&foreign, &file, arena) && (!*foreign.name || !*foreign.remedy))
                abort();
        if (reader_open(&reader, &file, arena, &findings) == OK) {
                for (size_t i = 0; i < reader.tables.n; i++)
                        read_table(&made, &reader, i, arena, &findings);
                reader_close(&reader);
        }
        platform_close(fd);
        arena_free(arena);
        return 0;
}
