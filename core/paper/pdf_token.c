#include "core/paper/pdf_token.h"

#include <string.h>

#include "core/banned.h"

struct pdf_tokens pdf_tokens_in(struct bytes from, struct arena *arena)
{
        return (struct pdf_tokens){.from = from, .string = buffer_in(arena)};
}

/* The byte `ahead` of the place, or -1 behind the end. */
static int peek(const struct pdf_tokens *t, size_t ahead)
{
        return t->from.n - t->at > ahead ? t->from.at[t->at + ahead] : -1;
}

/* Tables 1 and 2; all others are regular. */
enum { SPACE = 1, DELIMITER };
static const unsigned char classes[256] = {
        [' '] = SPACE,     ['\n'] = SPACE,    ['\r'] = SPACE,    ['\t'] = SPACE,
        ['\f'] = SPACE,    ['\0'] = SPACE,    ['('] = DELIMITER, [')'] = DELIMITER,
        ['<'] = DELIMITER, ['>'] = DELIMITER, ['['] = DELIMITER, [']'] = DELIMITER,
        ['{'] = DELIMITER, ['}'] = DELIMITER, ['/'] = DELIMITER, ['%'] = DELIMITER,
};

static bool is_space(int c)
{
        return c >= 0 && classes[c] == SPACE;
}

static bool is_digit(int c)
{
        return c >= '0' && c <= '9';
}

