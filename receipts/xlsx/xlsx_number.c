#include "receipts/xlsx/xlsx.h"

#include <string.h>

#include "core/base/buffer.h"
#include "core/value/calendar.h"

#include "core/banned.h"

enum { MOST_DIGITS = 400, MOST_EXPONENT = 20 };

/* 0.DIGITS × 10^point */
struct decimal {
        bool negative;
        char digits[MOST_DIGITS + 1]; /* no leading zero */
        int n, point;
        bool plain; /* digits alone: neither point nor exponent */
};

static bool read_digits(struct decimal *out, const char **at)
{
        bool any = false, behind = false;

        for (const char *s = *at;; s++) {
                if (*s == '.' && !behind) {
                        behind = true;
                        out->plain = false;
                        continue;
                }
                if (*s < '0' || *s > '9') {
                        *at = s;
                        return any;
                }
                any = true;
                if (out->n == 0 && *s == '0') {
                        out->point -= behind;
                        continue;
                }
                if (out->n == MOST_DIGITS)
                        return false;
                out->digits[out->n++] = *s;
                out->point += !behind;
        }
}

static bool read_exponent(struct decimal *out, const char **at)
{
        bool negative = false;
        int exponent = 0, n = 0;

        if (**at != 'e' && **at != 'E')
                return true;
        out->plain = false;
        (*at)++;
        if (**at == '-' || **at == '+')
                negative = *(*at)++ == '-';
        for (; **at >= '0' && **at <= '9'; (*at)++, n++)
                if (exponent < 10000)
                        exponent = exponent * 10 + (**at - '0');
        out->point += negative ? -exponent : exponent;
        return n > 0;
}

