#include "receipts/table/table.h"

#include <string.h>

#include "receipts/table/row.h"

#include "core/banned.h"

static char *place(struct arena *arena, const struct table *table, int line, size_t column)
{
        return origin_place_at(arena, &table->origin, line, column);
}

static void warn_columns(const struct table *table, const struct reader_row *row, struct arena *arena,
                         struct findings *findings)
{
        if (table->header.map->by != MAP_BEST) /* an export has many columns that nobody needs */
                return;
        for (size_t i = 0; i < row->n; i++)
                if (!table->header.columns[i] && *row->cells[i])
                        finding_add(findings, W030, NULL, row->cells[i], place(arena, table, row->line, i + 1));
}

static const char *const *copy_texts(const char *const *texts, size_t n, struct arena *arena)
{
        const char **copy = arena_alloc(arena, (n + 1) * sizeof *copy);

        for (size_t i = 0; i < n; i++)
                copy[i] = arena_strdup(arena, texts[i]);
        return copy;
}

static struct reader_row copy_row(const struct reader_row *row, struct arena *arena)
{
        struct reader_row copy = *row;

        copy.faults = NULL; /* they are freed with the row, like the header's cells */
        copy.shown = NULL;
        copy.header = NULL;
        copy.cells = copy_texts(row->cells, row->n, arena);
        if (row->typed)
                copy.typed = copy_texts(row->typed, row->n, arena);
        if (row->raw.at) {
                size_t *starts = arena_alloc(arena, (row->n + 1) * sizeof *starts);

                memcpy(starts, row->starts, row->n * sizeof *starts);
                copy.starts = starts;
                copy.raw.at = (const unsigned char *)arena_strndup(arena, (const char *)row->raw.at, row->raw.n);
        }
        return copy;
}

/* A control character in a header fits no column. */
static struct texts header_cells(const struct reader_row *row, struct arena *arena)
{
        struct texts cells = {0};

        for (size_t i = 0; i < row->n; i++)
                *vec_add(arena, &cells) = text_is_valid(row->cells[i]) ? row->cells[i] : "";
        return cells;
}

static size_t known_columns(const struct header *header)
{
        size_t n = 0;

        for (size_t i = 0; header->table && i < header->n; i++)
                n += header->columns[i] && !header->columns[i]->ignored;
        return n;
}

/* Tries a row as the header: is it the best so far? What is tried lives in `scratch` and only the best is copied,
 * for in hundreds of workbooks there are many times more notes than headers. */
static bool try_header(struct table *out, struct reader_row *row, int above, const struct maps *maps,
                       struct arena *arena, struct arena *scratch)
{
        struct texts cells;
        struct header header;
        bool fits;

        if (row->header)
                row->cells = row->header;
        cells = header_cells(row, scratch);
        header = maps_header(maps, &cells, scratch);
        fits = header.table && !*header.missing && !header.candidates;
        if (out->header_row.line && !fits && known_columns(&header) <= known_columns(&out->header))
                return false;
        out->above = above;
        out->header_row = copy_row(row, arena);
        cells = header_cells(&out->header_row, arena);
        out->header = maps_header(maps, &cells, arena);
        return fits;
}

/* What stands above a header, or in its row beside the columns, may say that all amounts are of another unit. */
static void look_for_unit(struct table *out, const struct reader_row *row, struct arena *arena, struct arena *scratch)
{
        for (size_t i = 0; i < row->n && !out->unit; i++) {
                const char *unit = passed_unit(row->cells[i], scratch);

                if (!unit)
                        continue;
                out->unit = unit;
                out->unit_cell = arena_strdup(arena, row->cells[i]);
                out->unit_place = place(arena, out, row->line, i + 1);
        }
}

/* The first row that has all the columns of a table, else the one that has most. Of a header whose cells are merged over
 * two rows, both may have them all: the lower one names the columns. */
static enum read_result find_header(struct table *out, struct reader *reader, const struct maps *maps,
                                    struct arena *arena, struct findings *findings)
{
        int within = reader->tables.at[out->index].header_within;
        struct arena *scratch = arena_child(arena);
        enum read_result got = READ_END;
        size_t before = findings->n;
        struct reader_row row;
        bool fits = false;

        for (int i = 0; i < within && (got = reader_next(&row, reader, scratch, findings)) == READ_ROW; i++) {
                findings->n = before; /* findings about rows above the header would help nobody */
                if (fits && !row.header)
                        break;
                fits = try_header(out, &row, i, maps, arena, scratch) || fits;
                look_for_unit(out, &row, arena, scratch);
                if (fits && !reader->tables.at[out->index].ragged)
                        break;
                arena_reset(scratch);
        }
        if (out->header_row.line)
                findings->n = before;
        findings_settle(findings, before);
        arena_free(scratch);
        return out->header_row.line ? READ_ROW : got;
}

/* E002 in the words of the table it most resembles. */
static bool refuse(const struct table *table, int line, const char *missing, struct arena *arena,
                   struct findings *findings)
{
        finding_add(findings, E002, NULL, table->origin.file, place(arena, table, line, 1))->args[0] = missing;
        return false;
}

