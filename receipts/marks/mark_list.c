#include "receipts/marks/mark_list.h"

#include <string.h>

#include "core/file/digest.h"
#include "core/file/file.h"

#include "receipts/formats/readers.h"
#include "receipts/table/mapped.h"
#include "receipts/table/row.h"
#include "receipts/table/table.h"

#include "core/banned.h"

enum { MOST_BYTES = 64 << 20 };

struct listing {
        struct mark_list *out;
        const struct programme *programme;
        struct maps maps;
        struct reader reader;
        const char *sha256;
        struct arena *arena, *row;
        struct findings *findings;
};

char *mark_row_place(const struct mark_row *row, const char *field, struct arena *arena)
{
        return origin_place(arena, &row->origin, field);
}

/* ---- rows */

/* A row that only names a facility says nothing of it. Nor does a state alone: the program wrote it itself. */
static bool says_something(const struct mark_line *l)
{
        return *l->declined || *l->number || *l->reason || l->has_amount || date_is_set(l->submitted_on) ||
               date_is_set(l->decided_on);
}

static void settle(struct mark_line *l, struct arena *arena)
{
        l->facility = arena_strdup(arena, l->facility);
        l->category = arena_strdup(arena, l->category);
        l->state = arena_strdup(arena, l->state);
        l->declined = arena_strdup(arena, l->declined);
        l->reason = arena_strdup(arena, l->reason);
        l->number = arena_strdup(arena, l->number);
}

static void add_row(struct listing *l, const struct row *row, const struct origin *origin, size_t from)
{
        struct mark_row *out;

        findings_settle(l->findings, from);
        if (l->findings->n == from && !says_something(&row->as.mark)) {
                l->out->silent++;
                return;
        }
        out = vec_add(l->arena, l->out);
        *out = (struct mark_row){.line = row->as.mark, .origin = *origin, .from = from, .to = l->findings->n};
        settle(&out->line, l->arena);
        for (size_t i = from; i < l->findings->n; i++)
                out->wrong |= finding_severity(l->findings->at[i].id) <= CONFIRM;
}

static void take_row(struct listing *l, const struct table *table, struct mapped *mapped, const struct reader_row *from,
                     enum read_result got, size_t before)
{
        static const struct mark_line nothing = {
                .facility = "", .category = "", .state = "", .declined = "", .reason = "", .number = ""};
        struct origin origin = table->origin;
        struct row row = {.as.mark = nothing};
        const char *const *cells;

        origin.line = from->line;
        origin.columns = mapped->header.fields;
        if (got == READ_ROW && mapped_row(&cells, mapped, from->cells, &origin, l->row, l->findings) == JOURNAL_TAKEN) {
                const struct row_input in = {.header = &mapped->header,
                                             .cells = cells,
                                             .origin = &origin,
                                             .programme = l->programme,
                                             .as_saved = table->origin.style != ORIGIN_CELLS};

                row_read_cells(&row, &in, l->row, l->findings);
        }
        add_row(l, &row, &origin, before);
}

static enum status take_rows(struct listing *l, const struct table *table)
{
        enum read_result got = READ_END;
        struct reader_row from;
        struct mapped mapped;
        enum passed passed;
        enum status st = table_start(table, &l->reader, l->findings);

        mapped_open(&mapped, &table->header, l->arena);
        while (st == OK && l->out->n < MARK_LIST_MOST_ROWS) {
                size_t before = l->findings->n;

                arena_reset(l->row);
                got = table_next(&from, &passed, table, &l->reader, l->row, l->findings);
                if (got >= READ_END)
                        break;
                if (got == READ_ROW && passed)
                        continue;
                take_row(l, table, &mapped, &from, got, before);
        }
        mapped_close(&mapped);
        findings_settle(l->findings, 0);
        if (got == READ_STOP)
                return l->findings->fault.id ? ERR_SYSTEM : ERR_INPUT;
        return st;
}

/* ---- the file */

/* A table of facilities or purchases names applications too, but has no column that could say something of one. */
static bool is_list(const struct table *table)
{
        const struct header *h = &table->header;

        if (h->table->constants.n)
                return true;
        for (size_t i = 0; i < h->n; i++) {
                const struct map_column *c = h->columns[i];

                if (c && !c->ignored && *c->field && strcmp(c->field, "facility") != 0 &&
                    strcmp(c->field, "category") != 0)
                        return true;
        }
        return false;
}

static void refuse_table(struct listing *l, const struct table *table, size_t before)
{
        l->findings->n = before; /* that its columns are not known is no news of another table */
        finding_add(l->findings, E002, NULL, table->origin.file,
                    origin_place_at(l->arena, &table->origin, table->header_row.line, 1))
                ->args[0] = "申請した日 …";
}

/* The workbook of the status has other sheets beside the list: they are passed over where one is a list. */
static enum status take_tables(struct listing *l)
{
        struct findings why = findings_in(l->arena);
        size_t lists = 0;
        enum status st = OK;

        for (size_t i = 0; st == OK && i < l->reader.tables.n && i < READER_MOST_TABLES; i++) {
                size_t before = l->findings->n;
                struct table table;

                if (table_open(&table, &l->reader, i, l->sha256, &l->maps, l->arena, l->findings) && !table.hidden) {
                        if (is_list(&table)) {
                                lists++;
                                st = take_rows(l, &table);
                                continue;
                        }
                        refuse_table(l, &table, before);
                }
                if (l->findings->fault.id)
                        return ERR_SYSTEM;
                for (size_t k = before; k < l->findings->n && !why.n; k++)
                        *vec_add(l->arena, &why) = l->findings->at[k];
                l->findings->n = before;
        }
        if (st != OK || lists)
                return st;
        for (size_t i = 0; i < why.n; i++)
                *vec_add(l->findings->arena, l->findings) = why.at[i];
        return ERR_INPUT;
}

static enum status take_file(struct listing *l, struct open_file *file, const char *path)
{
        struct reader_file at = {.path = path, .name = file_base_name(path), .fd = file->fd, .size = file->size};
        unsigned char *head = arena_alloc(l->arena, READER_HEAD);
        struct digest digest;
        int64_t got = file_at(head, &at, 0, READER_HEAD, l->findings);
        enum status st = got < 0 ? ERR_SYSTEM : digest_of_file(&digest, file->fd, path, l->findings);

        if (st != OK)
                return st;
        at.head = (struct bytes){head, (size_t)got};
        l->sha256 = arena_strdup(l->arena, digest.hex);
        st = reader_open(&l->reader, &at, l->arena, l->findings);
        if (st != OK)
                return st;
        st = take_tables(l);
        reader_close(&l->reader);
        return st;
}

enum status mark_list_read(struct mark_list *out, const char *path, const struct texts *maps,
                           const struct programme *programme, struct arena *arena, struct findings *findings)
{
        struct listing l = {.out = out, .programme = programme, .arena = arena, .findings = findings};
        struct open_file file;
        enum status st = maps_open_marks(&l.maps, maps, arena, findings);

        *out = (struct mark_list){0};
        if (st == OK)
                st = file_open(&file, path, MOST_BYTES, findings);
        if (st != OK)
                return st;
        l.row = arena_child(arena);
        st = take_file(&l, &file, path);
        arena_free(l.row);
        file_close(&file);
        return st;
}
