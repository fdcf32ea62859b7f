/* Any bytes as a column map, and behind a line "----" as the rows of a table that it may fit: refused with a reason, or every
 * row is taken, passed over, or refused with one. The maps compiled in are asked too. */
#include <stdlib.h>
#include <string.h>

#include "receipts/table/journal.h"
#include "receipts/table/maps.h"

#include "core/base/fuzz.h"

#include "core/banned.h"

/* The next line as its cells; false at the end. Quotes are the reader's business. */
static bool next_row(struct texts *cells, struct bytes *rows, struct arena *arena)
{
        const char *s, *end;
        size_t n = 0;

        *cells = (struct texts){0};
        if (!rows->n)
                return false;
        while (n < rows->n && rows->at[n] != '\n')
                n++;
        s = arena_strndup(arena, (const char *)rows->at, n);
        n += n < rows->n;
        rows->at += n;
        rows->n -= n;
        for (end = s + strcspn(s, ","); *end; s = end + 1, end = s + strcspn(s, ","))
                *vec_add(arena, cells) = text_trim(arena, arena_strndup(arena, s, (size_t)(end - s)));
        *vec_add(arena, cells) = text_trim(arena, s);
        return true;
}

static void read_row(struct journal *journal, const struct texts *cells, int line, struct arena *arena)
{
        struct findings findings = findings_in(arena);
        struct origin origin = {.file = "fuzz.csv",
                                .sha256 = "",
                                .line = line,
                                .columns = journal->file->fields,
                                .style = ORIGIN_COLUMNS};
        const char *const *out;

        if (cells->n != journal->file->n)
                return;
        switch (journal_row(&out, journal, cells->at, &origin, arena, &findings)) {
        case JOURNAL_TAKEN:
                for (size_t i = 0; i < journal->header.n; i++)
                        if (!out[i])
                                abort();
                break;
        case JOURNAL_BAD:
                if (!findings.n)
                        abort();
                break;
        case JOURNAL_PASSED:
                break;
        }
}

static bool are_valid(const struct texts *cells)
{
        for (size_t i = 0; i < cells->n; i++)
                if (!text_is_valid(cells->at[i]))
                        return false;
        return true;
}

static void read_table(struct bytes rows, const struct maps *maps, struct arena *arena)
{
        struct texts cells;
        struct header header;
        struct journal journal;

        if (!next_row(&cells, &rows, arena) || !are_valid(&cells))
                return;
        header = maps_header(maps, &cells, arena);
        if (!header.table || *header.missing || header.candidates || !header.table->journal)
                return;
        journal_open(&journal, &header, arena);
        if (header.is_row)
                read_row(&journal, &cells, 1, arena);
        for (int line = 2; next_row(&cells, &rows, arena); line++)
                read_row(&journal, &cells, line, arena);
        journal_close(&journal);
}

void fuzz_target(struct bytes in, struct arena *arena)
{
        static const char between[] = "\n----\n";
        const uint8_t *cut = in.n ? memmem(in.at, in.n, between, sizeof between - 1) : NULL;
        struct bytes xml = {in.at, cut ? (size_t)(cut - in.at) : in.n}, rows = {0};
        static struct maps compiled; /* opened once */
        struct findings findings = findings_in(arena);
        struct xml_error error = {0};
        struct maps maps = {0};
        struct map own;

        if (!compiled.all.n && maps_open(&compiled, &(struct texts){0}, fuzz_kept(), &findings) != OK)
                abort();
        for (size_t i = 0; i < compiled.all.n; i++)
                *vec_add(arena, &maps.all) = compiled.all.at[i];
        if (cut)
                rows = (struct bytes){cut + sizeof between - 1, in.n - xml.n - (sizeof between - 1)};
        if (map_load(&own, xml, arena, &error) == OK)
                *vec_add(arena, &maps.all) = own;
        else if (!error.text)
                abort();
        if (rows.n)
                read_table(rows, &maps, arena);
}
