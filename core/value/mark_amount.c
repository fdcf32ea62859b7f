/* Why an amount cannot be read (core/value/yen_parse.c says that it cannot). */
#include "core/value/mark_private.h"

#include "core/base/text.h"

#include "core/banned.h"

static bool is_digit(int32_t c)
{
        return c >= '0' && c <= '9';
}

static bool stands(const struct spelled *s, size_t i, const char *word)
{
        for (; *word; i++)
                if (text_next(&word) != s->ch[i].c)
                        return false;
        return true;
}

/* Amounts are tax included (docs/formats.md, purchases). */
static struct mark without_tax(const struct spelled *s)
{
        static const char *const words[] = {"税抜き", "税抜", "税別", "外税", "+税", "本体価格", "本体"};

        for (size_t i = 0; i < s->n; i++)
                for (size_t w = 0; w < sizeof words / sizeof *words; w++)
                        if (stands(s, i, words[w])) {
                                size_t n = 0;

                                for (const char *at = words[w]; *at; n++)
                                        text_next(&at);
                                return mark_part(s, i, i + n, "税込の金額が要ります¦the amount with tax is needed");
                        }
        return (struct mark){0};
}

static bool has_unit(const struct spelled *s)
{
        for (size_t i = 0; i < s->n; i++)
                if (typed_kanji_unit(s->ch[i].c) || stands(s, i, "万") || stands(s, i, "億"))
                        return true;
        return false;
}

/* 100.5 and 12.000; a point beside a unit (12.8万5千) is a matter of the whole. */
static struct mark point(const struct spelled *s)
{
        for (size_t i = 0; i < s->n; i++) {
                size_t end = i + 1;

                if (s->ch[i].c != '.' || !is_digit(s->ch[end].c))
                        continue;
                while (is_digit(s->ch[end].c))
                        end++;
                if (has_unit(s))
                        return mark_whole(s, "二通りに読めます¦can be read in two ways");
                return mark_part(s, i, end,
                                 end - i == 4 ? "「.」か「,」かわかりません¦a point, or a comma?"
                                              : "1円に満たない端数です¦a part of a yen");
        }
        return (struct mark){0};
}

/* 1,23,45: commas stand before each three digits. */
static struct mark groups(const struct spelled *s)
{
        for (size_t i = 0; i < s->n; i++) {
                size_t end = i + 1;

                if (s->ch[i].c != ',')
                        continue;
                while (is_digit(s->ch[end].c))
                        end++;
                if (end - i != 4)
                        return mark_part(s, i, end, "3桁ごとの区切りではありません¦not groups of three digits");
        }
        return (struct mark){0};
}

/* 12,345- without a mark of yen: some ledgers print a minus there. */
static struct mark stroke(const struct spelled *s)
{
        int32_t one[2] = {0};
        const int32_t *at = one;
        size_t last = s->n;

        while (last && s->ch[last - 1].c == ' ')
                last--;
        one[0] = last ? s->ch[last - 1].c : 0;
        if (last < 2 || !typed_take_dash(&at))
                return (struct mark){0};
        return mark_part(s, last - 1, last, "マイナスか、閉じる線かわかりません¦a minus, or a closing stroke?");
}

struct mark mark_amount(const char *text, enum yen_fault fault)
{
        typedef struct mark reason(const struct spelled *);
        static reason *const reasons[] = {mark_look_alike, without_tax};
        static reason *const later[] = {point, groups, stroke};
        struct spelled s;
        struct mark mark = {0};

        mark_spell(&s, text);
        if (fault == YEN_TOO_LARGE)
                return mark_whole(&s, "大きすぎます¦too large");
        if (fault == YEN_CURRENCY)
                return mark_foreign(&s, ",. ()-");
        for (size_t i = 0; !mark.n && i < sizeof reasons / sizeof *reasons; i++)
                mark = reasons[i](&s);
        if (!mark.n)
                mark = mark_foreign(&s, ",.円圓也金¥\\JPYyen税込み内価格額()△▲+-万萬億兆 \u2010\u2015\u2212\u30FC");
        for (size_t i = 0; !mark.n && i < sizeof later / sizeof *later; i++)
                mark = later[i](&s);
        return mark.n ? mark : mark_whole(&s, NULL);
}