static bool read_decimal(struct decimal *out, const char *text)
{
        const char *at = text;

        *out = (struct decimal){.plain = true};
        while (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r')
                at++;
        if (*at == '-' || *at == '+')
                out->negative = *at++ == '-';
        if (!read_digits(out, &at) || !read_exponent(out, &at))
                return false;
        at += strspn(at, " \n\t\r");
        return *at == '\0';
}

/* Half away from zero, as Excel shows it: 0.5 of the last digit and more go up. */
static void round_digits(struct decimal *d)
{
        int i = XLSX_KEPT_DIGITS;

        if (d->plain || d->n <= XLSX_KEPT_DIGITS)
                return;
        d->n = XLSX_KEPT_DIGITS;
        if (d->digits[XLSX_KEPT_DIGITS] < '5')
                return;
        while (i > 0 && d->digits[i - 1] == '9')
                i--;
        if (i > 0) {
                d->digits[i - 1]++;
                d->n = i;
        } else { /* 999… becomes 1000… */
                d->digits[0] = '1';
                d->n = 1;
                d->point++;
        }
}

const char *xlsx_decimal(const char *text, struct arena *arena)
{
        struct buffer out = buffer_in(arena);
        struct decimal d;

        if (!read_decimal(&d, text))
                return text;
        round_digits(&d);
        while (d.n && d.digits[d.n - 1] == '0' && d.n > d.point)
                d.n--;
        if (d.n == 0)
                return "0";
        if (!d.plain && (d.point > MOST_EXPONENT || d.point < -MOST_EXPONENT))
                return text;
        if (d.negative)
                buffer_char(&out, '-');
        if (d.point <= 0)
                buffer_text(&out, "0.");
        for (int i = d.point; i < 0; i++)
                buffer_char(&out, '0');
        for (int i = 0; i < d.n || i < d.point; i++) {
                if (i == d.point && i > 0)
                        buffer_char(&out, '.');
                buffer_char(&out, (char)(i < d.n ? d.digits[i] : '0'));
        }
        return out.at;
}

/* ---- serial dates (ISO/IEC 29500-1, 18.17.4) */

/* The last serial number is 9999-12-31. 1900 counts from 1 = 1900-01-01 and has a 29 February, number 60, that never was. */
enum { LAST_SERIAL = 2958465, NEVER_WAS = 60, MOST_SERIAL_DIGITS = 7 };

const char *xlsx_date(const char *decimal, bool from_1904, bool month, struct arena *arena)
{
        const struct date first = {1899, 12, 30}, first_1904 = {1904, 1, 1};
        struct date date;
        int32_t serial = 0;
        size_t n = strspn(decimal, "0123456789");

        if (n == 0 || n > MOST_SERIAL_DIGITS || (decimal[n] != '\0' && decimal[n] != '.'))
                return NULL;
        for (size_t i = 0; i < n; i++)
                serial = serial * 10 + (decimal[i] - '0');
        if (!from_1904 && serial == NEVER_WAS)
                return "1900-02-29";
        if (serial > LAST_SERIAL || (!from_1904 && serial == 0)) /* 0 is a time of day */
                return NULL;
        if (!date_shift(&date, from_1904 ? first_1904 : first, serial + (!from_1904 && serial < NEVER_WAS)))
                return NULL;
        return month ? arena_printf(arena, "%04d-%02d", date.year, date.month)
                     : arena_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

/* ---- escapes in strings */

static int hex(char c)
{
        const char *digits = "0123456789ABCDEF", *at;

        if (c >= 'a' && c <= 'f')
                c = (char)(c - 'a' + 'A');
        at = c ? strchr(digits, c) : NULL;
        return at ? (int)(at - digits) : -1;
}

/* _xHHHH_ at s; -1 if none stands there. */
static int32_t escape_at(const char *s, size_t left)
{
        int32_t value = 0;

        if (left < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_')
                return -1;
        for (int i = 2; i < 6; i++) {
                if (hex(s[i]) < 0)
                        return -1;
                value = value * 16 + hex(s[i]);
        }
        return value;
}

static void put_utf8(struct buffer *out, int32_t c)
{
        if (c < 0x80) {
                buffer_char(out, (char)c);
                return;
        }
        if (c < 0x800) {
                buffer_char(out, (char)(0xc0 | c >> 6));
        } else if (c < 0x10000) {
                buffer_char(out, (char)(0xe0 | c >> 12));
                buffer_char(out, (char)(0x80 | (c >> 6 & 0x3f)));
        } else {
                buffer_char(out, (char)(0xf0 | c >> 18));
                buffer_char(out, (char)(0x80 | (c >> 12 & 0x3f)));
                buffer_char(out, (char)(0x80 | (c >> 6 & 0x3f)));
        }
        buffer_char(out, (char)(0x80 | (c & 0x3f)));
}

/* What may be put in place of an escape: no control character but tab and line ends, no half of a pair. */
static size_t take_escape(int32_t *out, const char *s, size_t left)
{
        int32_t c = escape_at(s, left), low;

        if (c >= 0xd800 && c < 0xdc00 && (low = escape_at(s + 7, left - 7)) >= 0xdc00 && low < 0xe000) {
                *out = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
                return 14;
        }
        if (c < 0 || (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f || (c >= 0xd800 && c < 0xe000) ||
            c >= 0xfffe)
                return 0;
        *out = c;
        return 7;
}

char *xlsx_unescape(const char *s, size_t n, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        if (!memmem(s, n, "_x", 2) && !memchr(s, '\r', n))
                return arena_strndup(arena, s, n);
        for (size_t i = 0; i < n;) {
                int32_t c = (unsigned char)s[i];
                size_t taken = take_escape(&c, s + i, n - i);

                i += taken ? taken : 1;
                if (c != '\r') {
                        if (taken)
                                put_utf8(&out, c);
                        else
                                buffer_char(&out, (char)c);
                } else if (!(i < n && s[i] == '\n') && escape_at(s + i, n - i) != '\n') {
                        buffer_char(&out, '\n');
                }
        }
        return out.n ? out.at : arena_strdup(arena, "");
}