static int hex_value(int c)
{
        if (is_digit(c))
                return c - '0';
        if (c >= 'a' && c <= 'f')
                return c - 'a' + 10;
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Over spaces and comments. */
static void skip_comments(struct pdf_tokens *t)
{
        bool comment = false;
        int c;

        while ((c = peek(t, 0)) >= 0 && (comment || is_space(c) || c == '%')) {
                comment = (comment || c == '%') && c != '\n' && c != '\r';
                t->at++;
        }
}

static struct pdf_token bad(void)
{
        return (struct pdf_token){.kind = PDF_BAD};
}

static struct pdf_token sign(struct pdf_tokens *t, enum pdf_token_kind kind, size_t n)
{
        struct pdf_token token = {.kind = kind, .text = {t->from.at + t->at, n}};

        t->at += n;
        return token;
}

static struct pdf_token string(const struct pdf_tokens *t)
{
        if (t->string.n > PDF_MOST_STRING)
                return bad();
        return (struct pdf_token){.kind = PDF_STRING, .text = buffer_bytes(&t->string)};
}

/* <0001 000a>: an odd last digit would stand for its tenfold; nobody writes that here. */
static struct pdf_token hex_string(struct pdf_tokens *t)
{
        int c, high = -1;

        t->string.n = 0;
        for (t->at++; (c = peek(t, 0)) >= 0 && c != '>' && t->string.n <= PDF_MOST_STRING; t->at++) {
                int value = hex_value(c);

                if (value < 0 && !is_space(c))
                        return bad();
                if (value < 0)
                        continue;
                if (high >= 0)
                        buffer_char(&t->string, (char)(high << 4 | value));
                high = high >= 0 ? -1 : value;
        }
        if (c != '>' || high >= 0)
                return bad();
        t->at++;
        return string(t);
}

/* What follows a backslash (table 3). Up to three octal digits; a line end stands for nothing. */
static void take_escape(struct pdf_tokens *t)
{
        static const char escapes[] = "n\nr\rt\tb\bf\f";
        int c = peek(t, 0), octal = 0, digits = 0;

        while (digits < 3 && peek(t, 0) >= '0' && peek(t, 0) <= '7') {
                octal = (octal * 8 + peek(t, 0) - '0') & 255;
                t->at++;
                digits++;
        }
        if (digits) {
                buffer_char(&t->string, (char)octal);
                return;
        }
        t->at += c >= 0;
        for (size_t i = 0; i + 1 < sizeof escapes; i += 2) {
                if (c == escapes[i]) {
                        buffer_char(&t->string, escapes[i + 1]);
                        return;
                }
        }
        if (c == '\r' && peek(t, 0) == '\n')
                t->at++;
        else if (c >= 0 && c != '\r' && c != '\n')
                buffer_char(&t->string, (char)c);
}

/* As far as nothing in it means anything but itself. */
static struct bytes plain(const struct pdf_tokens *t)
{
        static const bool special[256] = {['('] = true, [')'] = true, ['\\'] = true, ['\r'] = true};
        const size_t most = PDF_MOST_STRING + 1, left = t->from.n - t->at, room = left < most ? left : most;
        const unsigned char *at = t->from.at + t->at;
        size_t n = 0;

        while (n < room && !special[at[n]])
                n++;
        return (struct bytes){at, n};
}

static void take_plain(struct pdf_tokens *t)
{
        const struct bytes taken = plain(t);

        buffer_add(&t->string, taken.at, taken.n);
        t->at += taken.n;
}

/* Most strings are nothing but plain: those are given where they lie. */
static bool whole_plain(struct pdf_token *out, struct pdf_tokens *t)
{
        const struct bytes taken = plain(t);

        if (taken.n > PDF_MOST_STRING || peek(t, taken.n) != ')')
                return false;
        *out = (struct pdf_token){.kind = PDF_STRING, .text = taken};
        t->at += taken.n + 1;
        return true;
}

static struct pdf_token literal_string(struct pdf_tokens *t)
{
        struct pdf_token out;
        size_t depth = 1;
        int c;

        t->string.n = 0;
        t->at++;
        if (whole_plain(&out, t))
                return out;
        while ((take_plain(t), c = peek(t, 0)) >= 0 && t->string.n <= PDF_MOST_STRING) {
                t->at++;
                if (c == '\\') {
                        take_escape(t);
                        continue;
                }
                depth += c == '(';
                depth -= c == ')';
                if (!depth)
                        return string(t);
                if (c == '\r') {
                        t->at += peek(t, 0) == '\n';
                        c = '\n';
                }
                buffer_char(&t->string, (char)c);
        }
        return bad();
}

/* [+-]12.34, one digit at least. */
static struct pdf_token number(struct pdf_token word)
{
        const unsigned char *s = word.text.at, *end = s + word.text.n;
        bool minus = *s == '-';
        size_t digits = 0, decimals = 0;
        int32_t whole = 0;

        s += *s == '-' || *s == '+';
        for (; s < end && is_digit(*s) && digits < PDF_MOST_DIGITS; s++, digits++)
                whole = whole * 10 + (*s - '0');
        if (s < end && *s == '.')
                for (s++; s < end && is_digit(*s) && decimals < PDF_MOST_DIGITS; s++)
                        decimals++;
        if (s < end || digits + decimals == 0)
                return bad();
        word.kind = PDF_NUMBER;
        word.whole = minus ? -whole : whole;
        return word;
}

/* A name, a number or an operator: as far as it goes. */
static struct pdf_token word(struct pdf_tokens *t, enum pdf_token_kind kind)
{
        const size_t left = t->from.n - t->at, most = left < PDF_MOST_WORD + 1 ? left : PDF_MOST_WORD + 1;
        const unsigned char *at = t->from.at + t->at;
        size_t n = kind == PDF_NAME;

        while (n < most && !classes[at[n]])
                n++;
        return n <= PDF_MOST_WORD ? sign(t, kind, n) : bad();
}

/* -12.34 in one walk, as most of a page is; other spellings are left to word and number, which refuse what is none. */
static bool plain_number(struct pdf_token *out, struct pdf_tokens *t, const unsigned char *begin)
{
        const unsigned char *const end = t->from.at + t->from.n, *s = begin + (*begin == '-'), *digits = s;
        const unsigned char *most = end - s > PDF_MOST_DIGITS ? s + PDF_MOST_DIGITS : end;
        int32_t whole = 0;

        for (; s < most && is_digit(*s); s++)
                whole = whole * 10 + (*s - '0');
        if (s == digits)
                return false;
        if (s < end && *s == '.') {
                s++;
                most = end - s > PDF_MOST_DIGITS ? s + PDF_MOST_DIGITS : end;
                while (s < most && is_digit(*s))
                        s++;
        }
        if (s < end && !classes[*s])
                return false;
        *out = (struct pdf_token){PDF_NUMBER, {begin, (size_t)(s - begin)}, *begin == '-' ? -whole : whole};
        t->at = (size_t)(s - t->from.at);
        return true;
}

static bool begins_number(int c)
{
        return is_digit(c) || c == '+' || c == '-' || c == '.';
}

/* A regular word of one or two bytes, as the operators of a page are. */
static bool short_word(struct pdf_token *out, struct pdf_tokens *t, const unsigned char *at)
{
        const size_t left = (size_t)(t->from.at + t->from.n - at), n = left > 1 && !classes[at[1]] ? 2 : 1;

        if (left <= n || classes[*at] || !classes[at[n]])
                return false;
        *out = (struct pdf_token){.kind = PDF_WORD, .text = {at, n}};
        t->at += n;
        return true;
}

static struct pdf_token delimited(struct pdf_tokens *t, int c)
{
        switch (c) {
        case '(':
                return literal_string(t);
        case '<':
        case '>':
                if (peek(t, 1) == c)
                        return sign(t, c == '<' ? PDF_DICT_OPEN : PDF_DICT_CLOSE, 2);
                return c == '<' ? hex_string(t) : bad();
        case '/':
                return word(t, PDF_NAME);
        case '%':
                skip_comments(t);
                return pdf_token_next(t);
        default:
                return bad();
        }
}

/* What is no plain number and no short word. It stays out of pdf_token_read, through which most of a page passes without it. */
__attribute__((noinline)) static void read_other(struct pdf_token *out, struct pdf_tokens *t, int c)
{
        *out = classes[c] ? delimited(t, c) : word(t, PDF_WORD);
        if (out->kind == PDF_WORD && begins_number(c))
                *out = number(*out);
}

void pdf_token_read(struct pdf_token *out, struct pdf_tokens *t)
{
        const unsigned char *at;

        while (t->at < t->from.n && classes[t->from.at[t->at]] == SPACE)
                t->at++;
        if (t->at >= t->from.n) {
                *out = (struct pdf_token){.kind = PDF_END};
                return;
        }
        at = t->from.at + t->at;
        if (*at == '[' || *at == ']')
                *out = sign(t, *at == '[' ? PDF_OPEN : PDF_CLOSE, 1);
        else if (!(begins_number(*at) ? plain_number(out, t, at) : short_word(out, t, at)))
                read_other(out, t, *at);
}

struct pdf_token pdf_token_next(struct pdf_tokens *t)
{
        struct pdf_token read;

        pdf_token_read(&read, t);
        return read;
}

bool pdf_token_is(const struct pdf_token *token, const char *text)
{
        return token->kind == PDF_WORD && token->text.n == strlen(text) &&
               memcmp(token->text.at, text, token->text.n) == 0;
}
