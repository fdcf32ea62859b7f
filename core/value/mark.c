#include "core/value/mark_private.h"

#include "core/base/text.h"

#include <string.h>

#include "core/banned.h"

/* １ and Ａ stand where 1 and A do in ASCII, U+FEE0 higher. */
static int32_t narrow(int32_t c)
{
        if (c >= 0xFF01 && c <= 0xFF5E)
                return c - 0xFEE0;
        return c == 0x3000 || c == 0xA0 || c == '\t' ? ' ' : c;
}

void mark_spell(struct spelled *out, const char *text)
{
        const char *s = text;

        out->n = 0;
        while (*s && out->n < MARK_MOST) {
                size_t at = (size_t)(s - text);
                int32_t c = text_next(&s);

                if (c < 0)
                        break;
                out->ch[out->n].at = at;
                out->ch[out->n++].c = narrow(c);
        }
        out->ch[out->n].at = (size_t)(s - text);
        out->ch[out->n].c = 0;
}

struct mark mark_part(const struct spelled *s, size_t from, size_t to, const char *hint)
{
        return (struct mark){s->ch[from].at, s->ch[to].at - s->ch[from].at, hint};
}

/* Without the spaces around it. */
struct mark mark_whole(const struct spelled *s, const char *hint)
{
        size_t from = 0, to = s->n;

        while (from < to && s->ch[from].c == ' ')
                from++;
        while (to > from && s->ch[to - 1].c == ' ')
                to--;
        return mark_part(s, from, to, hint);
}

static bool is_digit(int32_t c)
{
        return c >= '0' && c <= '9';
}

static bool is_letter(int32_t c)
{
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static const char *look_alike(int32_t c)
{
        static const struct {
                int32_t c;
                const char *hint;
        } table[] = {
                {'O', "英字の O です¦the letter O"},      {'o', "英字の o です¦the letter o"},
                {'l', "英字の l(エル)です¦the letter l"}, {'I', "英字の I(アイ)です¦the letter I"},
                {'|', "縦棒です¦a vertical bar"},         {'S', "英字の S です¦the letter S"},
                {'B', "英字の B です¦the letter B"},      {'Z', "英字の Z です¦the letter Z"},
                {0x25CB, "記号の ○ です¦the sign ○"},     {0x25EF, "記号の ○ です¦the sign ○"},
        };

        for (size_t i = 0; i < sizeof table / sizeof *table; i++)
                if (table[i].c == c)
                        return table[i].hint;
        return NULL;
}

/* Beside a digit, and no part of a word: the O of 52,8OO, not that of Oil. */
struct mark mark_look_alike(const struct spelled *s)
{
        for (size_t i = 0; i < s->n; i++) {
                size_t end = i;
                bool beside;

                while (end < s->n && look_alike(s->ch[end].c))
                        end++;
                if (end == i)
                        continue;
                beside = is_digit(s->ch[end].c) || (i && is_digit(s->ch[i - 1].c)) ||
                         (i > 1 && s->ch[i - 1].c == ',' && is_digit(s->ch[i - 2].c));
                if (beside && !is_letter(s->ch[end].c) && !(i && is_letter(s->ch[i - 1].c))) {
                        while (s->ch[end - 1].c != s->ch[i].c)
                                end--;
                        return mark_part(s, i, end, look_alike(s->ch[i].c));
                }
                i = end;
        }
        return (struct mark){0};
}

static bool stands_in(int32_t c, const char *allowed)
{
        for (const char *s = allowed; *s;)
                if (text_next(&s) == c)
                        return true;
        return is_digit(c) || typed_kanji_digit(c) >= 0 || typed_kanji_unit(c) != 0;
}

struct mark mark_foreign(const struct spelled *s, const char *allowed)
{
        for (size_t i = 0; i < s->n; i++) {
                size_t end = i;

                while (end < s->n && !stands_in(s->ch[end].c, allowed))
                        end++;
                if (end > i)
                        return mark_part(s, i, end, NULL);
        }
        return (struct mark){0};
}

struct mark mark_code(const char *text, struct arena *arena)
{
        struct spelled s;
        struct mark mark;
        size_t digits = 0;

        mark_spell(&s, text);
        for (size_t i = 0; i < s.n; i++) {
                if ((s.ch[i].c == 'E' || s.ch[i].c == 'e') && s.ch[i + 1].c == '+')
                        return mark_part(&s, i, s.n, "Excel の指数の形です¦the exponent form of Excel");
                if (s.ch[i].c == '.' && s.ch[i + 1].c == '0')
                        return mark_part(&s, i, s.n, NULL);
                digits += is_digit(s.ch[i].c);
        }
        mark = mark_look_alike(&s);
        if (!mark.n)
                mark = mark_foreign(&s, " -\u2010\u2212\u30FC");
        if (!mark.n)
                mark = mark_whole(&s, arena_printf(arena, "%zu桁あります¦%zu digits", digits, digits));
        return mark;
}

struct mark mark_count(const char *text)
{
        struct spelled s;
        struct mark mark;

        mark_spell(&s, text);
        mark = mark_look_alike(&s);
        for (size_t i = 0; !mark.n && i < s.n; i++)
                if (s.ch[i].c == '.' && is_digit(s.ch[i + 1].c))
                        mark = mark_part(&s, i, s.n, "端数です¦a fraction");
        return mark.n ? mark : mark_whole(&s, NULL);
}
