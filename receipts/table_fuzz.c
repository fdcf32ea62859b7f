/* Any bytes as an entry table: recognised or refused, every record read or rejected, and what is rejected given back. */
#include "receipts/row.h"
#include "receipts/table.h"

#include <stdlib.h>

#include "core/xml.h"

#include "core/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        static struct arena *kept; /* the map and the programme, once */
        static struct map map;
        static struct programme *programme;
        struct arena *arena;
        struct findings findings;
        struct table table;
        struct csv_record record;
        struct rejects rejects = {0};

        if (!kept) {
                xml_start();
                kept = arena_new(abort);
                findings = findings_in(kept);
                if (map_open(&map, "maps/entry.xml", kept, &findings) != OK ||
                    programme_open(&programme, "r7-online-qualification", kept, &findings) != OK)
                        abort();
        }
        arena = arena_child(kept);
        findings = findings_in(arena);
        rejects.out = buffer_in(arena);
        if (table_open(&table, "fuzz.csv", (struct bytes){data, size}, &map, arena, &findings)) {
                while (table_next(&record, &table, arena)) {
                        struct origin origin = {"fuzz.csv", "", record.line, table.header.fields, "", ORIGIN_COLUMNS};
                        const char **cells;
                        struct row row;
                        size_t before = findings.n;

                        if (table_cells(&cells, &table, &record, arena, &findings) &&
                            row_read_cells(&row, &(struct row_input){&table.header, cells, &origin, programme}, arena,
                                           &findings))
                                row_key(&row, table.header.table->kind, arena);
                        else if (findings.n == before)
                                abort(); /* a row is never rejected without a reason */
                        else
                                rejects_add(&rejects, &table, &record, &findings.at[before], arena);
                }
        }
        arena_free(arena);
        return 0;
}