/* It is not certain which format the table has. A question asks, and nothing of the table is read. */
static bool ask(const struct table *table, struct arena *arena, struct findings *findings)
{
        const struct header *h = &table->header;
        struct finding *f = finding_add(findings, h->candidates ? C056 : C057, NULL, table->origin.file,
                                        place(arena, table, table->header_row.line, 1));

        f->args[0] = h->candidates ? h->candidates : h->near;
        f->args[1] = h->candidates ? arena_strndup(arena, h->candidates,
                                                   (size_t)(strstr(h->candidates, "、") - h->candidates))
                                   : h->lacks;
        f->args[2] = h->extra;
        return false;
}

static void tell_above(const struct table *table, struct arena *arena, struct findings *findings)
{
        if (table->above)
                finding_add(findings, I004, NULL, NULL, place(arena, table, table->header_row.line, 1))->args[0] =
                        arena_printf(arena, "%d", table->above);
        if (table->unit)
                finding_add(findings, C001, NULL, table->unit_cell, table->unit_place)->args[0] = table->unit;
}

static bool has_gaps(const struct table *table)
{
        for (size_t i = 0; i < table->header_row.n; i++)
                if (!*table->header_row.cells[i])
                        return true;
        return false;
}

static bool check_header(const struct table *table, struct arena *arena, struct findings *findings)
{
        const struct header *h = &table->header;
        const struct reader_row *row = &table->header_row;

        if (h->candidates || h->near)
                return ask(table, arena, findings);
        if (!h->table || *h->missing)
                return refuse(table, row->line, h->table ? h->missing : "医療機関コード、領収書番号 …", arena,
                              findings);
        if (h->twice > 0 && (size_t)h->twice <= row->n) {
                finding_add(findings, E021, NULL, row->cells[h->twice - 1],
                            place(arena, table, row->line, (size_t)h->twice));
                return false;
        }
        warn_columns(table, row, arena, findings);
        tell_above(table, arena, findings);
        return true;
}

bool table_open(struct table *out, struct reader *reader, size_t index, const char *sha256, const struct maps *maps,
                struct arena *arena, struct findings *findings)
{
        const struct reader_table *t = &reader->tables.at[index];
        size_t before = findings->n;

        *out = (struct table){.index = index,
                              .encoding = t->encoding,
                              .separator = (char)(t->separator ? t->separator : ','),
                              .crlf = t->crlf,
                              .ragged = t->ragged,
                              .hidden = t->hidden};
        out->origin = (struct origin){.file = arena_strdup(arena, reader->file.name),
                                      .sha256 = arena_strdup(arena, sha256),
                                      .table = arena_strdup(arena, t->name ? t->name : ""),
                                      .style = t->style};
        if (reader_start(reader, index, findings) != OK)
                return false;
        switch (find_header(out, reader, maps, arena, findings)) {
        case READ_ROW:
                findings_settle(findings, before);
                out->origin.columns = out->header.fields;
                out->gaps = has_gaps(out);
                return check_header(out, arena, findings);
        case READ_END:
                return refuse(out, 1, "医療機関コード …", arena, findings);
        case READ_BAD: /* the bytes of a header that is no text say no more than this */
                findings->n = before;
                return refuse(out, 1, "医療機関コード、領収書番号 …", arena, findings);
        case READ_STOP:
                findings_settle(findings, before);
                break;
        }
        return false;
}

bool table_resembles(const struct table *table)
{
        return table->header.near || table->header.candidates || known_columns(&table->header) >= 2;
}

/* How many columns a row of the table fills: up to the last one that is used. */
static size_t used_columns(const struct header *header)
{
        size_t n = header->n;

        while (n && (!header->columns[n - 1] || header->columns[n - 1]->ignored))
                n--;
        return n;
}

enum status table_start(const struct table *table, struct reader *reader, struct findings *findings)
{
        struct arena *scratch = arena_child(findings->arena);
        int to_pass = table->above + !table->header.is_row;
        struct reader_row row = {0};
        size_t before = findings->n;
        enum status st;

        reader->columns = 0; /* the rows above the header, as they were read when it was looked for */
        st = reader_start(reader, table->index, findings);
        while (st == OK && to_pass-- > 0 && reader_next(&row, reader, scratch, findings) < READ_END)
                ;
        reader->columns = used_columns(&table->header);
        findings->n = before; /* it was said when the table was opened */
        arena_free(scratch);
        return findings->fault.id ? ERR_SYSTEM : st;
}

enum table_kind table_of_header(const struct reader_row *row, const struct maps *maps, struct arena *arena)
{
        struct header header;
        struct texts cells;
        size_t filled = 0, known;

        for (size_t i = 0; row->cells && i < row->n; i++) {
                if (strpbrk(row->cells[i], "0123456789"))
                        return TABLES;
                filled += *row->cells[i] != '\0';
        }
        if (filled < 3)
                return TABLES;
        cells = header_cells(row, arena);
        header = maps_header(maps, &cells, arena);
        known = known_columns(&header);
        return header.table && header.map->by == MAP_BEST && known >= 3 && known * 2 > filled ? header.table->kind
                                                                                              : TABLES;
}
