/* Amounts and counts as people type them (docs/field.md 5). What can be read in two ways is not
 * read: a wrong amount that looks right is worse than a question. */
#include "core/value/yen.h"

#include <string.h>

#include "core/base/text.h"

#include <utf8proc.h>

#include "core/banned.h"

/* Sums beyond this stay here: far above YEN_MOST, far below overflow. */
#define SATURATED (INT64_C(1) << 60)

/* A run of digits before a unit or the end: 1,234  1.25  五  二〇 */
struct coefficient {
        int64_t n;
        int digits;              /* before the point; 0: no coefficient, as in 千円 */
        const int32_t *fraction; /* the digits behind the point; NULL: no point */
        int fraction_digits;
        bool kanji, commas;
};

/* A number being read: 1億 2千 3百 is total 1億, section 2300. */
struct number {
        int64_t total, section;
        int64_t big, small; /* the last unit: the next one is smaller */
        bool arabic, kanji; /* kinds of digits seen; 1万二千 is refused as mixed */
        bool fraction;      /* a part of a yen remains */
        bool any;
};

static int64_t times(int64_t a, int64_t b)
{
        int64_t n;

        return __builtin_mul_overflow(a, b, &n) || n > SATURATED ? SATURATED : n;
}

static int64_t plus(int64_t a, int64_t b)
{
        return a + b > SATURATED ? SATURATED : a + b;
}

static int take_digits(int64_t *n, const int32_t **at)
{
        int digits = 0, digit;

        for (; typed_take_digit(at, &digit); digits++)
                *n = plus(times(*n, 10), digit);
        return digits;
}

/* 1234 or 1,234; commas stand before each three digits, or it is not a number (1,23,45). */
static bool take_arabic(struct coefficient *c, const int32_t **at)
{
        const int32_t *start = *at;
        int digit;

        c->digits = take_digits(&c->n, at);
        if (**at == ',' && (c->digits > 3 || *start == '0'))
                return false;
        while (**at == ',') {
                int group;

                ++*at;
                group = take_digits(&c->n, at);
                if (group != 3)
                        return false;
                c->digits += group;
                c->commas = true;
        }
        if (**at != '.' || (*at)[1] < '0' || (*at)[1] > '9')
                return true; /* ￥12,345.- closes with a point */
        c->fraction = ++*at;
        while (typed_take_digit(at, &digit))
                c->fraction_digits++;
        return **at != '.' && **at != ',';
}

static bool take_coefficient(struct coefficient *c, const int32_t **at)
{
        int digit;

        *c = (struct coefficient){0};
        if (**at >= '0' && **at <= '9')
                return take_arabic(c, at);
        for (; (digit = typed_kanji_digit(**at)) >= 0; c->digits++, ++*at)
                c->n = plus(times(c->n, 10), digit);
        c->kanji = c->digits > 0;
        return **at < '0' || **at > '9';
}

static int64_t take_unit(const int32_t **at)
{
        static const struct {
                const char *word;
                int64_t unit;
        } big[] = {{"万", 10000}, {"萬", 10000}, {"億", 100000000}, {"兆", INT64_C(1000000000000)}};
        int small = typed_kanji_unit(**at);

        if (small) {
                ++*at;
                return small;
        }
        for (size_t i = 0; i < sizeof big / sizeof *big; i++)
                if (typed_take(at, big[i].word))
                        return big[i].unit;
        return 0;
}

/* 1.2万: the digits behind the point take a tenth of the unit each; what would fall below one yen is a fraction. Only a
 * number of one part may have a point: 12.8万5千 can be meant in two ways. So can 12.000, where the key beside the comma
 * was struck. */
static bool add_fractional(struct number *n, const struct coefficient *c, const int32_t **at)
{
        int64_t unit = take_unit(at), next = unit && unit < 10000 ? take_unit(at) : 0;

        if (n->any || (next && next < 10000) || (!unit && !c->commas && c->fraction_digits == 3))
                return false;
        unit = times(unit ? unit : 1, next ? next : 1);
        n->total = times(c->n, unit);
        for (int i = 0; i < c->fraction_digits; i++) {
                n->fraction |= unit % 10 != 0 && c->fraction[i] != '0';
                unit /= 10;
                n->total = plus(n->total, times(c->fraction[i] - '0', unit));
        }
        n->any = true;
        return true;
}

/* 千: a single kanji digit, or none, stands before it (二千, 千); 12千 only at the start. */
static bool add_small(struct number *n, const struct coefficient *c, int64_t unit)
{
        int64_t value = times(c->digits ? c->n : 1, unit);

        if ((c->digits && c->n == 0) || (c->kanji && c->digits > 1) || unit >= n->small || value >= n->small)
                return false;
        n->section += value;
        n->small = unit;
        return true;
}

