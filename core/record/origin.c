#include "core/record/origin.h"

#include <string.h>

#include "core/banned.h"

enum origin_style origin_style_of(int64_t kept)
{
        return kept > 0 && kept < ORIGIN_STYLES ? (enum origin_style)kept : ORIGIN_COLUMNS;
}

/* Returns the place of a field in the list, from 1; 0 if it is not there. */
static size_t position_of(const char *list, const char *field)
{
        size_t column = 1, want = strlen(field);

        for (const char *s = list;;) {
                size_t n = strcspn(s, ",");

                if (n == want && memcmp(s, field, n) == 0)
                        return column;
                if (!s[n])
                        return 0;
                s += n + 1;
                column++;
        }
}

/* The column of a field, from 1; 1 where the file has no such field. */
static size_t column_of(const char *columns, const char *field)
{
        size_t column = field && columns ? position_of(columns, field) : 0;

        return column ? column : 1;
}

bool origin_says(const struct origin *origin, const char *field)
{
        return !origin->said || position_of(origin->said, field) > 0;
}

/* 1 A, 26 Z, 27 AA, 702 ZZ, 703 AAA: a number without a zero, in base 26. */
static const char *letters(char out[16], size_t column)
{
        char *s = out + 15;

        *s = 0;
        for (; column > 0 && s > out; column = (column - 1) / 26)
                *--s = (char)('A' + (column - 1) % 26);
        return s;
}

char *origin_place_at(struct arena *arena, const struct origin *origin, int line, size_t column)
{
        char buf[16];

        if (!origin->file || !*origin->file)
                return NULL;
        if (origin->style == ORIGIN_CELLS)
                return arena_printf(arena, "%s:%s!%s%d", origin->file, origin->table ? origin->table : "",
                                    letters(buf, column), line);
        return arena_printf(arena, "%s:%d:%zu", origin->file, line, origin->style == ORIGIN_LINES ? 1 : column);
}

char *origin_place(struct arena *arena, const struct origin *origin, const char *field)
{
        return origin_place_at(arena, origin, origin->line, column_of(origin->columns, field));
}
