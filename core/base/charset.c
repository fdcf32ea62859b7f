#include "core/base/charset.h"

#include <stdbool.h>
#include <string.h>
#include <uchar.h>

#include "core/base/charset_rows.h"

#include "core/banned.h"

enum { FREE_FIRST = 95, FREE_LAST = 114, FREE = 0xE000, KATAKANA = 0xFF61, ESCAPE = 0x1B };

/* One character: how many bytes it takes, 0 where the bytes are none. */
typedef size_t charset_next(int32_t *out, const unsigned char *at, size_t n);

/* ---- rows and cells, from 1 */

static int32_t character_at(int row, int cell)
{
        char16_t c;

        if (row < 1 || row > CHARSET_ROWS || cell < 1 || cell > CHARSET_CELLS)
                return -1;
        if (row >= FREE_FIRST && row <= FREE_LAST)
                return FREE + (row - FREE_FIRST) * CHARSET_CELLS + cell - 1;
        c = charset_rows[row][cell - 1];
        return c == 0 || c == ' ' ? -1 : (int32_t)c;
}

/* Signs of row 1 and 2 to which JIS X 0208 gives another character than Windows. */
static const struct {
        char16_t windows, jis;
} named_twice[] = {{0xFF5E, 0x301C}, {0x2225, 0x2016}, {0xFF0D, 0x2212},
                   {0xFFE0, 0xA2},   {0xFFE1, 0xA3},   {0xFFE2, 0xAC}};

static int32_t by_jis(int32_t c, int row)
{
        for (size_t i = 0; row <= 2 && i < sizeof named_twice / sizeof *named_twice; i++)
                if (named_twice[i].windows == c)
                        return named_twice[i].jis;
        return c;
}

/* ---- Shift_JIS */

/* Two bytes are a row and a cell: a first byte has two rows, and 0x7F is left out of the second ones. */
static size_t shift_jis_pair(int32_t *out, int *row, const unsigned char *at, size_t n)
{
        int first = at[0], second, cell;

        if (!((first >= 0x81 && first <= 0x9F) || (first >= 0xE0 && first <= 0xFC)) || n < 2)
                return 0;
        second = at[1];
        if (second < 0x40 || second == 0x7F || second > 0xFC)
                return 0;
        cell = second - (second < 0x7F ? 0x40 : 0x41);
        *row = (first - (first < 0xA0 ? 0x81 : 0xC1)) * 2 + 1 + cell / CHARSET_CELLS;
        *out = character_at(*row, cell % CHARSET_CELLS + 1);
        return *out < 0 ? 0 : 2;
}

static size_t next_cp932(int32_t *out, const unsigned char *at, size_t n)
{
        int row;

        if (*at < 0x80 || (*at >= 0xA1 && *at <= 0xDF)) {
                *out = *at < 0x80 ? *at : KATAKANA + (*at - 0xA1);
                return 1;
        }
        return shift_jis_pair(out, &row, at, n);
}

static int32_t roman(int32_t c)
{
        return c == '\\' ? 0xA5 : c == '~' ? 0x203E : c;
}

static size_t next_shift_jis(int32_t *out, const unsigned char *at, size_t n)
{
        int row = CHARSET_ROWS;
        size_t length =
                *at < 0x80 || (*at >= 0xA1 && *at <= 0xDF) ? next_cp932(out, at, n) : shift_jis_pair(out, &row, at, n);

        *out = length == 1 ? roman(*out) : length ? by_jis(*out, row) : 0;
        return length;
}

/* ---- EUC-JP, ISO-2022-JP */

/* 0x80 to 0x9F are control characters but for 0x8E, before a half-width katakana, and 0x8F, before JIS X 0212. */
static size_t next_euc_jp(int32_t *out, const unsigned char *at, size_t n)
{
        if (*at < 0xA0 && *at != 0x8E && *at != 0x8F) {
                *out = *at;
                return 1;
        }
        if (*at == 0x8F || n < 2 || at[1] < 0xA1)
                return 0;
        if (*at == 0x8E) {
                *out = KATAKANA + (at[1] - 0xA1);
                return at[1] <= 0xDF ? 2 : 0;
        }
        *out = *at - 0xA0 < FREE_FIRST ? character_at(*at - 0xA0, at[1] - 0xA0) : -1;
        if (*out >= 0)
                *out = by_jis(*out, *at - 0xA0);
        return *out < 0 ? 0 : 2;
}