static bool add_big(struct number *n, const struct coefficient *c, int64_t unit)
{
        int64_t section = plus(n->section, c->n), value = times(section, unit);

        if (c->n >= n->small || section == 0 || unit >= n->big || (n->big != INT64_MAX && value >= n->big))
                return false;
        n->total = plus(n->total, value);
        n->section = 0;
        n->big = n->small = unit;
        return true;
}

/* The digits behind the last unit: 1万2,345. */
static bool add_rest(struct number *n, const struct coefficient *c)
{
        if ((n->any && c->n == 0) || c->n >= n->small)
                return false;
        n->section = plus(n->section, c->n);
        return true;
}

/* One part of a number: digits, a unit, or both. *last: no more can follow. */
static bool add_part(struct number *n, bool *last, const int32_t **at)
{
        struct coefficient c;
        int64_t unit;

        *last = true;
        if (!take_coefficient(&c, at))
                return false;
        n->kanji |= c.kanji;
        n->arabic |= c.digits && !c.kanji;
        if (c.fraction)
                return add_fractional(n, &c, at);
        unit = take_unit(at);
        if (!unit && !c.digits)
                return n->any;
        if (n->any && c.kanji && c.digits > 1) /* 百二三 */
                return false;
        if (!unit ? !add_rest(n, &c) : unit < 10000 ? !add_small(n, &c, unit) : !add_big(n, &c, unit))
                return false;
        n->any = true;
        *last = !unit;
        return true;
}

/* False: not a number. *at then stands anywhere. */
static bool take_number(int64_t *out, bool *fraction, const int32_t **at)
{
        struct number n = {.big = INT64_MAX, .small = INT64_MAX};
        bool last;

        do {
                if (!add_part(&n, &last, at))
                        return false;
        } while (!last);
        *out = plus(n.total, n.section);
        *fraction = n.fraction;
        return !(n.arabic && n.kanji);
}

/* -1, 1, or 0 where no sign stands. */
static int take_sign(const int32_t **at)
{
        int sign = 0;

        if (typed_take(at, "△") || typed_take(at, "▲") || typed_take_dash(at))
                sign = -1;
        else if (typed_take(at, "+"))
                sign = 1;
        typed_skip_spaces(at);
        return sign;
}

static bool take_one_of(const int32_t **at, const char *const words[])
{
        const int32_t *start = *at;

        typed_skip_spaces(at);
        for (int i = 0; words[i]; i++) {
                if (typed_take(at, words[i])) {
                        typed_skip_spaces(at);
                        return true;
                }
        }
        *at = start;
        return false;
}

/* Amounts are tax included: 税抜 is on no list, so that an amount marked so is not read. Longer words first. */
static const char *const tax_words[] = {"(税込み)", "(税込)", "(税込価格)", "(税込金額)", "(内税)",
                                        "税込み",   "税込",   "内税",       NULL};
static const char *const closing[] = {")", NULL};
static const char *const gold[] = {"金", NULL};                   /* 金12,345円也 */
static const char *const yen_before[] = {"¥", "\\", "JPY", NULL}; /* 0x5C is ¥ in Shift_JIS */
static const char *const yen_behind[] = {"円也", "円", "圓也", "圓", "也", "JPY", "yen", NULL};

/* ￥12,345- and ￥12,345.- : the stroke fills the line so that nobody adds digits. Without a mark of yen a closing
 * stroke might be a minus (as some ledgers print it), and is refused. */
static void take_end_stroke(const int32_t **at)
{
        const int32_t *start = *at;

        typed_skip_spaces(at);
        typed_take(at, ".");
        if (!typed_take_dash(at))
                *at = start;
        typed_take(at, "也");
}

static bool take_yen_mark(const int32_t **at)
{
        bool golden = take_one_of(at, gold);

        return take_one_of(at, yen_before) || golden;
}

/* Sign and mark of yen, in either order: -￥1,000, ￥-1,000, (￥1,000). False: more than one of a kind. */
static bool take_head(bool *negative, bool *marked, bool *open, const int32_t **at)
{
        int first, second;
        bool outside;

        first = take_sign(at);
        outside = take_yen_mark(at);
        second = take_sign(at);
        *open = typed_take(at, "(");
        typed_skip_spaces(at);
        *marked = take_yen_mark(at);
        *negative = first < 0 || second < 0 || *open;
        if ((first != 0) + (second != 0) + *open > 1 || (outside && *marked))
                return false;
        *marked |= outside;
        return true;
}

static enum yen_fault read_amount(int64_t *out, const int32_t *at)
{
        bool negative, marked, open, fraction;
        int64_t n;

