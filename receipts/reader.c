#include "receipts/reader.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "receipts/reader_kinds.h"

#include "core/banned.h"

/* The first that says yes is taken: what has a mark of its own before what is only text. */
static const struct reader_kind *const kinds[] = {
#define READER(name) &reader_##name,
        READER_KINDS
#undef READER
};

int64_t file_at(void *out, const struct reader_file *file, int64_t at, size_t n, struct findings *findings)
{
        size_t done = 0;

        while (done < n) {
                ssize_t got = pread(file->fd, (char *)out + done, n - done, at + (int64_t)done);

                if (got < 0 && errno == EINTR)
                        continue;
                if (got < 0) {
                        fault_set(findings, F_READ, file->path, strerror(errno));
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

static enum status refuse(const struct reader_file *file, struct findings *findings)
{
        char *place = arena_printf(findings->arena, "%s:1:1", file->name);

        finding_add(findings, E023, NULL, arena_strdup(findings->arena, file->name), place)->args[0] =
                file->head.n >= 4 && memcmp(file->head.at, "PK\3\4", 4) == 0 ? "ZIP" : "binary";
        return ERR_INPUT;
}

static const struct reader_kind *kind_of(const struct reader_file *file, struct arena *arena)
{
        struct arena *scratch = arena_child(arena);
        const struct reader_kind *kind = NULL;

        for (size_t i = 0; !kind && i < sizeof kinds / sizeof *kinds; i++)
                if (kinds[i]->is(file, scratch))
                        kind = kinds[i];
        arena_free(scratch);
        return kind;
}

bool reader_knows(const struct reader_file *file, struct arena *scratch)
{
        return kind_of(file, scratch) != NULL;
}

enum status reader_open(struct reader *out, const struct reader_file *file, struct arena *arena,
                        struct findings *findings)
{
        enum status st;

        *out = (struct reader){.file = *file, .kind = kind_of(file, arena)};
        if (!out->kind)
                return refuse(file, findings);
        out->arena = arena_child(arena);
        st = out->kind->open(out, findings);
        if (st != OK)
                reader_close(out);
        return st;
}

enum status reader_start(struct reader *reader, size_t table, struct findings *findings)
{
        return reader->kind->start(reader, table, findings);
}

enum reading reader_next(struct reader_row *out, struct reader *reader, struct arena *row, struct findings *findings)
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
