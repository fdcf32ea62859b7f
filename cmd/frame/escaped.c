#include "cmd/frame/escaped.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "core/base/text.h"

#include "core/banned.h"

#undef printf
#undef fprintf

void print_escaped_n(FILE *out, const char *text, size_t n)
{
        const char *end = text + strnlen(text, n);

        while (text < end) {
                const char *at = text;
                const int32_t c = text_next(&text);

                if (c < 0 || text > end)
                        text = at + 1;
                if (c < 0x20 || c == 0x7f)
                        fprintf(out, "\\x%02X", (unsigned)(unsigned char)*at);
                else if ((c >= 0x80 && c < 0xa0) || c == 0x2028 || c == 0x2029 || text_is_direction_mark(c))
                        fprintf(out, "{U+%04X}", (unsigned)c);
                else
                        fwrite(at, 1, (size_t)(text - at), out);
        }
}

void print_escaped(FILE *out, const char *text)
{
        print_escaped_n(out, text, strlen(text));
}

/* One conversion: %[flags][width][.precision][length]letter. */
struct conversion {
        char flags[6], length, letter;
        int width, precision; /* -1: none */
};

static int number(const char **format, int star)
{
        int n = 0;

        if (**format == '*') {
                ++*format;
                return star;
        }
        for (; **format >= '0' && **format <= '9' && n < 10000; ++*format)
                n = n * 10 + (**format - '0');
        return n;
}

static intmax_t whole(char length, va_list *args)
{
        switch (length) {
        case 'l':
                return va_arg(*args, long);
        case 'L':
                return va_arg(*args, long long);
        case 'j':
        case 'z':
        case 't': /* all of one width here */
                return va_arg(*args, intmax_t);
        default:
                return va_arg(*args, int);
        }
}

static void pad(FILE *out, const char *text, size_t n, int width, bool left, bool before)
{
        int cells = (int)strnlen(text, n); /* as printf counts: bytes */

        for (; left != before && cells < width; cells++)
                putc(' ', out);
}

static void put_text(FILE *out, const struct conversion *c, const char *text)
{
        size_t n = c->precision >= 0 ? (size_t)c->precision : SIZE_MAX / 2;
        const bool left = strchr(c->flags, '-') != NULL;

        pad(out, text, n, c->width, left, true);
        print_escaped_n(out, text, n);
        pad(out, text, n, c->width, left, false);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void put_whole(FILE *out, const struct conversion *c, va_list *args)
{
        intmax_t n = whole(c->length, args);
        char format[24];

        if (strchr("uxXo", c->letter) && !c->length)
                n = (intmax_t)(unsigned)n; /* it came as an int */
        snprintf(format, sizeof format, "%%%s*%sj%c", c->flags, c->precision >= 0 ? ".*" : "", c->letter);
        if (c->precision >= 0)
                fprintf(out, format, c->width, c->precision, n);
        else
                fprintf(out, format, c->width, n);
}
#pragma GCC diagnostic pop

/* Behind the sign. */
static void convert(FILE *out, const char **format, va_list *args)
{
        struct conversion c = {.precision = -1};
        size_t flags = 0;

        for (; **format && strchr("-+ #0", **format) && flags < sizeof c.flags - 1; ++*format)
                c.flags[flags++] = **format;
        c.width = number(format, **format == '*' ? va_arg(*args, int) : 0);
        if (c.width < 0) { /* as printf has it */
                c.flags[flags < sizeof c.flags - 1 ? flags : 0] = '-';
                c.width = -c.width;
        }
        if (**format == '.') {
                ++*format;
                c.precision = number(format, **format == '*' ? va_arg(*args, int) : 0);
        }
        for (; **format && strchr("hljzt", **format); ++*format)
                c.length = (char)(c.length == 'l' ? 'L' : **format == 'h' ? '\0' : **format);
        c.letter = **format;
        *format += c.letter != 0;
        if (c.letter == 's')
                put_text(out, &c, va_arg(*args, const char *));
        else if (c.letter == 'c')
                putc(va_arg(*args, int), out);
        else if (c.letter == '%')
                putc('%', out);
        else if (c.letter)
                put_whole(out, &c, args);
}

int print_f(FILE *out, const char *format, ...)
{
        va_list args;

        va_start(args, format);
        while (*format) {
                size_t n = strcspn(format, "%");

                fwrite(format, 1, n, out);
                format += n;
                if (*format++ == '%')
                        convert(out, &format, &args);
                else
                        break;
        }
        va_end(args);
        if (out == stderr) /* where it is buffered, so that no letter is written in two pieces */
                fflush(out);
        return 0;
}
