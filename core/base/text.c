#include "core/base/text.h"

#include <string.h>
#include <utf8proc.h>

#include "core/base/charset.h"

#include "core/banned.h"

static const char geta[] = "\x81\xAC"; /* 〓 in CP932 */

/* The length of the UTF-8 sequence at `at`, 0 where there is none. utf8proc refuses surrogates, overlong forms and what
 * lies above U+10FFFF; a NUL is refused too: no text file holds one, UTF-16 does. */
static size_t sequence(int32_t *code_point, const unsigned char *at, size_t n)
{
        utf8proc_ssize_t length;

        if (n && *at < 0x80) {
                *code_point = *at;
                return *at != 0;
        }
        length = utf8proc_iterate(at, n > 4 ? 4 : (utf8proc_ssize_t)n, code_point);
        return length > 0 && n ? (size_t)length : 0;
}

/* Returns how many bytes from `at` on are ASCII and not zero, looking at eight at a time: most bytes of most files are. */
static size_t skip_ascii(const unsigned char *at, size_t n)
{
        const uint64_t high = UINT64_C(0x8080808080808080), ones = UINT64_C(0x0101010101010101);
        size_t i = 0;

        while (n - i >= 8) {
                uint64_t eight;

                memcpy(&eight, at + i, 8);
                if ((eight & high) || ((eight - ones) & ~eight & high))
                        break;
                i += 8;
        }
        while (i < n && at[i] < 0x80 && at[i])
                i++;
        return i;
}

/* The offset of the first byte that is not UTF-8; n if there is none. */
static size_t first_not_utf8(const unsigned char *at, size_t n)
{
        size_t i = 0;

        while ((i += skip_ascii(at + i, n - i)) < n) {
                int32_t code_point;
                size_t length = sequence(&code_point, at + i, n - i);

                if (!length)
                        break;
                i += length;
        }
        return i;
}

bool text_detect(enum encoding *out, size_t *bad, struct bytes bytes)
{
        bool bom = bytes.n >= 3 && memcmp(bytes.at, "\xEF\xBB\xBF", 3) == 0;
        size_t good = bytes.n ? first_not_utf8(bytes.at, bytes.n) : 0;

        if (good == bytes.n) {
                *out = bom ? ENC_UTF8_BOM : ENC_UTF8;
                return true;
        }
        if (!bom && !memchr(bytes.at, 0, bytes.n) && charset_decode(NULL, bytes, CHARSET_CP932) == bytes.n) {
                *out = ENC_CP932;
                return true;
        }
        *bad = good;
        return false;
}

static bool decode_cp932(char **out, size_t *bad, struct bytes bytes, struct arena *arena)
{
        const unsigned char *nul = memchr(bytes.at, 0, bytes.n);
        struct buffer text = buffer_in(arena);
        size_t n = nul ? (size_t)(nul - bytes.at) : bytes.n;
        size_t good = charset_decode(&text, (struct bytes){bytes.at, n}, CHARSET_CP932);

        if (good < bytes.n) {
                *bad = good;
                return false;
        }
        *out = text.at;
        return true;
}

bool text_decode(char **out, size_t *bad, struct bytes bytes, enum encoding encoding, struct arena *arena)
{
        size_t good = bytes.n ? skip_ascii(bytes.at, bytes.n) : 0;

        if (good < bytes.n) {
                if (encoding == ENC_CP932)
                        return decode_cp932(out, bad, bytes, arena);
                good += first_not_utf8(bytes.at + good, bytes.n - good);
        }
        if (good < bytes.n) {
                *bad = good;
                return false;
        }
        if (encoding == ENC_UTF8_BOM && bytes.n >= 3 && memcmp(bytes.at, "\xEF\xBB\xBF", 3) == 0)
                bytes = (struct bytes){bytes.at + 3, bytes.n - 3};
        *out = arena_strndup(arena, (const char *)bytes.at, bytes.n);
        return true;
}

static void encode_cp932(struct buffer *out, const char *text)
{
        while (*text) {
                int32_t c = text_next(&text);
                char bytes[2];
                size_t n = charset_cp932(bytes, c);

                if (c < 0)
                        text++;
                buffer_add(out, n ? bytes : geta, n ? n : 2);
        }
}

struct bytes text_encode(const char *text, enum encoding encoding, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        if (encoding == ENC_CP932)
                encode_cp932(&out, text);
        else
                buffer_text(&out, text);
        return buffer_bytes(&out);
}

