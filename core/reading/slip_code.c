#include "core/reading/slip_code.h"

#include <string.h>

#include "core/base/text.h"
#include "core/value/identifier.h"

#include "core/banned.h"

#define SLIP_NAME "SOROE1 "

static bool is_plain(char c)
{
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c && strchr("-._", c));
}

const char *slip_code_write(const struct slip_code *code, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_printf(&out, SLIP_NAME "%s ", code->facility);
        for (const char *s = code->number; *s; s++) {
                if (is_plain(*s))
                        buffer_char(&out, *s);
                else
                        buffer_printf(&out, "%%%02X", (unsigned char)*s);
        }
        return out.at;
}

static int hex_digit(char c)
{
        const char *digits = "0123456789ABCDEF", *at = c ? strchr(digits, c) : NULL;

        return at ? (int)(at - digits) : -1;
}

/* As slip_code_write writes it; anything else is none. */
static const char *unescaped(const char *text, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        for (const char *s = text; *s; s++) {
                int value;

                if (is_plain(*s)) {
                        buffer_char(&out, *s);
                        continue;
                }
                if (*s != '%' || hex_digit(s[1]) < 0 || hex_digit(s[2]) < 0)
                        return NULL;
                value = hex_digit(s[1]) * 16 + hex_digit(s[2]);
                if (!value || is_plain((char)value))
                        return NULL;
                buffer_char(&out, (char)value);
                s += 2;
        }
        return out.n && text_is_valid(out.at) && !strpbrk(out.at, "\t\r\n") ? out.at : NULL;
}

bool slip_code_read(struct slip_code *out, const char *text, struct arena *arena)
{
        char digits[CODE_TEXT];
        const size_t n = strlen(SLIP_NAME);

        *out = (struct slip_code){0};
        if (strncmp(text, SLIP_NAME, n) != 0 || strlen(text) < n + 12 || text[n + 10] != ' ')
                return false;
        out->facility = arena_strndup(arena, text + n, 10);
        out->number = unescaped(text + n + 11, arena);
        return out->number && code_parse(digits, out->facility) <= CODE_NO_PREFECTURE &&
               strcmp(digits, out->facility) == 0;
}

bool slip_code_of(struct slip_code *out, const struct reading *reading, struct arena *arena)
{
        struct slip_code code;
        bool found = false;

        for (size_t i = 0; i < reading->pages.n; i++)
                for (size_t k = 0; k < reading->pages.at[i].codes.n; k++) {
                        if (!slip_code_read(&code, reading->pages.at[i].codes.at[k].text, arena))
                                continue;
                        if (found &&
                            (strcmp(code.facility, out->facility) != 0 || strcmp(code.number, out->number) != 0))
                                return false;
                        *out = code;
                        found = true;
                }
        return found;
}