enum jis_set { JIS_ASCII, JIS_ROMAN, JIS_KANJI };

/* An escape sequence changes the set; one that is not known is a control character and what follows. */
static bool is_escape(enum jis_set *set, const unsigned char *at)
{
        static const struct {
                char after[2];
                enum jis_set set;
        } known[] = {
                {{'(', 'B'}, JIS_ASCII}, {{'(', 'J'}, JIS_ROMAN}, {{'$', '@'}, JIS_KANJI}, {{'$', 'B'}, JIS_KANJI}};

        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
                if (memcmp(at + 1, known[i].after, 2) == 0) {
                        *set = known[i].set;
                        return true;
                }
        return false;
}

static size_t next_jis(int32_t *out, const unsigned char *at, size_t n, enum jis_set set)
{
        *out = *at;
        if (*at >= 0x80)
                return 0;
        if (set != JIS_KANJI || *at <= ' ' || *at == 0x7F) {
                *out = set == JIS_ROMAN ? roman(*at) : *at;
                return 1;
        }
        *out = n < 2 || at[1] >= 0x80 ? -1 : character_at(*at - ' ', at[1] - ' ');
        if (*out >= 0)
                *out = by_jis(*out, *at - ' ');
        return *out < 0 ? 0 : 2;
}

/* ---- the rest */

static size_t next_utf16(int32_t *out, const unsigned char *at, size_t n, bool little)
{
        int32_t high = n >= 2 ? at[little] << 8 | at[!little] : 0, low;

        *out = high;
        if (n < 2 || (high >= 0xDC00 && high <= 0xDFFF))
                return 0;
        if (high < 0xD800 || high > 0xDBFF)
                return 2;
        low = n >= 4 ? at[2 + little] << 8 | at[2 + !little] : 0;
        *out = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        return low >= 0xDC00 && low <= 0xDFFF ? 4 : 0;
}

static size_t next_utf16le(int32_t *out, const unsigned char *at, size_t n)
{
        return next_utf16(out, at, n, true);
}

static size_t next_utf16be(int32_t *out, const unsigned char *at, size_t n)
{
        return next_utf16(out, at, n, false);
}

static size_t next_latin_1(int32_t *out, const unsigned char *at, size_t n)
{
        *out = *at;
        return n ? 1 : 0;
}

/* ---- decoding */

static size_t utf8(char out[CHARSET_UTF8], int32_t c)
{
        if (c < 0x80) {
                out[0] = (char)c;
                return 1;
        }
        if (c < 0x800) {
                out[0] = (char)(0xC0 | c >> 6);
                out[1] = (char)(0x80 | (c & 0x3F));
                return 2;
        }
        if (c < 0x10000) {
                out[0] = (char)(0xE0 | c >> 12);
                out[1] = (char)(0x80 | (c >> 6 & 0x3F));
                out[2] = (char)(0x80 | (c & 0x3F));
                return 3;
        }
        out[0] = (char)(0xF0 | c >> 18);
        out[1] = (char)(0x80 | (c >> 12 & 0x3F));
        out[2] = (char)(0x80 | (c >> 6 & 0x3F));
        out[3] = (char)(0x80 | (c & 0x3F));
        return 4;
}

/* What was decoded, handed on in pieces; to nobody where `out` is NULL. */
struct decoded {
        struct buffer *out;
        char piece[4096];
        size_t n;
};

static void hand_on(struct decoded *d)
{
        if (d->out)
                buffer_add(d->out, d->piece, d->n);
        d->n = 0;
}

