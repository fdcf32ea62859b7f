#include "receipts/formats/dialect.h"

#include <string.h>

#include "core/base/charset.h"

#include "core/banned.h"

enum { LINES_LOOKED_AT = 20, NUL_IN = 256 /* at most one NUL in so many bytes of what is text all the same */ };

static bool begins(struct bytes b, const char *with, size_t n)
{
        return b.n >= n && memcmp(b.at, with, n) == 0;
}

static size_t count_byte(struct bytes b, int byte)
{
        size_t n = 0;

        for (size_t i = 0; i < b.n; i++)
                n += b.at[i] == byte;
        return n;
}

/* ---- the form */

static const enum charset charsets[] = {[DIALECT_UTF16LE] = CHARSET_UTF16LE,
                                        [DIALECT_UTF16BE] = CHARSET_UTF16BE,
                                        [DIALECT_EUC_JP] = CHARSET_EUC_JP,
                                        [DIALECT_JIS] = CHARSET_JIS};

/* Appends what can be converted; true if that is all of it. */
static bool convert(struct buffer *out, struct bytes from, enum dialect_form form)
{
        return charset_decode(out, from, charsets[form]) == from.n;
}

/* UTF-16 without a byte order mark: every second byte of its commas, digits and line ends is NUL, and no other byte
 * is. */
static enum dialect_form utf16_without_mark(struct bytes head, struct arena *arena)
{
        size_t even = 0, odd = 0;
        enum dialect_form form;
        struct buffer text = buffer_in(arena);

        for (size_t i = 0; i < head.n; i++)
                *(i % 2 ? &odd : &even) += head.at[i] == 0;
        if ((even != 0) == (odd != 0) || (even + odd) * 10 < head.n)
                return DIALECT_PLAIN;
        form = odd ? DIALECT_UTF16LE : DIALECT_UTF16BE;
        head.n -= head.n % 2;
        return convert(&text, head, form) && text.n && text_is_valid(text.at) ? form : DIALECT_PLAIN;
}

/* EUC-JP: pairs of 0xA1-0xFE, kana among them, nothing that only CP932 has, and no valid UTF-8. */
static bool is_euc_jp(struct bytes head)
{
        const unsigned char *s = head.at;
        size_t pairs = 0, kana = 0;
        enum encoding encoding;
        size_t bad;

        for (size_t i = 0; i < head.n; i++) {
                if (s[i] < 0x80)
                        continue;
                if (i + 1 == head.n)
                        break;
                if (s[i + 1] < 0xA1 || s[i + 1] > 0xFE || (s[i] != 0x8E && (s[i] < 0xA1 || s[i] > 0xFE)))
                        return false;
                pairs++;
                kana += s[i] == 0xA4 || s[i] == 0xA5 || (s[i] >= 0xB0 && s[i] <= 0xF4);
                i++;
        }
        return pairs >= 4 && kana * 2 > pairs && (!text_detect(&encoding, &bad, head) || encoding == ENC_CP932);
}

/* ISO-2022-JP: it has an escape sequence, and no byte above 0x7F. */
static bool is_jis(struct bytes head)
{
        bool escape = false;

        for (size_t i = 0; i + 2 < head.n && !escape; i++)
                escape =
                        head.at[i] == 0x1B && head.at[i + 1] == '$' && (head.at[i + 2] == 'B' || head.at[i + 2] == '@');
        for (size_t i = 0; i < head.n; i++)
                if (head.at[i] >= 0x80)
                        return false;
        return escape;
}

/* Cuts the head at its last whole line, for it may end within a character. */
static struct bytes whole_lines(struct bytes head)
{
        const unsigned char *end = head.n ? memrchr(head.at, '\n', head.n) : NULL;

        return end ? (struct bytes){head.at, (size_t)(end - head.at)} : head;
}

static enum dialect_form form_of(struct bytes head, struct arena *arena)
{
        struct bytes start = {head.at, head.n < 4096 ? head.n : 4096};
        enum dialect_form form;

        if (begins(head, "\xff\xfe", 2))
                return DIALECT_UTF16LE;
        if (begins(head, "\xfe\xff", 2))
                return DIALECT_UTF16BE;
        form = start.n && memchr(start.at, 0, start.n) ? utf16_without_mark(start, arena) : DIALECT_PLAIN;
        if (form != DIALECT_PLAIN)
                return form;
        if (is_jis(whole_lines(head)))
                return DIALECT_JIS;
        if (is_euc_jp(whole_lines(head)))
                return DIALECT_EUC_JP;
        return head.n && memchr(head.at, '\r', head.n) && !memchr(head.at, '\n', head.n) ? DIALECT_CR : DIALECT_PLAIN;
}

/* One NUL among much text costs only its row. A file with many of them, or with other control characters too, is no
 * text. */