int32_t text_next(const char **s)
{
        const unsigned char *at = (const unsigned char *)*s;
        int32_t c;
        size_t length;

        if (*at > 0 && *at < 0x80) { /* most of what is read */
                (*s)++;
                return *at;
        }
        if (*at >= 0xE1 && *at <= 0xEC && (at[1] & 0xC0) == 0x80 && (at[2] & 0xC0) == 0x80) { /* kana and kanji */
                *s += 3;
                return (*at & 0x0F) << 12 | (at[1] & 0x3F) << 6 | (at[2] & 0x3F);
        }
        length = sequence(&c, at, strnlen(*s, 4));
        *s += length;
        return length ? c : -1;
}

/* U+FFFE and U+FFFF count, too, because XML cannot hold them (XML 1.0, section 2.2). */
static bool is_control(int32_t c)
{
        return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) || c == 0xFFFE ||
               c == 0xFFFF;
}

/* Behind printable ASCII and the kana and kanji of three bytes: of those there is nothing else to ask. */
static const char *skip_plain(const char *s)
{
        const unsigned char *at = (const unsigned char *)s;

        for (;;) {
                if (at[0] >= ' ' && at[0] < 0x7F)
                        at++;
                else if (at[0] >= 0xE1 && at[0] <= 0xEC && (at[1] & 0xC0) == 0x80 && (at[2] & 0xC0) == 0x80)
                        at += 3;
                else
                        return (const char *)at;
        }
}

bool text_is_valid(const char *s)
{
        int32_t c;

        s = skip_plain(s);
        while ((c = text_next(&s)) >= 0)
                if (is_control(c))
                        return false;
        return *s == '\0';
}

bool text_is_private_use(int32_t c)
{
        return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0xFFFFD) || (c >= 0x100000 && c <= 0x10FFFD);
}

static bool is_space(int32_t c)
{
        return c == ' ' || (c >= '\t' && c <= '\r') || (c > 0x7F && utf8proc_category(c) == UTF8PROC_CATEGORY_ZS);
}

/* Returns the next code point. A byte that is not UTF-8 counts as a character of its own. */
static int32_t next_or_byte(const char **s)
{
        int32_t c = text_next(s);

        if (c < 0)
                ++*s;
        return c;
}

char *text_trim(struct arena *arena, const char *text)
{
        const char *first = NULL, *last = text;

        for (const char *s = text; *s;) {
                const char *start = s;

                if (is_space(next_or_byte(&s)))
                        continue;
                if (!first)
                        first = start;
                last = s;
        }
        return first ? arena_strndup(arena, first, (size_t)(last - first)) : arena_strdup(arena, "");
}

/* No character but a space begins with these bytes and is looked at twice. */
static bool may_be_space(unsigned char first)
{
        return first <= ' ' || first == 0xC2 || (first >= 0xE1 && first <= 0xE3);
}

char *text_trim_in_place(char *text, size_t n)
{
        char *end = text + n;

        while (text < end && may_be_space((unsigned char)*text)) {
                const char *next = text;

                if (!is_space(next_or_byte(&next)))
                        break;
                text += next - text;
        }
        while (end > text) {
                const char *start = end - 1, *next;

                while (start > text && end - start < 4 && ((unsigned char)*start & 0xC0) == 0x80)
                        start--;
                next = start;
                if (!may_be_space((unsigned char)*start) || !is_space(next_or_byte(&next)) || next != end)
                        break;
                end -= next - start;
        }
        *end = '\0';
        return text;
}

bool text_is_direction_mark(int32_t c)
{
        return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
               (c >= 0x2066 && c <= 0x2069);
}

/* A character that moves the cursor or turns the line counts one cell, because it is printed as a space (cmd/terminal/print.c). */
int text_width(const char *text)
{
        int width = 0;

        while (*text) {
                int32_t c = next_or_byte(&text);

                width += c < 0xA0 || text_is_direction_mark(c) ? 1 : utf8proc_charwidth(c);
        }
        return width;
}

struct texts text_split(struct arena *arena, const char *text)
{
        struct texts pieces = {0};
        const char *start = text;

        for (const char *s = text;;) {
                const char *end = s;
                int32_t c = *s ? next_or_byte(&s) : 0;
                char *piece;

                if (c != 0 && c != ';' && c != 0xFF1B)
                        continue;
                piece = text_trim(arena, arena_strndup(arena, start, (size_t)(end - start)));
                if (*piece)
                        *vec_add(arena, &pieces) = piece;
                if (!c)
                        return pieces;
                start = s;
        }
}
