/* Folding, for comparing and for reading numbers: names are stored as typed. */
#include "core/base/text.h"

#include <string.h>
#include <utf8proc.h>

#include "core/base/buffer.h"

#include "core/banned.h"

enum { SHORT = 256 }; /* code points that need no memory of the arena while being folded */

/* Pairs that CP932 and JIS map to different code points (0x8160 0x817C 0x8161 0x815C), as they are after NFKC, which has
 * made U+FF5E a tilde and U+FF0D a hyphen. */
static const int32_t jis_pairs[][2] = {
        {0x301C, '~'},
        {0x2212, '-'},
        {0x2225, 0x2016},
        {0x2015, 0x2014},
};

static const int32_t search_pairs[][2] = {
        {0x9AD9, 0x9AD8}, /* 髙 高 */
        {0xFA11, 0x5D0E}, /* 﨑 崎 */
};

static int32_t pair(int32_t c, const int32_t pairs[][2], size_t n)
{
        for (size_t i = 0; i < n; i++)
                if (pairs[i][0] == c)
                        return pairs[i][1];
        return c;
}
#define PAIR(c, pairs) pair((c), (pairs), sizeof(pairs) / sizeof *(pairs))

typedef int32_t fold_one(int32_t); /* -1 drops the code point */

/* Default-ignorable characters (byte order mark, zero width, directions, variation selectors: 葛󠄀 is 葛) count for nothing. */
static int32_t fold_key(int32_t c)
{
        if (c >= 'A' && c <= 'Z')
                return c + ('a' - 'A');
        if (c == ' ' || (c >= '\t' && c <= '\r'))
                return -1;
        if (c < 0x80)
                return c;
        if (utf8proc_category(c) == UTF8PROC_CATEGORY_ZS || utf8proc_get_property(c)->ignorable)
                return -1;
        return PAIR(c, jis_pairs);
}

static int32_t fold_search(int32_t c)
{
        c = fold_key(c);
        return PAIR(c, search_pairs);
}

static bool is_ascii(const char *s)
{
        while (*s && (unsigned char)*s < 0x80)
                s++;
        return *s == '\0';
}

static char *fold_ascii(struct arena *arena, const char *text, fold_one *fold)
{
        char *copy = arena_strdup(arena, text), *to = copy;

        for (const char *s = text; fold && *s; s++) {
                int32_t c = fold(*s);

                if (c >= 0)
                        *to++ = (char)c;
        }
        if (fold)
                *to = '\0';
        return copy;
}

