#include "receipts/formats/readers.h"

#include <string.h>

#include "receipts/formats/reader_kinds.h"

#include "core/banned.h"

/* The first that says yes is taken. Formats with a mark of their own are asked before those that are only text. */
static const struct reader_kind *const kinds[] = {
#define READER(name) &reader_##name,
        READER_KINDS
#undef READER
};

/* A table may be binary only because a disk or a program has filled it up: then the NUL is what to look for. */
static const char *kind_words(struct bytes head)
{
        if (head.n >= 4 && memcmp(head.at, "PK\3\4", 4) == 0)
                return "ZIP";
        return head.n && memchr(head.at, 0, head.n) ? "binary、NUL(0x00)を含む¦binary, with NUL bytes" : "binary";
}

static enum status refuse(const struct reader_file *file, struct findings *findings)
{
        char *place = arena_printf(findings->arena, "%s:1:1", file->name);

        finding_add(findings, E023, NULL, arena_strdup(findings->arena, file->name), place)->args[0] =
                kind_words(file->head);
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
