#include "receipts/table.h"

#include <string.h>

#include "receipts/bad_bytes.h"

#include "core/banned.h"

/* The header is Japanese, so its bytes tell the encoding even if a later row is damaged. */
static enum encoding detect(struct bytes bytes, const struct csv_record *header, struct arena *arena)
{
        enum encoding encoding = ENC_UTF8;
        size_t bad;
        char *text;

        if (bytes.n >= 3 && memcmp(bytes.at, "\xef\xbb\xbf", 3) == 0)
                return ENC_UTF8_BOM;
        if (text_decode(&text, &bad, header->raw, ENC_UTF8, arena))
                return ENC_UTF8;
        return text_decode(&text, &bad, header->raw, ENC_CP932, arena) ? ENC_CP932 : encoding;
}

static char *place(struct arena *arena, const struct table *table, int line, size_t column)
{
        return arena_printf(arena, "%s:%d:%zu", table->file, line, column);
}

static void warn_columns(const struct table *table, const struct texts *cells, struct arena *arena,
                         struct findings *findings)
{
        for (size_t i = 0; i < cells->n; i++)
                if (!table->header.columns[i])
                        finding_add(findings, W030, NULL, cells->at[i],
                                    place(arena, table, table->header_record.line, i + 1));
}

bool table_open(struct table *out, const char *file, struct bytes bytes, const struct map *map, struct arena *arena,
                struct findings *findings)
{
        struct csv_record *header = &out->header_record;
        struct texts cells = {0};

        *out = (struct table){.file = file, .bytes = bytes, .csv = csv_of(bytes)};
        do {
                if (!csv_next(header, &out->csv, arena)) {
                        finding_add(findings, E002, NULL, file, place(arena, out, 1, 1))->args[0] = "医療機関コード …";
                        return false;
                }
        } while (header->blank);
        out->encoding = detect(bytes, header, arena);
        for (size_t i = 0; i < header->fields.n; i++) {
                char *text;
                size_t bad;

                if (!text_decode(&text, &bad, header->fields.at[i].value, out->encoding, arena) || !text_is_valid(text))
                        text = arena_strdup(arena, "");
                *vec_add(arena, &cells) = text_trim(arena, text);
        }
        out->header = map_header(map, &cells, arena);
        if (!out->header.table || *out->header.missing) {
                finding_add(findings, E002, NULL, file, place(arena, out, header->line, 1))->args[0] =
                        out->header.table ? out->header.missing : "医療機関コード、領収書番号 …";
                return false;
        }
        if (out->header.twice > 0 && (size_t)out->header.twice <= cells.n) {
                finding_add(findings, E021, NULL, cells.at[out->header.twice - 1],
                            place(arena, out, header->line, (size_t)out->header.twice));
                return false;
        }
        warn_columns(out, &cells, arena, findings);
        return true;
}

bool table_next(struct csv_record *out, struct table *table, struct arena *arena)
{
        while (csv_next(out, &table->csv, arena))
                if (!out->blank)
                        return true;
        return false;
}

static bool check_record(const struct table *table, const struct csv_record *r, struct arena *arena,
                         struct findings *findings)
{
        struct finding *f;

        if (r->fault == CSV_UNCLOSED_QUOTE) {
                finding_add(findings, E014, NULL, bad_bytes_show(&(struct mark){0}, r->raw, table->encoding, arena),
                            place(arena, table, r->line, 1));
                return false;
        }
        if (r->fault != CSV_OK) {
                f = finding_add(findings, E020, NULL, NULL, place(arena, table, r->line, 1));
                f->args[0] = r->fault == CSV_TOO_LONG ? "64 KB / 行" : "500 列";
                return false;
        }
        if (r->fields.n != table->header.n) {
                f = finding_add(findings, E003, NULL, NULL, place(arena, table, r->line, r->fields.n));
                f->args[0] = arena_printf(arena, "%zu", r->fields.n);
                f->args[1] = arena_printf(arena, "%zu", table->header.n);
                return false;
        }
        return true;
}

bool table_cells(const char ***out, const struct table *table, const struct csv_record *r, struct arena *arena,
                 struct findings *findings)
{
        if (!check_record(table, r, arena, findings))
                return false;
        *out = arena_alloc(arena, r->fields.n * sizeof **out);
        for (size_t i = 0; i < r->fields.n; i++) {
                struct bytes value = r->fields.at[i].value;
                size_t bad;
                char *text;

                if (!text_decode(&text, &bad, value, table->encoding, arena)) {
                        bad_bytes_complain(findings, value, table->encoding, place(arena, table, r->line, i + 1),
                                           arena);
                        return false;
                }
                (*out)[i] = text_trim(arena, text);
        }
        return true;
}

/* A file of rejected rows that comes back has the two columns already: its records are cut before them. */
static struct bytes without_import_columns(const struct table *table, const struct csv_record *r)
{
        for (size_t i = 0; i < table->header.n && i < r->fields.n; i++)
                if (table->header.columns[i] && table->header.columns[i]->ignored && r->fields.at[i].start > 0)
                        return (struct bytes){r->raw.at, r->fields.at[i].start - 1};
        return r->raw;
}

static void add_line(struct rejects *rejects, const struct table *table, const struct csv_record *r, const char *error,
                     const char *where, struct arena *arena)
{
        struct bytes raw = without_import_columns(table, r);

        buffer_add(&rejects->out, raw.at, raw.n);
        buffer_char(&rejects->out, ',');
        csv_put(&rejects->out, text_encode(error, table->encoding, arena));
        buffer_char(&rejects->out, ',');
        csv_put(&rejects->out, text_encode(where, table->encoding, arena));
        buffer_text(&rejects->out, table->header_record.crlf ? "\r\n" : "\n");
}

void rejects_add(struct rejects *rejects, const struct table *table, const struct csv_record *r,
                 const struct finding *why, struct arena *arena)
{
        if (!rejects->out.n) {
                if (table->encoding == ENC_UTF8_BOM)
                        buffer_text(&rejects->out, "\xef\xbb\xbf");
                add_line(rejects, table, &table->header_record, "取込エラー", "取込箇所", arena);
        }
        add_line(rejects, table, r,
                 arena_printf(arena, "%s %s", finding_name(why->id), finding_message(arena, why, JAPANESE)),
                 why->place ? why->place : "", arena);
}