/* Decomposes, composes, folds and writes back as UTF-8. Text that is not UTF-8 is returned as it is. */
static char *normalise(struct arena *arena, bool *dropped, const char *text, int form, fold_one *fold)
{
        const unsigned char *in = (const unsigned char *)text;
        utf8proc_option_t options = (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE | form);
        utf8proc_ssize_t length = (utf8proc_ssize_t)strlen(text), n;
        int32_t few[SHORT + 1], *points = few;
        utf8proc_ssize_t kept = 0;

        n = utf8proc_decompose(in, length, few, SHORT, options);
        if (n > SHORT) {
                points = arena_alloc(arena, ((size_t)n + 1) * sizeof *points);
                n = utf8proc_decompose(in, length, points, n, options);
        }
        if (n < 0 || (n = utf8proc_normalize_utf32(points, n, options)) < 0)
                return arena_strdup(arena, text);
        for (utf8proc_ssize_t i = 0; i < n; i++) {
                int32_t c = fold ? fold(points[i]) : points[i];

                if (c >= 0)
                        points[kept++] = c;
        }
        *dropped = kept < n;
        kept = utf8proc_reencode(points, kept, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
        return arena_strndup(arena, (const char *)points, kept < 0 ? 0 : (size_t)kept);
}

/* If a space was dropped, its neighbours now stand together: か゛ is か, a space and U+3099 in NFKC. Folding once more makes it が and
 * puts marks in their order. */
static char *folded(struct arena *arena, const char *text, int form, fold_one *fold)
{
        bool dropped = false;
        char *key;

        if (is_ascii(text))
                return fold_ascii(arena, text, fold);
        key = normalise(arena, &dropped, text, form, fold);
        return dropped ? normalise(arena, &dropped, key, form, fold) : key;
}

const char *text_marks_kept(struct arena *arena, const char *text)
{
        enum { PRIVATE = 0xF0000 };
        struct buffer out = buffer_in(arena);
        const char *at = text;
        bool any = false;
        int32_t c;

        if (is_ascii(text))
                return text;
        for (const char *from = at; (c = text_next(&at)) > 0; from = at) {
                unsigned char utf8[4] = {0};
                bool kept = !utf8proc_get_property(c)->ignorable;

                any |= !kept;
                if (kept)
                        buffer_add(&out, from, (size_t)(at - from));
                else
                        buffer_add(&out, utf8, (size_t)utf8proc_encode_char(PRIVATE + (c & 0xFFFF), utf8));
        }
        return any ? out.at : text;
}

char *text_key(struct arena *arena, const char *text)
{
        return folded(arena, text, UTF8PROC_COMPAT, fold_key);
}

char *text_search_key(struct arena *arena, const char *text)
{
        return folded(arena, text, UTF8PROC_COMPAT, fold_search);
}

/* After NFKC ㈱ and （株） are "(株)", ㍿ is written out. */
static const struct {
        const char *typed, *full;
} legal_forms[] = {
        {"(株)", "株式会社"}, {"(有)", "有限会社"},     {"(同)", "合同会社"}, {"(合)", "合同会社"},
        {"(資)", "合資会社"}, {"(名)", "合名会社"},     {"(医)", "医療法人"}, {"(社)", "社団法人"},
        {"(財)", "財団法人"}, {"(福)", "社会福祉法人"}, {"(学)", "学校法人"},
};

/* The full form of what begins at `s`, or NULL. */
static const char *legal_form(size_t *length, const char *s)
{
        for (size_t i = 0; i < sizeof legal_forms / sizeof *legal_forms; i++) {
                *length = strlen(legal_forms[i].typed);
                if (strncmp(s, legal_forms[i].typed, *length) == 0)
                        return legal_forms[i].full;
        }
        return NULL;
}

char *text_party_key(struct arena *arena, const char *text)
{
        char *key = text_search_key(arena, text);
        struct buffer out = buffer_in(arena);

        if (!strchr(key, '('))
                return key;
        for (const char *s = key; *s;) {
                size_t length = 0;
                const char *full = *s == '(' ? legal_form(&length, s) : NULL;

                if (full)
                        buffer_text(&out, full);
                else
                        buffer_char(&out, *s);
                s += full ? length : 1;
        }
        return out.at;
}

char *text_nfc(struct arena *arena, const char *text)
{
        return folded(arena, text, 0, NULL);
}

char *text_nfkc(struct arena *arena, const char *text)
{
        return folded(arena, text, UTF8PROC_COMPAT, NULL);
}

/* The invisible characters that Windows and web pages leave around a copied date or amount. Marks that turn the direction of writing
 * (U+202A …) are not among them, because with them the eye reads other digits than the program. */
/* Appends one code point with its width folded. False: no room. */
static bool add_typed(struct typed *out, int32_t c)
{
        const utf8proc_property_t *property = utf8proc_get_property(c);
        utf8proc_ssize_t room = (utf8proc_ssize_t)(TYPED_MOST - out->n), n = 1;

        if (c > ' ' && c < 0x80 && room > 0) {
                out->at[out->n++] = c;
                return true;
        }
        if (property->ignorable && c != 0x202E) /* which shows what follows from right to left: 1000 for 0001 */
                return true;
        if (property->category == UTF8PROC_CATEGORY_ZS || (c >= '\t' && c <= '\r'))
                c = ' ';
        if (c == ' ' && out->n == 0)
                return true;
        if (room < 1)
                return false;
        out->at[out->n] = c;
        if (c != ' ' && (property->decomp_type == UTF8PROC_DECOMP_TYPE_WIDE ||
                         property->decomp_type == UTF8PROC_DECOMP_TYPE_NARROW ||
                         property->decomp_type == UTF8PROC_DECOMP_TYPE_SQUARE))
                n = utf8proc_decompose_char(c, out->at + out->n, room, UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, NULL);
        out->n += n > room ? 0 : (size_t)n;
        return n <= room;
}

bool typed_read(struct typed *out, const char *text)
{
        bool ascii = is_ascii(text);
        utf8proc_ssize_t n;
        int32_t c;

        out->n = 0;
        if (strnlen(text, TYPED_MOST + 1) > TYPED_MOST)
                return false;
        while ((c = text_next(&text)) >= 0)
                if (!add_typed(out, c))
                        return false;
        n = (utf8proc_ssize_t)out->n;
        if (!ascii) /* ﾄ and ﾞ become ド */
                n = utf8proc_normalize_utf32(out->at, n, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
        while (n > 0 && out->at[n - 1] == ' ')
                n--;
        out->n = n < 0 ? 0 : (size_t)n;
        out->at[out->n] = 0;
        return *text == '\0';
}

static int32_t lower(int32_t c)
{
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

bool typed_take(const int32_t **at, const char *word)
{
        const int32_t *p = *at;
        int32_t c;

        if ((*p < 0x80) != ((unsigned char)*word < 0x80)) /* most words of most tables */
                return false;
        while ((c = text_next(&word)) >= 0)
                if (lower(*p++) != lower(c))
                        return false;
        *at = p;
        return true;
}

bool typed_take_digit(const int32_t **at, int *digit)
{
        if (**at < '0' || **at > '9')
                return false;
        *digit = (int)(*(*at)++ - '0');
        return true;
}

bool typed_take_dash(const int32_t **at)
{
        /* hyphens, figure dash to bar, minus, the stroke of tables, and ー, which an input method gives for the minus key */
        static const int32_t dashes[] = {'-', 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0x2500, 0x30FC};

        for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
                if (**at == dashes[i]) {
                        ++*at;
                        return true;
                }
        }
        return false;
}

void typed_skip_spaces(const int32_t **at)
{
        while (**at == ' ')
                ++*at;
}

/* The second row is the one of cheques and contracts, with the older shapes of the same numbers (大字). */
static const struct {
        int32_t code_point;
        int value;
} kanji[] = {
        {0x3007, 0},  {0x4E00, 1},   {0x4E8C, 2},    {0x4E09, 3},    {0x56DB, 4}, /* 〇一二三四 */
        {0x4E94, 5},  {0x516D, 6},   {0x4E03, 7},    {0x516B, 8},    {0x4E5D, 9}, /* 五六七八九 */
        {0x96F6, 0},  {0x58F1, 1},   {0x58F9, 1},    {0x5F0C, 1},    {0x5F10, 2},
        {0x8CB3, 2},  {0x8CAE, 2}, /* 零壱壹弌弐貳貮 */
        {0x53C2, 3},  {0x53C3, 3},   {0x8086, 4},    {0x4F0D, 5},    {0x9678, 6},
        {0x6F06, 7},  {0x67D2, 7},                                                   /* 参參肆伍陸漆柒 */
        {0x634C, 8},  {0x7396, 9},                                                   /* 捌玖 */
        {0x5341, 10}, {0x767E, 100}, {0x5343, 1000},                                 /* 十百千 */
        {0x62FE, 10}, {0x4F70, 100}, {0x964C, 100},  {0x4EDF, 1000}, {0x9621, 1000}, /* 拾佰陌仟阡 */
};

static int kanji_value(int32_t c)
{
        for (size_t i = 0; i < sizeof kanji / sizeof *kanji; i++)
                if (kanji[i].code_point == c)
                        return kanji[i].value;
        return -1;
}

int typed_kanji_digit(int32_t c)
{
        int value = c < 0x3007 ? -1 : kanji_value(c);

        return value < 10 ? value : -1;
}

int typed_kanji_unit(int32_t c)
{
        int value = c < 0x3007 ? -1 : kanji_value(c);

        return value < 10 ? 0 : value;
}
