#include "templates/status/html.h"

#include <string.h>

#include "core/file/digest.h"
#include "core/file/embedded.h"
#include "core/base/text.h"

#include "core/banned.h"

static const char *entity(int32_t c)
{
        switch (c) {
        case '&':
                return "&amp;";
        case '<':
                return "&lt;";
        case '>':
                return "&gt;";
        case '"':
                return "&quot;";
        case '\'':
                return "&#39;";
        default:
                return NULL;
        }
}

/* Marks that turn the direction of text, and the end of a line in disguise. */
static bool is_unseen(int32_t c)
{
        return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
               (c >= 0x2066 && c <= 0x2069) || (c >= 0x80 && c < 0xA0) || c == 0xFEFF || (c & 0xFFFE) == 0xFFFE ||
               (c >= 0xFDD0 && c <= 0xFDEF) || text_is_private_use(c);
}

void html_text(struct buffer *out, const char *text)
{
        for (const char *s = text; *s;) {
                const char *at = s;
                int32_t c = text_next(&s);

                if (c < 0) {
                        s = at + 1;
                        buffer_text(out, "\xEF\xBF\xBD");
                } else if (entity(c)) {
                        buffer_text(out, entity(c));
                } else if (c < 0x20 || c == 0x7F) {
                        buffer_printf(out, "\\x%02X", (unsigned)c);
                } else if (is_unseen(c)) {
                        buffer_printf(out, "{U+%04X}", (unsigned)c);
                } else {
                        buffer_add(out, at, (size_t)(s - at));
                }
        }
}

void html_fill(struct buffer *out, const char *markup, const char *const *values, size_t n)
{
        size_t used = 0;

        for (const char *s = markup; *s;) {
                size_t plain = strcspn(s, "%");

                buffer_add(out, s, plain);
                s += plain;
                if (!*s)
                        return;
                if (used < n)
                        html_text(out, values[used++]);
                s++;
        }
}

char *html_path(struct arena *arena, const char *path)
{
        static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        for (const unsigned char *s = (const unsigned char *)path; *s; s++)
                if (strchr(plain, *s))
                        buffer_char(&out, (char)*s);
                else
                        buffer_printf(&out, "%%%02X", *s);
        return out.n ? out.at : arena_strdup(arena, "");
}

/* ---- the head of a page */

const char *html_file(const char *name, struct arena *arena)
{
        struct bytes bytes = {0};

        embedded_find(&bytes, name);
        return bytes.n ? arena_strndup(arena, (const char *)bytes.at, bytes.n) : "";
}

static unsigned nibble(char c)
{
        return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

void html_base64(struct buffer *out, struct bytes bytes)
{
        static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

        for (size_t at = 0; at < bytes.n; at += 3) {
                unsigned v = 0;

                for (size_t k = 0; k < 3; k++)
                        v = v << 8 | (at + k < bytes.n ? bytes.at[at + k] : 0);
                for (size_t k = 0; k < 4; k++)
                        buffer_char(out, letters[at + k > bytes.n ? 64 : v >> (18 - 6 * k) & 63]);
        }
}

/* 'sha256-…' of a text, as Content-Security-Policy has it: base64 of the digest. */
static char *allowed(struct arena *arena, const char *text)
{
        const struct digest digest = digest_of(bytes_of(text));
        struct buffer out = buffer_in(arena);
        unsigned char raw[32];

        for (size_t i = 0; i < sizeof raw; i++)
                raw[i] = (unsigned char)(nibble(digest.hex[2 * i]) << 4 | nibble(digest.hex[2 * i + 1]));
        buffer_text(&out, "'sha256-");
        html_base64(&out, (struct bytes){raw, sizeof raw});
        buffer_char(&out, '\'');
        return out.at;
}

void html_head(struct buffer *out, const struct html_page *page, struct arena *arena)
{
        const char *style =
                arena_printf(arena, "%s%s", html_file(page->css, arena), page->more_css ? page->more_css : "");

        HTML(out, "<!DOCTYPE html>\n<html lang=\"%\">\n<head>\n<meta charset=\"utf-8\"/>\n",
             page->language == JAPANESE ? "ja" : "en");
        buffer_text(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        buffer_printf(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src %s; ",
                      allowed(arena, style));
        if (page->js)
                buffer_printf(out, "script-src %s; ", allowed(arena, html_file(page->js, arena)));
        buffer_text(out, page->pictures ? "img-src data:; " : "");
        buffer_text(out, "base-uri 'none'; form-action 'none'\"/>\n");
        buffer_text(
                out,
                "<meta name=\"color-scheme\" content=\"light dark\"/>\n<meta name=\"robots\" content=\"noindex\"/>\n");
        HTML(out, "<title>%</title>\n", page->title);
        buffer_printf(out, "<style>%s</style>\n</head>\n<body>\n", style);
}

/* ---- values */

/* All but plain letters and digits by their number, which a space ends: nothing ends the string, the sheet or its element. */
char *html_css_string(struct arena *arena, const char *text)
{
        struct buffer out = buffer_in(arena);

        buffer_char(&out, '"');
        for (const char *s = text; *s;) {
                const char *at = s;
                const int32_t c = text_next(&s);

                if (c < 0)
                        s = at + 1;
                else if (c < 0x80 && strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 -.,()", c))
                        buffer_char(&out, (char)c);
                else if (c >= 0x80 && !is_unseen(c))
                        buffer_add(&out, at, (size_t)(s - at));
                else
                        buffer_printf(&out, "\\%X ", (unsigned)c);
        }
        buffer_char(&out, '"');
        return out.at;
}

char *html_day(struct arena *arena, enum language language, struct date date)
{
        static const char *const days[2][7] = {{"日", "月", "火", "水", "木", "金", "土"},
                                               {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}};
        const char *day = days[language][date_weekday(date)];
        char text[DATE_TEXT];

        return language == JAPANESE ? arena_printf(arena, "%s(%s)", date_japanese(text, date), day)
                                    : arena_printf(arena, "%s (%s)", date_iso(text, date), day);
}