        take_one_of(&at, tax_words);
        if (!take_head(&negative, &marked, &open, &at) || !take_number(&n, &fraction, &at))
                return YEN_UNREADABLE;
        marked |= take_one_of(&at, yen_behind);
        if (open && !take_one_of(&at, closing))
                return YEN_UNREADABLE;
        marked |= open && take_one_of(&at, yen_behind);
        if (marked)
                take_end_stroke(&at);
        take_one_of(&at, tax_words);
        if (*at)
                return YEN_UNREADABLE;
        *out = negative ? -n : n;
        return n > YEN_MOST ? YEN_TOO_LARGE : fraction ? YEN_FRACTION : YEN_READ;
}

static bool is_letter(int32_t c)
{
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_number(int32_t c)
{
        const int32_t text[2] = {c, 0}, *at = text;

        return (c >= '0' && c <= '9') || typed_kanji_digit(c) >= 0 || take_unit(&at) != 0;
}

/* 元 and ドル are also parts of words (還元, アイドル): they name a currency behind a number or at the start. */
static bool starts_currency(const struct typed *text, size_t i)
{
        static const char *const codes[] = {"USD", "EUR", "GBP",    "CNY",     "CNH",  "RMB",   "KRW", "TWD",
                                            "NTD", "HKD", "SGD",    "AUD",     "NZD",  "CAD",   "CHF", "THB",
                                            "VND", "INR", "dollar", "dollars", "euro", "euros", NULL};
        static const char *const words[] = {"ドル", "米ドル", "ユーロ", "ポンド", "ウォン", "人民元", "元",
                                            "弗",   "セント", "フラン", "バーツ", "ルピー", "ペソ",   NULL};
        const int32_t *at = text->at + i, *before = at;

        if (*at != 0xA5 && utf8proc_category(*at) == UTF8PROC_CATEGORY_SC)
                return true;
        for (int k = 0; codes[k] && (i == 0 || !is_letter(at[-1])); k++, at = text->at + i)
                if (typed_take(&at, codes[k]) && !is_letter(*at))
                        return true;
        while (before > text->at && before[-1] == ' ')
                before--;
        return (before == text->at || is_number(before[-1])) && take_one_of(&at, words);
}

static bool names_currency(const struct typed *text)
{
        for (size_t i = 0; i < text->n; i++)
                if (starts_currency(text, i))
                        return true;
        return false;
}

/* 60000: what nearly all of a large table is. Anything else is read at length. */
static bool is_plain(int64_t *out, const char *text)
{
        const size_t n = strspn(text, "0123456789");

        if (n < 1 || n > 12 || text[n] || *text == '0')
                return false;
        *out = 0;
        for (; *text; text++)
                *out = *out * 10 + (*text - '0');
        return true;
}

enum yen_fault yen_parse(struct yen *out, const char *text)
{
        struct typed typed;
        enum yen_fault fault;
        int64_t n;

        if (is_plain(&out->n, text))
                return YEN_READ;
        if (!typed_read(&typed, text))
                return YEN_UNREADABLE;
        if (typed.n == 0)
                return YEN_EMPTY;
        fault = read_amount(&n, typed.at);
        if (fault == YEN_UNREADABLE && names_currency(&typed))
                return YEN_CURRENCY;
        if (fault == YEN_READ)
                out->n = n;
        return fault;
}

/* What stands behind a number of things; a longer word before its beginning. 一式 is 一 and 式. */
static const char *const counters[] = {
        "台",         "個",         "コ",       "箇所",   "か所",   "カ所",   "ヶ所",   "ヵ所",   "本",     "枚",
        "件",         "式",         "セット",   "組",     "点",     "基",     "巻",     "冊",     "部",     "箱",
        "缶",         "袋",         "パック",   "ケース", "か月分", "カ月分", "ヶ月分", "ケ月分", "ヵ月分", "箇月分",
        "か月",       "カ月",       "ヶ月",     "ケ月",   "ヵ月",   "箇月",   "月分",   "月",     "年分",   "年間",
        "年",         "週間",       "週",       "日間",   "日",     "時間",   "時",     "分",     "回線",   "回",
        "ライセンス", "アカウント", "ユーザー", "ユーザ", "端末",   "施設",   "拠点",   "店舗",   "名",     "人日",
        "人月",       "人",         "口",       "ヶ",     "ケ",     "ページ", "頁",     "m",      "pcs",    "pc",
        "ea",         "sets",       "set",      NULL,
};

bool count_parse(int64_t *out, const char *text)
{
        struct typed typed;
        const int32_t *at = typed.at;
        bool fraction;
        int sign;
        int64_t n;

        if (is_plain(out, text))
                return true;
        if (!typed_read(&typed, text))
                return false;
        sign = take_sign(&at);
        if (!take_number(&n, &fraction, &at) || fraction || n > YEN_MOST)
                return false;
        take_one_of(&at, counters);
        if (*at)
                return false;
        *out = sign < 0 ? -n : n;
        return true;
}