static void put(struct decoded *d, int32_t c)
{
        if (sizeof d->piece - d->n < CHARSET_UTF8)
                hand_on(d);
        d->n += utf8(d->piece + d->n, c);
}

static size_t decode_jis(struct decoded *d, struct bytes bytes)
{
        enum jis_set set = JIS_ASCII;
        size_t i = 0, length = 1;

        while (i < bytes.n && length) {
                int32_t c;

                if (bytes.at[i] == ESCAPE && bytes.n - i < 3)
                        break;
                if (bytes.at[i] == ESCAPE && is_escape(&set, bytes.at + i)) {
                        i += 3;
                        continue;
                }
                length = next_jis(&c, bytes.at + i, bytes.n - i, set);
                i += length;
                if (length)
                        put(d, c);
        }
        return i;
}

static size_t decode_each(struct decoded *d, struct bytes bytes, charset_next *next)
{
        size_t i = 0, length = 1;

        while (i < bytes.n && length) {
                int32_t c;

                length = next(&c, bytes.at + i, bytes.n - i);
                i += length;
                if (length)
                        put(d, c);
        }
        return i;
}

static charset_next *const each[] = {
        [CHARSET_CP932] = next_cp932,     [CHARSET_SHIFT_JIS] = next_shift_jis, [CHARSET_EUC_JP] = next_euc_jp,
        [CHARSET_UTF16LE] = next_utf16le, [CHARSET_UTF16BE] = next_utf16be,     [CHARSET_LATIN_1] = next_latin_1,
};

size_t charset_decode(struct buffer *out, struct bytes bytes, enum charset charset)
{
        struct decoded d = {.out = out, .n = 0};
        size_t n = charset == CHARSET_JIS ? decode_jis(&d, bytes) : decode_each(&d, bytes, each[charset]);

        hand_on(&d);
        return n;
}

size_t charset_take(char out[CHARSET_UTF8], size_t *n, struct bytes bytes, enum charset charset)
{
        int32_t c = 0;
        size_t taken = bytes.n && charset != CHARSET_JIS ? each[charset](&c, bytes.at, bytes.n) : 0;

        *n = taken ? utf8(out, c) : 0;
        return taken;
}

/* ---- encoding */

/* The place of a character that has one, as row * 256 + cell; made at the first question from the same rows. */
static uint16_t places[0x10000];

static void note_places(int first, int last)
{
        for (int row = first; row <= last; row++)
                for (int cell = 1; cell <= CHARSET_CELLS; cell++) {
                        int32_t c = character_at(row, cell);

                        if (c >= 0)
                                places[c] = (uint16_t)(row << 8 | cell);
                }
}

/* What is noted last holds: JIS before NEC's row 13, that before IBM's, those before NEC's copy of them. */
static void make_places(void)
{
        static bool made;

        if (made)
                return;
        note_places(89, CHARSET_ROWS);
        note_places(13, 13);
        note_places(1, 8);
        note_places(16, 84);
        for (size_t i = 0; i < sizeof named_twice / sizeof *named_twice; i++)
                places[named_twice[i].jis] = places[named_twice[i].windows];
        places[0x2014] = places[0x2015]; /* the long dash, as people type it */
        made = true;
}

size_t charset_cp932(char out[2], int32_t c)
{
        int row, cell;

        if ((c >= 0 && c < 0x80) || (c >= KATAKANA && c <= 0xFF9F) || c == 0xA5 || c == 0x203E) {
                out[0] = (char)(c < 0x80 ? c : c == 0xA5 ? '\\' : c == 0x203E ? '~' : c - KATAKANA + 0xA1);
                return 1;
        }
        make_places();
        if (c < 0 || c > 0xFFFF || !places[c])
                return 0;
        row = (places[c] >> 8) - 1;
        cell = (places[c] & 0xFF) - 1 + row % 2 * CHARSET_CELLS;
        out[0] = (char)(row / 2 + (row / 2 < 31 ? 0x81 : 0xC1));
        out[1] = (char)(cell + (cell < 0x3F ? 0x40 : 0x41));
        return 2;
}
