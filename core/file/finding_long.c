#include "core/file/finding_long.h"

#include <string.h>

#include "core/file/embedded.h"

#include "core/banned.h"

enum { ID = 4 };

/* The line at *at, which is moved behind it. */
static struct bytes next_line(const char **at, const char *end)
{
        const char *start = *at, *stop = memchr(start, '\n', (size_t)(end - start));

        *at = stop ? stop + 1 : end;
        return (struct bytes){(const unsigned char *)start, (size_t)((stop ? stop : end) - start)};
}

static bool is_id(struct bytes line)
{
        if (line.n != ID || line.at[0] == '\0' || !strchr("ECWI", line.at[0]))
                return false;
        for (int i = 1; i < ID; i++)
                if (line.at[i] < '0' || line.at[i] > '9')
                        return false;
        return true;
}

bool finding_long_id(const char **next, const char *end, char id[5])
{
        while (*next < end) {
                struct bytes line = next_line(next, end);

                if (!is_id(line))
                        continue;
                memcpy(id, line.at, ID);
                id[ID] = '\0';
                return true;
        }
        return false;
}

char *finding_long_in(struct bytes file, const char *id, enum language language, struct arena *arena)
{
        const char *at = (const char *)file.at, *end = at + file.n;
        struct buffer text = buffer_in(arena);
        char found[ID + 1] = "";

        buffer_text(&text, "");
        while (strcmp(found, id) != 0)
                if (!finding_long_id(&at, end, found))
                        return text.at;
        while (at < end) {
                struct bytes line = next_line(&at, end);

                if (is_id(line))
                        break;
                if (!line.n || line.at[0] == '#')
                        continue;
                if (text.n && language == ENGLISH)
                        buffer_char(&text, ' ');
                buffer_add(&text, line.at, line.n);
        }
        return text.at;
}

char *finding_long(enum finding_id id, enum language language, struct arena *arena)
{
        struct bytes file = {0};

        if (!embedded_find(&file, language == JAPANESE ? "texts/findings.ja.txt" : "texts/findings.en.txt"))
                return arena_strdup(arena, "");
        return finding_long_in(file, finding_name(id), language, arena);
}