static bool is_text(struct bytes head)
{
        size_t nuls = count_byte(head, 0);

        if (!nuls || !memchr(head.at, 0, head.n < 4096 ? head.n : 4096))
                return true;
        if (nuls * NUL_IN > head.n && nuls > 1)
                return false;
        for (size_t i = 0; i < head.n; i++)
                if (head.at[i] && head.at[i] < ' ' && !strchr("\t\n\v\f\r\x1b", head.at[i]))
                        return false;
        return true;
}

/* ---- the separator */

struct counts {
        size_t commas, tabs, semicolons, bars;
};

/* Counts the separators of one line outside quotes. *at is left behind the line. */
static struct counts count_line(const char **at, const char *end)
{
        struct counts n = {0};
        bool quoted = false;
        const char *s = *at;

        for (; s < end && *s != '\n' && *s != '\r'; s++) {
                quoted ^= *s == '"';
                n.commas += !quoted && *s == ',';
                n.tabs += !quoted && *s == '\t';
                n.semicolons += !quoted && *s == ';';
                n.bars += !quoted && *s == '|';
        }
        *at = s < end ? s + 1 : s;
        return n;
}

/* The first line that is parted (at least so many times) is the header, or has as many columns. Semicolons part the values
 * within a cell too: they count only where no comma parts anything. So do bars, and in CP932 a bar may be half of a character. */
static bool find_separator(char *out, struct bytes text, size_t least, struct arena *scratch)
{
        const char *at = (const char *)text.at, *end = at + text.n;

        for (int i = 0; i < LINES_LOOKED_AT && at < end; i++) {
                const char *line = at;
                struct counts n = count_line(&at, end);

                if (!n.commas && !n.tabs && !n.semicolons && n.bars >= least &&
                    text_is_valid(arena_strndup(scratch, line, (size_t)(at - line)))) {
                        *out = '|';
                        return true;
                }
                if (n.commas < least && n.tabs < least && n.semicolons < least)
                        continue;
                *out = (char)(n.tabs > n.commas && n.tabs >= n.semicolons ? '\t'
                              : n.semicolons && !n.commas                 ? ';'
                                                                          : ',');
                return true;
        }
        return false;
}

/* Excel's own hint: a first line "sep=;". */
static size_t take_hint(char *separator, struct bytes text)
{
        const char *s = (const char *)text.at;
        bool quoted = text.n && *s == '"';
        size_t n = quoted;

        if (text.n < n + 5 + quoted || memcmp(s + n, "sep=", 4) != 0 || !strchr(",;\t|", s[n + 4]) || !s[n + 4])
                return 0;
        *separator = s[n + 4];
        n += 5;
        if (quoted && s[n++] != '"')
                return 0;
        n += n < text.n && s[n] == '\r';
        return n < text.n && s[n] == '\n' ? n + 1 : 0;
}

static const char *name_of(const struct dialect *d)
{
        static const char *const names[] = {
                [DIALECT_PLAIN] = NULL,      [DIALECT_UTF16LE] = "UTF-16",  [DIALECT_UTF16BE] = "UTF-16",
                [DIALECT_EUC_JP] = "EUC-JP", [DIALECT_JIS] = "ISO-2022-JP", [DIALECT_CR] = NULL};
        return names[d->form];
}

bool dialect_of(struct dialect *out, struct bytes head, struct arena *scratch)
{
        struct bytes text = head;
        size_t bom;

        *out = (struct dialect){.separator = ','};
        if (begins(head, "PK\3\4", 4))
                return false;
        out->form = form_of(head, scratch);
        out->name = name_of(out);
        if (out->form == DIALECT_PLAIN && !is_text(head))
                return false;
        if (out->form != DIALECT_PLAIN)
                dialect_rewrite(&text, head, out->form, scratch);
        bom = begins(text, "\xef\xbb\xbf", 3) ? 3 : 0;
        text = (struct bytes){text.at + bom, text.n - bom};
        out->hint = take_hint(&out->separator, text);
        if (out->hint)
                out->hint += bom;
        else
                (void)(find_separator(&out->separator, text, 2, scratch) ||
                       find_separator(&out->separator, text, 1, scratch));
        return true;
}

bool dialect_rewrite(struct bytes *out, struct bytes file, enum dialect_form form, struct arena *arena)
{
        struct buffer text = buffer_in(arena);
        bool marked = begins(file, "\xff\xfe", 2) || begins(file, "\xfe\xff", 2), lf;
        bool good = true;

        buffer_text(&text, "");
        if (form == DIALECT_CR)
                buffer_add(&text, file.at, file.n);
        else if ((form == DIALECT_UTF16LE || form == DIALECT_UTF16BE) && marked)
                good = convert(&text, (struct bytes){file.at + 2, file.n - 2}, form);
        else
                good = convert(&text, file, form);
        lf = text.n && memchr(text.at, '\n', text.n);
        for (size_t i = 0; i < text.n && !lf; i++)
                if (text.at[i] == '\r')
                        text.at[i] = '\n';
        *out = buffer_bytes(&text);
        return good;
}
