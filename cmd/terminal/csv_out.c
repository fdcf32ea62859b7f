#include "cmd/terminal/csv_out.h"

#include <stdio.h>
#include <string.h>

#include "core/format/csv.h"

#include "core/banned.h"

static const char *guarded(const char *text, struct arena *arena)
{
        return *text && strchr("=+-@\t\r", *text) ? arena_printf(arena, "'%s", text) : text;
}

void csv_line(struct buffer *line, const char *const *cells, size_t n, unsigned numbers, struct arena *scratch)
{
        for (size_t i = 0; i < n; i++) {
                const char *text = cells[i] ? cells[i] : "";

                if (i)
                        buffer_char(line, ',');
                csv_put(line, bytes_of(numbers & 1u << i ? text : guarded(text, scratch)));
        }
        buffer_text(line, "\r\n");
}

void csv_out(const char *const *cells, size_t n, unsigned numbers, struct arena *scratch)
{
        struct buffer line = buffer_in(scratch);

        csv_line(&line, cells, n, numbers, scratch);
        fwrite(line.at, 1, line.n, stdout);
}
