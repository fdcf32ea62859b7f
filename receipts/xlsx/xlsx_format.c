#include "receipts/xlsx/xlsx.h"

#include <string.h>

#include "core/base/buffer.h"

#include "core/banned.h"

/* A format code is walked once, its first section only (ISO/IEC 29500-1, 18.8.31): which letters stand outside of quotes,
 * brackets and escapes tells what the number is for. */
struct walk {
        const char *at;
        bool year, month, day, hour, second, elapsed; /* an m beside h or s is a minute */
        bool digits, scaled;                          /* 0 # ?; a comma behind them divides by 1,000 */
        int zeros;
        bool zeros_alone;
        const char *before;
        struct buffer after;    /* literal text behind the digits */
        struct buffer shown[2]; /* all literal text before and behind them */
        struct arena *arena;
};

static bool starts(const char *s, const char *word)
{
        return strncmp(s, word, strlen(word)) == 0;
}

static bool one_of(const char *word, const char *const *words, size_t n)
{
        for (size_t i = 0; i < n; i++)
                if (strcmp(words[i], word) == 0)
                        return true;
        return false;
}

/* Literal text: a currency before the digits, a unit behind them. */
static void take_literal(struct walk *w, const char *text, size_t n)
{
        static const char *const foreign[] = {"$",   "US$", "€",   "£",   "₩",   "元",  "CN¥", "A$",  "C$",
                                              "HK$", "NT$", "฿",   "₫",   "₹",   "USD", "EUR", "GBP", "CNY",
                                              "KRW", "TWD", "HKD", "CHF", "AUD", "CAD", "SGD", "THB", "VND"};
        char *word = arena_strndup(w->arena, text, n);
        size_t length = strlen(word);

        w->zeros_alone = false;
        while (length && word[length - 1] == ' ')
                word[--length] = '\0';
        while (*word == ' ')
                word++;
        buffer_text(&w->shown[w->digits], word);
        if (one_of(word, foreign, sizeof foreign / sizeof *foreign))
                w->before = word;
        else if (w->digits)
                buffer_text(&w->after, word);
}

/* [Red] [h] [$-411] [$€-407] [>=100] [DBNum1]; w->at stands on the bracket and is left behind its end. */
static void take_bracket(struct walk *w)
{
        const char *s = w->at + 1;
        size_t n = strcspn(s, "]");
        size_t letters = strspn(s, "hHmMsS");

        if (n && letters == n)
                w->elapsed = true;
        else if (*s == '$' && strcspn(s, "-]") > 1)
                take_literal(w, s + 1, strcspn(s, "-]") - 1);
        w->at = s + n + (s[n] == ']');
}

static void take_quoted(struct walk *w)
{
        const char *s = w->at + 1;
        size_t n = strcspn(s, "\"");

        take_literal(w, s, n);
        w->at = s + n + (s[n] == '"');
}

static size_t character(const char *s)
{
        unsigned char c = (unsigned char)*s;
        size_t want = c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4, n = 0;

        while (n < want && s[n])
                n++;
        return n;
}

/* Words that hold letters of dates and mean none. */
static size_t skipped_word(const char *s)
{
        static const char *const words[] = {"General", "GENERAL", "general", "G/標準", "AM/PM", "am/pm",
                                            "A/P",     "a/p",     "E+",      "E-",     "e+",    "e-"};

        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
                if (starts(s, words[i]))
                        return strlen(words[i]);
        return 0;
}

static void take_letter(struct walk *w)
{
        char c = *w->at;

        if (c == '%' || (c == '-' && !w->digits) || (c == '(' && !w->digits) || (c == ')' && w->shown[0].n))
                buffer_char(&w->shown[w->digits], c);
        w->year = w->year || strchr("yYeEgG", c);
        w->month = w->month || strchr("mM", c);
        w->day = w->day || strchr("dD", c);
        w->hour = w->hour || strchr("hH", c);
        w->second = w->second || strchr("sS", c);
        w->digits = w->digits || strchr("0#?", c);
        w->zeros += c == '0';
        if (c != '0')
                w->zeros_alone = false;
        w->at++;
}

