#include "receipts/table/cell_text.h"

#include <string.h>

#include "core/banned.h"

enum { LONGEST_WORD = 40 }; /* bytes of a word for none, or of a ditto mark */

/* U+200C and U+200D join letters of other scripts and pictures, variation selectors choose a shape, U+202E turns a number
 * round: all these are seen. */
static bool is_invisible(int32_t c)
{
        return c == 0x00AD || c == 0x034F || c == 0x061C || c == 0x180E || c == 0x200B || c == 0x200E || c == 0x200F ||
               (c >= 0x202A && c <= 0x202D) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

/* A mark within a name may be one that people see; a mark around it came with the clipboard. */
static const char *strip_ends(const char *text, struct arena *arena)
{
        const char *start = text, *end = text, *s = text;

        while (*s) {
                const char *at = s;
                int32_t c = text_next(&s);

                if (!is_invisible(c))
                        end = s;
                else if (at == start)
                        start = s;
        }
        return end > start ? text_trim(arena, arena_strndup(arena, start, (size_t)(end - start))) : "";
}

static const char *strip_all(const char *text, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        while (*text) {
                const char *at = text;

                if (!is_invisible(text_next(&text)))
                        buffer_add(&out, at, (size_t)(text - at));
        }
        return text_trim(arena, out.at);
}

/* They all begin with one of these bytes, and nearly no cell has one. */
static bool may_hold_invisible(const char *text)
{
        for (const unsigned char *s = (const unsigned char *)text; *s; s++) {
                if (*s >= 0xC2 && (*s < 0xE3 || *s == 0xEF))
                        return true;
                if (*s >= 0xE3 && s[1] && s[2]) /* the bytes behind it begin nothing */
                        s += 2;
        }
        return false;
}

static const char *without_invisible(const char *text, bool name, struct arena *arena)
{
        bool any = false;

        if (!may_hold_invisible(text))
                return text;
        for (const char *s = text; *s;) {
                int32_t c = text_next(&s);

                if (c < 0)
                        return text;
                any |= is_invisible(c);
        }
        if (!any)
                return text;
        return name ? strip_ends(text, arena) : strip_all(text, arena);
}

/* ="0012" keeps the zeros of a number in Excel; ' does so in a cell, and some exports write it out. */
static const char *without_shell(const char *text, struct arena *arena)
{
        size_t n = strlen(text);

        if (*text == '=' && n >= 3 && text[1] == '"' && text[n - 1] == '"' && !memchr(text + 2, '"', n - 3))
                return text_trim(arena, arena_strndup(arena, text + 2, n - 3));
        if (*text == '\'' && n >= 2 && text[n - 1] != '\'')
                return text_trim(arena, text + 1);
        return text;
}

const char *cell_text(const char *typed, bool name, struct arena *arena)
{
        const char *text = without_invisible(typed, name, arena);

        return *text == '=' || *text == '\'' ? without_shell(text, arena) : text;
}

static bool parts_pieces(int32_t c)
{
        return c == '\n' || c == '\r' || c == 0x3001 || c == 0xFF64 || c == ',' || c == 0xFF0C;
}

static bool is_digit(char c)
{
        return c >= '0' && c <= '9';
}

const char *cell_list(const char *text, struct arena *arena)
{
        struct buffer list = buffer_in(arena);
        int depth = 0;

        for (const char *s = text, *at = s; *s; at = s) {
                int32_t c = text_next(&s);
                bool number = c == ',' && at > text && is_digit(at[-1]) && is_digit(*s);

                if (c < 0)
                        return text;
                depth += (c == '(' || c == 0xFF08) - ((c == ')' || c == 0xFF09) && depth > 0);
                if (!depth && !number && parts_pieces(c))
                        buffer_char(&list, ';');
                else
                        buffer_add(&list, at, (size_t)(s - at));
        }
        return list.n ? list.at : text;
}

bool cell_is_one_of(const char *word, const char *const *words, size_t n)
{
        for (size_t i = 0; i < n; i++)
                if (strcmp(word, words[i]) == 0)
                        return true;
        return false;
}

/* " 〃 々 仝 ″ and the quotes that are typed for them. */
static bool is_ditto_mark(int32_t c)
{
        static const int32_t marks[] = {'"',    0x3003, 0x3005, 0x4EDD, 0x2033, 0x2036, 0x201C, 0x201D, 0x201E,
                                        0x201F, 0x301D, 0x301E, 0x301F, 0xFF02, 0x02BA, 0x303B, 0x30FD, 0x30FE,
                                        0x309D, 0x309E, 0x2191, 0x21E7, 0x2B06, 0x2190, 0x2192, 0x2193};

        if (c > 0x4EDD && c != 0xFF02) /* most kanji */
                return false;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
                if (c == marks[i])
                        return true;
        return false;
}

static bool is_dash(int32_t c)
{
        return c == '-' || c == 0x30FC || c == 0xFF70 || c == 0xFF0D || c == 0x2212 || (c >= 0x2010 && c <= 0x2015) ||
               c == 0x2500 || c == 0x2501 || c == 0x2043 || c == 0x02D7 || c == 0xFE63;
}

static bool is_blank(int32_t c)
{
        return c == ' ' || c == '\t' || c == 0x3000 || c == 0xA0;
}

/* One apostrophe or accent means nothing; two of them are typed for a ditto mark. */
static bool is_half_mark(int32_t c)
{
        return c == '\'' || c == 0x2019 || c == 0x2032 || c == 0x00B4 || c == ',';
}

static bool only_marks(const char *text)
{
        int marks = 0, halves = 0;

        while (*text) {
                int32_t c = text_next(&text);

                if (c < 0 ||
                    !(is_ditto_mark(c) || is_half_mark(c) || is_dash(c) || is_blank(c) || c == '(' || c == ')'))
                        return false;
                marks += is_ditto_mark(c);
                halves += is_half_mark(c);
        }
        return marks > 0 || halves == 2;
}

/* All marks and words begin with one of these characters, so the first one rules out nearly every cell. */
bool cell_may_be_mark(const char *text)
{
        static const char ascii[] = "\"'-(),/dDsSnN ";
        const char *s = text;
        int32_t c;

        if ((unsigned char)*text < 0x80)
                return *text && strchr(ascii, *text);
        c = text_next(&s);
        switch (c) {
        case 0x540C: /* 同 */
        case 0x4E0A: /* 上 */
        case 0x5DE6: /* 左 */
        case 0x4EE5: /* 以 */
        case 0xFF08: /* （ */
        case 0x306A: /* な */
        case 0x30CA: /* ナ */
        case 0xFF85: /* ﾅ */
        case 0x7121: /* 無 */
        case 0x8A72: /* 該 */
        case 0x7279: /* 特 */
        case 0xFF0F: /* ／ */
        case 0x672A: /* 未 */
        case 0x975E: /* 非 */
        case 0x767B: /* 登 */
        case 0x756A: /* 番 */
        case 0x514D: /* 免 */
                return true;
        default:
                return is_ditto_mark(c) || is_half_mark(c) || is_dash(c) || is_blank(c);
        }
}

static bool is_short(const char *text)
{
        return *text && cell_may_be_mark(text) && strnlen(text, LONGEST_WORD + 1) <= LONGEST_WORD;
}

bool cell_is_ditto(const char *text, struct arena *scratch)
{
        static const char *const words[] = {"同上",        "同前", "上に同じ", "上と同じ", "上記同様", "上記に同じ",
                                            "上記と同じ",  "同じ", "同様",     "(同上)",   "同じく",   "ditto",
                                            "sameasabove", "同",   "同左",     "同右",     "左に同じ", "(同左)",
                                            "同社",        "同店", "同一",     "同文",     "以下同じ", "以下同様"};

        return is_short(text) && (only_marks(text) || CELL_IS_ONE_OF(text_key(scratch, text), words));
}

static bool only_dashes(const char *text)
{
        while (*text) {
                int32_t c = text_next(&text);

                if (c < 0 || !(is_dash(c) || is_blank(c)))
                        return false;
        }
        return true;
}

bool cell_is_none(const char *text, bool registration, struct arena *scratch)
{
        static const char *const words[] = {"なし",     "無し",     "無",   "ナシ", "該当なし", "該当無し",
                                            "特になし", "特に無し", "none", "n/a",  "/"};
        static const char *const unregistered[] = {"未登録",   "非登録", "登録なし",   "登録無し",
                                                   "番号なし", "免税",   "免税事業者", "未取得"};
        const char *key;

        if (!is_short(text))
                return false;
        if (only_dashes(text))
                return true;
        key = text_key(scratch, text);
        return CELL_IS_ONE_OF(key, words) || (registration && CELL_IS_ONE_OF(key, unregistered));
}

static bool take_digits(const char **s, size_t least, size_t most)
{
        size_t n = strspn(*s, "0123456789");

        *s += n;
        return n >= least && n <= most;
}

static bool take_month(const char **s)
{
        static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

        for (size_t i = 0; months[i]; i += 3)
                if (strncmp(*s, months + i, 3) == 0) {
                        *s += 3;
                        return true;
                }
        return false;
}

bool cell_is_changed_date(const char *text)
{
        const char *s = text;

        if (take_month(&s)) /* Jan-02 */
                return *s++ == '-' && take_digits(&s, 2, 2) && !*s;
        s = text;
        if (!take_digits(&s, 1, 4))
                return false;
        if (*s == '-') /* 2-Jan, 2-Jan-25 */
                return s++ && take_month(&s) && (!*s || (*s++ == '-' && take_digits(&s, 2, 4) && !*s));
        if (*s == '/') /* 2025/1/2 */
                return s - text == 4 && *s++ && take_digits(&s, 1, 2) && *s == '/' && *s++ && take_digits(&s, 1, 2) &&
                       !*s;
        if (strncmp(s, "月", 3) != 0 || s - text > 2)
                return false;
        s += 3;
        return take_digits(&s, 1, 2) && strcmp(s, "日") == 0;
}

bool cell_is_changed_number(const char *text)
{
        const char *s = text;

        if (!take_digits(&s, 1, 1) || (*s == '.' && s++ && !take_digits(&s, 1, 14)))
                return false;
        return *s == 'E' && s[1] == '+' && (s += 2) && take_digits(&s, 2, 3) && !*s;
}
