#include "receipts/reader/reader.h"

#include <string.h>

#include "core/platform/platform.h"

#include "core/banned.h"

int64_t file_at(void *out, const struct reader_file *file, int64_t at, size_t n, struct findings *findings)
{
        size_t done = 0;

        while (done < n) {
                int64_t got = platform_read_at(file->fd, (char *)out + done, n - done, at + (int64_t)done);

                if (got < 0) {
                        fault_set(findings, F_READ, file->path, platform_why());
                        return -1;
                }
                if (got == 0)
                        break;
                done += (size_t)got;
        }
        return (int64_t)done;
}

char *reader_place(struct arena *arena, const struct reader *reader, size_t table, int line, size_t column)
{
        const struct reader_table *t = table < reader->tables.n ? &reader->tables.at[table] : NULL;
        const struct origin origin = {
                .file = reader->file.name, .table = t ? t->name : "", .style = t ? t->style : ORIGIN_COLUMNS};

        return origin_place_at(arena, &origin, line, column ? column : 1);
}

enum status reader_start(struct reader *reader, size_t table, struct findings *findings)
{
        return reader->kind->start(reader, table, findings);
}

enum read_result reader_next(struct reader_row *out, struct reader *reader, struct arena *row,
                             struct findings *findings)
{
        *out = (struct reader_row){0};
        return reader->kind->next(out, reader, row, findings);
}

void reader_close(struct reader *reader)
{
        if (reader->kind && reader->kind->close)
                reader->kind->close(reader);
        arena_free(reader->arena);
        *reader = (struct reader){0};
}