static void take(struct walk *w)
{
        size_t n;

        if (*w->at == '"') {
                take_quoted(w);
        } else if (*w->at == '[') {
                take_bracket(w);
        } else if (*w->at == '\\' && w->at[1]) {
                n = character(w->at + 1);
                take_literal(w, w->at + 1, n);
                w->at += 1 + n;
        } else if ((*w->at == '_' || *w->at == '*') && w->at[1]) {
                w->zeros_alone = false;
                w->at += 1 + character(w->at + 1);
        } else if ((n = skipped_word(w->at))) {
                w->zeros_alone = false;
                w->at += n;
        } else if (*w->at == ',' && w->digits) {
                w->scaled = !strchr("0#?", w->at[1]) || !w->at[1] ? true : w->scaled;
                w->zeros_alone = false;
                w->at++;
        } else if (*w->at == '$' || (unsigned char)*w->at >= 0x80) {
                n = character(w->at);
                take_literal(w, w->at, n);
                w->at += n;
        } else {
                take_letter(w);
        }
}

/* 12 shown as 12万円 is 120,000 yen for who typed it; 12,000 shown as 12千円 by a scaling comma is 12,000. */
static const char *unit(const struct walk *w)
{
        static const char *const multiplying[] = {"十", "百", "千", "万", "億", "%"};
        const char *text = w->after.n ? w->after.at : "";

        if (w->scaled)
                return "";
        for (size_t i = 0; i < sizeof multiplying / sizeof *multiplying; i++)
                if (strstr(text, multiplying[i]))
                        return text;
        return "";
}

struct xlsx_format xlsx_format_of(const char *code, struct arena *arena)
{
        struct walk w = {.at = code,
                         .zeros_alone = true,
                         .before = "",
                         .after = buffer_in(arena),
                         .shown = {buffer_in(arena), buffer_in(arena)},
                         .arena = arena};
        struct xlsx_format f = {
                .kind = FORMAT_NUMBER, .before = "", .after = "", .shown_before = "", .shown_after = ""};

        while (*w.at && *w.at != ';')
                take(&w);
        if (w.digits && !w.second)
                ;
        else if (w.year || w.day || (w.month && !w.hour && !w.second && !w.elapsed))
                f.kind = w.day ? FORMAT_DATE : FORMAT_MONTH;
        else if (w.elapsed || w.hour || w.second)
                f.kind = FORMAT_TIME;
        if (f.kind != FORMAT_NUMBER)
                return f;
        f.zeros = w.zeros_alone && w.zeros > 1 && w.zeros <= 20 ? w.zeros : 0;
        f.before = w.before;
        f.after = unit(&w);
        if (w.digits && !w.scaled && w.shown[0].n)
                f.shown_before = w.shown[0].at;
        if (w.digits && !w.scaled && w.shown[1].n)
                f.shown_after = w.shown[1].at;
        return f;
}

struct xlsx_format xlsx_format_built_in(int64_t id)
{
        static const struct {
                int first, last, kind;
        } dates[] = {
                {14, 16, FORMAT_DATE},  {17, 17, FORMAT_MONTH}, {18, 21, FORMAT_TIME},  {22, 22, FORMAT_DATE},
                {27, 31, FORMAT_DATE},  {32, 33, FORMAT_TIME},  {34, 34, FORMAT_MONTH}, {35, 36, FORMAT_DATE},
                {45, 47, FORMAT_TIME},  {50, 51, FORMAT_DATE},  {52, 52, FORMAT_MONTH}, {53, 54, FORMAT_DATE},
                {55, 55, FORMAT_MONTH}, {56, 58, FORMAT_DATE},
        };
        struct xlsx_format f = {
                .kind = FORMAT_NUMBER, .before = "", .after = "", .shown_before = "", .shown_after = ""};

        if (id == 9 || id == 10) /* 0%, 0.00% */
                f.shown_after = "%";
        for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
                if (id >= dates[i].first && id <= dates[i].last)
                        f.kind = dates[i].kind;
        return f;
}
