#include "core/origin.h"

#include <string.h>

#include "core/banned.h"

/* The column of a field, from 1; 1 where the file has no such field. */
static int column_of(const char *columns, const char *field)
{
        int column = 1;
        size_t want = field ? strlen(field) : 0;

        if (!field || !columns)
                return 1;
        for (const char *s = columns;;) {
                size_t n = strcspn(s, ",");

                if (n == want && memcmp(s, field, n) == 0)
                        return column;
                if (!s[n])
                        return 1;
                s += n + 1;
                column++;
        }
}

char *origin_place(struct arena *arena, const struct origin *origin, const char *field)
{
        if (!origin->file || !*origin->file)
                return NULL;
        return arena_printf(arena, "%s:%d:%d", origin->file, origin->line, column_of(origin->columns, field));
}
