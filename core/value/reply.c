#include "core/value/reply.h"

#include <stdio.h>
#include <string.h>

#include "core/base/text.h"

#include "core/banned.h"

enum { MOST_BYTES = 200 };

static bool is_one_of(const char *key, const char *const *words)
{
        for (; *words; words++)
                if (strcmp(*words, key) == 0)
                        return true;
        return false;
}

enum reply reply_read(const char *text, struct arena *arena)
{
        static const char *const yes[] = {"はい", "ハイ", "は", "y", "yes", "1", "ok", "ええ", NULL};
        static const char *const no[] = {"いいえ", "イイエ", "い", "n", "no", "2", "いえ", NULL};
        static const char *const each[] = {"1件ずつ", "一件ずつ", "ひとつずつ", "1つずつ", "each", "3", NULL};
        static const char *const later[] = {"", "あとで", "後で", "アトデ", "a", "later", "まだ", "マダ", NULL};
        const char *key = strlen(text) > MOST_BYTES ? "?" : text_key(arena, text);

        return is_one_of(key, later)  ? REPLY_LATER
               : is_one_of(key, yes)  ? REPLY_YES
               : is_one_of(key, no)   ? REPLY_NO
               : is_one_of(key, each) ? REPLY_EACH
                                      : REPLY_UNCLEAR;
}

/* ---- days */

static bool named_day(struct date *out, const char *key, struct date today)
{
        static const struct {
                const char *word;
                int32_t days;
        } words[] = {{"今日", 0},   {"きょう", 0},  {"本日", 0},      {"today", 0},    {"明日", 1},
                     {"あした", 1}, {"あす", 1},    {"tomorrow", 1},  {"あさって", 2}, {"明後日", 2},
                     {"昨日", -1},  {"きのう", -1}, {"おととい", -2}, {"一昨日", -2},  {"yesterday", -1}};

        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
                if (strcmp(words[i].word, key) == 0)
                        return date_shift(out, today, words[i].days);
        return false;
}

/* Does the rest begin so? Then it is behind that. */
static bool skips(const char **text, const char *word)
{
        size_t n = strlen(word);

        if (strncmp(*text, word, n) != 0)
                return false;
        *text += n;
        return true;
}

/* 金曜, 金曜日, 来週の月曜: the next such day, today included; of next week (from Monday) the one in it. */
static bool week_day(struct date *out, const char *key, struct date today)
{
        static const char *const days[] = {"日", "月", "火", "水", "木", "金", "土"};
        const bool next_week = skips(&key, "来週の") || skips(&key, "来週");
        const int now = date_weekday(today);

        if (!next_week)
                skips(&key, "今週の");
        for (int day = 0; day < 7; day++) {
                const char *rest = key;
                int away = (day - now + 7) % 7;

                if (!skips(&rest, days[day]) || !skips(&rest, "曜") || (*rest && strcmp(rest, "日") != 0))
                        continue;
                if (next_week) /* weeks begin on Monday */
                        away = (8 - now) % 7 + (now == 1 ? 7 : 0) + (day + 6) % 7;
                return date_shift(out, today, away);
        }
        return false;
}

/* One or two digits; *text behind them. 0: there are none. */
static int two_digits(const char **text)
{
        int n = 0;

        for (int i = 0; i < 2 && **text >= '0' && **text <= '9'; i++)
                n = n * 10 + (*(*text)++ - '0');
        return n;
}

/* 12/25, 12-25, 12月25日: month and day; 25日: the day alone, month 0. */
static bool month_and_day(int *month, int *day, const char *key)
{
        int first = two_digits(&key);

        *month = 0;
        *day = first;
        if (first && strcmp(key, "日") == 0)
                return true;
        *month = first;
        if (!first || (!skips(&key, "/") && !skips(&key, "-") && !skips(&key, "月") && !skips(&key, ".")))
                return false;
        *day = two_digits(&key);
        skips(&key, "日");
        return *month <= 12 && *day && !*key;
}

/* The nearest month or year in which there is such a day, on this side of today. */
static bool day_without_year(struct date *out, const char *key, struct date today, bool happened)
{
        const int step = happened ? -1 : 1;
        int month, day;

        if (!month_and_day(&month, &day, key))
                return false;
        for (int i = 0; i <= 12; i++) {
                int32_t at =
                        month ? (today.year + step * i) * 12 + month - 1 : today.year * 12 + today.month - 1 + step * i;
                struct date d;

                if (!date_make(&d, at / 12, at % 12 + 1, day))
                        continue;
                if (happened ? date_compare(d, today) <= 0 : date_compare(d, today) >= 0) {
                        *out = d;
                        return true;
                }
        }
        return false;
}

/* 12/21 on the 22nd: somebody means yesterday, not the same day a year from now. */
enum { FAR = 300 /* days */ };

static enum reply_day judge(struct date *out, struct date today, bool happened)
{
        const int32_t away = date_days_between(today, *out);

        if (!happened && away < 0)
                return REPLY_DAY_PAST;
        return happened && away > 0 ? REPLY_DAY_AHEAD : REPLY_DAY;
}

enum reply_day reply_day_read(struct date *out, const char *text, struct date today, bool happened, struct arena *arena)
{
        enum date_fault fault;
        const char *key;
        int month, d;

        if (strlen(text) > MOST_BYTES)
                return REPLY_DAY_UNCLEAR;
        if (reply_read(text, arena) == REPLY_LATER)
                return REPLY_DAY_LATER;
        key = text_key(arena, text);
        if (named_day(out, key, today) || week_day(out, key, today))
                return judge(out, today, happened);
        if (day_without_year(out, key, today, happened)) {
                struct date other;

                /* the other side of today is much nearer */
                if (date_days_between(today, *out) > FAR && day_without_year(&other, key, today, true)) {
                        *out = other;
                        return REPLY_DAY_PAST;
                }
                return REPLY_DAY;
        }
        if (month_and_day(&month, &d, key))
                return REPLY_DAY_UNCLEAR; /* 2/30 */
        fault = date_parse(out, text);
        if (fault == DATE_AMBIGUOUS)
                return REPLY_DAY_YEAR;
        return fault == DATE_READ ? judge(out, today, happened) : REPLY_DAY_UNCLEAR;
}
