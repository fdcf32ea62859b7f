#include "cmd/terminal/notes.h"

#include <stdio.h>
#include <string.h>

#include "cmd/terminal/print.h"

#include "core/banned.h"

enum { WIDTH = 80, INDENT = 4 };

static bool is_same(const struct basis *a, const struct basis *b)
{
        return a->how == b->how && strcmp(a->source->text, b->source->text) == 0;
}

char *note_mark(struct notes *notes, struct basis basis, enum language language)
{
        size_t i = 0;

        if (basis.how == HOW_UNKNOWN || !basis.source)
                return arena_strdup(notes->arena, language == JAPANESE ? " (記載なし)" : " (unstated)");
        while (i < notes->n && !is_same(&notes->at[i], &basis))
                i++;
        if (i == notes->n)
                *vec_add(notes->arena, notes) = basis;
        return arena_printf(notes->arena, " [%zu]", i + 1);
}

void notes_print(const struct notes *notes, enum language language)
{
        for (size_t i = 0; i < notes->n; i++) {
                const struct basis *b = &notes->at[i];
                const char *how = how_word(b->how, language);
                int used = print_flow(stdout,
                                      arena_printf(notes->arena, "[%zu] %s:", i + 1, source_words(b->source, language)),
                                      0, INDENT, WIDTH);
                bool fits = used + 1 + text_width(how) <= WIDTH;

                /* how sure it is stands whole */
                if (!fits)
                        putchar('\n');
                printf("%*s%s\n", fits ? 1 : INDENT, "", how);
        }
}
