#include "receipts/table/mapped.h"

#include <string.h>

#include "core/banned.h"

static void add_constants(struct mapped *m, const struct header *file, struct arena *arena)
{
        const struct map_constants *constants = &m->table->constants;
        struct map_column *added = arena_alloc(arena, (constants->n + 1) * sizeof *added);
        const struct map_column **columns =
                arena_alloc(arena, (file->n + constants->n + 1) * sizeof(struct map_column *));

        for (size_t i = 0; i < file->n; i++)
                columns[i] = file->columns[i];
        for (size_t i = 0; i < constants->n; i++) {
                added[i] = (struct map_column){
                        .field = constants->at[i].field, .header = constants->at[i].field, .key = ""};
                columns[file->n + i] = &added[i];
        }
        m->header.columns = columns;
        m->header.n = file->n + constants->n;
}

static const char *fields_of(const struct header *header, struct arena *arena)
{
        struct buffer list = buffer_in(arena);

        for (size_t i = 0; i < header->n; i++)
                if (header->columns[i])
                        buffer_printf(&list, "%s%s", list.n ? "," : "", header->columns[i]->field);
        return list.n ? list.at : "";
}

void mapped_open(struct mapped *out, const struct header *file, struct arena *arena)
{
        *out = (struct mapped){.header = *file, .table = file->table, .own = file->n};
        if (file->table->journal) {
                journal_open(&out->journal, file, arena);
                out->header = out->journal.header;
        } else if (file->table->constants.n) {
                add_constants(out, file, arena);
        }
        out->said = fields_of(&out->header, arena);
}

void mapped_close(struct mapped *m)
{
        journal_close(&m->journal);
}

enum journal_row mapped_row(const char *const **cells, struct mapped *m, const char *const *from,
                            const struct origin *origin, struct arena *row, struct findings *findings)
{
        const char **out;

        if (m->journal.rules)
                return journal_row(cells, &m->journal, from, origin, row, findings);
        *cells = from;
        if (m->header.n == m->own)
                return JOURNAL_TAKEN;
        out = arena_alloc(row, m->header.n * sizeof *out);
        for (size_t i = 0; i < m->header.n; i++)
                out[i] = i < m->own ? from[i] : m->table->constants.at[i - m->own].value;
        *cells = out;
        return JOURNAL_TAKEN;
}

static void warn(enum finding_id id, int n, int line, const struct origin *origin, struct arena *arena,
                 struct findings *findings)
{
        if (n)
                finding_add(findings, id, NULL, NULL, origin_place_at(arena, origin, line, 1))->args[0] =
                        arena_printf(arena, "%d", n);
}

void mapped_end(const struct mapped *m, const struct origin *origin, struct arena *arena, struct findings *findings)
{
        warn(W055, m->journal.without_number, m->journal.without_number_line, origin, arena, findings);
        warn(W057, m->journal.tax_unknown, m->journal.tax_unknown_line, origin, arena, findings);
}
